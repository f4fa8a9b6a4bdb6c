"""A component is rendered once for each shape it takes, and words are poured into what came out.

To a component of GOV.UK it matters whether there is a text, a value or an address, not which. So it
is rendered with marks in their place, and kept; each time after, the words take the place of the
marks, escaped as the component would. What somebody wrote is never part of what is kept.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

Words = list[str | Markup]
Macro = Callable[[Mapping[str, Any]], str]

# Under these names a component takes words; under all others, what gives it its shape.
_WORDS = frozenset({"text", "html", "value", "href"})
# These look whether one value is equal to another, where they are given one for the whole.
_COMPARING = {"select": "value", "radios": "value", "checkboxes": "values"}
_MARK = re.compile("\ue000(\\d+)\ue001")


class _Odd(TypeError):
    """There is something in it that could be anything."""


class Molds:
    """The shapes of components, as `macro` renders them by name and parameters."""

    def __init__(self, macro: Callable[[str], Macro], *, most: int = 1000) -> None:
        self._macro = macro
        self._made = lru_cache(most)(self._make)

    def render(self, component: str, params: Mapping[str, Any]) -> Markup:
        """Return a component with these parameters as HTML."""
        words: Words = []
        try:
            shape = _shape(params, words)
        except _Odd:
            shape = None
        if shape is None or params.get(_COMPARING.get(component, "")):
            return Markup(self._macro(component)(params).strip())  # noqa: S704  # nosec B704  # It has escaped.
        return self._made(component, shape).filled(words)

    def _make(self, component: str, shape: Any) -> "_Mold":
        return _Mold(self._macro(component)(_marked(shape, iter(range(1_000_000)))).strip())


class _Mold:
    """HTML with room for words."""

    def __init__(self, html: str) -> None:
        self._before, *rest = _MARK.split(html)
        self._rest = [(int(mark), after) for mark, after in zip(rest[::2], rest[1::2], strict=True)]

    def filled(self, words: Words) -> Markup:
        """Return it with the words in their places."""
        said = [escape(each) for each in words]
        poured = [part for mark, after in self._rest for part in (said[mark], after)]
        return Markup("".join([self._before, *poured]))  # noqa: S704  # nosec B704  # Each word was escaped.


def _shape(value: Any, words: Words, *, name: str = "") -> Any:
    """Return what a value is without its words, which are put with the others."""
    kind = type(value)
    if kind is str or kind is Markup:
        if value and name in _WORDS:
            words.append(Markup(value.strip()) if name == "html" else value)  # noqa: S704  # nosec B704  # It is escaped.
            return _Hole
        return value
    if kind is dict:
        return (dict, *[(key, _shape(each, words, name=key)) for key, each in value.items()])
    if kind is list:
        return (list, *[_shape(each, words) for each in value])
    if value is None or kind in (bool, int):
        return (kind, value)
    raise _Odd(kind)


class _Hole:
    """Here was a word."""


def _marked(shape: Any, numbers: Any) -> Any:
    """Return a value of that shape, with marks for its words."""
    if shape is _Hole:
        return f"\ue000{next(numbers)}\ue001"
    if isinstance(shape, str):
        return shape
    kind, *parts = shape
    if kind is dict:
        return {key: _marked(each, numbers) for key, each in parts}
    return [_marked(each, numbers) for each in parts] if kind is list else parts[0]
