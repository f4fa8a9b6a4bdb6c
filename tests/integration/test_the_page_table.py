"""Every page, as everybody, in every relation to the record: what the page table says is so.

The table is tests/matrix/page_table.csv; tests/matrix/table.py says what its words mean. Whatever
was written about a child has a canary in it (tests/canaries): so no page that anybody gets, and no
error, says what they have no right to, and no log says anything of it at all (R3, R4, R15).
"""

import pytest

from tests.canaries import figures
from tests.canaries.heard import Heard
from tests.canaries.planting import planting
from tests.canaries.reading import Reading
from tests.canaries.walk import planted
from tests.matrix import table
from tests.matrix.answering import Answering
from tests.matrix.table import Row
from tests.world import World

pytestmark = pytest.mark.django_db


def _together() -> dict[str, list[Row]]:
    """Return the rows that one world answers."""
    found: dict[str, list[Row]] = {}
    for row in table.rows():
        found.setdefault(f"{row.at} {row.record}", []).append(row)
    return found


@pytest.mark.parametrize("which", _together())
def test_everybody_gets_what_the_page_table_says_and_no_words_of_others(
    which: str, heard: Heard
) -> None:
    at, record = which.split()
    with planting() as garden:
        reading = Reading(garden, at, record)
        answering = Answering(World(at, planted()), record, read=reading.read)

    assert answering.different(_together()[which]) == {}
    assert reading.leaks == {}
    assert heard.of(garden) == []
    figures.add(canaries=len(garden.planted), pages=reading.pages)
