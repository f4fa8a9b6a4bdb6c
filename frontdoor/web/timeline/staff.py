"""Tells what happens to those who work in and around a hub: how they sign in, and their place."""

from collections.abc import Callable, Mapping

from frontdoor.web.timeline.saying import Facts, Told, small

STAFF: Mapping[str, Callable[[Facts], Told]] = {
    "staff.factor_added": lambda facts: Told(f"Set up for signing in: {small(facts['factor'])}"),
    "staff.factor_removed": lambda facts: Told(f"Signs in no more: {small(facts['factor'])}"),
    "staff.recovery_codes_made": lambda _: Told("New recovery codes made"),
}
