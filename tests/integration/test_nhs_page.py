"""The NHS is asked by a press; what it holds stands beside ours, and a person takes it on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.models import Case
from frontdoor.connectors import pds
from frontdoor.jobs.example import registering
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import searching
from frontdoor.people.matching import Description
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.tracing import Answer, Question
from frontdoor.people.vocabulary import Dwelling
from tests import make, nhs
from tests.integration.conftest import SignIn
from tests.nhs import Patient, Service
from tests.pages import Page, offered, text

pytestmark = pytest.mark.django_db

NUMBER = "9990000018"
SASHA = Told(
    given_names="Sasha",
    family_name="Kowalski",
    date_of_birth=date(2015, 6, 14),
    postcode="CV1 9ZZ",
)
ASK = "Ask the NHS for the number"


@pytest.fixture
def service(settings: Settings, tmp_path: Path) -> Iterator[Service]:
    """Return an NHS on loopback that holds one child."""
    with nhs.serving(settings, tmp_path, patients=[Patient()]) as service:
        yield service


@pytest.fixture
def case(walk: Walk) -> Case:
    """Return the case of a child of whom enough is known to ask."""
    return make.case(walk, children=[SASHA])


def where(case: Case) -> str:
    """Return the address of the page."""
    return f"/cases/{case.reference}/people/{case.child.pk}/nhs/"


def asked(sign_in: SignIn, case: Case, *, by: str = "officer") -> Page:
    """Press the button, and go where its answer is shown."""
    browser = sign_in(by)
    sent = browser.post(where(case))
    assert (sent.status_code, sent["Location"]) == (302, where(case))
    answer: Page = browser.get(where(case))
    assert answer.status_code == 200
    return answer


def held(case: Case) -> Person:
    """Return the child as they are on record now."""
    make.enter()
    return Person.objects.get(pk=case.child.pk)


def kinds(case: Case) -> list[str]:
    """Return what is remembered of the NHS."""
    make.enter()
    return [each.kind for each in audit.history([case.reference]) if "nhs" in each.kind]


# --- Asking ---


def test_the_button_stands_on_the_persons_page_only_where_the_nhs_may_be_asked(
    sign_in: SignIn, case: Case, service: Service, settings: Settings
) -> None:
    person = where(case).removesuffix("nhs/")
    assert ASK in text(sign_in("officer").get(person))

    settings.PDS_URL = ""

    assert ASK not in text(sign_in("officer").get(person))
    assert "No connection to the NHS is set up here." in text(sign_in("officer").get(where(case)))
    assert sign_in("officer").post(where(case)).status_code == 403
    assert kinds(case) == []


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (Told(given_names="Sasha", date_of_birth=date(2015, 6, 14)), "once a family name"),
        (Told(given_names="Sasha", family_name="Kowalski"), "once a family name"),
        (
            Told(family_name="Kowalski", date_of_birth=date(2015, 6, 14), nhs_number=NUMBER),
            "on record already",
        ),
    ],
)
def test_where_too_little_is_known_or_the_number_is_nobody_asks(
    sign_in: SignIn, walk: Walk, service: Service, told: Told, why: str
) -> None:
    case = make.case(walk, children=[told])

    assert why in text(sign_in("officer").get(where(case)))
    assert sign_in("officer").post(where(case)).status_code == 403
    assert service.asked == []


def test_looking_at_the_page_says_what_would_be_sent_and_asks_nobody(
    sign_in: SignIn, case: Case, service: Service
) -> None:
    said = text(sign_in("officer").get(where(case)))

    assert "family name, given names, date of birth and postcode" in said
    assert (service.asked, kinds(case)) == ([], [])


def test_a_press_asks_once_and_reading_the_page_again_asks_nobody(
    sign_in: SignIn, case: Case, service: Service
) -> None:
    browser = sign_in("officer")
    browser.post(where(case))

    first, again = browser.get(where(case)), browser.get(where(case))

    assert "It is a match" in text(first)
    assert "It is a match" not in text(again)
    assert len(service.asked) == 1
    assert kinds(case) == ["person.nhs_asked"]


def test_no_transaction_is_open_while_the_nhs_is_asked(
    sign_in: SignIn, case: Case, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    depth: list[int] = []
    before = len(connection.savepoint_ids)

    def traced(question: Question) -> Answer:
        depth.append(len(connection.savepoint_ids) - before)
        return real(question)

    real = pds.trace
    monkeypatch.setattr(pds, "trace", traced)

    asked(sign_in, case)

    assert depth == [0]


def test_the_question_is_in_the_timeline_and_the_answer_in_the_read_log(
    sign_in: SignIn, case: Case, service: Service
) -> None:
    asked(sign_in, case)

    make.enter()
    purposes = [each.purpose for each in audit.looks(f"person {case.child.pk}")]
    assert f"the NHS answered from {case.reference}: match" in purposes
    [event] = [each for each in audit.history([case.reference]) if "nhs" in each.kind]
    assert event.facts["sent"] == ["family name", "given names", "date of birth", "postcode"]
    assert "Kowalski" not in str(event.facts["sent"])


def test_a_protected_postcode_is_not_sent(
    sign_in: SignIn, walk: Walk, case: Case, service: Service
) -> None:
    registering.live(walk, case, kind=Dwelling.PROTECTED, address="A refuge", postcode="cv19zz")

    asked(sign_in, case)

    assert all("address-postalcode" not in each for each in service.asked)


def test_only_those_who_may_know_of_the_child_ask(
    sign_in: SignIn, case: Case, service: Service
) -> None:
    for somebody in ("police", "performance"):
        assert sign_in(somebody).post(where(case)).status_code in (403, 404)

    assert (service.asked, kinds(case)) == ([], [])


# --- What is shown ---


def test_what_the_nhs_holds_stands_beside_what_is_here(
    sign_in: SignIn, case: Case, service: Service
) -> None:
    service.patients = [Patient(given="Sasha", postcode="CV7 9ZZ", score=0.9)]

    said = text(asked(sign_in, case))

    assert "Possible match" in said
    assert "0.90 of 1.00" in said
    for each in ("CV1 9ZZ", "CV7 9ZZ", "14 June 2015", "999 000 0018"):
        assert each in said


@pytest.mark.parametrize("code", ["R", "V"])
def test_of_a_restricted_record_no_place_is_shown(
    sign_in: SignIn, case: Case, service: Service, code: str
) -> None:
    service.patients = [Patient(security=code, postcode="CV7 9ZZ")]

    said = text(asked(sign_in, case))

    assert "Not shown: the NHS keeps it restricted" in said
    assert "CV7 9ZZ" not in said


@pytest.mark.parametrize(
    ("patients", "words"),
    [
        ([], "That does not mean that there is no record"),
        ([Patient(score=0.6)], "hardly alike"),
        ([Patient(), Patient(number="9990000026")], "Several people are too much alike"),
    ],
)
def test_whoever_is_not_one_who_is_like_enough_is_not_shown_and_cannot_be_taken_on(
    sign_in: SignIn, case: Case, service: Service, patients: list[Patient], words: str
) -> None:
    service.patients = patients

    answer = asked(sign_in, case)

    assert words in text(answer)
    assert "999 000" not in text(answer)
    assert "Take the number on" not in text(answer)
    assert "Ask the NHS again" in text(answer)


@pytest.mark.parametrize(("status", "words"), [(429, pds.BUSY), (503, pds.DOWN), (404, pds.ODD)])
def test_a_bad_answer_is_told_nothing_is_on_record_and_it_can_be_asked_again(
    sign_in: SignIn, case: Case, service: Service, status: int, words: str
) -> None:
    service.way = lambda it: it.say(status, nhs.outcome("SERVER_ERROR"))

    answer = asked(sign_in, case)

    assert "Cannot be told now" in text(answer)
    assert words in text(answer)
    assert held(case).nhs_number == ""
    service.way = None
    assert "It is a match" in text(asked(sign_in, case))


# --- Taking it on ---


def test_a_person_takes_the_number_on_with_one_press(
    sign_in: SignIn, case: Case, service: Service
) -> None:
    form = offered(asked(sign_in, case))
    assert held(case).nhs_number == ""

    answer = sign_in("officer").post(where(case), form)

    assert answer.status_code == 302
    person = held(case)
    assert person.nhs_number == NUMBER
    assert person.nhs_number_from.startswith("NHS, match. Taken on by ")
    assert sorted(kinds(case)) == ["person.nhs_asked", "person.nhs_number_taken"]
    said = text(sign_in("officer").get(answer["Location"]))
    assert f"NHS number {NUMBER} NHS, match. Taken on by" in said
    assert ASK not in said


def test_they_are_found_by_the_number_from_now_on(
    sign_in: SignIn, case: Case, service: Service
) -> None:
    sign_in("officer").post(where(case), offered(asked(sign_in, case)))

    by = make.enter("manager")
    found = searching.search(Description(nhs_number=NUMBER), hub_id=by.hub_id)
    assert [each.person_id for each in found] == [case.child.pk]


def test_the_second_of_two_is_told_what_the_first_did(
    sign_in: SignIn, case: Case, service: Service
) -> None:
    form = offered(asked(sign_in, case))
    later = offered(asked(sign_in, case, by="manager"))
    sign_in("officer").post(where(case), form)

    answer = sign_in("manager").post(where(case), later)

    assert answer.status_code == 409
    assert "was taken on" in text(answer)
    assert kinds(case).count("person.nhs_number_taken") == 1


@pytest.mark.parametrize("found", ["", "9990000018", "eyJ9:x:y"])
def test_no_number_is_taken_on_but_the_one_that_this_page_showed(
    sign_in: SignIn, case: Case, service: Service, found: str
) -> None:
    form = offered(asked(sign_in, case))

    answer = sign_in("officer").post(where(case), form | {"found": found})

    assert answer.status_code == 422
    assert "too old to take the number on" in text(answer)
    assert "Ask the NHS" in text(answer)
    assert held(case).nhs_number == ""


def test_what_was_shown_to_one_person_of_one_child_is_good_for_no_other(
    sign_in: SignIn, walk: Walk, case: Case, service: Service
) -> None:
    form = offered(asked(sign_in, case))
    other = make.case(walk, children=[SASHA])

    assert sign_in("officer").post(where(other), form).status_code == 422
    assert sign_in("manager").post(where(case), form).status_code == 422
    assert (held(case).nhs_number, held(other).nhs_number) == ("", "")


def test_an_answer_of_long_ago_is_not_taken_on(
    sign_in: SignIn, case: Case, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = offered(asked(sign_in, case))
    monkeypatch.setattr("frontdoor.web.people.nhs.OLD", -1)

    assert sign_in("officer").post(where(case), form).status_code == 422
    assert held(case).nhs_number == ""
