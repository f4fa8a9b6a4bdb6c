"""An unborn child (C8.3, C14.9, P30), and one whom nobody can identify (C5.4)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from frontdoor.casework.contacts import queries, whole
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.disclosures import offers
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import matching, rules
from frontdoor.people.operations import Told
from tests import make
from tests.pages import sent, text
from tests.taking import written

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
DUE = date(2027, 6, 3)
TODAY = date(2027, 3, 1)
GREEN_DOOR = Told(
    description="Boy of about 4 at the flat with the green door",
    address="12B Larkrise Court",
    postcode="CV1 9ZZ",
    not_known=["given_names", "family_name"],
)


def _unborn() -> Told:
    return Told(family_name="Lowther", expected_on=localdate() + timedelta(days=90), sex="U")


# --- Unborn ---


@pytest.mark.parametrize(
    ("given", "family", "description", "name"),
    [
        ("", "Lowther", "", "Unborn Lowther"),
        ("", "", "Baby of Cerys", "Baby of Cerys"),
        ("", "", "", "Unborn child"),
        ("Wren", "Lowther", "", "Wren Lowther"),
    ],
)
def test_an_unborn_child_has_a_name_that_says_so(
    given: str, family: str, description: str, name: str
) -> None:
    assert rules.name(given, family, description, unborn=True) == name


@pytest.mark.parametrize(
    ("born", "on", "words"),
    [
        (None, TODAY, "Unborn, expected 3 June 2027"),
        (None, DUE, "Unborn, expected 3 June 2027"),
        (None, DUE + timedelta(days=1), "Expected 3 June 2027, birth not on record"),
        (date(2027, 6, 1), date(2027, 7, 2), "1 June 2027 (1 month)"),
    ],
)
def test_a_birth_is_expected_overdue_or_on_record(born: date | None, on: date, words: str) -> None:
    assert rules.birth(born, DUE, "", on=on) == words


def test_every_page_says_unborn_and_none_asks_what_the_child_says(sign_in: SignIn) -> None:
    walk, manager = make.walk(at=now()), sign_in("manager")
    contact = make.contact(walk, children=[_unborn()])
    reference = walk.case(contact).reference
    expected = "nborn, expected"

    pages = [f"/contacts/{contact.reference}/", f"/cases/{reference}/"]
    pages += [f"/cases/{reference}/known/", f"/cases/{reference}/route/", "/"]
    for page in pages:
        said = text(manager.get(page))
        assert expected in said, page
        assert "Unborn Lowther" in said, page
    assert "what the child says" not in text(manager.get(pages[1])).lower()


def test_an_expected_date_is_advised_on_without_a_question(walk: Walk) -> None:
    contact = make.contact(walk, children=[_unborn()])

    case = walk.case(contact)

    make.enter("manager")
    assert "unborn" in {each.route for each in queries.advice(case, today=TODAY)}


def test_a_birth_that_is_written_down_later_ends_that(sign_in: SignIn) -> None:
    walk, officer = make.walk(at=now()), sign_in("officer")
    contact = make.contact(walk, children=[_unborn()])
    case = walk.case(contact)
    born = {"date_of_birth-day": "1", "date_of_birth-month": "10", "date_of_birth-year": "2026"}

    address = f"/contacts/{contact.reference}/people/{case.child_id}/"
    assert sent(officer, address, given_names="Wren", family_name="Lowther", **born).status_code

    case = walk.case(written(contact.reference))
    assert (case.child.name, case.child.is_unborn) == ("Wren Lowther", False)
    assert "unborn" not in {each.route for each in queries.advice(case, today=TODAY)}


def test_what_leaves_the_hub_says_unborn_and_names_the_family(walk: Walk) -> None:
    contact = make.contact(walk, children=[_unborn()])
    walk.person(contact, Told(given_names="Cerys"), Part.CARER, kin="mother")
    walk.person(contact, Told(given_names="Alun"), Part.SIBLING, kin="sibling")

    case = walk.case(contact)

    make.enter("manager")
    said = {offer.heading: offer.words for offer in offers.of_case(case)}
    assert "Unborn, expected" in said["The child"]
    assert said["Parents and carers"] == "Cerys"
    assert said["Brothers and sisters who live elsewhere"] == "Alun"


def test_the_hospital_is_told_the_outcome_for_an_unborn_child_and_for_no_other(
    sign_in: SignIn,
) -> None:
    walk, manager = make.walk(at=now()), sign_in("manager")
    asked = "Tell Hospital child-protection alerts the outcome"
    for children, wanted in ([_unborn()], True), ([Told(given_names="Robin")], False):
        case = make.case(walk, children=children)
        walk.pass_on(case, "area_team")
        assert (asked in text(manager.get(f"/cases/{case.reference}/"))) is wanted
        page = manager.get(f"/cases/{case.reference}/tell-team/").content.decode()
        assert ('value="hospital_alerts" selected' in page) is wanted


# --- Not identified ---


def test_of_a_child_without_a_name_the_place_is_enough_to_be_found(walk: Walk) -> None:
    first = make.case(walk, children=[GREEN_DOOR])

    later = make.case(
        walk, children=[Told(given_names="Jude", family_name="Amory", postcode="CV1 9ZZ")]
    )

    actor = make.enter("officer")
    [found] = whole.possible(later, actor=actor, at=walk.at)
    assert found.person == first.child
    assert found.candidate.likeness.agrees == ("same postcode",)


def test_of_two_children_with_names_the_place_is_not_enough() -> None:
    jude = matching.Description(
        given_names="Jude", postcode="CV1 9ZZ", address="12B Larkrise Court"
    )
    wren = matching.Description(
        given_names="Wren", postcode="CV1 9ZZ", address="12B Larkrise Court"
    )
    nobody = matching.Description(address="12b Larkrise Ct")

    assert not matching.compare(jude, wren).is_worth_a_look
    assert matching.compare(jude, nobody).agrees == ("address nearly the same",)
    assert matching.compare(jude, nobody).is_worth_a_look


def test_whoever_names_the_child_later_is_led_to_the_register(sign_in: SignIn) -> None:
    walk, officer = make.walk(at=now()), sign_in("officer")
    contact = make.contact(walk, children=[GREEN_DOOR])
    case = walk.case(contact)
    address = f"/contacts/{contact.reference}/people/{case.child_id}/"

    named = sent(officer, address, given_names="Jude", family_name="Amory")
    again = sent(officer, address, given_names="Jude", family_name="Amory", school="Larkrise")

    assert named["Location"] == f"/cases/{case.reference}/known/"
    assert again["Location"] == f"/contacts/{contact.reference}/"
