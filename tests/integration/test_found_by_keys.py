"""Whoever is written down is found by keys: in step with what is said, and behind the wall."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from frontdoor.casework.contacts import operations as contacts
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.jobs.example import restricting, staff
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Stale
from frontdoor.kernel.together import Asked
from frontdoor.people import operations as people
from frontdoor.people import queries, searching
from frontdoor.people.matching import Band, Description, Likeness, keys
from frontdoor.people.matching.model import shipped
from frontdoor.people.models import MatchKey, Person
from frontdoor.people.operations import Told
from tests import make

pytestmark = pytest.mark.django_db

JUNO = Told(
    given_names="Juno", family_name="Hartwell", date_of_birth=date(2019, 4, 2), postcode="CV1 9ZZ"
)
ASKED = Description(given_names="Juna", family_name="Hartwel", date_of_birth=date(2019, 2, 4))


def found(asked: Description = ASKED, *, walk: Walk) -> list[str]:
    return [
        queries.get(match.person_id).name for match in searching.search(asked, hub_id=walk.hub.pk)
    ]


def keys_of(person: Person) -> set[int]:
    return set(MatchKey.objects.filter(person=person).values_list("key", flat=True))


def test_a_child_and_a_carer_are_found_from_when_they_were_written_down(walk: Walk) -> None:
    contact = walk.contact(children=[JUNO])
    walk.person(contact, replace(JUNO, given_names="Dana"), Part.CARER, kin="mother")

    make.enter()
    assert found(walk=walk)[0] == "Juno Hartwell"
    assert found(replace(ASKED, given_names="Dana"), walk=walk)[0] == "Dana Hartwell"


def test_everybody_stands_under_the_keys_of_what_is_said_of_them(walk: Walk) -> None:
    contact = walk.contact(children=[JUNO, replace(JUNO, given_names="Remy")])
    walk.person(contact, Told(description="A man with a van"), Part.RISK)

    make.enter()
    people = list(Person.objects.all())
    assert len(people) >= 3
    for person in people:
        assert keys_of(person) == set(keys.of(searching.described(person)))


def test_a_record_that_was_put_right_is_found_by_both_names(walk: Walk) -> None:
    contact = walk.contact(children=[JUNO])
    child = walk.case(contact).child
    told = replace(JUNO, given_names="Wilhelmina", family_name="Oakes")

    walk.as_(
        "officer",
        lambda by: contacts.correct_person(
            contact=contact, person=child, told=told, seen=1, by=by, at=walk.at
        ),
    )

    make.enter()
    as_before = Description(given_names="Juno", family_name="Hartwell")
    as_now = Description(given_names="Wilhelmina", family_name="Oakes")
    assert "Wilhelmina Oakes" in found(as_before, walk=walk)
    assert found(as_now, walk=walk)[0] == "Wilhelmina Oakes"


def test_a_change_that_is_refused_leaves_the_keys(walk: Walk) -> None:
    contact = walk.contact(children=[JUNO])
    child = walk.case(contact).child
    make.enter()
    before = keys_of(child)

    with pytest.raises(Stale), transaction.atomic():
        contacts.correct_person(
            contact=contact, person=child, told=Told(given_names="Remy"), seen=7,
            by=make.enter("officer"), at=walk.at,
        )  # fmt: skip

    make.enter()
    assert keys_of(child) == before


def test_another_hub_finds_nothing_of_it(walk: Walk) -> None:
    walk.contact(children=[JUNO])

    make.enter(hub_slug="durham")

    assert found(walk=walk) == found(walk=make.walk("durham")) == []
    assert not MatchKey.objects.exists()


def test_a_partner_finds_nothing(walk: Walk) -> None:
    walk.contact(children=[JUNO])

    make.enter("police")

    assert found(walk=walk) == []
    assert not MatchKey.objects.exists()


def test_a_restricted_record_is_silent(walk: Walk) -> None:
    contact = make.contact(walk, children=[JUNO])
    staff.hire(walk.hub)
    restricting.restrict(walk, contact, "manager")

    make.enter("officer")
    assert found(walk=walk) == []
    make.enter("manager")
    assert found(walk=walk) == ["Juno Hartwell"]


def test_the_best_comes_first_with_its_reasons(walk: Walk) -> None:
    twin = replace(JUNO, given_names="Ottilie")
    # A given name alone is no reason to look.
    walk.contact(children=[twin, JUNO, Told(given_names="Juno", family_name="Penhale")])

    make.enter()
    child = walk.case(make.later(walk, days=9).contact(children=[JUNO])).child
    make.enter()
    first, second = queries.candidates(child)

    names = [queries.get(each.person_id).name for each in (first, second)]
    assert names == ["Juno Hartwell", "Ottilie Hartwell"]
    assert first.likeness.band == Band.SAME
    assert first.likeness.differs == ()
    assert second.likeness.band == Band.POSSIBLY
    assert second.likeness.differs == ("different given name",)


def test_a_link_remembers_which_weights_stood_beside_it(walk: Walk) -> None:
    one, other = (walk.case(walk.contact(children=[JUNO])).child for _ in range(2))
    by = make.enter("officer")

    made = people.link(
        person=one, same_as=other, why="Same school.", subject="CV-27-00001-A", by=by, at=walk.at
    )

    assert made.weights == shipped().version


def test_a_list_finds_what_each_of_its_rows_finds_alone(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = replace(JUNO, given_names="Ottilie")
    walk.contact(children=[JUNO, twin, Told(given_names="Tamsin", postcode="CV1 9ZZ")])
    nobody = Description(given_names="Bartholomew", family_name="Quince")
    misheard = Description(given_names="Oddily", family_name="Heartwell")
    asked = [ASKED, nobody, misheard, Description(), Description(postcode="CV1 9ZZ"), ASKED]
    make.enter()
    alone = [searching.search(each, hub_id=walk.hub.pk) for each in asked]

    for at_once in (2, 100):
        monkeypatch.setattr(searching, "AT_ONCE", at_once)
        found = searching.search_many(asked, hub_id=walk.hub.pk)
        assert list(map(told, found)) == list(map(told, alone))
    assert [len(each) for each in alone] == [2, 0, 2, 0, 3, 2]


def test_an_empty_list_finds_nothing(walk: Walk) -> None:
    make.enter()

    assert searching.search_many([], hub_id=walk.hub.pk) == []


def test_a_list_of_hundreds_is_asked_for_in_a_few_messages(walk: Walk) -> None:
    walk.contact(children=[JUNO])
    make.enter()

    with CaptureQueriesContext(connection) as messages:
        found = searching.search_many([ASKED] * 300, hub_id=walk.hub.pk)

    assert len(messages) <= 2 * 300 / searching.AT_ONCE
    assert all(len(each) == 1 for each in found)


def test_a_list_finds_nothing_of_another_hub(walk: Walk) -> None:
    walk.contact(children=[JUNO])

    make.enter(hub_slug="durham")

    assert searching.search_many([ASKED], hub_id=walk.hub.pk) == [[]]


def told(found: list[searching.Match]) -> list[tuple[int, float, Likeness]]:
    return [(each.person_id, each.weight, each.likeness) for each in found]


QUESTIONS = [searching.counts, searching.first, searching.second]


@pytest.mark.parametrize("rows", [1, 200])
@pytest.mark.parametrize("ask", QUESTIONS, ids=["counts", "first", "second"])
def test_every_search_is_asked_over_an_index_behind_the_wall(
    walk: Walk, ask: Callable[..., Asked], rows: int
) -> None:
    make.enter("officer")
    questions = [ask([searching._Search(ASKED)] * rows, hub_id=walk.hub.pk)]

    for question in questions:
        with connection.cursor() as cursor:
            # A table of a test has a page or two: read whole unless that is forbidden. Behind the
            # wall an operator that is not leakproof would be a filter even so.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SELECT current_user, row_security_active('people_matchkey')")
            assert cursor.fetchone()[1]
            cursor.execute(f"EXPLAIN {question.sql}", question.values)
            plan = "\n".join(line for (line,) in cursor.fetchall())

        assert "Seq Scan on people_matchkey" not in plan
        assert "Scan using people_matchkey" in plan
        assert "key = asked.key)" in plan.split("Index Cond:", 1)[1]


def test_a_search_is_planned_once_whatever_is_asked_for(walk: Walk) -> None:
    walk.contact(children=[JUNO])
    make.enter("officer")

    for number in range(9):
        searching.search(replace(ASKED, family_name="Hartwel" * (number % 3)), hub_id=walk.hub.pk)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
            " WHERE statement LIKE '%people_matchkey%' AND statement NOT LIKE '%pg_prepared%'"
        )
        planned = cursor.fetchall()
    # PostgreSQL tries a plan for the values five times, and finds that one for all costs no more.
    assert planned
    assert all(custom <= 5 for _, custom in planned)
    assert any(generic for generic, _ in planned)
