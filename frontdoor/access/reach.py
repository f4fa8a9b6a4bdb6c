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

from frontdoor.access.vocabulary import Zone

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


def _setting(name: str) -> Func:
    # Inside (SELECT ...), once a query and not once a row.
    asked = f"(SELECT NULLIF(current_setting('frontdoor.{name}', true), '')::bigint)"
    return Func(template=asked, output_field=models.BigIntegerField())


def _in_hub() -> Func:
    inside = f"(SELECT current_setting('frontdoor.zone', true) = '{Zone.HUB}')"
    return Func(template=inside, output_field=models.BooleanField())


class Reach(models.Manager[M_co]):
    """Rows of the hub that asks; outside the hub, where they are an agency's, of the own agency.

    `whose` names the field that says whose they are, and `also` whose besides. Without anybody who
    asks there are none.
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
