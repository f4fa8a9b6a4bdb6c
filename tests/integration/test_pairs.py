"""Pairs of records that may be one person: found by the program, and said by people alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from frontdoor.access import context
from frontdoor.audit.models import RowChange
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import ROBIN, Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from frontdoor.people import operations as people
from frontdoor.people import queries as register
from frontdoor.people.models import Link, Pair, Person
from frontdoor.people.vocabulary import Judged
from tests import make, pairs

pytestmark = pytest.mark.django_db


def person(walk: Walk) -> Person:
    return walk.as_("manager", lambda by: people.write_down(replace(ROBIN), by=by))


def linked(walk: Walk, one: Person, other: Person) -> Link:
    return walk.as_(
        "manager",
        lambda by: people.link(
            person=one, same_as=other, why="So.", subject="CV-27-00001-A", by=by, at=walk.at
        ),
    )


def test_a_pair_is_there_once_whichever_way_round_and_however_often_it_is_found(walk: Walk) -> None:
    one, other = person(walk), person(walk)

    assert pairs.propose(walk, pairs.near(one, other)) == 1
    assert pairs.propose(walk, pairs.near(other, one, weight=99.0)) == 0

    make.enter()
    [found] = Pair.objects.all()
    assert (found.person_id, found.other_id, found.weight) == (one.pk, other.pk, 12.5)
    assert register.same_as(one) == [one]


def test_a_record_is_no_pair_with_itself(walk: Walk) -> None:
    one = person(walk)

    assert pairs.propose(walk, pairs.near(one, one)) == 0


def test_what_people_linked_is_not_asked_again_however_far_the_links_lead(walk: Walk) -> None:
    one, other, third, stranger = (person(walk) for _ in range(4))
    linked(walk, one, other)
    linked(walk, third, other)

    assert pairs.propose(walk, pairs.near(one, other), pairs.near(one, third)) == 0
    assert pairs.propose(walk, pairs.near(third, stranger)) == 1


def test_what_people_parted_is_not_asked_again(walk: Walk) -> None:
    one, other = person(walk), person(walk)
    made = linked(walk, other, one)
    walk.as_(
        "manager",
        lambda by: people.part(link=made, why="Two.", subject="CV-27-00001-A", by=by, at=walk.at),
    )

    assert pairs.propose(walk, pairs.near(one, other)) == 0


def test_one_person_is_a_link_by_whoever_says_so(walk: Walk) -> None:
    pair = pairs.of(walk, person(walk), person(walk))

    pairs.answer(walk, pair, Judged.SAME, by="triage")

    make.enter()
    [link] = register.links(pair.person)
    assert (link.why, link.linked_by) == ("The school says so.", walk.actor("triage").user_id)
    with pytest.raises(Refused, match="one person already"):
        pairs.two_people(walk, Pair.objects.get())


def test_two_people_stay_two_and_nobody_is_asked_again(walk: Walk) -> None:
    one, other = person(walk), person(walk)
    pairs.two_people(walk, pairs.of(walk, one, other))

    assert pairs.propose(walk, pairs.near(one, other)) == 0
    make.enter()
    assert register.same_as(one) == [one]
    assert register.waiting_pairs(on=walk.at.date()) == []


def test_whoever_finds_out_more_may_answer_anew(walk: Walk) -> None:
    pair = pairs.two_people(walk, pairs.of(walk, person(walk), person(walk)))

    pairs.answer(walk, pair, Judged.SAME, why="The grandmother has two names for her.")

    make.enter()
    assert register.are_one(pair.person, pair.other)


def test_what_cannot_be_told_comes_back_on_its_day(walk: Walk) -> None:
    pair = pairs.cannot_tell(walk, pairs.of(walk, person(walk), person(walk)), days=7)
    today = walk.at.date()

    make.enter()
    assert register.waiting_pairs(on=today) == []
    assert register.put_off_pairs(on=today) == [pair]
    assert register.waiting_pairs(on=today + timedelta(days=7)) == [pair]


def test_the_likeliest_comes_first(walk: Walk) -> None:
    less = pairs.of(walk, person(walk), person(walk), weight=3.0)
    more = pairs.of(walk, person(walk), person(walk), weight=30.0)

    make.enter()
    assert register.waiting_pairs(on=walk.at.date()) == [more, less]


@pytest.mark.parametrize("answer", list(Judged))
def test_no_answer_without_a_reason(walk: Walk, answer: Judged) -> None:
    pair = pairs.of(walk, person(walk), person(walk))

    with pytest.raises(Invalid, match="Write"):
        pairs.answer(walk, pair, answer, why="  ")


@pytest.mark.parametrize("days", [None, -1, 0])
def test_what_cannot_be_told_needs_a_day_to_come_back(walk: Walk, days: int | None) -> None:
    pair = pairs.of(walk, person(walk), person(walk))
    again = None if days is None else (walk.at + timedelta(days=days)).date()

    with pytest.raises(Invalid, match="after today"):
        pairs.answer(walk, pair, Judged.CANNOT_TELL, again_on=again)


def test_the_second_of_two_answers_is_refused(walk: Walk) -> None:
    pair = pairs.of(walk, person(walk), person(walk))
    pairs.two_people(walk, pair)

    with pytest.raises(Stale):
        pairs.answer(walk, pair, Judged.SAME)


def test_it_is_said_by_those_who_say_who_is_known(walk: Walk) -> None:
    pair = pairs.of(walk, person(walk), person(walk))

    with pytest.raises(Refused):
        pairs.answer(walk, pair, Judged.TWO, by="administrator")


def test_two_records_are_linked_once_from_either_side(walk: Walk) -> None:
    one, other = person(walk), person(walk)
    linked(walk, one, other)

    with pytest.raises(Refused, match="linked already"):
        linked(walk, other, one)


def test_a_pair_with_a_restricted_record_is_there_for_its_readers_alone(walk: Walk) -> None:
    case = make.case(walk)
    pairs.answer(walk, pairs.pair(walk, case), Judged.TWO, by="coordinator")
    restricting.restrict(walk, case.contact, "manager-2")

    for short, seen in (("manager-2", 1), ("manager", 0), ("triage", 0)):
        found = walk.as_(short, lambda _: (Pair.objects.count(), _told_of(walk)))
        assert found == (seen, (seen, seen)), short


def _told_of(walk: Walk) -> tuple[int, int]:
    """Return how many events of a pair are in sight, and how many rows as they were before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE kind = 'people.pair_answered'")
        [events] = cursor.fetchone() or (0,)
    return events, min(1, RowChange.objects.filter(table="people_pair").count())


def test_the_program_finds_pairs_and_answers_none(walk: Walk) -> None:
    pair = pairs.of(walk, person(walk), person(walk))

    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        context.inside(walk.hub.pk),
    ):
        Pair.objects.filter(pk=pair.pk).update(answer="two", why="So.", answered_by=1,
                                               answered_at=walk.at)  # fmt: skip


def test_a_hub_finds_no_pair_of_another(walk: Walk) -> None:
    one, other = person(walk), person(walk)

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        pairs.propose(make.walk("surrey"), pairs.near(one, other))
