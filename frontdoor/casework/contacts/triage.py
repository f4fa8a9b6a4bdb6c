"""What is decided about each child of a contact before, or instead of, an enquiry."""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import clocks, events, reports, rules, telling
from frontdoor.casework.contacts.ending import UNROUTED
from frontdoor.casework.contacts.models import Case, Contact, Receipt
from frontdoor.casework.contacts.vocabulary import CaseMove, Span
from frontdoor.casework.ledger import operations as ledger
from frontdoor.casework.ledger.rules import Line
from frontdoor.casework.ledger.vocabulary import Kind
from frontdoor.kernel.refusal import Invalid, Taken, refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not

LOOK_FIRST = "Say whether the child is known, or why it is closed without a look."
ENDS = {CaseMove.CLOSE, CaseMove.PASS_ON, CaseMove.PASS_ON_BY_POLICY}
OF_THEIR_OWN = {CaseMove.COMPLETE, CaseMove.RECALL, CaseMove.JOIN, CaseMove.PART}
OF_THEIR_OWN |= {CaseMove.REOPEN, CaseMove.REOPEN_IN_MASH}


@transaction.atomic
def confirm_known(
    *, case: Case, answer: str, left: int, seen: int, by: Actor, at: datetime
) -> Case:
    """Write down that somebody has looked whether the child is known, and what they found.

    `left` is how many records were offered and not said to be the child: whoever reads the case
    later sees that there was another to think of.

    :raises Refused: if `by` may not answer this.
    :raises Stale: if somebody changed the case since `seen`.
    """
    refuse_if(may_not(case.policy, "confirm_known", by=by))
    case = Case.locked(case, seen=seen)
    case.keep(known_answer=answer, known_at=at, known_by=by.user_id, known_left=left)
    fact = events.KnownConfirmed(
        subject=case.reference, hub_id=case.hub_id, answer=answer, left=left
    )
    record(fact, by=by, at=at)
    return case


@transaction.atomic
def look(*, case: Case, by: Actor, at: datetime) -> Case:
    """Write down that a manager has seen a case and deals with it, once (a.8(6)).

    It is a press: a page that was opened says nothing. What others see leaves no trace here.
    """
    if case.looked_at is not None or may_not(case.policy, "look", by=by):
        return case
    case = Case.locked(case)
    if case.looked_at is None:
        in_time = clocks.stop(case, Span.FIRST_LOOK, at=at)
        case.looked_at = at
        # A look changes nothing that anybody else is working on: the version stays.
        case.save(update_fields=["looked_at"])
        record(
            events.CaseLookedAt(subject=case.reference, hub_id=case.hub_id, in_time=in_time),
            by=by,
            at=at,
        )
    return case


@transaction.atomic
def route(
    *,
    case: Case,
    move: CaseMove,
    route: str,
    team: str,
    reason: str,
    advised: bool,
    variant: str = "",
    unlooked_why: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> Case:
    """Decide where a child's case goes. Against the advice, or without any, it takes a reason.

    To MASH it goes by opening an enquiry (`enquiries.operations.open_from`), which calls this.
    Nobody closes a case of which nobody has answered whether the child is known (C5.3, C5.5),
    unless they say why: `unlooked_why`. Where the outcome has kinds at triage, `variant` is one of
    them (C15.10); of one kind alone, it is that.

    :raises Refused: if the move is not possible, not theirs, or lacks its reason, or would end the
        case while what was joined to it is not read.
    :raises Invalid: if it is closed, nobody has looked whether the child is known, and why is not
        said, or if its kind is missing, or none of those.
    :raises Stale: if somebody changed the case since `seen`.
    """
    refuse_if(_why_not_so(move, reason=reason.strip()))
    case = _held(case, move, seen=seen)
    unlooked = _unlooked(case, move, why=unlooked_why.strip())
    # No manager has looked by that: the clock runs on, and they see it.
    by_itself = move is CaseMove.PASS_ON_BY_POLICY
    case.take(
        move,
        by=by,
        route=route,
        route_variant=_kind(case, rules.Way(move=move, team=team, outcome=route), chosen=variant),
        route_team=team,
        route_reason=reason,
        routed_by=by.user_id,
        routed_at=at,
        looked_at=case.looked_at or (None if by_itself else at),
        ended_at=at if move in ENDS else None,
    )
    if not by_itself:
        clocks.stop(case, Span.FIRST_LOOK, at=at)
    # In triage, and in MASH until the enquiry commences, the time from receipt is all that bounds
    # the child's wait: its clock runs on (C1.5, a.7(6)).
    in_time = clocks.is_kept(case, Span.RESPONSE, at=at)
    if move in ENDS:
        clocks.stop(case, Span.RESPONSE, at=at)
        wait_for_referrer(case, at=at)
    routed = events.CaseRouted(
        subject=case.reference,
        hub_id=case.hub_id,
        move=move.label,
        team=case.policy.team(team).name if team else "",
        reason=reason,
        advised=advised,
        in_time=in_time,
        variant=case.kind,
        unlooked=unlooked,
    )
    record(routed, by=by, at=at)
    return case


def _why_not_so(move: CaseMove, *, reason: str) -> str:
    if move in OF_THEIR_OWN:
        return "This is a step of its own, and not a way for a case to go."
    return "" if reason else "Give the reason for this decision."


def _unlooked(case: Case, move: CaseMove, *, why: str) -> str:
    """Return why a case is closed of which nobody knows whether the child is known, if it is."""
    if move is not CaseMove.CLOSE or case.known_at is not None:
        return ""
    if not why:
        raise Invalid("looked", LOOK_FIRST)
    return why


def _kind(case: Case, way: rules.Way, *, chosen: str) -> str:
    """Return which kind of its outcome a case ends with, if there are kinds at triage (C15.10)."""
    kind = rules.kind(case.policy, way, chosen=chosen)
    if wrong := rules.why_not_of_kind(case.policy, way, kind):
        raise Invalid("move", wrong)
    return kind


def _held(case: Case, move: CaseMove, *, seen: int) -> Case:
    return reports.held(case, seen=seen) if move in ENDS else Case.locked(case, seen=seen)


@transaction.atomic
def take_back(*, case: Case, reason: str, seen: int, by: Actor, at: datetime) -> Case:
    """Let a case that was passed on wait for a decision again; its promise runs on (a.8, 4b).

    What the teams have received is taken back with it by `disclosures.passing.recall`.

    :raises Refused: if it was not passed on, it is not theirs, or the reason is missing.
    :raises Stale: if somebody changed the case since `seen`.
    """
    if not reason.strip():
        raise Invalid("reason", "Say why this is taken back.")
    case = Case.locked(case, seen=seen)
    case.take(
        CaseMove.RECALL,
        by=by,
        **UNROUTED,
        ended_at=None,
    )
    clocks.resume(case, Span.RESPONSE)
    record(
        events.CaseTakenBack(subject=case.reference, hub_id=case.hub_id, reason=reason.strip()),
        by=by,
        at=at,
    )
    return case


def wait_for_referrer(case: Case, *, at: datetime) -> None:
    """Start the time within which the referrer hears, unless it runs already (C1.6, a.8 14).

    So does that of whoever brought what was joined to the case: each hears, in their own words.
    """
    for each in [case, *(joining.case for joining in reports.joined(case))]:
        _wait_for_referrer(each, at=at)


def _wait_for_referrer(case: Case, *, at: datetime) -> None:
    if case.contact.began_inside:
        return
    receipt = Receipt.objects.get(contact=case.contact)
    if receipt.is_told or clocks.was_started(case, Span.REFERRER):
        return
    clocks.start(
        case,
        Span.REFERRER,
        duration=case.policy.telling.tell.length,
        at=at,
    )


def why_not_tell(contact: Contact, *, by: Actor) -> str:
    """Return why `by` cannot tell the referrer of a contact, or an empty string."""
    if contact.began_inside:
        return "This started inside the hub: there is nobody outside to be told."
    return may_not(contact.policy, "tell_referrer", by=by)


@transaction.atomic
def tell_referrer(*, contact: Contact, outcome: str, by: Actor, at: datetime) -> Receipt:
    """Let the referrer read what they may know (C1.6): a professional the outcome, others that
    it was received and considered (a.8, 14).

    :raises Refused: if `by` may not tell, nobody is to be told, or they were told before.
    """
    refuse_if(why_not_tell(contact, by=by))
    receipt = Receipt.objects.select_for_update().get(contact=contact)
    if receipt.is_told:
        raise Taken("The referrer has been told already.")
    receipt.words = words_for_referrer(contact, outcome=outcome)
    receipt.told_at, receipt.outdated_at = at, None
    receipt.save(update_fields=["words", "told_at", "outdated_at"])
    law = policies.stated(contact.policy_version)
    line = Line(
        kind=Kind.REFERRER,
        what=receipt.words,
        whom="The referrer",
        basis=law.said("tell_referrer"),
    )
    ledger.enter(
        [line], subject=contact.reference, hub_id=contact.hub_id,
        record=telling.on_record(contact), by=by, at=at,
    )  # fmt: skip
    kept = [clocks.stop(case, Span.REFERRER, at=at) for case in contact.cases.order_by("pk")]
    record(
        events.ReferrerTold(
            subject=contact.reference,
            hub_id=contact.hub_id,
            words=receipt.words,
            in_time=all(kept),
        ),
        by=by,
        at=at,
    )
    return receipt


def words_for_referrer(contact: Contact, *, outcome: str) -> str:
    """Return what the referrer of a contact may read, once its outcome is known."""
    source = contact.policy.source(contact.referrer.source)
    return rules.told_words(
        professional=source.professional,
        considered=contact.policy.texts.considered.format(
            reference=contact.reference, hub=contact.policy.hub.name
        ),
        outcome=outcome,
    )
