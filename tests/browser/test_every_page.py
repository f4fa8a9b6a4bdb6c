"""Every page in a real browser with nothing on it, with everything on it, and in error.

Nothing that the accessibility rules forbid, and no sideways scroll, at 1280 and at 320 pixels.
Which states a page has stands in tests/house/test_page_states.py; that it has no other is
tested here. With FRONTDOOR_PICTURES=<a folder> every page is also photographed in each.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import Settings

from frontdoor.access.models import User
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.entrance.models import Factor
from frontdoor.jobs import watching
from frontdoor.jobs.example.walk import Walk
from tests import entering, full, make
from tests.browser.desk import NARROW, WIDE
from tests.browser.pane import BLANK, ODD, Pane
from tests.conftest import ItIs
from tests.house.test_page_states import BESIDE, BY, states
from tests.house.test_pages import rows
from tests.pages import signed_in
from tests.world import PEOPLE, STAGES, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

MANY = 30
# How a form is filled in, and how wide the page is that says what is wrong.
WRONGLY = {"blank": (BLANK, NARROW), "odd": (ODD, WIDE)}
OF_A_PASSKEY = ("sign_in:prove_passkey", "sign_in:take_off")
PICTURES = os.environ.get("FRONTDOOR_PICTURES", "")
OF = {row.page: row for row in rows() if row.page in states()}
BARE = [page for page, each in states().items() if each.empty == "bare"]
FULL = [page for page, each in states().items() if each.full == "full"]
NOTHING = [page for page, each in states().items() if each.empty == "nothing"]
MUCH = [page for page, each in states().items() if each.full in STAGES]
HALF = [page for page, by in BY.items() if by == "half"]
OWN = [page for page, by in BY.items() if by == "own"]
ALIKE = [page for page, each in states().items() if each.full == "alike" and page not in HALF + OWN]


# The tired duty manager: much runs out over the weekend, whatever the day of the test.
AT = make.london("2027-03-05", "16:10")


@pytest.fixture(autouse=True)
def friday(it_is: ItIs) -> None:
    """Let it be late on a Friday."""
    it_is(AT)


# Who opens what no column of the page table gets.
ELSEWHERE = {"edt": "edt-team"}


def _stages(pages: list[str]) -> list[str]:
    return sorted({OF[page].at for page in pages})


@pytest.fixture
def pane(browser: Browser) -> Iterator[Pane]:
    """Return a browser window in which nobody has signed in."""
    context = browser.new_context(viewport={"width": WIDE, "height": 800})
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield Pane(page, Client(), keep=Path(PICTURES) if PICTURES else None)
    context.close()


@pytest.fixture
def look(pane: Pane) -> "Look":
    """Return somebody who looks at pages."""
    return Look(pane)


class Look:
    """Opens pages as the first who gets them by the page table, and remembers what is wrong."""

    def __init__(self, pane: Pane) -> None:
        self.pane = pane
        self.wrong: dict[str, list[str]] = {}
        self.clients: dict[str, Client] = {}

    def at(self, page: str, world: World, state: str) -> None:
        """Open a page, and look at it."""
        self._open(page, world)
        self._check(page, state)

    def in_error(self, page: str, world: World) -> None:
        """Send every form of a page blank, then full of nonsense, and look at what is told.

        The two say what is wrong in the same places: one is looked at on a telephone, one wide.
        """
        self._open(page, world)
        number = self.pane.forms()
        refused = {
            told
            for which in range(number)
            for told in WRONGLY
            if self._is_refused(page, world, which, told)
        }
        found = "both" if len(refused) == 2 else next(iter(refused), "none")
        if found == "none" and self.pane.buttons():
            found = "button"
        if found != states()[page].error:
            self.wrong[f"{page} in error"] = [f"{found}, not {states()[page].error}"]

    def _is_refused(self, page: str, world: World, which: int, told: str) -> bool:
        how, width = WRONGLY[told]
        with transaction.atomic():
            self._open(page, world)
            self.pane.send(which, how)
            is_refused = self.pane.has_summary()
            if is_refused:
                self._check(page, f"{told}-{which}", [width])
            transaction.set_rollback(True)
        return is_refused

    def _open(self, page: str, world: World) -> None:
        short = _reader(page)
        if short not in self.clients:
            self.clients[short] = signed_in(ELSEWHERE.get(short, short)) if short else Client()
        self.pane.client = self.clients[short]
        assert self.pane.open(world.address(page)) == 200, page

    def _check(self, page: str, state: str, widths: Sequence[int] = (WIDE, NARROW)) -> None:
        if found := self.pane.wrong(f"{page.replace(':', '_')}-{state}", widths):
            self.wrong[f"{page} {state}"] = found


def _reader(page: str) -> str:
    """Return the short name of whoever opens the page in these tests, "" for the public."""
    by = BY.get(page, "-")
    if by in BESIDE:
        return by
    gets = (column for column, answer in OF[page].cells.items() if answer == "yes")
    return PEOPLE.get(next(gets) if by == "-" else by, "")


def _walk(kind: type[Walk]) -> Walk:
    plain = make.walk(at=AT)
    return kind(hub=plain.hub, at=plain.at, secret=plain.secret)


def _everything(stage: str) -> World:
    """Return a case of children who were told of before."""
    _walk(full.Full).contact()
    return World(stage, _walk(full.Full))


@pytest.mark.parametrize("stage", _stages(BARE))
def test_the_pages_of_a_case_of_which_hardly_anything_is_known(stage: str, look: Look) -> None:
    world = World(stage, _walk(full.Bare))

    for page in BARE:
        if OF[page].at == stage:
            look.at(page, world, "empty")

    assert look.wrong == {}


@pytest.mark.parametrize("stage", _stages(FULL))
def test_the_pages_of_a_case_of_which_everything_is_known(stage: str, look: Look) -> None:
    world = _everything(stage)

    for page in FULL:
        if OF[page].at == stage:
            look.at(page, world, "full")

    assert look.wrong == {}


@pytest.mark.parametrize("stage", _stages(FULL))
def test_the_forms_of_a_case_filled_in_wrongly(stage: str, look: Look) -> None:
    world = _everything(stage)

    for page in FULL:
        if OF[page].at == stage:
            look.in_error(page, world)

    assert look.wrong == {}


def test_the_lists_on_which_there_is_nothing(look: Look) -> None:
    world = World("-")

    for page in NOTHING:
        look.at(page, world, "empty")

    assert look.wrong == {}


@pytest.mark.parametrize("stage", sorted({states()[page].full for page in MUCH}))
def test_the_lists_on_which_there_is_much(stage: str, look: Look) -> None:
    world = World(stage, _walk(full.Full))
    before = World("-", make.walk(at=AT - timedelta(hours=30)))
    for _ in range(MANY):
        STAGES[stage](before)
    if stage == "asked":
        watching.look_at(world.walk.hub, at=world.walk.at)

    for page in MUCH:
        if states()[page].full == stage:
            look.at(page, world, "full")
            look.in_error(page, world)

    assert look.wrong == {}


@pytest.mark.parametrize("page", ALIKE)
def test_a_page_that_shows_the_same_whatever_there_is(page: str, look: Look) -> None:
    world = World(OF[page].at)

    look.at(page, world, "full")
    look.in_error(page, world)

    assert look.wrong == {}


@pytest.mark.parametrize("page", HALF)
def test_a_page_on_the_way_in(page: str, look: Look, settings: Settings) -> None:
    settings.DEMO = False
    world = World(OF[page].at)
    look.clients["half"] = _on_the_way_in(to=page)

    look.at(page, world, "full")
    look.in_error(page, world)

    assert look.wrong == {}


@pytest.mark.parametrize("page", OWN)
def test_a_page_of_somebody_with_a_password_and_an_app(
    page: str, look: Look, settings: Settings
) -> None:
    settings.DEMO = False
    world = World(OF[page].at)
    look.clients["own"] = _come_in()
    if page in OF_A_PASSKEY:
        world.words["sign_in:take_off"] = {"number": _passkey("coventry-manager").pk}
        _prove_again(look.clients["own"])

    look.at(page, world, "full")
    look.in_error(page, world)

    assert look.wrong == {}


def _come_in() -> Client:
    """Return the browser of somebody who signed in with a password, and a code from their app."""
    user, client, at = entering.somebody(), Client(), AT
    entering.give_app(user, at=at - timedelta(hours=1))
    entering.password(client, user)
    entering.second(client, entering.code(at))
    return client


def _passkey(username: str) -> Factor:
    """Return a passkey of somebody, which a page can ask for and which answers nothing."""
    user = User.objects.get(username=username)
    return Factor.objects.create(
        user=user, kind="passkey", name="Laptop", credential="AAAA", added_at=AT
    )


def _prove_again(client: Client) -> None:
    session = client.session
    session["proven"] = AT.timestamp()
    session.save()


def _on_the_way_in(*, to: str) -> Client:
    """Return the browser of somebody who has come as far as that page of signing in."""
    user, client, at = entering.somebody(), Client(), AT
    if to == "sign_in:second":
        entering.give_app(user, at=at - timedelta(hours=1))
    if to == "sign_in:second_passkey":
        _passkey(user.username)
    entering.password(client, user)
    if to == "sign_in:codes":
        key = entering.key_on(client.get(entering.SET_UP).content.decode())
        client.post(entering.SET_UP, {"code": entering.code(at, secret=key)})
    return client


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("manager", "/answers/400/", 400),
        ("officer", "/settings/bank-holidays/", 403),
        ("manager", "/raises/refused/", 403),
        ("manager", "/cases/CV-26-99999-A/", 404),
        ("manager", "/sign-in/out/", 405),
        ("manager", "/raises/stale/", 409),
        ("manager", "/raises/bug/", 500),
        ("", "/contacts/new/", 200),
        ("", "/sign-in/?ended=yes", 200),
        ("", "/nowhere/", 404),
    ],
)
def test_a_page_that_says_why_not(
    who: str, path: str, status: int, pane: Pane, settings: Settings
) -> None:
    settings.ROOT_URLCONF = "tests.integration.odd_pages"
    pane.client = signed_in(who) if who else Client()
    pane.client.raise_request_exception = False

    assert pane.open(path) == status

    assert pane.wrong(f"refused-{who}{path.replace('/', '-')}") == []


def test_a_form_that_is_too_old_says_what_to_do(pane: Pane) -> None:
    pane.client = signed_in("officer")
    pane.client.handler.enforce_csrf_checks = True
    pane.open("/contacts/new/")
    pane.page.locator("[name=csrfmiddlewaretoken]").first.evaluate("each => each.value = 'old'")

    pane.send(0, ODD)

    assert "This form is too old" in pane.page.content()
    assert pane.wrong("refused-forged") == []


def test_a_case_that_was_closed(pane: Pane) -> None:
    world = World("taken", _walk(full.Full))
    assert world.case is not None
    world.walk.route(world.case.contact, CaseMove.CLOSE, route="no_further_action")
    pane.client = signed_in("manager")

    pane.open(world.address("cases:show"))

    assert "Closed" in pane.page.content()
    assert pane.wrong("cases_show-closed") == []
