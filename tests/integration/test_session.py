"""A sign-in ends after a while of nothing; a page says when, and any page begins it anew (U5)."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests import entering, make
from tests.conftest import ItIs
from tests.integration.conftest import SignIn
from tests.pages import text

pytestmark = pytest.mark.django_db

HOUR = 60 * 60
AT = make.MONDAY_9AM
LEFT = "/sign-in/left/"


def _left(client: Client) -> int:
    return int(client.get(LEFT).json()["left"])


def _ending_in(client: Client, **left: Any) -> None:
    """Let a sign-in have only so much of its time left."""
    session = client.session
    ends: datetime = session.get_expiry_date() - timedelta(hours=1) + timedelta(**left)
    session.set_expiry(ends)
    session.save()


@pytest.fixture
def moira(sign_in: SignIn) -> Client:
    """Return the browser of somebody who has just opened a page."""
    client = sign_in("manager")
    client.get("/")
    return client


def test_a_page_begins_the_time_anew(moira: Client) -> None:
    _ending_in(moira, minutes=4)
    assert 3 * 60 < _left(moira) <= 4 * 60

    moira.get("/")

    assert _left(moira) > 59 * 60


def test_asking_how_much_is_left_does_not_make_it_more(moira: Client) -> None:
    _ending_in(moira, minutes=4)

    moira.get(LEFT)

    assert _left(moira) <= 4 * 60


def test_a_row_is_not_written_with_every_page(moira: Client) -> None:
    _ending_in(moira, minutes=57)

    moira.get("/")

    assert _left(moira) <= 57 * 60


def test_what_a_page_keeps_for_somebody_keeps_them_signed_in(moira: Client) -> None:
    _ending_in(moira, minutes=4)

    kept = moira.post("/drafts/", {"path": "/contacts/new/", "tab": "one", "typed": "a=b"})

    assert kept.json()["left"] > 59 * 60


def test_a_script_can_stay_signed_in_and_is_told_for_how_long(moira: Client) -> None:
    _ending_in(moira, minutes=4)

    assert moira.post("/sign-in/stay/").json()["left"] > 59 * 60


def test_a_person_without_a_script_can_stay_signed_in(moira: Client) -> None:
    _ending_in(moira, minutes=4)

    page = moira.get("/sign-in/stay/")

    assert "You stay signed in until" in text(page)
    assert _left(moira) > 59 * 60


def test_without_a_script_a_page_goes_to_the_warning_five_minutes_before(moira: Client) -> None:
    page = moira.get("/who-carries-what/?of=nobody").content.decode()

    [(seconds, address)] = re.findall(r'http-equiv="refresh" content="(\d+);url=([^"]+)"', page)

    assert 54 * 60 < int(seconds) <= 55 * 60
    assert address == "/sign-in/ending/?next=/who-carries-what/%3Fof%3Dnobody"


def test_without_a_script_the_worklist_comes_anew_each_minute_and_keeps_nobody_signed_in(
    moira: Client,
) -> None:
    page = moira.get("/?show=late").content.decode()
    _ending_in(moira, minutes=4)
    near_the_end = moira.get("/?show=late&by-itself=1").content.decode()

    assert 'content="60;url=/?show=late&amp;by-itself=1"' in page
    assert "/sign-in/ending/" in near_the_end


def test_a_page_that_somebody_may_be_writing_on_never_goes_away(moira: Client) -> None:
    page = moira.get("/contacts/new/").content.decode()

    assert "http-equiv" not in page
    assert "Signed in until" in page


def test_the_warning_tells_when_it_ends_and_leads_back(moira: Client) -> None:
    _ending_in(moira, minutes=4)

    page = moira.get("/sign-in/ending/", {"next": "/contacts/new/"})

    assert "You will be signed out at" in text(page)
    assert 'href="/contacts/new/"' in page.content.decode()
    assert _left(moira) <= 4 * 60


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_the_warning_leads_to_no_other_site(moira: Client, wanted: str) -> None:
    page = moira.get("/sign-in/ending/", {"next": wanted}).content.decode()

    assert "elsewhere" not in page
    assert 'href="/" role="button"' in page


def test_after_the_end_nobody_is_signed_in_and_the_page_says_why(moira: Client) -> None:
    _ending_in(moira, minutes=-1)

    assert moira.get("/")["Location"] == "/sign-in/?next=/"
    assert _left(moira) == 0
    ended = moira.get("/sign-in/", {"ended": "yes", "next": "/"})
    assert "Your sign-in has ended" in text(ended)


def test_how_long_it_is_comes_from_the_settings(moira: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_AGE = 8 * HOUR

    moira.get("/")

    assert _left(moira) > 7 * HOUR


def test_nobody_has_no_time_left(client: Client) -> None:
    assert client.get(LEFT).json() == {"left": 0}


def test_after_a_day_whoever_works_on_proves_again_who_they_are(
    it_is: ItIs, settings: Settings
) -> None:
    settings.SESSION_COOKIE_AGE = 20 * HOUR
    it_is(AT)
    moira = entering.somebody()
    entering.give_app(moira, at=AT - timedelta(days=1))
    client = Client()
    entering.password(client, moira)
    entering.second(client, entering.code(AT))

    client.get("/")
    assert _left(client) == 20 * HOUR
    it_is(AT + timedelta(hours=19))
    client.get("/")
    assert _left(client) == 5 * HOUR
    it_is(AT + timedelta(hours=20))
    client.get("/")
    assert _left(client) == 4 * HOUR
