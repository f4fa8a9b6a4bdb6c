"""The people of a contact, in words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from frontdoor.casework.contacts.models import Contact, Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.people import queries as people
from frontdoor.people.models import Relationship
from frontdoor.people.vocabulary import Answer, Kin
from frontdoor.web.components import words


def rows(
    contact: Contact, parties: Iterable[Party], *, on: date, change: bool
) -> list[dict[str, Any]]:
    """Return everybody as rows of components/summary.html, to be changed where that is possible."""
    everybody = list(parties)
    ties = people.relationships(party.person for party in everybody)
    return [
        {"key": party.person.name, "value": _words(party, ties, on=on)}
        | ({"href": _address(contact, party)} if change else {})
        for party in everybody
    ]


def _address(contact: Contact, party: Party) -> str:
    return reverse("contacts:person", args=(contact.reference, party.person_id))


def _words(party: Party, ties: list[Relationship], *, on: date) -> list[str]:
    said = [
        _part(party),
        words.sentence_case(party.person.age(on=on)),
        *_of_adult(party, ties),
        f"Brings: {party.strengths}" if party.strengths else "",
        party.person.description if party.person.description != party.person.name else "",
    ]
    return [line for line in said if line]


def _part(party: Party) -> str:
    part = Part(party.part).label
    repeats = party.part == Part.SIBLING and party.kin == Kin.SIBLING
    return f"{part}: {Kin(party.kin).label.lower()}" if party.kin and not repeats else part


def _of_adult(party: Party, ties: list[Relationship]) -> list[str]:
    tie = next((tie for tie in ties if tie.person_id == party.person_id), None)
    held = tie.parental_responsibility if tie else ""
    asked = (
        ("Parental responsibility", held),
        ("At the child’s address", party.same_household),
        ("Consent asked for", party.consent_asked),
        ("Consent given", party.consent_given),
    )
    return [f"{what}: {Answer(answer).label.lower()}" for what, answer in asked if answer]
