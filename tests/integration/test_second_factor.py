"""A password alone opens nothing: the second factor, its set-up, and what stands in for it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from frontdoor.access.models import Membership, User
from frontdoor.entrance import operations, queries
from frontdoor.entrance.models import Factor, RecoveryCode
from tests import entering, make
from tests.conftest import ItIs
from tests.entering import CODES, SECOND, SECRET, SET_UP
from tests.integration.behind import ask
from tests.pages import text

pytestmark = pytest.mark.django_db

HALF_A_MINUTE = timedelta(seconds=30)
AT = make.MONDAY_9AM


@pytest.fixture
def ready(moira: User) -> User:
    """Return a manager who has an authenticator app since the day before."""
    entering.give_app(moira, at=AT - timedelta(days=1))
    return moira


def _is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


# --- Setting it up ---


def test_whoever_has_none_sets_one_up_before_anything_opens(client: Client, moira: User) -> None:
    assert entering.password(client, moira) == SET_UP

    assert not _is_in(client)
    assert client.get("/contacts/new/").headers["Location"].startswith("/sign-in/")
    page = client.get(SET_UP).content.decode()
    assert "<svg" in page

    answer = client.post(SET_UP, {"code": entering.code(AT, secret=entering.key_on(page))})

    assert answer.headers["Location"] == CODES
    assert _is_in(client)


def test_the_codes_are_shown_until_they_were_kept_and_then_the_wanted_page_opens(
    client: Client, moira: User
) -> None:
    entering.password(client, moira, next="/how-it-works/")
    key = entering.key_on(client.get(SET_UP).content.decode())
    client.post(SET_UP, {"code": entering.code(AT, secret=key)})

    shown = [client.get(CODES).content.decode().count("<li><code>") for _ in range(2)]
    answer = client.post(CODES)

    assert shown == [10, 10]
    assert answer.headers["Location"] == "/how-it-works/"
    assert client.get(CODES).headers["Location"] == "/"


def test_a_wrong_code_sets_nothing_up_and_shows_the_same_square(
    client: Client, moira: User
) -> None:
    entering.password(client, moira)
    key = entering.key_on(client.get(SET_UP).content.decode())

    answer = client.post(SET_UP, {"code": "000000"})

    assert answer.status_code == 422
    assert "This is not the code that the app shows now" in text(answer)
    assert entering.key_on(answer.content.decode()) == key
    assert not _is_in(client)
    assert queries.factors(moira.pk) == []


def test_without_a_right_password_nobody_sets_anything_up(client: Client, moira: User) -> None:
    entering.password(client, moira, "wrong")

    for page in (SECOND, SET_UP, CODES):
        assert client.get(page).headers["Location"].startswith("/sign-in/")
        assert client.post(page, {"code": "000000"}).headers["Location"].startswith("/sign-in/")


def test_whoever_has_an_app_cannot_go_round_it_by_setting_up_another(
    client: Client, ready: User
) -> None:
    entering.password(client, ready)

    assert client.get(SET_UP).headers["Location"] == "/sign-in/"
    assert client.post(SET_UP, {"code": "000000"}).headers["Location"] == "/sign-in/"


# --- Proving it ---


def test_the_code_of_the_app_opens_the_page_that_was_wanted(client: Client, ready: User) -> None:
    assert entering.password(client, ready, next="/how-it-works/") == SECOND
    assert not _is_in(client)

    assert entering.second(client, entering.code(AT)) == "/how-it-works/"
    assert _is_in(client)


@pytest.mark.parametrize("typed", ["000000", "12345", "nonsense", "٣" * 6, "1" * 40])
def test_another_code_opens_nothing(client: Client, ready: User, typed: str) -> None:
    entering.password(client, ready)

    assert "This code is not right" in entering.second(client, typed)
    assert not _is_in(client)


def test_a_code_opens_once(client: Client, ready: User, it_is: ItIs) -> None:
    entering.password(client, ready)
    entering.second(client, entering.code(AT))
    over_a_shoulder = Client()
    entering.password(over_a_shoulder, ready)

    said = entering.second(over_a_shoulder, entering.code(AT))

    assert "was used before" in said
    assert not _is_in(over_a_shoulder)
    it_is(AT + HALF_A_MINUTE)
    assert entering.second(over_a_shoulder, entering.code(AT + HALF_A_MINUTE)) == "/"


def test_a_code_of_a_minute_ago_is_over(client: Client, ready: User) -> None:
    entering.password(client, ready)

    assert "not right" in entering.second(client, entering.code(AT - 2 * HALF_A_MINUTE))


def test_one_persons_app_does_not_open_for_another(client: Client, ready: User) -> None:
    other = entering.somebody("manager-2")
    Factor.objects.create(
        user=other, kind="app", name="App", added_at=AT,
        locked=operations.locked(b"another secret of theirs"[:20], user=other,
                                 key=settings.SECRET_KEY),
    )  # fmt: skip
    entering.password(client, other)

    assert "not right" in entering.second(client, entering.code(AT))


def test_a_secret_copied_to_another_row_opens_nothing(client: Client, ready: User) -> None:
    """Whoever can write into the table cannot give themselves another's app."""
    other = entering.somebody("manager-2")
    [factor] = queries.factors(ready.pk)
    Factor.objects.create(user=other, kind="app", name="App", added_at=AT, locked=factor.locked)
    entering.password(client, other)

    assert "not right" in entering.second(client, entering.code(AT))


def test_after_ten_minutes_the_password_is_asked_again(
    client: Client, ready: User, it_is: ItIs
) -> None:
    entering.password(client, ready)
    later = AT + timedelta(minutes=10, seconds=1)
    it_is(later)

    assert entering.second(client, entering.code(later)) == "/sign-in/"
    assert not _is_in(client)


def test_whoever_loses_their_place_in_between_does_not_come_in(client: Client, ready: User) -> None:
    entering.password(client, ready)
    Membership.objects.filter(user=ready).update(until=AT.date() - timedelta(days=1))

    entering.second(client, entering.code(AT))

    assert not _is_in(client)


def test_what_was_planted_in_a_session_before_is_gone_and_so_is_its_key(
    client: Client, ready: User
) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key

    entering.password(client, ready)
    between = client.session.session_key
    entering.second(client, entering.code(AT))

    assert len({planted, between, client.session.session_key}) == 3
    assert "planted" not in client.session
    assert "entering" not in client.session


# --- Recovery codes ---


def test_a_recovery_code_stands_in_once(client: Client, ready: User) -> None:
    [first, *_] = entering.give_codes(ready, at=AT)
    entering.password(client, ready)

    assert entering.second(client, first.lower().replace("-", " ")) == "/"

    assert queries.codes_left(ready.pk) == 9
    again = Client()
    entering.password(again, ready)
    assert "not right" in entering.second(again, first)


def test_new_recovery_codes_end_the_earlier_ones(client: Client, ready: User) -> None:
    [early, *_] = entering.give_codes(ready, at=AT)
    entering.give_codes(ready, at=AT)
    entering.password(client, ready)

    assert "not right" in entering.second(client, early)
    assert queries.codes_left(ready.pk) == 10


def test_one_persons_recovery_code_does_not_open_for_another(client: Client, ready: User) -> None:
    other = entering.somebody("manager-2")
    entering.give_app(other, at=AT - timedelta(days=1))
    [theirs, *_] = entering.give_codes(other, at=AT)
    entering.password(client, ready)

    assert "not right" in entering.second(client, theirs)


# --- What is stored ---


def test_passwords_are_stored_as_argon2id() -> None:
    moira = entering.somebody()

    assert moira.password.startswith("argon2$argon2id$")


def test_neither_secret_nor_code_can_be_read_from_the_tables(ready: User) -> None:
    codes = entering.give_codes(ready, at=AT)

    [locked] = Factor.objects.values_list("locked", flat=True)
    digests = " ".join(RecoveryCode.objects.values_list("digest", flat=True))

    assert operations.opened(locked, user=ready, key=settings.SECRET_KEY) == SECRET
    assert operations.opened(locked, user=ready, key="stolen without it") is None
    assert not [each for each in codes if each in digests]


def test_a_factor_that_is_replaced_leaves_no_secret(client: Client, ready: User) -> None:
    later = AT + timedelta(hours=1)

    entering.give_app(ready, at=later)

    assert ask(
        "SELECT locked = '' FROM entrance_factor WHERE user_id = %s ORDER BY id", ready.pk
    ) == [(True,), (False,)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entrance_factor",
        "UPDATE entrance_factor SET user_id = 1",
        "DELETE FROM entrance_visit",
        "UPDATE entrance_visit SET user_id = 1",
        "UPDATE entrance_recoverycode SET digest = ''",
        "DELETE FROM entrance_attempt",
    ],
)
def test_the_application_may_not(statement: str) -> None:
    with pytest.raises(Exception, match="permission denied"):
        ask(statement)
