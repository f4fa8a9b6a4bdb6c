"""Tells what happens around a hub: how people sign in, their place, and what agencies signed."""

from collections.abc import Callable, Mapping
from datetime import date

from frontdoor.web.components import words
from frontdoor.web.timeline.saying import Facts, Told, lines, reason, small


def _until(day: str | None) -> str:
    return f"until {words.day(date.fromisoformat(day))}" if day else "without an end"


def _renewed(facts: Facts) -> Told:
    goes_on = f"It goes on {_until(facts['until'])}. Before: {_until(facts['before'])}."
    return Told(f"Renewed: {facts['title']}", lines(goes_on, reason(facts["why"])))


STAFF: Mapping[str, Callable[[Facts], Told]] = {
    "staff.factor_added": lambda facts: Told(f"Set up for signing in: {small(facts['factor'])}"),
    "staff.factor_removed": lambda facts: Told(f"Signs in no more: {small(facts['factor'])}"),
    "staff.passkey_doubted": lambda facts: Told(
        f"May have been copied, and was refused: {small(facts['factor'])}"
    ),
    "staff.recovery_codes_made": lambda _: Told("New recovery codes made"),
    "staff.password_changed": lambda _: Told("Chose another password"),
    "staff.joined": lambda facts: Told(
        f"Joined as {small(facts['role'])}: {facts['name']}",
        lines(f"For {facts['agency']}.", reason(facts["why"])),
    ),
    "staff.moved": lambda facts: Told(
        f"Now {small(facts['role'])}: {facts['name']}",
        lines(
            f"For {facts['agency']}. Before: {small(facts['before_role'])} "
            f"for {facts['before_agency']}.",
            reason(facts["why"]),
        ),
    ),
    "staff.begun_anew": lambda facts: Told(
        f"Given a code to begin anew: {facts['name']}", reason(facts["why"])
    ),
    "staff.signed_out": lambda facts: Told(f"Signed out in one place: {facts['name']}"),
    "staff.left": lambda facts: Told(f"Left: {facts['name']}", reason(facts["why"])),
    "agreement.added": lambda facts: Told(
        f"On the register: {facts['title']}", f"In force {_until(facts['until'])}."
    ),
    "agreement.signed": lambda facts: Told(
        f"Signed by {facts['agency']}: {facts['title']}",
        f"{facts['signatory']}, on {words.day(date.fromisoformat(facts['signed_on']))}.",
    ),
    "agreement.renewed": _renewed,
    "agreement.ended": lambda facts: Told(f"Ended: {facts['title']}", reason(facts["why"])),
}
