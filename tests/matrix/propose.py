"""Prints rows for pages that the page table does not have yet: what they answer as they are now.

    python -m pytest -s tests/matrix/propose.py

Read every cell before it goes into page_table.csv: the table says what should be.
`AGAIN=cases:show`
prints the rows of a page anew.
"""

import os

import pytest

from tests.house.test_pages import rows as short
from tests.matrix import table
from tests.matrix.answering import Answering
from tests.matrix.askers import COLUMNS
from tests.matrix.records import of
from tests.world import World

pytestmark = pytest.mark.django_db

HAS = {(row.page, row.record) for row in table.rows()}
AGAIN = os.environ.get("AGAIN", "").split()
NEW = [
    (row.at, record)
    for row in short()
    for record in of(row.at)
    if (row.page, record) not in HAS or row.page in AGAIN
]


@pytest.mark.parametrize(("at", "record"), sorted(set(NEW)))
def test_a_page_without_rows_prints_them(
    at: str, record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answering = Answering(World(at), record)
    for row in short():
        if row.at == at and ((row.page, record) not in HAS or row.page in AGAIN):
            cells = [str(answering.cell(row.page, column)) for column in COLUMNS]
            with capsys.disabled():
                print(",".join([row.page, at, record, *cells]))  # noqa: T201
