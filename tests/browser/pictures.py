"""Takes the pictures of the guide again, from the demo that runs: `make pictures`.

Each page is come to by its words, as somebody who reads it would: a picture of what is gone fails.
"""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from launch import browser as programs
from launch import state
from launch.voice import Trouble, say, spoken
from tests.browser.conftest import FLAGS

PLACE = Path(__file__).parents[2] / "docs" / "images"
WIDE, HIGH = 1000, 900
COLOURS = 48  # Flat areas and letters: more show no difference.
LARGEST = 120_000
Show = Callable[[Page], Locator]


def caller_spells_as_they_hear(page: Page) -> Locator:
    """While a caller speaks: a name as it is heard, and who is found by it."""
    page.get_by_role("link", name="New contact", exact=True).click()
    page.get_by_label("Given names").first.fill("Shivon")
    page.get_by_label("Family name").first.fill("Merryweather")
    group = page.get_by_role("group", name="Date of birth").first
    for box, number in (("Day", "17"), ("Month", "6"), ("Year", _year(page))):
        group.get_by_label(box, exact=True).fill(number)
    group.get_by_label("Year", exact=True).blur()
    heard = page.locator(".fd-heard", has_text="Siobhan Merriwether").first
    heard.wait_for()
    return heard


def _year(page: Page) -> str:
    """Return when the girl of the demo was born: the demo counts from the day it was made."""
    return str(page.evaluate("new Date().getFullYear()") - 9)


def known_with_its_bars(page: Page) -> Locator:
    """The same child once the contact is on record, with each reason as a bar."""
    _open(page, "Shivon Merryweather")
    _go(page, "known/")
    found = page.locator(".fd-card", has_text="Siobhan Merriwether").last
    bars = found.locator("summary", has_text="How much each of these says")
    bars.click()
    bars.blur()
    return found


def twins(page: Page) -> Locator:
    """Two records that agree in all but a letter of the given name."""
    _go(page, "/register/pairs/")
    page.get_by_role("link", name="Mira Pellinore and Mara Pellinore").click()
    return _until(page, ".fd-waterfall ~ h2")


def family(page: Page) -> Locator:
    """The family of a child who is not born yet, through a link that a person made."""
    _open(page, "Baby of Kerris Hollister-Vane")
    _go(page, "family/")
    return page.locator(".fd-drawing")


def around(page: Page) -> Locator:
    """What connects a boy with three other children."""
    _open(page, "Rory Kestlebury")
    _go(page, "around/")
    return _until(page, ".fd-drawing ~ h2")


def wrong_link(page: Page) -> Locator:
    """What rested on a link that was wrong."""
    _go(page, "/register/links/undone/")
    page.get_by_role("link", name="Jory Penhallow and Jory Penhallow").click()
    return _until(page, "main .govuk-form-group:has(textarea)")


PICTURES: dict[str, Show] = {
    "known-while-they-speak": caller_spells_as_they_hear,
    "known-with-its-bars": known_with_its_bars,
    "known-twins": twins,
    "known-family": family,
    "known-around": around,
    "known-wrong-link": wrong_link,
}


def _until(page: Page, shown: str) -> Locator:
    """Return the main part of a page as far as where something stands that is not shown."""
    page.wait_for_load_state()
    page.locator(shown).first.evaluate(
        """each => {
            for (let at = each; at.tagName !== 'MAIN'; at = at.parentElement) {
                while (at.nextElementSibling) at.nextElementSibling.remove()
            }
            each.remove()
        }"""
    )
    return page.locator("main")


def _go(page: Page, path: str) -> None:
    page.goto(urljoin(page.url, path))


def _open(page: Page, child: str) -> None:
    page.get_by_role("link", name="Worklist", exact=True).click()
    page.get_by_role("link", name=child).first.click()
    page.wait_for_url("**/cases/**")


def _address() -> str:
    running = state.folder() / state.DEMO / "running.json"
    if not running.exists():
        raise Trouble("There is no demo that runs: start one with `make demo`, in another window.")
    return str(json.loads(running.read_text())["address"])


def _take(browser: Browser, address: str) -> None:
    for name, show in PICTURES.items():
        page = browser.new_context(
            viewport={"width": WIDE, "height": HIGH}, bypass_csp=True
        ).new_page()
        page.goto(f"{address}sign-in/")
        page.locator("form[action$='/as/coventry-manager/'] button").click()
        shown = show(page)
        # What every page has on top is no part of what is shown.
        page.add_style_tag(content="[data-urgent] {display: none}")
        file = PLACE / f"{name}.png"
        file.write_bytes(_small(shown.screenshot()))
        say(f"{file.relative_to(PLACE.parents[1])}: {file.stat().st_size // 1000} KB")
        page.context.close()


def _small(picture: bytes) -> bytes:
    """Return a picture of few colours.

    :raises Trouble: if it is still larger than a page of words should carry.
    """
    small, image = io.BytesIO(), Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS).save(small, "PNG", optimize=True)
    if small.tell() > LARGEST:
        raise Trouble(f"A picture has {small.tell()} bytes, and at most {LARGEST} are kept.")
    return small.getvalue()


def main() -> int:
    """Take them all."""
    address = _address()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programs.get(), args=FLAGS)
        _take(browser, address)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(spoken(main))
