"""Asks the pages, each time as if nothing had been asked before."""

from collections.abc import Callable, Iterable
from copy import deepcopy

from django.db import transaction
from django.test import Client

from tests.matrix.askers import COLUMNS, browsers, told
from tests.matrix.records import RECORDS
from tests.matrix.table import Cell, Row
from tests.pages import Page
from tests.world import World

Read = Callable[[str, str, Page], None]


def _unread(page: str, column: str, answer: Page) -> None:
    """Let a page be."""


class Answering:
    """One world, and what its pages answer to those who ask; `read` gets every answer to read."""

    def __init__(
        self, world: World, record: str, columns: list[str] = COLUMNS, *, read: Read = _unread
    ) -> None:
        self.address = RECORDS[record](world)
        self.browsers = browsers(columns)
        self.read = read

    def cell(self, page: str, column: str) -> Cell:
        """Return what somebody gets who opens a page, and who sends it with nothing in it."""
        address, browser = self.address(page), self.browsers[column]
        answers = [self._answer(method, address, browser) for method in ("GET", "POST")]
        for answer in answers:
            self.read(page, column, answer)
        opened, sent = map(told, answers)
        return Cell(opened, sent)

    def opened(self, page: str, column: str) -> None:
        """Open a page as somebody, for `read` to read."""
        self.read(page, column, self._answer("GET", self.address(page), self.browsers[column]))

    def words(self, page: str, column: str) -> str:
        """Return everything that a page says to somebody who opens it."""
        answer = self._answer("GET", self.address(page), self.browsers[column])
        return answer.content.decode(errors="replace")

    def different(self, rows: Iterable[Row]) -> dict[str, str]:
        """Return each cell that is not as the table has it, and what it is."""
        return {
            f"{row} as {column}": f"{got}, not {wanted}"
            for row in rows
            for column, wanted in row.cells.items()
            if (got := self.cell(row.page, column)) != wanted
        }

    def _answer(self, method: str, address: str, browser: Client) -> Page:
        cookies = deepcopy(browser.cookies)
        try:
            with transaction.atomic():
                answer: Page = browser.generic(method, address)
                transaction.set_rollback(True)
        finally:
            browser.cookies = cookies
        return answer
