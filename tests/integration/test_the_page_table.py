"""Every page, as everybody, in every relation to the record: what the page table says is so.

The table is tests/matrix/page_table.csv; tests/matrix/table.py says what its words mean. Whatever
was written about a child has a canary in it (tests/canaries): so no page that anybody gets, and no
error, says what they have no right to, and no log says anything of it at all (R3, R4, R15).

With FRONTDOOR_CELLS=all every cell is asked. The build asks as everybody of an open record, and as
those of the hub and its agencies of all others; of those that are not there, that are of an adopted
child, or on which a look is over, each at every third stage.
"""

import os

import pytest

from tests.canaries import figures
from tests.canaries.heard import Heard
from tests.canaries.planting import planting
from tests.canaries.reading import Reading
from tests.canaries.walk import planted
from tests.matrix import table
from tests.matrix.answering import Answering
from tests.matrix.askers import LEFT, OF_ANOTHER
from tests.matrix.records import NO_RECORD
from tests.matrix.table import Row
from tests.world import World

pytestmark = pytest.mark.django_db

ALL = os.environ.get("FRONTDOOR_CELLS") == "all"
STAGES = sorted({row.at for row in table.rows()})
BY_TURNS = ("nothing", "adopted", "expired")
ELSEWHERE = {*OF_ANOTHER, LEFT}


def _together() -> dict[str, list[Row]]:
    """Return the rows that one world answers, each with the cells that are asked."""
    found: dict[str, list[Row]] = {}
    for row in table.rows():
        if ALL or _is_its_turn(row):
            found.setdefault(f"{row.at} {row.record}", []).append(_asked(row))
    return found


def _is_its_turn(row: Row) -> bool:
    turn = STAGES.index(row.at) % len(BY_TURNS)
    return row.record not in BY_TURNS or row.record == BY_TURNS[turn]


def _asked(row: Row) -> Row:
    if ALL or row.record in ("open", NO_RECORD):
        return row
    asked = {each: cell for each, cell in row.cells.items() if each not in ELSEWHERE}
    return Row(row.page, row.at, row.record, asked)


@pytest.mark.parametrize("which", _together())
def test_everybody_gets_what_the_page_table_says_and_no_words_of_others(
    which: str, heard: Heard
) -> None:
    at, record = which.split()
    rows = _together()[which]
    with planting() as garden:
        reading = Reading(garden, at, record)
        asked = list(rows[0].cells)
        answering = Answering(World(at, planted()), record, asked, read=reading.read)

    assert answering.different(rows) == {}
    assert reading.leaks == {}
    assert heard.of(garden) == []
    figures.add(canaries=len(garden.planted), pages=reading.pages)
