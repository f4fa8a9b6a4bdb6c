"""Says in plain English what is wrong with a value of a pack."""

import re
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from frontdoor.policy.pack_lines import Path

# What the words of a key are called, where "is not a ..." would read badly otherwise.
_NOUNS = {
    "unit": "a unit",
    "starts": "an event that starts a clock",
    "roles": "a role",
    "other_ground": "a role",
    "when": "a fact that a route may ask about",
    "unless": "a fact that a route may ask about",
    "gathering": "a depth of gathering",
    "gathering_choice": "a depth of gathering",
    "kind": "a kind of agency",
    "code": "a census code of a source of referral",
    "factors": "a census factor",
    "present": "a weekday",
    "contains": "a kind of item",
    "stages": "a stage",
    "colour": "a colour",
    "division": "a division of bank holidays",
    "counts_as": "a column of the report",
    "counted_from": "a moment to count from",
    "in_force": "a state of a law",
    "uses": "a use of a lawful basis",
}

_WANTED = {
    "string_type": 'text in quotation marks, such as "Red"',
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number that ends",
    "bool_type": "true or false, without quotation marks",
    "time_type": "a time of day, such as 08:30:00",
    "date_type": "a date, such as 2026-04-01",
    "tuple_type": "a list in square brackets",
    "model_type": "a table of its own",
    "model_attributes_type": "a table of its own",
}

_LIMITS = {
    "too_short": "This list is empty: name at least one.",
    "string_too_short": "This text is empty: write something.",
    "string_too_long": "{value} is too long: at most {max_length} characters.",
    "greater_than": "{value} is too small: it must be more than {gt:g}.",
    "greater_than_equal": "{value} is too small: it must be at least {ge:g}.",
    "less_than_equal": "{value} is too large: it must be at most {le:g}.",
}

_OF_KEY = {("roles", "too_short"): "Nobody may do this task: name at least one role."}

_PATTERNS = {
    "prefix": "is not a prefix for references: use two to four capital letters",
    "url": 'is not an address that can be linked to: begin it with "https://"',
}
_SLUG = "is not a slug: use small letters, digits and underlines, beginning with a letter"


def sentence(error: ErrorDetails, model: type[BaseModel]) -> str:
    """Return what is wrong, and how to put it right."""
    kind, path, value = error["type"], error["loc"], error["input"]
    limits = error.get("ctx", {})
    if kind == "missing":
        return f'"{path[-1]}" is missing here.'
    if kind == "extra_forbidden":
        return _unknown_key(path, model)
    if kind in ("enum", "literal_error"):
        return _unknown_word(path, value, str(limits["expected"]))
    if kind == "string_pattern_mismatch":
        return f"{shown(value)} {_PATTERNS.get(str(path[-1]), _SLUG)}."
    if kind in _WANTED:
        return f"{shown(value)} is not {_WANTED[kind]}."
    return _outside(kind, path, value, limits) or f"{shown(value)} cannot be used here."


def shown(value: object) -> str:
    """Return a value as somebody wrote it in the file, cut when it is long."""
    match value:
        case str():
            return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}..."'
        case bool():
            return str(value).lower()
        case dict():
            return "This table"
        case list():
            return "This list"
        case _:
            return str(value)


def choose(value: object, choices: list[str]) -> str:
    """Return the end of a sentence: the nearest choice if one is near, and all of them."""
    near = get_close_matches(str(value), choices, n=1)
    hint = f'did you mean "{near[0]}"? ' if near else ""
    if not choices:
        return "there is none to choose from."
    return f"{hint}choose one of {', '.join(choices)}."


def _unknown_key(path: Path, model: type[BaseModel]) -> str:
    known = _model_at(path[:-1], model)
    choices = list(known.model_fields) if known else []
    return f'"{path[-1]}" is not a key here; {choose(path[-1], choices)}'


def _unknown_word(path: Path, value: object, expected: str) -> str:
    key = next(part for part in reversed(path) if isinstance(part, str))
    noun = _NOUNS.get(key, f'something that "{key}" can be')
    choices = re.findall(r"'([^']*)'", expected)
    return f"{shown(value)} is not {noun}; {choose(value, choices)}"


def _outside(kind: str, path: Path, value: object, limits: dict[str, Any]) -> str:
    key = str(path[-1]) if path else ""
    if (key, kind) in _OF_KEY:
        return _OF_KEY[key, kind]
    if key == "warn_at":
        return f"{shown(value)} is not a part of the time: it must lie between 0 and 1."
    if kind not in _LIMITS:
        return ""
    return _LIMITS[kind].format(value=shown(value), **limits)


def _model_at(path: Path, model: type[BaseModel] | None) -> type[BaseModel] | None:
    for key in path:
        if isinstance(key, str) and model is not None:
            field = model.model_fields.get(key)
            model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(argument) for argument in get_args(annotation))
    return next((found for found in inner if found), None)
