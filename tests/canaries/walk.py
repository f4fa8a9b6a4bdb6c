"""A walk on which everything that is said has a canary in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.timezone import now

from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.gathering import queries as requests
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.canaries.planting import TOKEN


@dataclass(frozen=True, kw_only=True)
class Planted(Walk):
    """A walk in which people are known by their names without the canaries in them."""

    def answer(
        self,
        request: Request,
        said: Mapping[str, Said] | None = None,
        *,
        analysis: str = "",
        analysis_kept_to: Caveat = Caveat.HUB,
    ) -> Request:
        """Say of each what was said of somebody of that name."""
        people = self.as_("manager", lambda _: requests.people(request))
        plain = {" ".join(TOKEN.sub("", who.name).split()): who.name for who in people}
        told = {plain.get(name, name): each for name, each in (said or {}).items()}
        return super().answer(request, told, analysis=analysis, analysis_kept_to=analysis_kept_to)


def planted() -> Planted:
    """Return such a walk in Coventry, at this moment."""
    return Planted(hub=make.hub(), at=now(), secret=settings.SECRET_KEY)
