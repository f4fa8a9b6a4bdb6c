"""The one template environment: undefined names are errors, everything is escaped.

The GOV.UK macros lean on undefined names being quiet, so they live in an environment of
their own and are offered to pages as ready functions: `{{ govukButton({"text": "Save"}) }}`.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined, Template, Undefined
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from frontdoor.web.addresses import address
from frontdoor.web.components import forms, moments, words
from frontdoor.web.components.molds import Molds

_GOVUK = "govuk_frontend_jinja"


def environment(**options: Any) -> Environment:
    """Return the environment that pages are rendered in; Django gives it the loader."""
    # Django says both as well; neither is to be chosen.
    given = {name: options[name] for name in options.keys() - {"autoescape", "undefined"}}
    made = Environment(autoescape=True, undefined=StrictUndefined, **given)
    made.template_class = Shared
    made.globals.update(
        url=address,
        static=static,
        messages_of=messages_of,
        field_html=field_html,
        has_errors=forms.has_errors,
        summary_of=forms.summary,
        is_past=moments.is_past,
        not_known_words=forms.NOT_KNOWN_WORDS,
        **govuk(),
    )
    made.filters.update(words.FILTERS)
    return made


class Shared(Template):
    """A template whose macros see what all see: none is given globals of its own."""

    def _get_default_module(self, _: Context | None = None) -> TemplateModule:
        # With a context, all names of both would be compared each time that a page imports it.
        return super()._get_default_module()


def messages_of(request: HttpRequest | None) -> list[Any]:
    """Return what the last step has to tell this person, once."""
    return list(get_messages(request)) if request is not None else []


def field_html(bound: Any, options: Mapping[str, Any]) -> Markup:
    """Return a form field as its GOV.UK component, with what was typed and what was wrong."""
    return forms.render(bound, govuk(), **options)


@cache
def govuk() -> dict[str, Callable[..., Markup]]:
    """Return every GOV.UK component as a function: govukButton, govukDateInput, ..."""
    folder = files(_GOVUK) / "templates" / "components"
    return {_macro(each.name): partial(_MOLDS.render, each.name) for each in folder.iterdir()}


def _macro(component: str) -> str:
    return "govuk" + component.replace("-", " ").title().replace(" ", "")


def macro(component: str) -> Callable[[Mapping[str, Any]], str]:
    """Return a GOV.UK component as it renders itself."""
    made = getattr(_template(component).module, _macro(component))
    return lambda params: str(made(params))


_MOLDS = Molds(macro)


@cache
def _template(component: str) -> Template:
    return _govuk_environment().get_template(f"{_GOVUK}/components/{component}/macro.html")


@cache
def _govuk_environment() -> Environment:
    return Environment(
        loader=PrefixLoader({_GOVUK: PackageLoader(_GOVUK)}),
        autoescape=True,
        undefined=Undefined,
        auto_reload=False,
    )
