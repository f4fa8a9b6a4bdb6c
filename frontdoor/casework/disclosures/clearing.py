"""Ask whoever gave an item whether it may go on to a team, and take their answer (a.8, 5)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.access import queries as agencies
from frontdoor.access.actor import Actor
from frontdoor.access.reach import caveat_of
from frontdoor.audit.operations import record
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import events, offers, queries, rules
from frontdoor.casework.disclosures.models import Clearance
from frontdoor.casework.disclosures.vocabulary import ClearanceMove
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.enquiries.vocabulary import Move
from frontdoor.casework.ledger import operations as ledger
from frontdoor.casework.ledger.rules import Line
from frontdoor.casework.ledger.vocabulary import Kind, Outcome
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if

SENT_WITHOUT = "The product was sent without it."


@transaction.atomic
def ask(
    *, decision: Decision, item: str, teams: Sequence[str], why: str, by: Actor, at: datetime
) -> list[Clearance]:
    """Ask the agency that gave an item whether it may go to each of these teams, and why.

    :raises Refused: if sending is not theirs, nobody has to be asked, or the agency has been.
    :raises Invalid: if no team, or none of the outcome's, is named, or the reason is missing.
    """
    enquiry = Enquiry.locked(decision.enquiry)
    refuse_if(enquiry.why_not(Move.SHARE, by=by))
    if not teams or not set(teams) <= set(decision.chosen.teams):
        raise Invalid("team", "Choose the team that needs it, from those of the outcome.")
    if not why.strip():
        raise Invalid("why", "Say why the team needs this. The agency reads it.")
    offer = next((each for each in offers.of_decision(decision) if each.key == item), None)
    known = [each for each in queries.clearances(enquiry.pk) if each.item == item]
    asked = [each.team.slug for each in known if each.waits or each.is_agreed]
    if offer is None or not offer.is_asked_for:
        raise Refused("Nobody has to be asked before this goes to a team.")
    for team in teams:
        refuse_if(rules.why_not_ask(team, asked=asked))
    return [_ask(enquiry, offer, team, why=why.strip(), by=by, at=at) for team in teams]


def _ask(
    enquiry: Enquiry, offer: rules.Offer, team: str, *, why: str, by: Actor, at: datetime
) -> Clearance:
    clearance = Clearance.objects.create(
        hub_id=enquiry.hub_id,
        enquiry=enquiry,
        agency=agencies.agency(enquiry.hub_id, offer.agency),
        team=agencies.agency(enquiry.hub_id, team),
        stage=Clearance.LIFECYCLE.first,
        item=offer.key,
        heading=offer.heading,
        words=offer.words,
        why=why,
        kept_to=offer.kept_to.value,
        asked_by=by.user_id,
        asked_by_name=by.name,
        asked_at=at,
    )
    record(
        events.OriginatorAsked(
            subject=enquiry.case.reference,
            hub_id=enquiry.hub_id,
            agency=clearance.agency.name,
            team=clearance.team.name,
            heading=offer.heading,
            why=why,
            kept_to=caveat_of(clearance),
        ),
        by=by,
        at=at,
    )
    return clearance


@transaction.atomic
def answer(
    *,
    clearance: Clearance,
    agreed: bool,
    words: str = "",
    why: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> Clearance:
    """Agree that an item goes to a team, as it stands or in other `words`; or not, and say why.

    :raises Refused: if it is not their agency's to answer, or it was answered or withdrawn.
    :raises Invalid: if the reason for not agreeing is missing.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not agreed and not why.strip():
        raise Invalid("why", "Say why not, so that the hub knows what it can do instead.")
    clearance = Clearance.locked(clearance, seen=seen)
    clearance.take(
        ClearanceMove.AGREE if agreed else ClearanceMove.REFUSE,
        by=by,
        agreed_words=(words.strip() or clearance.words) if agreed else "",
        answer_why="" if agreed else why.strip(),
        answered_by=by.user_id,
        answered_by_name=by.name,
        answered_at=at,
    )
    if not agreed:
        line = Line(
            kind=Kind.ORIGINATOR,
            what=clearance.heading,
            whom=clearance.team.name,
            outcome=Outcome.NOT_SHARED,
            why=clearance.answer_why,
            sealed=clearance.is_kept,
        )
        ledger.enter([line], subject=str(clearance.enquiry), hub_id=clearance.hub_id, by=by, at=at)
    record(
        events.OriginatorAnswered(
            subject=str(clearance.enquiry),
            hub_id=clearance.hub_id,
            agency=clearance.agency.name,
            team=clearance.team.name,
            heading=clearance.heading,
            agreed=agreed,
            reworded=clearance.is_reworded,
            why=clearance.answer_why,
            kept_to=caveat_of(clearance),
        ),
        by=by,
        at=at,
    )
    return clearance


@transaction.atomic
def withdraw(*, clearance: Clearance, why: str, by: Actor, at: datetime) -> Clearance:
    """Take a question back that has no answer: nothing of the item goes to that team.

    :raises Refused: if it was answered or withdrawn, or sending is not theirs.
    :raises Invalid: if the reason is missing.
    """
    if not why.strip():
        raise Invalid("why", "Say why this is no longer asked. The agency reads it.")
    held = _held(clearance)
    if held is None:
        raise Refused(f"{clearance.agency} has answered by now.")
    _withdraw(held, why=why.strip(), by=by, at=at)
    return held


def withdraw_open(enquiry: Enquiry, *, by: Actor, at: datetime) -> None:
    """Take back every question without an answer: what it asked about was not sent."""
    for clearance in queries.clearances(enquiry.pk):
        held = _held(clearance) if clearance.waits else None
        if held is not None:
            _withdraw(held, why=SENT_WITHOUT, by=by, at=at)


def _held(clearance: Clearance) -> Clearance | None:
    """Hold a question. The wall lets the hub hold none that has its answer."""
    asked = Clearance.objects.select_for_update(of=("self",), no_key=True)
    return asked.filter(pk=clearance.pk).first()


def _withdraw(clearance: Clearance, *, why: str, by: Actor, at: datetime) -> None:
    clearance.take(
        ClearanceMove.WITHDRAW,
        by=by,
        withdrawn_by=by.user_id,
        withdrawn_by_name=by.name,
        withdrawn_at=at,
        withdrawn_why=why,
    )
    record(
        events.QuestionWithdrawn(
            subject=str(clearance.enquiry),
            hub_id=clearance.hub_id,
            agency=clearance.agency.name,
            team=clearance.team.name,
            heading=clearance.heading,
            why=why,
            kept_to=caveat_of(clearance),
        ),
        by=by,
        at=at,
    )
