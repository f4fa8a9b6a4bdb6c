"""Draws a family tree with the symbols that families are drawn with: values in, SVG out.

A square is male, a circle female, a diamond of unknown sex, a triangle not born yet; the child has
a double edge, and who has died is crossed. Every line has a lane of its own between two rows, so
that none lies on another, and passes beside symbols, never through them. The table beside it says
the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from markupsafe import Markup, escape

from frontdoor.people.vocabulary import Kin, Sex
from frontdoor.web.network.drawing import (
    FILL,
    LINE_INK,
    QUIET,
    aside,
    path,
    picture,
    polygon,
    text,
)
from frontdoor.web.network.tree import Family, Tree

SLOT, ROW = 216, 76  # How much room somebody has, with their name beside the symbol.
EDGE, SIZE, IN = 12, 40, 34  # Around it all; of a symbol; from the left of a slot to the symbol.
LANE, GAP = 12, 22  # Between two lanes; above the first and below the last.
LETTERS, LINES = 15, 4  # Of a name: letters in a line, lines in all.
PORTS = (0, 7, -7, 14, -14)  # Where lines leave a symbol, from its middle.
DASHES = {
    Kin.STEP_PARENT: "8 5", Kin.ADOPTIVE_PARENT: "8 5", Kin.FOSTER_CARER: "8 5",
    Kin.HALF_SIBLING: "8 5", Kin.STEP_SIBLING: "8 5", Kin.GRANDPARENT: "2 5",
}  # fmt: skip
CUT = 7  # How high the strokes are that part two people.


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody in the tree. `born` is short; `household` is 1 for the child's own, else another."""

    key: int
    name: str
    born: str = ""
    sex: str = ""
    is_unborn: bool = False
    is_child: bool = False
    has_died: bool = False
    household: int = 0


@dataclass
class _Plan:
    """Where everything goes: rows from above, and the lanes between them."""

    tree: Tree
    columns: int
    rows: int
    lanes: dict[int, int] = field(default_factory=dict)
    below: dict[int, int] = field(default_factory=dict)
    above: dict[int, int] = field(default_factory=dict)

    def lane(self, gap: int) -> int:
        """Give out the next lane of a gap. The gap of a number is below the row of that number."""
        self.lanes[gap] = self.lanes.get(gap, 0) + 1
        return self.lanes[gap] - 1

    def height(self, gap: int) -> int:
        """Return how high a gap is."""
        return 2 * GAP + LANE * self.lanes.get(gap, 0)

    def top(self, row: int) -> float:
        """Return where a row begins."""
        return EDGE + sum(self.height(gap) for gap in range(-1, row)) + ROW * row

    def y(self, gap: int, lane: int) -> float:
        """Return how far down a lane is."""
        return self.top(gap) + (ROW if gap >= 0 else 0) + GAP + LANE * lane

    def middle(self, person: int) -> float:
        """Return the middle of a symbol, from the left."""
        return EDGE + SLOT * self.tree.places[person][1] + IN + SIZE / 2

    def leaves(self, person: int) -> tuple[float, float]:
        """Return where the next line leaves a symbol below."""
        taken = self.below[person] = self.below.get(person, -1) + 1
        return (
            self.middle(person) + PORTS[taken % len(PORTS)],
            self.top(self.tree.places[person][0]) + SIZE,
        )

    def comes(self, person: int) -> tuple[float, float]:
        """Return where the next line comes to a symbol from above."""
        taken = self.above[person] = self.above.get(person, -1) + 1
        return (
            self.middle(person) + PORTS[taken % len(PORTS)],
            self.top(self.tree.places[person][0]),
        )


def draw(tree: Tree, members: Mapping[int, Member], *, title: str, about: str) -> Markup:
    """Return the drawing of a tree; those of whom no row is known stand in rows of their own."""
    tree = _with_aside(tree)
    rows = 1 + max((row for row, _ in tree.places.values()), default=0)
    columns = 1 + max((column for _, column in tree.places.values()), default=0)
    plan = _Plan(tree=tree, columns=columns, rows=rows)
    # Lanes first: how high a gap is decides where everything below it stands.
    lanes = [_lanes(family, plan) for family in tree.families]
    parts = [_line(family, plan, taken) for family, taken in zip(tree.families, lanes, strict=True)]
    parts += [_somebody(members[person], plan) for person in tree.places]
    height = plan.top(rows - 1) + ROW + plan.height(rows - 1)
    return picture(parts, width=2 * EDGE + SLOT * columns, height=height, title=title, about=about)


def _with_aside(tree: Tree) -> Tree:
    """Let those of whom no row is known stand below everybody else."""
    wide = max(4, 1 + max((column for _, column in tree.places.values()), default=0))
    below = 1 + max((row for row, _ in tree.places.values()), default=-1)
    places = dict(tree.places)
    for number, person in enumerate(tree.aside):
        places[person] = (below + number // wide, number % wide)
    return Tree(places=places, families=tree.families)


def _lanes(family: Family, plan: _Plan) -> tuple[int, int]:
    """Take the lanes of a line: below those above, and, over two rows, above those below."""
    if not family.above:
        return 0, plan.lane(plan.tree.places[family.below[0]][0] - 1)
    gap = plan.tree.places[family.above[0]][0]
    if family.when:
        plan.lane(gap)  # Its days stand above the line, where no other may be.
    return plan.lane(gap), plan.lane(gap + 1) if family.kin is Kin.GRANDPARENT else 0


def _line(family: Family, plan: _Plan, taken: tuple[int, int]) -> str:
    """Draw the line of a family: down from those above, along its lane, down to those below."""
    upper, lower = taken
    dash = DASHES.get(family.kin, "")
    if not family.above:
        y = plan.y(plan.tree.places[family.below[0]][0] - 1, lower)
        return _comb([plan.comes(person) for person in family.below], y, dash)
    gap = plan.tree.places[family.above[0]][0]
    y = plan.y(gap, upper)
    ends = [plan.leaves(person) for person in family.above]
    if family.kin is not Kin.GRANDPARENT:
        ends += [plan.comes(person) for person in family.below]
        return _comb(ends, y, dash) + _days(family, ends, y)
    # Past the row between: at the left of a slot, where nobody stands.
    past = plan.y(gap + 1, lower)
    lines = []
    for person in family.below:
        x, top = plan.comes(person)
        left = EDGE + SLOT * plan.tree.places[person][1] + 4 + LANE * (lower % 2)
        lines.append(path(f"M{left:g} {y:g}V{past:g}H{x:g}V{top:g}", dash))
        ends.append((left, y))
    return _comb(ends, y, dash) + "".join(lines) + _days(family, ends, y)


def _comb(ends: Sequence[tuple[float, float]], y: float, dash: str) -> str:
    left, right = min(x for x, _ in ends), max(x for x, _ in ends)
    teeth = "".join(f"M{x:g} {end:g}V{y:g}" for x, end in ends if end != y)
    return path(f"{teeth}M{left:g} {y:g}H{right:g}", dash)


def _days(family: Family, ends: Sequence[tuple[float, float]], y: float) -> str:
    """Write above a line from when until when it holds, and cut it where it does no longer."""
    words = aside(family.when, x=min(x for x, _ in ends) + 2 * CUT, y=y - CUT - 2)
    return (_cut(ends, y) if family.is_parted else "") + (words if family.when else "")


def _cut(ends: Sequence[tuple[float, float]], y: float) -> str:
    """Draw two strokes through the line between people who are together no longer."""
    (x, _), (other, _) = ends[:2]
    if abs(other - x) < 3 * CUT:  # It goes straight down.
        strokes = [f"M{x - CUT:g} {y + at + CUT:g}L{x + CUT:g} {y + at - CUT:g}" for at in (0, CUT)]
        return path("".join(strokes), "")
    x += (other - x) / 3
    strokes = [f"M{x + at:g} {y + CUT:g}L{x + at + CUT:g} {y - CUT:g}" for at in (0, CUT)]
    return path("".join(strokes), "")


def _somebody(member: Member, plan: _Plan) -> str:
    row, column = plan.tree.places[member.key]
    x, y = EDGE + SLOT * column, plan.top(row)
    room = LINES - bool(member.born)
    lines = [*wrap(member.name, LETTERS)[:room], *([member.born] if member.born else [])]
    frame = (
        f'<rect x="{x + 22:g}" y="{y - 8:g}" width="{SLOT - 30}" height="{ROW + 6}" rx="8"'
        f' fill="none" stroke="{QUIET}" stroke-dasharray="4 4"/>'
        f"{text([str(member.household)], x=x + SLOT - 22, y=y + 6, ink=QUIET)}"
        if member.household
        else ""
    )
    words = text(lines, x=x + IN + SIZE + 8, y=y + 13)
    symbol = "".join(_symbol(member, x=x + IN, y=y))
    return f"<g><title>{escape(member.name)}</title>{frame}{symbol}{words}</g>"


def _symbol(member: Member, *, x: float, y: float) -> list[str]:
    drawn = [_shape(member, x, y, SIZE)]
    if member.is_child:
        drawn.append(_shape(member, x + 5, y + 5, SIZE - 10))
    if member.has_died:
        end_x, end_y = x + SIZE, y + SIZE
        drawn.append(path(f"M{x:g} {y:g}L{end_x:g} {end_y:g}M{end_x:g} {y:g}L{x:g} {end_y:g}", ""))
    return drawn


def _shape(member: Member, x: float, y: float, size: float) -> str:
    look = f'fill="{FILL}" stroke="{LINE_INK}" stroke-width="2"'
    half = size / 2
    if member.is_unborn:
        return polygon([(x + half, y), (x + size, y + size), (x, y + size)], look)
    if member.sex == Sex.MALE:
        return f'<rect x="{x:g}" y="{y:g}" width="{size:g}" height="{size:g}" {look}/>'
    if member.sex == Sex.FEMALE:
        return f'<circle cx="{x + half:g}" cy="{y + half:g}" r="{half:g}" {look}/>'
    corners = [(x + half, y), (x + size, y + half), (x + half, y + size), (x, y + half)]
    return polygon(corners, look)
