"""A keyboard and nothing else: every place that has the focus shows it, and none keeps it."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

MOST = 250  # Presses of the Tab key until a page is thought to be a trap.

# What has the focus: what it is called, what it is, and whether a person can see that it has it.
FOCUSED = """() => {
    const it = document.activeElement;
    if (!it || it === document.body || it === document.documentElement) return null;
    const clean = (text) => (text || "").replace(/\\s+/g, " ").trim();
    const label = it.labels && it.labels.length ? it.labels[0] : null;
    const group = it.closest("fieldset");
    const legend = group ? clean(group.querySelector("legend")?.innerText) : "";
    const shows = (style) =>
        (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) ||
        style.boxShadow !== "none";
    // A radio or a checkbox is drawn by what stands before its label.
    const drawn = label ? getComputedStyle(label, "::before") : null;
    const seen = shows(getComputedStyle(it)) ||
        (drawn && ["radio", "checkbox"].includes(it.type) && shows(drawn));
    const place = (label && ["radio", "checkbox"].includes(it.type) ? label : it)
        .getBoundingClientRect();
    return {
        name: clean(label ? label.innerText : it.getAttribute("aria-label") || it.innerText),
        group: legend,
        kind: it.type && it.tagName !== "A" ? it.type : it.tagName.toLowerCase(),
        seen,
        inside: place.width > 0 && place.bottom > 0 && place.top < innerHeight,
        value: it.value ?? "",
    };
}"""


@dataclass
class Keys:
    """The keyboard of a page. It counts what is pressed to get somewhere as one interaction."""

    page: Page

    def focused(self) -> dict[str, Any] | None:
        """Return what has the focus, or nothing where the page itself has it."""
        found: dict[str, Any] | None = self.page.evaluate(FOCUSED)
        return found

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)

    def tab(self, key: str = "Tab") -> dict[str, Any] | None:
        """Go to the next place, which has to be in sight and to show that it has the focus."""
        self.press(key)
        now = self.focused()
        if now is not None:
            told = f"{now['kind']} “{now['group']} {now['name']}” on {self.page.url}"
            assert now["seen"], f"The focus does not show at {told}"
            assert now["inside"], f"The focus is out of sight at {told}"
        return now

    def to(self, name: str, *, kind: str = "", group: str = "") -> dict[str, Any]:
        """Go on with the Tab key until something with this name has the focus."""
        passed: list[str] = []
        ends = 0
        while ends < 2 and len(passed) < MOST:
            now = self.tab()
            if now is None:
                ends += 1
                continue
            passed.append(f"{now['kind']} {now['name']}")
            if _is(now, name, kind, group):
                return now
        raise AssertionError(f"The Tab key does not lead to “{name}” on {self.page.url}: {passed}")

    def activate(self, name: str, *, kind: str = "") -> None:
        """Go to a link or a button, and press Enter."""
        self.to(name, kind=kind)
        with self.page.expect_navigation(wait_until="load"):
            self.press("Enter")

    def write(self, label: str, words: str) -> None:
        """Go to a field, and write into it."""
        self.to(label)
        self.page.keyboard.type(words)

    def pick(self, label: str, answer: str) -> None:
        """Go to a list, and choose with the arrow keys."""
        self.to(label)
        self.press("Home")
        for _ in range(MOST):
            chosen = self.page.evaluate("document.activeElement.selectedOptions[0].label")
            if answer in chosen:
                return
            self.press("ArrowDown")
        raise AssertionError(f"The arrow keys do not lead to “{answer}” in “{label}”")

    def choose(self, group: str, answer: str) -> None:
        """Go to a group of radios, choose with the arrow keys, or with Space the first of them."""
        now: dict[str, Any] | None = self.to("", group=group)
        for _ in range(MOST):
            assert now is not None
            if answer in now["name"]:
                self.press("Space")
                return
            self.press("ArrowDown")
            now = self.focused()
        raise AssertionError(f"The arrow keys do not lead to “{answer}” in “{group}”")

    def round(self) -> int:
        """Go through a whole page and out again: return how many places had the focus."""
        for places in range(MOST):
            if self.tab() is None:
                return places
        raise AssertionError(f"{self.page.url} does not let the Tab key out")


def _is(now: dict[str, Any], name: str, kind: str, group: str) -> bool:
    return (
        now["name"].startswith(name)
        and (not kind or now["kind"] == kind)
        and (not group or now["group"].startswith(group))
    )
