"""Ask about people: who may be the same, who is linked, and what services know them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.people import matching
from frontdoor.people.models import Involvement, Link, Person, Relationship
from frontdoor.people.searching import described, search
from frontdoor.people.vocabulary import Known, Service

MOST = 100  # Records that are offered, the likeliest first.


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


def candidates(person: Person) -> list[Candidate]:
    """Return the records that may be this person, the likeliest first, each with its reasons."""
    itself = [] if person.pk is None else [person.pk]
    found = search(described(person), hub_id=person.hub_id, without=itself)
    worth = [match for match in found if match.likeness.is_worth_a_look][:MOST]
    held = Person.objects.in_bulk([match.person_id for match in worth])
    return [
        Candidate(person=held[match.person_id], likeness=match.likeness)
        for match in worth
        if match.person_id in held
    ]


# From link to link, both ways, as far as they lead.
_REACHED = """
WITH RECURSIVE reached (id) AS (
    SELECT %s::bigint
    UNION
    SELECT CASE WHEN l.person_id = r.id THEN l.same_as_id ELSE l.person_id END
    FROM reached r JOIN people_link l ON (l.person_id = r.id OR l.same_as_id = r.id)
    WHERE l.undone_at IS NULL
)
SELECT id FROM reached
"""


@asks
def same_as(person: Person) -> Asking[list[Person]]:
    """Return every record that people have said is this person, itself first."""
    others = _reached(person.pk)
    yield (others,)
    return [person, *others]


@prepared
def _reached(person: int) -> QuerySet[Person]:
    reached = RawSQL(_REACHED, [person])  # noqa: S611
    return Person.objects.filter(pk__in=reached).exclude(pk=person).order_by("pk")


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


@dataclass(frozen=True, kw_only=True)
class Involved:
    """The work of services with a person, newest knowledge first, and with their relatives."""

    own: Sequence[Involvement]
    relatives: Sequence[Involvement]

    @property
    def standings(self) -> list[Standing]:
        """Return what services know of the person, or else of relatives."""
        answers = [_standing(each) for each in self.own]
        if not any(answer.known is Known.OPEN_SOCIAL_CARE for answer in answers):
            answers += [_through_relative(each) for each in self.relatives]
        return answers


@asks
def involved(records: Sequence[Person]) -> Asking[Involved]:
    """Return the work of services with the person whose records these are, and with relatives."""
    numbers = [each.pk for each in records]
    own, relatives = _own(numbers), _of_relatives(numbers)
    yield own, relatives
    return Involved(own=list(own), relatives=list(relatives))


@prepared
def _own(records: list[int]) -> QuerySet[Involvement]:
    return Involvement.objects.filter(person__in=records).order_by("-as_at", "-opened_on", "pk")


@asks
def involvements(person: Person) -> Asking[list[Involvement]]:
    """Return the work of services with this person, newest knowledge first, through every link."""
    records = same_as.asked(person)
    yield (records,)
    found = _own([each.pk for each in records.answer])
    yield (found,)
    return list(found)


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


@prepared
def _of_relatives(records: list[int]) -> QuerySet[Involvement]:
    one = Relationship.objects.filter(other__in=records).order_by().values("person")
    other = Relationship.objects.filter(person__in=records).order_by().values("other")
    # One after the other, each by its own index: asked at once, every involvement would be read.
    found = Involvement.objects.filter(person__in=one.union(other)).exclude(person__in=records)
    return found.select_related("person").order_by("-as_at", "-opened_on", "pk")


def _through_relative(involvement: Involvement) -> Standing:
    return Standing(
        known=Known.THROUGH_RELATIVE,
        words=f"{involvement.person.name}: {_standing(involvement).words}",
        source=involvement.source,
        as_at=involvement.as_at,
    )


def responsibility(person: Person) -> str:
    """Return whether a person holds parental responsibility, as it was last said of any child."""
    ties = Relationship.objects.filter(person=person).exclude(parental_responsibility="")
    return ties.order_by("-pk").values_list("parental_responsibility", flat=True).first() or ""


@asks
def relationships(people: Iterable[Person]) -> Asking[list[Relationship]]:
    """Return how these people are related to each other."""
    among = {person.pk: person for person in people}
    ties = _ties(list(among))
    yield (ties,)
    for tie in ties:
        tie.person, tie.other = among[tie.person_id], among[tie.other_id]
    return list(ties)


@prepared
def _ties(among: list[int]) -> QuerySet[Relationship]:
    return Relationship.objects.filter(person__in=among, other__in=among).order_by("pk")
