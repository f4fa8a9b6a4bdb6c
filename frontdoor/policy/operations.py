"""Bring packs into force, and keep the table of bank holidays."""

import hashlib
from datetime import UTC, date, datetime

from django.db import transaction

from frontdoor.access.models import Agency, Hub
from frontdoor.access.vocabulary import AgencyKind
from frontdoor.kernel.refusal import Refused
from frontdoor.policy import reading
from frontdoor.policy.models import BankHoliday, PolicyVersion
from frontdoor.policy.pack import Policy

BEGINNING = datetime(1990, 1, 1, tzinfo=UTC)


@transaction.atomic
def adopt(*, source: str, law: str, name: str, at: datetime) -> PolicyVersion:
    """Bring a pack into force from `at` on; the same text again changes nothing.

    A hub's first version holds for all that came before it too: loaded history is judged by it.
    The hub and its agencies are made or renamed to agree with the pack.

    :raises reading.Unreadable: with every fault of the pack.
    """
    policy = reading.read(source, name=name)
    reading.read_law(law, name="law")
    digest = hashlib.sha256((source + law).encode()).hexdigest()
    hub, _ = Hub.objects.update_or_create(
        slug=policy.hub.slug, defaults={"name": policy.hub.name, "prefix": policy.hub.prefix}
    )
    _list_agencies(hub, policy)
    newest = PolicyVersion.objects.filter(hub=hub).order_by("-number").first()
    if newest is not None and newest.sha256 == digest:
        return newest
    return PolicyVersion.objects.create(
        hub=hub,
        number=1 if newest is None else newest.number + 1,
        effective_from=BEGINNING if newest is None else at,
        source=source,
        law=law,
        sha256=digest,
    )


def _list_agencies(hub: Hub, policy: Policy) -> None:
    wanted: list[tuple[str, str, str]] = [("hub", policy.hub.name, AgencyKind.HUB)]
    wanted += [(agency.slug, agency.name, agency.kind) for agency in policy.agencies]
    wanted += [(team.slug, team.name, AgencyKind.TEAM) for team in policy.teams]
    for slug, name, kind in wanted:
        Agency.objects.update_or_create(hub=hub, slug=slug, defaults={"name": name, "kind": kind})


@transaction.atomic
def add_holiday(*, division: str, day: date, name: str) -> BankHoliday:
    """List a bank holiday. Due times that were promised before are not moved.

    :raises Refused: if that day is listed already.
    """
    found, new = BankHoliday.objects.get_or_create(
        division=division, day=day, defaults={"name": name}
    )
    if not new:
        raise Refused(f"{day:%d %B %Y} is listed already, as {found.name}.")
    return found


def remove_holiday(*, holiday: BankHoliday) -> None:
    """Take a day off the list, because the hub is open on it."""
    holiday.delete()


def seed_holidays(listed: dict[str, list[tuple[date, str]]]) -> int:
    """List the days that a source knows and the table does not; return how many were added."""
    rows = [
        BankHoliday(division=division, day=day, name=name)
        for division, days in listed.items()
        for day, name in days
    ]
    before = BankHoliday.objects.count()
    BankHoliday.objects.bulk_create(rows, ignore_conflicts=True)
    return BankHoliday.objects.count() - before
