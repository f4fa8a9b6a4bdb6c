"""What the fields of a page are called, for a page that is shown instead of it."""

from collections.abc import Collection, Iterator
from inspect import unwrap
from sys import modules
from types import ModuleType
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import Resolver404, resolve

_OURS = "frontdoor.web."
_NOTED = "labels"


def note(raised: Exception, form: forms.Form) -> None:
    """Note on what was raised what the fields were called of the form that was being done."""
    setattr(raised, _NOTED, {name: str(form[name].label) for name in form.fields})


def noted(raised: Exception) -> dict[str, str]:
    """Return what was noted, by the names of the fields."""
    found: dict[str, str] = getattr(raised, _NOTED, {})
    return found


def of_page(request: HttpRequest, names: Collection[str]) -> dict[str, str]:
    """Return what a page calls the fields of these names, as far as that is known without it.

    Of several forms that the page may have, that one counts which asks for most of them, and of
    those, one that the page itself names.
    """
    try:
        page: Any = unwrap(resolve(request.path_info).func)
    except Resolver404:
        return {}
    wanted, named = set(names), getattr(getattr(page, "__code__", None), "co_names", ())

    def fits(form: type[forms.Form]) -> tuple[int, bool]:
        return len(wanted & form.base_fields.keys()), form.__name__ in named

    best = max(_forms(page), key=fits, default=forms.Form).base_fields
    return {name: str(best[name].label) for name in wanted & best.keys() if best[name].label}


def _forms(page: Any) -> Iterator[type[forms.Form]]:
    """Return the forms that the module of a page knows, by themselves or by their modules."""
    for known in vars(modules[page.__module__]).values():
        if isinstance(known, ModuleType) and known.__name__.startswith(_OURS):
            yield from _of(known)
        elif isinstance(known, type) and issubclass(known, forms.Form):
            yield known


def _of(module: ModuleType) -> Iterator[type[forms.Form]]:
    for known in vars(module).values():
        if isinstance(known, type) and issubclass(known, forms.Form):
            yield known
