"""What a professional referrer hears of a contact, once every child in it is decided (C1.6).

Where a report was joined to an open case, that is what became of that case. That there was another
report, and from whom, is not theirs to hear.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.decisions import queries as decisions
from frontdoor.casework.decisions.models import Decision
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.refusal import first, refuse_if

KNOWN_TO_A_TEAM = {"open_to_social_care", "open_to_early_help", "recently_closed"}
TO_WHO_KNOWS = "The team that knows the child has been told."
PASSED_ON = "It was passed on to the team whose work this is."
CLOSED = "The information was considered, and no more will be done for now."


@dataclass(frozen=True, kw_only=True)
class _Child:
    """Where the report of one child has come, in the case in which it goes on."""

    report: Case
    head: Case
    decision: Decision | None


@asks
def _children(contact: Contact) -> Asking[list[_Child]]:
    cases, joinings = (
        contacts.cases.asked(contact),
        reports.of_contact.asked(contact),
    )
    yield cases, joinings
    into = {joining.case_id: joining.into for joining in joinings.answer}
    heads = {case: into.get(case.pk, case) for case in cases.answer}
    decided = decisions.of_cases.asked(heads.values())
    yield (decided,)
    return [
        _Child(report=case, head=head, decision=decided.answer.get(head.pk))
        for case, head in heads.items()
    ]


@asks
def why_not_yet(contact: Contact) -> Asking[str]:
    """Return which child of a contact still waits for an outcome, or an empty string."""
    children = _children.asked(contact)
    yield (children,)
    return first([_why_not(child) for child in children.answer])


def outcome_of(contact: Contact) -> str:
    """Return the outcome in the words of the pack, child by child where the words differ.

    :raises Refused: while a child of the contact waits for a decision.
    """
    children = _children(contact)
    refuse_if(first([_why_not(child) for child in children]))
    told = {child.report.reference: _told(child) for child in children}
    words = next(iter(told.values()))
    if len(set(told.values())) > 1:
        words = _each(told)
    return contact.policy.texts.outcome.format(
        reference=contact.reference,
        hub=contact.policy.hub.name,
        # The sentence of the pack goes on where it likes, and may end in a full stop of its own.
        outcome=words.removesuffix("."),
    )


def _each(told: Mapping[str, str]) -> str:
    """Return what is told of each child, a line for those of whom it is the same."""
    alike: dict[str, list[str]] = {}
    for case, said in told.items():
        alike.setdefault(said, []).append(case.rpartition("-")[2])
    return "".join(f"\nChild {', '.join(which)}: {said}" for said, which in alike.items())


def _why_not(child: _Child) -> str:
    case, decision = child.head, child.decision
    if decision is not None and decision.authorised_at is None:
        return f"{case.reference} has no outcome yet that was authorised."
    ended = decision or case.stage in (CaseStage.PASSED_ON, CaseStage.CLOSED)
    return "" if ended else f"{case.reference} has no outcome yet."


def _told(child: _Child) -> str:
    case = child.head
    if child.decision is not None:
        return child.decision.chosen.told
    if case.stage == CaseStage.PASSED_ON:
        return _passed_on(case)
    ends = {outcome.slug: outcome.told for outcome in case.policy.outcomes}
    return ends.get(case.route, CLOSED)


def _passed_on(case: Case) -> str:
    """Return whether it went to a team that knows the child, or to one that takes such work."""
    facts = next((set(each.when) for each in case.policy.routes if each.slug == case.route), set())
    return TO_WHO_KNOWS if facts & KNOWN_TO_A_TEAM else PASSED_ON
