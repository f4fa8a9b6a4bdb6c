"""Where I am signed in, and what I prove myself with: seen, ended and changed by myself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from frontdoor.access.models import User
from frontdoor.audit.models import Event
from frontdoor.entrance.models import Visit
from tests import entering, make
from tests.conftest import ItIs
from tests.entering import CODES, SET_UP
from tests.pages import text

pytestmark = pytest.mark.django_db

AT = make.MONDAY_9AM
MINE, PROVE = "/sign-in/mine/", "/sign-in/mine/prove/"
LATER = AT + timedelta(minutes=7)
ANOTHER = "three words quite apart"
SignIn = Callable[..., Client]
DESK = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
PHONE = "Mozilla/5.0 (Android 15; Mobile) Gecko/140.0 Firefox/140.0"


@pytest.fixture
def moira(it_is: ItIs) -> User:
    """Return a manager with a password and an app, on a Monday at nine."""
    it_is(AT)
    user = entering.somebody()
    entering.give_app(user, at=AT - timedelta(days=1))
    return user


def _enter(user: User, it_is: ItIs, *, agent: str, minutes: int = 0) -> Client:
    at = AT + timedelta(minutes=minutes)
    it_is(at)
    client = Client(HTTP_USER_AGENT=agent)
    entering.password(client, user)
    assert entering.second(client, entering.code(at)) == "/"
    return client


def test_every_sign_in_is_listed_with_where_and_since_when(moira: User, it_is: ItIs) -> None:
    _enter(moira, it_is, agent=PHONE)
    desk = _enter(moira, it_is, agent=DESK, minutes=5)

    said = text(desk.get(MINE))

    assert "Chrome on Windows (here) Since 1 March 2027 at 9:05am" in said
    assert "Firefox on Android Since 1 March 2027 at 9am" in said
    assert "from 127.0.0.1" in said


def test_another_sign_in_is_ended_at_once(moira: User, it_is: ItIs) -> None:
    phone = _enter(moira, it_is, agent=PHONE)
    desk = _enter(moira, it_is, agent=DESK, minutes=5)
    assert phone.get("/").status_code == 200
    first = Visit.objects.order_by("pk")[:1].get()

    desk.post(f"{MINE}{first.pk}/end/")

    assert phone.get("/").headers["Location"].startswith("/sign-in/")
    assert desk.get("/").status_code == 200
    assert "Firefox on Android Since" not in text(desk.get(MINE))


def test_nobody_ends_the_sign_in_of_another(moira: User, it_is: ItIs) -> None:
    other = entering.somebody("manager-2")
    entering.give_app(other, at=AT - timedelta(days=1))
    theirs = _enter(other, it_is, agent=PHONE)
    desk = _enter(moira, it_is, agent=DESK, minutes=5)
    visit = Visit.objects.get(user=other)

    assert desk.post(f"{MINE}{visit.pk}/end/").status_code == 404
    assert theirs.get("/").status_code == 200


def test_signing_out_and_running_out_leave_the_list(moira: User, it_is: ItIs) -> None:
    _enter(moira, it_is, agent=PHONE).post("/sign-in/out/")
    desk = _enter(moira, it_is, agent=DESK, minutes=5)
    assert "Firefox" not in text(desk.get(MINE))

    later = _enter(moira, it_is, agent=PHONE, minutes=120)

    assert "Chrome on Windows" not in text(later.get(MINE))


def test_an_hour_of_work_moves_when_it_was_last_used(moira: User, it_is: ItIs) -> None:
    desk = _enter(moira, it_is, agent=DESK)
    it_is(AT + timedelta(minutes=30))

    desk.get("/")

    assert "last used 1 March 2027 at 9:30am" in text(desk.get(MINE))


def _prove(desk: Client, *, at: datetime, **said: str) -> Any:
    return desk.post(PROVE, {"password": entering.PASSWORD, "code": entering.code(at), **said})


def test_who_proves_it_again_takes_off_their_app_by_setting_up_another(
    moira: User, it_is: ItIs
) -> None:
    phone = _enter(moira, it_is, agent=PHONE)
    desk = _enter(moira, it_is, agent=DESK, minutes=5)
    it_is(LATER)
    assert desk.get(SET_UP).headers["Location"] == PROVE

    assert _prove(desk, at=LATER).headers["Location"] == SET_UP
    key = entering.key_on(desk.get(SET_UP).content.decode())
    answer = desk.post(SET_UP, {"code": entering.code(LATER, secret=key)})

    assert answer.headers["Location"] == CODES
    assert phone.get("/").headers["Location"].startswith("/sign-in/")
    assert desk.get("/").status_code == 200
    assert desk.get(SET_UP).headers["Location"] == PROVE
    assert _remembered(moira)[-3:] == [
        "staff.factor_removed", "staff.factor_added", "staff.recovery_codes_made",
    ]  # fmt: skip
    much_later = LATER + timedelta(minutes=5)
    it_is(much_later)
    entering.password(phone, moira)
    assert "not right" in entering.second(phone, entering.code(much_later))
    assert entering.second(phone, entering.code(much_later, secret=key)) == "/"


def test_a_recovery_code_proves_it_where_the_telephone_is_lost(moira: User, it_is: ItIs) -> None:
    code = entering.give_codes(moira, at=AT)[0]
    desk = _enter(moira, it_is, agent=DESK)

    assert _prove(desk, at=AT, code=code).headers["Location"] == SET_UP


@pytest.mark.parametrize("said", [{"password": "a guess of somebody"}, {"code": "000000"}])
def test_with_one_of_the_two_wrong_the_app_stays(
    moira: User, it_is: ItIs, said: dict[str, str]
) -> None:
    desk = _enter(moira, it_is, agent=DESK)
    it_is(LATER)

    answer = _prove(desk, at=LATER, **said)

    assert answer.status_code == 422
    assert "The password or the code is not right" in text(answer)
    assert desk.get(SET_UP).headers["Location"] == PROVE
    # A wrong password has not used up the code.
    assert "code" in said or _prove(desk, at=LATER).headers["Location"] == SET_UP


def test_the_code_that_let_somebody_in_proves_nothing_again(moira: User, it_is: ItIs) -> None:
    desk = _enter(moira, it_is, agent=DESK)

    assert _prove(desk, at=AT).status_code == 422


def test_guessing_at_a_desk_that_was_left_open_is_slowed_down(moira: User, it_is: ItIs) -> None:
    desk = _enter(moira, it_is, agent=DESK)
    for _ in range(12):
        answer = _prove(desk, at=AT, password="a guess of somebody")

    assert "too many tries" in text(answer)
    it_is(LATER + timedelta(hours=1))
    assert desk.get(MINE).status_code == 302


def _chosen(desk: Client, **said: str) -> Any:
    return desk.post(f"{MINE}password/", {"now": entering.PASSWORD, "password": ANOTHER, **said})


def test_somebody_changes_their_password_and_is_signed_in_here_alone(
    moira: User, it_is: ItIs
) -> None:
    phone = _enter(moira, it_is, agent=PHONE)
    desk = _enter(moira, it_is, agent=DESK, minutes=5)

    assert _chosen(desk).headers["Location"] == MINE

    assert desk.get("/").status_code == 200
    assert phone.get("/").headers["Location"].startswith("/sign-in/")
    said = text(desk.get(MINE))
    assert "Chrome on Windows (here)" in said
    assert "Firefox" not in said
    assert _remembered(moira)[-1] == "staff.password_changed"
    assert "not right" in entering.password(Client(), moira)
    assert entering.password(Client(), moira, ANOTHER) == entering.SECOND


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"now": "a guess of somebody"}, "This is not your password"),
        ({"password": "short"}, "at least"),
        ({"password": entering.PASSWORD}, "This is the password that you have"),
    ],
)
def test_a_password_that_cannot_be_changed_so_stays(
    moira: User, it_is: ItIs, said: dict[str, str], why: str
) -> None:
    desk = _enter(moira, it_is, agent=DESK)

    answer = _chosen(desk, **said)

    assert answer.status_code == 422
    assert why in text(answer)
    assert entering.password(Client(), moira) == entering.SECOND


def test_whoever_has_no_password_or_app_here_is_offered_no_change_of_it(sign_in: SignIn) -> None:
    desk = sign_in("manager")

    assert "Change your password" not in text(desk.get(MINE))
    assert desk.get(f"{MINE}password/").headers["Location"] == MINE
    assert desk.get(PROVE).headers["Location"] == MINE


def _remembered(user: User) -> list[str]:
    make.enter("manager")
    found = Event.objects.filter(subject=f"staff-{user.pk}").order_by("pk")
    return list(found.values_list("kind", flat=True))


def test_at_a_desk_that_was_left_open_nobody_changes_how_somebody_signs_in(
    moira: User, it_is: ItIs
) -> None:
    desk = _enter(moira, it_is, agent=DESK)
    it_is(AT + timedelta(minutes=16))

    assert desk.get(SET_UP).headers["Location"] == PROVE
    assert desk.post(f"{MINE}codes/").status_code == 403
    assert "sign out and in again" in text(desk.get(MINE))


def test_new_recovery_codes_are_shown_and_remembered(moira: User, it_is: ItIs) -> None:
    desk = _enter(moira, it_is, agent=DESK)

    assert desk.post(f"{MINE}codes/").headers["Location"] == CODES
    assert desk.get(CODES).content.decode().count("<li><code>") == 10
    assert desk.post(CODES).headers["Location"] == MINE

    assert "10 recovery codes left" in text(desk.get(MINE))
    assert _remembered(moira) == ["staff.factor_added", "staff.recovery_codes_made"]
