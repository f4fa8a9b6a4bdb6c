"""Several questions in one message to the database: what a page waits for is the way there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Between the questions of a message, where it is logged.
BETWEEN = ";\n"
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Asked:
    """One part of a message, in SQL, and what is done with the rows that it is answered with."""

    sql: str
    values: tuple[Any, ...]
    take: Callable[[Rows], None] = lambda _: None
    is_planned_once: bool = False


def together(*questions: "QuerySet[Any] | Asked") -> None:
    """Answer all of these at once, in this order: rows are kept as if they were asked alone."""
    asked = [each if isinstance(each, Asked) else _asked(each) for each in questions]
    message = _Message([each for each in asked if each])
    if message.asked:
        message.send()


class _Message:
    """Questions on one way to the database, each prepared as if it were asked alone.

    To Django it looks like a cursor, so that one message is logged and counted as one.
    """

    def __init__(self, asked: list[Asked]) -> None:
        self.asked = asked

    def send(self) -> None:
        """Ask, and hand on the answers in the order of the questions."""
        connection.ensure_connection()
        seen = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
        text = BETWEEN.join(each.sql for each in self.asked)
        values = [value for each in self.asked for value in each.values]
        seen(cast(Any, self)).execute(text, values)
        for each, rows in zip(self.asked, self._answers, strict=True):
            each.take(rows)

    def execute(self, *_: Any) -> None:
        """Send all before the first answer is waited for; one alone goes by itself."""
        if len(self.asked) == 1 and not self.asked[0].is_planned_once:
            self._answers: list[Rows] = [_sent(self.asked[0]).fetchall()]
            return
        with connection.connection.pipeline():
            cursors = [
                cursor
                for is_planned_once, asked in groupby(self.asked, key=lambda a: a.is_planned_once)
                for cursor in (_planned_once(asked) if is_planned_once else map(_sent, asked))
            ]
            self._answers = [cursor.fetchall() for cursor in cursors]


def _sent(asked: Asked) -> Any:
    return connection.create_cursor().execute(asked.sql, asked.values)


def _planned_once(asked: Iterable[Asked]) -> list[Any]:
    """Ask by plans that are kept for all values (docs/decisions/0025).

    PostgreSQL takes a list to have ten values, so one or two seem worth a plan of their own each
    time, and behind the wall that takes longer than the answer.
    """
    _plan("force_generic_plan")
    cursors = [_sent(each) for each in asked]
    _plan("auto")
    return cursors


def _plan(mode: str) -> None:
    connection.create_cursor().execute(f"SET LOCAL plan_cache_mode = {mode}")


def _asked(question: "QuerySet[Any]") -> Asked | None:
    """Return how rows are asked for; nothing where there can be none."""
    compiler = question.query.get_compiler(using=question.db)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return None
    return Asked(
        sql,
        values,
        take=lambda rows: _answer(question, compiler, rows),
        is_planned_once=getattr(compiler, "is_planned_once", False),
    )


def _answer(question: Any, compiler: Any, rows: Rows) -> None:
    """Let a question make of these rows what it would have made of its own."""
    if not rows:
        question._result_cache = []
        return
    compiler.execute_sql = lambda *_, **__: [rows]
    own = vars(question.query)
    before = own.get("get_compiler")
    own["get_compiler"] = lambda *_, **__: compiler
    question._fetch_all()
    del own["get_compiler"]
    if before:
        own["get_compiler"] = before
