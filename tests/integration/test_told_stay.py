"""Whom another system told of stays, whatever was confirmed, while anything is held beside that."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from frontdoor.casework.contacts import persons
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.jobs.example import (
    disposing,
    holdings,
    registering,
    retention,
    staff,
)
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from frontdoor.people import adopting
from frontdoor.people import operations as people
from frontdoor.people.models import Person, SourceRecord
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Service
from tests import make, pairs, rolling
from tests.untold import REGISTER, YEARS, behind, linked, listed, propose

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def fed(walk: Walk) -> Person:
    """Return somebody of whom a register told, and nobody else."""
    staff.hire(walk.hub)
    rolling.taken(walk, REGISTER, kind=Kind.REGISTER, source="Youth register")
    return walk.as_("manager", lambda _: SourceRecord.objects.get(number="R1").person)


@pytest.fixture
def then(walk: Walk) -> Walk:
    return make.later(walk, days=YEARS.days)


def test_whoever_is_linked_to_a_record_stays_as_long_as_that(
    walk: Walk, then: Walk, fed: Person
) -> None:
    contact = make.closed(walk)
    child = walk.case(contact).child
    pairs.linked(walk, fed, child)
    assert listed(then) == []
    with pytest.raises(Refused, match=f"linked to somebody of {contact.reference}"):
        propose(then, fed)

    disposing.dispose(then, contact)

    assert listed(then) == [fed]
    assert disposing.confirm(then, propose(then, fed))


def test_a_link_that_is_made_after_the_review_keeps_them(
    walk: Walk, then: Walk, fed: Person
) -> None:
    asked = propose(then, fed)
    case = linked(then, fed)

    with pytest.raises(Refused, match="linked to somebody"):
        disposing.confirm(then, asked)
    behind(asked, then, "a record speaks of them")
    assert case.child_id != fed.pk


def test_two_whom_links_say_to_be_one_are_kept_until_the_later_was_told_of(
    walk: Walk, then: Walk, fed: Person
) -> None:
    rolling.taken(
        make.later(walk, days=365), REGISTER, kind=Kind.REGISTER, source="Another register"
    )
    found = SourceRecord.objects.filter(source__name="Another register")
    other = walk.as_("manager", lambda _: found.select_related("person").get())
    pairs.linked(walk, fed, other.person)

    assert listed(then) == []
    assert {each.pk for each in listed(make.later(then, days=367))} == {fed.pk, other.person_id}


def test_a_service_that_somebody_said_works_with_them_keeps_them(
    walk: Walk, then: Walk, fed: Person
) -> None:
    walk.as_(
        "officer",
        lambda by: people.note_involvement(
            person=fed, service=Service.SOCIAL_CARE, opened_on=walk.at.date(),
            source="Told by telephone", by=by, at=walk.at,
        ),
    )  # fmt: skip

    assert listed(then) == []
    with pytest.raises(Refused, match="A service works with them"):
        propose(then, fed)


def test_an_open_request_for_what_is_held_keeps_them(walk: Walk, then: Walk, fed: Person) -> None:
    case = linked(then, fed)
    holdings.register(then, case.child)

    with pytest.raises(Refused, match="is not answered"):
        propose(then, fed)


def test_a_register_that_tells_of_them_after_the_review_keeps_them(
    walk: Walk, then: Walk, fed: Person
) -> None:
    asked = propose(then, fed)
    late = make.later(then, hours=1)
    rolling.taken(late, REGISTER, kind=Kind.REGISTER, source="Youth register")

    with pytest.raises(Refused, match="It is kept until"):
        disposing.confirm(late, asked)
    behind(asked, late, "something was told of them since")


def test_a_feed_that_tells_of_them_after_the_review_keeps_them(walk: Walk, then: Walk) -> None:
    staff.hire(walk.hub)
    rolling.taken(walk)
    joel = walk.as_("manager", lambda _: SourceRecord.objects.get(number="P2").person)
    asked = propose(then, joel)
    late = make.later(then, hours=2)
    begun = rolling.begun(late, rolling.brought(late))
    with pytest.raises(Refused, match="A list of a system that told of them is being taken"):
        disposing.confirm(late, asked)
    behind(asked, late, "a list is being taken")

    rolling.finished(late, begun)

    with pytest.raises(Refused, match="It is kept until"):
        disposing.confirm(late, asked)
    behind(asked, late, "a system tells of them")


def test_a_pair_that_waits_keeps_them_until_somebody_says_that_they_are_two(
    walk: Walk, then: Walk, fed: Person
) -> None:
    asked = propose(then, fed)
    pair = pairs.of(then, fed, make.case(then).child)
    with pytest.raises(Refused, match="may be the same as somebody else"):
        disposing.confirm(then, asked)
    behind(asked, then, "a pair waits")

    pairs.two_people(then, pair)

    assert disposing.confirm(then, asked)


def test_a_warning_note_keeps_them_until_it_is_ended(walk: Walk, then: Walk, fed: Person) -> None:
    asked = propose(then, fed)
    registering.warn(then, make.case(then), person=fed)

    with pytest.raises(Refused, match="A warning note of them stands"):
        disposing.confirm(then, asked)
    behind(asked, then, "a warning stands")


def test_a_link_that_was_undone_keeps_them_for_what_rested_on_it(
    walk: Walk, then: Walk, fed: Person
) -> None:
    case = make.case(walk)
    pairs.parted(walk, pairs.linked(walk, fed, case.child))

    assert listed(then) == []
    with pytest.raises(Refused, match="More is held of them"):
        propose(then, fed)


def test_whoever_is_related_to_somebody_of_a_record_stays_as_long_as_that(
    walk: Walk, then: Walk, fed: Person
) -> None:
    contact = make.closed(walk)
    case = walk.case(contact)
    registering.relate(walk, case, person=fed)
    assert listed(then) == []
    with pytest.raises(Refused, match="More is held of them"):
        propose(then, fed)

    disposing.dispose(then, contact)

    assert disposing.confirm(then, propose(then, fed))


def test_whose_page_was_opened_from_a_case_stays_as_long_as_that(
    walk: Walk, then: Walk, fed: Person
) -> None:
    told_as_well = Told(given_names="Wilf", family_name="Osgood", date_of_birth=date(2014, 4, 3))
    contact = make.closed(walk, children=[told_as_well])
    case = walk.case(contact)
    assert listed(then) == [fed]
    # From there a note can be written of them, which the history of the case has with their name.
    walk.as_("officer", lambda by: persons.known(case, fed.pk, by=by, at=walk.at))
    with pytest.raises(Refused, match="More is held of them"):
        propose(then, fed)

    disposing.dispose(then, contact)

    assert disposing.confirm(then, propose(then, fed))


def test_an_adoption_keeps_them_and_tells_nobody_but_its_readers_why(
    walk: Walk, then: Walk, fed: Person
) -> None:
    case = make.case(walk)
    asked = propose(then, fed)
    walk.as_(
        "manager",
        lambda by: adopting.tie(
            after=case.child, before=fed, readers=[by.user_id], told_by="The adoption team",
            by=by, at=walk.at,
        ),
    )  # fmt: skip

    with pytest.raises(Refused, match="More is held of them than another system told"):
        disposing.confirm(then, asked)
    behind(asked, then, "a record speaks of them")
    disposing.decline(then, asked)
    assert listed(make.later(then, days=366), "manager") == []


def test_a_legal_hold_on_the_record_to_which_they_are_linked_meanwhile_keeps_them(
    walk: Walk, then: Walk, fed: Person
) -> None:
    contact = make.closed(walk)
    asked = propose(then, fed)
    pairs.linked(then, fed, walk.case(contact).child)
    retention.place(then, contact)

    with pytest.raises(Refused, match=f"linked to somebody of {contact.reference}"):
        disposing.confirm(then, asked)
    behind(asked, then, "a record speaks of them")
