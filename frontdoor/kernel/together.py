"""Several questions in one message to the database: what a page waits for is the way there."""

from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

# Between the questions of a message, where it is logged.
BETWEEN = ";\n"
Asked = tuple[str, tuple[Any, ...]]
Rows = list[tuple[Any, ...]]


def together(*questions: "QuerySet[Any]") -> None:
    """Answer all of these at once: each keeps its rows, as if it had been asked alone."""
    compiled = [(each, *_compiled(each)) for each in questions]
    wanted = [(each, compiler, asked) for each, compiler, asked in compiled if asked]
    if not wanted:
        return
    message = Message([asked for _, _, asked in wanted])
    message.send()
    for (question, compiler, _), rows in zip(wanted, message.answers, strict=True):
        _answer(question, compiler, rows)


class Message:
    """Questions on one way to the database, each prepared as if it were asked alone.

    To Django it looks like a cursor, so that one message is logged and counted as one.
    """

    def __init__(self, asked: list[Asked]) -> None:
        self._asked = asked
        self.answers: list[Rows] = []

    def send(self) -> None:
        """Ask, and keep the answers in the order of the questions."""
        connection.ensure_connection()
        seen = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
        text = BETWEEN.join(sql for sql, _ in self._asked)
        seen(cast(Any, self)).execute(
            text, [value for _, values in self._asked for value in values]
        )

    def execute(self, *_: Any) -> None:
        """Send all before the first answer is waited for."""
        with connection.connection.pipeline():
            cursors = [connection.create_cursor().execute(*each) for each in self._asked]
            self.answers = [cursor.fetchall() for cursor in cursors]


def _compiled(question: "QuerySet[Any]") -> tuple[Any, Asked | None]:
    compiler = question.query.get_compiler(using=question.db)
    try:
        return compiler, compiler.as_sql()
    except EmptyResultSet:
        return compiler, None


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
