"""What happens to an enquiry while agencies gather: another rating, one more agency, no answer."""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.enquiries import operations as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.enquiries.vocabulary import Stage
from frontdoor.casework.gathering import events, operations, queries, rules, signing
from frontdoor.casework.gathering.models import Asked, Chase, Request, Supplement
from frontdoor.casework.gathering.vocabulary import Basis, Chasing
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.policy.staged import may_not


@transaction.atomic
def re_rate(
    *, enquiry: Enquiry, rating: str, reason: str, seen: int, by: Actor, at: datetime
) -> Enquiry:
    """Change the rating, up or down, and promise anew: the enquiry, and every agency that owes an
    answer, has the time of the new rating from the same start (B18).

    :raises Refused: if re-rating is not theirs, or the enquiry is not rated yet, or decided.
    :raises Invalid: if there is no reason, or the rating is the one that it has.
    :raises Stale: if somebody changed the enquiry since `seen`.
    """
    if not reason.strip():
        raise Invalid("reason", "Give the reason for the new rating.")
    enquiry = Enquiry.locked(enquiry, seen=seen)
    if rating == enquiry.rating:
        raise Invalid("rating", "It has this rating already. Choose another one.")
    enquiry = enquiries.re_rate(enquiry=enquiry, rating=rating, reason=reason, by=by, at=at)
    enquiries.promise_anew(enquiry, at=at)
    _ask_anew(enquiry, by=by, at=at)
    return enquiry


@transaction.atomic
def rate_by_policy(
    *, enquiry: Enquiry, rating: str, reason: str, by: Actor, at: datetime
) -> Enquiry:
    """Give an enquiry the rating that the policy has for immediate harm; gathering goes on (C6.5).

    Every agency that owes an answer has the time of that rating from the same start.

    :raises Refused: if routing is not theirs.
    """
    before = enquiry.rating
    enquiry = enquiries.rate_by_policy(enquiry=enquiry, rating=rating, reason=reason, by=by, at=at)
    if enquiry.stage == Stage.GATHERING and before != rating:
        _ask_anew(enquiry, by=by, at=at)
    return enquiry


def _ask_anew(enquiry: Enquiry, *, by: Actor, at: datetime) -> None:
    for request in queries.requests(enquiry):
        if not request.is_answered:
            _chase(request, Chasing.RE_RATED, due_at=enquiry.promised_at, by=by, at=at)
        for more in request.unanswered:
            due_at = queries.due_for_later(enquiry, at=more.asked_at)
            _chase(more, Chasing.RE_RATED, due_at=due_at, by=by, at=at)


@transaction.atomic
def ask_more(
    *,
    enquiry: Enquiry,
    agency: str,
    summary: str,
    basis: Basis | None,
    ground: str = "",
    ground_why: str = "",
    without_agreement: str = "",
    if_shared: str = "",
    if_not_shared: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> Request:
    """Ask an agency that was not asked at first: it has the whole time of the rating, from now.

    :raises Refused: if asking is not theirs, or agencies are not gathering.
    :raises Invalid: if the agency has been asked, the request would rest on nothing, or it has no
        agreement in force, and `without_agreement` does not say why it is asked all the same.
    :raises Stale: if somebody changed the enquiry since `seen`.
    """
    refuse_if(may_not(enquiry.policy, "ask", by=by))
    Contact.locked(enquiry.case.contact)
    enquiry = Enquiry.locked(enquiry, seen=seen)
    if enquiry.stage != Stage.GATHERING:
        raise Refused("Another agency is asked while agencies are gathering.")
    if agency not in {slug for slug, _ in queries.not_asked(enquiry)}:
        raise Invalid("agency", "Choose an agency that has not been asked yet.")
    enquiry.keep()
    operations.record_ground(enquiry, basis, ground, ground_why, by=by, at=at)
    weighing = operations.weighed(enquiry, basis, if_shared, if_not_shared)
    due_at = queries.due_for_later(enquiry, at=at)
    why = without_agreement
    unsigned = signing.check(enquiry, [agency], basis=basis, why=why, field="agency", by=by, at=at)
    return operations.ask(
        enquiry,
        agency,
        summary=summary,
        basis=basis,
        due_at=due_at,
        without_agreement=why if unsigned else "",
        weighing=weighing,
        by=by,
        at=at,
    )


@transaction.atomic
def extend(*, asked: Asked, due_at: datetime, reason: str, by: Actor, at: datetime) -> Chase:
    """Give an agency more time. What it missed before stays missed (a.8, 15).

    :raises Refused: if it is not theirs to give, or the agency has answered.
    :raises Invalid: if there is no reason, or the new time is no later than the one there is.
    """
    asked = _owing(asked, reason, by=by)
    if due_at <= max(at, asked.falls_due_at):
        raise Invalid("until", "Choose a time that is later than the one that there is.")
    chase = _chase(asked, Chasing.EXTENDED, due_at=due_at, by=by, at=at)
    record(
        events.AgencyGivenTime(
            subject=asked.whole.enquiry.case.reference,
            hub_id=asked.hub_id,
            agency=asked.agency.name,
            person=asked.about,
            due_at=due_at,
            reason=reason,
        ),
        by=by,
        at=at,
    )
    return chase


@transaction.atomic
def escalate(*, asked: Asked, reason: str, by: Actor, at: datetime) -> Chase:
    """Write down that the deputy of an agency was told that it has not answered (a.8, 15).

    :raises Refused: if it is not theirs to do, the time is not up, or the agency has answered.
    :raises Invalid: if there is no reason.
    """
    asked = _owing(asked, reason, by=by)
    if reason_not := rules.why_not_escalate(is_late=asked.is_overdue(at=at)):
        raise Refused(reason_not)
    deputy = asked.policy.agency(asked.agency.slug).deputy
    chase = _chase(asked, Chasing.ESCALATED, told=deputy, by=by, at=at)
    record(
        events.AgencyEscalated(
            subject=asked.whole.enquiry.case.reference,
            hub_id=asked.hub_id,
            agency=asked.agency.name,
            person=asked.about,
            deputy=deputy,
            reason=reason,
        ),
        by=by,
        at=at,
    )
    return chase


def _owing(asked: Asked, reason: str, *, by: Actor) -> Asked:
    """Hold the enquiry, so that two do not chase at once, and return the question as it is now."""
    refuse_if(may_not(asked.policy, "decide", by=by))
    if not reason.strip():
        raise Invalid("reason", "Give the reason.")
    enquiry = Enquiry.locked(asked.whole.enquiry)
    number = None if asked.whole is asked else asked.pk
    now_is = queries.question(asked.agency.slug, enquiry, number=number)
    if now_is.is_answered:
        raise Refused(f"{now_is.agency} has answered by now.")
    if enquiry.stage != Stage.GATHERING:
        raise Refused("The enquiry has been decided by now.")
    return now_is


def _chase(
    asked: Asked,
    kind: Chasing,
    *,
    due_at: datetime | None = None,
    told: str = "",
    by: Actor,
    at: datetime,
) -> Chase:
    return Chase.objects.create(
        hub_id=asked.hub_id,
        request=asked.whole,
        supplement=asked if isinstance(asked, Supplement) else None,
        agency_id=asked.agency_id,
        kind=kind.value,
        due_at=due_at,
        told=told,
        made_at=at,
        made_by=by.user_id,
    )
