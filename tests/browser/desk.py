"""Somebody at a desk with a browser. Every page they come to is checked before they read it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error as PageError
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import is_new, violations

BUILD = Path(__file__).parents[2] / "build"
SCREENSHOTS = BUILD / "screenshots"
NARROW, WIDE = 320, 1280


@dataclass
class Desk:
    """One person's browser. `scripted` is false where JavaScript is switched off."""

    page: Page
    address: str
    scripted: bool = True
    looked: list[str] = field(default_factory=list)
    steps: int = 0
    loads: int = 0

    def begins_to_count(self) -> None:
        """Count from here: what is clicked, chosen or written, and the pages that come of it."""
        self.steps = self.loads = 0

    def open(self, path: str) -> None:
        """Go to an address of the hub."""
        self.loads += 1
        try:
            self.page.goto(f"{self.address}{path}")
        except PageError as error:
            # Without JavaScript a page asks for itself anew by the clock, and may do so just now.
            if self.scripted or "ERR_ABORTED" not in error.message:
                raise
            self.page.goto(f"{self.address}{path}")
        self.check()

    def follow(self, words: str) -> None:
        """Follow the link with these words."""
        self.goes_by(self.page.get_by_role("link", name=words, exact=False).first)

    def press(self, words: str) -> None:
        """Press the button with these words, and wait for the page that comes."""
        self.goes_by(self.page.get_by_role("button", name=words, exact=False).first)

    def goes_by(self, to: Locator) -> None:
        """Click what leads away, and wait for the page that comes: the one before is loaded too."""
        self._steps(loads=True)
        with self.page.expect_navigation(wait_until="load"):
            to.click()
        self.check()

    def write(self, label: str, words: str) -> None:
        """Write into the field with this label, be it optional or not."""
        self._steps()
        named = re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$")
        self.page.get_by_label(named).first.fill(words)

    def write_date(self, legend: str, day: int, month: int, year: int) -> None:
        """Write a date into its three boxes."""
        group = self.page.get_by_role("group", name=legend, exact=False).first
        self._steps(3)
        for box, number in (("Day", day), ("Month", month), ("Year", year)):
            group.get_by_label(box, exact=True).fill(str(number))

    def choose(self, legend: str, answer: str) -> None:
        """Choose an answer among radios or boxes under a legend."""
        self._steps()
        group = self.page.get_by_role("group", name=legend, exact=False).first
        group.get_by_label(answer, exact=False).first.check()

    def pick(self, label: str, answer: str) -> None:
        """Pick an answer from a list."""
        self._steps()
        self.page.get_by_label(label, exact=False).first.select_option(label=answer)

    def tick(self, label: str) -> None:
        """Tick the box with this label."""
        self._steps()
        self.page.get_by_label(label, exact=False).first.check()

    def unfold(self, words: str, *, last: bool = False) -> None:
        """Open what is folded away under these words, the first of its kind or the last."""
        found = self.page.locator("summary").filter(has_text=words).locator("visible=true")
        (found.last if last else found.first).click()
        self._steps()

    def sees(self, *words: str) -> None:
        """Read each of these on the page."""
        for phrase in words:
            expect(self.page.locator("main")).to_contain_text(phrase, ignore_case=True)

    def sees_not(self, *words: str) -> None:
        """Read none of these anywhere in what was sent."""
        source = self.page.content()
        for phrase in words:
            assert phrase not in source, f"“{phrase}” stands on {self.page.url}"

    def check(self) -> None:
        """Fail if the page is broken, breaks the accessibility rules, or scrolls sideways."""
        assert "Something went wrong" not in self.page.content(), self.page.url
        if not self.scripted:
            return
        self._has_no_axe_violation()
        self._fits(NARROW)
        self._fits(WIDE)
        self.looked.append(self.page.url)

    def photograph(self, name: str) -> None:
        """Keep the page as it looks, wide and narrow, in build/screenshots."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for width in (NARROW, WIDE):
            self.page.set_viewport_size({"width": width, "height": 800})
            self.page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)

    def _steps(self, number: int = 1, *, loads: bool = False) -> None:
        self.steps += number
        self.loads += loads

    def _has_no_axe_violation(self) -> None:
        if not is_new(self.page):
            return
        told = violations(self.page)
        assert not told, f"{self.page.url}: {told}"

    def _fits(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 800})
        wanted = self.page.evaluate("document.documentElement.scrollWidth")
        assert wanted <= width, f"{self.page.url} is {wanted} pixels wide on a screen of {width}"
