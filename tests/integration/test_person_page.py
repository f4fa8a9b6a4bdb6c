"""The page of a person: what is held of them through every link, from whom, and where they live."""

from datetime import date

import pytest

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import persons
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.jobs.example import registering, restricting
from frontdoor.jobs.example.together import link as joined_to
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from frontdoor.people import searching
from frontdoor.people.held import Residence
from frontdoor.people.matching import Description
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Dwelling
from tests import make
from tests.integration.conftest import SignIn

pytestmark = pytest.mark.django_db

FLAT = "Flat 3, 14 Larkspur Row, Coventry"
SASHA = Told(given_names="Sasha", family_name="Kowalski", address=FLAT, postcode="CV1 9ZZ")


def page(sign_in: SignIn, case: Case, person: Person | None = None, *, by: str = "officer") -> str:
    """Return the page of a person, as it is read."""
    number = (person or case.child).pk
    answer = sign_in(by).get(f"/cases/{case.reference}/people/{number}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def household(case: Case, person: Person | None = None) -> list[str]:
    """Return the names of those who live with somebody."""
    by = make.enter("manager")
    number = (person or case.child).pk
    return [
        each.person.name
        for each in persons.known(case, number, by=by, at=make.MONDAY_9AM).household
    ]


def found(asked: Description) -> list[int]:
    """Return the numbers of the records that the register compares with somebody."""
    by = make.enter("manager")
    return [each.person_id for each in searching.search(asked, hub_id=by.hub_id)]


# --- What is held of them, and from whom ---


def test_each_answer_says_who_gave_it_and_when(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk, children=[SASHA])

    said = page(sign_in, case)

    assert "Sasha Kowalski" in said
    assert "School, 1 March 2027" in said
    assert FLAT in said


def test_links_are_resolved_when_it_is_read(sign_in: SignIn, walk: Walk) -> None:
    earlier = make.case(
        make.later(walk, days=-60),
        children=[Told(given_names="Aleksandra", family_name="Kowalska")],
    )
    case = make.case(walk, children=[SASHA])
    assert "Aleksandra" not in page(sign_in, case)

    joined_to(walk, case, earlier)

    said = page(sign_in, case)
    assert "Aleksandra Kowalska" in said
    assert "2 records are linked as this person" in said
    assert earlier.reference in said


def test_the_look_at_each_record_is_in_the_read_log(sign_in: SignIn, walk: Walk) -> None:
    earlier = make.case(make.later(walk, days=-60), children=[Told(given_names="Aleksandra")])
    case = make.case(walk, children=[SASHA])
    joined_to(walk, case, earlier)

    page(sign_in, case)

    make.enter("manager")
    [look] = audit.looks(f"person {earlier.child.pk}")
    assert look.purpose == f"know them, from {case.reference}"


def test_nobody_goes_fishing_from_a_case_that_does_not_lead_there(
    sign_in: SignIn, walk: Walk
) -> None:
    stranger = make.case(walk, children=[Told(given_names="Quentin", family_name="Faraway")])
    case = make.case(walk, children=[SASHA])

    answer = sign_in("manager").get(f"/cases/{case.reference}/people/{stranger.child.pk}/")

    assert answer.status_code == 404


def test_a_case_leads_to_whoever_may_be_the_child_and_to_kin_of_kin(
    sign_in: SignIn, walk: Walk
) -> None:
    perhaps = make.case(make.later(walk, days=-60), children=[SASHA])
    contact = walk.contact(children=[SASHA])
    mother = walk.person(contact, Told(given_names="Dana"), Part.CARER, kin="mother")
    case = walk.case(contact)

    assert "Sasha" in page(sign_in, case, perhaps.child)
    assert "They are the mother" not in page(sign_in, case)
    assert "They are the mother" in page(sign_in, case, mother)


def test_a_person_of_a_restricted_record_is_as_if_there_were_none(
    sign_in: SignIn, walk: Walk
) -> None:
    earlier = make.contact(make.later(walk, days=-60), children=[Told(given_names="Aleksandra")])
    case = make.case(walk, children=[SASHA])
    joined_to(walk, case, walk.case(earlier))
    assert "Aleksandra" in page(sign_in, case)

    hidden = walk.case(earlier).child
    restricting.restrict(walk, earlier, "manager")

    assert "Aleksandra" not in page(sign_in, case)
    assert "Aleksandra" in page(sign_in, case, by="manager")
    address = f"/cases/{case.reference}/people/{hidden.pk}/"
    assert sign_in("officer").get(address).status_code == 404


# --- Where they live ---


def test_an_address_is_added_with_who_told_it(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk, children=[SASHA])
    officer = sign_in("officer")
    address = f"/cases/{case.reference}/people/{case.child.pk}/add/address/"
    typed = {"kind": "foster", "address": "2 Teasel Lane", "told_by": "The foster carer"}
    typed |= {"since-day": "3", "since-month": "2", "since-year": "2026"}

    assert officer.post(address, typed).status_code == 302

    said = page(sign_in, case)
    assert "Foster placement, since 3 February 2026" in said
    assert "The foster carer" in said
    make.enter("manager")
    told = [each.kind for each in audit.history([case.reference])]
    assert told.count("person.noted") == 1


def test_the_same_form_sent_twice_is_one_address(walk: Walk) -> None:
    case = make.case(walk)

    assert registering.live(walk, case) == registering.live(walk, case)


def test_an_address_of_nothing_is_refused_unless_there_is_none(walk: Walk) -> None:
    case = make.case(walk)
    with pytest.raises(Invalid, match="Enter the address in words"):
        registering.live(walk, case, address=" ", postcode="")

    row = registering.live(walk, case, kind=Dwelling.NO_FIXED, address="", postcode="")

    assert str(row) == "No fixed address"


def test_an_address_cannot_begin_tomorrow_or_end_before_it_began(walk: Walk) -> None:
    case, today = make.case(walk), walk.at.date()
    with pytest.raises(Invalid, match="today or in the past"):
        registering.live(walk, case, since=date(2027, 3, 2))
    with pytest.raises(Invalid, match="must not be before"):
        registering.live(walk, case, since=today, until=date(2027, 2, 1))

    assert registering.live(walk, case, since=today).since == today


def test_an_address_is_ended_with_a_reason_and_stays_to_be_read(
    sign_in: SignIn, walk: Walk
) -> None:
    case = make.case(walk, children=[SASHA])
    row = registering.live(walk, case)
    officer = sign_in("officer")
    address = f"/cases/{case.reference}/people/{case.child.pk}/end/address/{row.pk}/"
    assert officer.post(address, {"seen": 1, "why": " "}).status_code == 422

    assert officer.post(address, {"seen": 1, "why": "The aunt moved abroad."}).status_code == 302

    said = page(sign_in, case)
    assert registering.AUNT in said
    assert "The aunt moved abroad." in said
    with pytest.raises(Stale):
        registering.end(walk, case, row)


def test_what_was_ended_is_not_ended_again(walk: Walk) -> None:
    case = make.case(walk)
    row = registering.live(walk, case)
    registering.end(walk, case, row)
    make.enter("manager")

    with pytest.raises(Refused, match="has ended this already"):
        registering.end(walk, case, Residence.objects.get(pk=row.pk))


def test_a_protected_address_is_marked_and_makes_no_household(sign_in: SignIn, walk: Walk) -> None:
    others = make.case(walk, children=[Told(given_names="Quentin")])
    registering.live(walk, others, kind=Dwelling.PROTECTED, address="9 Hidden House, Coventry")
    case = make.case(walk, children=[SASHA])

    registering.live(walk, case, kind=Dwelling.PROTECTED, address="9 Hidden House, Coventry")

    assert "Protected address" in page(sign_in, case)
    assert household(case) == []


def test_who_was_told_of_at_the_same_address_is_of_the_household(walk: Walk) -> None:
    make.case(
        make.later(walk, days=-60),
        children=[Told(given_names="Quentin", address="14 Larkspur Row, Flat 3, COVENTRY")],
    )
    case = make.case(walk, children=[SASHA])

    assert household(case) == ["Quentin"]


def test_who_left_before_they_came_is_not(walk: Walk) -> None:
    before = make.case(make.later(walk, days=-60), children=[Told(given_names="Quentin")])
    row = registering.live(
        walk, before, address=FLAT, since=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    case = make.case(walk, children=[Told(given_names="Sasha", family_name="Kowalski")])
    registering.live(walk, case, address=FLAT, since=date(2022, 5, 1))
    assert household(case) == []

    registering.live(walk, case, address=FLAT, since=date(2020, 5, 1), until=row.until)

    assert household(case) == ["Quentin"]


def test_who_is_said_to_live_with_the_child_is_of_the_household(walk: Walk) -> None:
    contact = walk.contact(children=[Told(given_names="Sasha")])
    walk.person(contact, Told(given_names="Dana"), Part.CARER, kin="mother", same_household="yes")
    walk.person(contact, Told(given_names="Dez"), Part.RISK, same_household="no")

    assert household(walk.case(contact)) == ["Dana"]


def test_a_child_is_found_by_a_foster_address(walk: Walk) -> None:
    before = make.case(make.later(walk, days=-60), children=[Told(given_names="Sasha")])
    asked = Description(given_names="Quentin", address="2 Teasel Lane, Coventry")
    assert before.child.pk not in found(asked)

    registering.live(walk, before, kind=Dwelling.FOSTER, address="2 Teasel Lane, Coventry")

    assert before.child.pk in found(asked)


def test_whoever_may_not_say_who_is_known_adds_no_address(walk: Walk) -> None:
    case = make.case(walk)

    with pytest.raises(Refused):
        registering.live(walk, case, by="police")


def test_what_is_of_another_person_is_not_ended_from_this_one(sign_in: SignIn, walk: Walk) -> None:
    case, other = make.case(walk, children=[SASHA]), make.case(walk)
    row = registering.live(walk, other)
    officer = sign_in("officer")

    wrong = f"/cases/{case.reference}/people/{case.child.pk}/end/address/{row.pk}/"

    assert officer.get(wrong).status_code == 404
    assert officer.get(wrong.replace("/address/", "/nothing/")).status_code == 404
    by = make.enter("manager")
    with pytest.raises(Unknown):
        persons.known(case, 999999, by=by, at=walk.at)
