"""Tells each event in words, once for the timeline and for "someone changed this"."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from frontdoor.audit.models import Event
from frontdoor.people.vocabulary import Answer, Known
from frontdoor.web.components import words
from frontdoor.web.timeline.asking import ASKING
from frontdoor.web.timeline.beside import BESIDE
from frontdoor.web.timeline.saying import (
    Facts,
    Told,
    kept,
    lines,
    moment,
    quoted,
    reason,
    small,
)


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


def answer_words(answer: str) -> str:
    """Return an answer to a question, or to "is the child known?", in words."""
    labels = {word.value: word.label for word in (*Known, *Answer)}
    return words.sentence_case(labels.get(answer, words.plain(answer)))


def _received(facts: Facts) -> Told:
    by = f"{facts['source']}, by {small(facts['channel'])}."
    return Told("Contact received", lines(by, f"A response is due on {moment(facts['due_at'])}."))


def _described(facts: Facts) -> Told:
    harm = facts["immediate_harm"]
    red = facts["possible_red"]
    return Told(
        "Concern written down",
        lines(
            f"Immediate harm: {answer_words(harm).lower()}." if harm else "",
            f"Possible Red: {red}" if red else "",
        ),
    )


def _child_described(facts: Facts) -> Told:
    return Told("What is said of this child", _described(facts).detail)


def _writing_arrived(facts: Facts) -> Told:
    by = f"Received {moment(facts['received_at'])}, by {small(facts['channel'])}."
    late = f"Typed in later because: {facts['late_why']}" if facts["late_why"] else ""
    return Told("Written referral arrived", lines(by, late))


def _protected(facts: Facts) -> Told:
    span = f"From {moment(facts['began_at'])}, until {moment(facts['due_at'])} at the latest."
    return Told(
        "Police protection used",
        lines(f"By {facts['used_by']}.", span, f"The child is at: {facts['place']}"),
    )


def _unprotected(facts: Facts) -> Told:
    return Told("Police protection ended", lines(facts["how"], kept(facts["in_time"])))


def _person_added(facts: Facts) -> Told:
    return Told(f"{facts['person']} added", words.sentence_case(facts["part"]))


def _routed(facts: Facts) -> Told:
    to = f" to {facts['team']}" if facts["team"] else ""
    advised = "As advised." if facts["advised"] else "Not what was advised, or without advice."
    detail = lines(reason(facts["reason"]), advised, kept(facts["in_time"]))
    return Told(f"Decided: {small(facts['move'])}{to}", detail)


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


def _looked_at(facts: Facts) -> Told:
    return Told("A manager looked for the first time", kept(facts["in_time"]))


def _rung_back(facts: Facts) -> Told:
    if not facts["reached"]:
        return Told("Referrer rung back: no answer", facts["said"])
    who = f": {facts['spoke_to']}" if facts["spoke_to"] else ""
    return Told(f"Referrer rung back{who}", quoted(facts["said"]))


def _allocated(facts: Facts) -> Told:
    before = f"Before: {facts['before']}." if facts["before"] else ""
    return Told(f"Given to {facts['worker']}", lines(before, reason(facts["why"])))


def _system_checked(facts: Facts) -> Told:
    updated = "The record there was brought up to date." if facts["updated"] else ""
    title = f"Checked {facts['system']}: {small(facts['result'])}"
    return Told(title, lines(facts["words"], updated))


def _recommended(facts: Facts) -> Told:
    unchecked: Sequence[str] = facts["unchecked"]
    missing = f"Not looked into: {words.listing(unchecked)}." if unchecked else ""
    return Told(f"Recommended: {small(facts['way'])}", lines(reason(facts["reason"]), missing))


TOLD_OF_ACTION: Mapping[str, Callable[[Any], str]] = {
    "due_at": lambda due_at: f"Due on {moment(due_at)}.",
    "before": lambda before: f"It was due on {moment(before)}.",
    "result": str,
    "in_time": kept,
    "why": reason,
}


def _of_action(title: str, *named: str) -> Callable[[Facts], Told]:
    """Return what tells an event of an action: what it is comes first, then what is named."""

    def tell(facts: Facts) -> Told:
        said = [TOLD_OF_ACTION[name](facts[name]) for name in named]
        return Told(title.format(**facts), lines(quoted(facts["what"]), *said))

    return tell


def _reopened(facts: Facts) -> Told:
    told: Sequence[str] = facts["told"]
    known = f"Told of the end before: {words.listing(told)}." if told else ""
    was = f"It was at “{facts['before']}”."
    return Told("Opened again", lines(reason(facts["reason"]), was, known))


def _joined(facts: Facts) -> Told:
    detail = lines(f"{facts['why']}.", facts["words"], kept(facts["in_time"]))
    return Told(f"Joined to {facts['into']}", detail)


def _news(facts: Facts) -> Told:
    flags: Sequence[str] = facts["flags"]
    urgent = "It puts the child on top of the list." if facts["urgent"] else ""
    flagged = f"Flags: {words.listing(flags)}." if flags else ""
    return Told(f"News with {facts['report']}", lines(f"{facts['why']}.", urgent, flagged))


# They are not rung or written to: whether they know it, only a call can tell.
READABLE = "The referrer can read it now, with their reference and code"

TELLINGS: Mapping[str, Callable[[Facts], Told]] = {
    "contact.received": _received,
    "contact.person_added": _person_added,
    "contact.person_corrected": lambda facts: Told(f"Details of {facts['person']} corrected"),
    "contact.described": _described,
    "case.described": _child_described,
    "contact.ground_given": lambda facts: Told(
        "Ground recorded for not asking consent", facts["ground"]
    ),
    "contact.caller_corrected": lambda _: Told("Details of the caller corrected"),
    "contact.caller_passed": lambda _: Told("Caller passed to the manager"),
    "contact.writing_arrived": _writing_arrived,
    "contact.channel_challenged": lambda facts: Told("Partner challenged", facts["said"]),
    "case.police_protection": _protected,
    "case.police_protection_ended": _unprotected,
    "contact.handed_over": lambda _: Told("Contact handed over to the manager"),
    "contact.referrer_told": lambda facts: Told(
        READABLE, lines(quoted(facts["words"]), kept(facts["in_time"]))
    ),
    "contact.rung_back": _rung_back,
    "case.allocated": _allocated,
    "case.system_checked": _system_checked,
    "case.chronology_lengthened": lambda facts: Told(
        "Chronology: a line added", f"{facts['when']}: {facts['what']}"
    ),
    "case.recommended": _recommended,
    "case.struck_out": lambda facts: Told(
        f"Struck out: {small(facts['what'])}",
        lines(quoted(facts["words"]), reason(facts["why"])),
    ),
    "case.given_back": lambda facts: Told(
        f"Given back by {facts['worker']}: nobody has it", reason(facts["why"])
    ),
    "case.known_confirmed": lambda facts: Told(
        "Checked whether the child is known", f"{answer_words(facts['answer'])}."
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
        f"A record was joined to {facts['person']}", reason(facts["why"])
    ),
    "people.parted": lambda facts: Told(
        f"A record was parted from {facts['person']} again", reason(facts["why"])
    ),
    "enquiry.opened": lambda _: Told("MASH enquiry opened"),
    "enquiry.rated": _rated,
    "enquiry.re_rated": _re_rated,
    "enquiry.commenced": _commenced,
    **ASKING,
    "action.set": _of_action("{owner} has something to do", "due_at"),
    "action.retimed": _of_action("Another time for {owner}", "due_at", "before", "why"),
    "action.given_on": _of_action("Taken from {owner}, given to {to}", "due_at", "why", "in_time"),
    "action.done": _of_action("Done by {owner}", "result", "in_time"),
    "action.not_done": _of_action("{owner} could not do it", "why"),
    "action.withdrawn": _of_action("No longer to be done by {owner}", "why"),
    "action.passed_on": _of_action("Still to be done by {owner}: {team} told"),
    "action.taken_back": _of_action("To be done by {owner}: followed up by the hub again"),
    "decision.decided": _decided,
    "decision.sent_back": lambda facts: Told("Decision sent back", reason(facts["reason"])),
    "decision.authorised": lambda facts: Told(f"Outcome authorised: {facts['outcome']}"),
    **BESIDE,
    "telling.proposed": _proposed,
    "telling.answered": _telling_answered,
    "telling.told": lambda facts: Told(f"{facts['person']} told", facts["how"]),
    "product.sent": _sent,
    "product.acknowledged": lambda facts: Told(f"Product acknowledged by {facts['team']}"),
}
