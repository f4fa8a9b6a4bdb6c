"""Draws the square that an authenticator app reads."""

import segno
from markupsafe import Markup


def drawn(address: str) -> Markup:
    """Return it as SVG that stands in the page: no image is asked for, and nothing is stored."""
    return Markup(  # noqa: S704  # nosec B704  # Squares alone: no letter of what was given.
        segno.make(address, error="m").svg_inline(
            scale=4, border=4, light="#fff", omitsize=True, svgclass="fd-square"
        )
    )
