"""The third wall: what is asked for is of the hub that asks, whatever the database would give.

Row-level security (wall.py) is the fourth, and says much more exactly who sees what. Should it
ever be off, by a role that bypasses it or a policy that is too wide, no page shows a row of
another hub, and an agency or a receiving team gets rows of its own alone. Both walls read who
asks from the settings of context.py; neither relies on the other.
"""

from functools import reduce
from operator import or_
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Func, Q, QuerySet

from frontdoor.access.vocabulary import Caveat, Role, Zone

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


def _setting(name: str) -> Func:
    # Inside (SELECT ...), once a query and not once a row.
    asked = f"(SELECT NULLIF(current_setting('frontdoor.{name}', true), '')::bigint)"
    return Func(template=asked, output_field=models.BigIntegerField())


def _in_hub() -> Func:
    inside = f"(SELECT current_setting('frontdoor.zone', true) = '{Zone.HUB}')"
    return Func(template=inside, output_field=models.BooleanField())


def _is_manager() -> Func:
    managing = (
        f"(SELECT current_setting('frontdoor.zone', true) = '{Zone.HUB}'"
        f" AND current_setting('frontdoor.role', true) = '{Role.TEAM_MANAGER}')"
    )
    return Func(template=managing, output_field=models.BooleanField())


class Kept(models.Model):
    """One item of information, with the caveat under which it was given (trust.md section 1).

    A model says in `GIVEN_BY` which column has the user who gave it, and in `GIVEN_FOR` which has
    the agency, where it was an agency. Both walls below read those: `Reach`, and wall.py for every
    table of such a model, so that none can forget it.
    """

    GIVEN_BY: ClassVar[str]
    GIVEN_FOR: ClassVar[str] = ""
    kept_to = models.CharField(max_length=12, choices=Caveat.choices(), default=Caveat.HUB.value)

    class Meta:
        abstract = True

    @property
    def is_kept(self) -> bool:
        """Tell whether it is not for everybody in the hub."""
        return self.kept_to != Caveat.HUB

    @property
    def kept_words(self) -> str:
        """Return to whom alone it is kept, or an empty string."""
        return Caveat(self.kept_to).label if self.is_kept else ""


def caveat_of(item: Kept) -> str:
    """Return the caveat under which a fact about an item is remembered; none for what all see."""
    return item.kept_to if item.is_kept else ""


def _within_caveats(model: type[Kept]) -> Q:
    given_by = Q(**{model.GIVEN_BY: _setting("user")})
    allowed = Q(kept_to=Caveat.HUB.value) | Q(_is_manager()) | given_by
    if model.GIVEN_FOR:
        allowed |= Q(kept_to=Caveat.ORIGINATOR.value, **{model.GIVEN_FOR: _setting("agency")})
    return allowed


class Reach(models.Manager[M_co]):
    """Rows of the hub that asks; outside the hub, where they are an agency's, of the own agency.

    `whose` names the field that says whose they are, and `also` whose besides. What is kept to
    others by its caveat is out of reach. Without anybody who asks there are none.
    """

    def __init__(self, *, whose: str = "", also: str = "") -> None:
        super().__init__()
        self._whose = [each for each in (whose, also) if each]
        self._rows: QuerySet[M_co] | None = None

    def get_queryset(self) -> QuerySet[M_co]:
        """Return the rows within reach."""
        if self._rows is None:
            within = Q(hub_id=_setting("hub"))
            if self._whose:
                own = (Q(**{each: _setting("agency")}) for each in self._whose)
                within &= reduce(or_, own, Q(_in_hub()))
            if issubclass(self.model, Kept):
                within &= _within_caveats(self.model)
            self._rows = super().get_queryset().filter(within)
        return self._rows.all()


class Within(models.Model):
    """A row of one hub."""

    objects: ClassVar[Reach[Self]] = Reach()

    class Meta:
        abstract = True


class OfAnAgency(models.Model):
    """A row of one hub that is one agency's as well: no other agency gets it."""

    objects: ClassVar[Reach[Self]] = Reach(whose="agency_id")

    class Meta:
        abstract = True


class OfATeam(models.Model):
    """A row of one hub that is one receiving team's as well: no other team gets it."""

    objects: ClassVar[Reach[Self]] = Reach(whose="team_id")

    class Meta:
        abstract = True
