"""Tells what agencies were asked, and what originators were: by event, for `telling`."""

from collections.abc import Callable, Mapping

from frontdoor.web.timeline.saying import Facts, Told, kept, lines, moment, reason, small


def _asked(facts: Facts) -> Told:
    due = f"An answer is due on {moment(facts['due_at'])}."
    return Told(f"{facts['agency']} asked", lines(due, facts["basis"]))


def _answered(facts: Facts) -> Told:
    return Told(f"{facts['agency']} answered", kept(facts["in_time"]))


def _asked_about(facts: Facts) -> str:
    """Return an agency, and whom alone it was asked about: events of before have nobody there."""
    person = facts.get("person")
    return f"{facts['agency']} on {person}" if person else str(facts["agency"])


def _extended(facts: Facts) -> Told:
    due = f"An answer is due on {moment(facts['due_at'])} now."
    title = f"{_asked_about(facts)} given more time"
    return Told(title, lines(due, reason(facts["reason"])))


def _escalated(facts: Facts) -> Told:
    told = f"No reply from {_asked_about(facts)}: {small(facts['deputy'])} told"
    return Told(told, reason(facts["reason"]))


def _escalated_by_policy(facts: Facts) -> Told:
    due = f"An answer was due on {moment(facts['due_at'])}."
    whom = f"{facts['agency']}, for its {small(facts['deputy'])}, and the {facts['cover']}"
    said = f"By the hub’s policy: a notice for {whom}. Nobody was rung."
    return Told(f"No reply from {_asked_about(facts)}: escalated", lines(due, said))


def _asked_more(facts: Facts) -> Told:
    due = f"An answer is due on {moment(facts['due_at'])}."
    return Told(f"{facts['agency']} asked about {facts['person']} as well", due)


def _answered_more(facts: Facts) -> Told:
    return Told(f"{facts['agency']} answered about {facts['person']}", kept(facts["in_time"]))


def _originator_answered(facts: Facts) -> Told:
    agreed = "agreed" if facts["agreed"] else "did not agree"
    words = "In other words than it was asked about." if facts["reworded"] else ""
    title = f"{facts['agency']} {agreed} that “{facts['heading']}” goes to {facts['team']}"
    return Told(title, lines(words, reason(facts["why"])))


ASKING: Mapping[str, Callable[[Facts], Told]] = {
    "request.asked": _asked,
    "request.without_agreement": lambda facts: Told(
        f"{facts['agency']} asked without an agreement in force", reason(facts["why"])
    ),
    "request.returned": _answered,
    "request.extended": _extended,
    "request.escalated": _escalated,
    "watch.escalated": _escalated_by_policy,
    "request.asked_more": _asked_more,
    "request.returned_more": _answered_more,
    "request.kept": lambda facts: Told(
        f"Who may see what {facts['agency']} gave: {small(facts['now'])}",
        lines(f"It is {facts['of']}. Before: {small(facts['before'])}.", reason(facts["why"])),
    ),
    "clearance.asked": lambda facts: Told(
        f"{facts['agency']} asked: may “{facts['heading']}” go to {facts['team']}?",
        reason(facts["why"]),
    ),
    "clearance.answered": _originator_answered,
    "clearance.withdrawn": lambda facts: Told(
        f"Question to {facts['agency']} withdrawn: “{facts['heading']}” to {facts['team']}",
        reason(facts["why"]),
    ),
}
