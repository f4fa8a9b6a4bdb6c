"""Signing in as it is outside the demo: by hand, with a telephone, and through an organisation."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.utils.timezone import now
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests import entering
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.provider.serving import Provider

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Seated = Callable[..., Desk]


@pytest.fixture
def seated(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> Seated:
    """Return what seats somebody at the sign-in page of an installation that is no demo."""

    def at_a_desk(*, scripted: bool = True) -> Desk:
        monkeypatch.setattr(settings, "DEMO", False)
        desk = visit(scripted=scripted)
        desk.open("/sign-in/")
        return desk

    return at_a_desk


def _signs_in(desk: Desk, username: str) -> None:
    desk.write("Username", username)
    desk.write("Password", entering.PASSWORD)
    desk.press("Sign in")


@pytest.mark.parametrize("scripted", [True, False])
def test_somebody_sets_up_their_second_proof_and_comes_in_with_it(
    seated: Seated, scripted: bool
) -> None:
    with transaction.atomic():
        moira = entering.somebody()
    desk = seated(scripted=scripted)

    _signs_in(desk, moira.username)
    desk.sees("Set up your second proof", "A password alone opens nothing here")
    key = entering.key_on(desk.page.content())
    desk.write("Code that the app shows", "000000")
    desk.press("Continue")
    desk.sees("This is not the code that the app shows now")
    desk.write("Code that the app shows", entering.code(now(), secret=key))
    desk.press("Continue")

    desk.sees("Keep these recovery codes")
    code = desk.page.locator("li code").first.inner_text()
    desk.press("I have kept them")
    desk.sees("Worklist")
    desk.press("Sign out")

    _signs_in(desk, moira.username)
    desk.sees("Prove that it is you")
    desk.write("Code", code)
    desk.press("Continue")
    desk.sees("Worklist")
    desk.follow("Moira Quayle")
    desk.sees("Where you are signed in", "(here)", "9 recovery codes left")


@pytest.mark.parametrize("scripted", [True, False])
def test_somebody_with_another_telephone_and_another_password(
    seated: Seated, scripted: bool
) -> None:
    with transaction.atomic():
        moira = entering.somebody()
        entering.give_app(moira, at=now() - timedelta(days=1))
        codes = entering.give_codes(moira, at=now() - timedelta(days=1))
    desk = seated(scripted=scripted)
    _signs_in(desk, moira.username)
    desk.write("Code", codes[0])
    desk.press("Continue")
    desk.follow("Moira Quayle")

    desk.follow("Take off this authenticator app and set up another")
    desk.photograph("proving-again")
    desk.write("Your password now", "a guess of somebody")
    desk.write("Code", codes[1])
    desk.press("Continue")
    desk.sees("The password or the code is not right")
    desk.write("Your password now", entering.PASSWORD)
    desk.write("Code", codes[1])
    desk.press("Continue")
    desk.sees("The app that you have now stops working")
    key = entering.key_on(desk.page.content())
    desk.write("Code that the app shows", entering.code(now(), secret=key))
    desk.press("Continue")
    desk.press("I have kept them")

    desk.open("/sign-in/mine/")
    desk.follow("Change your password")
    desk.write("Your password now", entering.PASSWORD)
    desk.write("New password", "short")
    desk.press("Change the password")
    desk.sees("This password is too short")
    desk.photograph("changing-a-password")
    desk.write("Your password now", entering.PASSWORD)
    desk.write("New password", "three words quite apart")
    desk.press("Change the password")
    desk.sees("You have another password", "10 recovery codes left", "(here)")


def test_what_was_typed_is_there_after_the_end_with_a_second_proof_in_between(
    seated: Seated,
) -> None:
    """The sign-in ran out while the page was open, and was sent late (U4)."""
    with transaction.atomic():
        bea = entering.somebody("officer")
        entering.give_app(bea, at=now() - timedelta(hours=1))
    desk = seated(scripted=False)
    _signs_in(desk, bea.username)
    desk.write("Code", entering.code(now()))
    desk.press("Continue")
    desk.open("/contacts/new/")
    desk.write("Given names", "Jessamy")
    desk.page.context.clear_cookies(name="sessionid")

    desk.press("Put on record")
    _signs_in(desk, bea.username)
    desk.sees("Prove that it is you")
    desk.write("Code", entering.code(now() + timedelta(seconds=30)))
    desk.press("Continue")

    desk.sees("You typed something here and did not send it")
    desk.follow("put back")
    expect(desk.page.get_by_label("Given names", exact=True)).to_have_value("Jessamy")


def test_an_organisation_signs_somebody_in(
    live_server: LiveServer,
    plain_http: None,
    single_sign_on: Provider,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    monkeypatch.setattr(settings, "OIDC_NAME", "Coventry City Council")
    single_sign_on.allows(f"{live_server.url}/sign-in/single/back/")
    # A browser that may ask another house: the desks of the other journeys must never do that.
    desk = Desk(page=browser.new_context().new_page(), address=live_server.url)
    desk.open("/sign-in/")
    desk.page.get_by_role("button", name="Sign in with Coventry City Council").click()
    expect(desk.page).to_have_url(re.compile(re.escape(single_sign_on.address)))
    desk.page.get_by_label("Who are you?").fill("orla")
    desk.page.get_by_role("button", name="Sign in").click()

    desk.page.wait_for_url(f"{desk.address}/")
    desk.check()
    desk.sees("Worklist")
    desk.follow("Orla Fenn")
    desk.sees("Single sign-on")
    desk.page.context.close()
