"""What every answer says to a browser beside its words (ASVS 5.0, V3 and V4)."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from tests import entering, make

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

# A page, a list, a form that was refused, what is not there, and what makes no sense.
PLACES = ("/", "/sign-in/", "/report/", "/how-it-works/", "/no-such-page/", "/%00")
STATIC = "/static/frontdoor.css"


@pytest.fixture
def moira(sign_in: SignIn) -> Client:
    """Return the browser of a manager."""
    return sign_in("manager")


@pytest.mark.parametrize("place", [*PLACES, STATIC])
def test_scripts_and_all_else_come_from_here_alone(place: str, moira: Client) -> None:
    answer = moira.get(place, secure=True)
    answer.close()

    said = answer["Content-Security-Policy"]

    parts = {part.split()[0]: part.split()[1:] for part in said.split("; ")}
    assert parts["default-src"] == parts["object-src"] == parts["base-uri"] == ["'none'"]
    assert parts["frame-ancestors"] == ["'none'"]
    assert parts["script-src"] == parts["style-src"] == parts["form-action"] == ["'self'"]


@pytest.mark.parametrize("place", [*PLACES, STATIC])
def test_no_answer_is_guessed_at_framed_or_told_to_others(place: str, moira: Client) -> None:
    answer = moira.get(place, secure=True)
    answer.close()

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_no_other_site_may_read_an_answer(moira: Client) -> None:
    answer = moira.get("/", secure=True, headers={"origin": "https://elsewhere.example"})

    assert not [name for name in answer.headers if name.startswith("Access-Control-")]


def test_every_page_says_what_it_is_and_in_which_letters(moira: Client) -> None:
    said = {moira.get(place)["Content-Type"] for place in PLACES}
    told = moira.get("/sign-in/left/")["Content-Type"]

    assert said == {"text/html; charset=utf-8"}
    assert told == "application/json"


def test_what_a_cookie_holds_is_for_this_host_over_https_and_for_no_script() -> None:
    moira = entering.somebody()
    entering.give_app(moira, at=make.MONDAY_9AM)
    client = Client()
    client.get("/sign-in/")
    entering.password(client, moira)
    codes = entering.give_codes(moira, at=make.MONDAY_9AM)
    entering.second(client, codes[0])

    assert set(client.cookies) == {"__Host-sessionid", "__Host-csrftoken", "__Host-known"}
    for cookie in client.cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["path"] == "/"
        assert cookie["samesite"] == "Lax"
        assert cookie["domain"] == ""


def test_a_session_is_named_by_what_nobody_can_guess() -> None:
    moira = entering.somebody()
    client = Client()
    entering.password(client, moira)

    # 32 letters and digits of Django's own choosing: 165 bits.
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert re.fullmatch("[a-z0-9]{32}", key)


def test_signing_out_takes_along_what_the_browser_stored(moira: Client) -> None:
    answer = moira.post("/sign-in/out/")

    assert answer["Clear-Site-Data"] == '"storage"'


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_no_other_method_is_understood(method: str, moira: Client) -> None:
    assert moira.generic(method, "/").status_code == 405


def test_a_form_from_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    told = {"username": "anybody", "password": "anything at all"}

    assert client.post("/sign-in/", told, secure=True).status_code == 403
    elsewhere = {"origin": "https://elsewhere.example"}
    assert client.post("/sign-in/", told, secure=True, headers=elsewhere).status_code == 403


def test_a_host_that_is_not_ours_gets_no_page(moira: Client) -> None:
    assert moira.get("/", headers={"host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("told", ["", "http", "https"])
def test_what_a_browser_says_of_its_own_connection_counts_nothing(told: str, moira: Client) -> None:
    """Without a proxy of one's own in front, nobody is believed that they came over HTTPS."""
    answer = moira.get("/", headers={"x-forwarded-proto": told})

    assert "Strict-Transport-Security" not in answer


@pytest.mark.parametrize("place", ["/", "/how-it-works/", "/settings/", "/sign-in/mine/"])
def test_every_page_of_somebody_signed_in_lets_them_out(place: str, moira: Client) -> None:
    answer = moira.get(place, follow=True)

    assert 'action="/sign-in/out/"' in answer.content.decode()


@pytest.mark.parametrize(
    "place",
    [
        "/.git/config", "/config/settings.py", "/static/", "/static/../config/settings.py",
        "/static/%2e%2e/manage.py", "/admin/", "/docs/", "/__debug__/", "/metrics",
    ],
)  # fmt: skip
def test_nothing_is_served_but_pages_and_the_look(place: str, moira: Client) -> None:
    assert moira.get(place).status_code == 404


def test_what_is_typed_is_decoded_once_and_shown_as_it_was_typed() -> None:
    typed = "%3Cb%3E &lt;b&gt; <b> \" ' {{ 7 * 7 }} ${7}"

    page = Client().post("/sign-in/", {"username": typed, "password": "x"}).content.decode()

    shown = "%3Cb%3E &amp;lt;b&amp;gt; &lt;b&gt; &#34; &#39; {{ 7 * 7 }} ${7}"
    assert f'value="{shown}"' in page


def test_what_stands_in_the_address_is_no_answer_to_a_form() -> None:
    moira = entering.somebody()

    answer = Client().post(f"/sign-in/?username={moira.username}", {"password": "x"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is not right" not in page
    assert moira.username not in page
