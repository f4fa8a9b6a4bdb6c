"""Whatever is said of a family, its drawing stands: nobody on another, no line on a line, and the
table says what is drawn, and what is not."""

import re
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.people.vocabulary import Kin
from frontdoor.web.network import genogram
from frontdoor.web.network.genogram import Member
from frontdoor.web.network.tree import ABOVE, MOST, Tie, Tree, grow

PEOPLE = st.integers(1, 14).map(lambda number: list(range(number)))
TIES = st.lists(
    st.builds(Tie, st.integers(0, 13), st.integers(0, 13), st.sampled_from(list(Kin))), max_size=30
)
quietly = settings(deadline=None, max_examples=150)
H, V, M = (
    re.compile(pattern) for pattern in (r"H([\d.-]+)", r"V([\d.-]+)", r"M([\d.-]+) ([\d.-]+)")
)


def members(tree: Tree, people: list[int]) -> dict[int, Member]:
    sexes = ("F", "M", "", "U")
    return {
        each: Member(key=each, name=f"Somebody {each}", sex=sexes[each % 4], is_child=not each)
        for each in people
    }


def drawn(tree: Tree, people: list[int]) -> str:
    return str(genogram.draw(tree, members(tree, people), title="A family", about="In words."))


def segments(svg: str) -> list[tuple[float, float, float, float]]:
    """Return every stretch of every line, as where it begins and ends."""
    found = []
    for steps in re.findall(r'<path d="([^"]+)" fill="none" stroke="#17525e"', svg):
        x = y = 0.0
        for kind, one, other in re.findall(r"([MHV])([\d.-]+)(?: ([\d.-]+))?", steps):
            was = x, y
            if kind == "M":
                x, y = float(one), float(other)
                continue
            x, y = (float(one), y) if kind == "H" else (x, float(one))
            found.append((min(was[0], x), min(was[1], y), max(was[0], x), max(was[1], y)))
    return found


@quietly
@given(people=PEOPLE, ties=TIES)
def test_everybody_stands_somewhere_and_nobody_where_another_does(
    people: list[int], ties: list[Tie]
) -> None:
    tree = grow(people, ties)

    assert sorted([*tree.places, *tree.aside, *tree.left]) == people
    assert len(set(tree.places.values())) == len(tree.places)
    assert min((row for row, _ in tree.places.values()), default=0) == 0
    assert min((column for _, column in tree.places.values()), default=0) == 0


@quietly
@given(people=PEOPLE, ties=TIES)
def test_what_is_drawn_agrees_with_what_was_said_and_the_rest_is_told(
    people: list[int], ties: list[Tie]
) -> None:
    tree = grow(people, ties)

    for tie in tree.drawn:
        above = tree.places[tie.other][0] - tree.places[tie.person][0]
        assert above == ABOVE[tie.kin]
        assert any({tie.person, tie.other} <= set(each.everybody) for each in tree.families)
    said = {
        tie for tie in ties
        if {tie.person, tie.other} <= set(people) and tie.person != tie.other and tie.kin in ABOVE
    }  # fmt: skip
    assert said == set(tree.drawn) | set(tree.contradicted)


@quietly
@given(people=PEOPLE, ties=TIES)
def test_the_same_family_is_drawn_the_same(people: list[int], ties: list[Tie]) -> None:
    assert drawn(grow(people, ties), people) == drawn(grow(people, list(ties)), people)


@quietly
@given(people=PEOPLE, ties=TIES)
def test_no_line_goes_through_a_symbol_and_no_lane_lies_on_another(
    people: list[int], ties: list[Tie]
) -> None:
    tree = grow(people, ties)

    svg = drawn(tree, people)

    boxes = symbols(svg)
    assert len(boxes) == len(tree.places) + len(tree.aside)
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other)
    lines = segments(svg)
    for line in lines:
        assert not any(overlap(line, box) for box in boxes), line
    level = [line for line in lines if line[1] == line[3] and line[0] < line[2]]
    for one, other in combinations(level, 2):
        assert one[1] != other[1] or not (one[0] < other[2] and other[0] < one[2])


def symbols(svg: str) -> list[tuple[float, float, float, float]]:
    """Return where symbols are: each is told of by its own title."""
    found = []
    for group in re.findall(r"<g><title>.*?</g>", svg, flags=re.DOTALL):
        if circle := re.search(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', group):
            x, y, r = map(float, circle.groups())
            found.append((x - r, y - r, x + r, y + r))
        elif square := re.search(r'<rect x="([\d.]+)" y="([\d.]+)" width="40" height="40"', group):
            x, y = map(float, square.groups())
            found.append((x, y, x + 40, y + 40))
        else:
            corners = re.search(r'<polygon points="([^"]+)"', group)
            assert corners
            points = [tuple(map(float, each.split(","))) for each in corners[1].split()]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    """Tell whether two boxes share more than an edge."""
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def test_no_more_are_drawn_than_can_be_read_the_nearest_first() -> None:
    people = list(range(60))
    ties = [Tie(each + 1, each, Kin.SIBLING) for each in range(59)]

    tree = grow(people, ties)

    assert len(tree.places) == MOST
    assert tree.left == people[MOST:]


def test_a_mother_of_her_own_mother_is_drawn_once_and_told() -> None:
    one, other = Tie(1, 0, Kin.MOTHER), Tie(0, 1, Kin.MOTHER)

    tree = grow([0, 1], [one, other])

    assert tree.places == {1: (0, 0), 0: (1, 0)}
    assert tree.contradicted == [other]


def test_half_brothers_hang_from_lines_of_their_own() -> None:
    mother, first, second = 1, 2, 3
    ties = [Tie(mother, 0, Kin.MOTHER), Tie(first, 0, Kin.FATHER), Tie(mother, 4, Kin.MOTHER),
            Tie(second, 4, Kin.FATHER), Tie(second, 0, Kin.STEP_PARENT)]  # fmt: skip

    tree = grow([0, 1, 2, 3, 4], ties)

    joined = {(each.kin, frozenset(each.above), each.below) for each in tree.families}
    assert joined == {
        (Kin.PARENT, frozenset({mother, first}), (0,)),
        (Kin.PARENT, frozenset({mother, second}), (4,)),
        (Kin.STEP_PARENT, frozenset({second}), (0,)),
    }
