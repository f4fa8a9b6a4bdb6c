"""What has to be minded of people before somebody visits or rings: warnings, and safe ways."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.people.held import Marker, Number
from frontdoor.people.models import Person
from frontdoor.people.queries import reached_from


@asks
def warnings(records: Sequence[Person]) -> Asking[list[Marker]]:
    """Return what has to be known of these people before somebody acts, through every link: what
    was ended is left out, and an overdue review leaves out nothing.
    """
    found = _warnings([each.pk for each in records if each.pk is not None])
    yield (found,)
    return list(found)


@prepared
def _warnings(records: list[int]) -> QuerySet[Marker]:
    found = Marker.objects.filter(person__in=reached_from(records))
    return found.filter(lifted_at__isnull=True).select_related("person").order_by("kind", "-pk")


@asks
def safe_ways(records: Sequence[Person]) -> Asking[list[Number]]:
    """Return by which numbers these people can be reached, and how that is safe, through every
    link: those alone of which somebody said so.
    """
    found = _lines([each.pk for each in records if each.pk is not None])
    yield (found,)
    return [each for each in found if each.safely]


@prepared
def _lines(records: list[int]) -> QuerySet[Number]:
    found = Number.objects.filter(person__in=reached_from(records))
    return found.filter(lifted_at__isnull=True).select_related("person").order_by("pk")


@dataclass(frozen=True, kw_only=True)
class Cautions:
    """What has to be minded of somebody: the warnings that stand, and how they are safely reached.

    `lines` are the numbers alone of which somebody said how they are safe.
    """

    warnings: Sequence[Marker] = ()
    lines: Sequence[Number] = ()

    def of(self, records: Collection[Person]) -> "Cautions":
        """Return what has to be minded of one person, whose records these are."""
        numbers = {each.pk for each in records}
        return Cautions(
            warnings=[each for each in self.warnings if each.person_id in numbers],
            lines=[each for each in self.lines if each.person_id in numbers],
        )


@asks
def cautions(records: tuple[int, ...]) -> Asking[Cautions]:
    """Return what has to be minded of these very records, of all of them at once."""
    markers, numbers = _markers_on(list(records)), _numbers_of(list(records))
    yield markers, numbers
    return Cautions(warnings=list(markers), lines=[each for each in numbers if each.safely])


@prepared
def _markers_on(records: list[int]) -> QuerySet[Marker]:
    found = Marker.objects.filter(person__in=records, lifted_at__isnull=True)
    return found.order_by("kind", "-pk")


@prepared
def _numbers_of(records: list[int]) -> QuerySet[Number]:
    found = Number.objects.filter(person__in=records, lifted_at__isnull=True)
    return found.order_by("pk")


def to_review(*, by: date) -> list[Marker]:
    """Return the warnings that are to be looked at again by a day, the longest overdue first."""
    found = Marker.objects.filter(lifted_at__isnull=True, review_by__lte=by)
    return list(found.select_related("person").order_by("review_by", "pk"))
