"""Tells each event in words, once for the timeline and for "someone changed this"."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from frontdoor.audit.models import Event
from frontdoor.web.components import words
from frontdoor.web.timeline.acting import ACTING
from frontdoor.web.timeline.arriving import ARRIVING
from frontdoor.web.timeline.asking import ASKING
from frontdoor.web.timeline.beside import BESIDE
from frontdoor.web.timeline.looking import LOOKING
from frontdoor.web.timeline.papers import PAPERS
from frontdoor.web.timeline.records import RECORDS
from frontdoor.web.timeline.restricting import RESTRICTING
from frontdoor.web.timeline.rolling import ROLLING
from frontdoor.web.timeline.saying import (
    Facts,
    Told,
    answer_words,
    kept,
    left_words,
    lines,
    moment,
    quoted,
    reason,
    small,
)
from frontdoor.web.timeline.staff import STAFF


def told(event: Event) -> Told:
    """Return what an event says. Its kind is in the table, or a house test fails."""
    return TELLINGS[event.kind](event.facts)


def items(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Return events as items of components/timeline.html, in the order given."""
    return [
        {"title": (said := told(event)).title, "by": event.by_name, "at": event.at}
        | ({"text": said.detail} if said.detail else {})
        for event in events
    ]


def changes(events: Iterable[Event]) -> list[dict[str, str]]:
    """Return events as changes of components/stale.html: what happened, and by whom."""
    return [
        {
            "what": (said := told(event)).title,
            "now": lines(said.detail, f"{event.by_name}, {words.moment(event.at)}"),
        }
        for event in events
    ]


def _looked_at(facts: Facts) -> Told:
    return Told("A manager looked for the first time", kept(facts["in_time"]))


def _routed(facts: Facts) -> Told:
    to = f" to {facts['team']}" if facts["team"] else ""
    advised = "As advised." if facts["advised"] else "Not what was advised, or without advice."
    unlooked = (
        f"Closed without a look whether the child is known: {why}"
        if (why := facts.get("unlooked"))
        else ""
    )
    detail = lines(reason(facts["reason"]), advised, kept(facts["in_time"]), unlooked)
    kind = f": {facts['variant']}" if facts.get("variant") else ""
    return Told(f"Decided: {small(facts['move'])}{to}{kind}", detail)


def _rated(facts: Facts) -> Told:
    return Told(f"Rated {facts['rating']}", reason(facts["reason"]))


def _re_rated(facts: Facts) -> Told:
    return Told(f"Rating changed from {facts['before']} to {facts['rating']}",
                reason(facts["reason"]))  # fmt: skip


DEPTHS = {
    "none": "No agency is asked.",
    "basic": "A basic gathering.",
    "full": "A full gathering.",
}


def _commenced(facts: Facts) -> Told:
    depth = DEPTHS.get(facts["depth"], "")
    due = f"A decision is due on {moment(facts['due_at'])}."
    return Told("Enquiry commenced", lines(due, depth, "" if facts["in_time"] else kept(False)))


def _decided(facts: Facts) -> Told:
    without: Sequence[str] = facts["without"]
    return Told(
        f"Outcome decided: {facts['outcome']}",
        lines(
            f"Level {facts['level']}. {facts['rationale']}",
            f"Decided without {words.listing(without)}." if without else "",
            kept(facts["in_time"]),
        ),
    )


def _proposed(facts: Facts) -> Told:
    return Told(
        f"What {facts['person']} may be told was proposed",
        lines(quoted(facts["words"]), f"{facts['agency']} has to agree first."),
    )


def _telling_answered(facts: Facts) -> Told:
    agreed = "agreed to the words" if facts["agreed"] else "did not agree to the words"
    return Told(f"{facts['agency']} {agreed}", reason(facts["why"]))


def _sent(facts: Facts) -> Told:
    count = facts["items"]
    return Told(
        f"Product sent to {facts['team']}",
        f"{facts['tier']}: {count} {'item' if count == 1 else 'items'}.",
    )


def _reopened(facts: Facts) -> Told:
    told: Sequence[str] = facts["told"]
    known = f"Told of the end before: {words.listing(told)}." if told else ""
    was = f"It was at “{facts['before']}”."
    return Told("Opened again", lines(reason(facts["reason"]), was, known))


def _joined(facts: Facts) -> Told:
    detail = lines(f"{facts['why']}.", facts["words"], kept(facts["in_time"]))
    return Told(f"Joined to {facts['into']}", detail)


def _noted(facts: Facts) -> str:
    """What is between two is told without a name: not everybody may see both."""
    return f"{facts['what']} of {facts['person']}" if facts["person"] else str(facts["what"])


def _news(facts: Facts) -> Told:
    flags: Sequence[str] = facts["flags"]
    urgent = "It puts the child on top of the list." if facts["urgent"] else ""
    flagged = f"Flags: {words.listing(flags)}." if flags else ""
    return Told(f"News with {facts['report']}", lines(f"{facts['why']}.", urgent, flagged))


TELLINGS: Mapping[str, Callable[[Facts], Told]] = {
    **ARRIVING,
    **LOOKING,
    **PAPERS,
    "case.known_confirmed": lambda facts: Told(
        "Checked whether the child is known",
        f"{answer_words(facts['answer'])}{left_words(facts.get('left', 0))}.",
    ),
    "case.looked_at": _looked_at,
    "case.routed": _routed,
    "case.taken_back": lambda facts: Told(
        "Taken back: it waits for a decision again", reason(facts["reason"])
    ),
    "case.reopened": _reopened,
    "case.joined": _joined,
    "case.news_came": _news,
    "case.news_read": lambda facts: Told(f"News read: {words.listing(facts['reports'])}"),
    "case.parted": lambda facts: Told(
        f"Parted from {facts['out_of']}: it waits for a decision again", reason(facts["reason"])
    ),
    "case.news_withdrawn": lambda facts: Told(
        f"{facts['report']} does not belong to this", reason(facts["reason"])
    ),
    "people.linked": lambda facts: Told(
        f"A record was linked to {facts['person']}", reason(facts["why"])
    ),
    "adoption.tied": lambda _: Told("The identities before and after an adoption were tied"),
    "adoption.untied": lambda _: Told("Identities of an adoption are tied no longer"),
    "person.noted": lambda facts: Told(f"{_noted(facts)} added"),
    "person.warning_reviewed": lambda facts: Told(
        f"Warning note of {facts['person']} still holds", reason(facts["why"])
    ),
    "person.note_ended": lambda facts: Told(f"{_noted(facts)} ended"),
    "person.nhs_asked": lambda facts: Told(
        f"The NHS was asked for the number of {facts['person']}",
        f"Sent: {', '.join(facts['sent'])}.",
    ),
    "person.nhs_number_taken": lambda facts: Told(
        f"The NHS number of {facts['person']} was taken on", f"{facts['likeness']}, by the NHS."
    ),
    "people.parted": lambda facts: Told(
        f"The link of a record to {facts['person']} was undone", reason(facts["why"])
    ),
    "people.link_dealt_with": lambda facts: Told(
        "Something was done about a wrong link", quoted(facts["done"])
    ),
    "people.pair_answered": lambda facts: Told(
        f"Two records that are alike: {small(facts['answer'])}", reason(facts["why"])
    ),
    **RESTRICTING,
    **RECORDS,
    **ROLLING,
    "enquiry.opened": lambda _: Told("MASH enquiry opened"),
    "enquiry.rated": _rated,
    "enquiry.re_rated": _re_rated,
    "enquiry.commenced": _commenced,
    **ASKING,
    **ACTING,
    "decision.decided": _decided,
    "decision.sent_back": lambda facts: Told("Decision sent back", reason(facts["reason"])),
    "decision.authorised": lambda facts: Told(f"Outcome authorised: {facts['outcome']}"),
    **BESIDE,
    "telling.proposed": _proposed,
    "telling.answered": _telling_answered,
    "telling.told": lambda facts: Told(f"{facts['person']} told", facts["how"]),
    "product.sent": _sent,
    **STAFF,
    "product.acknowledged": lambda facts: Told(f"Product acknowledged by {facts['team']}"),
}
