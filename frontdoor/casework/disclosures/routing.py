"""What the policy routes by itself, once a contact is handed over or a finding is confirmed."""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.contacts import operations as contacts
from frontdoor.casework.contacts import queries as ask
from frontdoor.casework.contacts import reports, rules, triage
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage
from frontdoor.casework.disclosures import direction, offers, queries, sending
from frontdoor.casework.disclosures.models import Product
from frontdoor.policy.rules import day as hub_day


@transaction.atomic
def hand_over(*, contact: Contact, seen: int, by: Actor, at: datetime) -> Contact:
    """Hand a contact over to the manager; what the policy routes by itself goes at once (a.8, 4b).

    :raises Refused: if it was handed over before, or `by` may not take contacts.
    :raises Stale: if somebody changed the contact since `seen`.
    """
    contact = contacts.hand_over(contact=contact, seen=seen, by=by, at=at)
    for case in ask.cases(contact):
        pass_on_by_policy(case=case, by=by, at=at)
    return contact


@transaction.atomic
def pass_on_by_policy(*, case: Case, by: Actor, at: datetime) -> list[Product]:
    """Pass a case on where a route of the pack is automatic; else do nothing (B13, a.8(4b)).

    It is `by`'s step that let it happen, and the policy that decided. Nothing goes by itself
    while the contact is being taken, the harm test is open, what was joined to it is unread,
    something is still to be done, or after a manager took it back or opened it again.
    """
    if case.stage != CaseStage.AWAITING or case.contact.is_being_taken or reports.unread([case]):
        return []
    advice = ask.advice(case, today=hub_day(case.policy, at))
    first = next((each for each in advice if rules.way(case.policy, each)), None)
    if first is None or not first.automatic or not first.team or first.service:
        return []
    if case.was_reopened or any(each.is_recalled for each in queries.products_on(case.pk)):
        return []
    if actions.open_on(case):
        return []
    version = case.contact.policy_version
    reason = f"{first.sentence} ({first.source}; version {version.number} of the hub’s policy)"
    case = triage.route(
        case=case,
        move=CaseMove.PASS_ON_BY_POLICY,
        route=first.route,
        team=first.team,
        reason=reason,
        advised=True,
        seen=case.version,
        by=by,
        at=at,
    )
    policy, offered = case.policy, offers.of_case(case)
    shares = {
        team: direction.ticked(policy, team, advice=advice, offered=offered)
        for team in (first.team, *first.also_tell)
    }
    sender = f"{case.policy.hub.name}, by its policy (version {version.number})"
    basis = queries.basis_on_record(case) or f"The hub’s policy: {first.sentence} ({first.source})"
    return sending.to_teams(
        case, shares, advice=advice, reason=reason, basis=basis, sender=sender, by=by, at=at
    )
