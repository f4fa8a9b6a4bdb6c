"""Whoever lives somewhere else now, or has a second number, is found by that as well."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction

from frontdoor.jobs.example import registering
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import keying, searching
from frontdoor.people.held import Residence
from frontdoor.people.matching import Description, keys
from frontdoor.people.models import MatchKey, Person, SourceRecord
from frontdoor.people.vocabulary import Dwelling, Reached
from tests import make, rolling
from tests.database import Copy

pytestmark = pytest.mark.django_db

FOSTER = "12 Larkspur Row"
# A neighbour knows one name and where the child lives now.
BY_PLACE = Description(given_names="Tamsin", address=FOSTER, postcode="CV1 2ZZ")
BY_NUMBER = Description(given_names="Tamsin", phone="07700 900321")


def found(walk: Walk, asked: Description) -> dict[int, searching.Match]:
    """Return who is found, and is worth a look."""

    def search() -> list[searching.Match]:
        return searching.search(asked, hub_id=walk.hub.pk)

    matches = walk.as_("officer", lambda _: search())
    return {match.person_id: match for match in matches if match.is_worth_a_look}


def test_a_child_with_carers_is_found_by_where_the_carers_live(walk: Walk) -> None:
    case = make.case(walk, children=[rolling.HEARD])
    assert case.child_id not in found(walk, BY_PLACE)

    registering.live(walk, case, kind=Dwelling.STAYING, address=FOSTER, postcode="CV1 2ZZ")

    match = found(walk, BY_PLACE)[case.child_id]
    assert "same postcode" in match.likeness.agrees
    assert not match.likeness.differs


def test_a_second_number_counts_and_an_email_does_not(walk: Walk) -> None:
    case = make.case(walk, children=[rolling.HEARD])
    registering.reach(walk, case, kind=Reached.EMAIL, value="07700900321@example.org")
    assert case.child_id not in found(walk, BY_NUMBER)

    registering.reach(walk, case, value="07700 900321")

    assert case.child_id in found(walk, BY_NUMBER)


def test_of_several_addresses_that_which_agrees_says_what_a_record_weighs(walk: Walk) -> None:
    case = make.case(walk, children=[rolling.HEARD])
    registering.live(walk, case, address=FOSTER, postcode="CV1 2ZZ")
    weight = found(walk, BY_PLACE)[case.child_id].weight

    registering.live(walk, case, address="99 Elsewhere Street", postcode="CV9 9ZZ")
    registering.live(walk, case, kind=Dwelling.NO_FIXED, address="", postcode="")

    assert found(walk, BY_PLACE)[case.child_id].weight == weight


def test_nothing_that_was_told_counts_for_less_beside_it(walk: Walk) -> None:
    case = make.case(walk, children=[rolling.HEARD])
    asked = searching.described(Person(**vars(rolling.HEARD)))
    weight = found(walk, asked)[case.child_id].weight

    registering.live(walk, case, address=FOSTER, postcode="CV1 2ZZ")

    assert found(walk, asked)[case.child_id].weight == weight


def test_other_addresses_are_looked_up_by_an_index_behind_the_wall(walk: Walk) -> None:
    make.enter("officer")
    question = searching.second([searching._Search(BY_PLACE)] * 100, hub_id=walk.hub.pk)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {question.sql}", question.values)
        plan = "\n".join(line for (line,) in cursor.fetchall())

    for table in ("people_residence", "people_number"):
        assert f"Seq Scan on {table}" not in plan
    assert plan.count("Index Cond: (person_id = few") >= 2


# --- A feed that says that they moved ---


def fed(walk: Walk) -> Person:
    return walk.as_("manager", lambda _: SourceRecord.objects.get(number="P1").person)


def moved(walk: Walk, **said: str) -> list[str]:
    """Return the row of the next day, in which she lives elsewhere."""
    row = list(rolling.TAMSIN)
    row[5] = said["address"]
    rolling.taken(make.later(walk, days=1), [row, rolling.JOEL])
    return row


def test_who_moved_as_a_feed_says_is_found_where_they_lived_too(walk: Walk) -> None:
    rolling.taken(walk)
    moved(walk, address=FOSTER)

    person = fed(walk)
    assert person.address == FOSTER
    [before] = walk.as_("manager", lambda _: list(Residence.objects.filter(person=person)))
    assert (before.address, before.told_by) == ("1 Example Road", rolling.SYSTEM)
    assert before.until == (walk.at + timedelta(days=1)).date()
    for address in ("1 Example Road", FOSTER):
        asked = Description(given_names="Tamsin", family_name="Lowther", address=address)
        assert "same address" in found(walk, asked)[person.pk].likeness.agrees


def test_a_feed_that_says_the_same_address_again_keeps_one(walk: Walk) -> None:
    rolling.taken(walk)
    for days, address in ((1, FOSTER), (2, "1 Example Road"), (3, FOSTER)):
        row = [*rolling.TAMSIN[:5], address, *rolling.TAMSIN[6:]]
        rolling.taken(make.later(walk, days=days), [row])

    held = walk.as_("manager", lambda _: Residence.objects.filter(person=fed(walk)))
    addresses = walk.as_("manager", lambda _: {each.address for each in held})
    assert addresses == {FOSTER, "1 Example Road"}
    assert walk.as_("manager", lambda _: held.count()) == 2


def test_an_address_never_stands_with_the_postcode_of_another(walk: Walk) -> None:
    heads = [*rolling.HEADS, "Postcode"]
    rolling.taken(walk, [[*rolling.TAMSIN, "CV1 9ZZ"]], heads=heads)
    assert (fed(walk).address, fed(walk).postcode) == ("1 Example Road", "CV1 9ZZ")

    row = [*rolling.TAMSIN[:5], FOSTER, *rolling.TAMSIN[6:], ""]
    rolling.taken(make.later(walk, days=1), [row], heads=heads)

    assert (fed(walk).address, fed(walk).postcode) == (FOSTER, "")
    [before] = walk.as_("manager", lambda _: list(Residence.objects.all()))
    assert (before.address, before.postcode) == ("1 Example Road", "CV1 9ZZ")


def test_what_a_feed_leaves_blank_moves_nobody(walk: Walk) -> None:
    rolling.taken(walk)
    row = [*rolling.TAMSIN[:5], "", *rolling.TAMSIN[6:8], "Cy Example", *rolling.TAMSIN[9:]]

    rolling.taken(make.later(walk, days=1), [row])

    assert fed(walk).address == "1 Example Road"
    assert not walk.as_("manager", lambda _: Residence.objects.exists())


# --- Keys that are made anew ---


@pytest.mark.django_db(transaction=True)
def test_keys_that_are_made_anew_are_of_all_that_is_held(database_copy: Copy) -> None:
    with transaction.atomic():
        walk = make.walk()
        case = make.case(walk, children=[rolling.HEARD])
        registering.live(walk, case, address=FOSTER, postcode="CV1 2ZZ")
        registering.reach(walk, case)
        registering.reach(walk, case, kind=Reached.EMAIL, value="sasha@example.org")
    try:
        with psycopg.connect(database_copy.superuser) as over:
            over.execute("ALTER TABLE people_matchkey DISABLE TRIGGER USER")
            over.execute("DELETE FROM people_matchkey")
        with psycopg.connect(database_copy.owner) as owner, owner.cursor() as cursor:
            keying.fill(cursor)
        with transaction.atomic():
            make.enter("officer")
            held = set(MatchKey.objects.filter(person=case.child).values_list("key", flat=True))
        for asked in (BY_PLACE, BY_NUMBER):
            assert set(keys.numbers(keys.first(asked))) <= held
    finally:
        connection.close()
