"""Cars, addresses of before and relationships lead to other children, with the time and the role
(C5.4, D6); only what was so, what may be seen, and what a pack lets be told (a.8, 13)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.signals import queries
from frontdoor.jobs.example import knowing, registering, restricting, staff
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel import together
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Dwelling, Kin
from tests import make
from tests.integration.test_signals import HOME, RAY, around, child, closed, lines, told

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

PLATE = "zz12 abc"


def somebody(walk: Walk, contact: Contact, name: str) -> Person:
    found = around(walk, walk.case(contact)).parties
    return next(party.person for party in found if party.person.name == name)


def drive(walk: Walk, contact: Contact, *, name: str = "", plate: str = PLATE) -> None:
    """Write down whose car it is: of the child, where nobody is named."""
    person = somebody(walk, contact, name) if name else None
    registering.drive(walk, walk.case(contact), person=person, registration=plate)


def lived(walk: Walk, contact: Contact, *, since: int | None = None, until: int) -> None:
    """Write down that the child lived at that home until so many days before now."""
    day = walk.at.date()
    registering.live(
        walk, walk.case(contact), kind=Dwelling.HOME, **HOME, until=day - timedelta(days=until),
        since=day - timedelta(days=since) if since else None,
    )  # fmt: skip


def page_of(client: Client, case: Case) -> str:
    return str(client.get(f"/cases/{case.reference}/around/").content.decode())


# --- Cars ---


def test_a_car_leads_to_other_children_with_the_role(walk: Walk) -> None:
    earlier = told(walk, child("Ash"), (RAY, Part.RISK), days=-40)
    drive(walk, earlier, name="Ray Tarrant", plate="ZZ12ABC")
    here = told(walk, child("Bryn"))
    assert lines(walk, here) == []

    drive(walk, here)

    assert lines(walk, here) == [
        "The vehicle ZZ12ABC, A white van with a ladder, of Bryn Sample (child), leads to "
        "another child’s contact: once as that of the person who may pose a risk."
    ]


@pytest.mark.parametrize("plate", ["", "ZZ12"])
def test_a_white_van_and_a_part_of_a_registration_are_not_the_same_car(
    walk: Walk, plate: str
) -> None:
    earlier = told(walk, child("Ash"))
    here = told(walk, child("Bryn"))
    for contact in (earlier, here):
        drive(walk, contact, plate=plate)

    assert lines(walk, here) == []


def test_a_car_that_was_written_down_by_mistake_leads_nowhere_and_one_that_was_sold_does(
    walk: Walk,
) -> None:
    earlier = told(walk, child("Ash"))
    row = registering.drive(walk, walk.case(earlier), registration=PLATE)
    sold = told(walk, child("Bryn"))
    other = registering.drive(walk, walk.case(sold), registration=PLATE)
    here = told(walk, child("Cleo"))
    drive(walk, here)
    assert "2 other children’s contacts" in lines(walk, here)[0]

    registering.end(walk, walk.case(earlier), row, why="Misread.")
    registering.end(walk, walk.case(sold), other, until=walk.at.date(), why="Sold.")

    assert "another child’s contact: once" in lines(walk, here)[0]


# --- Addresses of before ---


def test_where_a_household_lived_before_leads_to_the_children_there(
    sign_in: SignIn, walk: Walk
) -> None:
    other = walk.case(told(walk, child("Ash", **HOME), days=-20))
    here = told(walk, child("Bryn", address="2 Elm Walk", postcode="CV4 9ZZ"))
    assert lines(walk, here) == []

    lived(walk, here, until=100)
    until = f"{walk.at.date() - timedelta(days=100):%-d %B %Y}"

    assert lines(walk, here) == [
        f"Bryn Sample (child) lived at 14 Larkrise Court, CV1 9ZZ, until {until}: "
        "another child’s contact leads to that address."
    ]
    page = page_of(sign_in("officer"), walk.case(here))
    assert other.reference in page
    assert f"(here until {until})" in page
    drawing = page[page.index("<svg") : page.index("</svg>")]
    assert f"Address, until {until.split(maxsplit=1)[0]}" in drawing
    assert 'stroke-dasharray="2 5"' in drawing
    assert f"Bryn Sample, child (until {until})" in page[page.index("The drawing in words") :]


def test_somebody_who_lived_there_before_them_is_found_and_counted_as_no_contact_there(
    walk: Walk,
) -> None:
    before = told(walk, child("Ash"), days=-20)
    lived(walk, before, since=900, until=400)
    here = told(walk, child("Bryn", **HOME))

    assert lines(walk, here) == [
        "Somebody in another child’s contact is known at 14 Larkrise Court, CV1 9ZZ at another "
        "time: once as that of the child."
    ]


def test_what_an_earlier_contact_told_of_the_same_child_counts_while_it_is_told_of(
    walk: Walk,
) -> None:
    told(walk, child("Ash", **HOME), days=-20)
    first = closed(walk, who=child("Bryn", **HOME), days=-300)
    here = told(walk, child("Bryn", address="2 Elm Walk", postcode="CV4 9ZZ"))
    case = walk.case(here)
    knowing.link(walk, case, case.child, walk.case(first).child)
    month = f"{make.later(walk, days=-300).at:%B %Y}"

    assert lines(walk, here) == [
        f"Bryn Sample (child) lived at 14 Larkrise Court, CV1 9ZZ, as told in {month}: "
        "another child’s contact leads to that address."
    ]
    assert lines(walk, here, days=66) == []


@pytest.mark.parametrize("kind", [Dwelling.PROTECTED, Dwelling.NOT_A_HOME])
def test_a_refuge_and_a_school_of_before_connect_nobody(walk: Walk, kind: Dwelling) -> None:
    told(walk, child("Ash", **HOME), days=-20)
    here = told(walk, child("Bryn"))
    lived(walk, here, until=100)
    assert len(lines(walk, here)) == 1

    registering.live(walk, walk.case(here), kind=kind, **HOME)

    assert lines(walk, here) == []


def test_an_address_of_before_that_was_a_mistake_leads_nowhere(walk: Walk) -> None:
    told(walk, child("Ash", **HOME), days=-20)
    here = told(walk, child("Bryn"))
    row = registering.live(walk, walk.case(here), kind=Dwelling.HOME, **HOME)
    assert len(lines(walk, here)) == 1

    registering.end(walk, walk.case(here), row, why="Another Bryn.")

    assert lines(walk, here) == []


# --- Relationships ---


def test_who_was_somebodys_partner_leads_to_the_children_of_that_one(
    sign_in: SignIn, walk: Walk
) -> None:
    kim = Told(given_names="Kim", family_name="Fennel", date_of_birth=date(1991, 2, 3))
    both = told(walk, child("Ash"), (kim, Part.CARER), (RAY, Part.RISK), days=-500)
    hers = walk.case(told(walk, child("Cleo"), (kim, Part.CARER), days=-30))
    here = told(walk, child("Bryn"), (RAY, Part.HOUSEHOLD))
    case = walk.case(here)
    she, he = (somebody(walk, both, name) for name in ("Kim Fennel", "Ray Tarrant"))
    knowing.link(walk, hers, somebody(walk, hers.contact, "Kim Fennel"), she)
    knowing.link(walk, case, somebody(walk, here, "Ray Tarrant"), he)
    assert hers.reference not in page_of(sign_in("officer"), case)

    ended = registering.MARCH_2025
    registering.relate(walk, walk.case(both), person=he, other=she, kin=Kin.PARTNER, until=ended)

    page = page_of(sign_in("officer"), case)
    assert hers.reference in page
    said = "Ray Tarrant was the partner of Kim Fennel, from about 2019 until March 2025"
    assert page.count(said) >= 2
    [line] = [each for each in lines(walk, here) if "related" in each]
    assert line == (
        "Ray Tarrant (member of the household) was related (from about 2019 until "
        "March 2025) to somebody in 2 other children’s contacts: twice as parent or carer."
    )


def test_how_the_people_here_stand_to_each_other_is_drawn_and_said(
    sign_in: SignIn, walk: Walk
) -> None:
    case = walk.case(told(walk, child("Ash"), (RAY, Part.HOUSEHOLD)))
    registering.relate(walk, case)

    page = page_of(sign_in("officer"), case)

    said = "Ray Tarrant is the step-parent of Ash Sample, since about 2019"
    assert said in page[page.index("The drawing in words") :]
    assert "Ray Tarrant is the" in page[page.index("<svg") : page.index("</svg>")]


# --- The wall, the looks and the questions ---


def test_what_is_restricted_to_others_leads_nowhere_by_any_of_these(
    sign_in: SignIn, walk: Walk
) -> None:
    secret = told(walk, child("Ash", **HOME), (RAY, Part.RISK), days=-20)
    drive(walk, secret)
    here = told(walk, child("Bryn"))
    drive(walk, here)
    lived(walk, here, until=100)
    assert len(lines(walk, here, by="officer")) == 2
    staff.hire(walk.hub)
    restricting.restrict(walk, secret, "manager")

    assert lines(walk, here, by="officer") == []
    assert len(lines(walk, here)) == 2
    where = walk.case(here)
    assert "Ash Sample" not in page_of(sign_in("officer"), where)
    assert "Ash Sample" in page_of(sign_in("manager"), where)


def test_another_hub_finds_no_car_of_ours(walk: Walk) -> None:
    drive(walk, told(walk, child("Ash")))
    there = make.walk("durham")
    theirs = told(there, child("Bryn"))
    drive(there, theirs)

    assert lines(there, theirs) == []


def test_cars_are_found_over_their_index_behind_the_wall(walk: Walk) -> None:
    here = told(walk, child("Ash"))
    drive(walk, here)
    make.enter("officer")
    with CaptureQueriesContext(connection) as captured:
        queries.around(walk.case(here), at=walk.at)

    asked = [sql for each in captured for sql in each["sql"].split(together.BETWEEN)]
    plans = []
    for sql in asked:
        if "registration" in sql:
            with connection.cursor() as cursor:
                # A table of a test has a page: it is read whole unless that is forbidden.
                cursor.execute("SET LOCAL enable_seqscan = off")
                cursor.execute(f"EXPLAIN {sql}", None)
                plans.append("\n".join(line for (line,) in cursor.fetchall()))

    assert sum("vehicle_by_registration" in plan for plan in plans) == 2
    assert not any("Seq Scan on people_vehicle" in plan for plan in plans)


def test_much_is_asked_as_often_as_little(walk: Walk) -> None:
    here = told(walk, child("Ash"), (RAY, Part.CARER))
    make.enter()
    with CaptureQueriesContext(connection) as little:
        queries.around(walk.case(here), at=walk.at)
    drive(walk, here)
    lived(walk, here, until=100)
    registering.relate(walk, walk.case(here))
    for name in ("Bryn", "Cleo", "Dara"):
        drive(walk, told(walk, child(name, **HOME)))
    make.enter()
    with CaptureQueriesContext(connection) as much:
        found = queries.around(walk.case(here), at=walk.at)

    assert len(found.touches) >= 6
    assert len(much) == len(little)
