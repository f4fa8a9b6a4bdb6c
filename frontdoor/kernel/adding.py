"""New rows of several tables in one message to the database."""

from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.sql import InsertQuery

from frontdoor.kernel.together import Asked, Rows, together


def add(*rows: Model) -> None:
    """Store rows that are new, in this order; afterwards each has its number.

    What refers to another row of the same message does not know that row's number yet.
    """
    together(*(new(row) for row in rows))


def new(row: Model) -> Asked:
    """Return how a row that is new is stored, to go in one message with other things."""
    fields = [field for field in row._meta.local_concrete_fields if not field.primary_key]
    query: Any = InsertQuery(type(row))
    query.insert_values(fields, [row])
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = row._meta.db_returning_fields
    [(sql, values)] = compiler.as_sql()
    return Asked(sql, tuple(values), take=lambda numbers: _stored(row, numbers))


def _stored(row: Model, numbers: Rows) -> None:
    """Let a row know that it is stored, and what the database gave it."""
    for field, value in zip(row._meta.db_returning_fields, numbers[0], strict=True):
        setattr(row, field.attname, value)
    row._state.adding, row._state.db = False, connection.alias
