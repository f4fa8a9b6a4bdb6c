"""Signing in and out: what is told to whom, and where it leads."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from pytest_django import Settings

from frontdoor.access.models import Membership, User
from tests import entering, make
from tests.entering import PASSWORD

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

PAGE = "/sign-in/"
NOT_RIGHT = "The username or the password is not right."


@pytest.fixture
def manager() -> User:
    """Return a manager who has a password."""
    return entering.somebody()


def _sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> object:
    return client.post(PAGE, {"username": user.username, "password": password, **more})


def test_the_right_password_and_code_lead_to_the_worklist(client: Client, manager: User) -> None:
    entering.give_app(manager, at=now() - timedelta(days=1))
    _sign_in(client, manager)

    assert entering.second(client, entering.code(now())) == "/"

    assert "Worklist" in client.get("/").content.decode()


@pytest.mark.parametrize("username", ["coventry-manager", "nobody-at-all"])
def test_a_refusal_does_not_tell_whether_the_name_exists(
    client: Client, manager: User, username: str
) -> None:
    response = client.post(PAGE, {"username": username, "password": "wrong"})

    said = response.content.decode()
    assert response.status_code == 422
    assert NOT_RIGHT in said
    assert f'value="{username}"' in said
    assert 'value="wrong"' not in said


def test_somebody_whose_place_has_ended_is_told_so(client: Client, manager: User) -> None:
    Membership.objects.filter(user=manager).update(until=date(2021, 1, 1))

    response = client.post(PAGE, {"username": manager.username, "password": PASSWORD})

    assert response.status_code == 422
    assert "You have no place in any hub today" in response.content.decode()


def test_signing_in_gives_the_session_a_new_key(client: Client, manager: User) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key

    _sign_in(client, manager)

    assert client.session.session_key != before


def test_the_page_that_was_wanted_is_shown_after_signing_in(client: Client, manager: User) -> None:
    asked = client.get(reverse("process_map:show"))
    assert asked.headers["Location"] == "/sign-in/?next=/how-it-works/"

    entering.give_app(manager, at=now() - timedelta(days=1))
    _sign_in(client, manager, next="/how-it-works/")

    assert entering.second(client, entering.code(now())) == "/how-it-works/"


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_nobody_is_led_to_another_site(client: Client, manager: User, wanted: str) -> None:
    entering.give_app(manager, at=now() - timedelta(days=1))
    _sign_in(client, manager, next=wanted)

    assert entering.second(client, entering.code(now())) == "/"


def test_signing_out_ends_the_session(sign_in: SignIn) -> None:
    client = sign_in("manager")

    response = client.post(reverse("sign_in:sign_out"))

    assert response.headers["Location"] == PAGE
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"


def test_a_secret_of_a_page_is_not_kept_when_it_is_sent_after_the_end(sign_in: SignIn) -> None:
    """A page of signing in is never kept as a draft, whatever mark it carries."""
    client = sign_in("manager")

    kept = client.post("/drafts/", {"path": "/sign-in/mine/", "tab": "one", "typed": "code=1"})

    assert kept.status_code == 422


def test_a_link_cannot_sign_anybody_out(sign_in: SignIn) -> None:
    client = sign_in("manager")

    response = client.get(reverse("sign_in:sign_out"))

    assert response.status_code == 405
    assert client.get("/").status_code == 200


def test_the_demo_lists_everybody_by_hub_and_signs_in_with_one_button(
    client: Client, settings: Settings
) -> None:
    settings.DEMO = True
    make.hub()

    said = client.get(PAGE).content.decode()
    response = client.post("/sign-in/as/coventry-police/")

    assert [said.index(hub) for hub in ("Barnet MASH", "Coventry MASH", "Durham MASH")] == sorted(
        said.index(hub) for hub in ("Barnet MASH", "Coventry MASH", "Durham MASH")
    )
    assert "Team manager" in said
    assert "West Midlands Police" in said
    assert response.headers["Location"] == "/"
    assert client.get("/").headers["Location"] == reverse("gathering:tray")


def test_the_demo_has_no_sign_in_for_a_name_that_is_nobodys(
    client: Client, settings: Settings
) -> None:
    settings.DEMO = True

    assert client.post("/sign-in/as/nobody-at-all/").status_code == 404


def test_a_link_cannot_sign_in_as_somebody(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    make.hub()

    client.get("/sign-in/as/coventry-police/")

    assert client.get("/").headers["Location"] == "/sign-in/?next=/"


def test_outside_the_demo_there_are_no_ready_sign_ins(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    make.hub()

    assert client.post("/sign-in/as/coventry-police/").status_code == 404
    assert client.get("/sign-in/as/coventry-police/").status_code == 404
    assert "West Midlands Police" not in client.get(PAGE).content.decode()


def test_outside_the_demo_somebody_signed_in_goes_home(sign_in: SignIn, settings: Settings) -> None:
    settings.DEMO = False

    assert sign_in("manager").get(PAGE).headers["Location"] == "/"
