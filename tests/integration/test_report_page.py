"""The referrer's own page: what the code opens, and that nothing else opens anything."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.contacts import rules
from frontdoor.casework.contacts.models import Contact
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from tests import make

pytestmark = pytest.mark.django_db

NEUTRAL = "We cannot show a report with this reference and this code."


def code(contact: Contact) -> str:
    """Return the code that the caller was given."""
    return rules.code(contact.reference, secret=settings.SECRET_KEY)


def test_anybody_may_ask_and_can_leave_quickly() -> None:
    response = Client().get("/report/")

    assert response.status_code == 200
    assert "Exit this page" in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_a_reference_of_each_hub_is_shown_as_an_example() -> None:
    page = Client().get("/report/").content.decode()

    found = [f"{begins}-{now():%y}-00042" for begins in ("BA", "CV", "DU", "SU")]
    assert f"For example, {', '.join(found[:-1])} or {found[-1]}" in page


def test_reference_and_code_show_that_it_arrived_and_no_name(walk: Walk) -> None:
    contact = walk.contact(children=[Told(given_names="Sasha", family_name="Kowalski")])
    said = {"reference": contact.reference, "code": code(contact)}

    response = Client().post("/report/", said)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Received 1 March 2027 at 9am" in page
    assert "We have received your information" in page
    assert "Sasha" not in page
    assert "Jo Sample" not in page


def test_how_it_is_typed_does_not_matter(walk: Walk) -> None:
    contact = walk.contact()
    typed = code(contact).lower().replace("-", " ")
    said = {"reference": f" {contact.reference.lower()} ", "code": typed}

    assert Client().post("/report/", said).status_code == 200


def test_whatever_is_wrong_gets_the_same_answer(walk: Walk) -> None:
    contact, other = walk.contact(), walk.contact()
    wrong = [
        {"reference": contact.reference, "code": "BBBBB-BBBBB"},
        {"reference": contact.reference, "code": code(other)},
        {"reference": "CV-27-99999", "code": code(contact)},
        {"reference": "nothing", "code": "%' OR 1=1 --"},
        {"reference": "😀", "code": "٣" * 10},
    ]
    for said in wrong:
        response = Client().post("/report/", said)

        page = response.content.decode()
        assert response.status_code == 422
        assert NEUTRAL in page
        assert "CV-27-00001" not in page.replace(f'value="{said["reference"]}"', "")


def test_what_was_typed_is_kept() -> None:
    page = Client().post("/report/", {"reference": "CV-27-1", "code": "B"}).content.decode()

    assert 'value="CV-27-1"' in page
    assert 'value="B"' in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reference": "", "code": "B"}, "Enter the reference"),
        ({"reference": "CV-27-00001", "code": ""}, "Enter the code"),
        ({"reference": "x" * 41, "code": "B"}, "40 characters or fewer"),
        ({"reference": "CV\0", "code": "\0"}, "must not include null characters"),
    ],
)
def test_what_cannot_be_is_named(said: dict[str, str], words: str) -> None:
    response = Client().post("/report/", said)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_the_code_of_one_report_opens_no_page_of_the_hub(walk: Walk) -> None:
    contact = walk.contact()
    browser = Client()
    browser.post("/report/", {"reference": contact.reference, "code": code(contact)})

    response = browser.get(f"/contacts/{contact.reference}/")

    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_another_hubs_referrer_reads_their_own(walk: Walk) -> None:
    walk.contact()
    contact = make.walk("durham").contact()

    page = Client().post("/report/", {"reference": contact.reference, "code": code(contact)})

    assert contact.reference in page.content.decode()
