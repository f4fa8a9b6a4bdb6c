"""Tells what happens to lists of people, for `telling`."""

from collections.abc import Callable, Mapping

from frontdoor.web.timeline.saying import Facts, Told, lines, moment, small


def _taken(facts: Facts) -> Told:
    return Told(
        "Taken",
        lines(
            f"{facts['new']} new, {facts['changed']} changed, {facts['same']} as they were, "
            f"{facts['refused']} not taken.",
            f"{facts['gone']} no longer in the feed." if facts["gone"] else "",
            f"As at {moment(facts['as_at'])}." if facts["as_at"] else "",
        ),
    )


ROLLING: Mapping[str, Callable[[Facts], Told]] = {
    "roll.brought": lambda facts: Told(
        "List brought", f"{facts['rows']} rows from {facts['source']}: {small(facts['sort'])}."
    ),
    "roll.begun": lambda _: Told("Its rows are to be taken"),
    "roll.taken": _taken,
    "roll.put_away": lambda _: Told("Put away", "What was left of its rows is emptied."),
}
