"""Which GOV.UK component shows which widget, and with which parameters."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from markupsafe import Markup, escape

from frontdoor.web.components import error_words
from frontdoor.web.components.form_fields import BOXES, DatePartsWidget, OrNotKnown

Params = dict[str, Any]
Shape = Callable[[BoundField, forms.Field, Any, Mapping[str, Any]], tuple[str, Params]]

# A browser cuts off silently what is too long: what was typed would be lost.
_DROPPED = ("maxlength", "minlength", "min", "max", "step", "rows", "cols")
_TYPES: dict[type[forms.Widget], Params] = {
    forms.EmailInput: {"type": "email", "spellcheck": False},
    forms.NumberInput: {"type": "text", "inputmode": "numeric", "spellcheck": False},
    forms.PasswordInput: {"type": "password", "autocomplete": "current-password"},
}


def shape(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    """Return the component that shows a field with a value, and its parameters."""
    made = next(made for kind, made in _SHAPES if isinstance(field.widget, kind))
    return made(bound, field, value, options)


def text(value: Any) -> str:
    """Return a value as it stands in a box: nothing for none."""
    return "" if value is None else str(value)


def _common(bound: BoundField, options: Mapping[str, Any]) -> Params:
    hint = options.get("hint", bound.help_text)
    said = error_words.sentences(bound)
    return {
        "name": bound.html_name,
        "hint": {"text": hint} if hint else None,
        "errorMessage": {"text": said[0]} if said else None,
    }


def _label(bound: BoundField, options: Mapping[str, Any]) -> Params:
    size = "l" if options.get("heading") else options.get("size", "s")
    return {
        **_worded(_asked(bound, options), options),
        "isPageHeading": bool(options.get("heading")),
        "size": size,
    }


def _worded(label: str, options: Mapping[str, Any]) -> Params:
    """Return a label, with what it is about only to be heard where the page shows it already."""
    about = options.get("about")
    if not about:
        return {"text": label}
    heard = Markup('<span class="govuk-visually-hidden"> {}</span>').format(about)
    return {"html": escape(label) + heard}


def _asked(bound: BoundField, options: Mapping[str, Any]) -> str:
    label = str(options.get("label", bound.label))
    quiet = bound.field.required or isinstance(bound.field, OrNotKnown) or label.endswith("?")
    says = options.get("optional", getattr(bound.form, "says_optional", True))
    return label if quiet or not says else f"{label} (optional)"


def _labelled(bound: BoundField, options: Mapping[str, Any]) -> Params:
    label = _label(bound, options)
    return {**label, "classes": f"govuk-label--{label.pop('size')}"}


def _fieldset(bound: BoundField, options: Mapping[str, Any]) -> Params:
    legend = _label(bound, options)
    return {"legend": {**legend, "classes": f"govuk-fieldset__legend--{legend.pop('size')}"}}


def _input(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    widget = field.widget
    kind = next((said for each, said in _TYPES.items() if isinstance(widget, each)), {})
    attributes = _attributes(widget)
    width = options.get("width")
    params = {
        **_common(bound, options),
        "id": bound.auto_id,
        "label": _labelled(bound, options),
        "value": "" if isinstance(widget, forms.PasswordInput) else text(value),
        "type": attributes.pop("type", getattr(widget, "input_type", "text")),
        **kind,
        "classes": f"govuk-input--width-{width}" if width else "",
        **{
            key: options[key]
            for key in ("prefix", "suffix", "autocomplete", "inputmode", "spellcheck")
            if key in options
        },
    }
    if "autocomplete" in attributes:
        params.setdefault("autocomplete", attributes.pop("autocomplete"))
    return "govukInput", {**params, "attributes": attributes}


def _textarea(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    params = {
        **_common(bound, options),
        "id": bound.auto_id,
        "label": _labelled(bound, options),
        "value": text(value),
        "rows": options.get("rows", 5),
        "attributes": _attributes(field.widget),
    }
    if not error_words.is_too_long(bound):
        return "govukTextarea", params
    # Whoever has to shorten it sees how much is too much; nobody else is told of a limit.
    most = getattr(field, "max_length", 0)
    limit = {"maxlength": most, "textareaDescriptionText": f"At most {most:,} characters"}
    return "govukCharacterCount", params | limit


def _date(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    shown = DatePartsWidget().format_value(value)
    wrong = error_words.wrong_boxes(bound)
    boxes = [
        {
            "name": box,
            "value": part,
            "classes": f"govuk-input--width-{4 if box == 'year' else 2}"
            + (" govuk-input--error" if box in wrong else ""),
            **({"autocomplete": f"bday-{box}"} if options.get("birthday") else {}),
        }
        for box, part in zip(BOXES, shown, strict=True)
    ]
    return "govukDateInput", {
        **_common(bound, options),
        "id": bound.auto_id,
        "namePrefix": bound.html_name,
        "fieldset": _fieldset(bound, options),
        "items": boxes,
    }


def _radios(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    return "govukRadios", {
        **_common(bound, options),
        "idPrefix": bound.auto_id,
        "fieldset": _fieldset(bound, options),
        "classes": "govuk-radios--inline" if options.get("inline") else options.get("classes", ""),
        "items": _items(field, [text(value)], options),
    }


def _checkboxes(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    return "govukCheckboxes", {
        **_common(bound, options),
        "idPrefix": bound.auto_id,
        "fieldset": _fieldset(bound, options),
        "classes": options.get("classes", ""),
        "items": _items(field, [text(each) for each in value or []], options),
    }


def _tick(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    common = _common(bound, options)
    hint = common.pop("hint")
    ticked = value not in (None, "", False, "False", "0")
    label = _worded(str(options.get("label", bound.label)), options)
    item = {"value": "on", **label, "checked": ticked, "hint": hint}
    return "govukCheckboxes", {
        **common,
        "idPrefix": bound.auto_id,
        "classes": options.get("classes", ""),
        "items": [item],
    }


def _select(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    items = [
        {"value": each["value"], "text": each["text"], "selected": each["checked"]}
        for each in _items(field, [text(value)], options)
    ]
    return "govukSelect", {
        **_common(bound, options),
        "id": bound.auto_id,
        "label": _labelled(bound, options),
        "items": items,
    }


def _files(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    said = error_words.sentences(bound)
    # Each file has a reason of its own why it is not taken.
    reasons = Markup("<br>").join(escape(each) for each in said)
    return "govukFileUpload", {
        **_common(bound, options),
        "id": bound.auto_id,
        "label": _labelled(bound, options),
        "errorMessage": {"html": reasons} if said else None,
        "attributes": _attributes(field.widget),
    }


def _items(field: forms.Field, chosen: list[str], options: Mapping[str, Any]) -> list[Params]:
    hints = {**getattr(field, "hints", {}), **options.get("hints", {})}
    reveal: Mapping[str, Any] = options.get("reveal", {})
    closed = getattr(field, "closed", ())
    items = []
    for value, label in getattr(field, "choices", []):
        said = text(value)
        item: Params = {"value": said, "text": str(label), "checked": said in chosen}
        if said in closed:
            item |= {"disabled": True, "checked": False}
        if said in hints:
            item["hint"] = {"text": hints[said]}
        if said in reveal:
            item["conditional"] = {"html": reveal[said]}
        items.append(item)
    return items


_SHAPES: list[tuple[type[forms.Widget], Shape]] = [
    (DatePartsWidget, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.CheckboxInput, _tick),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (forms.FileInput, _files),
    (forms.widgets.Input, _input),
]


def _attributes(widget: forms.Widget) -> Params:
    return {name: value for name, value in widget.attrs.items() if name not in _DROPPED}
