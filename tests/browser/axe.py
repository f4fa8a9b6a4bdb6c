"""What a page breaks of the accessibility rules, as axe tells it."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "build" / "test" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is broken comes back: to hear all that is well takes longer than to look.
LOOK = """([rules, preload]) => axe.run(document, {
    runOnly: {type: 'tag', values: rules}, resultTypes: ['violations'], preload
}).then(found => found.violations.map(
    each => `${each.id}: ${each.help} (${each.nodes[0].html.slice(0, 160)})`
))"""


def violations(page: Page, *, preload: bool = True) -> list[str]:
    """Return the rules that the page breaks, each with the first place where it does.

    Without `preload` rules about style sheets are left out: a page that is served by a test
    client has none that could be asked for again.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(LOOK, [RULES, preload])
    return found
