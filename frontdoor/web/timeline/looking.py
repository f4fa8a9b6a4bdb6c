"""Tells who looks into a case and what they find, by event, for `telling`."""

from collections.abc import Callable, Mapping, Sequence

from frontdoor.web.components import words
from frontdoor.web.timeline.saying import Facts, Told, lines, quoted, reason, small


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


LOOKING: Mapping[str, Callable[[Facts], Told]] = {
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
}
