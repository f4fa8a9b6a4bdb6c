"""The sign-in runs out while somebody is away from the desk, with words half typed (U4, U5)."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECONDS = 10
WARNED = 12_000  # Milliseconds until a warning is there at the latest.


Shorten = Callable[[], None]


@pytest.fixture
def shorten(monkeypatch: pytest.MonkeyPatch) -> Shorten:
    """Return what lets a sign-in last ten seconds from now on, and warns when half are left."""
    return lambda: monkeypatch.setattr(settings, "SESSION_COOKIE_AGE", SECONDS)


def _open(bea: Desk, path: str, shorten: Shorten) -> None:
    """Open a page with a fresh and short sign-in. Looking it over would take too much of it."""
    shorten()
    bea.page.goto(f"{bea.address}{path}")


def _warning(page: Page) -> None:
    expect(page.get_by_role("dialog")).to_be_visible(timeout=WARNED)


def test_the_warning_keeps_to_the_accessibility_rules(visit: Visit) -> None:
    bea = visit("officer")
    bea.open("/contacts/new/")
    bea.page.evaluate("document.querySelector('dialog').showModal()")

    bea.check()


@pytest.mark.parametrize("key", ["Enter", "Space", "Escape"])
def test_one_key_stays_signed_in(visit: Visit, shorten: Shorten, key: str) -> None:
    bea = visit("officer")
    _open(bea, "/contacts/new/", shorten)

    _warning(bea.page)
    expect(bea.page.get_by_role("dialog").get_by_role("status")).to_contain_text("signed out in")
    expect(bea.page.get_by_role("button", name="Stay signed in")).to_be_focused()
    bea.page.keyboard.press(key)

    expect(bea.page.get_by_role("dialog")).to_be_hidden()
    bea.page.wait_for_timeout(SECONDS * 600)
    assert bea.page.url.endswith("/contacts/new/")


def test_what_was_typed_is_there_after_the_sign_in_ended(visit: Visit, shorten: Shorten) -> None:
    bea = visit("officer")
    _open(bea, "/contacts/new/", shorten)
    bea.write("Given names", "Jessamy")
    bea.page.get_by_label("Postcode", exact=True).focus()
    bea.page.keyboard.type("CV1")

    _warning(bea.page)
    expect(bea.page).to_have_url(re.compile(r"/sign-in/\?ended"), timeout=WARNED)
    bea.sees("Your sign-in has ended")
    bea.page.locator("form[action$='/as/coventry-officer/'] button").click()

    bea.sees("You typed something here and did not send it")
    bea.page.get_by_role("link", name="put back").click()
    expect(bea.page.get_by_label("Given names", exact=True)).to_have_value("Jessamy")
    expect(bea.page.get_by_label("Postcode", exact=True)).to_have_value("CV1")


def test_a_page_in_another_tab_takes_the_warning_away(visit: Visit, shorten: Shorten) -> None:
    bea = visit("officer")
    _open(bea, "/contacts/new/", shorten)
    other = bea.page.context.new_page()
    _warning(bea.page)

    other.goto(f"{bea.address}/")

    expect(bea.page.get_by_role("dialog")).to_be_hidden()
    assert bea.page.url.endswith("/contacts/new/")


def test_without_javascript_the_page_warns_and_then_leads_to_the_sign_in(
    visit: Visit, shorten: Shorten
) -> None:
    bea = visit("officer", scripted=False)
    _open(bea, "/", shorten)

    expect(bea.page).to_have_url(re.compile(r"/sign-in/ending/"), timeout=WARNED)
    bea.sees("You will be signed out at")
    bea.press("Stay signed in")
    assert bea.page.url == f"{bea.address}/"

    expect(bea.page).to_have_url(re.compile(r"/sign-in/\?ended"), timeout=2 * WARNED)


def test_a_page_in_another_tab_goes_when_somebody_signed_out_here(visit: Visit) -> None:
    bea = visit("officer")
    bea.open("/contacts/new/")
    other = bea.page.context.new_page()
    other.goto(f"{bea.address}/")
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_role("button", name="Sign in", exact=True).first).to_be_visible()

    # A browser without a screen shows every tab: it is told that this one was come back to.
    bea.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(bea.page).to_have_url(re.compile("/sign-in/"))
    other.close()
