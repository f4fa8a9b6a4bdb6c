"""What people are told beside what a search found, as pages show it."""

from collections.abc import Iterable
from typing import Any

from frontdoor.casework.searches.models import Word


def beside(said: Iterable[Word]) -> list[dict[str, Any]]:
    """Return what was told, by whom and when; of a list, for which of its rows."""
    return [
        {"row": each.row, "words": each.words, "by": each.said_by_name, "at": each.said_at}
        for each in said
    ]
