"""Tells what came as a file, and what became of it; by event, for `telling`."""

from collections.abc import Callable, Mapping

from frontdoor.web.timeline.saying import Facts, Told, lines, reason

_CHECKED = {
    "clean": "No virus found.",
    "infected": "A virus was found.",
    "not_checked": "Not checked for viruses: in quarantine.",
}


def _attached(facts: Facts) -> Told:
    said = f"{facts['name']}: {facts['sort']}." if facts["what"] else f"{facts['sort']}."
    title = facts["what"] or facts["name"]
    return Told(f"Attached: {title}", lines(said, _CHECKED.get(facts["checked"], "")))


def _virus_found(facts: Facts) -> Told:
    return Told(
        f"Virus found in {facts['name']}",
        f"{facts['virus']}. {facts['attached_by']} attached it. It is kept away: nobody can open "
        "it.",
    )


PAPERS: Mapping[str, Callable[[Facts], Told]] = {
    "paper.attached": _attached,
    "paper.cleared": lambda facts: Told(f"Checked: no virus in {facts['name']}"),
    "paper.virus_found": _virus_found,
    "paper.released": lambda facts: Told(
        f"Released without a check: {facts['name']}", reason(facts["reason"])
    ),
    "paper.struck_out": lambda facts: Told(f"Struck out: {facts['name']}", reason(facts["reason"])),
}
