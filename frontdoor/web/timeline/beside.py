"""Tells what happens beside a case: strategy discussions, and what is lent at closing."""

from collections.abc import Callable, Mapping, Sequence

from frontdoor.web.components import words
from frontdoor.web.timeline.saying import Facts, Told, kept, lines, moment, reason, small


def _discussion_called(facts: Facts) -> Told:
    invited: Sequence[str] = facts["invited"]
    told: Sequence[str] = facts["told"]
    return Told(
        "Strategy discussion called",
        lines(
            reason(facts["why"]),
            f"To be held by {moment(facts['due_at'])}. Chair: {facts['chair']}.",
            f"Invited: {words.listing(invited)}." if invited else "",
            f"Told: {words.listing(told)}." if told else "",
        ),
    )


def _discussion_arranged(facts: Facts) -> Told:
    invited: Sequence[str] = facts["invited"]
    also = f"Also invited: {words.listing(invited)}." if invited else ""
    said = lines(f"Chair: {facts['chair']}.", facts["joining"], also)
    return Told("Strategy discussion arranged", said)


def _discussion_held(facts: Facts) -> Told:
    held = f"On {moment(facts['held_at'])}, with {facts['took_part']}"
    return Told(f"Strategy discussion held: {small(facts['outcome'])}",
                lines(held, kept(facts["in_time"])))  # fmt: skip


def _alerted(facts: Facts) -> Told:
    until = f"Until the hub opens on {moment(facts['until'])}."
    return Told(f"Put before the {facts['team']}", lines(facts["needs"], until))


def _fetched(facts: Facts) -> Told:
    said = f"Asked of the {facts['team']}, which had handed nothing back"
    never = "" if facts["acknowledged"] else "It had not acknowledged it."
    return Told(said, lines(facts["result"], never))


BESIDE: Mapping[str, Callable[[Facts], Told]] = {
    "strategy.called": _discussion_called,
    "strategy.arranged": _discussion_arranged,
    "strategy.held": _discussion_held,
    "strategy.called_off": lambda facts: Told(
        "Strategy discussion called off", reason(facts["reason"])
    ),
    "closing.alert_sent": _alerted,
    "closing.handed_back": lambda facts: Told(
        f"Handed back by the {facts['team']}", facts["result"]
    ),
    "closing.alert_read": lambda facts: Told(f"What the {facts['team']} did was read"),
    "closing.alert_fetched": _fetched,
}
