"""What pages say to everybody; which of them answer is in test_the_page_table.py."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import triage
from frontdoor.kernel.refusal import Stale
from tests import make
from tests.house.test_pages import addresses, rows
from tests.world import ELSEWHERE, PAPER_PAGES, PEOPLE, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def browsers(sign_in: Callable[..., Client]) -> dict[str, Client]:
    """Return a browser for each column of the table."""
    signed_in = {
        column: sign_in(short, hub_slug=ELSEWHERE if column == "hub" else "coventry")
        for column, short in PEOPLE.items()
    }
    return {"nobody": Client(), **signed_in}


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


FIGURES = {"oversight:figures", "oversight:download", "oversight:children"}
NUMBERED = {
    "worklist:saved",
    "restricting:readers", "restricting:lift", "restricting:review", "restricting:end",
}  # fmt: skip
NEEDS_A_TELLING = {
    "gathering:agree", "gathering:answer_more", "disclosures:tell", "gathering:clear",
    "disclosures:ask_first", "disclosures:withdraw",
    "actions:show", "actions:change",
}  # fmt: skip


@pytest.mark.parametrize("column", ["off", "man", "par", "tea"])
def test_what_does_not_exist_is_unknown(column: str, browsers: dict[str, Client]) -> None:
    nothing: dict[str, object] = {
        "reference": "CV-20-99999-A",
        "person_id": 999999,
        "telling_id": 999999,
    }
    nothing |= {"number": 999999, "agency": "nobody", "worker_id": 999999, "what": "line"}
    nothing["item"] = "facts_1"
    needed = {
        "contacts:person": ("reference", "person_id"),
        "worklist:cover": ("worker_id",),
        "triage:undo": ("reference", "what", "number"),
        **{f"papers:{page}": ("reference", "number") for page in PAPER_PAGES},
        "disclosures:tell": ("reference", "telling_id"),
        "gathering:agree": ("telling_id",),
        "gathering:answer_more": ("number",),
        "gathering:clear": ("number",),
        "disclosures:ask_first": ("reference", "item"),
        "disclosures:withdraw": ("reference", "number"),
        "actions:show": ("number",),
        "actions:change": ("number",),
        **dict.fromkeys(NUMBERED, ("number",)),
        "enquiries:chase": ("reference", "agency"),
        "enquiries:chase_more": ("reference", "agency", "number"),
    }
    named = {row.page: row for row in rows() if row.at != "-"}
    open_to = [name for name, row in named.items() if row.cells[column] in ("yes", "go")]
    lists = {
        "gathering:tray", "disclosures:products", "contacts:challenges", "worklist:out_of_hours",
        "worklist:find", *FIGURES,
    }  # fmt: skip

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

    answer = browsers["man"].post(world.address("cases:look"))

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
