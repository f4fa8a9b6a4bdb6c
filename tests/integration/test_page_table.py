"""What pages say to everybody; which of them answer is in test_the_page_table.py."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import triage
from frontdoor.kernel.refusal import Stale
from tests import make
from tests.house.test_pages import addresses, rows
from tests.world import ELSEWHERE, PEOPLE, World

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
NEEDS_A_TELLING = {
    "gathering:agree", "gathering:answer_more", "disclosures:tell", "gathering:clear",
    "disclosures:ask_first", "disclosures:withdraw",
    "actions:show", "actions:change",
}  # fmt: skip


NO_CASE, NO_AGENCY, NO_ITEM, NO_NUMBER = "CV-20-99999-A", "nobody", "facts_1", 999999


def _of_nothing(page: str) -> dict[str, object]:
    """Return what a page's address takes, naming what is not there."""
    *spaces, name = page.split(":")
    resolver = get_resolver()
    for space in spaces:
        _, resolver = resolver.namespace_dict[space]
    known: Any = resolver.reverse_dict[name]
    [(_, taken)], _, _, converters = known
    words = {"reference": NO_CASE, "agency": NO_AGENCY, "item": NO_ITEM, "what": "line"}
    words["kind"] = "facts"
    return {
        each: NO_NUMBER if isinstance(converters[each], IntConverter) else words[each]
        for each in taken
    }


@pytest.mark.parametrize("column", ["off", "man", "par", "tea"])
def test_what_does_not_exist_is_unknown(column: str, browsers: dict[str, Client]) -> None:
    named = {row.page: row for row in rows() if row.at != "-"}
    open_to = [name for name, row in named.items() if row.cells[column] in ("yes", "go")]
    lists = {
        "gathering:tray", "disclosures:products", "contacts:challenges", "worklist:out_of_hours",
        "worklist:find", "records:disposals", "searches:made", *FIGURES,
    }  # fmt: skip

    answers = {
        page: browsers[column].get(reverse(page, kwargs=_of_nothing(page))).status_code
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
