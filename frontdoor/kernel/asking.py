"""Questions that take several readings, and beside others no more messages than one of them.

A question is a function that yields what it wants to know, and goes on when that is known:

    @asks
    def past(person: Person) -> Asking[Past]:
        records = same_as.asked(person)
        yield (records,)
        calls, work = Call.objects.filter(person__in=records.answer), involved.asked(records.answer)
        yield calls, work
        return Past(calls=list(calls), work=work.answer)

What it wants are rows of its own and answers of others. Called, `past(person)` is the answer. All
that is wanted at one time goes in one message, however many want it; and what is asked twice is
read once.
"""

from collections.abc import Callable, Generator, Hashable, Iterable
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

from django.db.models import Model, QuerySet

from frontdoor.kernel.together import together

P = ParamSpec("P")
T = TypeVar("T")
Rows = QuerySet[Any, Any]
Wanted = tuple["Rows | Question[Any]", ...]
Asking = Generator[Wanted, None, T]


class asks(Generic[P, T]):  # noqa: N801  A decorator is named like a function.
    """A function whose answer is read from the database, alone or beside others."""

    def __init__(self, road: Callable[P, Asking[T]]) -> None:
        self._road = road
        update_wrapper(self, road)

    def __call__(self, *about: P.args, **more: P.kwargs) -> T:
        """Ask this alone, and return the answer."""
        question, reading = self.asked(*about, **more), _Reading()
        while unread := reading.go_on(question):
            together(*unread)
            for rows in unread:
                len(rows)  # What can have no answer was not asked for, and is empty.
        return question.answer

    def asked(self, *about: P.args, **more: P.kwargs) -> "Question[T]":
        """Return the question, for another to want it beside its own."""
        same = (self._road, about, tuple(sorted(more.items())))
        return Question(self._road(*about, **more), same=same if _is_hashable(same) else object())


class Question(Generic[T]):
    """A question on its way to its answer. Two that are the `same` have one answer."""

    answer: T

    def __init__(self, road: Asking[T], *, same: Hashable) -> None:
        self._road = road
        self.same = same
        self.wants: Wanted = ()
        self.is_answered = False

    def step(self) -> None:
        """Go on, now that all that was wanted is known: to what is wanted next, or the answer."""
        try:
            self.wants = next(self._road)
        except StopIteration as end:
            self.take(end.value)

    def take(self, answer: T) -> None:
        """Have an answer."""
        self.answer, self.is_answered, self.wants = answer, True, ()


class _Reading:
    """Takes a question, and all that are asked for it, as far as it goes without the database."""

    def __init__(self) -> None:
        self._asked: dict[Hashable, Question[Any]] = {}

    def go_on(self, question: Question[Any]) -> list[Rows]:
        """Return what has to be read before a question goes on; nothing where it is answered."""
        while not question.is_answered:
            if unread := [rows for wanted in question.wants for rows in self._unread(wanted)]:
                return list(dict.fromkeys(unread))
            question.step()
        return []

    def _unread(self, wanted: Rows | Question[Any]) -> list[Rows]:
        if isinstance(wanted, QuerySet):
            return [] if _is_read(wanted) else [wanted]
        first = self._asked.setdefault(wanted.same, wanted)
        unread = self.go_on(first)
        if first.is_answered and not wanted.is_answered:
            wanted.take(first.answer)
        return unread


def _is_read(rows: Any) -> bool:
    """Tell whether rows are here."""
    return rows._result_cache is not None


def _is_hashable(value: object) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def beside(rows: Iterable[Model], name: str, found: Iterable[Model], *, field: str) -> None:
    """Let each row have under `name` what was read beside it and refers to it by `field`."""
    own: dict[Any, list[Model]] = {}
    held = {row.pk: row for row in rows}
    for each in found:
        key = getattr(each, f"{field}_id")
        if key in held:
            setattr(each, field, held[key])
            own.setdefault(key, []).append(each)
    for key, row in held.items():
        _keep(row, name, own.get(key, []))


def _keep(row: Any, name: str, found: list[Model]) -> None:
    """Keep rows where Django looks for what was prefetched."""
    kept: Any = QuerySet(model=row._meta.get_field(name).related_model)
    kept._result_cache, kept._prefetch_done = found, True
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept
