"""Tells how a contact is taken: the worry, the people, the caller; by event, for `telling`."""

from collections.abc import Callable, Mapping

from frontdoor.web.components import words
from frontdoor.web.timeline.saying import (
    Facts,
    Told,
    answer_words,
    kept,
    lines,
    moment,
    quoted,
    reason,
    small,
)


def _received(facts: Facts) -> Told:
    by = f"{facts['source']}, by {small(facts['channel'])}."
    return Told("Contact received", lines(by, f"A response is due on {moment(facts['due_at'])}."))


def _described(facts: Facts) -> Told:
    harm = facts["immediate_harm"]
    red = facts["possible_red"]
    return Told(
        "Concern written down",
        lines(
            f"Immediate harm: {answer_words(harm).lower()}." if harm else "",
            f"Possible Red: {red}" if red else "",
        ),
    )


def _child_described(facts: Facts) -> Told:
    return Told("What is said of this child", _described(facts).detail)


def _writing_arrived(facts: Facts) -> Told:
    by = f"Received {moment(facts['received_at'])}, by {small(facts['channel'])}."
    late = f"Typed in later because: {facts['late_why']}" if facts["late_why"] else ""
    return Told("Written referral arrived", lines(by, late))


def _protected(facts: Facts) -> Told:
    span = f"From {moment(facts['began_at'])}, until {moment(facts['due_at'])} at the latest."
    return Told(
        "Police protection used",
        lines(f"By {facts['used_by']}.", span, f"The child is at: {facts['place']}"),
    )


def _unprotected(facts: Facts) -> Told:
    return Told("Police protection ended", lines(facts["how"], kept(facts["in_time"])))


def _person_added(facts: Facts) -> Told:
    return Told(f"{facts['person']} added", words.sentence_case(facts["part"]))


# They are not rung or written to: whether they know it, only a call can tell.
READABLE = "The referrer can read it now, with their reference and code"

ARRIVING: Mapping[str, Callable[[Facts], Told]] = {
    "contact.received": _received,
    "contact.person_added": _person_added,
    "contact.person_corrected": lambda facts: Told(f"Details of {facts['person']} corrected"),
    "contact.described": _described,
    "case.described": _child_described,
    "contact.ground_given": lambda facts: Told(
        "Ground recorded for not asking consent", facts["ground"]
    ),
    "contact.caller_corrected": lambda _: Told("Details of the caller corrected"),
    "contact.identity_protected": lambda _: Told("The identity of whoever told us is protected"),
    "contact.identity_lifted": lambda facts: Told(
        "The identity of whoever told us is no longer protected", reason(facts["reason"])
    ),
    "contact.caller_passed": lambda _: Told("Caller passed to the manager"),
    "contact.caller_not_passed": lambda facts: Told(
        "The caller is not with the manager after all", reason(facts["reason"])
    ),
    "contact.writing_arrived": _writing_arrived,
    "contact.channel_challenged": lambda facts: Told("Partner challenged", facts["said"]),
    "case.police_protection": _protected,
    "case.police_protection_ended": _unprotected,
    "contact.handed_over": lambda _: Told("Contact handed over to the manager"),
    "contact.referrer_told": lambda facts: Told(
        READABLE, lines(quoted(facts["words"]), kept(facts["in_time"]))
    ),
}
