"""One line of JSON for each thing that is logged: when in UTC, how grave, from where, and what."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from traceback import TracebackException
from types import TracebackType
from typing import Any

Failed = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# What PostgreSQL says of where it refused: names of this program, and nothing of a row.
PLACES = ("schema_name", "table_name", "column_name", "datatype_name", "constraint_name")


class Lines(logging.Formatter):
    """Writes what was logged so that nobody can add a line to it, and no case data is in it.

    A line break in what somebody typed is two characters here (ASVS 5.0, 16.4.1). Of an error it
    tells the places in the code and its kind; not its words, which may quote a row or what was
    typed, nor any local variable.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "said": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)

    def formatException(self, ei: Failed) -> str:  # noqa: N802  It is logging's own name.
        """Return where an error and what it came from were raised, and of what kind each is."""
        return "\n".join(_told(ei[1]))


def _told(error: BaseException | None) -> Iterator[str]:
    """Yield each error in the order in which they were raised."""
    if error is None:
        return
    yield from _told(error.__cause__ or (None if error.__suppress_context__ else error.__context__))
    yield "".join(TracebackException.from_exception(error).stack.format()).rstrip()
    kind = type(error)
    yield " ".join([f"{kind.__module__}.{kind.__qualname__}", *_refused(error)])


def _refused(error: BaseException) -> Iterator[str]:
    """Yield the code with which the database refused, and what of this program it names."""
    if code := getattr(error, "sqlstate", None):
        yield f"sqlstate {code}"
    diagnostic: Any = getattr(error, "diag", None)
    for place in PLACES:
        if name := getattr(diagnostic, place, None):
            yield f"{place} {name}"
