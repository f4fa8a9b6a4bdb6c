"""Where I am signed in, and what I prove myself with: seen, ended and changed by myself."""

from datetime import timedelta

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
MINE = "/sign-in/mine/"
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


def test_just_after_signing_in_a_new_app_takes_the_place_of_the_old(
    moira: User, it_is: ItIs
) -> None:
    desk = _enter(moira, it_is, agent=DESK)
    key = entering.key_on(desk.get(SET_UP).content.decode())

    answer = desk.post(SET_UP, {"code": entering.code(AT, secret=key)})

    assert answer.headers["Location"] == CODES
    later = AT + timedelta(minutes=5)
    it_is(later)
    phone = Client()
    entering.password(phone, moira)
    assert "not right" in entering.second(phone, entering.code(later))
    assert entering.second(phone, entering.code(later, secret=key)) == "/"


def test_at_a_desk_that_was_left_open_nobody_changes_how_somebody_signs_in(
    moira: User, it_is: ItIs
) -> None:
    desk = _enter(moira, it_is, agent=DESK)
    it_is(AT + timedelta(minutes=16))

    assert desk.get(SET_UP).status_code == 403
    assert desk.post(f"{MINE}codes/").status_code == 403
    assert "sign out and in again" in text(desk.get(MINE))


def test_new_recovery_codes_are_shown_and_remembered(moira: User, it_is: ItIs) -> None:
    desk = _enter(moira, it_is, agent=DESK)

    assert desk.post(f"{MINE}codes/").headers["Location"] == CODES
    assert desk.get(CODES).content.decode().count("<li><code>") == 10
    assert desk.post(CODES).headers["Location"] == MINE

    assert "10 recovery codes left" in text(desk.get(MINE))
    make.enter("manager")
    kinds = Event.objects.filter(subject=f"staff-{moira.pk}").values_list("kind", flat=True)
    assert list(kinds) == ["staff.factor_added", "staff.recovery_codes_made"]
