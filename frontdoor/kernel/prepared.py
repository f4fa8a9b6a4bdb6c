"""Questions that are put into SQL once a process: afterwards only the values in them change.

    @prepared
    def _clocks(case: int) -> QuerySet[Clock]:
        return Clock.objects.filter(case=case).order_by("due_at", "pk")

It takes plain values (numbers, words, days, moments, keys), treats them all alike, and returns
rows as ever. To learn where its values go, it is compiled twice with marks in their places. What
does not fit is left to Django: an empty list, None, a moment without a zone, a mark that is not
found again or is changed on its way.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from itertools import count
from typing import Any, Generic, ParamSpec, TypeVar, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
R = TypeVar("R")
Shape = tuple[tuple[type, bool], ...]
PLACE = "%s"
ONE_OF, ANY_OF = "IN (", "= ANY("


class prepared(Generic[P, M, R]):  # noqa: N801  A decorator is named like a function.
    """A function of plain values that returns rows, put into SQL once for each sort of values."""

    def __init__(self, rows: Callable[P, QuerySet[M, R]]) -> None:
        self.rows = rows
        self._known: dict[Shape, _Prepared | None] = {}
        update_wrapper(self, rows)

    def __call__(self, *values: P.args, **named: P.kwargs) -> QuerySet[M, R]:
        """Return the rows, to be read alone or together with others, and not to be refined."""
        known = None if named else self._prepared(values)
        return known.bound(values) if known else self.rows(*values, **named)

    def forget(self) -> None:
        """Put it into SQL anew when it is asked next: how its rows are asked for has changed."""
        self._known.clear()

    def _prepared(self, values: tuple[object, ...]) -> "_Prepared | None":
        shape = _shape(values)
        if shape is not None and shape not in self._known:
            self._known[shape] = _learnt(self.rows, shape)
        return self._known[shape] if shape is not None else None


@dataclass(frozen=True)
class _Prepared:
    """A question in SQL, and which of its values stands at which of its places."""

    rows: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    places: tuple[tuple[type, int], ...]

    def bound(self, values: Sequence[Any]) -> QuerySet[Any, Any]:
        """Return rows that ask with these values."""
        params = tuple(_as(kind, values[number]) for kind, number in self.places)
        asked, compiler = (self.sql, params), copy.copy(self.compiler)
        # Each thread has a connection of its own, and the one that learnt it may be another.
        compiler.connection = connections[self.rows.db]
        compiler.as_sql = lambda *_, **__: asked  # type: ignore[method-assign]
        rows = self.rows.all()
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        rows.query.clone = _refuse  # type: ignore[method-assign]
        return rows


def _as(kind: type, value: Any) -> Any:
    """Return a value as Django gives it to the database: a number says how long it is."""
    if isinstance(value, list):
        return [kind(each) for each in value]
    return value if isinstance(value, kind) else kind(value)


def _refuse(*_: Any, **__: Any) -> Any:
    raise TypeError("These rows are asked for as they are. Refine them where they are prepared.")


def _shape(values: Sequence[Any]) -> Shape | None:
    """Return of what sort values are, and which are lists; nothing where one is of no sort."""
    sorts = [(sort, isinstance(value, list)) for value in values if (sort := _sort(value))]
    return tuple(sorts) if len(sorts) == len(values) else None


def _sort(value: Any) -> type | None:
    if isinstance(value, datetime) and value.tzinfo is None:
        return None  # Django asks which time is meant.
    kinds = {type(each) for each in value} if isinstance(value, list) else {type(value)}
    return kinds.pop() if kinds in _SORTS else None


def _learnt(rows: Callable[..., QuerySet[Any, Any]], shape: Shape) -> _Prepared | None:
    """Compile a question with two sets of marks: where they differ is where its values go."""
    marks, others = _marks(shape), _marks(shape)
    made = _made(rows, shape, marks)
    try:
        compiler, (sql, params) = _compiled(made)
        _, again = _compiled(_made(rows, shape, others))
    except EmptyResultSet:
        return None
    places = {at: marks.index(each) for at, each in enumerate(params) if each in marks}
    moved = tuple(others[places[at]] if at in places else each for at, each in enumerate(params))
    lists = {at for at, number in places.items() if shape[number][1]}
    text = _with_lists(sql, lists, of=len(params))
    are_all_there = set(places.values()) == set(range(len(shape)))
    if text is None or (sql, moved) != again or not are_all_there:
        return None
    _keep_converters(compiler)
    # What is the same each time stands there as a word: so one plan for all values can use an index
    # of what is open alone.
    kept = {at: _word(each) for at, each in enumerate(params) if at not in places}
    compiler.is_planned_once = True  # type: ignore[attr-defined]
    kinds = tuple((type(params[at]), number) for at, number in places.items())
    return _Prepared(made, compiler, _with_words(text, kept), kinds)


def _word(value: Any) -> str:
    """Return a value as it stands in SQL."""
    connection.ensure_connection()
    of_postgresql: Any = connection.ops
    return str(of_postgresql.compose_sql(PLACE, (value,))).replace("%", "%%")


def _with_words(sql: str, kept: Mapping[int, str]) -> str:
    first, *parts = sql.split(PLACE)
    return first + "".join(kept.get(at, PLACE) + part for at, part in enumerate(parts))


def _keep_converters(compiler: SQLCompiler) -> None:
    """Let a compiler look once for what makes our values of those in the database."""
    selected = [each for each, *_ in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(selected)
    compiler.get_converters = lambda *_: converters  # type: ignore[method-assign]


_numbers = count(1_700_000_003, 2_017)  # Numbers that no question has of its own.
_SORTS: list[set[type]] = [{int}, {str}, {date}, {datetime}, {UUID}]


def _marks(shape: Shape) -> list[Any]:
    return [_mark(sort, next(_numbers)) for sort, _ in shape]


def _mark(sort: type, number: int) -> Any:
    """Return a value of a sort that no question has of its own."""
    moment = datetime(1, 1, 1, tzinfo=UTC) + timedelta(minutes=number)
    return {
        int: number,
        str: f"mark {number}",
        date: moment.date(),
        datetime: moment,
        UUID: UUID(int=number),
    }[sort]


def _made(rows: Callable[..., Any], shape: Shape, marks: list[Any]) -> QuerySet[Any, Any]:
    values = ([mark] if many else mark for mark, (_, many) in zip(marks, shape, strict=True))
    return cast(QuerySet[Any, Any], rows(*values))


def _compiled(rows: QuerySet[Any, Any]) -> tuple[SQLCompiler, tuple[str, tuple[Any, ...]]]:
    compiler = rows.query.get_compiler(using=rows.db)
    sql, params = compiler.as_sql()
    return compiler, (sql, tuple(params))


def _with_lists(sql: str, lists: set[int], *, of: int) -> str | None:
    """Let each of these places take a whole list; nothing where one is no place of a list."""
    parts = sql.split(PLACE)
    if "%%" in sql or len(parts) != of + 1:
        return None
    for at in lists:
        if not (parts[at].endswith(ONE_OF) and parts[at + 1].startswith(")")):
            return None
        parts[at] = parts[at].removesuffix(ONE_OF) + ANY_OF
    return PLACE.join(parts)
