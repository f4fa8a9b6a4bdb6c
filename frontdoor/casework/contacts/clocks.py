"""Start and stop the clocks of a case. Whether a promise was kept is written when it is known."""

from datetime import datetime

from django.db.models import QuerySet

from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.kernel.worktime import Duration

WARN_AT = 0.75  # Ours: the share of a span after which it is shown as running out (P24).


def start(
    case: Case,
    span: Span,
    *,
    duration: Duration,
    at: datetime,
    counted_from: datetime | None = None,
    warn_at: float = WARN_AT,
) -> Clock:
    """Start a clock. The due time is a promise: it is stored, and not worked out again later.

    It is counted from the start, or from a moment after it that is named.
    """
    clock = promised(
        case, span, duration=duration, at=at, counted_from=counted_from, warn_at=warn_at
    )
    clock.save(force_insert=True)
    return clock


def promised(
    case: Case,
    span: Span,
    *,
    duration: Duration,
    at: datetime,
    counted_from: datetime | None = None,
    warn_at: float = WARN_AT,
) -> Clock:
    """Return a clock as it starts, which is not stored yet."""
    due_at = queries.due(case.contact, duration, at=counted_from or at)
    calendar = queries.calendar(case)
    return Clock(
        hub_id=case.hub_id,
        case=case,
        policy_version_id=case.contact.policy_version_id,
        span=span.value,
        unit=duration.unit.value,
        started_at=at,
        warn_at=calendar.warn_at(at, due_at, warn_at, duration.unit),
        due_at=due_at,
    )


def resume(case: Case, span: Span) -> None:
    """Let a stopped clock run on to the same due time: a promise missed before stays missed."""
    _in_force(case, span).update(stopped_at=None, kept=None)


def stop(case: Case, span: Span, *, at: datetime) -> bool:
    """Stop a clock, if it runs, and return whether its promise was kept.

    A miss stays a miss: of a promise made anew, also the earlier one has to have been kept.
    """
    clock = _in_force(case, span).select_for_update().first()
    if clock is None:
        return True
    if clock.stopped_at is None:
        clock.stopped_at, clock.kept = at, at <= clock.due_at
        clock.save(update_fields=["stopped_at", "kept"])
    return bool(clock.kept) and not _missed_before(case, span)


def was_started(case: Case, span: Span) -> bool:
    """Tell whether a promise is in force: it runs, was kept, or was missed."""
    return _in_force(case, span).exists()


def is_kept(case: Case, span: Span, *, at: datetime) -> bool:
    """Tell whether a promise is kept so far: stopped in time, or not yet due at that moment."""
    clock = _in_force(case, span).first()
    if clock is None:
        return True
    in_time = at <= clock.due_at if clock.kept is None else clock.kept
    return in_time and not _missed_before(case, span)


def replace(
    case: Case,
    span: Span,
    *,
    duration: Duration | None,
    started_at: datetime,
    at: datetime,
    counted_from: datetime | None = None,
    warn_at: float = WARN_AT,
) -> Clock | None:
    """Make a running promise anew, from its own start, and return it; without a duration, end it.

    What was promised before stays as its own row: missed, where its time was up, or else replaced.
    """
    clock = _in_force(case, span).select_for_update().first()
    if clock is not None:
        if clock.stopped_at is None:
            clock.stopped_at, clock.kept = at, False if at > clock.due_at else None
        clock.replaced_at = at
        clock.save(update_fields=["stopped_at", "kept", "replaced_at"])
    if duration is None:
        return None
    return start(
        case, span, duration=duration, at=started_at, counted_from=counted_from, warn_at=warn_at
    )


def withdraw(case: Case, span: Span, *, at: datetime) -> None:
    """End a running promise that nobody waits for any more; one that was kept or missed stays."""
    clock = _in_force(case, span).select_for_update().first()
    if clock is not None and clock.stopped_at is None:
        replace(case, span, duration=None, started_at=clock.started_at, at=at)


def _in_force(case: Case, span: Span) -> QuerySet[Clock]:
    return Clock.objects.filter(case=case, span=span.value, replaced_at__isnull=True)


def _missed_before(case: Case, span: Span) -> bool:
    replaced = Clock.objects.filter(case=case, span=span.value, replaced_at__isnull=False)
    return replaced.filter(kept=False).exists()
