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
# What a page is made of, whatever stands in it and however often: each sort of element with all
# that is around it, headings and landmarks in their order, ids that are there twice, and those that
# are spoken of and are not there.
PARTS = """() => {
    const said = each => each.getAttributeNames().map(
        name => name + (each.getAttribute(name).trim() ? '=' : ''))
    const sort = each => [each.tagName, each.classList.value, each.role, each.type || '',
        each.checked || '', each.textContent.trim() ? 'words' : '', ...said(each)].join(' ')
    const spoken = each => ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls'].flatMap(
        name => (each.getAttribute(name) || '').split(' ').filter(Boolean))
    const around = new Map([[document.documentElement, '']])
    const all = [...document.body.querySelectorAll('*')]
    around.set(document.body, '')
    all.forEach(each => around.set(each, around.get(each.parentElement) + '>' + sort(each)))
    const ids = new Set(), twice = []
    all.filter(each => each.id).forEach(
        each => ids.has(each.id) ? twice.push(each.id) : ids.add(each.id))
    const order = 'h1, h2, h3, h4, h5, h6, main, nav, header, footer, aside, [role]'
    return JSON.stringify([
        [...new Set(around.values())].sort(),
        [...document.querySelectorAll(order)].map(each => [each.tagName, each.role]),
        twice, all.flatMap(spoken).filter(id => !ids.has(id)),
        document.title !== '', document.documentElement.lang
    ])
}"""
_looked_at: set[int] = set()


def is_new(page: Page) -> bool:
    """Tell whether a page is made of other parts than all that were looked at in this process.

    Journeys come to the same pages again and again, with other words on them.
    """
    return hash(page.evaluate(PARTS)) not in _looked_at


def violations(page: Page, *, preload: bool = True) -> list[str]:
    """Return the rules that the page breaks, each with the first place where it does.

    Without `preload` rules about style sheets are left out: a page that is served by a test
    client has none that could be asked for again.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(LOOK, [RULES, preload])
    if not found:
        _looked_at.add(hash(page.evaluate(PARTS)))
    return found
