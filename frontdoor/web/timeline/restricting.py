"""Tells that a record was restricted, and who looked without the right to, for `telling`."""

from collections.abc import Callable, Mapping, Sequence

from frontdoor.web.components import words
from frontdoor.web.timeline.saying import Facts, Told, lines, moment, small


def _restricted(facts: Facts) -> Told:
    readers: Sequence[str] = facts["readers"]
    return Told("Restricted to named readers", f"Readers: {words.listing(readers)}.")


def _readers_named(facts: Facts) -> Told:
    added: Sequence[str] = facts["added"]
    removed: Sequence[str] = facts["removed"]
    return Told(
        "Other readers named",
        lines(
            f"May read it now: {words.listing(added)}." if added else "",
            f"May read it no longer: {words.listing(removed)}." if removed else "",
        ),
    )


def _told_beside(facts: Facts) -> Told:
    return Told("Told beside what a search found", facts["words"])


RESTRICTING: Mapping[str, Callable[[Facts], Told]] = {
    "record.restricted": _restricted,
    "record.readers_named": _readers_named,
    "record.lifted": lambda _: Told("Open again to everybody whose work it is"),
    "record.glass_broken": lambda facts: Told(
        "Opened without the right to: break-glass",
        f"Number {facts['number']}, until {moment(facts['until'])}.",
    ),
    "record.match_answered": lambda facts: Told(
        f"A search met this record, match {facts['number']}", f"{facts['said']}."
    ),
    "case.told_beside_search": _told_beside,
    "watch.may_match": _told_beside,
    "search.told_beside": lambda _: Told("Whoever looked was told beside what was found"),
    "record.glass_reviewed": lambda facts: Told(
        f"Break-glass number {facts['number']} reviewed: {small(facts['judgement'])}"
    ),
}
