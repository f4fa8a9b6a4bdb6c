"""Two records that may be one person are compared, and what a person says of them is taken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontdoor.audit import queries as audit
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import queries as register
from frontdoor.people.models import Pair
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Judged
from frontdoor.web.components.waterfall import DOUBT, NEAR
from tests import handing, make, pairs

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

ROBYN = Told(
    given_names="Robin", family_name="Example", date_of_birth=date(2014, 1, 5), postcode="CV1 1AA"
)
SAME = {"answer": "same", "why": "The school has one child of that name."}
TWO = {"answer": "two", "why": "Their mothers have different names."}


@pytest.fixture
def pair(walk: Walk) -> Pair:
    return pairs.of(walk, make.case(walk).child, pairs.another(walk, ROBYN).child)


def address(pair: Pair) -> str:
    return f"/register/pairs/{pair.pk}/"


def said(client: Client, pair: Pair, **more: object) -> int:
    return client.post(address(pair), {"seen": pair.version} | more).status_code


def test_both_are_shown_side_by_side_with_what_is_known_and_why(
    sign_in: SignIn, walk: Walk, pair: Pair
) -> None:
    handing.known(walk, make.case(walk))
    page = sign_in("triage").get(address(pair)).content.decode()

    assert page.count("Robin Example") >= 2
    assert "1 earlier contact" in page
    assert "Same given name" in page
    assert "Same family name" in page
    assert "percent" not in page.replace("no percentage", "")


def test_the_bars_say_what_the_words_and_figures_say(sign_in: SignIn, pair: Pair) -> None:
    page = sign_in("triage").get(address(pair)).content.decode()

    assert page.count("fd-waterfall__bar--for") == page.count('fd-waterfall__weight">+') - 1
    assert "fd-waterfall__bar--sum" in page
    assert "they are no percentage, and prove nothing" in page


@pytest.mark.parametrize(
    ("name", "band", "why"),
    [("Robin", "Almost certainly", ""), ("Robyn", "Probably", NEAR), ("Wren", "Possibly", DOUBT)],
)
def test_twins_are_no_more_than_their_names_allow_and_it_is_said_why(
    sign_in: SignIn, walk: Walk, name: str, band: str, why: str
) -> None:
    alike = replace(ROBYN, nhs_number="", address="12 Larkrise Court", postcode="CV1 9ZZ")
    one, other = (pairs.another(walk, replace(alike, given_names=each)) for each in ("Robin", name))

    page = sign_in("triage").get(address(pairs.of(walk, one.child, other.child))).content.decode()

    assert f"{band} the same person." in page
    assert [each for each in (NEAR, DOUBT) if each in page] == [why] * bool(why)


def test_one_person_links_the_two_and_the_pair_leaves_the_list(sign_in: SignIn, pair: Pair) -> None:
    triage = sign_in("triage")
    assert "Robin Example" in triage.get("/register/pairs/").content.decode()

    assert said(triage, pair, **SAME) == 302

    assert "No two records wait" in triage.get("/register/pairs/").content.decode()
    assert "are one person. To undo that" in triage.get(address(pair)).content.decode()
    make.enter()
    assert register.are_one(pair.person, pair.other)


def test_two_people_are_not_linked(sign_in: SignIn, pair: Pair) -> None:
    assert said(sign_in("triage"), pair, **TWO) == 302

    make.enter()
    assert not register.are_one(pair.person, pair.other)


def test_what_cannot_be_told_says_when_it_comes_back(sign_in: SignIn, pair: Pair) -> None:
    triage = sign_in("triage")
    again = {"again_on-day": "6", "again_on-month": "5", "again_on-year": "2090"}

    assert said(triage, pair, answer="cannot_tell", why="The date of birth.", **again) == 302

    page = triage.get("/register/pairs/").content.decode()
    assert "Could not be told yet" in page
    assert "6 May 2090" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose what you say of them"),
        ({"answer": "perhaps", "why": "So."}, "Choose"),
        ({"answer": "two", "why": " "}, "Write how you know"),
        ({"answer": "cannot_tell", "why": "So."}, "Enter the day on which to look again"),
        (
            {"answer": "cannot_tell", "why": "So.", "again_on-day": "1", "again_on-month": "1",
             "again_on-year": "2001"},
            "Give a day after today",
        ),
    ],
)  # fmt: skip
def test_an_answer_that_says_too_little_is_not_taken(
    sign_in: SignIn, pair: Pair, typed: dict[str, str], words: str
) -> None:
    triage = sign_in("triage")

    response = triage.post(address(pair), {"seen": pair.version} | typed)

    assert response.status_code == 422
    assert words in response.content.decode()


def test_the_second_of_two_is_shown_what_the_first_said(sign_in: SignIn, pair: Pair) -> None:
    assert said(sign_in("coordinator"), pair, **TWO) == 302
    triage = sign_in("triage")

    response = triage.post(address(pair), {"seen": pair.version} | SAME)

    assert response.status_code == 409
    page = response.content.decode()
    assert "Their mothers have different names." in page
    assert SAME["why"] in page


def test_the_look_at_either_record_is_remembered(sign_in: SignIn, pair: Pair) -> None:
    sign_in("triage").get(address(pair))

    make.enter()
    for record in (pair.person, pair.other):
        assert f"are two one person? ({pair})" in {
            each.purpose for each in audit.looks(f"person {record.pk}")
        }


def test_it_asks_as_often_of_two_with_much_as_of_two_with_little(
    sign_in: SignIn, walk: Walk, pair: Pair
) -> None:
    triage = sign_in("triage")
    triage.get(address(pair))
    little = _questions(triage, pair)
    for record in (pair.person, pair.other):
        pairs.answer(
            walk, pairs.of(walk, record, pairs.another(walk).child), Judged.SAME, by="manager"
        )

    assert _questions(triage, pair) == little


def _questions(client: Client, pair: Pair) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(pair)).status_code == 200
    return len(asked)
