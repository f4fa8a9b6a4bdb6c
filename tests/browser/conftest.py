"""A real browser, a real server, and people who sign in as the page of the demo offers it."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, sync_playwright
from pytest_django.live_server_helper import LiveServer

from launch import browser as programs
from tests.browser.desk import WIDE, Desk

# The browser's own loop makes Django think that the tests are asynchronous; they are not.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

Visit = Callable[..., Desk]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the browser that this machine has."""
    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=str(programs.find()), args=FLAGS)
        yield program
        program.close()


@pytest.fixture
def plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve as the demo does: over plain HTTP on loopback, with one sign-in per role."""
    for name in ("DEMO", "SECURE"):
        monkeypatch.setattr(settings, name, name == "DEMO")
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        monkeypatch.setattr(settings, name, False)
    for name in ("COOKIE_PREFIX", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"):
        plain = getattr(settings, name).removeprefix("__Host-")
        monkeypatch.setattr(settings, name, plain)
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, plain_http: None) -> Iterator[Visit]:
    """Return a function that seats somebody at a desk: visit("manager"), visit() for the public.

    At the end nothing may have been refused by the content security policy, or asked elsewhere.
    """
    said: list[str] = []
    contexts = []

    def seated(short: str = "", *, hub: str = "coventry", scripted: bool = True) -> Desk:
        context = browser.new_context(
            java_script_enabled=scripted, viewport={"width": WIDE, "height": 800}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: said.append(_complaint(message)))
        page.on("request", lambda request: said.append(_stranger(request.url, live_server.url)))
        desk = Desk(page=page, address=live_server.url, scripted=scripted)
        desk.open("/sign-in/" if short else "/report/")
        if short:
            desk.goes_by(page.locator(f"form[action$='/as/{hub}-{short}/'] button"))
        return desk

    yield seated
    for context in contexts:
        context.close()
    complaints = [words for words in said if words]
    assert not complaints, complaints


def _complaint(message: ConsoleMessage) -> str:
    # A page that is refused (403, 409, 422) is logged by the browser as failed to load: no fault.
    if message.type != "error" or "Failed to load resource" in message.text:
        return ""
    return message.text


def _stranger(url: str, own: str) -> str:
    return "" if url.startswith((own, "data:")) else f"asked {url}"
