"""The page table with one wall taken away: what the others hold, and that the table notices.

A table that stays as it is whatever is taken away would prove nothing; a wall that nothing is
missing without stands there for its neighbour.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import pytest
from django.db import transaction

from frontdoor.web.gate import ANYBODY
from tests.database import Copy
from tests.house.test_pages import addresses
from tests.matrix import table, walls
from tests.matrix.answering import Answering
from tests.matrix.askers import OF_ANOTHER
from tests.matrix.table import Row
from tests.world import World

pytestmark = pytest.mark.django_db

Wall = Callable[[Copy], AbstractContextManager[None]]
# Agencies and teams whom the record was not given to, and everybody of another hub.
STRANGERS = ["oth", "els", *OF_ANOTHER]
PUBLIC = {name for name, page in addresses() if ANYBODY in getattr(page, "page_for", ())}
ALL = [row for row in table.rows() if row.record in ("open", "-") and row.page not in PUBLIC]
STAGES = sorted({row.at for row in ALL})


@contextmanager
def _without(copy: Copy, *removed: Wall) -> Iterator[None]:
    """Take walls away for as long as somebody looks; what they did is undone before they return."""
    with ExitStack() as stack:
        for wall in removed:
            stack.enter_context(wall(copy))
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


def _rows(at: str, *, columns: list[str]) -> list[Row]:
    """Return the rows of a stage as some see them."""
    return [
        Row(row.page, row.at, row.record, {each: row.cells[each] for each in columns})
        for row in ALL
        if row.at == at
    ]


def _red(at: str, copy: Copy, *removed: Wall, columns: list[str]) -> dict[str, str]:
    """Return the cells that differ without these walls."""
    with _without(copy, *removed):
        record = "-" if at in ("-", "kept") else "open"
        return Answering(World(at), record, columns).different(_rows(at, columns=columns))


@pytest.mark.parametrize("at", STAGES)
def test_without_row_security_nobody_else_gets_a_record(at: str, database_copy: Copy) -> None:
    assert _red(at, database_copy, walls.without_row_security, columns=STRANGERS) == {}


@pytest.mark.parametrize("at", STAGES)
def test_with_row_security_alone_nobody_else_gets_a_record(at: str, database_copy: Copy) -> None:
    three = (walls.without_the_gate, walls.without_reasons, walls.without_reach)

    red = _red(at, database_copy, *three, columns=STRANGERS)

    assert {cell: words for cell, words in red.items() if _shows_a_record(cell, words)} == {}


def _shows_a_record(cell: str, words: str) -> bool:
    """Tell whether a page of a record was shown to whom it is none."""
    page, is_of_none = cell.partition(" ")[0], " at -" in cell
    return words.startswith(("yes/", "go/")) and not is_of_none and page not in LISTS


# They are of no one record: without the gate, a stranger finds a list of their own, or a colleague.
LISTS = {
    "worklist:cover", "searches:made",
    "worklist:out_of_hours", "worklist:find", "gathering:tray", "disclosures:products",
    "contacts:challenges", "oversight:figures", "oversight:download", "worklist:saved",
}  # fmt: skip


def test_the_table_notices_that_both_walls_around_rows_are_gone(database_copy: Copy) -> None:
    both = (walls.without_reach, walls.without_row_security)

    red = _red("taken", database_copy, *both, columns=["x_man"])

    assert red["cases:show at taken, open as x_man"] == "yes/405, not none/405"
    assert len(red) > 10


def test_the_table_notices_that_the_gate_is_gone(database_copy: Copy) -> None:
    red = _red("-", database_copy, walls.without_the_gate, columns=["per", "par", "tea"])

    assert red["notices:notices at -, - as per"] == "yes/go, not no/no"
    assert len(red) > 10


def test_the_table_notices_that_reasons_are_gone(database_copy: Copy) -> None:
    red = _red("rated", database_copy, walls.without_reasons, columns=["off", "tri", "soc"])

    assert red["enquiries:commence at rated, open as off"] == "yes/yes, not no/no"


@pytest.mark.parametrize("column", ["x_man", "oth", "els"])
def test_without_row_security_no_list_says_anything_of_a_child(
    column: str, database_copy: Copy
) -> None:
    with _without(database_copy, walls.without_row_security):
        world = World("sent")
        assert world.case is not None
        secrets = {world.case.contact.reference, world.case.child.name}
        answering = Answering(world, "open", [column])
        pages = [row.page for row in ALL if row.cells[column].opened in ("yes", "go")]
        said = {page: answering.words(page, column) for page in pages}

    assert said
    assert {page: secrets & set(_found(words, secrets)) for page, words in said.items()} == {
        page: set() for page in said
    }


def _found(words: str, secrets: set[str]) -> list[str]:
    return [secret for secret in secrets if secret in words]
