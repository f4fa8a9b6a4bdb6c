"""Ask what runs out while the hub is shut, and what the out-of-hours team has."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.closing.vocabulary import AlertStage
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.kernel.duration import Duration
from frontdoor.kernel.refusal import Unknown
from frontdoor.kernel.worktime import Calendar, Unit

# Ours: within this after closing the team says that it has what it was sent (C3.9: its mailbox
# is read at the start of each shift, and it is rung as well).
ACKNOWLEDGE = Duration(1, Unit.CLOCK_HOURS)


@dataclass(frozen=True, kw_only=True)
class Shut:
    """From when until when the hub is shut next; or, when it is shut, from now on."""

    closes_at: datetime
    opens_at: datetime


def shut(calendar: Calendar, *, at: datetime) -> Shut:
    """Return when the hub is shut next, as seen at a moment."""
    closes_at = calendar.closing(at) if calendar.is_open(at) else at
    return Shut(closes_at=closes_at, opens_at=calendar.next_opening(at))


@dataclass(frozen=True, kw_only=True)
class RunningOut:
    """A case of which something runs out while the hub is shut: what comes first of that."""

    case: Case
    what: str
    due_at: datetime


def running_out(times: Shut) -> list[RunningOut]:
    """Return the cases that run out while the hub is shut and that the team does not have yet:
    urgent ones first, then what runs out first (a.8(6b)). What somebody has to do by then counts.
    """
    due = sorted([*_clocks(times), *_actions(times)])
    lent = set(Alert.objects.filter(stage=AlertStage.OUT).values_list("case", flat=True))
    first: dict[int, tuple[datetime, str]] = {}
    for due_at, case, what in due:
        if case not in lent:
            first.setdefault(case, (due_at, what))
    cases = contacts.by_number(list(first))
    found = [RunningOut(case=cases[pk], due_at=at, what=what) for pk, (at, what) in first.items()]
    return sorted(found, key=lambda each: (not each.case.urgent, each.due_at, each.case.pk))


def _clocks(times: Shut) -> Iterator[tuple[datetime, int, str]]:
    running = Clock.objects.filter(stopped_at__isnull=True)
    ending = running.filter(due_at__gt=times.closes_at, due_at__lt=times.opens_at)
    for clock in ending:
        yield clock.due_at, clock.case_id, Span(clock.span).label


def _actions(times: Shut) -> Iterator[tuple[datetime, int, str]]:
    for case, to_do in actions.still_open().items():
        for action in to_do:
            is_over_night = times.closes_at < action.falls_due_at < times.opens_at
            if is_over_night and not action.is_of_a_team:
                yield action.falls_due_at, case, f"{action.owner}: {action.what}"


def _alerts() -> QuerySet[Alert]:
    return Alert.objects.select_related("team", "product__policy_version")


def unread() -> list[Alert]:
    """Return what the team has or has handed back, until the hub has read it: what nobody there
    has acknowledged first, then what has not come back.
    """
    found = _alerts().exclude(stage=AlertStage.READ).select_related("case__child")
    return sorted(
        found.order_by("until", "pk"), key=lambda each: (each.is_back, each.is_acknowledged)
    )


def on(reference: str) -> Alert | None:
    """Return the alert that a product belongs to, if it belongs to one."""
    return _alerts().filter(product__reference=reference).first()


def alert(reference: str, *, actor: Actor, to: str, at: datetime) -> Alert:
    """Return an alert that `actor` may see by its product's reference, and remember the look.

    :raises Unknown: if there is none, or none that they may know of.
    """
    found = on(reference)
    if found is None:
        raise Unknown(reference)
    audit.looked(reference, purpose=to, by=actor, at=at)
    return found
