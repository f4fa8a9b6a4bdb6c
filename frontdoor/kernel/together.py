"""Several questions in one message to the database: what a page waits for is the way there."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def together(*questions: "QuerySet[Any]") -> None:
    """Answer all of these at once: each keeps its rows, as if it had been asked alone."""
    compiled = [(each, *_compiled(each)) for each in questions]
    asked = [(each, compiler, sql) for each, compiler, sql in compiled if sql]
    if not asked:
        return
    with connection.cursor() as cursor:
        cursor.execute("; ".join(sql for _, _, sql in asked), None)
        for question, compiler, _ in asked:
            _answer(question, compiler, cursor.fetchall())
            cursor.nextset()


def _compiled(question: "QuerySet[Any]") -> tuple[Any, str]:
    compiler = question.query.get_compiler(using=question.db)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return compiler, ""
    with connection.cursor() as cursor:
        return compiler, str(cursor.mogrify(sql, values))


def _answer(question: Any, compiler: Any, rows: list[tuple[Any, ...]]) -> None:
    """Let a question make of these rows what it would have made of its own."""
    compiler.execute_sql = lambda *_, **__: [rows]
    question.query.get_compiler = lambda *_, **__: compiler
    question._fetch_all()
    del question.query.get_compiler
