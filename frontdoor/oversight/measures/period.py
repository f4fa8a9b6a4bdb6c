"""The months that figures are asked for, and the asking itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection


@dataclass(frozen=True, kw_only=True)
class Period:
    """Whole months, from the first day of one to the first day of the last, both included."""

    since: date
    until: date

    def ask(self, sql: str, *, hub_id: int) -> list[tuple[Any, ...]]:
        """Return what the roll-up answers for one hub in these months."""
        with connection.cursor() as cursor:
            cursor.execute(sql, {"hub": hub_id, "since": self.since, "until": self.until})
            return list(cursor.fetchall())
