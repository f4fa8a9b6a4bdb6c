"""Draws what is around a child, in three columns: people here, what connects, other children.

Lines lead from column to column alone, through the room between them: none goes through a box.
The table beside it says the same, also of what had no room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from markupsafe import Markup

from frontdoor.web.network.drawing import FILL, LINE, LINE_INK, QUIET, path, picture, text

WIDTH, BETWEEN, EDGE, APART = 236, 84, 12, 16  # Of a box; to the next column; around; below.
LETTERS, LINES, LAST = 28, 6, 4  # Of a box: letters in a line, lines in all, of what is said last.
ROOM = (14, 14, 12)  # Boxes in each column: forty can be read.
HEADS = ("In this contact", "What connects", "Other children")
DASH, DOTS = "6 5", "2 5"  # Of what nobody has said; of what was at another time.


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What connects: an address, a number, a vehicle, how two were said to stand to each other,
    somebody who is, or may be, named elsewhere as well.

    `here` and `there` are the keys of people of this contact and of other children; `when` says of
    which of them it is so no longer, or was at another time, in words.
    """

    key: str
    what: str
    words: str
    here: tuple[str, ...]
    there: tuple[str, ...] = ()
    is_sure: bool = True
    when: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Return what it is, and when it was so, unless the words have said it."""
        when = [each for key in self.here if (each := self.when.get(key))]
        if len(when) < len(self.here) or not when or when[0] in self.words:
            return self.what
        return f"{self.what}, {when[0]}"

    def dash(self, key: str) -> str:
        """Return how the line to somebody is broken."""
        if not self.is_sure:
            return DASH
        return DOTS if key in self.when else ""


@dataclass(frozen=True, kw_only=True)
class Web:
    """People here and other children, each by a key with the words of their box; what connects."""

    people: Mapping[str, Sequence[str]]
    things: Sequence[Thing]
    others: Mapping[str, Sequence[str]]

    def drawn(self) -> "Web":
        """Return as much as there is room for: what leads to other children first."""
        things = sorted(self.things, key=lambda thing: not thing.there)[: ROOM[1]]
        led = [key for thing in things for key in thing.there]
        others = [key for key in self.others if key in led][: ROOM[2]]
        used = [key for thing in things for key in thing.here]
        people = sorted(self.people, key=lambda key: key not in used)[: ROOM[0]]
        shown = [key for key in self.people if key in people]
        return Web(
            people={key: self.people[key] for key in shown},
            things=_in_order(things, shown),
            others={key: self.others[key] for key in others},
        )

    def __len__(self) -> int:
        return len(self.people) + len(self.things) + len(self.others)


def _in_order(things: Sequence[Thing], people: Sequence[str]) -> list[Thing]:
    """Put each thing near the first person whom it is of, so that few lines cross."""
    place = {key: number for number, key in enumerate(people)}
    return sorted(
        things, key=lambda thing: min((place.get(key, len(place)) for key in thing.here), default=0)
    )


def draw(web: Web, *, title: str) -> Markup:
    """Return the drawing of as much as there is room for."""
    web = web.drawn()
    columns = [
        {key: list(words) for key, words in web.people.items()},
        {thing.key: [thing.label, thing.words] for thing in web.things},
        {key: list(words) for key, words in web.others.items()},
    ]
    boxes = [_column(column, at=number) for number, column in enumerate(columns)]
    height = max(
        (y + tall for column in boxes for _, y, tall, _ in column.values()), default=EDGE + 2 * LINE
    )
    parts = [
        text([head], x=_left(number), y=EDGE + LINE, ink=QUIET)
        for number, head in enumerate(HEADS)
        if boxes[number]
    ]
    parts += [_lines(thing, boxes) for thing in web.things]
    parts += [_box(box) for column in boxes for box in column.values()]
    about = f"{len(web)} people, places and contacts. The table says the same in words."
    return picture(
        parts, width=_left(2) + WIDTH + EDGE, height=height + EDGE, title=title, about=about
    )


Box = tuple[float, float, float, list[str]]


def _left(column: int) -> float:
    return EDGE + column * (WIDTH + BETWEEN)


def _column(said: Mapping[str, Sequence[str]], *, at: int) -> dict[str, Box]:
    y, found = float(EDGE + 2 * LINE), {}
    for key, words in said.items():
        # What is said last is the role, or the place: a long name leaves room for it.
        *first, last = words
        end = wrap(last, LETTERS)[:LAST]
        lines = [line for each in first for line in wrap(each, LETTERS)][: LINES - len(end)] + end
        tall = LINE * len(lines) + 14
        found[key] = (_left(at), y, float(tall), lines)
        y += tall + APART
    return found


def _lines(thing: Thing, boxes: Sequence[Mapping[str, Box]]) -> str:
    """Draw from each person here to what connects, and on to each other child."""
    x, y, tall, _ = boxes[1][thing.key]
    middle = y + tall / 2
    drawn = [
        path(f"M{one[0] + WIDTH:g} {one[1] + one[2] / 2:g}L{x:g} {middle:g}", thing.dash(key))
        for key in thing.here
        if (one := boxes[0].get(key))
    ]
    drawn += [
        path(f"M{x + WIDTH:g} {middle:g}L{other[0]:g} {other[1] + other[2] / 2:g}", thing.dash(key))
        for key in thing.there
        if (other := boxes[2].get(key))
    ]
    return "".join(drawn)


def _box(box: Box) -> str:
    x, y, tall, lines = box
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{WIDTH}" height="{tall:g}" rx="4" fill="{FILL}"'
        f' stroke="{LINE_INK}" stroke-width="2"/>{text(lines, x=x + 10, y=y + LINE + 3)}'
    )
