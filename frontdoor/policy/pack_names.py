"""Checks the names of a pack: that each is there, and that no two are the same.

The checks read the plain data, not the finished value, so that a wrong type in one place and a
wrong name in another are told at the same time.
"""

from collections.abc import Iterator
from typing import Any

from frontdoor.policy.pack_lines import Path
from frontdoor.policy.pack_sentences import choose, shown

Data = dict[str, Any]
Problems = Iterator[tuple[Path, str]]

# Where one value names another: the place, the names that it may be, and what they are called.
_NAMES = (
    ("threshold.link", "links[].slug", "a link"),
    ("ratings[].levels[]", "levels[].number", "a level of need"),
    ("ratings[].required[]", "agencies[].slug", "an agency"),
    ("ratings[].disclosure", "tiers[].slug", "a disclosure tier"),
    ("window.default_team", "teams[].slug", "a team"),
    ("sharing_agreement.needing_teams[]", "teams[].slug", "a team"),
    ("gathering.basic[]", "agencies[].slug", "an agency"),
    ("agencies[].group", "groups[].slug", "a group of the report"),
    ("sources[].group", "groups[].slug", "a group of the report"),
    ("checks[].agency", "agencies[].slug", "an agency"),
    ("out_of_hours.team", "teams[].slug", "a team"),
    ("agreement.risky_person", "agencies[].slug", "an agency"),
    ("harm_test.route", "routes[].slug", "a route"),
    ("routes[].team", "teams[].slug", "a team"),
    ("routes[].also_tell[]", "teams[].slug", "a team"),
    ("routes[].service", "services[].slug", "a service"),
    ("routes[].rating", "ratings[].slug", "a rating"),
    ("routes[].outcome", "outcomes[].slug", "an outcome"),
    ("routes[].tier", "tiers[].slug", "a disclosure tier"),
    ("routes[].link", "links[].slug", "a link"),
    ("outcomes[].tier", "tiers[].slug", "a disclosure tier"),
    ("outcomes[].teams[]", "teams[].slug", "a team"),
    ("outcomes[].urgency", "urgencies[].slug", "a response urgency"),
    ("weak_signals.below", "retention[].slug", "a class of retention"),
    ("retention[].outcomes[]", "outcomes[].slug", "an outcome"),
    ("retention[].teams[]", "teams[].slug", "a team"),
)

# What may stand only once in its list.
_ONCE = (
    *(
        f"{part}[].slug"
        for part in (
            "ratings", "services", "groups", "agencies", "checks", "routes", "outcomes",
            "outcomes[].variants", "tiers", "urgencies", "grounds", "caveats", "channels",
            "sources", "triggers", "teams", "links", "retention", "bases", "finding.reasons",
        )
    ),
    "levels[].number",
    "routes[].order",
    "script[].step",
)  # fmt: skip


def unknown(data: Data) -> Problems:
    """Tell every name that nothing in the pack has."""
    for place, target, noun in _NAMES:
        known = [value for _, value in find(data, target)]
        for path, value in find(data, place):
            if value not in known:
                choices = [str(name) for name in known]
                yield path, f"{shown(value)} is not {noun} of this pack; {choose(value, choices)}"


def repeated(data: Data) -> Problems:
    """Tell what stands twice in a list where it may stand once."""
    for pattern in _ONCE:
        seen = []
        for path, value in find(data, pattern):
            key = (path[:-2], value)
            if key in seen:
                yield path, f"There is a second {shown(value)} in this list; each must differ."
            seen.append(key)


def find(data: object, pattern: str) -> Iterator[tuple[Path, Any]]:
    """Return every value at a place like `ratings[].levels[]`, with its path.

    What has another shape than the pattern is passed over: others tell of that.
    """
    return _walk(data, pattern.replace("[]", ".[]").split("."), ())


def _walk(data: object, steps: list[str], path: Path) -> Iterator[tuple[Path, Any]]:
    if not steps:
        yield path, data
    elif steps[0] == "[]" and isinstance(data, list):
        for index, item in enumerate(data):
            yield from _walk(item, steps[1:], (*path, index))
    elif isinstance(data, dict):
        keys = list(data) if steps[0] == "*" else [steps[0]] if steps[0] in data else []
        for key in keys:
            yield from _walk(data[key], steps[1:], (*path, key))
