"""Ask who does what by when. The gate: `get` is the only way that a page gets an action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.access.models import Membership
from frontdoor.access.vocabulary import Zone
from frontdoor.audit import operations as audit
from frontdoor.casework.actions.models import OWED, Action, ActionPerson, Addition, Retiming
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.actions.vocabulary import Stage
from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Case, Joining
from frontdoor.kernel.asking import Asking, asks, beside
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.kernel.worktime import Calendar, Unit
from frontdoor.policy import queries as policies
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.rules import at_once


def _rows() -> QuerySet[Action]:
    # Not the case: an agency does not see it, and would find no action either.
    found = Action.objects.select_related("agency", "worker__user", "policy_version", "hub")
    return found.defer(*(f"policy_version__{text}" for text in policies.TEXTS))


def _all() -> QuerySet[Action]:
    named = ActionPerson.objects.select_related("person").order_by("pk")
    return _rows().prefetch_related("retimings", Prefetch("people", queryset=named))


def _of_teams() -> QuerySet[Action]:
    # Not the people: a team is told their names, and sees no record of theirs.
    named = ActionPerson.objects.order_by("pk")
    return _rows().prefetch_related("retimings", Prefetch("people", queryset=named))


def get(number: int, *, actor: Actor, to: str, at: datetime) -> Action:
    """Return an action that `actor` may see, and remember the look.

    :raises Unknown: if there is none, or none that they may know of: one answer.
    """
    seen = _of_teams() if actor.zone == Zone.TEAM else _all()
    found = seen.filter(pk=number).first()
    if found is None:
        raise Unknown(str(number))
    audit.looked(found.case_reference, purpose=to, by=actor, at=at)
    return found


@asks
def on(case: Case) -> Asking[list[Action]]:
    """Return the actions of a case, and of the reports that go on in it, each with whoever had it
    last, what is owed first.
    """
    found, times, named = _on(case.pk), _times(case.pk), _named(case.pk)
    yield found, times, named
    beside(found, "retimings", times, field="action")
    beside(found, "people", named, field="action")
    last = {(each.case_id, each.number): each for each in found}
    return sorted(last.values(), key=lambda each: (not each.is_owed, each.falls_due_at, each.pk))


@prepared
def _on(case: int) -> QuerySet[Action]:
    return _rows().filter(case__in=_told_of(case)).order_by("case", "number", "turn")


@prepared
def _times(case: int) -> QuerySet[Retiming]:
    return Retiming.objects.filter(action__case__in=_told_of(case)).order_by("pk")


@prepared
def _named(case: int) -> QuerySet[ActionPerson]:
    found = ActionPerson.objects.filter(action__case__in=_told_of(case))
    return found.select_related("person").order_by("pk")


def _told_of(case: int) -> QuerySet[Any, Any]:
    """Return the case, and the reports that go on in it now: what is to be done goes with them."""
    joined = Joining.objects.filter(into=case, parted_at__isnull=True)
    return Case.objects.filter(pk=case).values("pk").union(joined.values("case"), all=True)


def runs_on(action: Action) -> Case:
    """Return the case on which an action is followed up: its own, or the one that took it in."""
    return reports.head(action.case)


def turns(action: Action) -> list[Action]:
    """Return everybody who had an action, as far as the asker may see them, in order."""
    seen = _of_teams() if action.is_of_a_team else _all()
    found = seen.filter(case_id=action.case_id, number=action.number)
    return list(found.order_by("turn"))


def open_on(case: Case) -> list[Action]:
    """Return what is still to be done on a case, by what runs out first."""
    return [each for each in on(case) if each.stage == Stage.OPEN]


def passed_on(case: Case) -> list[Action]:
    """Return what receiving teams were told is still to be done on a case."""
    return [each for each in on(case) if each.stage == Stage.PASSED_ON]


def still_open() -> dict[int, list[Action]]:
    """Return all that is still to be done in the hub, by the case on which it is followed up, by
    what runs out first.
    """
    joined = Joining.objects.filter(parted_at__isnull=True)
    heads = dict(joined.filter(case__in=_open().values("case")).values_list("case", "into"))
    by_case: dict[int, list[Action]] = {}
    for action in sorted(_open(), key=lambda each: (each.falls_due_at, each.pk)):
        by_case.setdefault(heads.get(action.case_id, action.case_id), []).append(action)
    return by_case


def _open() -> QuerySet[Action]:
    return _all().filter(stage=Stage.OPEN)


def of_worker(worker: Membership) -> list[Action]:
    """Return what one of the hub's workers has still to do, by what runs out first."""
    found = _all().filter(stage=Stage.OPEN, worker=worker)
    return sorted(found, key=lambda each: (each.falls_due_at, each.pk))


def doers(hub_id: int) -> set[int]:
    """Return the hub's workers who have anything to do still, by the number of their post."""
    found = Action.objects.filter(hub_id=hub_id, stage=Stage.OPEN, worker__isnull=False)
    return set(found.values_list("worker_id", flat=True).distinct())


def tray(agency_id: int) -> Sequence[Action]:
    """Return what an agency is or was to do, what is owed first, by what runs out first."""
    found = _all().filter(agency_id=agency_id)
    return sorted(found, key=lambda each: (each.stage not in OWED, each.falls_due_at, each.pk))


def of_team(team_id: int) -> Sequence[Action]:
    """Return what a receiving team is or was to do, what is owed first, by what runs out first."""
    found = _of_teams().filter(agency_id=team_id)
    return sorted(found, key=lambda each: (each.stage not in OWED, each.falls_due_at, each.pk))


def additions(product: str) -> list[Addition]:
    """Return what came, after a team had a product, of what was still to be done."""
    found = Addition.objects.filter(product_reference=product, came_at__isnull=False)
    return list(found.order_by("came_at", "pk"))


def added(team_id: int) -> list[Addition]:
    """Return what came later and the team has not read, oldest first."""
    found = Addition.objects.filter(team_id=team_id, came_at__isnull=False, read_at__isnull=True)
    return list(found.order_by("came_at", "pk"))


def hear(action: Action) -> list[str]:
    """Return the names of the teams that read what becomes of an action, as far as is seen."""
    found = action.additions.filter(came_at__isnull=True).select_related("team")
    return [each.team.name for each in found.order_by("pk")]


def calendar(action: Action) -> Calendar:
    """Return the calendar by which the time of an action runs."""
    return policies.calendar(action.policy_version)


@dataclass(frozen=True, kw_only=True)
class Soon:
    """One of the pack's lengths of time, and when it ends if it begins now."""

    slug: str
    name: str
    due: Due


def soon(version: PolicyVersion, *, at: datetime) -> list[Soon]:
    """Return how soon something can be asked for in the words of the pack, the soonest first.

    What is asked for at once does not wait for the hub to open (a.8, 16).
    """
    policy, hours = version.policy, policies.calendar(version)
    found = []
    for each in policy.urgencies:
        if each.within is None:
            continue
        length, start = each.within.length, at
        if each.within == policy.spans.strategy_in_hours:
            within = at_once(policy, hours, at=at)
            length, start = within.duration, within.counted_from
        due_at = hours.due(start, length, day_one=policy.calendar.day_one)
        clock = length.unit is Unit.CLOCK_HOURS
        unit = Unit.CLOCK_HOURS if clock else Unit.WORKING_HOURS
        found.append(Soon(slug=each.slug, name=each.name, due=Due(at=due_at, unit=unit)))
    return found
