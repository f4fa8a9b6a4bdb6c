"""Checks what the values of a pack say together, beyond their names.

They read the plain data, and pass over what has another shape: the types tell of that.
"""

from collections.abc import Iterator
from datetime import time
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

from frontdoor.policy.pack_lines import Path
from frontdoor.policy.pack_names import Data, Problems, find, repeated, unknown
from frontdoor.policy.pack_sentences import choose, shown
from frontdoor.policy.pack_words import PLACEHOLDERS

_MIDNIGHT = time(0)


def problems(data: Data) -> Problems:
    """Tell every place where the parts of a pack do not fit together."""
    for check in (
        unknown, repeated, _hours, _zone, _amounts, _closing, _depths, _kinds,
        _harm_first, _contradictions, _out_of_hours, _told_apart, _inside, _kept, _told,
        _texts,
    ):  # fmt: skip
        yield from check(data)


def _hours(data: Data) -> Problems:
    for path, week in find(data, "calendar.hours"):
        if week == {}:
            yield path, "The hub is never open: give the hours of at least one weekday."
    for path, day in find(data, "calendar.hours.*"):
        match day:
            # Closing at midnight is the midnight that ends the day.
            case {"opens": time() as opens, "closes": time() as closes}:
                if closes <= opens and closes != _MIDNIGHT:
                    yield (
                        path,
                        f"The hub cannot close at {closes:%H:%M} before it opens at {opens:%H:%M}.",
                    )


def _zone(data: Data) -> Problems:
    for path, zone in find(data, "calendar.zone"):
        try:
            ZoneInfo(str(zone))
        except (OSError, ValueError, LookupError):
            yield path, f'{shown(zone)} is not a time zone; the usual one is "Europe/London".'


def _amounts(data: Data) -> Problems:
    for path, span in _tables(data, ()):
        amount, unit = span.get("amount"), span.get("unit")
        if unit == "same day" and amount is not None:
            yield (*path, "amount"), '"same day" takes no amount: leave it out.'
        elif unit in ("clock hours", "working hours", "working days") and amount is None:
            yield path, f'"amount" is missing here: how many {unit}?'
        elif unit == "working days" and isinstance(amount, float) and not amount.is_integer():
            yield (
                (*path, "amount"),
                "Working days are counted whole; for a part, use working hours.",
            )


def _tables(data: object, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Return every table that looks like a length of time."""
    if isinstance(data, dict):
        if "unit" in data:
            yield path, data
        for key, value in data.items():
            yield from _tables(value, (*path, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _tables(item, (*path, index))


def _closing(data: Data) -> Problems:
    """Clock hours run past closing, and every other unit stops there: the flag must agree."""
    for path, rating in find(data, "ratings[]"):
        match rating:
            case {"duration": {"unit": "clock hours"}, "runs_past_closing": False}:
                yield (
                    (*path, "runs_past_closing"),
                    "Clock hours run past closing by themselves: say true, or use working hours.",
                )
            case {"duration": {"unit": str() as unit}, "runs_past_closing": True}:
                if unit in ("working hours", "working days", "same day"):
                    yield (
                        (*path, "runs_past_closing"),
                        f"This rating counts in {unit}, which stop at closing: say false.",
                    )


def _depths(data: Data) -> Problems:
    for path, rating in find(data, "ratings[]"):
        match rating:
            case {"gathering": depth, "gathering_choice": [_, *_] as choice}:
                if depth not in choice:
                    yield (
                        (*path, "gathering"),
                        (
                            f"{shown(depth)} is not among the depths that may be chosen; "
                            f"{choose(depth, [str(each) for each in choice])}"
                        ),
                    )
        match rating:
            case {"gathering": "full", "required": []}:
                yield (*path, "required"), "A full gathering asks at least one agency: name it."


def _kinds(data: Data) -> Problems:
    """A kind is chosen where its outcome is, and whoever is passed a case has the kinds of one."""
    takes: dict[str, object] = {}
    for path, outcome in find(data, "outcomes[]"):
        for place, stage in find(outcome, "variants[].stages[]"):
            if stage not in outcome.get("stages", []):
                yield (*path, *place), f"The outcome is not chosen at {shown(stage)}: say it there."
        if "triage" in [stage for _, stage in find(outcome, "variants[].stages[]")]:
            for place, team in find(outcome, "teams[]"):
                other = takes.setdefault(team, outcome.get("slug"))
                if other != outcome.get("slug"):
                    yield (
                        (*path, *place),
                        f"{shown(team)} takes {shown(other)} with its kinds at triage already.",
                    )


def _harm_first(data: Data) -> Problems:
    orders = [order for _, order in find(data, "routes[].order") if isinstance(order, int)]
    chosen = [slug for _, slug in find(data, "harm_test.route")]
    for path, route in find(data, "routes[]"):
        match route:
            case {"slug": slug, "order": int() as order} if slug in chosen:
                if order > min(orders):
                    yield (
                        (*path, "order"),
                        (
                            "The route of the harm test comes before any other: give it the lowest "
                            f"order, below {min(orders)} (a.8(4))."
                        ),
                    )
                if "immediate_harm" not in route.get("when", []):
                    yield (*path, "when"), 'The route of the harm test asks "immediate_harm".'


def _contradictions(data: Data) -> Problems:
    for path, route in find(data, "routes[]"):
        match route:
            case {"when": list() as when, "unless": list() as unless}:
                for index, fact in enumerate(unless):
                    if fact in when:
                        yield (
                            (*path, "unless", index),
                            (f'{shown(fact)} is also in "when", so this route can never be taken.'),
                        )


def _out_of_hours(data: Data) -> Problems:
    chosen = [slug for _, slug in find(data, "out_of_hours.team")]
    for _, team in find(data, "teams[]"):
        match team:
            case {"slug": slug} if slug in chosen and team.get("out_of_hours") is not True:
                yield (
                    ("out_of_hours", "team"),
                    f"{shown(slug)} is not a team that answers out of hours: mark it so.",
                )


def _told_apart(data: Data) -> Problems:
    """Agencies and teams share one register of organisations, and "hub" is the hub's own name."""
    agencies = [slug for _, slug in find(data, "agencies[].slug")]
    for path, slug in find(data, "teams[].slug"):
        if slug in agencies:
            yield path, f"{shown(slug)} is the slug of an agency already: give the team another."
    for pattern in ("agencies[].slug", "teams[].slug"):
        for path, slug in find(data, pattern):
            if slug == "hub":
                yield path, '"hub" is kept for the hub itself: choose another slug.'


def _inside(data: Data) -> Problems:
    """A contact that starts inside the hub is told by work of the hub: the two need each other."""
    ways = [path[:-1] for path, inside in find(data, "channels[].inside") if inside is True]
    works = [path[:-1] for path, inside in find(data, "sources[].inside") if inside is True]
    if ways and not works:
        yield ways[0], 'No source is marked "inside": mark the work of the hub that uses this way.'
    if works and not ways:
        yield works[0], 'No channel is marked "inside": mark the way that this work comes in by.'


def _kept(data: Data) -> Problems:
    for path, retention in find(data, "retention[]"):
        if retention.get("of") != "cases":
            for key in ("outcomes", "teams"):
                if retention.get(key):
                    yield (*path, key), 'Only what is of "cases" has these: leave the list empty.'
        if (retention.get("of") == "told") != (retention.get("counted_from") == "told"):
            yield (
                (*path, "counted_from"),
                'What is of "told" is counted from "told", and only that.',
            )


def _told(data: Data) -> Problems:
    """What is told of for a time of its own is told of no longer than it is kept (a.8, 13)."""
    years = {each.get("slug"): each.get("years") for _, each in find(data, "retention[]")}
    for path, signals in find(data, "weak_signals"):
        kept, days = years.get(signals.get("below")), signals.get("below_days")
        if isinstance(kept, int) and isinstance(days, int) and days > kept * 365:
            yield (*path, "below_days"), f"What is told of is kept for {kept} years, and no longer."


def _texts(data: Data) -> Problems:
    for pattern in ("texts.*", "script[].say"):
        for path, text in find(data, pattern):
            if isinstance(text, str):
                yield from ((path, wrong) for wrong in _placeholders(text))


def _placeholders(text: str) -> Iterator[str]:
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        yield "A curly bracket is open or closed alone; write {{ or }} for the sign itself."
        return
    for name in names:
        if name not in PLACEHOLDERS:
            yield f"{{{name}}} cannot be filled in here; {choose(name, sorted(PLACEHOLDERS))}"
