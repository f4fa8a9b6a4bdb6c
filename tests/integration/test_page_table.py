"""Every page as everybody: what the page table of tests/house/test_pages.py promises is so."""

from collections.abc import Callable
from functools import cached_property

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Telling
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Stale
from frontdoor.policy.models import BankHoliday
from tests import make
from tests.house.test_pages import ANSWERS, Row, addresses, rows
from tests.pages import Page

pytestmark = pytest.mark.django_db

# Who opens the pages of each column: short names of the demo's people.
PEOPLE = {
    "off": "officer",
    "tri": "triage",
    "soc": "social-worker",
    "coo": "coordinator",
    "man": "manager",
    "par": "police",
    "oth": "community-safety",
    "tea": "early-help-team-team",
    "els": "disability-team",
    "per": "performance",
    "adm": "administrator",
    "hub": "manager",
}
ELSEWHERE = "surrey"


class World:
    """One case that has come as far as the pages of a row need it, and what they are opened for."""

    def __init__(self, at: str) -> None:
        self.walk: Walk = make.walk(at=now())
        self.telling: Telling | None = None
        self.case: Case | None = STAGES[at](self) if at in STAGES else None

    @cached_property
    def words(self) -> dict[str, dict[str, object]]:
        """Return what each page's address needs."""
        case = self.case
        holiday = BankHoliday.objects.filter(division="england-and-wales").order_by("-day")[:1]
        known: dict[str, dict[str, object]] = {
            "sign_in:as_somebody": {"username": "coventry-manager"},
            "settings:remove": {"holiday_id": holiday.get().pk},
        }
        if case is None:
            return known
        contact: dict[str, object] = {"reference": case.contact.reference}
        known |= {f"contacts:{page}": contact for page in CONTACT_PAGES}
        known |= {name: {"reference": case.reference} for name in _areas("cases", "enquiries")}
        known |= {
            "contacts:person": {**contact, "person_id": case.child_id},
            "gathering:answer": {"reference": case.reference},
            "disclosures:propose": {"reference": case.reference},
            "disclosures:send": {"reference": case.reference},
            "disclosures:product": {"reference": f"{case.reference}-1"},
        }
        if self.telling is not None:
            known["gathering:agree"] = {"telling_id": self.telling.pk}
            known["disclosures:tell"] = {
                "reference": case.reference,
                "telling_id": self.telling.pk,
            }
        return known

    def address(self, page: str) -> str:
        """Return the address of a page for this world's case."""
        return reverse(page, kwargs=self.words.get(page, {}))


CONTACT_PAGES = ("show", "people", "concern", "hand_over", "tell_referrer")


def _areas(*areas: str) -> list[str]:
    return [name for name, _ in addresses() if name.partition(":")[0] in areas]


def _proposed(world: World) -> Case:
    world.telling = make.telling(world.walk)
    return world.telling.enquiry.case


def _agreed(world: World) -> Case:
    case = _proposed(world)
    telling = world.telling
    assert telling is not None
    world.walk.as_(
        "police",
        lambda actor: disclosures.answer_telling(
            telling=telling, agreed=True, why="", seen=telling.version, by=actor, at=world.walk.at
        ),
    )
    return case


def _signed(world: World) -> Case:
    return world.walk.authorise(make.decision(world.walk).enquiry).enquiry.case


STAGES: dict[str, Callable[[World], Case]] = {
    "taken": lambda world: make.case(world.walk),
    "in_mash": lambda world: make.enquiry(world.walk, rating="").case,
    "rated": lambda world: make.enquiry(world.walk).case,
    "asked": lambda world: make.requests(world.walk)[0].enquiry.case,
    "proposed": _proposed,
    "agreed": _agreed,
    "answered": lambda world: make.answered(world.walk).case,
    "decided": lambda world: make.decision(world.walk).enquiry.case,
    "signed": _signed,
    "sent": lambda world: make.product(world.walk).enquiry.case,
}


def _by_stage() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows():
        found.setdefault(row.at, []).append(row)
    return found


def _told(response: Page) -> str:
    """Return an answer in the words of the table."""
    if response.status_code == 302:
        return "in" if response["Location"].startswith(reverse("sign_in:sign_in")) else "go"
    words = {status: word for word, status in ANSWERS.items() if status != 302}
    return words.get(response.status_code, str(response.status_code))


@pytest.fixture
def browsers(sign_in: Callable[..., Client]) -> dict[str, Client]:
    """Return a browser for each column of the table."""
    signed_in = {
        column: sign_in(short, hub_slug=ELSEWHERE if column == "hub" else "coventry")
        for column, short in PEOPLE.items()
    }
    return {"nobody": Client(), **signed_in}


@pytest.mark.parametrize("at", _by_stage())
def test_everybody_gets_what_the_table_says(at: str, browsers: dict[str, Client]) -> None:
    world = World(at)

    different = {
        f"{row.page} as {column}": f"{got}, not {wanted}"
        for row in _by_stage()[at]
        for column, wanted in row.cells.items()
        if (got := _told(browsers[column].get(world.address(row.page)))) != wanted
    }

    assert different == {}


@pytest.mark.parametrize("at", _by_stage())
def test_nobody_can_send_what_they_may_not_open(at: str, browsers: dict[str, Client]) -> None:
    world = World(at)

    different = {
        f"{row.page} as {column}": f"{got}, not {shut}"
        for row in _by_stage()[at]
        for column, shut in row.cells.items()
        if shut in ("in", "no", "none")
        if (got := _told(browsers[column].post(world.address(row.page)))) not in (shut, "405")
    }

    assert different == {}


@pytest.mark.parametrize("column", ["oth", "els", "hub", "per", "adm"])
def test_no_page_says_anything_of_a_case_to_whom_it_is_none_of_their_business(
    column: str, browsers: dict[str, Client]
) -> None:
    world = World("sent")
    case = world.case
    assert case is not None
    make.enter()
    secrets = {case.contact.reference, case.child.name}

    told = {
        page: found
        for page, _ in addresses()
        if page in world.words or page not in NEEDS_A_TELLING
        for content in [browsers[column].get(world.address(page)).content.decode()]
        if (found := {secret for secret in secrets if secret in content})
    }

    assert told == {}


NEEDS_A_TELLING = {"gathering:agree", "disclosures:tell"}


@pytest.mark.parametrize("column", ["off", "man", "par", "tea"])
def test_what_does_not_exist_is_unknown(column: str, browsers: dict[str, Client]) -> None:
    nothing = {"reference": "CV-20-99999-A", "person_id": 999999, "telling_id": 999999}
    needed = {
        "contacts:person": ("reference", "person_id"),
        "disclosures:tell": ("reference", "telling_id"),
        "gathering:agree": ("telling_id",),
    }
    named = {row.page: row for row in rows() if row.at != "-"}
    open_to = [name for name, row in named.items() if row.cells[column] in ("yes", "go")]
    lists = {"gathering:tray", "disclosures:products"}

    answers = {
        page: browsers[column]
        .get(reverse(page, kwargs={key: nothing[key] for key in needed.get(page, ("reference",))}))
        .status_code
        for page in open_to
        if page not in lists
    }

    assert set(answers.values()) == {404}, answers


def test_no_page_can_be_put_or_deleted(browsers: dict[str, Client]) -> None:
    world = World("sent")

    answers = {
        f"{method} {page}": browsers["man"].generic(method, world.address(page)).status_code
        for page, _ in addresses()
        if page not in NEEDS_A_TELLING
        for method in ("PUT", "DELETE", "PATCH")
    }

    assert set(answers.values()) == {405}, answers


def test_a_page_that_is_not_used_as_it_should_be_says_what_to_do(
    browsers: dict[str, Client],
) -> None:
    answer = browsers["man"].get(reverse("sign_in:sign_out"))

    assert answer["Allow"] == "POST"
    assert "That is not how this page works" in answer.content.decode()


def test_who_comes_second_without_a_form_is_told_so(
    browsers: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def somebody_was_first(**_: object) -> None:
        raise Stale("CV-27-00001-A", seen=1, now=2)

    world = World("taken")
    monkeypatch.setattr(triage, "look", somebody_was_first)

    answer = browsers["man"].get(world.address("cases:show"))

    assert answer.status_code == 409
    assert "Somebody was here before you" in answer.content.decode()


def test_looking_at_everything_leaves_every_case_as_it_was(browsers: dict[str, Client]) -> None:
    world = World("sent")
    make.enter()
    case = world.case
    assert case is not None
    before = (contacts.cases(case.contact)[0].stage, contacts.cases(case.contact)[0].version)

    for page, _ in addresses():
        if page not in NEEDS_A_TELLING:
            browsers["man"].get(world.address(page))

    make.enter()
    [now_is] = contacts.cases(case.contact)
    assert (now_is.stage, now_is.version) == before
