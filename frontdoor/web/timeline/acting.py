"""Tells what somebody has to do for a child, and what came of it, by event, for `telling`."""

from collections.abc import Callable, Mapping
from typing import Any

from frontdoor.web.timeline.saying import Facts, Told, kept, lines, moment, quoted, reason

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


ACTING: Mapping[str, Callable[[Facts], Told]] = {
    "action.set": _of_action("{owner} has something to do", "due_at"),
    "action.retimed": _of_action("Another time for {owner}", "due_at", "before", "why"),
    "action.given_on": _of_action("Taken from {owner}, given to {to}", "due_at", "why", "in_time"),
    "action.done": _of_action("Done by {owner}", "result", "in_time"),
    "action.not_done": _of_action("{owner} could not do it", "why"),
    "action.withdrawn": _of_action("No longer to be done by {owner}", "why"),
    "action.passed_on": _of_action("Still to be done by {owner}: {team} told"),
    "action.read": _of_action("Read what came from {owner}"),
    "action.read_by_team": _of_action("{team} read what came from {owner}"),
    "action.taken_back": _of_action("To be done by {owner}: followed up by the hub again"),
}
