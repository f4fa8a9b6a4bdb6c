"""The form bridge: a Django field in, the matching GOV.UK component out.

A form says what is asked and what is allowed; the bridge gives it label, hint, what was
typed and what was wrong. Nothing typed is lost on an error.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from markupsafe import Markup

from frontdoor.web.components import error_words, shapes
from frontdoor.web.components.form_fields import (
    BOXES,
    DateParts,
    OrNotKnown,
    OrNotKnownWidget,
)

Params = shapes.Params
Macros = Mapping[str, Callable[..., Markup]]

NOT_KNOWN_WORDS = "Not known"
_OF_SEVERAL = ("govukDateInput", "govukRadios", "govukCheckboxes")


def render(bound: BoundField, macros: Macros, **options: Any) -> Markup:
    """Return a field as HTML. For the options see docs/look.md."""
    if bound.is_hidden:
        return Markup('<input type="hidden" name="{}" value="{}">').format(
            bound.html_name, shapes.text(bound.value())
        )
    name, params = component(bound, **options)
    return macros[name](params)


def component(bound: BoundField, **options: Any) -> tuple[str, Params]:
    """Return which GOV.UK component shows a field, and its parameters."""
    field = bound.field
    value, ticked = bound.value(), None
    if isinstance(field, OrNotKnown):
        value, ticked = OrNotKnownWidget(field.inner.widget).format_value(value)
        field = field.inner
    name, params = shapes.shape(bound, field, value, options)
    if ticked is not None:
        place = "afterInputs" if name in _OF_SEVERAL else "afterInput"
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
