"""What can be done next on a case: by whoever looks, and by whom else (section 5 of the style).

Each step is asked of the record itself, so that the page never offers what would be refused.
"""

from collections.abc import Iterator

from django.urls import reverse

from frontdoor.access.actor import Actor
from frontdoor.casework.actions import rules as acting
from frontdoor.casework.actions.vocabulary import Move as ActionMove
from frontdoor.casework.contacts.vocabulary import CaseMove, ContactMove
from frontdoor.casework.triage import rules as triage
from frontdoor.policy.staged import may_not
from frontdoor.web.cases.reading import Known
from frontdoor.web.cases.steps import between, discussion, ending, enquiry
from frontdoor.web.cases.steps.step import Step, is_possible


def steps(known: Known, *, by: Actor) -> list[Step]:
    """Return what can be done now, in the order of the work."""
    return [
        *discussion.at_once(known, by=by),
        *between.joined(known, by=by),
        *_before(known, by=by),
        *enquiry.silent(known, by=by),
        *enquiry.on_enquiry(known, by=by),
        *_triage(known, by=by),
        *discussion.later(known, by=by),
        *_actions(known, by=by),
        *ending.after(known, by=by),
        *between.parting(known, by=by),
    ]


def _before(known: Known, *, by: Actor) -> Iterator[Step]:
    case, contact = known.case, known.case.contact
    if is_possible(contact, ContactMove.HAND_OVER):
        yield Step(
            text="Go on taking the contact",
            href=reverse("contacts:show", args=[contact.reference]),
            whose=contact.why_not(ContactMove.HAND_OVER, by=by),
        )
    if not is_possible(case, CaseMove.CLOSE):
        return
    look_up = Step(
        text="Check whether the child is known",
        href=reverse("cases:known", args=[case.reference]),
        whose=may_not(case.policy, "confirm_known", by=by),
    )
    decide = Step(
        text="Decide where this goes",
        href=reverse("cases:route", args=[case.reference]),
        whose=case.why_not(CaseMove.CLOSE, by=by),
    )
    if case.known_at is not None:
        yield decide
    else:
        # Immediate harm comes before history: a child at risk does not wait for a look-up (a.8(4)).
        yield from (decide, look_up) if case.urgent else (look_up, decide)


def _triage(known: Known, *, by: Actor) -> Iterator[Step]:
    case, work = known.case, known.work
    if triage.why_not_carried(case.stage):
        return
    if work.allocation is None:
        yield Step(
            text="Give it to a worker",
            href=reverse("triage:allocate", args=[case.reference]),
            whose=may_not(case.policy, "allocate", by=by),
        )
    if not triage.why_not_recommended(case.stage) and work.recommendation is None:
        yield Step(
            text="Look into it",
            href=reverse("triage:show", args=[case.reference]),
            whose=may_not(case.policy, "check_systems", by=by),
        )


def _actions(known: Known, *, by: Actor) -> Iterator[Step]:
    for line in known.actions:
        action = line.action
        if action.is_owed and action.is_for(by):
            yield Step(text="Say what came of it", href=reverse("actions:show", args=[action.pk]))
        elif action.waits_to_be_read:
            yield Step(
                text=f"Read what came from {action.owner}",
                href=reverse("actions:show", args=[action.pk]),
                whose=may_not(action.policy, acting.TO_READ, by=by),
            )
        elif line.is_late and action.can(ActionMove.GIVE_ON, by=by):
            href = reverse("actions:change", args=[action.pk])
            yield Step(text=f"{action.owner}: not done in time", href=href)
    # What is not theirs is left out here: nobody waits for it.
    case = known.case
    if not acting.why_not_set(case.stage) and not may_not(case.policy, "ask", by=by):
        href = reverse("actions:set_action", args=[case.reference])
        yield Step(text="Give somebody something to do", href=href)
