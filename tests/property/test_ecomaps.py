"""However much is around a child, no box of its drawing lies on another, and it can be read."""

import re
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.web.network import ecomap
from frontdoor.web.network.ecomap import ROOM, Thing, Web

WORDS = st.text("abc DEF-éЖ'<&", min_size=1, max_size=70)
NUMBERS = st.lists(st.integers(0, 24), max_size=6, unique=True)


@st.composite
def webs(draw: st.DrawFn) -> Web:
    people = {f"p{n}": [draw(WORDS), "child"] for n in range(draw(st.integers(1, 20)))}
    others = {f"o{n}": [draw(WORDS), f"CV-{n}"] for n in range(draw(st.integers(0, 20)))}
    things = [
        Thing(
            key=f"t{n}",
            what="Address",
            words=draw(WORDS),
            here=tuple(f"p{at % len(people)}" for at in draw(NUMBERS)),
            there=tuple(f"o{at}" for at in draw(NUMBERS) if at < len(others)),
            is_sure=draw(st.booleans()),
        )
        for n in range(draw(st.integers(0, 20)))
    ]
    return Web(people=people, things=things, others=others)


quietly = settings(deadline=None, max_examples=60)


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="(\d+)" height="([\d.]+)" rx', svg)
    return [(x, y, x + w, y + h) for x, y, w, h in (tuple(map(float, each)) for each in found)]


@quietly
@given(web=webs())
def test_no_box_lies_on_another_and_there_are_no_more_than_can_be_read(web: Web) -> None:
    drawn = web.drawn()

    found = boxes(str(ecomap.draw(web, title="Around")))

    assert len(found) == len(drawn) <= sum(ROOM)
    for one, other in combinations(found, 2):
        across = one[0] < other[2] and other[0] < one[2]
        assert not (across and one[1] < other[3] and other[1] < one[3])


@quietly
@given(web=webs())
def test_lines_lead_from_column_to_column_and_through_no_box(web: Web) -> None:
    svg = str(ecomap.draw(web, title="Around"))

    edges = {(left, right) for left, _, right, _ in boxes(svg)}
    for steps in re.findall(r'<path d="([^"]+)"', svg):
        begin, end = re.findall(r"[ML]([\d.]+) ", steps)
        assert float(begin) in {right for _, right in edges}
        assert float(end) in {left for left, _ in edges}
        assert float(begin) < float(end)


@quietly
@given(web=webs())
def test_what_leads_to_other_children_has_room_first_and_the_drawing_is_always_the_same(
    web: Web,
) -> None:
    drawn = web.drawn()

    assert str(ecomap.draw(web, title="A")) == str(ecomap.draw(web, title="A"))
    left_out = [thing for thing in web.things if thing.key not in {t.key for t in drawn.things}]
    if any(thing.there for thing in left_out):
        assert all(thing.there for thing in drawn.things)
