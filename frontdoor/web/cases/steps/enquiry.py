"""Steps of the enquiry: its own moves, what can change midway, and whom to chase."""

from collections.abc import Iterator

from django.urls import reverse

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import reports
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.enquiries.vocabulary import AFTER_READING, Move, Stage
from frontdoor.casework.gathering.models import Asked
from frontdoor.policy.staged import may_not
from frontdoor.web.cases.reading import Known
from frontdoor.web.cases.steps.step import Step, is_possible

ENQUIRY_STEPS = {
    Move.RATE: "enquiries:rate",
    Move.COMMENCE: "enquiries:commence",
    Move.DECIDE: "enquiries:decide",
    Move.AUTHORISE: "enquiries:authorise",
    Move.SEND_BACK: "enquiries:send_back",
    Move.SHARE: "disclosures:send",
}


def on_enquiry(known: Known, *, by: Actor) -> Iterator[Step]:
    """Return the moves of an enquiry that are possible now, and what can change midway."""
    enquiry = known.of.enquiry
    if enquiry is None:
        return
    for move, page in ENQUIRY_STEPS.items():
        if is_possible(enquiry, move):
            yield Step(
                text=move.label,
                href=reverse(page, args=[known.case.reference]),
                whose=enquiry.why_not(move, by=by)
                or _read_first(known, move)
                or _another(known, move, by=by),
            )
    if enquiry.stage in (Stage.RATED, Stage.GATHERING):
        yield from _midway(known, enquiry, by=by)


def _read_first(known: Known, move: Move) -> str:
    """Return why a decision waits for what was joined to be read, or an empty string."""
    return reports.UNREAD if move in AFTER_READING and known.together.unread else ""


def _another(known: Known, move: Move, *, by: Actor) -> str:
    """Return why a decision waits for another person to authorise it, or an empty string."""
    decision = known.of.decision if move is Move.AUTHORISE else None
    return decision.why_not_authorise(by=by) if decision else ""


def _midway(known: Known, enquiry: Enquiry, *, by: Actor) -> Iterator[Step]:
    reference = known.case.reference
    # What is not theirs is left out here: nobody waits for it.
    may = {task: not may_not(enquiry.policy, task, by=by) for task in ("re_rate", "ask")}
    if may["re_rate"]:
        yield Step(text="Change the rating", href=reverse("enquiries:re_rate", args=[reference]))
    everybody = len(known.of.requests) == len(enquiry.policy.agencies)
    if may["ask"] and enquiry.stage == Stage.GATHERING and not everybody:
        yield Step(text="Ask another agency", href=reverse("enquiries:ask_more", args=[reference]))


def silent(known: Known, *, by: Actor) -> Iterator[Step]:
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
