"""The drawings of the lifecycles are as the code is, and can be read and shown as they are."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from frontdoor.web.process_map.drawing import draw
from frontdoor.web.process_map.lifecycles import ALL, Shown, Whose, anywhere
from frontdoor.web.process_map.rows import rows
from launch import drawings

SVG = "{http://www.w3.org/2000/svg}"
# About what a browser takes for Arial of 15 pixels; see LETTER in the drawing.
LETTER, HEIGHT = 7.6, 15
every_lifecycle = pytest.mark.parametrize("shown", ALL, ids=lambda shown: shown.life.name)


def _long(task: str) -> str:
    return f"business service officer, triage worker, social worker or manager who may {task}"


def test_the_drawings_are_current() -> None:
    assert drawings.stale() == []


def test_every_lifecycle_is_shown() -> None:
    assert [life.name for life in drawings.lifecycles()] == sorted(shown.life.name for shown in ALL)


@every_lifecycle
def test_a_drawing_names_every_stage_and_move(shown: Shown) -> None:
    drawn = draw(shown.life, whose=anywhere(shown), title=shown.title)

    said = " ".join(text.text or "" for text in _tree(drawn).iter(f"{SVG}text"))
    for word in (*shown.life.stages, *shown.life.moves):
        assert word.label in said


@every_lifecycle
def test_the_table_says_the_same_as_the_drawing(shown: Shown) -> None:
    table = rows(shown.life, whose=anywhere(shown))

    moves = {
        (source.label, move.label, row.target.label)
        for move, row in shown.life.moves.items()
        for source in row.sources
    }
    assert {(row.source, row.move, row.target) for row in table} == moves


@every_lifecycle
def test_a_drawing_needs_no_style_of_its_own(shown: Shown) -> None:
    drawn = draw(shown.life, whose=anywhere(shown), title=shown.title)

    assert not re.search(r"style|<script|href|url\(", drawn)


@pytest.mark.parametrize("whose", [lambda _: "", _long], ids=["nobody", "many"])
@every_lifecycle
def test_no_words_of_a_drawing_overlap_or_leave_it(shown: Shown, whose: Whose) -> None:
    tree = _tree(draw(shown.life, whose=whose, title=shown.title))

    places = [_place(text) for text in tree.iter(f"{SVG}text")]
    assert all(left >= 0 and right <= float(tree.get("width", 0)) for left, right, _, _ in places)
    assert all(bottom <= float(tree.get("height", 0)) for _, _, _, bottom in places)
    assert not [pair for pair in combinations(places, 2) if _overlap(*pair)]


def _tree(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)  # noqa: S314  Our own drawing.


Place = tuple[float, float, float, float]


def _place(text: ElementTree.Element) -> Place:
    width = len(text.text or "") * LETTER
    x, y = float(text.get("x", 0)), float(text.get("y", 0))
    left = x - width / 2 if text.get("text-anchor") == "middle" else x
    return left, left + width, y - HEIGHT, y + 3


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
