"""What may be typed: every text says how much of it is taken, so that bad input can be told."""

import ast

import pytest

from tests.house.source import Source, python

TEXTS = {"CharField", "EmailField", "URLField"}
# The gallery shows fields, and takes nothing in.
FORMS = [each for each in python("frontdoor/web/") if not each.path.endswith("components/views.py")]


def _texts(source: Source) -> list[ast.Call]:
    calls = (node for node in ast.walk(source.tree) if isinstance(node, ast.Call))
    return [call for call in calls if getattr(call.func, "attr", "") in TEXTS]


@pytest.mark.parametrize("source", FORMS, ids=lambda source: source.path)
def test_every_text_says_how_long_it_may_be(source: Source) -> None:
    without = [
        source.at(call)
        for call in _texts(source)
        if "max_length" not in {word.arg for word in call.keywords}
    ]

    assert without == [], "say max_length, or use Words of components/form_fields.py"


def test_several_lines_are_words_everywhere() -> None:
    own = [
        source.at(call)
        for source in FORMS
        for call in _texts(source)
        if any("Textarea" in ast.dump(word.value) for word in call.keywords)
    ]

    assert own == [], "use Words of components/form_fields.py, which counts a line's end as one"
