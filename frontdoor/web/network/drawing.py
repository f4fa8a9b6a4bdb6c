"""What drawings of people are made of: lines, words, and the picture itself, as SVG.

No `style` attribute is written, because the pages' security policy forbids them. A drawing has a
title and says what it is; what it shows stands in the table beside it.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

LINE = 17  # From one line of words to the next.
INK, PAPER, FILL, LINE_INK, QUIET = "#0b0c0c", "#ffffff", "#f3f7f7", "#17525e", "#484949"


def picture(parts: Sequence[str], *, width: float, height: float, title: str, about: str) -> Markup:
    """Return a drawing of these parts, each made here, with its title and what it is about."""
    drawing = "\n".join(parts)
    return Markup(  # noqa: S704  # nosec B704  # Every piece was made here, every text escaped.
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="drawn-title"'
        f' aria-describedby="drawn-about" width="{width:.0f}" height="{height:.0f}"'
        f' viewBox="0 0 {width:.0f} {height:.0f}" font-family="Arial, sans-serif" font-size="14">\n'
        f'<title id="drawn-title">{escape(title)}</title>'
        f'<desc id="drawn-about">{escape(about)}</desc>\n'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n{drawing}\n</svg>\n'
    )


def text(lines: Sequence[str], *, x: float, y: float, ink: str = INK) -> str:
    """Return lines of words, the first with its foot at this place."""
    return "".join(
        f'<text x="{x:g}" y="{y + number * LINE:g}" fill="{ink}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def aside(words: str, *, x: float, y: float) -> str:
    """Return small words beside a line, readable where another line passes behind them."""
    return (
        f'<text x="{x:g}" y="{y:g}" fill="{INK}" font-size="12" stroke="{PAPER}" stroke-width="4"'
        f' paint-order="stroke">{escape(words)}</text>'
    )


def path(steps: str, dash: str = "") -> str:
    """Return a line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{steps}" fill="none" stroke="{LINE_INK}" stroke-width="2"{dashed}/>'


def polygon(corners: Sequence[tuple[float, float]], look: str) -> str:
    """Return a shape with these corners."""
    return f'<polygon points="{" ".join(f"{x:g},{y:g}" for x, y in corners)}" {look}/>'
