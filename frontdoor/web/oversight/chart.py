"""Draws a table as bars: values in, SVG out. The table beside it says the same in numbers.

No `style` attribute is written, because the pages' security policy forbids them. Parts are told
apart by how dark they are and by their edges, so that a print without colour can be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

BAR, NUMBERS = 320, 140  # How wide the longest bar is, and what is said after it.
LETTER = 7.2  # How wide a letter of 14 pixels is, rounded up.
LINE, THICK, EDGE = 26, 16, 8
INK, QUIET = "#0b0c0c", "#484949"
FILLS = ("#17525e", "#8ba9ae", "#ffffff", "#d9e5e7", "#4f7b84")
STROKE = "#17525e"


@dataclass(frozen=True)
class Bar:
    """One line of a drawing: its label, its parts, and what is to be known of it."""

    label: str
    parts: Sequence[int]
    note: str = ""


def draw(bars: Sequence[Bar], *, legend: Sequence[str], title: str) -> Markup:
    """Return the bars, the longest as long as there is room; nothing, where there are none."""
    longest = max((sum(bar.parts) for bar in bars), default=0)
    if not longest:
        return Markup("")
    lines = [_legend(number, words) for number, words in enumerate(legend)]
    x = EDGE + LETTER * max(len(bar.label) for bar in bars) + EDGE
    y = EDGE + LINE * len(legend) + EDGE
    for bar in bars:
        lines.append(_bar(bar, x=x, y=y, scale=BAR / longest))
        y += LINE
    return _svg(lines, width=x + BAR + NUMBERS, height=y + EDGE, title=title)


def _legend(number: int, words: str) -> str:
    y = EDGE + LINE * number
    return _box(EDGE, y, THICK, number) + _text(words, x=EDGE + THICK + 8, y=y + 13)


def _bar(bar: Bar, *, x: float, y: float, scale: float) -> str:
    drawn = [_text(bar.label, x=x - 8, y=y + 13, anchor="end")]
    for number, part in enumerate(bar.parts):
        if part:
            drawn.append(_box(x, y, part * scale, number))
            x += part * scale
    words = f"{sum(bar.parts):,}{f', {bar.note}' if bar.note else ''}"
    return "".join([*drawn, _text(words, x=x + 6, y=y + 13, ink=QUIET)])


def _box(x: float, y: float, width: float, number: int) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 1):.1f}" height="{THICK}"'
        f' fill="{FILLS[number]}" stroke="{STROKE}"/>'
    )


def _text(words: str, *, x: float, y: float, anchor: str = "start", ink: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{ink}">{escape(words)}</text>'
    )


def _svg(parts: Sequence[str], *, width: float, height: float, title: str) -> Markup:
    drawing = "\n".join(parts)
    return Markup(  # noqa: S704  # nosec B704  # Every piece was made here, every text escaped.
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title)}"'
        f' width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
        f' font-family="Arial, sans-serif" font-size="14">\n{drawing}\n</svg>\n'
    )
