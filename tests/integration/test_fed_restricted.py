"""Whom another system told of is restricted with the record that they are linked to."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from frontdoor.access import context
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.rolls import exporting, queries
from frontdoor.casework.rolls.models import Roll
from frontdoor.jobs.example import restricting, staff
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import queries as people
from frontdoor.people import searching
from frontdoor.people.models import Involvement, MatchKey, Person, Source, SourceRecord
from tests import make, pages, pairs, rolling
from tests.integration.behind import ask

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
READER, OTHER = "manager-2", "manager"


@pytest.fixture
def fed(walk: Walk) -> Person:
    """Return Tamsin, as the case system told of her and nobody else did."""
    staff.hire(walk.hub)
    rolling.taken(walk)
    return walk.as_(OTHER, lambda _: SourceRecord.objects.get(number="P1").person)


@pytest.fixture
def case(walk: Walk, fed: Person) -> Case:
    """Return a case of hers, of whom a contact told as well, linked to what the system tells."""
    case = make.case(walk, children=[rolling.HEARD])
    pairs.linked(walk, fed, case.child)
    return case


def restrict(walk: Walk, case: Case) -> None:
    restricting.restrict(walk, case.contact, READER, by=READER)


def meets(walk: Walk, who: str, fed: Person) -> set[str]:
    """Return where somebody meets what the system told of her."""

    def look() -> set[str]:
        asked = searching.described(Person(**vars(rolling.HEARD)))
        found = {match.person_id for match in searching.search(asked, hub_id=walk.hub.pk)}
        [listed] = searching.search_many([asked], hub_id=walk.hub.pk)
        return {
            place
            for place, is_met in {
                "search": fed.pk in found,
                "list": fed.pk in {match.person_id for match in listed},
                "person": Person.objects.filter(pk=fed.pk).exists(),
                "number": SourceRecord.objects.filter(person=fed).exists(),
                "keys": MatchKey.objects.filter(person=fed).exists(),
                "work": Involvement.objects.filter(person=fed).exists(),
                "history": bool(ask(
                    'SELECT 1 FROM audit_rowchange WHERE "table" = %s AND row_id = %s',
                    "people_person", fed.pk,
                )),
            }.items()
            if is_met
        }  # fmt: skip

    return walk.as_(who, lambda _: look())


EVERYWHERE = {"search", "list", "person", "number", "keys", "work", "history"}


def test_she_is_hidden_with_the_record_and_back_when_it_is_open_again(
    walk: Walk, fed: Person, case: Case
) -> None:
    assert meets(walk, OTHER, fed) == EVERYWHERE

    held = restricting.restrict(walk, case.contact, READER, by=READER)

    assert meets(walk, OTHER, fed) == set()
    assert meets(walk, "officer", fed) == set()
    assert meets(walk, READER, fed) == EVERYWHERE

    restricting.lift(walk, held, by=READER)

    assert meets(walk, OTHER, fed) == EVERYWHERE


def test_whom_a_link_reaches_later_is_hidden_too_and_free_when_it_is_undone(
    walk: Walk, fed: Person
) -> None:
    case = make.case(walk, children=[rolling.HEARD])
    restrict(walk, case)
    assert meets(walk, OTHER, fed) == EVERYWHERE

    link = pairs.linked(walk, fed, case.child, by=READER)
    assert meets(walk, OTHER, fed) == set()

    pairs.parted(walk, link, by=READER)
    assert meets(walk, OTHER, fed) == EVERYWHERE


def test_it_is_hidden_through_every_link_and_another_contact_of_hers_is_not(
    walk: Walk, fed: Person, case: Case
) -> None:
    elsewhere = make.case(walk, children=[rolling.HEARD])
    other = walk.as_(OTHER, lambda _: SourceRecord.objects.get(number="P2").person)
    pairs.linked(walk, elsewhere.child, fed)
    pairs.linked(walk, other, elsewhere.child)

    restrict(walk, case)

    assert meets(walk, OTHER, fed) == set()
    assert not walk.as_(OTHER, lambda _: Person.objects.filter(pk=other.pk).exists())
    assert walk.as_(OTHER, lambda _: people.same_as(elsewhere.child)) == [elsewhere.child]
    assert walk.as_(OTHER, lambda _: Person.objects.filter(pk=elsewhere.child_id).exists())


def test_nobody_else_is_hidden_with_her(walk: Walk, fed: Person, case: Case) -> None:
    restrict(walk, case)

    names = walk.as_(OTHER, lambda _: [each.number for each in SourceRecord.objects.all()])
    assert names == ["P2"]


def test_broken_glass_shows_her_for_as_long_as_it_is_open(
    walk: Walk, fed: Person, case: Case
) -> None:
    restrict(walk, case)
    restricting.break_glass(walk, case.reference)

    def sees(hours: float) -> bool:
        with context.as_actor(walk.actor("officer"), at=walk.at + timedelta(hours=hours)):
            return Person.objects.filter(pk=fed.pk).exists()

    assert sees(0.1)
    assert not sees(3)


def test_her_page_and_an_export_of_the_register_are_for_those_who_may(
    walk: Walk, fed: Person, case: Case, sign_in: SignIn
) -> None:
    elsewhere = make.case(walk, children=[rolling.HEARD])
    pairs.linked(walk, elsewhere.child, fed)
    page = f"/cases/{elsewhere.reference}/people/{elsewhere.child_id}/"
    client = sign_in("officer")
    assert "Ada Example" in pages.text(client.get(page))

    restrict(walk, case)

    assert "Ada Example" not in pages.text(client.get(page))

    def export(who: str) -> str:
        source = walk.as_(who, lambda _: Source.objects.get(name=rolling.SYSTEM))
        rows = walk.as_(
            who, lambda by: exporting.export(source=source, purpose="compare", by=by, at=walk.at)
        )
        return str(rows)

    assert "Tamsin" not in export(OTHER)
    assert "Tamsin" in export(READER)


def test_a_pair_with_her_waits_for_those_alone_who_may_see_her(
    walk: Walk, fed: Person, case: Case
) -> None:
    other = pairs.another(walk, rolling.HEARD).child
    pairs.propose(walk, pairs.near(fed, other))
    today = walk.at.date()
    assert walk.as_(OTHER, lambda _: people.how_many_pairs(on=today)) == 1

    restrict(walk, case)

    assert walk.as_(OTHER, lambda _: people.how_many_pairs(on=today)) == 0
    assert walk.as_(READER, lambda _: people.how_many_pairs(on=today)) == 1


# --- What the system tells of her goes on ---


def moved(walk: Walk) -> tuple[Roll, queries.Trial]:
    """Take a feed of the next day, in which she has another worker; return what came of it."""
    tomorrow = make.later(walk, days=1)
    row = [*rolling.TAMSIN[:8], "Cy Example", *rolling.TAMSIN[9:]]
    roll = rolling.brought(tomorrow, [row, rolling.JOEL])
    trial = walk.as_(OTHER, lambda by: queries.trial(roll, roll.columns, by=by, at=tomorrow.at))
    return rolling.finished(tomorrow, rolling.begun(tomorrow, roll)), trial


def counted(walk: Walk, roll: Roll) -> tuple[int, int, int, int]:
    found = walk.as_(OTHER, lambda _: queries.progress(roll))
    return found.new, found.changed, found.same, found.refused


def test_a_feed_brought_by_others_is_taken_of_her_and_says_nothing_of_it(
    walk: Walk, fed: Person, case: Case
) -> None:
    restrict(walk, case)

    roll, trial = moved(walk)

    assert (trial.new, trial.known, trial.gone) == (0, 2, 0), "As where nobody is restricted"
    assert counted(walk, roll) == (0, 1, 1, 0)
    assert meets(walk, OTHER, fed) == set()
    work = walk.as_(READER, lambda _: Involvement.objects.get(person=fed))
    assert work.worker == "Cy Example"


def test_the_same_feed_counts_the_same_where_nobody_is_restricted(
    walk: Walk, fed: Person, case: Case
) -> None:
    roll, trial = moved(walk)

    assert (trial.new, trial.known, trial.gone) == (0, 2, 0)
    assert counted(walk, roll) == (0, 1, 1, 0)


def test_that_she_is_no_longer_in_the_feed_is_noted_where_nobody_else_sees_it(
    walk: Walk, fed: Person, case: Case
) -> None:
    restrict(walk, case)

    roll = rolling.taken(make.later(walk, days=1), [rolling.JOEL])

    assert roll.gone == 1
    work = walk.as_(READER, lambda _: Involvement.objects.get(person=fed))
    assert work.gone_at == roll.as_at


def test_what_the_program_sees_while_it_takes_a_feed_nobody_sees_afterwards(
    walk: Walk, fed: Person, case: Case
) -> None:
    restrict(walk, case)
    with context.as_actor(walk.actor(OTHER), at=walk.at):
        with context.telling(walk.actor(OTHER), at=walk.at):
            assert ask("SELECT count(*) FROM people_sourcerecord") == [(2,)]
        assert ask("SELECT count(*) FROM people_sourcerecord") == [(1,)]


def test_a_search_with_her_hidden_is_asked_over_an_index(
    walk: Walk, fed: Person, case: Case
) -> None:
    restrict(walk, case)
    make.enter("officer")

    ask("SET LOCAL enable_seqscan = off")
    sql = "EXPLAIN (VERBOSE) SELECT person_id FROM people_matchkey WHERE hub_id = %s AND key = 7"
    plan = "\n".join(str(line) for (line,) in ask(sql, walk.hub.pk))

    assert "frontdoor_hidden" in plan
    assert "InitPlan" in plan
    assert "Seq Scan on public.people_matchkey" not in plan
    assert "key = 7)" in plan.split("Index Cond:")[1]
