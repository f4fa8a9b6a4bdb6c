"""A row that is held, as people read it: each field by its name, each code by its own words."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.decisions.vocabulary import PrimaryNeed
from frontdoor.casework.holdings.sources import Row, Source
from frontdoor.kernel.lifecycle import Labelled
from frontdoor.kernel.wall_clock import local
from frontdoor.people.vocabulary import Answer, Dwelling, Mark, Reached
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_part import Named

Words = Mapping[str, str]
_SHORT: Words = {
    "childs_words": "the child’s words",
    "gp": "GP",
    "nhs_number": "NHS number",
    "nhs_number_from": "NHS number from",
    "upn": "unique pupil number",
    "since_known": "how far the first day is known",
    "until_known": "how far the last day is known",
    "not_known": "asked, and not known",
}


def words(source: Source, row: Row, *, policy: Policy) -> str:
    """Return what a row says, line by line; nothing if it says nothing."""
    told = ((field, _value(row, field, policy)) for field in source.fields)
    lines = [f"{heading(field.name)}: {said}" for field, said in told if said]
    # The foreign key says of whom it tells, but for two people that one row joins.
    joined = [getattr(row, name, None) for name in ("other", "same_as")]
    return "\n".join([*lines, *(f"With: {each}" for each in joined if each)])


def plain(value: object) -> str:
    """Return a value as people write it; nothing for what was not said."""
    write = next((how for kind, how in _WRITTEN if isinstance(value, kind)), str)
    return write(value).strip()


def heading(name: str) -> str:
    """Return the name of a field as people read it."""
    said = _SHORT.get(name, name.replace("_", " "))
    return said[:1].upper() + said[1:]


def _value(row: Row, field: Any, policy: Policy) -> str:
    value = getattr(row, field.attname)
    if field.name == "stage":
        return str(row.stage_label)
    if field.choices and not isinstance(value, list):
        return str(getattr(row, f"get_{field.name}_display")() or "")
    if known := CODES.get(f"{row._meta.db_table}.{field.name}"):
        return _decoded(value, known(policy))
    return plain(value)


def _decoded(value: object, known: Words) -> str:
    """Return a code in its words; one that the pack has no more, as it stands, without dashes."""
    if isinstance(value, list):
        return ", ".join(_decoded(each, known) for each in value)
    said = plain(value)
    return known.get(said, said.replace("_", " "))


def _named(things: Iterable[Named]) -> Words:
    return {each.slug: each.name for each in things}


def _labels(words: type[Labelled]) -> Callable[[Policy], Words]:
    return lambda _: {word.value: word.label for word in words}


def _kinds(policy: Policy) -> Words:
    return _named(kind for outcome in policy.outcomes for kind in outcome.variants)


def _levels(policy: Policy) -> Words:
    return {str(each.number): f"{each.number}, {each.name}" for each in policy.levels}


def _grounds(policy: Policy) -> Words:
    return {each.slug: each.sentence for each in policy.grounds}


# What a column without a vocabulary of its own holds codes of, and where their words stand.
CODES: Mapping[str, Callable[[Policy], Words]] = {
    "people_person.not_known": lambda _: _SHORT,
    "people_residence.kind": _labels(Dwelling),
    "people_marker.kind": _labels(Mark),
    "people_number.kind": _labels(Reached),
    "people_number.is_safe": _labels(Answer),
    "people_number.message": _labels(Answer),
    "contacts_contact.channel": lambda policy: _named(policy.channels),
    "contacts_contact.not_asked_ground": _grounds,
    "contacts_contact.bases": lambda _: {},
    "contacts_referrer.source": lambda policy: _named(policy.sources),
    "contacts_writing.channel": lambda policy: _named(policy.channels),
    "contacts_challenge.channel": lambda policy: _named(policy.channels),
    "contacts_case.route": lambda policy: _named(policy.outcomes),
    "contacts_case.route_variant": _kinds,
    "contacts_case.route_team": lambda policy: _named(policy.teams),
    "contacts_case.triggers": lambda policy: _named(policy.triggers),
    "contacts_case.known_answer": lambda _: {},
    "triage_systemcheck.system": lambda policy: _named(policy.checks),
    "triage_recommendation.move": _labels(CaseMove),
    "triage_recommendation.team": lambda policy: _named(policy.teams),
    "triage_recommendation.outcome": lambda policy: _named(policy.outcomes),
    "triage_recommendation.level": _levels,
    "triage_recommendation.unchecked": lambda policy: _named(policy.checks),
    "enquiries_enquiry.rating": lambda policy: _named(policy.ratings),
    "decisions_decision.outcome": lambda policy: _named(policy.outcomes),
    "decisions_decision.variant": _kinds,
    "decisions_decision.level": _levels,
    "decisions_decision.primary_need": _labels(PrimaryNeed),
    "disclosures_clearance.item": lambda _: {},
    "disclosures_product.tier": lambda policy: _named(policy.tiers),
    "disclosures_product.urgency": lambda policy: _named(policy.urgencies),
}


def _together(value: dict[str, object]) -> str:
    if {"heading", "words"} <= value.keys():
        origin = f" ({plain(value['origin'])})" if value.get("origin") else ""
        return f"\n{plain(value['heading'])}{origin}: {plain(value['words'])}"
    parts = ((key, plain(each)) for key, each in value.items())
    return "; ".join(f"{heading(str(key))}: {said}" for key, said in parts if said)


# Of several kinds the first counts: a moment is a day as well.
_WRITTEN: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (type(None), lambda _: ""),
    (bool, lambda value: "Yes" if value else ""),
    # A copy is for people outside, and says when by their clock.
    (datetime, lambda value: f"{local(value):%-d %B %Y, %H:%M}"),
    (date, lambda value: f"{value:%-d %B %Y}"),
    (dict, _together),
    (list | tuple, lambda value: ", ".join(filter(None, map(plain, value)))),
    (memoryview | bytes, lambda _: ""),
)
