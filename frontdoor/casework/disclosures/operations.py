"""Let the family know enough to protect the child, and send the product to the team."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.access import queries as agencies
from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.actions import leaving
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import (
    clearing,
    events,
    family,
    offers,
    queries,
    rules,
    sending,
)
from frontdoor.casework.disclosures.models import Product, Telling
from frontdoor.casework.disclosures.vocabulary import ProductMove, TellingMove
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.enquiries.vocabulary import Move
from frontdoor.casework.gathering import operations as asking
from frontdoor.casework.ledger import operations as ledger
from frontdoor.casework.ledger.rules import Line
from frontdoor.casework.ledger.vocabulary import Kind, Outcome
from frontdoor.kernel import references
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.people.models import Person
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not


@transaction.atomic
def propose_telling(
    *, enquiry: Enquiry, person: Person, words: str, why: str, by: Actor, at: datetime
) -> Telling:
    """Propose what somebody in the family may be told; the pack says which agency must agree (P26).

    :raises Refused: if telling a family is not theirs.
    :raises Refused: also while earlier words for the same person are open: two versions mislead.
    :raises Invalid: if the words, or why they are needed, are missing, or it is no parent or carer;
        or if the words have in them what is to be kept from the family (d.8).
    """
    enquiry = Enquiry.locked(enquiry)
    refuse_if(may_not(enquiry.policy, "tell_family", by=by))
    if any(each.is_open_for(person) for each in queries.tellings(enquiry.pk)):
        raise Refused(f"Words for {person.name} are under way already: they come first.")
    if person not in queries.may_be_told(enquiry):
        raise Invalid("person", "Choose a parent or carer who is named in the contact.")
    if not words.strip():
        raise Invalid("words", "Write the words that may be said, and no more than is needed.")
    if not why.strip():
        raise Invalid("why", "Say how this protects the child.")
    if reason := rules.why_not_tell_family(words, kept=family.kept(enquiry)):
        raise Invalid("words", reason)
    agency = agencies.agency(enquiry.hub_id, enquiry.policy.agreement.risky_person)
    telling = Telling.objects.create(
        hub_id=enquiry.hub_id,
        enquiry=enquiry,
        person=person,
        agency=agency,
        stage=Telling.LIFECYCLE.first,
        words=words.strip(),
        why=why.strip(),
        proposed_by=by.user_id,
        proposed_at=at,
    )
    # The agency may not have been asked about this child: it needs to know whom it is about.
    asking.let_see(agency, enquiry, [enquiry.case.child, person], by=by, at=at)
    record(
        events.TellingProposed(
            subject=enquiry.case.reference,
            hub_id=enquiry.hub_id,
            person=person.name,
            words=telling.words,
            agency=agency.name,
        ),
        by=by,
        at=at,
    )
    return telling


@transaction.atomic
def answer_telling(
    *, telling: Telling, agreed: bool, why: str, seen: int, by: Actor, at: datetime
) -> Telling:
    """Agree to the words, or not and say why.

    :raises Refused: if it is not their agency's to answer, or it was answered.
    :raises Invalid: if the reason for not agreeing is missing.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not agreed and not why.strip():
        raise Invalid("why", "Say why not, so that the hub can find other words.")
    telling = Telling.locked(telling, seen=seen)
    telling.take(
        TellingMove.AGREE if agreed else TellingMove.REFUSE,
        by=by,
        answered_by=by.user_id,
        answered_by_name=by.name,
        answered_at=at,
        answer_why=why.strip(),
    )
    if not agreed:
        _put_down(telling, outcome=Outcome.NOT_SHARED, why=why, by=by, at=at)
    record(
        events.TellingAnswered(
            subject=str(telling.enquiry),
            hub_id=telling.hub_id,
            agency=telling.agency.name,
            agreed=agreed,
            why=why.strip(),
        ),
        by=by,
        at=at,
    )
    return telling


@transaction.atomic
def tell(*, telling: Telling, how: str, seen: int, by: Actor, at: datetime) -> Telling:
    """Record that the agreed words were said: by whom, when and how.

    :raises Refused: if they were not agreed, were told already, or telling is not theirs.
    :raises Invalid: if how is missing.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not how.strip():
        raise Invalid("how", "Say how they were told, for example by telephone or on a visit.")
    telling = Telling.locked(telling, seen=seen)
    telling.take(
        TellingMove.TELL,
        by=by,
        told_by=by.user_id,
        told_by_name=by.name,
        told_at=at,
        told_how=how.strip(),
    )
    _put_down(telling, outcome=Outcome.SHARED, by=by, at=at)
    record(
        events.FamilyTold(
            subject=str(telling.enquiry),
            hub_id=telling.hub_id,
            person=telling.person.name,
            how=how.strip(),
        ),
        by=by,
        at=at,
    )
    return telling


def _put_down(
    telling: Telling, *, outcome: Outcome, why: str = "", by: Actor, at: datetime
) -> None:
    law = policies.stated(telling.enquiry.case.contact.policy_version)
    is_shared = outcome is Outcome.SHARED
    line = Line(
        kind=Kind.TELLING,
        what="Words that protect the child",
        whom=telling.person.name,
        outcome=outcome,
        basis=law.said("tell_family") if is_shared else "",
        why=telling.why if is_shared else why,
    )
    ledger.enter([line], subject=str(telling.enquiry), hub_id=telling.hub_id, by=by, at=at)


@transaction.atomic
def share(
    *,
    decision: Decision,
    teams: Sequence[str],
    chosen: Sequence[str],
    basis: str,
    withdraw_why: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> list[Product]:
    """Send the chosen items to teams and complete the enquiry (D11, D13, C11.1, C11.2).

    A section 47 enquiry goes to two teams at once (C6.4, C6.5): each has a product of its own.
    An outcome that no team receives completes the enquiry without any. What is still to be done
    goes to the teams, where it is chosen, or else is withdrawn for the reason `withdraw_why`.

    :raises Refused: if the decision is not authorised, disclosing is not theirs, or what was
        joined to the case is not read.
    :raises Invalid: if nothing is chosen, it would rest on nothing, or something is still to be
        done and neither sent nor withdrawn.
    :raises Stale: if somebody changed the enquiry since `seen`.
    """
    enquiry = Enquiry.locked(decision.enquiry, seen=seen)
    enquiry.take(Move.SHARE, by=by)
    case = reports.held(enquiry.case)
    products = _send(decision, case, teams, chosen=chosen, basis=basis, by=by, at=at)
    clearing.withdraw_open(enquiry, by=by, at=at)
    sent = {product.team.name: chosen for product in products}
    leaving.settle(case=case, sent=sent, why=withdraw_why, by=by, at=at)
    case.take(CaseMove.COMPLETE, by=by, ended_at=at)
    return products


def _send(
    decision: Decision,
    case: Case,
    teams: Sequence[str],
    *,
    chosen: Sequence[str],
    basis: str,
    by: Actor,
    at: datetime,
) -> list[Product]:
    outcome, enquiry = decision.chosen, decision.enquiry
    if not outcome.teams:
        return []
    if not teams or not set(teams) <= set(outcome.teams):
        raise Invalid("team", f"“{outcome.name}” does not go to that team. Choose another.")
    offered = offers.of_decision(decision)
    items = [offer for offer in offered if offer.key in set(chosen)]
    held = {team: rules.for_team(items, team, teams=teams) for team in teams}
    parcels = [
        sending.Parcel(
            team=team,
            tier=outcome.tier,
            items=held[team],
            left=[offer for offer in offered if offer not in held[team]],
            outcome=decision.outcome_words,
            urgency=outcome.urgency or "",
        )
        for team in teams
    ]
    consent = bool(contacts.consents(case.contact))
    for parcel in parcels:
        sending.check(case, parcel, basis=basis, consent=consent)
    return [
        sending.send(case, parcel, enquiry=enquiry, basis=basis, by=by, at=at) for parcel in parcels
    ]


@transaction.atomic
def acknowledge(*, product: Product, seen: int, by: Actor, at: datetime) -> Product:
    """Say that the team has the product and takes it on.

    :raises Refused: if it went to another team, or is acknowledged already.
    :raises Stale: if somebody changed it since `seen`.
    """
    product = Product.locked(product, seen=seen)
    product.take(
        ProductMove.ACKNOWLEDGE,
        by=by,
        acknowledged_by=by.user_id,
        acknowledged_by_name=by.name,
        acknowledged_at=at,
    )
    record(
        events.ProductAcknowledged(
            subject=references.case_of(product.reference),
            hub_id=product.hub_id,
            team=product.team.name,
        ),
        by=by,
        at=at,
    )
    return product
