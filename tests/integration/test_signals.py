"""Unidentified children, closed contacts, addresses, numbers and adults stay findable, in words
that say the role (C5.4, D6, B4(5)); and only for the purpose and the time of the pack (a.8, 13)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontdoor.audit.models import Look
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.signals import queries, telling
from frontdoor.casework.signals.queries import Around
from frontdoor.jobs.example import knowing, restricting, staff
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import operations as people
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Service
from frontdoor.policy.pack_sharing import Workplace
from tests import make

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

HOME: dict[str, Any] = {"address": "14 Larkrise Court", "postcode": "CV1 9ZZ"}
RAY = Told(given_names="Ray", family_name="Tarrant", date_of_birth=date(1988, 5, 4))


MESSAGES = 7  # The people; what they have elsewhere; who is alike, in up to three; the children.


def child(name: str, **more: Any) -> Told:
    return Told(given_names=name, family_name="Sample", **more)


def told(walk: Walk, who: Told, *others: tuple[Told, Part], days: float = 0) -> Contact:
    """Take a contact so many days from now, with these others in it."""
    then = make.later(walk, days=days)
    contact = then.contact(children=[who])
    for other, part in others:
        then.person(contact, other, part)
    return then.describe(contact)


def around(walk: Walk, case: Case, *, by: str = "manager", days: float = 0) -> Around:
    then = make.later(walk, days=days)
    return then.as_(by, lambda _: queries.around(case, at=then.at))


def lines(walk: Walk, contact: Contact, *, by: str = "manager", days: float = 0) -> list[str]:
    return telling.lines(around(walk, walk.case(contact), by=by, days=days))


def test_it_is_said_which_contact_this_is_at_an_address(walk: Walk) -> None:
    for name, days in (("Ash", -300), ("Bryn", -50), ("Cleo", -9)):
        told(walk, child(name, **HOME), days=days)

    here = told(walk, child("Dara", address="Flat 14, Larkrise Ct", postcode="cv19zz"))

    assert lines(walk, here) == [
        "Third contact at Flat 14, Larkrise Ct, cv19zz in 60 days, and 1 before that time."
    ]


def test_what_came_before_that_time_is_said_and_not_counted_in_it(walk: Walk) -> None:
    told(walk, child("Ash", **HOME), days=-61)

    here = told(walk, child("Bryn", **HOME))

    assert lines(walk, here) == ["1 other contact at 14 Larkrise Court, CV1 9ZZ: 1 earlier."]


@pytest.mark.parametrize(
    "other",
    [
        {"address": "16 Larkrise Court", "postcode": "CV1 9ZZ"},
        {"address": "14 Larkrise Court", "postcode": "CV1 9ZY"},
        {"address": "", "postcode": "CV1 9ZZ"},
        {"address": "14 Larkrise Court", "postcode": ""},
    ],
)
def test_another_house_a_street_and_half_an_address_are_not_the_same_place(
    walk: Walk, other: dict[str, str]
) -> None:
    told(walk, child("Ash", **other))

    assert lines(walk, told(walk, child("Bryn", **HOME))) == []


def test_an_address_without_a_postcode_is_found_as_it_was_said(walk: Walk) -> None:
    told(walk, child("Ash", address="The caravan, 3 Mill Field, Brandon"))

    here = told(walk, child("Bryn", address="Brandon, 3 Mill Field (the caravan)"))

    [line] = lines(walk, here)
    assert line.startswith("Second contact at Brandon, 3 Mill Field")


def test_a_child_whom_nobody_could_name_is_found_by_the_place(walk: Walk) -> None:
    nobody = Told(description="A boy of about 4", **HOME)
    unnamed = told(walk, nobody, days=-20)

    here = told(walk, child("Bryn", **HOME))
    _, [other] = walk.as_("manager", lambda _: queries.connected(walk.case(here), at=walk.at))

    assert other.case.contact_id == unnamed.pk
    assert lines(walk, here) == ["Second contact at 14 Larkrise Court, CV1 9ZZ in 60 days."]


# --- People ---


def test_it_is_said_in_which_roles_an_adult_is_named_elsewhere(walk: Walk) -> None:
    earlier = [
        told(walk, child("Ash"), (RAY, Part.RISK), days=-400),
        told(walk, child("Bryn"), (RAY, Part.CARER), days=-30),
    ]
    here = told(walk, child("Cleo"), (RAY, Part.HOUSEHOLD))
    assert lines(walk, here) == []  # Alike is not the same: a person says so.

    case = walk.case(here)
    _link_all(walk, case, "Ray Tarrant", earlier)

    assert lines(walk, here) == [
        "Ray Tarrant is named in 2 other children’s contacts: once as parent or carer, "
        "once as person who may pose a risk."
    ]


def _link_all(walk: Walk, case: Case, name: str, earlier: list[Contact]) -> None:
    mine = _named(walk, case.contact, name)
    for contact in earlier:
        knowing.link(walk, case, mine, _named(walk, contact, name))


def _named(walk: Walk, contact: Contact, name: str) -> Person:
    found = around(walk, walk.case(contact)).parties
    return next(party.person for party in found if party.person.name == name)


def test_links_lead_on_from_record_to_record(walk: Walk) -> None:
    first = told(walk, child("Ash"), (RAY, Part.RISK), days=-400)
    second = told(walk, child("Bryn"), (RAY, Part.CARER), days=-30)
    here = told(walk, child("Cleo"), (RAY, Part.HOUSEHOLD))
    _link_all(walk, walk.case(second), "Ray Tarrant", [first])
    _link_all(walk, walk.case(here), "Ray Tarrant", [second])

    [line] = lines(walk, here)

    assert "2 other children’s contacts" in line


def test_earlier_contacts_of_the_same_child_are_no_other_childs(walk: Walk) -> None:
    earlier = told(walk, child("Ash"), (RAY, Part.CARER), days=-30)
    here = told(walk, child("Ash"), (RAY, Part.CARER))
    case = walk.case(here)
    _link_all(walk, case, "Ray Tarrant", [earlier])
    assert len(lines(walk, here)) == 1

    _link_all(walk, case, "Ash Sample", [earlier])

    assert lines(walk, here) == []


# --- Adults who may be the same: nobody has said so ---


def test_an_adult_who_may_be_the_same_is_said_to_be_no_more_than_that(
    sign_in: SignIn, walk: Walk
) -> None:
    told(walk, child("Ash"), (RAY, Part.RISK), days=-30)
    here = told(walk, child("Bryn"), (replace(RAY, given_names="Raye"), Part.CARER))
    case = walk.case(here)
    assert lines(walk, here) == []

    page = sign_in("officer").get(f"/cases/{case.reference}/around/").content.decode()

    assert "the same person; nobody has said so" in page
    assert "Raye Tarrant (parent or carer) and, there, Ray Tarrant (person who may" in page
    assert "Ash Sample" in page


def test_somebody_of_whom_hardly_anything_is_known_is_compared_with_nobody(walk: Walk) -> None:
    told(walk, child("Ash"), (Told(given_names="Ray"), Part.RISK))
    here = told(walk, child("Bryn"), (Told(given_names="Ray"), Part.RISK))

    _, others = walk.as_("manager", lambda _: queries.connected(walk.case(here), at=walk.at))

    assert others == []


# --- What the case studies ask for ---


def test_the_second_girl_is_found_through_the_men(sign_in: SignIn, walk: Walk) -> None:
    """P28: no history of her own; the network to other young people is in who was named."""
    earlier = walk.case(told(walk, child("Ottilie"), (RAY, Part.RISK), days=-70))
    case = walk.case(told(walk, child("Juno"), (RAY, Part.RISK)))

    page = sign_in("social-worker").get(f"/cases/{case.reference}/around/").content.decode()

    assert "Ottilie Sample" in page
    assert f'href="/cases/{earlier.reference}/"' in page
    assert "person who may pose a risk" in page


def test_removed_brothers_and_sisters_are_found_through_the_mother(
    sign_in: SignIn, walk: Walk
) -> None:
    """P30: an unborn child; those who were removed before live elsewhere under another name."""
    kerry = Told(given_names="Kerry", family_name="Doe", date_of_birth=date(1999, 7, 9))
    then = make.later(walk, days=-700)
    before = then.contact(children=[child("Ash"), child("Bryn")])
    then.person(before, kerry, Part.CARER, kin="mother")
    then.describe(before)
    opened: dict[str, Any] = {
        "service": Service.SOCIAL_CARE,
        "team": "Looked After Children",
        "source": "LCS",
    }
    removed = walk.case(before).child
    walk.as_("officer", lambda by: people.note_involvement(
        person=removed, opened_on=date(2025, 4, 1), **opened, by=by, at=walk.at,
    ))  # fmt: skip
    unborn = Told(description="Baby of Kerry Doe", expected_on=date(2027, 6, 1))
    here = walk.contact(children=[unborn])
    walk.person(here, replace(kerry, family_name="Doe-Marsh"), Part.CARER, kin="mother")
    case = walk.case(walk.describe(here))

    page = sign_in("social-worker").get(f"/cases/{case.reference}/around/").content.decode()

    assert "Ash Sample" in page and "Bryn Sample" in page  # noqa: PT018
    assert "Kerry Doe (mother)" in page
    assert "Looked After Children" in page


def test_a_number_that_stands_on_another_childs_contact_is_said_with_the_role(walk: Walk) -> None:
    told(walk, child("Ash"), (replace(RAY, phone="07700 900 123"), Part.RISK), days=-30)

    here = told(walk, child("Bryn"), (Told(given_names="R", phone="+447700900123"), Part.CARER))

    assert lines(walk, here) == [
        "The number +447700900123 stands in another child’s contact: "
        "once as that of the person who may pose a risk."
    ]


def test_whoever_told_the_hub_as_part_of_their_work_is_left_out(walk: Walk) -> None:
    school = Caller(source="school", name="Jo Sample", phone="01632 960123", address="1 School Way")
    for name in ("Ash", "Bryn"):
        contact = walk.contact(children=[child(name)], caller=school)
        walk.describe(contact)

    assert lines(walk, contact) == []


def test_a_place_of_work_is_nobodys_own(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    school: dict[str, Any] = {"address": "1 School Way", "postcode": "CV1 2ZZ"}
    told(walk, child("Ash", phone="01632 960100", **school), days=-9)
    here = told(walk, child("Bryn", phone="01632 960100", **school))
    assert len(lines(walk, here)) == 2

    policy = walk.case(here).policy
    place = Workplace(name="A school", phone="01632960100", **school)
    rule = policy.weak_signals.model_copy(update={"workplaces": (place,)})
    monkeypatch.setattr(Contact, "policy", policy.model_copy(update={"weak_signals": rule}))

    assert lines(walk, here) == []


# --- The purpose and the time of the pack ---


def closed(walk: Walk, *others: tuple[Told, Part], who: Told | None = None, days: float) -> Contact:
    """Take a contact that ended below the threshold, so many days ago."""
    contact = told(walk, who or child("Ash", **HOME), *others, days=days)
    make.later(walk, days=days).route(contact, CaseMove.CLOSE, route="no_further_action")
    return contact


def test_a_closed_contact_is_found_for_the_time_of_the_pack_and_no_longer(walk: Walk) -> None:
    closed(walk, days=-300)
    here = told(walk, child("Bryn", **HOME))

    assert lines(walk, here) == ["1 other contact at 14 Larkrise Court, CV1 9ZZ: 1 earlier."]
    assert lines(walk, here, days=66) == []


def test_a_child_who_was_not_identified_is_found_as_long_as_the_record_is_kept(walk: Walk) -> None:
    closed(walk, who=Told(description="A boy in a yellow coat", **HOME), days=-900)

    assert len(lines(walk, told(walk, child("Bryn", **HOME)))) == 1


def test_somebody_who_may_pose_a_risk_is_found_as_long_as_the_record_is_kept(walk: Walk) -> None:
    closed(walk, (RAY, Part.RISK), days=-900)

    assert len(lines(walk, told(walk, child("Bryn", **HOME)))) == 1


def test_what_went_on_to_social_care_is_found_as_long_as_the_record_is_kept(walk: Walk) -> None:
    told(walk, child("Ash", **HOME), days=-900)  # Nobody has ended it.

    assert len(lines(walk, told(walk, child("Bryn", **HOME)))) == 1


# --- The wall, and the pages ---


def test_what_is_restricted_to_others_is_silent_also_in_the_counts(walk: Walk) -> None:
    told(walk, child("Ash", **HOME), days=-20)
    secret = told(walk, child("Bryn", **HOME), days=-10)
    staff.hire(walk.hub)
    restricting.restrict(walk, secret, "manager")
    here = told(walk, child("Cleo", **HOME))

    assert lines(walk, here)[0].startswith("Third contact")
    assert lines(walk, here, by="officer")[0].startswith("Second contact")


def test_another_hub_finds_nothing(walk: Walk) -> None:
    told(walk, child("Ash", **HOME))
    there = make.walk("durham")

    assert lines(there, told(there, child("Bryn", **HOME))) == []


def test_the_page_lists_the_other_children_and_each_look_is_remembered(
    sign_in: SignIn, walk: Walk
) -> None:
    other = walk.case(told(walk, child("Ash", **HOME), days=-20))
    case = walk.case(told(walk, child("Bryn", **HOME)))
    client = sign_in("officer")

    shown = client.get(f"/cases/{case.reference}/").content.decode()
    assert "Second contact at 14 Larkrise Court, CV1 9ZZ in 60 days." in shown
    assert "Ash Sample" not in shown

    page = client.get(f"/cases/{case.reference}/around/").content.decode()
    assert "Ash Sample" in page
    assert f"/cases/{other.reference}/" in page
    make.enter()
    looks = Look.objects.filter(subject=other.reference, purpose__contains=case.reference)
    assert [each.by_name for each in looks] == [make.actor("officer").name]


def test_much_is_asked_as_often_as_little(walk: Walk) -> None:
    here = told(walk, child("Ash", **HOME), (RAY, Part.CARER))
    told(walk, child("Bryn", **HOME), (RAY, Part.RISK))
    case = walk.case(here)
    make.enter()
    with CaptureQueriesContext(connection) as little:
        queries.connected(case, at=walk.at)

    for number in range(8):
        told(walk, child(f"Bryn {number}", **HOME), (RAY, Part.RISK))
    make.enter()
    with CaptureQueriesContext(connection) as much:
        _, found = queries.connected(case, at=walk.at)

    assert len(found) == 9
    # Who is not found for certain is searched for once more: of many as of few.
    assert max(len(much), len(little)) <= MESSAGES


def test_the_drawing_and_its_table_say_the_same(sign_in: SignIn, walk: Walk) -> None:
    told(walk, child("Ash", **HOME), (RAY, Part.RISK), days=-20)
    case = walk.case(told(walk, child("Bryn", phone="01632 960123", **HOME), (RAY, Part.CARER)))

    page = sign_in("officer").get(f"/cases/{case.reference}/around/").content.decode()

    drawing = page[page.index("<svg") : page.index("</svg>")]
    words = page[page.index("The drawing in words") :]
    for said in ("Bryn Sample", "14 Larkrise Court", "01632 960123", "Ash Sample", "Ray Tarrant"):
        assert said in drawing
        assert said in words
    assert "stroke-dasharray" in drawing  # Nobody has said that Ray is Ray.
    assert "style=" not in drawing


def test_what_is_restricted_to_others_is_in_no_drawing(sign_in: SignIn, walk: Walk) -> None:
    secret = told(walk, child("Ash", **HOME), (RAY, Part.RISK), days=-20)
    staff.hire(walk.hub)
    restricting.restrict(walk, secret, "manager")
    case = walk.case(told(walk, child("Bryn", **HOME), (RAY, Part.CARER)))

    where = f"/cases/{case.reference}/around/"
    assert "Ash Sample" not in sign_in("officer").get(where).content.decode()
    assert "Ash Sample" in sign_in("manager").get(where).content.decode()
