"""What was wrong with a field, in words that name it and say how to put it right."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from frontdoor.web.components.form_fields import BOXES

# A question may name in brackets whom it is about.
_QUESTION = re.compile(r".*\?( \(.*\))?$", re.S)
_CLAUSE = re.compile(r"(who|what|when|where|why|how|which)\b", re.I)
_DETERMINED = re.compile(
    r"(the|a|an|any|your|their|his|her|this|these|who|what|when|where|why|how|which)\b", re.I
)
_WORDS = {
    "date": "{Name} {what}",
    "both": "Enter {the_name} or tick “Not known”, not both",
    "max_length": "{Name} must be {limit_value:,} characters or fewer, not {show_value:,}",
    "min_length": "{Name} must be {limit_value:,} characters or more",
    "max_value": "{Name} must be {limit_value} or fewer",
    "min_value": "{Name} must be {limit_value} or more",
    "invalid_choice": "Select {the_name} from the list",
    "invalid_list": "Select {the_name} from the list",
    "null_characters_not_allowed": "{Name} must not include null characters",
}
_INVALID = {
    forms.EmailField: "Enter {the_name} in the correct format, like name@example.com",
    forms.IntegerField: "{Name} must be a whole number, like 15",
    forms.DecimalField: "{Name} must be a number",
    forms.DateField: "{Name} must be a real date, like 27 3 2015",
    forms.TimeField: "{Name} must be a time, like 16:30",
    forms.DateTimeField: "{Name} must be a date and time, like 27/3/2015 16:30",
}


def sentences(bound: BoundField) -> list[str]:
    """Return each error of a field as a sentence, in the order they were found."""
    return [_sentence(bound, error) for error in _errors(bound)]


def wrong_boxes(bound: BoundField) -> list[str]:
    """Return which boxes of a date are to be put right: day, month, year."""
    if not _errors(bound):
        return []
    named = [(error.params or {}).get("boxes", BOXES) for error in _errors(bound)]
    return [box for box in BOXES if any(box in boxes for boxes in named)]


def is_too_long(bound: BoundField) -> bool:
    """Return whether more was written in a field than it takes."""
    return any(error.code == "max_length" for error in _errors(bound))


def within(label: str) -> str:
    """Return a label as it stands inside a sentence: "NHS number", "date of birth"."""
    first = label.split(" ", 1)[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]


def _the(label: str) -> str:
    said = within(label)
    return said if _DETERMINED.match(said) else f"the {said}"


def _errors(bound: BoundField) -> list[ValidationError]:
    return list(bound.errors.as_data())


def _sentence(bound: BoundField, error: ValidationError) -> str:
    words = _words(bound.field, error, str(bound.label))
    if words is None:
        return " ".join(error.messages)
    label = str(bound.label)
    # Inside a sentence a question stands as it was asked.
    quoted = words.startswith("{Name}") and (_QUESTION.match(label) or _CLAUSE.match(label))
    named = f"“{label}”" if quoted else label
    return words.format(**{**(error.params or {}), "the_name": _the(label), "Name": named})


def _words(field: forms.Field, error: ValidationError, label: str) -> str | None:
    """Return our words for an error of Django's, or None where the form has its own."""
    inner: forms.Field = getattr(field, "inner", field)
    if not any(_is_stock(each, error) for each in (field, inner)):
        return None
    if error.code == "required":
        return _required(inner, label)
    if error.code == "invalid":
        return next((said for kind, said in _INVALID.items() if isinstance(inner, kind)), None)
    if error.code == "invalid_choice" and _QUESTION.match(label):
        return "Choose one of the answers to “{Name}”"
    return _WORDS.get(error.code or "")


def _required(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.BooleanField):
        return "Tick the box “{Name}”"
    if _QUESTION.match(label):
        return "Answer the question “{Name}”"
    if isinstance(field, forms.ChoiceField):
        return "Select {the_name}"
    return "Write {the_name}" if _CLAUSE.match(label) else "Enter {the_name}"


def _is_stock(field: forms.Field, error: ValidationError) -> bool:
    code = error.code or ""
    if any(error.message == getattr(each, "message", None) for each in field.validators):
        return True
    stock: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        stock.update(getattr(kind, "default_error_messages", {}))
    if code not in stock and code not in field.error_messages:
        return code in _WORDS
    return bool(code in stock and error.message == stock[code])
