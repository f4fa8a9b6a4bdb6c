"""Ask about people: who may be the same, who is linked, and what services know them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from frontdoor.kernel.refusal import Unknown
from frontdoor.people import matching
from frontdoor.people.models import Involvement, Link, Person, Relationship
from frontdoor.people.vocabulary import Known, Service

MOST = 300  # Records compared for one name; beyond that the name alone says too little.


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A record that may be the same person, with the reasons."""

    person: Person
    likeness: matching.Likeness


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One answer to "is the child known?", where it comes from, and as at when."""

    known: Known
    words: str
    source: str
    as_at: datetime


def get(person_id: int) -> Person:
    """Return a person that the asker may see.

    :raises Unknown: if there is none, or none that they may know of.
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Unknown("person")
    return person


def described(person: Person) -> matching.Description:
    """Return what is said of a person, for comparing."""
    return matching.Description(
        given_names=person.given_names,
        family_name=person.family_name,
        also_known_as=person.also_known_as,
        date_of_birth=person.date_of_birth,
        postcode=person.postcode,
        address=person.address,
    )


def candidates(person: Person) -> list[Candidate]:
    """Return the records that may be this person, those that agree most first."""
    asked = described(person)
    alike = Q(pk__isnull=True)
    if asked.date_of_birth:
        # The same day, or the same month of any day: typing errors sit in the digits.
        alike |= Q(date_of_birth=asked.date_of_birth)
        alike |= Q(date_of_birth__year=asked.date_of_birth.year)
    for name in (asked.family_name, asked.given_names):
        if name:
            alike |= Q(family_name__icontains=name) | Q(given_names__icontains=name)
            alike |= Q(also_known_as__icontains=name)
    if asked.postcode:
        alike |= Q(postcode=asked.postcode)
    if asked.is_nameless and asked.address:
        alike |= Q(address__iexact=asked.address)
    held = Person.objects.filter(alike).exclude(pk=person.pk).order_by("-pk")[:MOST]
    found = [
        Candidate(person=other, likeness=matching.compare(asked, described(other)))
        for other in held
    ]
    worth = [candidate for candidate in found if candidate.likeness.is_worth_a_look]
    return sorted(worth, key=lambda c: (-len(c.likeness.agrees), len(c.likeness.differs)))


def same_as(person: Person) -> list[Person]:
    """Return every record that people have said is this person, itself first."""
    known = {person.pk}
    edge = {person.pk}
    while edge:
        links = Link.objects.filter(undone_at__isnull=True)
        pairs = links.filter(Q(person__in=edge) | Q(same_as__in=edge))
        reached = {pk for pair in pairs.values_list("person", "same_as") for pk in pair}
        edge = reached - known
        known |= edge
    others = Person.objects.filter(pk__in=known - {person.pk}).order_by("pk")
    return [person, *others]


def links(person: Person) -> list[Link]:
    """Return by which words of people this very record is joined to others, oldest first."""
    found = Link.objects.filter(Q(person=person) | Q(same_as=person), undone_at__isnull=True)
    return list(found.select_related("person", "same_as").order_by("pk"))


def link(person: Person, number: int) -> Link:
    """Return one of the links of a record.

    :raises Unknown: if there is none, or it has been undone.
    """
    found = next((each for each in links(person) if each.pk == number), None)
    if found is None:
        raise Unknown(str(number))
    return found


def standings(records: Sequence[Person]) -> list[Standing]:
    """Return what services know of the person whose records these are, and of relatives."""
    own = Involvement.objects.filter(person__in=records).order_by("-as_at", "pk")
    answers = [_standing(involvement) for involvement in own]
    if not any(answer.known is Known.OPEN_SOCIAL_CARE for answer in answers):
        answers += _through_relatives(records)
    return answers


def involvements(person: Person) -> list[Involvement]:
    """Return the work of services with this person, newest knowledge first, through every link."""
    found = Involvement.objects.filter(person__in=same_as(person))
    return list(found.order_by("-as_at", "-opened_on", "pk"))


def _standing(involvement: Involvement) -> Standing:
    who = ", ".join(part for part in (involvement.team, involvement.worker) if part)
    service = Service(involvement.service)
    if involvement.closed_on:
        known, words = Known.CLOSED, f"{service.label}, closed on {involvement.closed_on:%-d %B %Y}"
    elif service is Service.SOCIAL_CARE:
        known, words = Known.OPEN_SOCIAL_CARE, f"{service.label}: {who}"
    else:
        known, words = Known.OPEN_EARLY_HELP, f"{service.label}: {who}"
    return Standing(known=known, words=words, source=involvement.source, as_at=involvement.as_at)


def _through_relatives(records: Iterable[Person]) -> list[Standing]:
    ties = Relationship.objects.filter(Q(person__in=records) | Q(other__in=records))
    relatives = {pk for tie in ties.values_list("person", "other") for pk in tie}
    relatives -= {record.pk for record in records}
    found = Involvement.objects.filter(person__in=relatives).select_related("person")
    return [
        Standing(
            known=Known.THROUGH_RELATIVE,
            words=f"{involvement.person.name}: {_standing(involvement).words}",
            source=involvement.source,
            as_at=involvement.as_at,
        )
        for involvement in found.order_by("-as_at", "pk")
    ]


def responsibility(person: Person) -> str:
    """Return whether a person holds parental responsibility, as it was last said of any child."""
    ties = Relationship.objects.filter(person=person).exclude(parental_responsibility="")
    return ties.order_by("-pk").values_list("parental_responsibility", flat=True).first() or ""


def relationships(people: Iterable[Person]) -> list[Relationship]:
    """Return how these people are related to each other."""
    among = list(people)
    ties = Relationship.objects.filter(person__in=among, other__in=among)
    return list(ties.select_related("person", "other").order_by("pk"))
