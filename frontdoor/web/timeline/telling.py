"""Tells each event in words, once for the timeline and for "someone changed this"."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdoor.audit.models import Event
from frontdoor.people.vocabulary import Answer, Known
from frontdoor.web.components import words

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What happened, in a few words, and more of it where there is more."""

    title: str
    detail: str = ""


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
            "now": _lines(said.detail, f"{event.by_name}, {words.moment(event.at)}"),
        }
        for event in events
    ]


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _at(value: str) -> str:
    return words.moment(datetime.fromisoformat(value))


def _kept(in_time: bool) -> str:
    return "In time." if in_time else "Late: the promise was missed."


def _reason(text: str) -> str:
    return f"Reason: {text}" if text else ""


def _quoted(text: str) -> str:
    return f"“{text}”" if text else ""


def answer_words(answer: str) -> str:
    """Return an answer to a question, or to "is the child known?", in words."""
    labels = {word.value: word.label for word in (*Known, *Answer)}
    return words.sentence_case(labels.get(answer, words.plain(answer)))


def _received(facts: Facts) -> Told:
    by = f"{facts['source']}, by {_small(facts['channel'])}."
    return Told("Contact received", _lines(by, f"A response is due on {_at(facts['due_at'])}."))


def _described(facts: Facts) -> Told:
    harm = facts["immediate_harm"]
    red = facts["possible_red"]
    return Told(
        "Concern written down",
        _lines(
            f"Immediate harm: {answer_words(harm).lower()}." if harm else "",
            f"Possible Red: {red}" if red else "",
        ),
    )


def _child_described(facts: Facts) -> Told:
    return Told("What is said of this child", _described(facts).detail)


def _writing_arrived(facts: Facts) -> Told:
    by = f"Received {_at(facts['received_at'])}, by {_small(facts['channel'])}."
    late = f"Typed in later because: {facts['late_why']}" if facts["late_why"] else ""
    return Told("Written referral arrived", _lines(by, late))


def _protected(facts: Facts) -> Told:
    span = f"From {_at(facts['began_at'])}, until {_at(facts['due_at'])} at the latest."
    return Told(
        "Police protection used",
        _lines(f"By {facts['used_by']}.", span, f"The child is at: {facts['place']}"),
    )


def _unprotected(facts: Facts) -> Told:
    return Told("Police protection ended", _lines(facts["how"], _kept(facts["in_time"])))


def _person_added(facts: Facts) -> Told:
    return Told(f"{facts['person']} added", words.sentence_case(facts["part"]))


def _routed(facts: Facts) -> Told:
    to = f" to {facts['team']}" if facts["team"] else ""
    advised = "As advised." if facts["advised"] else "Not what was advised, or without advice."
    detail = _lines(_reason(facts["reason"]), advised, _kept(facts["in_time"]))
    return Told(f"Decided: {_small(facts['move'])}{to}", detail)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _rated(facts: Facts) -> Told:
    return Told(f"Rated {facts['rating']}", _reason(facts["reason"]))


def _re_rated(facts: Facts) -> Told:
    return Told(f"Rating changed from {facts['before']} to {facts['rating']}",
                _reason(facts["reason"]))  # fmt: skip


DEPTHS = {
    "none": "No agency is asked.",
    "basic": "A basic gathering.",
    "full": "A full gathering.",
}


def _commenced(facts: Facts) -> Told:
    depth = DEPTHS.get(facts["depth"], "")
    due = f"A decision is due on {_at(facts['due_at'])}."
    return Told("Enquiry commenced", _lines(due, depth, "" if facts["in_time"] else _kept(False)))


def _asked(facts: Facts) -> Told:
    due = f"An answer is due on {_at(facts['due_at'])}."
    return Told(f"{facts['agency']} asked", _lines(due, facts["basis"]))


def _answered(facts: Facts) -> Told:
    return Told(f"{facts['agency']} answered", _kept(facts["in_time"]))


def _extended(facts: Facts) -> Told:
    due = f"An answer is due on {_at(facts['due_at'])} now."
    return Told(f"{facts['agency']} given more time", _lines(due, _reason(facts["reason"])))


def _escalated(facts: Facts) -> Told:
    told = f"No reply from {facts['agency']}: {_small(facts['deputy'])} told"
    return Told(told, _reason(facts["reason"]))


def _asked_more(facts: Facts) -> Told:
    due = f"An answer is due on {_at(facts['due_at'])}."
    return Told(f"{facts['agency']} asked about {facts['person']} as well", due)


def _answered_more(facts: Facts) -> Told:
    return Told(f"{facts['agency']} answered about {facts['person']}", _kept(facts["in_time"]))


def _decided(facts: Facts) -> Told:
    without: Sequence[str] = facts["without"]
    return Told(
        f"Outcome decided: {facts['outcome']}",
        _lines(
            f"Level {facts['level']}. {facts['rationale']}",
            f"Decided without {words.listing(without)}." if without else "",
            _kept(facts["in_time"]),
        ),
    )


def _discussion_called(facts: Facts) -> Told:
    invited: Sequence[str] = facts["invited"]
    told: Sequence[str] = facts["told"]
    return Told(
        "Strategy discussion called",
        _lines(
            _reason(facts["why"]),
            f"To be held by {_at(facts['due_at'])}. Chair: {facts['chair']}.",
            f"Invited: {words.listing(invited)}." if invited else "",
            f"Told: {words.listing(told)}." if told else "",
        ),
    )


def _discussion_arranged(facts: Facts) -> Told:
    invited: Sequence[str] = facts["invited"]
    also = f"Also invited: {words.listing(invited)}." if invited else ""
    said = _lines(f"Chair: {facts['chair']}.", facts["joining"], also)
    return Told("Strategy discussion arranged", said)


def _discussion_held(facts: Facts) -> Told:
    held = f"On {_at(facts['held_at'])}, with {facts['took_part']}"
    return Told(f"Strategy discussion held: {_small(facts['outcome'])}",
                _lines(held, _kept(facts["in_time"])))  # fmt: skip


def _proposed(facts: Facts) -> Told:
    return Told(
        f"What {facts['person']} may be told was proposed",
        _lines(_quoted(facts["words"]), f"{facts['agency']} has to agree first."),
    )


def _telling_answered(facts: Facts) -> Told:
    agreed = "agreed to the words" if facts["agreed"] else "did not agree to the words"
    return Told(f"{facts['agency']} {agreed}", _reason(facts["why"]))


def _originator_answered(facts: Facts) -> Told:
    agreed = "agreed" if facts["agreed"] else "did not agree"
    words = "In other words than it was asked about." if facts["reworded"] else ""
    title = f"{facts['agency']} {agreed} that “{facts['heading']}” goes to {facts['team']}"
    return Told(title, _lines(words, _reason(facts["why"])))


def _sent(facts: Facts) -> Told:
    count = facts["items"]
    return Told(
        f"Product sent to {facts['team']}",
        f"{facts['tier']}: {count} {'item' if count == 1 else 'items'}.",
    )


def _looked_at(facts: Facts) -> Told:
    return Told("A manager looked for the first time", _kept(facts["in_time"]))


def _rung_back(facts: Facts) -> Told:
    if not facts["reached"]:
        return Told("Referrer rung back: no answer", facts["said"])
    who = f": {facts['spoke_to']}" if facts["spoke_to"] else ""
    return Told(f"Referrer rung back{who}", _quoted(facts["said"]))


def _allocated(facts: Facts) -> Told:
    before = f"Before: {facts['before']}." if facts["before"] else ""
    return Told(f"Given to {facts['worker']}", _lines(before, _reason(facts["why"])))


def _system_checked(facts: Facts) -> Told:
    updated = "The record there was brought up to date." if facts["updated"] else ""
    title = f"Checked {facts['system']}: {_small(facts['result'])}"
    return Told(title, _lines(facts["words"], updated))


def _recommended(facts: Facts) -> Told:
    unchecked: Sequence[str] = facts["unchecked"]
    missing = f"Not looked into: {words.listing(unchecked)}." if unchecked else ""
    return Told(f"Recommended: {_small(facts['way'])}", _lines(_reason(facts["reason"]), missing))


TOLD_OF_ACTION: Mapping[str, Callable[[Any], str]] = {
    "due_at": lambda due_at: f"Due on {_at(due_at)}.",
    "before": lambda before: f"It was due on {_at(before)}.",
    "result": str,
    "in_time": _kept,
    "why": _reason,
}


def _of_action(title: str, *named: str) -> Callable[[Facts], Told]:
    """Return what tells an event of an action: what it is comes first, then what is named."""

    def tell(facts: Facts) -> Told:
        said = [TOLD_OF_ACTION[name](facts[name]) for name in named]
        return Told(title.format(**facts), _lines(_quoted(facts["what"]), *said))

    return tell


def _joined(facts: Facts) -> Told:
    detail = _lines(f"{facts['why']}.", facts["words"], _kept(facts["in_time"]))
    return Told(f"Joined to {facts['into']}", detail)


def _news(facts: Facts) -> Told:
    flags: Sequence[str] = facts["flags"]
    urgent = "It puts the child on top of the list." if facts["urgent"] else ""
    flagged = f"Flags: {words.listing(flags)}." if flags else ""
    return Told(f"News with {facts['report']}", _lines(f"{facts['why']}.", urgent, flagged))


TELLINGS: Mapping[str, Callable[[Facts], Told]] = {
    "contact.received": _received,
    "contact.person_added": _person_added,
    "contact.person_corrected": lambda facts: Told(f"Details of {facts['person']} corrected"),
    "contact.described": _described,
    "case.described": _child_described,
    "contact.caller_corrected": lambda _: Told("Details of the caller corrected"),
    "contact.caller_passed": lambda _: Told("Caller passed to the manager"),
    "contact.writing_arrived": _writing_arrived,
    "contact.channel_challenged": lambda facts: Told("Partner challenged", facts["said"]),
    "case.police_protection": _protected,
    "case.police_protection_ended": _unprotected,
    "contact.handed_over": lambda _: Told("Contact handed over to the manager"),
    "contact.referrer_told": lambda facts: Told(
        "Referrer told", _lines(_quoted(facts["words"]), _kept(facts["in_time"]))
    ),
    "contact.rung_back": _rung_back,
    "case.allocated": _allocated,
    "case.system_checked": _system_checked,
    "case.chronology_lengthened": lambda facts: Told(
        "Chronology: a line added", f"{facts['when']}: {facts['what']}"
    ),
    "case.recommended": _recommended,
    "case.struck_out": lambda facts: Told(
        f"Struck out: {_small(facts['what'])}",
        _lines(_quoted(facts["words"]), _reason(facts["why"])),
    ),
    "case.given_back": lambda facts: Told(
        f"Given back by {facts['worker']}: nobody has it", _reason(facts["why"])
    ),
    "case.known_confirmed": lambda facts: Told(
        "Checked whether the child is known", f"{answer_words(facts['answer'])}."
    ),
    "case.looked_at": _looked_at,
    "case.routed": _routed,
    "case.taken_back": lambda facts: Told(
        "Taken back: it waits for a decision again", _reason(facts["reason"])
    ),
    "case.joined": _joined,
    "case.news_came": _news,
    "case.news_read": lambda facts: Told(f"News read: {words.listing(facts['reports'])}"),
    "case.parted": lambda facts: Told(
        f"Parted from {facts['out_of']}: it waits for a decision again", _reason(facts["reason"])
    ),
    "case.news_withdrawn": lambda facts: Told(
        f"{facts['report']} does not belong to this", _reason(facts["reason"])
    ),
    "people.linked": lambda facts: Told(
        f"A record was joined to {facts['person']}", _reason(facts["why"])
    ),
    "people.parted": lambda facts: Told(
        f"A record was parted from {facts['person']} again", _reason(facts["why"])
    ),
    "enquiry.opened": lambda _: Told("MASH enquiry opened"),
    "enquiry.rated": _rated,
    "enquiry.re_rated": _re_rated,
    "enquiry.commenced": _commenced,
    "request.asked": _asked,
    "request.returned": _answered,
    "request.extended": _extended,
    "request.escalated": _escalated,
    "request.asked_more": _asked_more,
    "request.returned_more": _answered_more,
    "action.set": _of_action("{owner} has something to do", "due_at"),
    "action.retimed": _of_action("Another time for {owner}", "due_at", "before", "why"),
    "action.given_on": _of_action("Taken from {owner}, given to {to}", "due_at", "why", "in_time"),
    "action.done": _of_action("Done by {owner}", "result", "in_time"),
    "action.not_done": _of_action("{owner} could not do it", "why"),
    "action.withdrawn": _of_action("No longer to be done by {owner}", "why"),
    "action.passed_on": _of_action("Still to be done by {owner}: {team} told"),
    "action.taken_back": _of_action("To be done by {owner}: followed up by the hub again"),
    "decision.decided": _decided,
    "decision.sent_back": lambda facts: Told("Decision sent back", _reason(facts["reason"])),
    "decision.authorised": lambda facts: Told(f"Outcome authorised: {facts['outcome']}"),
    "strategy.called": _discussion_called,
    "strategy.arranged": _discussion_arranged,
    "strategy.held": _discussion_held,
    "strategy.called_off": lambda facts: Told(
        "Strategy discussion called off", _reason(facts["reason"])
    ),
    "telling.proposed": _proposed,
    "telling.answered": _telling_answered,
    "telling.told": lambda facts: Told(f"{facts['person']} told", facts["how"]),
    "clearance.asked": lambda facts: Told(
        f"{facts['agency']} asked: may “{facts['heading']}” go to {facts['team']}?",
        _reason(facts["why"]),
    ),
    "clearance.answered": _originator_answered,
    "clearance.withdrawn": lambda facts: Told(
        f"Question to {facts['agency']} withdrawn: “{facts['heading']}” to {facts['team']}",
        _reason(facts["why"]),
    ),
    "product.sent": _sent,
    "product.acknowledged": lambda facts: Told(f"Product acknowledged by {facts['team']}"),
}
