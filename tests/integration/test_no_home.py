"""What a person says is no home, or a number at work, connects nobody (C5.4, decision 52)."""

from typing import Any

import pytest

from frontdoor.casework.contacts.models import Contact
from frontdoor.jobs.example import registering
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.held import Residence
from frontdoor.people.vocabulary import Dwelling, Reached
from tests import make
from tests.integration.test_signals import HOME, child, lines, told

pytestmark = pytest.mark.django_db


def marked(walk: Walk, contact: Contact, kind: Dwelling, **address: Any) -> Residence:
    """Write down of the child of a contact what an address is."""
    return registering.live(walk, walk.case(contact), kind=kind, **address)


@pytest.mark.parametrize("kind", [Dwelling.NOT_A_HOME, Dwelling.PROTECTED])
def test_an_address_that_a_person_says_is_no_home_connects_nobody(
    walk: Walk, kind: Dwelling
) -> None:
    hotel: dict[str, Any] = {"address": "1 Station Hotel", "postcode": "CV1 2ZZ"}
    there = told(walk, child("Ash", **hotel), days=-9)
    here = told(walk, child("Bryn", **hotel))
    assert len(lines(walk, here)) == 1

    row = marked(walk, there, kind, address="Station Hotel, 1", postcode="cv12zz")
    assert lines(walk, here) == []
    assert lines(walk, there) == []

    registering.end(walk, walk.case(there), row, until=walk.at.date(), why="She moved out.")
    assert lines(walk, here) == []


def test_what_was_said_of_an_address_by_mistake_counts_no_more(walk: Walk) -> None:
    there = told(walk, child("Ash", **HOME), days=-9)
    here = told(walk, child("Bryn", **HOME))
    row = marked(walk, there, Dwelling.NOT_A_HOME, **HOME)
    assert lines(walk, here) == []

    registering.end(walk, walk.case(there), row, why="It is a flat.")

    assert len(lines(walk, here)) == 1
    marked(walk, there, Dwelling.HOME, **HOME)
    assert len(lines(walk, here)) == 1


def test_a_number_at_work_connects_nobody(walk: Walk) -> None:
    there = told(walk, child("Ash", phone="01632 960100"), days=-9)
    here = told(walk, child("Bryn", phone="01632960100"))
    assert len(lines(walk, here)) == 1

    registering.reach(walk, walk.case(there), kind=Reached.WORK, value="+44 1632 960100")

    assert lines(walk, here) == []


def test_another_hub_says_nothing_of_our_addresses(walk: Walk) -> None:
    told(walk, child("Ash", **HOME), days=-9)
    here = told(walk, child("Bryn", **HOME))
    elsewhere = make.walk("durham")
    marked(elsewhere, told(elsewhere, child("Cleo", **HOME)), Dwelling.NOT_A_HOME, **HOME)

    assert len(lines(walk, here)) == 1
