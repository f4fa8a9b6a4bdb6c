"""A day by keyboard alone: the officer takes a contact, the manager routes, rates and closes (U3).

Tab, Enter, Space and arrows. Wherever the focus is, it shows; no place keeps it.
"""

import re

import pytest
from django.utils.timezone import now
from playwright.sync_api import Page, expect

from frontdoor.people.operations import Told
from tests import make
from tests.browser.conftest import Visit
from tests.browser.keys import Keys

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_contact_is_taken_routed_and_rated_and_another_closed(visit: Visit) -> None:
    bea, moira = visit("officer"), visit("manager")

    reference = bea_takes_it(Keys(bea.page))
    moira.open("/")
    moira_finds_it_and_sends_it_to_mash(Keys(moira.page))
    moira_rates_it_amber(Keys(moira.page))
    bea.open("/")
    bea_takes_it(Keys(bea.page), "Perry")
    moira.open("/")
    moira_closes_it(Keys(moira.page))

    assert re.fullmatch(r"CV-\d\d-\d{5}", reference)


def bea_takes_it(keys: Keys, name: str = "Jessamy") -> str:
    keys.activate("New contact")
    keys.pick("Who is telling us?", "Public: Family member")
    keys.write("Given names", name)
    keys.write("Family name", "Quartermain")
    keys.activate("Put on record and go on")
    _reads(keys.page, "is on record")
    found = re.search(r"CV-\d\d-\d{5}", keys.page.locator("main").inner_text())
    assert found
    keys.activate("The concern")
    keys.write("What has happened, and what is the worry?", "She comes home drunk.")
    keys.choose("Has the child suffered harm", "No")
    keys.activate("Save the concern")
    _reads(keys.page, "Concern written down")
    keys.activate("Hand over to the manager", kind="submit")
    _reads(keys.page, "is with the manager")
    return found[0]


def moira_finds_it_and_sends_it_to_mash(keys: Keys) -> None:
    keys.activate("Jessamy")
    _reads(keys.page, "Waiting for a manager’s decision")
    keys.activate("Decide where this goes")
    keys.choose("Where does this go?", "To MASH")
    keys.write("Why is this right for the child?", "Nobody knows who gives it to her.")
    keys.activate("Decide", kind="submit")
    _reads(keys.page, "Decided for Jessamy Quartermain")


def moira_rates_it_amber(keys: Keys) -> None:
    keys.page.goto(keys.page.url)
    keys.activate("Rate")
    keys.choose("Rating", "Amber")
    keys.write("Reason for the rating", "Significant concern.")
    keys.activate("Save the rating")
    _reads(keys.page, "Amber")


def moira_closes_it(keys: Keys) -> None:
    keys.activate("Perry")
    keys.activate("Decide where this goes")
    keys.choose("Where does this go?", "Close: No further action")
    keys.write("Why is this right for the child?", "Her school has it in hand.")
    keys.activate("Decide", kind="submit")
    _reads(keys.page, "Closed")


def _reads(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words, ignore_case=True)


PAGES = {
    "the worklist": "/",
    "a new contact": "/contacts/new/",
    "the case": "/cases/{case}/",
    "the decision": "/cases/{case}/route/",
    "the contact": "/contacts/{contact}/",
    "the concern": "/contacts/{contact}/concern/",
}


@pytest.fixture
def main_pages() -> dict[str, str]:
    """Return the addresses of the main pages, opened for one case."""
    walk = make.walk(at=now())
    wren = Told(given_names="Wren", family_name="Example")
    contact = walk.describe(walk.contact(children=[wren]))
    return {name: path.format(case=f"{contact}-A", contact=contact) for name, path in PAGES.items()}


def test_the_first_key_skips_to_the_content_of_every_main_page(
    visit: Visit, main_pages: dict[str, str]
) -> None:
    moira = visit("manager")
    for path in main_pages.values():
        moira.page.goto(f"{moira.address}{path}")
        keys = Keys(moira.page)

        first = keys.tab()
        assert first is not None
        assert first["name"] == "Skip to main content"
        keys.press("Enter")

        assert moira.page.evaluate("document.activeElement.id") == "main-content"


def test_no_main_page_is_a_trap(visit: Visit, main_pages: dict[str, str]) -> None:
    moira = visit("manager")
    for name, path in main_pages.items():
        moira.page.goto(f"{moira.address}{path}")

        assert Keys(moira.page).round() > 5, name


@pytest.mark.parametrize("scheme", ["forced colours", "400 per cent"])
def test_the_main_pages_stand_in_forced_colours_and_at_400_per_cent(
    visit: Visit, main_pages: dict[str, str], scheme: str
) -> None:
    moira = visit("manager")
    if scheme == "forced colours":
        moira.page.emulate_media(forced_colors="active")
    for name, path in main_pages.items():
        moira.page.goto(f"{moira.address}{path}")
        if scheme == "400 per cent":  # 1280 by 1024 pixels are 320 by 256 then.
            moira.page.set_viewport_size({"width": 320, "height": 256})

        _fits_and_reads(moira.page, name)


def _fits_and_reads(page: Page, name: str) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{name} scrolls sideways by {wide}"
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # Nothing stands still over what is read, and no button has lost its edge.
    fixed = page.evaluate(
        "[...document.querySelectorAll('main *')].filter((it) =>"
        " ['fixed', 'sticky'].includes(getComputedStyle(it).position)"
        " && it.getBoundingClientRect().height > innerHeight / 2).length"
    )
    assert fixed == 0, f"{name} covers what is read"
    bare = page.evaluate(
        "[...document.querySelectorAll('main .govuk-button')].filter((it) => {"
        " const style = getComputedStyle(it);"
        " return style.borderTopStyle === 'none' && style.outlineStyle === 'none'"
        " && style.backgroundColor === getComputedStyle(document.body).backgroundColor;"
        "}).length"
    )
    assert bare == 0, f"{name} has a button without an edge"
