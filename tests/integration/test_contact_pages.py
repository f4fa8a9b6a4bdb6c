"""Taking a contact by the phone script: what the officer sees, and what is written down."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Contact
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.taking import call, child, seen, taken, written

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def test_the_first_page_says_what_the_officer_says(sign_in: SignIn) -> None:
    page = sign_in("officer").get("/contacts/new/").content.decode()

    assert "You are through to Children&#39;s MASH." in page
    assert "If so, call 999" in page


def test_a_name_alone_is_a_contact_with_its_clock_running(sign_in: SignIn) -> None:
    contact = taken(sign_in("officer"))

    assert contact.stage_label == "Being taken"
    assert queries.respond_by(contact) == contact.received_at + timedelta(hours=24)


@pytest.mark.parametrize(
    "word",
    [
        {"description": "Crying"},
        {"caller_phone": "01632 960123"},
        {"address": "Larkrise Court"},
        {"anonymous": "on"},
        {"family_name-not-known": "yes"},
        {"source": "school"},
    ],
)
def test_one_word_of_a_call_that_was_cut_off_is_a_contact(
    sign_in: SignIn, word: dict[str, str]
) -> None:
    contact = taken(sign_in("officer"), **{"given_names": ""} | word)

    assert contact.stage_label == "Being taken"


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_form_on_which_nothing_is_said_is_no_contact_and_says_what_is_enough(
    sign_in: SignIn, blank: str
) -> None:
    officer, form = sign_in("officer"), call(given_names=blank)

    response = officer.post("/contacts/new/", form)

    assert response.status_code == 422
    page = response.content.decode()
    assert "One word anywhere is enough" in page
    assert form["form_key"] in page
    make.enter("manager")
    assert not Contact.objects.exists()
    assert officer.post("/contacts/new/", form | {"given_names": "Sasha"}).status_code == 302


def test_what_was_asked_and_is_not_known_is_remembered_apart_from_what_was_not_asked(
    sign_in: SignIn,
) -> None:
    said = {"family_name-not-known": "yes", "date_of_birth-not-known": "yes", "sex": "not known"}
    person = child(taken(sign_in("officer"), **said)).child

    assert sorted(person.not_known) == ["date_of_birth", "family_name", "sex"]
    assert (person.family_name, person.date_of_birth, person.school) == ("", None, "")


def test_a_postcode_is_written_as_it_is_usually_written(sign_in: SignIn) -> None:
    officer = sign_in("officer")

    assert child(taken(officer, postcode="cv19zz")).child.postcode == "CV1 9ZZ"
    assert child(taken(officer, postcode="cv1?")).child.postcode == "cv1?"


def test_the_same_form_sent_twice_is_one_contact(sign_in: SignIn) -> None:
    officer, form = sign_in("officer"), call()

    first, second = (officer.post("/contacts/new/", form) for _ in range(2))

    assert first["Location"] == second["Location"]
    make.enter("manager")
    assert Contact.objects.count() == 1
    assert "was sent before" in officer.get(second["Location"]).content.decode()


def test_somebody_who_stays_anonymous_is_counted_as_anonymous(sign_in: SignIn) -> None:
    contact = taken(sign_in("officer"), anonymous="on")

    assert contact.referrer.source == "anonymous"
    assert str(contact.referrer) == "Anonymous caller"


def test_an_anonymous_caller_is_not_given_away_by_a_number(sign_in: SignIn) -> None:
    form = call(anonymous="on", caller_phone="01632 960123")
    response = sign_in("officer").post("/contacts/new/", form)

    assert response.status_code == 422
    assert "Clear the caller’s name" in response.content.decode()
    assert "01632 960123" in response.content.decode()


def test_an_unborn_child_has_an_expected_date(sign_in: SignIn) -> None:
    expected = localdate() + timedelta(days=100)
    date = {f"expected_on-{box}": str(getattr(expected, box)) for box in ("day", "month", "year")}

    person = child(taken(sign_in("officer"), **date, sex="U")).child

    assert person.expected_on == expected
    assert "unborn" in person.age(on=localdate())


NHS = "NHS number must be 10 digits that belong together"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"date_of_birth-day": "31", "date_of_birth-month": "2", "date_of_birth-year": "2015"},
         "Date of birth must be a real date"),
        ({"date_of_birth-day": "1"}, "Date of birth must include a month and year"),
        ({"date_of_birth-day": "1", "date_of_birth-month": "1", "date_of_birth-year": "2999"},
         "Date of birth must be today or in the past"),
        ({"date_of_birth-day": "1", "date_of_birth-month": "1", "date_of_birth-year": "1066"},
         "Date of birth must be in 1900 or later"),
        ({"expected_on-day": "1", "expected_on-month": "1", "expected_on-year": "2001"},
         "Expected date of birth must be in the next ten months"),
        ({"nhs_number": "999 000 0000"}, NHS),
        ({"nhs_number": "９９９００００００９"}, NHS),
        ({"given_names": "S" * 201}, "Given names must be 200 characters or fewer"),
        ({"given_names-not-known": "yes"}, "not both"),
        ({"address": "x" * 1001}, "Address must be 1,000 characters or fewer"),
        ({"postcode": "x" * 11}, "Postcode must be 10 characters or fewer"),
        ({"family_name": "a\0b"}, "must not include null characters"),
        ({"caller_phone": "1" * 41}, "must be 40 characters or fewer"),
        ({"channel": "pigeon"}, "How did this arrive?"),
        ({"source": "nobody"}, "Who is telling us?"),
        ({"source": "\0"}, "Who is telling us?"),
        ({"sex": "X"}, "Select the sex from the list"),
        ({"form_key": "1"}, "lost its number"),
        ({"form_key": ""}, "lost its number"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_and_what_was_typed_is_kept(
    sign_in: SignIn, said: dict[str, str], words: str
) -> None:
    typed = call(school="Larkrise Primary") | said
    response = sign_in("officer").post("/contacts/new/", typed)
    page = response.content.decode()

    assert response.status_code == 422
    assert words in page
    assert "Larkrise Primary" in page
    if said.get("form_key") is None:
        assert typed["form_key"] in page


def test_what_is_to_be_put_right_is_listed_in_the_order_of_the_page(sign_in: SignIn) -> None:
    form = call(
        description="x" * 2001, nhs_number="1", channel="pigeon",
        **{"expected_on-day": "3", "date_of_birth-day": "1", "sex": "X", "family_name": "x" * 201},
    )  # fmt: skip
    page = sign_in("officer").post("/contacts/new/", form).content.decode()

    listed = re.findall(r'<a href="#(\w[\w-]*)">', page)
    assert len(listed) == 7
    assert listed == sorted(listed, key=lambda each: page.index(f' id="{each}"'))


@pytest.mark.parametrize(
    "form",
    [{"given_names": "x" * 3_000_000}, {f"field-{number}": "x" for number in range(1001)}],
    ids=["too long", "too many"],
)
def test_a_form_that_no_page_of_ours_sends_is_a_bad_request(
    sign_in: SignIn, form: dict[str, str]
) -> None:
    response = sign_in("officer").post("/contacts/new/", form)

    assert response.status_code == 400


def test_an_nhs_number_may_have_spaces(sign_in: SignIn) -> None:
    contact = taken(sign_in("officer"), nhs_number="999 000 0018")

    assert child(contact).child.nhs_number == "9990000018"


@pytest.mark.parametrize("short", ["police", "early-help-team-team", "performance"])
def test_who_is_outside_the_hub_takes_no_contacts(sign_in: SignIn, short: str) -> None:
    client = sign_in(short)

    assert client.get("/contacts/new/").status_code == 403
    assert client.post("/contacts/new/", call()).status_code == 403


def test_a_contact_shows_its_way_and_the_code_for_the_caller(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    page = officer.get(f"/contacts/{contact.reference}/").content.decode()

    assert "Is Sasha known?" in page
    assert "http://testserver/report/" in page
    assert "Hand over to the manager" in page


def test_a_professional_is_asked_to_write_and_nothing_waits_for_it(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer, source="school")
    page = officer.get(f"/contacts/{contact.reference}/").content.decode()

    assert "We will not wait for it before we act." in page
    assert "responsible for telling the family" in page


def test_what_is_said_on_the_telephone_is_not_said_afterwards(sign_in: SignIn, walk: Walk) -> None:
    contact = make.contact(walk)
    page = sign_in("officer").get(f"/contacts/{contact.reference}/").content.decode()

    assert "responsible for telling the family" not in page
    assert f"can be read later: {contact.reference}-A has no outcome yet." in page


def test_a_contact_is_handed_over_once(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form, address = seen(contact), f"/contacts/{contact.reference}/hand-over/"

    assert officer.post(address, form)["Location"] == f"/contacts/{contact.reference}/"
    again = officer.post(address, form)

    assert again.status_code == 409
    assert "Contact handed over to the manager" in again.content.decode()
    page = officer.get(f"/contacts/{contact.reference}/").content.decode()
    assert f"/cases/{contact.reference}-A/" in page


def test_handing_over_by_mistyped_address_only_shows_the_contact(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)

    assert officer.get(f"/contacts/{contact.reference}/hand-over/").status_code == 302
    assert written(contact.reference).stage == "being_taken"


@pytest.mark.parametrize("form", [{"seen": ""}, {"seen": "9" * 5000}, {"seen": "1\0"}, {}])
def test_a_hand_over_that_makes_no_sense_is_refused(sign_in: SignIn, form: dict[str, str]) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    response = officer.post(f"/contacts/{contact.reference}/hand-over/", form)

    assert response.status_code in (409, 422)
    assert written(contact.reference).stage == "being_taken"


PAGES = (
    "",
    "people/",
    "people/?part=carer",
    "people/1/",
    "concern/",
    "hand-over/",
    "tell-referrer/",
)


@pytest.mark.parametrize("page", PAGES)
def test_another_hubs_contact_does_not_exist(sign_in: SignIn, walk: Walk, page: str) -> None:
    contact = make.contact(walk)
    stranger = sign_in("manager", hub_slug="durham")

    assert stranger.get(f"/contacts/{contact.reference}/{page}").status_code == 404
    assert stranger.post(f"/contacts/{contact.reference}/{page}", {"seen": 1}).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_partner_sees_no_page_of_a_contact(sign_in: SignIn, walk: Walk, page: str) -> None:
    contact = make.contact(walk)

    assert sign_in("police").get(f"/contacts/{contact.reference}/{page}").status_code == 403
