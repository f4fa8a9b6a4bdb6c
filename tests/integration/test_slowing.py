"""Guessing is slow, and nobody can shut anybody else out by guessing (trust.md section 1)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from frontdoor.access.models import User
from frontdoor.casework.contacts import rules as contacts
from frontdoor.entrance import operations, rules
from frontdoor.entrance.models import Attempt
from frontdoor.entrance.rules import Allowance
from frontdoor.jobs.example.walk import Walk
from tests import entering, make
from tests.conftest import ItIs
from tests.entering import PAGE, SECOND
from tests.pages import text

pytestmark = pytest.mark.django_db

AT = make.MONDAY_9AM
TOO_MANY = "There were too many tries."
FEW = Allowance(3, timedelta(minutes=1))
HOME, AWAY = "192.0.2.10", "198.51.100.66"


@pytest.fixture
def moira(it_is: ItIs) -> User:
    """Return a manager with a password and an app, on a Monday at nine."""
    it_is(AT)
    user = entering.somebody()
    entering.give_app(user, at=AT - timedelta(days=1))
    return user


def _guess(client: Client, username: str, times: int, *, where: str = AWAY) -> list[bool]:
    """Guess so often, and tell each time whether patience was asked for."""
    answers = [
        client.post(PAGE, {"username": username, "password": f"guess {n}"}, REMOTE_ADDR=where)
        for n in range(times)
    ]
    assert {answer.status_code for answer in answers} == {422}
    return [TOO_MANY in text(answer) for answer in answers]


# --- Passwords ---


def test_after_five_guesses_one_in_two_minutes_may_be_made(moira: User, it_is: ItIs) -> None:
    assert _guess(Client(), moira.username, 7) == [False] * 5 + [True] * 2

    it_is(AT + timedelta(minutes=2))
    assert _guess(Client(), moira.username, 2) == [False, True]


def test_while_it_is_slow_the_right_password_is_not_told_from_a_wrong_one(moira: User) -> None:
    _guess(Client(), moira.username, 5)

    said = entering.password(Client(REMOTE_ADDR=AWAY), moira)

    assert TOO_MANY in said
    assert "Wait 2 minutes, then try again." in said


def test_a_name_that_nobody_has_is_slowed_down_in_the_same_way(moira: User) -> None:
    assert _guess(Client(), "nobody-at-all", 7) == _guess(Client(), moira.username, 7)


def test_how_a_name_is_written_gives_no_further_guesses(moira: User) -> None:
    _guess(Client(), moira.username, 5)

    assert _guess(Client(), f" {moira.username.upper()} ", 1) == [True]


def test_from_one_place_not_every_name_can_be_tried(
    moira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ADDRESS", FEW)

    answers = [_guess(Client(), f"name-{number}", 1)[0] for number in range(4)]

    assert answers == [False] * 3 + [True]
    assert _guess(Client(), "another", 1, where=HOME) == [False]


def test_somebody_at_their_own_desk_comes_in_whatever_is_tried_elsewhere(
    moira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "ADDRESS", FEW)
    own = Client(REMOTE_ADDR=HOME)
    entering.password(own, moira)
    assert entering.second(own, entering.code(AT)) == "/"
    own.post("/sign-in/out/")

    assert _guess(Client(), moira.username, 6)[-1]
    assert _guess(Client(), "somebody-else", 4, where=HOME)[-1]
    assert entering.password(own, moira) == SECOND


def test_the_mark_of_one_persons_browser_helps_nobody_guess_at_another(moira: User) -> None:
    own = Client()
    entering.password(own, moira)
    entering.second(own, entering.code(AT))
    own.post("/sign-in/out/")

    assert _guess(own, "coventry-officer", 6) == [False] * 5 + [True]


def test_a_mark_that_was_made_up_is_worth_nothing(moira: User) -> None:
    client = Client()
    client.cookies["__Host-known"] = "made:up"

    assert _guess(client, moira.username, 6)[-1]


def test_who_knows_the_password_uses_up_no_try(moira: User) -> None:
    for _ in range(8):
        assert entering.password(Client(), moira) == SECOND


# --- Second factors ---


def test_after_five_wrong_codes_not_even_the_right_one_opens_until_a_while_has_passed(
    client: Client, moira: User, it_is: ItIs
) -> None:
    entering.password(client, moira)
    for _ in range(5):
        assert "not right" in entering.second(client, "000000")

    assert TOO_MANY in entering.second(client, entering.code(AT))

    later = AT + timedelta(minutes=2)
    it_is(later)
    assert entering.second(client, entering.code(later)) == "/"


def test_another_browser_and_another_address_give_no_further_codes(moira: User) -> None:
    for number in range(5):
        guesser = Client(REMOTE_ADDR=f"198.51.100.{number}")
        entering.password(guesser, moira)
        entering.second(guesser, "000000")

    other = Client(REMOTE_ADDR=HOME)
    entering.password(other, moira)
    assert TOO_MANY in entering.second(other, "000000")


# --- Codes of reports ---


def _report(reference: str, code: str, *, where: str = AWAY) -> str:
    answer = Client(REMOTE_ADDR=where).post("/report/", {"reference": reference, "code": code})
    return text(answer)


def test_codes_of_reports_cannot_be_tried_out(walk: Walk, it_is: ItIs) -> None:
    it_is(AT)
    contact = walk.contact()
    code = contacts.code(contact.reference, secret=settings.SECRET_KEY)

    tries = [TOO_MANY in _report(contact.reference, f"BBBBB-{n:05}") for n in range(22)]

    assert tries == [False] * 20 + [True] * 2
    assert TOO_MANY in _report(contact.reference, code)
    assert "Received 1 March 2027" in _report(contact.reference, code, where=HOME)
    it_is(AT + timedelta(seconds=30))
    assert "Received 1 March 2027" in _report(contact.reference, code)


def test_a_report_that_is_not_there_is_slowed_down_in_the_same_way(walk: Walk, it_is: ItIs) -> None:
    it_is(AT)
    there = walk.contact().reference

    told = [
        [TOO_MANY in _report(reference, "BBBBB-BBBBB", where=where) for _ in range(22)]
        for reference, where in ((there, AWAY), ("CV-27-99999", HOME))
    ]

    assert told[0] == told[1]


# --- How it is counted ---


def test_names_and_addresses_that_were_tried_are_not_stored(moira: User) -> None:
    _guess(Client(), moira.username, 1)

    stored = " ".join(Attempt.objects.values_list("key", flat=True))

    assert moira.username not in stored
    assert AWAY not in stored


@pytest.mark.parametrize(
    ("proxies", "heard", "counted"),
    [
        (0, "203.0.113.5", AWAY),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "10.0.0.1, 203.0.113.5", "203.0.113.5"),
        (2, "203.0.113.5, 192.0.2.1", "203.0.113.5"),
        (1, "", ""),
    ],
)
def test_what_a_browser_says_of_its_own_address_counts_nothing(
    proxies: int, heard: str, counted: str, moira: User, settings: Settings
) -> None:
    settings.PROXIES = proxies
    client = Client(REMOTE_ADDR=AWAY, HTTP_X_FORWARDED_FOR=heard)
    entering.password(client, moira)

    entering.second(client, entering.code(AT))

    client.get("/sign-in/mine/")
    page = text(client.get("/sign-in/mine/"))
    assert f"from {counted}." in page or not counted


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_one_by_one() -> None:
    keys = {"account-00000": rules.ACCOUNT}

    def once(_: int) -> bool:
        try:
            with transaction.atomic():
                return not operations.tried(keys, at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(once, range(24)))

    assert sum(let_in) == rules.ACCOUNT.at_once


def test_a_try_that_failed_is_told_to_the_operator_without_a_name(
    moira: User, caplog: pytest.LogCaptureFixture
) -> None:
    _guess(Client(), moira.username, 6)

    told = [each.getMessage() for each in caplog.records if each.name == "frontdoor.web.slowing"]
    assert [line.partition(" at ")[0] for line in told] == [
        *["A try was wrong"] * 5,
        "Too many tries were made",
    ]
    assert all("account-" in line and "address-" in line for line in told)
    assert moira.username not in "".join(told)
    assert AWAY not in "".join(told)
