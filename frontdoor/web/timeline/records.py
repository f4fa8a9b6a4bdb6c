"""Tells what happens to records themselves: asked for, or held for a court, for `telling`."""

from collections.abc import Callable, Mapping
from datetime import date

from frontdoor.web.components import words
from frontdoor.web.timeline.saying import Facts, Told, lines, small


def _day(value: str) -> str:
    return words.date_words(date.fromisoformat(value[:10]))


def _ended(facts: Facts) -> Told:
    return Told(
        f"Request ended: {small(facts['ending'])}",
        f"Given {facts['given']}, in part {facts['redacted']}, withheld {facts['withheld']}.",
    )


RECORDS: Mapping[str, Callable[[Facts], Told]] = {
    "access.requested": lambda facts: Told(
        "Request for what is held registered",
        lines(f"Asked by: {small(facts['asker'])}." if facts["asker"] else "",
              f"Received on {_day(facts['received_on'])}, due by {_day(facts['due_on'])}."),
    ),
    "access.identity_checked": lambda facts: Told(
        "Identity checked", f"Due by {_day(facts['due_on'])}."
    ),
    "access.assigned": lambda facts: Told(f"Given to {facts['holder']}"),
    "access.extended": lambda facts: Told(
        "It has longer",
        f"Due by {_day(facts['due_on'])} instead of {_day(facts['before'])}.",
    ),
    "access.collected": lambda facts: Told(
        "What is held was collected",
        f"{facts['new']} new, {facts['changed']} changed or gone since the last time.",
    ),
    "access.item_decided": lambda facts: Told(
        f"Item {facts['number']} decided", f"{facts['choice']}."
    ),
    "access.ended": _ended,
    "record.hold_placed": lambda facts: Told(
        f"Legal hold {facts['number']} placed", "Nothing of the record may be removed."
    ),
    "record.hold_lifted": lambda facts: Told(f"Legal hold {facts['number']} lifted"),
    "record.kept_longer": lambda facts: Told(f"Kept longer, until {_day(facts['until'])}"),
    "record.disposal_proposed": lambda facts: Told(
        "Reviewed: to be disposed of", "Somebody else has to confirm that."
    ),
    "record.disposal_declined": lambda facts: Told("Not to be disposed of"),
    "record.disposed": lambda facts: Told(f"Disposed of: certificate {facts['certificate']}"),
}  # fmt: skip
