"""Ask by which rules, and by which calendar."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from django.db.models import QuerySet

from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.worktime import Calendar
from frontdoor.policy import reading, rules
from frontdoor.policy.law import Law
from frontdoor.policy.models import BankHoliday, PolicyVersion

# Long, and read once a process: a page that asks for a version leaves them where they are.
TEXTS = ("source", "law")


def current(hub_id: int, *, at: datetime) -> PolicyVersion:
    """Return the version that a case starts under when it arrives at that moment."""
    return one(in_force(hub_id, at))


def one(found: "QuerySet[PolicyVersion]") -> PolicyVersion:
    """Return the version that was asked for.

    :raises PolicyVersion.DoesNotExist: if the hub has no rules at that moment.
    """
    for version in found:
        return version
    raise PolicyVersion.DoesNotExist


@prepared
def in_force(hub: int, at: datetime) -> "QuerySet[PolicyVersion]":
    """Return the version that is in force at a moment, alone."""
    found = PolicyVersion.objects.filter(hub=hub, effective_from__lte=at).defer(*TEXTS)
    return found.order_by("-effective_from", "-number")[:1]


def is_in_force(hub_id: int, *, at: datetime) -> bool:
    """Tell whether a hub has any rules at that moment."""
    return PolicyVersion.objects.filter(hub_id=hub_id, effective_from__lte=at).exists()


def calendar(version: PolicyVersion) -> Calendar:
    """Return the hub's opening hours with the bank holidays as they are listed now.

    They are asked for once for each version that was read: that is as long as one page takes.
    """
    if version.calendar is None:
        version.calendar = Calendars().of(version)
    return version.calendar


class Calendars:
    """The calendars of many versions at one moment: holidays are asked for once a division."""

    def __init__(self, days: Mapping[str, tuple[date, ...]] | None = None) -> None:
        self._days = dict(days or {})
        self._known: dict[str, Calendar] = {}

    def of(self, version: PolicyVersion) -> Calendar:
        """Return the hub's opening hours with the bank holidays as they are listed now."""
        if version.sha256 not in self._known:
            self._known[version.sha256] = self._calendar(version)
        return self._known[version.sha256]

    def _calendar(self, version: PolicyVersion) -> Calendar:
        division = version.policy.hub.division
        if division not in self._days:
            self._days[division] = tuple(_days(division))
        return _calendar(version.sha256, self._days[division])


@asks
def calendars(version: PolicyVersion) -> Asking[Calendars]:
    """Return the calendars of a hub, that of this version ready, as they are now."""
    listed = days(version)
    yield (listed,)
    return know(version, listed)


def days(version: PolicyVersion) -> "QuerySet[BankHoliday, date]":
    """Return the bank holidays of a hub, to be read together with other things."""
    return _days(version.policy.hub.division)


def know(version: PolicyVersion, days: Iterable[date]) -> Calendars:
    """Let a version have its calendar, with the bank holidays that were read for it."""
    found = Calendars({version.policy.hub.division: tuple(days)})
    version.calendar = found.of(version)
    return found


@prepared
def _days(division: str) -> "QuerySet[BankHoliday, date]":
    listed = BankHoliday.objects.filter(division=division).order_by("day")
    return listed.values_list("day", flat=True)


@lru_cache(maxsize=32)
def _calendar(sha256: str, holidays: tuple[date, ...]) -> Calendar:
    # By its digest: to compare whole packs would take longer than all that a page asks.
    return rules.calendar(reading.known(sha256), holidays)


def law(version: PolicyVersion) -> Law:
    """Return the dated statements of law that stood beside this version."""
    return reading.cached_law(version.sha256, lambda: version.law)


def stated(version: PolicyVersion) -> Law:
    """Return the law whose statements are said under a version: its own, or, where that has none,
    the newest that the hub has.
    """
    own = law(version)
    if own.texts:
        return own
    newest = PolicyVersion.objects.filter(hub_id=version.hub_id).order_by("-number").first()
    return law(newest or version)


def holidays(division: str) -> list[BankHoliday]:
    """Return the bank holidays of a division, in order."""
    return list(BankHoliday.objects.filter(division=division).order_by("day"))
