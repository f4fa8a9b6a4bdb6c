"""A possible Red comes in while a manager has the page of another child open (P24)."""

import pytest
from playwright.sync_api import expect

from frontdoor.casework.contacts.concern import Concern
from frontdoor.jobs import watching
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.browser.conftest import Visit
from tests.deciding import waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _red(walk: Walk) -> str:
    contact = walk.contact()
    walk.describe(contact, Concern(concern="Now."), possible_red="Tonight.")
    return walk.case(contact).reference


def _named(red: str) -> str:
    return f"Robin Example ({red})"


def test_the_page_of_another_child_names_the_child_and_leads_to_it(visit: Visit) -> None:
    walk = make.walk()
    calm, first = waiting(walk), _red(walk)
    watching.look_at(walk.hub, at=make.later(walk, seconds=30).at)
    moira = visit("manager")
    moira.page.clock.install()
    moira.open(f"/cases/{calm.reference}/")
    said = moira.page.locator(".fd-urgent")
    expect(said).to_be_empty()
    moira.sees(f"Possible Red, not looked at yet: {_named(first)}")

    second = _red(walk)
    watching.look_at(walk.hub, at=make.later(walk, minutes=1).at)
    moira.page.clock.fast_forward(20_000)

    expect(said).to_have_text(f"Possible Red, not looked at yet: {_named(second)}")
    moira.follow(second)
    moira.sees("Tonight.")
    moira.sees_not(f"Possible Red, not looked at yet: {_named(second)}")
    moira.open(f"/cases/{calm.reference}/")
    moira.sees(f"Possible Red, not looked at yet: {_named(first)}, {_named(second)}")

    moira.open(f"/cases/{second}/")
    moira.press("I have seen this and am dealing with it")
    moira.sees("A manager looked for the first time")
    moira.open(f"/cases/{calm.reference}/")
    moira.sees_not(second)
