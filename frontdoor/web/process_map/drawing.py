"""Draws a lifecycle: boxes for stages, arrows for moves. Values in, SVG out.

Stages stand in one column, in the order of their vocabulary. The first move to the next stage goes
straight down; every other move has a lane of its own on the right, with its words beside the box
that it leads to. Nothing can overlap: each line and each label is given its own place first.
No `style` attribute is written, because the pages' security policy forbids them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from textwrap import wrap

from markupsafe import Markup, escape

from frontdoor.kernel.lifecycle import Arrow, Labelled, Lifecycle

LEFT, TOP = 12, 12
BOX_WIDTH, BOX_HEIGHT = 230, 48
LINE = 19  # From one line of text to the next.
LETTER = 7.6  # How wide a letter of 15 pixels is, rounded up.
WORDS_IN_BOX, WORDS_ON_ARROW = 26, 36
PORT = 16  # Between the places where arrows leave a box.
LANE = 22  # Between the lanes.
INK, PAPER, FILL, LINE_INK, QUIET = "#0b0c0c", "#ffffff", "#f3f7f7", "#17525e", "#484949"


@dataclass(frozen=True, kw_only=True)
class Move:
    """One arrow, or several that lead to one box, with its words."""

    title: str
    whose: Sequence[str]
    sources: Sequence[int]
    target: int
    goes_round: bool = False

    @property
    def is_straight(self) -> bool:
        """Tell whether it leads from one stage to the next, and no other does so before it."""
        one_on = len(self.sources) == 1 and self.sources[0] + 1 == self.target
        return one_on and not self.goes_round

    @property
    def height(self) -> int:
        """Return how much room its words need."""
        return LINE * (len(self.whose) + 1) + 6

    @property
    def width(self) -> float:
        """Return how wide its words are."""
        return max(len(line) for line in (self.title, *self.whose)) * LETTER


@dataclass
class Box:
    """A stage: where it stands, and where arrows come in and leave on its right."""

    words: Sequence[str]
    is_first: bool
    top: float = 0
    height: float = 0
    comes_in: dict[int, float] = field(default_factory=dict)
    leaves: dict[int, float] = field(default_factory=dict)

    @property
    def bottom(self) -> float:
        """Return where the box ends."""
        return self.top + self.height


def draw(life: Lifecycle, *, whose: Callable[[str], str], title: str) -> Markup:
    """Return the drawing of a lifecycle; `whose` says in words whose a task is."""
    stages = list(life.stages)
    moves = _apart([_move(move, row, stages, whose) for move, row in life.moves.items()])
    lanes = [number for number, move in enumerate(moves) if not move.is_straight]
    boxes = _place(life, stages, moves, lanes)
    words_at = LEFT + BOX_WIDTH + 24
    width = max((move.width for move in moves if not move.is_straight), default=0)
    first_lane = words_at + width + 16
    parts = [_box(box) for box in boxes]
    for number, move in enumerate(moves):
        if move.is_straight:
            parts.append(_straight(move, boxes))
        else:
            x = first_lane + LANE * lanes.index(number)
            parts.append(_lane(number, move, boxes, x=x))
    straight = max((move.width for move in moves if move.is_straight), default=0)
    right = max(
        first_lane + LANE * len(lanes) if lanes else 0,
        LEFT + BOX_WIDTH / 2 + 16 + straight,
        LEFT + BOX_WIDTH,
    )
    return _svg(parts, width=right + LEFT, height=boxes[-1].bottom + TOP, title=title)


def _move(
    move: Labelled, row: Arrow, stages: Sequence[Labelled], whose: Callable[[str], str]
) -> Move:
    return Move(
        title=move.label,
        whose=wrap(whose(row.task), WORDS_ON_ARROW),
        sources=sorted(stages.index(source) for source in row.sources),
        target=stages.index(row.target),
    )


def _apart(moves: Sequence[Move]) -> list[Move]:
    """Let the second of two moves between the same stages go round the first."""
    taken: list[Move] = []
    for move in moves:
        beside = any(each.is_straight and each.sources == move.sources for each in taken)
        taken.append(replace(move, goes_round=beside and move.is_straight))
    return taken


def _place(
    life: Lifecycle, stages: Sequence[Labelled], moves: Sequence[Move], lanes: Sequence[int]
) -> list[Box]:
    """Give every box its place, tall enough for the arrows that come and go."""
    boxes = []
    y = float(TOP)
    for index, stage in enumerate(stages):
        box = Box(words=wrap(stage.label, WORDS_IN_BOX), is_first=stage == life.first, top=y)
        reach = y + 12
        for number in lanes:
            if moves[number].target == index:
                box.comes_in[number] = reach + LINE / 2
                reach += moves[number].height + 12
        for number in lanes:
            if index in moves[number].sources:
                box.leaves[number] = reach + 4
                reach += PORT
        box.height = max(BOX_HEIGHT, len(box.words) * LINE + 20, reach - y + 4)
        straight = [move for move in moves if move.is_straight and move.sources[0] == index]
        y = box.bottom + (max(move.height for move in straight) + 24 if straight else 28)
        boxes.append(box)
    return boxes


def _box(box: Box) -> str:
    middle = box.top + box.height / 2 - (len(box.words) - 1) * LINE / 2 + 5
    edge = 4 if box.is_first else 2
    return (
        f'<rect x="{LEFT}" y="{box.top:g}" width="{BOX_WIDTH}" height="{box.height:g}" rx="4"'
        f' fill="{FILL}" stroke="{LINE_INK}" stroke-width="{edge}"/>'
        + _text(box.words, x=LEFT + BOX_WIDTH / 2, y=middle, bold=True, anchor="middle")
    )


def _straight(move: Move, boxes: Sequence[Box]) -> str:
    x = LEFT + BOX_WIDTH / 2
    start, end = boxes[move.sources[0]].bottom, boxes[move.target].top
    words = start + (end - start - move.height) / 2 + LINE - 2
    return (
        _path(f"M{x:g} {start:g}V{end - 8:g}")
        + _head(x, end, down=True)
        + _words(move, x=x + 14, y=words)
    )


def _lane(number: int, move: Move, boxes: Sequence[Box], *, x: float) -> str:
    """Draw a move that goes round: from each source to its lane, and along it to the target."""
    right = LEFT + BOX_WIDTH
    arrives = boxes[move.target].comes_in[number]
    starts = [boxes[source].leaves[number] for source in move.sources]
    parts = [_path(f"M{right} {y:g}H{x:g}") for y in starts]
    parts += [_dot(right, y) for y in starts]
    ends = [*starts, arrives]
    # Where a line joins its lane half-way there is a dot; a crossing has none.
    parts += [_dot(x, y) for y in starts if min(ends) < y < max(ends)]
    parts.append(_path(f"M{x:g} {min(ends):g}V{max(ends):g}"))
    # The words stand under the line that arrives, before it meets the box.
    parts.append(_path(f"M{x:g} {arrives:g}H{right + 8}"))
    parts.append(_head(right, arrives, down=False))
    parts.append(_words(move, x=right + 24, y=arrives + LINE - 3))
    return "".join(parts)


def _words(move: Move, *, x: float, y: float) -> str:
    return _text([move.title], x=x, y=y, bold=True) + _text(
        move.whose, x=x, y=y + LINE, bold=False, ink=QUIET
    )


def _text(
    lines: Sequence[str],
    *,
    x: float,
    y: float,
    bold: bool,
    anchor: str = "start",
    ink: str = INK,
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return "".join(
        f'<text x="{x:g}" y="{y + number * LINE:g}" text-anchor="{anchor}" fill="{ink}"{weight}>'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    )


def _path(steps: str) -> str:
    return f'<path d="{steps}" fill="none" stroke="{LINE_INK}" stroke-width="2"/>'


def _dot(x: float, y: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="3.5" fill="{LINE_INK}"/>'


def _head(x: float, y: float, *, down: bool) -> str:
    points = [(x - 6, y - 10), (x + 6, y - 10)] if down else [(x + 10, y - 6), (x + 10, y + 6)]
    corners = " ".join(f"{a:g},{b:g}" for a, b in [(x, y), *points])
    return f'<polygon points="{corners}" fill="{LINE_INK}"/>'


def _svg(parts: Sequence[str], *, width: float, height: float, title: str) -> Markup:
    drawing = "\n".join(parts)
    return Markup(  # noqa: S704  # nosec B704  # Every piece was made here, every text escaped.
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title)}"'
        f' width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
        f' font-family="Arial, sans-serif" font-size="15">\n'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n{drawing}\n</svg>\n'
    )
