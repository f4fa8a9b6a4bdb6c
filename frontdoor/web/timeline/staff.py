"""Tells what happens to those who work in and around a hub: how they sign in, and their place."""

from collections.abc import Callable, Mapping

from frontdoor.web.timeline.saying import Facts, Told, lines, reason, small

STAFF: Mapping[str, Callable[[Facts], Told]] = {
    "staff.factor_added": lambda facts: Told(f"Set up for signing in: {small(facts['factor'])}"),
    "staff.factor_removed": lambda facts: Told(f"Signs in no more: {small(facts['factor'])}"),
    "staff.recovery_codes_made": lambda _: Told("New recovery codes made"),
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
    "staff.left": lambda facts: Told(f"Left: {facts['name']}", reason(facts["why"])),
}
