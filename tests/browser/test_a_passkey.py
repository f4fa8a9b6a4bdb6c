"""Passkeys in a real browser, with an authenticator that the browser itself plays."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils.timezone import now
from playwright.sync_api import CDPSession, expect
from pytest_django.live_server_helper import LiveServer

from tests import entering
from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass
class Device:
    """What a browser takes for the fingerprint reader of its computer."""

    session: CDPSession
    number: str

    def looks_at_somebody_else(self) -> None:
        """Let the finger be another person's from now on."""
        self.session.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": self.number, "isUserVerified": False},
        )

    def looks_at_its_owner(self) -> None:
        """Let the finger be its owner's again."""
        self.session.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self.number, "isUserVerified": True}
        )

    def copies(self) -> list[dict[str, Any]]:
        """Return what the device holds, as somebody would who has broken into it."""
        told = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.number})
        found: list[dict[str, Any]] = told["credentials"]
        return found

    def holds(self, keys: list[dict[str, Any]]) -> None:
        """Put keys onto the device that were copied before."""
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.number})
        for key in keys:
            told = {"authenticatorId": self.number, "credential": key}
            self.session.send("WebAuthn.addCredential", told)


@pytest.fixture
def seated(
    visit: Visit, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Desk]:
    """Return what seats somebody at the sign-in page of an installation that is no demo."""

    def at_a_desk(*, scripted: bool = True) -> Desk:
        monkeypatch.setattr(settings, "DEMO", False)
        monkeypatch.setattr(settings, "ORIGIN", live_server.url)
        desk = visit(scripted=scripted)
        desk.open("/sign-in/")
        return desk

    return at_a_desk


@pytest.fixture
def desk(seated: Callable[..., Desk]) -> Desk:
    """Return a desk with a browser that runs scripts."""
    return seated()


@pytest.fixture
def device(desk: Desk) -> Iterator[Device]:
    """Return the fingerprint reader of that desk."""
    session = desk.page.context.new_cdp_session(desk.page)
    session.send("WebAuthn.enable")
    made = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield Device(session, made["authenticatorId"])
    session.detach()


def _signs_in(desk: Desk, username: str) -> None:
    desk.write("Username", username)
    desk.write("Password", entering.PASSWORD)
    desk.press("Sign in")


def _uses(desk: Desk, words: str = "Use your passkey") -> None:
    """Press a button that asks the passkey first, and then sends what it says."""
    desk.press(words)


def _sets_up(desk: Desk, name: str) -> None:
    desk.write("Name of this passkey", name)
    _uses(desk, "Set up a passkey")


def test_somebody_sets_up_a_passkey_and_comes_in_with_it_and_then_with_nothing_else(
    desk: Desk, device: Device
) -> None:
    with transaction.atomic():
        moira = entering.somebody()

    _signs_in(desk, moira.username)
    desk.sees("Set up your second proof", "With a passkey", "With an authenticator app")
    desk.photograph("passkey-or-app")
    desk.press("Set up a passkey")
    desk.sees("cannot be read off or guessed")
    desk.press("Set up a passkey")
    desk.sees("Enter a name for this passkey")
    desk.photograph("passkey-without-a-name")
    _sets_up(desk, "Laptop")
    desk.sees("Keep these recovery codes")
    desk.press("I have kept them")
    desk.press("Sign out")

    _signs_in(desk, moira.username)
    desk.sees("Your password was right")
    desk.photograph("passkey-as-second")
    _uses(desk)
    desk.sees("Worklist")
    desk.press("Sign out")

    desk.follow("sign in with a passkey")
    expect(desk.page.get_by_text("A passkey needs JavaScript")).to_be_hidden()
    desk.photograph("passkey-alone")
    _uses(desk)
    desk.sees("Worklist")
    desk.follow("Moira Quayle")
    desk.sees("Laptop, a passkey", "10 recovery codes left", "Passkey.")
    desk.photograph("my-passkeys")


def test_a_finger_of_somebody_else_is_told_so_and_the_next_try_is_open(
    desk: Desk, device: Device
) -> None:
    with transaction.atomic():
        moira = entering.somebody()
    _signs_in(desk, moira.username)
    desk.open("/sign-in/second/set-up/passkey/")
    _sets_up(desk, "Laptop")
    desk.press("I have kept them")
    desk.press("Sign out")
    _signs_in(desk, moira.username)

    device.looks_at_somebody_else()
    _uses(desk)
    desk.sees("There is a problem", "It was cancelled, took too long")
    desk.photograph("passkey-refused")

    device.looks_at_its_owner()
    _uses(desk)
    desk.sees("Worklist")


def test_a_copy_of_a_key_is_found_out_by_its_counter(desk: Desk, device: Device) -> None:
    with transaction.atomic():
        moira = entering.somebody()
    _signs_in(desk, moira.username)
    desk.open("/sign-in/second/set-up/passkey/")
    _sets_up(desk, "Laptop")
    desk.press("I have kept them")
    copied = device.copies()
    desk.press("Sign out")
    _signs_in(desk, moira.username)
    _uses(desk)
    desk.press("Sign out")

    device.holds(copied)
    _signs_in(desk, moira.username)
    _uses(desk)

    desk.sees("This passkey does not prove that it is you")


def test_an_app_and_a_passkey_beside_each_other_and_one_taken_off(
    desk: Desk, device: Device
) -> None:
    with transaction.atomic():
        moira = entering.somebody()
    _signs_in(desk, moira.username)
    key = entering.key_on(desk.page.content())
    desk.write("Code that the app shows", entering.code(now(), secret=key))
    desk.press("Continue")
    code = desk.page.locator("li code").first.inner_text()
    desk.press("I have kept them")

    desk.follow("Moira Quayle")
    desk.follow("Set up a passkey")
    desk.sees("Prove that it is you")
    desk.write("Your password now", entering.PASSWORD)
    desk.write("Code", code)
    desk.press("Continue")
    _sets_up(desk, "Laptop")
    desk.sees("Set up: Laptop", "Authenticator app, since", "Laptop, a passkey")

    desk.follow("Take off Authenticator app")
    desk.sees("Nobody else at your desk shall change how you sign in")
    desk.photograph("proving-again-by-passkey")
    _uses(desk)
    desk.sees("Take off Authenticator app")
    desk.photograph("taking-off")
    desk.press("Take it off")
    desk.sees("Taken off: Authenticator app", "Laptop, a passkey")
    expect(desk.page.get_by_role("link", name="Take off")).to_have_count(0)


def test_without_javascript_each_page_says_so_and_names_another_way(
    seated: Callable[..., Desk],
) -> None:
    with transaction.atomic():
        moira = entering.somebody()
    desk = seated(scripted=False)

    desk.follow("sign in with a passkey")
    desk.sees("A passkey needs JavaScript")
    expect(desk.page.get_by_role("button", name="Use your passkey")).to_be_hidden()
    desk.follow("use a username and a password")
    _signs_in(desk, moira.username)
    desk.press("Set up a passkey")
    desk.sees("A passkey needs JavaScript")
    desk.photograph("passkey-unscripted")
    desk.follow("use an authenticator app")
    key = entering.key_on(desk.page.content())
    desk.write("Code that the app shows", entering.code(now(), secret=key))
    desk.press("Continue")
    desk.sees("Keep these recovery codes")
