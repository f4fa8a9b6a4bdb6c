"""Open, rate and commence a child's enquiry."""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import clocks, triage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove, Span
from frontdoor.casework.enquiries import events, queries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.enquiries.vocabulary import Move, Stage
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.policy.staged import may_not

RATED_AND_UNDECIDED = (Stage.RATED, Stage.GATHERING)


@transaction.atomic
def open_from(
    *,
    case: Case,
    route: str,
    team: str,
    reason: str,
    advised: bool,
    seen: int,
    by: Actor,
    at: datetime,
) -> Enquiry:
    """Send a child's case to MASH: the decision and the enquiry are one step.

    :raises Refused: if the case is elsewhere by now, or the decision is not theirs.
    :raises Stale: if somebody changed the case since `seen`.
    """
    case = triage.route(
        case=case,
        move=CaseMove.SEND_TO_MASH,
        route=route,
        team=team,
        reason=reason,
        advised=advised,
        seen=seen,
        by=by,
        at=at,
    )
    enquiry = Enquiry.objects.create(
        hub_id=case.hub_id, case=case, stage=Enquiry.LIFECYCLE.first, opened_at=at
    )
    record(events.EnquiryOpened(subject=case.reference, hub_id=case.hub_id), by=by, at=at)
    return enquiry


@transaction.atomic
def rate(
    *, enquiry: Enquiry, rating: str, reason: str, seen: int, by: Actor, at: datetime
) -> Enquiry:
    """Rate an enquiry by presenting risk (C6.1). A Red has to commence soon (a.8, 6).

    :raises Refused: if it is rated already, or rating is not theirs.
    :raises Stale: if somebody changed the enquiry since `seen`.
    """
    if not reason.strip():
        raise Invalid("reason", "Give the reason for the rating.")
    enquiry = Enquiry.locked(enquiry, seen=seen)
    return _rate(enquiry, Move.RATE, rating, reason, by=by, at=at)


def _rate(
    enquiry: Enquiry, move: Move, rating: str, reason: str, *, by: Actor, at: datetime
) -> Enquiry:
    rated = enquiry.policy.rating(rating)
    enquiry.take(
        move,
        by=by,
        rating=rating,
        rating_reason=reason,
        rated_by=by.user_id,
        rated_at=at,
        first_rated_at=at,
    )
    if rated.commence is not None:
        clocks.start(
            enquiry.case,
            Span.COMMENCING,
            duration=rated.commence.length,
            at=at,
            warn_at=rated.warn_at,
        )
    record(
        events.EnquiryRated(
            subject=enquiry.case.reference,
            hub_id=enquiry.hub_id,
            rating=rated.name,
            reason=reason,
        ),
        by=by,
        at=at,
    )
    return enquiry


@transaction.atomic
def commence(*, enquiry: Enquiry, depth: str, seen: int, by: Actor, at: datetime) -> Enquiry:
    """Begin the enquiry: the clock of its rating runs from its start event (C7, a.6).

    :raises Refused: if it has commenced, is not rated, or commencing is not theirs.
    :raises Stale: if somebody changed the enquiry since `seen`.
    """
    enquiry = Enquiry.locked(enquiry, seen=seen)
    refuse_if(enquiry.why_not(Move.COMMENCE, by=by))
    rated = enquiry.policy.rating(enquiry.rating)
    clock = clocks.start(
        enquiry.case,
        Span.COMPLETION,
        duration=rated.clock(assessment=True).duration.length,
        at=queries.started_at(enquiry, enquiry.rating, at=at),
        warn_at=rated.warn_at,
    )
    enquiry.take(Move.COMMENCE, by=by, gathering_depth=depth, commenced_at=at, due_at=clock.due_at)
    kept = [clocks.stop(enquiry.case, s, at=at) for s in (Span.RESPONSE, Span.COMMENCING)]
    record(
        events.EnquiryCommenced(
            subject=enquiry.case.reference,
            hub_id=enquiry.hub_id,
            due_at=clock.due_at,
            depth=depth,
            in_time=all(kept),
        ),
        by=by,
        at=at,
    )
    return enquiry


@transaction.atomic
def re_rate(*, enquiry: Enquiry, rating: str, reason: str, by: Actor, at: datetime) -> Enquiry:
    """Change the rating, up or down, between rating and decision (B18, C10.2).

    The enquiry is held by whoever calls. Due times promised stay: see `promise_anew`.

    :raises Refused: if re-rating is not theirs, or the enquiry is not rated yet, or decided.
    """
    refuse_if(may_not(enquiry.policy, "re_rate", by=by))
    if enquiry.stage not in RATED_AND_UNDECIDED:
        raise Refused("A rating changes after the first rating, and before the decision.")
    return _re_rate(enquiry, rating, reason, by=by, at=at)


def _re_rate(enquiry: Enquiry, rating: str, reason: str, *, by: Actor, at: datetime) -> Enquiry:
    before = enquiry.policy.rating(enquiry.rating).name
    enquiry.keep(rating=rating, rating_reason=reason, rated_by=by.user_id, rated_at=at)
    record(
        events.EnquiryReRated(
            subject=enquiry.case.reference,
            hub_id=enquiry.hub_id,
            before=before,
            rating=enquiry.policy.rating(rating).name,
            reason=reason,
        ),
        by=by,
        at=at,
    )
    return enquiry


@transaction.atomic
def rate_by_policy(
    *, enquiry: Enquiry, rating: str, reason: str, by: Actor, at: datetime
) -> Enquiry:
    """Give an enquiry the rating that the policy has for immediate harm (C6.5, C14.10).

    It is for those who route, whoever rates otherwise. One that has the rating keeps it, and its
    promises; another one is promised anew, as long as it is not decided.

    :raises Refused: if routing is not theirs.
    """
    refuse_if(may_not(enquiry.policy, "route", by=by))
    enquiry = Enquiry.locked(enquiry)
    if enquiry.rating == rating:
        return enquiry
    if enquiry.stage == Stage.TO_RATE:
        return _rate(enquiry, Move.RATE_BY_POLICY, rating, reason, by=by, at=at)
    enquiry = _re_rate(enquiry, rating, reason, by=by, at=at)
    if enquiry.stage in RATED_AND_UNDECIDED:
        promise_anew(enquiry, at=at)
    return enquiry


def promise_anew(enquiry: Enquiry, *, at: datetime) -> None:
    """Promise again under the rating that an enquiry has now, which is held by whoever calls.

    Commenced, it is to be decided in the time of that rating, from the same events as before; not
    commenced, it has to commence soon from now, if the rating says so. What was promised stays
    on record, and a miss stays a miss.
    """
    rated = enquiry.policy.rating(enquiry.rating)
    if enquiry.stage == Stage.RATED:
        clocks.replace(
            enquiry.case,
            Span.COMMENCING,
            duration=rated.commence.length if rated.commence else None,
            started_at=at,
            at=at,
            warn_at=rated.warn_at,
        )
        return
    clock = clocks.replace(
        enquiry.case,
        Span.COMPLETION,
        duration=rated.clock(assessment=True).duration.length,
        started_at=queries.started_at(enquiry, enquiry.rating, at=at),
        at=at,
        warn_at=rated.warn_at,
    )
    if clock is not None:
        enquiry.keep(due_at=clock.due_at)


def promise_from_now(enquiry: Enquiry, *, at: datetime) -> None:
    """Promise a decision again in the time of the rating, from now: the enquiry was complete.

    It is held by whoever calls. What was promised before stays as it was judged.
    """
    rated = enquiry.policy.rating(enquiry.rating)
    clock = clocks.replace(
        enquiry.case,
        Span.COMPLETION,
        duration=rated.clock(assessment=True).duration.length,
        started_at=at,
        at=at,
        warn_at=rated.warn_at,
    )
    if clock is not None:
        enquiry.keep(due_at=clock.due_at)
