"""Every page, as everybody, in every relation to the record: what the page table says is so.

The table is tests/matrix/page_table.csv; tests/matrix/table.py says what its words mean.
"""

import pytest
from django.test import Client

from tests.matrix import table
from tests.matrix.answering import Answering
from tests.matrix.askers import browsers
from tests.matrix.table import Row
from tests.world import World

pytestmark = pytest.mark.django_db


def _together() -> dict[str, list[Row]]:
    """Return the rows that one world answers."""
    found: dict[str, list[Row]] = {}
    for row in table.rows():
        found.setdefault(f"{row.at} {row.record}", []).append(row)
    return found


@pytest.fixture
def asked() -> dict[str, Client]:
    """Return a browser for each column."""
    return browsers(table.columns())


@pytest.mark.parametrize("which", _together())
def test_everybody_gets_what_the_page_table_says(which: str) -> None:
    at, record = which.split()
    answering = Answering(World(at), record)

    assert answering.different(_together()[which]) == {}
