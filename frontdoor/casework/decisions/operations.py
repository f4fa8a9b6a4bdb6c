"""Decide for one child, and authorise what was decided."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import clocks, reports, triage
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.decisions import events, rules
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.enquiries import operations as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.enquiries.vocabulary import Move
from frontdoor.casework.gathering import queries as gathering
from frontdoor.kernel.refusal import Invalid, Stale, refuse_if

UNAUTHORISED = {"authorised_by": None, "authorised_by_name": "", "authorised_at": None}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a manager decides, and why. `rating` confirms or updates the rating (C10.2)."""

    rating: str
    outcome: str
    level: int
    rationale: str
    variant: str = ""
    recommendations: str = ""
    primary_need: str = ""
    without_reply_why: str = ""


@transaction.atomic
def decide(
    *,
    enquiry: Enquiry,
    choice: Choice,
    seen: int,
    heard: int | None = None,
    by: Actor,
    at: datetime,
) -> Decision:
    """Decide the outcome. The clock of the enquiry stops, and its promise is judged, here.

    `heard` is how many answers were read: one that came since then is not to be overlooked.

    :raises Refused: if the enquiry is elsewhere, deciding is not theirs, or what was joined to the
        case is not read.
    :raises Invalid: if something that the decision rests on is missing.
    :raises Stale: if somebody changed the enquiry since `seen`, or answered since `heard`.
    """
    enquiry = Enquiry.locked(enquiry, seen=seen)
    refuse_if(enquiry.why_not(Move.DECIDE, by=by))
    reports.held(enquiry.case)
    answers = gathering.answers(enquiry)
    if heard not in {None, answers}:
        raise Stale(str(enquiry), seen=seen, now=enquiry.version)
    missing = [request for request in gathering.outstanding(enquiry) if request.required]
    _check(enquiry, choice, missing=len(missing))
    if choice.rating != enquiry.rating:
        enquiries.re_rate(
            enquiry=enquiry, rating=choice.rating, reason=choice.rationale, by=by, at=at
        )
    enquiry.take(Move.DECIDE, by=by)
    decided = _decided(choice, missing=bool(missing), by=by, at=at)
    decision, _ = Decision.objects.update_or_create(
        enquiry=enquiry, defaults=decided, create_defaults={**decided, "hub_id": enquiry.hub_id}
    )
    in_time = clocks.stop(enquiry.case, Span.COMPLETION, at=at)
    triage.wait_for_referrer(enquiry.case, at=at)
    record(
        events.Decided(
            subject=enquiry.case.reference,
            hub_id=enquiry.hub_id,
            outcome=decision.outcome_words,
            level=choice.level,
            rationale=decision.rationale,
            without=tuple(request.agency.name for request in missing),
            in_time=in_time,
        ),
        by=by,
        at=at,
    )
    return decision


def _decided(choice: Choice, *, missing: bool, by: Actor, at: datetime) -> dict[str, object]:
    return {
        "outcome": choice.outcome,
        "variant": choice.variant,
        "level": choice.level,
        "rationale": choice.rationale.strip(),
        "recommendations": choice.recommendations.strip(),
        "primary_need": choice.primary_need,
        "without_reply_why": choice.without_reply_why.strip() if missing else "",
        "decided_by": by.user_id,
        "decided_by_name": by.name,
        "decided_at": at,
        **UNAUTHORISED,
    }


def _check(enquiry: Enquiry, choice: Choice, *, missing: int) -> None:
    if not choice.rationale.strip():
        raise Invalid("rationale", "Write why this is the right outcome for the child.")
    if reason := rules.why_not_without(missing, why=choice.without_reply_why):
        raise Invalid("without_reply_why", reason)
    policy, outcome = enquiry.policy, choice.outcome
    if reason := rules.why_not_outcome(policy, outcome, variant=choice.variant):
        raise Invalid("outcome", reason)
    if reason := rules.why_not_need(policy, outcome, primary_need=choice.primary_need):
        raise Invalid("primary_need", reason)


@transaction.atomic
def send_back(*, enquiry: Enquiry, reason: str, seen: int, by: Actor, at: datetime) -> Enquiry:
    """Send a decision back to be thought over, with the reason. The miss, if any, stays a miss.

    :raises Refused: if there is nothing to send back, or authorising is not theirs.
    :raises Invalid: if there is no reason.
    :raises Stale: if somebody changed the enquiry since `seen`.
    """
    if not reason.strip():
        raise Invalid("reason", "Say what should be thought over.")
    enquiry = Enquiry.locked(enquiry, seen=seen)
    enquiry.take(Move.SEND_BACK, by=by)
    clocks.resume(enquiry.case, Span.COMPLETION)
    record(
        events.SentBack(subject=enquiry.case.reference, hub_id=enquiry.hub_id, reason=reason),
        by=by,
        at=at,
    )
    return enquiry


@transaction.atomic
def authorise(*, enquiry: Enquiry, seen: int, by: Actor, at: datetime) -> Decision:
    """Authorise what was decided (C15.13).

    :raises Refused: if nothing waits for it, authorising is not theirs, they decided it themselves
        where the policy wants another person, or what was joined to the case is not read.
    :raises Stale: if somebody changed the enquiry since `seen`.
    """
    enquiry = Enquiry.locked(enquiry, seen=seen)
    reports.held(enquiry.case)
    enquiry.take(Move.AUTHORISE, by=by)
    decision = Decision.objects.select_for_update(of=("self",)).get(enquiry=enquiry)
    decision.enquiry = enquiry
    refuse_if(decision.why_not_authorise(by=by))
    decision.keep(authorised_by=by.user_id, authorised_by_name=by.name, authorised_at=at)
    record(
        events.Authorised(
            subject=enquiry.case.reference,
            hub_id=enquiry.hub_id,
            outcome=decision.outcome_words,
        ),
        by=by,
        at=at,
    )
    return decision


@transaction.atomic
def reopen(*, enquiry: Enquiry, by: Actor, at: datetime) -> Enquiry:
    """Let an enquiry that was complete be decided anew, in the time of its rating from now (ours).

    What was decided is on record, and no longer authorised; its promise stays judged. The case is
    opened again with it (`disclosures.reopening.reopen`).

    :raises Refused: if it is not complete, or opening again is not theirs.
    """
    enquiry = Enquiry.locked(enquiry)
    enquiry.take(Move.REOPEN, by=by)
    Decision.objects.select_for_update(of=("self",)).get(enquiry=enquiry).keep(**UNAUTHORISED)
    enquiries.promise_from_now(enquiry, at=at)
    return enquiry
