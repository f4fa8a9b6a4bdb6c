"""How a possible Red is told on every page: the child first, as a manager thinks of them."""

from collections.abc import Sequence

from frontdoor.casework.contacts import queries as contacts


def told(references: Sequence[str]) -> dict[str, str]:
    """Return the words for each case: the child's name, where the reader may see it."""
    names = contacts.names(references) if references else {}
    return {each: f"{names[each]} ({each})" if each in names else each for each in references}
