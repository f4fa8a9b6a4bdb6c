"""Everybody in a contact, in words: who they are to the child, where they live, who agreed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from frontdoor.casework.contacts.models import Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.people.held import Marker
from frontdoor.people.models import Person, Relationship
from frontdoor.people.vocabulary import Answer, Kin, Mark
from frontdoor.web.components import words


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


def everybody(
    parties: Iterable[Party], ties: Sequence[Relationship], *, on: date
) -> list[Somebody]:
    """Return the people of a contact as a page lists them."""
    return [_somebody(party, ties, on=on) for party in parties]


def _somebody(party: Party, ties: Sequence[Relationship], *, on: date) -> Somebody:
    person = party.person
    return Somebody(
        person_id=person.pk,
        name=person.name,
        who=words.sentence_case(", ".join(_who(party, ties))),
        age=person.birth(on=on),
        lives_with_child=answer(party.same_household),
        reached_at=[line for line in (person.address, person.postcode, person.phone) if line],
        consent=_consent(party),
        is_risk=party.part == Part.RISK,
        strengths=party.strengths,
    )


def _who(party: Party, ties: Sequence[Relationship]) -> list[str]:
    part = Part(party.part).label
    kin = [Kin(party.kin).label] if party.kin else []
    # "Mother" says it; "parent or carer" as well would only repeat it. So with a sister's part.
    if party.part == Part.SIBLING and party.kin == Kin.SIBLING:
        kin = []
    said = kin if kin and party.part == Part.CARER else [part, *(word.lower() for word in kin)]
    held = any(
        tie.person_id == party.person_id and tie.parental_responsibility == Answer.YES
        for tie in ties
    )
    return [*said, "has parental responsibility"] if held else said


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
