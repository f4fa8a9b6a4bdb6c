"""Everybody in a contact, in words: who they are to the child, where they live, who agreed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from frontdoor.casework.contacts.models import Case, Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.people import rules
from frontdoor.people.held import Marker, Number, Responsibility
from frontdoor.people.kinship import Held
from frontdoor.people.models import Person, Relationship
from frontdoor.people.vocabulary import Answer, Holding, Kin, Mark
from frontdoor.web.components import words


@dataclass(frozen=True, kw_only=True)
class Family:
    """Everybody in the contact of a case, how they are related, and the other children's cases."""

    parties: Sequence[Party]
    ties: Sequence[Relationship]
    siblings: Sequence[Case]
    warnings: Sequence[Marker] = ()
    numbers: Sequence[Number] = ()
    held: Held = field(default_factory=Held)


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """One person in a contact. Empty words were not asked."""

    person_id: int
    name: str
    who: str
    age: str
    lives_with_child: str
    reached_at: list[str]
    consent: str
    is_risk: bool
    strengths: str
    standing: list[str]


def everybody(family: Family, *, child: int, on: date) -> list[Somebody]:
    """Return the people of a contact as the page of a child's case lists them."""
    return [_somebody(party, family, child=child, on=on) for party in family.parties]


def _somebody(party: Party, family: Family, *, child: int, on: date) -> Somebody:
    person, held = party.person, family.held
    return Somebody(
        person_id=person.pk,
        name=person.name,
        who=words.sentence_case(", ".join(_who(party, family, child=child, on=on))),
        age=person.birth(on=on),
        lives_with_child=answer(party.same_household),
        reached_at=[line for line in (person.address, person.postcode, person.phone) if line],
        consent=_consent(party),
        is_risk=party.part == Part.RISK,
        strengths=party.strengths,
        standing=[
            *_bonds(party, held, child=child),
            *(_authorities(held, child=child, on=on) if person.pk == child else []),
        ],
    )


def _who(party: Party, family: Family, *, child: int, on: date) -> list[str]:
    part = Part(party.part).label
    kin = [Kin(party.kin).label] if party.kin else []
    # "Mother" says it; "parent or carer" as well would only repeat it. So with a sister's part.
    if party.part == Part.SIBLING and party.kin == Kin.SIBLING:
        kin = []
    said = kin if kin and party.part == Part.CARER else [part, *(word.lower() for word in kin)]
    return [*said, *_responsibility(party, family, child=child, on=on)]


def _responsibility(party: Party, family: Family, *, child: int, on: date) -> list[str]:
    """Return how somebody holds parental responsibility for the child, as was written down, or
    else whether, as the contact told.
    """
    held = family.held
    rows = [
        row
        for row in _for(child, held, on=on)
        if row.other_id and held.same.get(row.other_id) == party.person_id
    ]
    if rows:
        return [_how(row) for row in rows]
    told = any(
        tie.person_id == party.person_id and tie.parental_responsibility == Answer.YES
        for tie in family.ties
    )
    return ["has parental responsibility"] if told else []


def _for(child: int, held: Held, *, on: date) -> list[Responsibility]:
    own = held.same.get(child, child)
    return [
        row
        for row in held.responsibilities
        if held.same.get(row.person_id) == own and row.holds(on=on)
    ]


def _how(row: Responsibility) -> str:
    if not row.is_held:
        return "does not hold parental responsibility"
    how = "" if row.how == Holding.UNKNOWN else f" {Holding(row.how).label.lower()}"
    return f"has parental responsibility{how}"


def _authorities(held: Held, *, child: int, on: date) -> list[str]:
    return [
        f"Parental responsibility: {row.authority}, {Holding(row.how).label.lower()}"
        for row in _for(child, held, on=on)
        if row.other_id is None
    ]


def _bonds(party: Party, held: Held, *, child: int) -> list[str]:
    """Return how somebody stands or stood to the others, where the contact does not say it."""
    return [
        f"{bond.label} of {rules.aside(bond.other.name)} {bond.period}".strip()
        for bond in held.bonds
        if held.same[bond.person_id] == party.person_id
        if not bond.is_mistaken
        if bond.period or bond.kin != party.kin or held.same[bond.other_id] != child
    ]


def _consent(party: Party) -> str:
    if party.consent_given:
        return {Answer.YES: "Agreed", Answer.NO: "Did not agree"}.get(
            Answer(party.consent_given), "Asked, answer not known"
        )
    return {Answer.YES: "Asked", Answer.NO: "Not asked on purpose"}.get(
        Answer(party.consent_asked) if party.consent_asked else Answer.NOT_KNOWN, ""
    )


def answer(value: str) -> str:
    """Return yes, no or not known in words, or an empty string where nobody was asked."""
    return Answer(value).label if value else ""


@dataclass(frozen=True, kw_only=True)
class Warned:
    """What has to be known of somebody in the contact before somebody visits or rings."""

    person: Person
    label: str
    words: str
    is_overdue: bool


def warned(marker: Marker, *, on: date) -> Warned:
    """Return a warning as the page of a case says it."""
    return Warned(
        person=marker.person,
        label=Mark(marker.kind).label,
        words=marker.words,
        is_overdue=marker.is_overdue(on=on),
    )
