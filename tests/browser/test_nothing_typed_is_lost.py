"""A tab that was closed by mistake, and the words that were in it (U4)."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_bea_closes_the_tab_and_finds_her_words_again(visit: Visit) -> None:
    bea = visit("officer")
    bea.open("/contacts/new/")
    bea.write("Given names", "Jessamy")
    bea.write("Family name", "Quartermain")
    with bea.page.expect_response(lambda kept: "Quartermain" in (kept.request.post_data or "")):
        bea.page.get_by_label("Postcode", exact=True).focus()
    expect(bea.page.get_by_role("status")).to_contain_text("Kept at")

    bea.page.close()
    bea.page = bea.page.context.new_page()
    bea.open("/contacts/new/")
    bea.sees("You typed something here and did not send it")
    bea.follow("put back")

    expect(bea.page.get_by_label("Given names", exact=True)).to_have_value("Jessamy")
    bea.press("Put on record and go on")
    bea.sees("is on record", "Jessamy Quartermain")
    bea.open("/contacts/new/")
    bea.sees_not("did not send it")


def test_two_tabs_on_one_page_are_warned_of_each_other(visit: Visit) -> None:
    bea = visit("officer")
    other = bea.page.context.new_page()
    for page, name in ((bea.page, "Elowen"), (other, "Elwyn")):
        page.goto(f"{bea.address}/contacts/new/")
        page.get_by_label("Given names", exact=True).fill(name)
        page.get_by_label("Postcode", exact=True).focus()
        expect(page.get_by_role("status")).to_contain_text("Kept at")

    expect(other.get_by_role("status")).to_contain_text("open in another tab")
