"""Whoever loses the right to a record between reading it and changing it is told: there is none."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from frontdoor.casework.contacts.models import Case
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel import rows
from tests import make, pages
from tests.integration.test_tray_pages import nothing
from tests.integration.test_undoing import _address, _linked

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
Before = Callable[[Callable[[], object]], None]
# Somebody does something to a case: who, on which page, and what they type.
Done = tuple[Case, str, str, dict[str, Any]]


@pytest.fixture
def before_it_is_held(monkeypatch: pytest.MonkeyPatch) -> Before:
    """Return a function that has something done by others before the next row is held."""

    def happens(do: Callable[[], object]) -> None:
        whole = rows.held

        def held(row: Any) -> Any:
            monkeypatch.setattr(rows, "held", whole)
            do()
            return whole(row)

        monkeypatch.setattr(rows, "held", held)

    return happens


def _rates(walk: Walk) -> Done:
    case = make.enquiry(walk, rating="").case
    typed = {"rating": "red", "reason": "He is near."}
    return case, "manager-2", f"/cases/{case.reference}/rate/", typed


def _writes_the_concern(walk: Walk) -> Done:
    case = make.case(walk)
    typed = {"concern": "He is near.", "immediate_harm": "no"}
    return case, "officer", f"/contacts/{case.contact.reference}/concern/", typed


def _parts_two_records(walk: Walk) -> Done:
    case, link = _linked(walk)
    return case, "triage", _address(case, "link", link.pk), {"why": "Another of that name."}


def _answers(walk: Walk) -> Done:
    asked = make.requests(walk, asked=("police",))[0]
    return asked.enquiry.case, "police", f"/requests/{asked.enquiry}/", nothing(asked)


@pytest.mark.parametrize("does", [_rates, _writes_the_concern, _parts_two_records, _answers])
def test_what_is_restricted_before_it_can_be_held_is_none(
    sign_in: SignIn, walk: Walk, before_it_is_held: Before, does: Callable[[Walk], Done]
) -> None:
    case, who, where, typed = does(walk)
    browser = sign_in(who)
    opened = pages.opened(browser, where)

    before_it_is_held(lambda: restricting.restrict(walk, case.contact, "social-worker"))
    answer = browser.post(where, {**opened, **typed})

    assert answer.status_code == 404
    assert pages.text(answer) == pages.text(browser.get("/there-is-none/"))


@pytest.mark.parametrize("does", [_rates, _writes_the_concern, _parts_two_records, _answers])
def test_otherwise_it_is_done(sign_in: SignIn, walk: Walk, does: Callable[[Walk], Done]) -> None:
    _, who, where, typed = does(walk)

    assert pages.sent(sign_in(who), where, **typed).status_code == 302
