"""The form bridge: a Django field in, the matching GOV.UK component out.

A form says what is asked and what is allowed; the bridge gives it label, hint, what was
typed and what was wrong. Nothing typed is lost on an error.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from markupsafe import Markup

from frontdoor.web.components import error_words
from frontdoor.web.components.form_fields import (
    BOXES,
    DateParts,
    DatePartsWidget,
    OrNotKnown,
    OrNotKnownWidget,
)

Params = dict[str, Any]
Macros = Mapping[str, Callable[..., Markup]]

NOT_KNOWN_WORDS = "Not known"
# A browser cuts off silently what is too long: what was typed would be lost.
_DROPPED = ("maxlength", "minlength", "min", "max", "step", "rows", "cols")
_TYPES: dict[type[forms.Widget], Params] = {
    forms.EmailInput: {"type": "email", "spellcheck": False},
    forms.NumberInput: {"type": "text", "inputmode": "numeric", "spellcheck": False},
    forms.PasswordInput: {"type": "password", "autocomplete": "current-password"},
}


def render(bound: BoundField, macros: Macros, **options: Any) -> Markup:
    """Return a field as HTML. For the options see docs/look.md."""
    if bound.is_hidden:
        return Markup('<input type="hidden" name="{}" value="{}">').format(
            bound.html_name, _text(bound.value())
        )
    name, params = component(bound, **options)
    return macros[name](params)


def component(bound: BoundField, **options: Any) -> tuple[str, Params]:
    """Return which GOV.UK component shows a field, and its parameters."""
    field = bound.field
    value, ticked = bound.value(), None
    if isinstance(field, OrNotKnown):
        value, ticked = _widget(bound, OrNotKnownWidget).format_value(value)
        field = field.inner
    shape = next(shape for kind, shape in _SHAPES if isinstance(field.widget, kind))
    name, params = shape(bound, field, value, options)
    if ticked is not None:
        place = "afterInputs" if name == "govukDateInput" else "afterInput"
        params["formGroup"] = {place: {"html": _not_known_box(bound, ticked)}}
    return name, params


def summary(bound_forms: Iterable[forms.BaseForm]) -> list[Params]:
    """Return the errors of forms as items of an error summary, each linked to its field."""
    found: list[Params] = []
    for form in bound_forms:
        if not form.is_bound:
            continue
        found += [{"text": said} for said in form.non_field_errors()]
        for bound in form:
            found += [_linked(bound, said) for said in error_words.sentences(bound)]
    return found


def _linked(bound: BoundField, said: str) -> Params:
    return {"text": said} if bound.is_hidden else {"text": said, "href": f"#{_first_id(bound)}"}


def has_errors(*bound_forms: forms.BaseForm) -> bool:
    """Return whether any of the forms was sent with something to put right."""
    return any(form.is_bound and bool(form.errors) for form in bound_forms)


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
        "text": _asked(bound, options),
        "isPageHeading": bool(options.get("heading")),
        "size": size,
    }


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
        "value": "" if isinstance(widget, forms.PasswordInput) else _text(value),
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
    return "govukTextarea", {
        **_common(bound, options),
        "id": bound.auto_id,
        "label": _labelled(bound, options),
        "value": _text(value),
        "rows": options.get("rows", 5),
        "attributes": _attributes(field.widget),
    }


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
        "items": _items(field, [_text(value)], options),
    }


def _checkboxes(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    return "govukCheckboxes", {
        **_common(bound, options),
        "idPrefix": bound.auto_id,
        "fieldset": _fieldset(bound, options),
        "classes": options.get("classes", ""),
        "items": _items(field, [_text(each) for each in value or []], options),
    }


def _tick(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    common = _common(bound, options)
    hint = common.pop("hint")
    ticked = value not in (None, "", False, "False", "0")
    item = {"value": "on", "text": str(bound.label), "checked": ticked, "hint": hint}
    return "govukCheckboxes", {**common, "idPrefix": bound.auto_id, "items": [item]}


def _select(
    bound: BoundField, field: forms.Field, value: Any, options: Mapping[str, Any]
) -> tuple[str, Params]:
    items = [
        {"value": each["value"], "text": each["text"], "selected": each["checked"]}
        for each in _items(field, [_text(value)], options)
    ]
    return "govukSelect", {
        **_common(bound, options),
        "id": bound.auto_id,
        "label": _labelled(bound, options),
        "items": items,
    }


def _items(field: forms.Field, chosen: list[str], options: Mapping[str, Any]) -> list[Params]:
    hints = {**getattr(field, "hints", {}), **options.get("hints", {})}
    reveal: Mapping[str, Any] = options.get("reveal", {})
    items = []
    for value, text in getattr(field, "choices", []):
        said = _text(value)
        item: Params = {"value": said, "text": str(text), "checked": said in chosen}
        if said in hints:
            item["hint"] = {"text": hints[said]}
        if said in reveal:
            item["conditional"] = {"html": reveal[said]}
        items.append(item)
    return items


_SHAPES: list[tuple[type[forms.Widget], Callable[..., tuple[str, Params]]]] = [
    (DatePartsWidget, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.CheckboxInput, _tick),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (forms.widgets.Input, _input),
]


def _not_known_box(bound: BoundField, ticked: bool) -> Markup:
    name = f"{bound.html_name}-not-known"
    return Markup(
        '<div class="fd-not-known govuk-checkboxes govuk-checkboxes--small">'
        '<div class="govuk-checkboxes__item">'
        '<input class="govuk-checkboxes__input" id="{id}" name="{name}"'
        ' type="checkbox" value="yes"{ticked}>'
        '<label class="govuk-label govuk-checkboxes__label" for="{id}">{words}'
        '<span class="govuk-visually-hidden">: {label}</span></label></div></div>'
    ).format(
        id=f"{bound.auto_id}-not-known",
        name=name,
        words=NOT_KNOWN_WORDS,
        ticked=Markup(" checked") if ticked else "",
        label=error_words.within(str(bound.label)),
    )


def _first_id(bound: BoundField) -> str:
    inner = getattr(bound.field, "inner", bound.field)
    if isinstance(inner, DateParts):
        return f"{bound.auto_id}-{(error_words.wrong_boxes(bound) or BOXES)[0]}"
    return str(bound.auto_id)


def _widget(bound: BoundField, kind: type[Any]) -> Any:
    widget = bound.field.widget
    if not isinstance(widget, kind):
        raise TypeError(f"{bound.name} has a {type(widget).__name__}, not a {kind.__name__}")
    return widget


def _attributes(widget: forms.Widget) -> Params:
    return {name: value for name, value in widget.attrs.items() if name not in _DROPPED}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
