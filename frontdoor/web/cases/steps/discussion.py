"""Steps to a strategy discussion: before everything where harm was told, else where possible."""

from collections.abc import Iterator

from django.urls import reverse

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.strategy import rules as strategy
from frontdoor.casework.strategy.vocabulary import DiscussionMove
from frontdoor.people.vocabulary import Answer
from frontdoor.policy.rules import of_harm
from frontdoor.policy.staged import may_not
from frontdoor.web.cases.reading import Known
from frontdoor.web.cases.steps.step import Step


def at_once(known: Known, *, by: Actor) -> Iterator[Step]:
    """Return what comes before everything: a discussion that is to be held, or to be called."""
    called = next((each for each in known.discussions if each.is_open), None)
    if called is not None:
        yield Step(
            text="Record the strategy discussion",
            href=reverse("strategy:record", args=[known.case.reference]),
            whose=called.why_not(DiscussionMove.HOLD, by=by),
        )
    elif not known.discussions and (_is_harmed(known) or _is_section_47(known)):
        yield from _to_call(known, by=by)


def later(known: Known, *, by: Actor) -> Iterator[Step]:
    """Return the call for a discussion where it is possible, and nothing asks for it."""
    asked_for = _is_harmed(known) or _is_section_47(known)
    if known.discussions or (known.case.stage == CaseStage.IN_MASH and not asked_for):
        # What is not theirs is left out here: nobody waits for it.
        yield from (step for step in _to_call(known, by=by) if step.is_mine)


def _is_harmed(known: Known) -> bool:
    """Tell whether immediate harm was told of a child who is here, in any of the reports."""
    is_here = known.case.stage in (CaseStage.AWAITING, CaseStage.IN_TRIAGE, CaseStage.IN_MASH)
    told = [known.case, *(report.case for report in known.together.reports)]
    return is_here and any(case.answers.get("immediate_harm") == Answer.YES for case in told)


def _is_section_47(known: Known) -> bool:
    """Tell whether the enquiry was decided as immediate harm is: a discussion follows (C10.3)."""
    decision = known.of.decision
    return decision is not None and decision.outcome == of_harm(known.case.policy).outcome


def _to_call(known: Known, *, by: Actor) -> Iterator[Step]:
    case = known.case
    why_not = strategy.why_not_call(
        case.stage,
        has_enquiry=known.of.enquiry is not None,
        is_called=any(each.is_open for each in known.discussions),
    )
    if not why_not:
        yield Step(
            text="Call a strategy discussion",
            href=reverse("strategy:call", args=[case.reference]),
            whose=may_not(case.policy, "route", by=by),
        )
