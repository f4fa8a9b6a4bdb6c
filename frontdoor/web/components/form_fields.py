"""Form fields of a front door: dates in three boxes, and "not known" as an answer."""

from calendar import month_name
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

NOT_KNOWN = "not known"
"""The answer of somebody who was asked and does not know. "" is: not asked."""

# Ours: no source says how much may be written. A reason is two pages, a story eight.
REASON, STORY = 5_000, 20_000

BOXES = ("day", "month", "year")


class DatePartsWidget(forms.Widget):
    """Three boxes: name-day, name-month, name-year."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return what was typed in the three boxes, as it was typed."""
        return tuple(str(data.get(f"{name}-{box}", "")).strip() for box in BOXES)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether none of the boxes was sent."""
        return all(f"{name}-{box}" not in data for box in BOXES)

    def format_value(self, value: Any) -> tuple[str, str, str]:
        """Return what to show in the boxes for a date, typed parts, or nothing."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        parts = (
            value if isinstance(value, (tuple, list)) and len(value) == len(BOXES) else ("",) * 3
        )
        return cast(tuple[str, str, str], tuple(str(part) for part in parts))


class DateParts(forms.Field):
    """A date typed as day, month and year; month names are understood too.

    :param past: refuse days that have not come yet.
    """

    widget = DatePartsWidget

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        """Return the date, or None where nothing was typed.

        :raises ValidationError: naming the boxes to put right.
        """
        parts = dict(zip(BOXES, DatePartsWidget().format_value(value), strict=True))
        missing = [box for box in BOXES if not parts[box]]
        if len(missing) == len(BOXES):
            self.validate("")
            return None
        if missing:
            raise self._wrong(f"must include a {' and '.join(missing)}", missing)
        return self._checked(parts)

    def _checked(self, parts: Mapping[str, str]) -> date:
        if not (parts["year"].isascii() and parts["year"].isdigit() and len(parts["year"]) == 4):
            raise self._wrong("must have a year with 4 numbers, like 2015", ["year"])
        try:
            typed = date(int(parts["year"]), _month(parts["month"]), _whole(parts["day"]))
        except ValueError:
            raise self._wrong("must be a real date", list(BOXES)) from None
        if self.past and typed > timezone.localdate():
            raise self._wrong("must be today or in the past", list(BOXES))
        return typed

    def _wrong(self, what: str, boxes: list[str]) -> ValidationError:
        # The page puts the label in front: "Date of birth must include a year".
        return ValidationError(
            "This date %(what)s", code="date", params={"what": what, "boxes": boxes}
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether something else was typed than was there before."""
        shown = DatePartsWidget().format_value
        return shown(initial) != shown(data)


def _month(typed: str) -> int:
    named = [number for number in range(1, 13) if _is_name(typed.lower(), month_name[number])]
    return named[0] if named else _whole(typed)


def _is_name(typed: str, name: str) -> bool:
    return len(typed) >= 3 and name.lower().startswith(typed)


def _whole(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 2):
        raise ValueError(typed)
    return int(typed)


class OrNotKnownWidget(forms.Widget):
    """Another widget with a "Not known" box beneath it, named name-not-known."""

    def __init__(self, inner: forms.Widget) -> None:
        self.inner = inner
        super().__init__()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return what was typed, and whether the box was ticked."""
        typed = self.inner.value_from_datadict(cast(Any, data), files, name)
        return typed, bool(data.get(f"{name}-not-known"))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether neither was sent."""
        omitted = self.inner.value_omitted_from_data(cast(Any, data), files, name)
        return omitted and f"{name}-not-known" not in data

    def format_value(self, value: Any) -> tuple[Any, bool]:
        """Return what to show in the inner field, and whether the box is ticked."""
        if value == NOT_KNOWN:
            return None, True
        if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], bool):
            return value
        return value, False


class OrNotKnown(forms.Field):
    """A field that also takes "not known": `OrNotKnown(forms.CharField(max_length=100))`.

    Cleans to the inner value, to NOT_KNOWN, or to "" where nothing was said (not asked).
    """

    def __init__(self, inner: forms.Field, *, required: bool = False, **kwargs: Any) -> None:
        self.inner = inner
        inner.required = False
        kwargs.setdefault("label", inner.label)
        kwargs.setdefault("help_text", inner.help_text)
        super().__init__(required=required, widget=OrNotKnownWidget(inner.widget), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the value, NOT_KNOWN, or "".

        :raises ValidationError: if both were given, or neither and one is required.
        """
        typed, ticked = value or (None, False)
        said = self.inner.clean(typed) if not ticked or _is_typed(typed) else None
        if ticked and said not in self.inner.empty_values:
            raise ValidationError("", code="both")
        if ticked:
            return NOT_KNOWN
        if said in self.inner.empty_values:
            self.validate("")
            return ""
        return said

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether another answer was given than was there before."""
        widget = cast(OrNotKnownWidget, self.widget)
        return bool(widget.format_value(initial) != widget.format_value(data))


def _is_typed(typed: Any) -> bool:
    return any(typed) if isinstance(typed, tuple) else bool(typed)


class Words(forms.CharField):
    """Something written in a box of several lines, of `max_length` characters at most.

    The end of a line counts as one, as whoever writes it sees it: browsers send two.
    """

    widget = forms.Textarea

    def __init__(self, *, max_length: int = REASON, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return what was written, each line with one end."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class Choice(forms.ChoiceField):
    """One of a few, shown as radios. `hints` explains single choices, by value; those that are
    `closed` cannot be chosen now, and their hint says why.
    """

    widget = forms.RadioSelect
    closed: frozenset[str] = frozenset()

    def __init__(self, *, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.hints = dict(hints or {})
        super().__init__(**kwargs)


class Choices(forms.MultipleChoiceField):
    """Any of a few, shown as checkboxes. `hints` explains single choices, by value; those that are
    `closed` cannot be chosen now, and their hint says why.
    """

    widget = forms.CheckboxSelectMultiple
    closed: frozenset[str] = frozenset()

    def __init__(self, *, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.hints = dict(hints or {})
        super().__init__(**kwargs)


def with_not_known(choices: Any) -> list[tuple[str, str]]:
    """Return choices with "Not known" at the end."""
    return [*choices, (NOT_KNOWN, "Not known")]


def choose(
    field: forms.Field, choices: list[tuple[str, str]], *, hints: dict[str, str] | None = None
) -> None:
    """Give a field its choices, which come from the pack or the register."""
    field.choices = choices  # type: ignore[attr-defined]  # Every field given here has choices.
    field.hints = hints or {}  # type: ignore[attr-defined]
