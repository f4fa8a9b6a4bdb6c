"""Is the child known? The register answers while somebody is still telling of them (a.8, 12)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from frontdoor.access.models import Draft
from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.hearing import MOST, PURPOSE
from frontdoor.casework.contacts.models import Contact
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Judged
from tests import make, pairs
from tests.taking import call

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

NEW = "/contacts/new/"
SASHA = Told(
    given_names="Sasha", family_name="Kowalski", date_of_birth=date(2018, 4, 9), postcode="CV1 9ZZ"
)
SAID = {"given_names": "Sascha", "family_name": "Kowalski"}


@pytest.fixture
def sasha(walk: Walk) -> int:
    """Return the number of a child of whom somebody told some weeks ago."""
    return walk.case(make.later(walk, days=-60).contact(children=[SASHA])).child_id


def _said(client: Client, **said: str) -> str:
    return client.post(NEW, call(hear="now", **said)).content.decode()


def test_a_name_that_is_nearly_the_same_is_answered_with_reasons(
    sign_in: SignIn, sasha: int
) -> None:
    told = _said(sign_in("officer"), **SAID)

    assert "Perhaps this child" in told
    assert "Sasha Kowalski" in told
    assert "Agrees: given name in another form or order and same family name." in told
    assert "Earlier contacts only.</strong> 1 earlier contact" in told
    assert "Nobody is linked" in told


def test_too_little_is_no_answer_and_nobody_found_is_one(sign_in: SignIn, sasha: int) -> None:
    officer = sign_in("officer")

    alone = _said(officer, given_names="Sasha")
    assert "Perhaps" not in alone
    assert "Nobody on record" not in alone
    assert "Nobody on record agrees in two" in _said(officer, given_names="Bo", family_name="Ek")


def test_what_cannot_be_understood_yet_is_left_out(sign_in: SignIn, sasha: int) -> None:
    half = {"date_of_birth-day": "40", "date_of_birth-month": "x", "nhs_number": "12"}

    assert "Sasha Kowalski" in _said(sign_in("officer"), **SAID, **half)


def test_each_record_that_is_shown_is_a_look_and_typing_on_is_not_another(
    sign_in: SignIn, sasha: int
) -> None:
    officer = sign_in("officer")
    first = _said(officer, **SAID)
    seen = first.partition('name="heard" value="')[2].partition('"')[0]

    _said(officer, **SAID, postcode="CV1 9ZZ", heard=seen)
    assert _looks(sasha) == [PURPOSE]

    _said(officer, **SAID, heard=f"{seen}x")
    assert _looks(sasha) == [PURPOSE] * 2


def test_the_memory_of_one_page_is_nothing_to_somebody_else(sign_in: SignIn, sasha: int) -> None:
    seen = _said(sign_in("officer"), **SAID).partition('name="heard" value="')[2].partition('"')[0]

    _said(sign_in("triage"), **SAID, heard=seen)

    assert _looks(sasha) == [PURPOSE] * 2


def _looks(person: int) -> list[str]:
    make.enter("manager")
    return [look.purpose for look in audit.looks(f"person {person}")]


def test_no_more_are_shown_than_can_be_read_while_somebody_speaks(
    sign_in: SignIn, walk: Walk
) -> None:
    for _ in range(MOST + 2):
        walk.contact(children=[SASHA])

    told = _said(sign_in("officer"), **SAID)

    assert told.count("<li>") == MOST
    assert "And 2 more that agree less" in told


def test_who_has_several_records_stands_once_with_what_all_of_them_say(
    sign_in: SignIn, walk: Walk, sasha: int
) -> None:
    told = Told(
        given_names="Sasha", family_name="Kowalski", also_known_as="Sacha Nowak",
        date_of_birth=date(2018, 4, 9), address="9 Larkspur Row", postcode="CV2 2BB",
    )  # fmt: skip
    other = walk.case(make.later(walk, days=-30).contact(children=[told])).child
    first = walk.as_("manager", lambda _: Person.objects.get(pk=sasha))
    pairs.answer(walk, pairs.of(walk, first, other), Judged.SAME)

    page = _said(sign_in("officer"), **SAID, postcode="CV1 9ZZ")

    assert page.count("<li>") == 1
    assert "Perhaps this child" in page
    assert "Sacha Nowak" in page
    assert "Also at 9 Larkspur Row, CV2 2BB" in page
    assert "2 earlier contacts" in page
    assert "robably the same person" in page or "lmost certainly the same person" in page
    assert _looks(sasha) == _looks(other.pk) == [PURPOSE]


def test_the_address_of_a_record_is_said(sign_in: SignIn, walk: Walk) -> None:
    walk.contact(children=[replace(SASHA, address="4 Larkspur Row")])

    assert "4 Larkspur Row, CV1 9ZZ" in _said(sign_in("officer"), **SAID)


def test_a_restricted_record_and_another_hubs_are_silent(
    sign_in: SignIn, walk: Walk, sasha: int
) -> None:
    make.walk("durham").contact(children=[SASHA])
    officer = sign_in("officer")
    assert _said(officer, **SAID).count("<li>") == 1

    make.enter("manager")
    restricting.restrict(walk, Contact.objects.get(parties__person=sasha))

    assert "Nobody on record agrees in two" in _said(officer, **SAID)


def test_whoever_takes_no_contacts_looks_nobody_up(sign_in: SignIn, sasha: int) -> None:
    for role in ("police", "edt-team", "performance", "administrator"):
        assert sign_in(role).post(NEW, call(hear="now", **SAID)).status_code == 403
    make.enter("manager")
    assert audit.looks(f"person {sasha}") == []


def test_without_javascript_a_button_asks_and_what_was_typed_stays(
    sign_in: SignIn, sasha: int
) -> None:
    half = {"date_of_birth-day": "40", "caller_phone": "07700 900123"}

    page = sign_in("officer").post(NEW, call(hear="now", **SAID, **half))

    told = page.content.decode()
    assert page.status_code == 200
    assert "Perhaps this child" in told
    assert 'value="Sascha"' in told
    assert 'value="40"' in told
    assert "07700 900123" in told
    assert "There is a problem" not in told


def test_what_a_page_asks_by_itself_after_the_sign_in_ended_keeps_nothing(
    sign_in: SignIn,
) -> None:
    officer = sign_in("officer")
    page = officer.get("/contacts/new/").content.decode()
    mark = page.partition('name="keeper" value="')[2].partition('"')[0]
    officer.logout()

    by_itself = officer.post(f"{NEW}?by-itself=yes", call(hear="now", keeper=mark))
    make.enter("officer")
    assert by_itself.status_code == 302
    assert list(Draft.objects.all()) == []

    officer.post(NEW, call(keeper=mark))
    make.enter("officer")
    assert [each.path for each in Draft.objects.all()] == [NEW]


@pytest.mark.parametrize("page", ["/contacts/new/", "/contacts/form/", "/contacts/inside/"])
def test_each_page_that_takes_a_contact_says_so_and_puts_nothing_on_record(
    sign_in: SignIn, sasha: int, page: str
) -> None:
    told = sign_in("officer").post(page, call(hear="now", **SAID)).content.decode()

    assert "Perhaps this child" in told
    assert 'value="Sascha"' in told
    make.enter("manager")
    assert Contact.objects.count() == 1
