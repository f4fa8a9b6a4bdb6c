"""Is the child known through a relative? Also through the other children of a mother (a.8, P30)."""

from dataclasses import replace
from datetime import date

import pytest

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import operations as people
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Kin, Service
from tests import make
from tests.integration.conftest import SignIn

pytestmark = pytest.mark.django_db

KERRY = Told(given_names="Kerry", family_name="Doe", date_of_birth=date(1999, 7, 9))
ASH = Told(given_names="Ash", family_name="Sample", date_of_birth=date(2019, 3, 2))
BABY = Told(description="Baby of Kerry Doe", expected_on=date(2027, 6, 1))


@pytest.fixture
def removed(walk: Walk) -> tuple[Case, Person]:
    """Return the case of a child whom social care looks after, and the child's mother."""
    then = make.later(walk, days=-700)
    before = then.contact(children=[ASH])
    mother = then.person(before, KERRY, Part.CARER, kin=Kin.MOTHER)
    then.describe(before)
    case = walk.case(before)
    _note(walk, case.child, team="Looked After Children")
    return case, mother


def _unborn(walk: Walk, *, kin: Kin = Kin.MOTHER) -> tuple[Case, Person]:
    here = walk.contact(children=[BABY])
    told = walk.person(here, replace(KERRY, family_name="Doe-Marsh"), Part.CARER, kin=kin)
    return walk.case(walk.describe(here)), told


def _link(walk: Walk, one: Person, other: Person, case: Case) -> None:
    walk.as_(
        "manager",
        lambda by: people.link(
            person=one, same_as=other, why="So.", subject=case.reference, by=by, at=walk.at
        ),
    )


def _note(walk: Walk, person: Person, *, team: str) -> None:
    walk.as_(
        "manager",
        lambda by: people.note_involvement(
            person=person, service=Service.SOCIAL_CARE, team=team, opened_on=date(2026, 1, 5),
            source="Case system", by=by, at=walk.at,
        ),
    )  # fmt: skip


def _told(walk: Walk, case: Case) -> list[str]:
    found = walk.as_("manager", lambda _: contacts.standings(case))
    return [f"{each.known.label}: {each.words}" for each in found]


def test_a_brother_who_was_taken_from_the_same_mother_is_told_once_she_is_linked(
    walk: Walk, removed: tuple[Case, Person]
) -> None:
    case, mother = _unborn(walk)
    assert _told(walk, case) == []

    _link(walk, mother, removed[1], case)

    [line] = _told(walk, case)
    assert line.startswith("Known only through a relative: Ash Sample: ")
    assert "Looked After Children" in line


def test_so_is_what_services_know_of_the_mother_by_another_record(
    walk: Walk, removed: tuple[Case, Person]
) -> None:
    case, mother = _unborn(walk)
    _note(walk, removed[1], team="Leaving Care")

    _link(walk, mother, removed[1], case)

    assert any("Kerry Doe" in line and "Leaving Care" in line for line in _told(walk, case))


def test_a_friend_or_neighbour_is_no_relative(walk: Walk, removed: tuple[Case, Person]) -> None:
    case, friend = _unborn(walk, kin=Kin.FRIEND)

    _link(walk, friend, removed[1], case)

    assert _told(walk, case) == []


def test_the_page_says_of_whom_nothing_is_on_record(walk: Walk, sign_in: SignIn) -> None:
    case, _ = _unborn(walk)

    page = sign_in("officer").get(f"/cases/{case.reference}/").content.decode()

    assert "Nothing is on record here of this child, or of anybody said to be a relative." in page
