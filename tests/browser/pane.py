"""A real browser before the pages of a test that commits nothing.

The browser asks as from any server, and a test client answers it, in the test's own transaction:
no server, no fresh database, and a form can be sent and taken back again. Journeys have a real
server; this is for the many pages that have to be looked at one by one.
"""

import contextvars
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.test import Client
from playwright.sync_api import Page, Route

from tests.browser.axe import violations
from tests.browser.desk import NARROW, WIDE

HOST = "https://testserver"
LOOK = Path(__file__).parents[2] / "build" / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

# What somebody sends who reads nothing: everything blank, or what makes no sense anywhere.
BLANK = """form => {
  for (const each of form.elements) {
    if (['hidden', 'submit', 'file'].includes(each.type)) continue
    if (each.type === 'checkbox' || each.type === 'radio') each.checked = false
    else each.value = ''
  }
}"""
ODD = """form => {
  for (const each of form.elements) {
    if (['hidden', 'submit', 'file'].includes(each.type)) continue
    if (each.type === 'checkbox' || each.type === 'radio') each.value = 'nonsense'
    if (each.type === 'checkbox' || each.type === 'radio') each.checked = true
    else if (each.tagName === 'SELECT') each.options[each.selectedIndex].value = 'nonsense'
    else if (each.inputMode === 'numeric') each.value = '99999'
    else each.value = 'x'.repeat(each.tagName === 'TEXTAREA' ? 20100 : 2100)
  }
}"""
FORMS = "main form[method=post]:has(:is(input:not([type=hidden]), select, textarea))"


@dataclass
class Pane:
    """One browser window; `client` answers it, and `keep` is where its pictures go, if anywhere."""

    page: Page
    client: Client
    keep: Path | None = None
    _files: dict[str, bytes] = field(default_factory=dict)
    _complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # The browser's answers are worked out where the test's own transaction is known.
        self._here = contextvars.copy_context()
        self.page.route("**/*", lambda route: self._here.copy().run(self._serve, route))
        self.page.on("console", lambda said: self._complaints.append(said.text))

    def open(self, path: str) -> int:
        """Go to an address of the hub, and return the status of the page that comes."""
        answer = self.page.goto(HOST + path)
        return answer.status if answer else 0

    def forms(self) -> int:
        """Return how many forms of the page have something to fill in."""
        return self.page.locator(FORMS).count()

    def buttons(self) -> bool:
        """Tell whether the page has a button that sends something."""
        return self.page.locator("main form[method=post] button").count() > 0

    def send(self, number: int, how: str) -> None:
        """Fill in one of the page's forms, and send it."""
        form = self.page.locator(FORMS).nth(number)
        form.evaluate(how)
        with self.page.expect_navigation():
            form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")

    def has_summary(self) -> bool:
        """Tell whether the page says that there is a problem, and what it is."""
        return self.page.locator(".govuk-error-summary li").count() > 0

    def wrong(self, name: str, widths: Sequence[int] = (WIDE, NARROW)) -> list[str]:
        """Return what is wrong with the page as it is, at each width; `name` is for pictures."""
        found: list[str] = []
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 800})
            found += [f"at {width}: {fault}" for fault in self._faults(width)]
            if self.keep:
                self.page.screenshot(path=self.keep / f"{name}-{width}.png", full_page=True)
        return found

    def _faults(self, width: int) -> list[str]:
        faults = violations(self.page, preload=False)
        wanted = self.page.evaluate("document.documentElement.scrollWidth")
        if wanted > width:
            faults.append(f"{wanted} pixels wide")
        refused = [words for words in self._complaints if "Content Security Policy" in words]
        self._complaints.clear()
        return faults + refused

    def _serve(self, route: Route) -> None:
        asked, path = route.request, route.request.url.removeprefix(HOST)
        if path.startswith("/static/"):
            file = LOOK / path.removeprefix("/static/").partition("?")[0]
            route.fulfill(body=self._file(file), content_type=KINDS.get(file.suffix, ""))
            return
        if asked.method == "POST":
            kind = asked.headers.get("content-type", "")
            sent = asked.post_data_buffer or b""
            answer = self.client.post(path, sent, content_type=kind, follow=True, secure=True)
        else:
            answer = self.client.get(path, follow=True, secure=True)
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=answer.content)

    def _file(self, file: Path) -> bytes:
        if str(file) not in self._files:
            self._files[str(file)] = file.read_bytes()
        return self._files[str(file)]
