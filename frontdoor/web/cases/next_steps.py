"""What can be done next on a case: by whoever looks, and by whom else (section 5 of the style).

Each step is asked of the record itself, so that the page never offers what would be refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from frontdoor.access.actor import Actor
from frontdoor.casework.actions import rules as acting
from frontdoor.casework.actions.vocabulary import Move as ActionMove
from frontdoor.casework.contacts import joining, reports
from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage, ContactMove
from frontdoor.casework.disclosures import passing
from frontdoor.casework.disclosures.vocabulary import TellingMove, TellingStage
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.enquiries.vocabulary import AFTER_READING, Move, Stage
from frontdoor.casework.gathering.models import Asked
from frontdoor.casework.strategy import rules as strategy
from frontdoor.casework.strategy.vocabulary import DiscussionMove
from frontdoor.casework.triage import rules as triage
from frontdoor.people.vocabulary import Answer
from frontdoor.policy.rules import of_harm
from frontdoor.policy.staged import Staged, may_not
from frontdoor.web.cases.reading import Known


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that may be done now. `whose` says why it is somebody else's, if it is."""

    text: str
    href: str
    whose: str = ""

    @property
    def is_mine(self) -> bool:
        """Tell whether whoever looks can do it."""
        return not self.whose


ENQUIRY_STEPS = {
    Move.RATE: "enquiries:rate",
    Move.COMMENCE: "enquiries:commence",
    Move.DECIDE: "enquiries:decide",
    Move.AUTHORISE: "enquiries:authorise",
    Move.SEND_BACK: "enquiries:send_back",
    Move.SHARE: "disclosures:send",
}


DECIDED = (Stage.DECIDED, Stage.AUTHORISED, Stage.COMPLETE)
ENDED = (CaseStage.PASSED_ON, CaseStage.CLOSED)


def steps(known: Known, *, by: Actor) -> list[Step]:
    """Return what can be done now, in the order of the work."""
    return [
        *_at_once(known, by=by),
        *_joined(known, by=by),
        *_before(known, by=by),
        *_silent(known, by=by),
        *_enquiry(known, by=by),
        *_triage(known, by=by),
        *_later(known, by=by),
        *_actions(known, by=by),
        *_after(known, by=by),
        *_parting(known, by=by),
    ]


def _possible(record: Staged, move: ContactMove | CaseMove | Move | TellingMove) -> bool:
    return not record.LIFECYCLE.why_not(move, stage=record.stage)


def _at_once(known: Known, *, by: Actor) -> Iterator[Step]:
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


def _later(known: Known, *, by: Actor) -> Iterator[Step]:
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


def _joined(known: Known, *, by: Actor) -> Iterator[Step]:
    case, shared = known.case, known.together
    if shared.unread:
        yield Step(
            text="Read the new information",
            href=reverse("cases:news", args=[case.reference]),
            whose=may_not(case.policy, joining.TO_READ, by=by),
        )
    for pair in shared.pairs:
        joins = f"this to {pair.into}" if case == pair.report else f"{pair.report} to this"
        yield Step(
            text=f"Join {joins}",
            href=reverse("cases:join", args=[pair.report.reference]),
            whose=pair.report.why_not(CaseMove.JOIN, by=by),
        )
    if shared.goes_on is not None:
        into = shared.goes_on.into
        yield Step(text=f"Go to {into}", href=reverse("cases:show", args=[into.reference]))


def _parting(known: Known, *, by: Actor) -> Iterator[Step]:
    """Return what undoes a joining: last, so that nobody does it by the way."""
    case, goes_on = known.case, known.together.goes_on
    if goes_on is not None:
        yield Step(
            text=f"Part this from {goes_on.into}",
            href=reverse("cases:part", args=[case.reference]),
            whose=case.why_not(CaseMove.PART, by=by),
        )


def _before(known: Known, *, by: Actor) -> Iterator[Step]:
    case, contact = known.case, known.case.contact
    if _possible(contact, ContactMove.HAND_OVER):
        yield Step(
            text="Go on taking the contact",
            href=reverse("contacts:show", args=[contact.reference]),
            whose=contact.why_not(ContactMove.HAND_OVER, by=by),
        )
    if not _possible(case, CaseMove.CLOSE):
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


def _enquiry(known: Known, *, by: Actor) -> Iterator[Step]:
    enquiry = known.of.enquiry
    if enquiry is None:
        return
    for move, page in ENQUIRY_STEPS.items():
        if _possible(enquiry, move):
            yield Step(
                text=move.label,
                href=reverse(page, args=[known.case.reference]),
                whose=enquiry.why_not(move, by=by) or _read_first(known, move),
            )
    if enquiry.stage in (Stage.RATED, Stage.GATHERING):
        yield from _midway(known, enquiry, by=by)


def _read_first(known: Known, move: Move) -> str:
    """Return why a decision waits for what was joined to be read, or an empty string."""
    return reports.UNREAD if move in AFTER_READING and known.together.unread else ""


def _midway(known: Known, enquiry: Enquiry, *, by: Actor) -> Iterator[Step]:
    reference = known.case.reference
    # What is not theirs is left out here: nobody waits for it.
    may = {task: not may_not(enquiry.policy, task, by=by) for task in ("re_rate", "ask")}
    if may["re_rate"]:
        yield Step(text="Change the rating", href=reverse("enquiries:re_rate", args=[reference]))
    if may["ask"] and enquiry.stage == Stage.GATHERING:
        yield Step(text="Ask another agency", href=reverse("enquiries:ask_more", args=[reference]))


def _silent(known: Known, *, by: Actor) -> Iterator[Step]:
    """Return whom to chase: what is late already comes before all that is to be done (C9.4)."""
    enquiry = known.of.enquiry
    undecided = enquiry is not None and enquiry.stage in (Stage.RATED, Stage.GATHERING)
    if undecided and not may_not(known.case.policy, "decide", by=by):
        yield from (_chase(known.case.reference, asked) for asked in known.silent)


def _chase(reference: str, asked: Asked) -> Step:
    number = () if asked.whole is asked else (asked.pk,)
    page = "enquiries:chase_more" if number else "enquiries:chase"
    on = f" on {asked.about}" if asked.about else ""
    return Step(
        text=f"{asked.agency}{on}: no reply in time",
        href=reverse(page, args=[reference, asked.agency.slug, *number]),
    )


def _actions(known: Known, *, by: Actor) -> Iterator[Step]:
    for line in known.actions:
        action = line.action
        if action.is_owed and action.is_for(by):
            yield Step(text="Say what came of it", href=reverse("actions:show", args=[action.pk]))
        elif line.is_late and action.can(ActionMove.GIVE_ON, by=by):
            href = reverse("actions:change", args=[action.pk])
            yield Step(text=f"{action.owner}: not done in time", href=href)
    # What is not theirs is left out here: nobody waits for it.
    case = known.case
    if not acting.why_not_set(case.stage) and not may_not(case.policy, "ask", by=by):
        href = reverse("actions:set_action", args=[case.reference])
        yield Step(text="Give somebody something to do", href=href)


def _after(known: Known, *, by: Actor) -> Iterator[Step]:
    case = known.case
    is_over = case.stage in ENDED or known.came_to_its_end_elsewhere
    is_decided = known.of.enquiry is not None and known.of.enquiry.stage in DECIDED
    ended = is_decided or is_over
    if ended and not known.referrer_is_told and not case.contact.began_inside:
        yield Step(
            text="Let the referrer read what came of it",
            href=reverse("contacts:tell_referrer", args=[case.contact.reference]),
            whose=may_not(case.policy, "tell_referrer", by=by),
        )
    yield from _family(known, by=by)
    yield from _teams(known, by=by)
    if known.challenge is not None and known.challenge.said_at is None:
        yield Step(
            text="Challenge the partner who wrote this way",
            href=reverse("contacts:challenge", args=[case.contact.reference]),
            whose=may_not(case.policy, "route", by=by),
        )


def _teams(known: Known, *, by: Actor) -> Iterator[Step]:
    case = known.case
    for product in known.products:
        if product.waits:
            whose = f"{product.team} has yet to say that it has this."
            yield Step(text=f"Acknowledge {product.reference}", href="", whose=whose)
    yield from _hospital(known, by=by)
    if _possible(case, CaseMove.RECALL) and not passing.why_not_recall(
        each for each in known.products if each.turn == case.turn
    ):
        yield Step(
            text="Take this back",
            href=reverse("disclosures:take_back", args=[case.reference]),
            whose=case.why_not(CaseMove.RECALL, by=by),
        )
    if case.routed_at is not None and case.stage != CaseStage.JOINED:
        yield Step(
            text="Tell another team",
            href=reverse("disclosures:tell_team", args=[case.reference]),
            whose=may_not(case.policy, "route", by=by),
        )


def _hospital(known: Known, *, by: Actor) -> Iterator[Step]:
    """Whoever the pack names hears the outcome for a child who is not born yet (C14.9)."""
    case = known.case
    if not case.child.is_unborn or case.stage not in ENDED:
        return
    told = {each.team.slug for each in known.products if each.turn == case.turn}
    for team in case.policy.teams:
        if team.for_unborn and team.slug not in told:
            yield Step(
                text=f"Tell {team.name} the outcome",
                href=reverse("disclosures:tell_team", args=[case.reference]),
                whose=may_not(case.policy, "route", by=by),
            )


def _family(known: Known, *, by: Actor) -> Iterator[Step]:
    enquiry, reference = known.of.enquiry, known.case.reference
    if enquiry is None or enquiry.stage in (Stage.TO_RATE, Stage.RATED):
        return
    for telling in known.of.tellings:
        if telling.stage == TellingStage.PROPOSED:
            yield Step(
                text=f"Agree what {telling.person.name} may be told",
                href="",
                whose=f"{telling.agency} has to agree first.",
            )
        if _possible(telling, TellingMove.TELL):
            yield Step(
                text=f"Record that {telling.person.name} was told",
                href=reverse("disclosures:tell", args=[reference, telling.pk]),
                whose=telling.why_not(TellingMove.TELL, by=by),
            )
    if enquiry.stage != Stage.COMPLETE:
        yield Step(
            text="Propose what the family may be told",
            href=reverse("disclosures:propose", args=[reference]),
            whose=may_not(enquiry.policy, "tell_family", by=by),
        )
