"""A question that is put into SQL once asks what Django would ask with the same values."""

import inspect
import pkgutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st

import frontdoor
from frontdoor.casework.contacts import rows
from frontdoor.casework.contacts.models import Case, Clock, Party
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.together import together
from frontdoor.people.models import Person
from tests import make

pytestmark = pytest.mark.django_db

NUMBERS = st.integers(1, 2**31 - 1)
# What no table can hold is turned away at the door.
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=9)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    int: NUMBERS,
    str: WORDS,
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    UUID: st.uuids(),
    list[int]: st.lists(NUMBERS, min_size=1, max_size=4, unique=True),
    list[str]: st.lists(WORDS, min_size=1, max_size=4, unique=True),
}


def _all() -> Iterator[tuple[str, prepared[Any, Any, Any]]]:
    for module in pkgutil.walk_packages(frontdoor.__path__, "frontdoor."):
        if module.name.rpartition(".")[2] in {"queries", "reports", "rows", "writing"}:
            for name, found in vars(import_module(module.name)).items():
                if isinstance(found, prepared):
                    yield f"{module.name}.{name}", found


PREPARED = dict(_all())


def _asked(question: QuerySet[Any, Any]) -> tuple[str, set[Any]]:
    """Return what is asked with each value in its place, and of which sort values are."""
    sql, values = question.query.get_compiler(using=question.db).as_sql()
    first, *parts = sql.split("%s")
    asked: set[Any] = set()
    for value, part in zip(values, parts, strict=True):
        several = value if isinstance(value, list) else [value]
        first = first.removesuffix("= ANY(") + "IN (" if isinstance(value, list) else first
        first += ", ".join(_word(each) for each in several) + part
        asked |= {(type(each), each) for each in several}
    return first.replace("%%", "%"), asked


def _word(value: Any) -> str:
    of_postgresql: Any = connection.ops
    return str(of_postgresql.compose_sql("%s", (value,))).replace("%", "%%")


@pytest.mark.parametrize("name", PREPARED)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_prepared_question_asks_what_django_would_ask(name: str, data: st.DataObject) -> None:
    question = PREPARED[name]
    takes = inspect.signature(question.rows).parameters.values()
    values = [data.draw(VALUES[each.annotation], label=each.name) for each in takes]

    found = question(*values)

    (sql, given), (of_django, all_given) = _asked(found), _asked(question.rows(*values))
    assert (sql, given - all_given) == (of_django, set())
    with pytest.raises(TypeError, match="Refine them where they are prepared"):
        found.all()


def test_a_prepared_question_is_answered_alone_and_together(walk: Walk) -> None:
    one, other = make.case(walk), make.case(walk)
    make.enter()
    both, clocks = rows.parties([one.contact_id, other.contact_id]), rows.clocks(other.pk)
    together(both, clocks)

    assert list(both) == list(Party.objects.order_by("pk"))
    assert list(clocks) == list(Clock.objects.filter(case=other).order_by("due_at", "pk"))
    assert {party.contact_id for party in rows.parties([one.contact_id])} == {one.contact_id}
    assert list(rows.siblings(one.contact_id, one.pk)) == []


def test_the_values_of_one_question_do_not_reach_another(walk: Walk) -> None:
    cases = [make.case(walk) for _ in range(3)]
    make.enter()
    asked = [rows.clocks(case.pk) for case in cases]
    together(*asked)

    assert [{clock.case_id for clock in each} for each in asked] == [{case.pk} for case in cases]


def test_what_one_thread_learnt_another_asks_on_its_own_connection() -> None:
    assert list(_clocks(1)) == []

    def ask() -> list[Clock]:
        try:
            return list(_clocks(1))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as another:
        assert another.submit(ask).result() == []


@pytest.mark.parametrize("values", [[[]], [None], [[None]], [[1, "1"]], [True], [1.5]])
def test_what_is_no_plain_value_is_left_to_django(values: list[Any]) -> None:
    @prepared
    def either(contact: Any) -> QuerySet[Party]:
        held = contact if isinstance(contact, list) else [contact]
        return Party.objects.filter(contact__in=held)

    assert list(either(*values).filter(pk=1)) == []


@prepared
def _called(name: str) -> QuerySet[Person]:
    return Person.objects.filter(family_name__icontains=name)


@prepared
def _first(most: int) -> QuerySet[Case]:
    return Case.objects.order_by("pk")[:most]


@prepared
def _clocks(case: int) -> QuerySet[Clock]:
    return Clock.objects.filter(case=case)


def test_a_value_that_is_changed_on_its_way_is_left_to_django(walk: Walk) -> None:
    make.case(walk)
    make.enter()

    assert [person.family_name for person in _called("exampl").order_by("pk")] == ["Example"]
    assert len(_first(1)) == 1
    assert _first(1).all().query.high_mark == 1


def test_a_value_that_is_named_is_left_to_django(walk: Walk) -> None:
    case = make.case(walk)
    make.enter()

    assert list(_clocks(case=case.pk).order_by("pk")) == list(_clocks(case.pk)) != []
