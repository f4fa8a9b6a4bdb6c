"""Write people down, relate them, and link records that are one person."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.kernel import rows
from frontdoor.kernel.adding import add
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.kernel.together import together
from frontdoor.people import queries
from frontdoor.people.events import PeopleLinked, PeopleParted
from frontdoor.people.keying import keyed
from frontdoor.people.matching.model import shipped
from frontdoor.people.models import Involvement, Link, Pair, Person, Relationship
from frontdoor.people.vocabulary import Judged, Kin, Service
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was told of one person. Everything may be empty; `not_known` says what was asked."""

    given_names: str = ""
    family_name: str = ""
    also_known_as: str = ""
    date_of_birth: date | None = None
    age_said: str = ""
    expected_on: date | None = None
    sex: str = ""
    school: str = ""
    gp: str = ""
    phone: str = ""
    nhs_number: str = ""
    upn: str = ""
    address: str = ""
    postcode: str = ""
    description: str = ""
    ethnicity: str = ""
    first_language: str = ""
    interpreter: str = ""
    religion: str = ""
    disability: str = ""
    not_known: list[str] = field(default_factory=list)


def write_down(told: Told, *, by: Actor) -> Person:
    """Add a person as they were told of. Nobody is linked to anybody by this."""
    person = described(told, by=by)
    add(person)
    find_by(person)
    return person


def correct(person: Person, told: Told) -> None:
    """Put right what was told of a person who is held, who is then found by it as well."""
    is_same = told.nhs_number == person.nhs_number
    origin = person.nhs_number_from if is_same else ""
    person.keep(**vars(told), nhs_number_from=origin)
    find_by(person)


def find_by(*people: Person) -> None:
    """Let records that have their numbers be found by what they say now."""
    together(*map(keyed, people))


def described(told: Told, *, by: Actor) -> Person:
    """Return a person as they were told of, who is not stored yet."""
    return Person(hub_id=by.hub_id, **vars(told))


def relate(
    *, person: Person, other: Person, kin: Kin, parental_responsibility: str, by: Actor
) -> Relationship:
    """Say that `person` is the `kin` of `other`."""
    return Relationship.objects.create(
        hub_id=by.hub_id,
        person=person,
        other=other,
        kin=kin,
        parental_responsibility=parental_responsibility,
    )


def relate_anew(
    *, person: Person, other: Person, kin: Kin, parental_responsibility: str, by: Actor
) -> Relationship:
    """Put right how `person` stands to `other`, or say it for the first time."""
    tie = Relationship.objects.filter(person=person, other=other).order_by("pk").first()
    if tie is None:
        return relate(
            person=person,
            other=other,
            kin=kin,
            parental_responsibility=parental_responsibility,
            by=by,
        )
    tie.kin, tie.parental_responsibility = kin.value, parental_responsibility
    tie.save(update_fields=["kin", "parental_responsibility"])
    return tie


def note_involvement(
    *,
    person: Person,
    service: Service,
    opened_on: date,
    closed_on: date | None = None,
    team: str = "",
    worker: str = "",
    source: str,
    by: Actor,
    at: datetime,
) -> Involvement:
    """Write down what a service's own system says of a person, and as at when (a.8, 12).

    :raises Refused: if looking whether somebody is known is not theirs.
    """
    refuse_if(why_not_say(by, at=at))
    return Involvement.objects.create(
        hub_id=by.hub_id,
        person=person,
        service=service.value,
        opened_on=opened_on,
        closed_on=closed_on,
        team=team,
        worker=worker,
        source=source,
        as_at=at,
    )


@transaction.atomic
def link(
    *, person: Person, same_as: Person, why: str, subject: str, by: Actor, at: datetime
) -> Link:
    """Say that two records are one person, and why. `subject` is the case it was seen on.

    :raises Refused: if they are linked already, are one record, or it is not theirs to say.
    """
    refuse_if(why_not_say(by, at=at))
    if person.pk == same_as.pk:
        raise Refused("A record cannot be linked to itself.")
    # Of two who say it at once, the second is told, whichever record they began with.
    for each in sorted((person, same_as), key=lambda each: each.pk):
        Person.locked(each)
    if queries.linked(person, same_as):
        raise Refused("These two records are linked already.")
    made = Link.objects.create(
        hub_id=by.hub_id,
        person=person,
        same_as=same_as,
        why=why,
        linked_by=by.user_id,
        linked_at=at,
        weights=shipped().version,
    )
    record(
        PeopleLinked(subject=subject, hub_id=by.hub_id, person=person.name, why=why), by=by, at=at
    )
    return made


@transaction.atomic
def part(*, link: Link, why: str, subject: str, by: Actor, at: datetime) -> Link:
    """Undo a link that was wrong, and say why.

    :raises Refused: if it has been undone already, or is not theirs to undo.
    :raises Invalid: if there is no reason.
    """
    if not why.strip():
        raise Invalid("why", "Give the reason why these are two people.")
    refuse_if(why_not_say(by, at=at))
    link = rows.held(link)
    if link.undone_at is not None:
        raise Refused("This link has been undone already.")
    link.undone_at, link.undone_by, link.undone_why = at, by.user_id, why
    link.save(update_fields=["undone_at", "undone_by", "undone_why"])
    record(
        PeopleParted(subject=subject, hub_id=by.hub_id, person=link.person.name, why=why),
        by=by,
        at=at,
    )
    _say_two(link, by=by, at=at)
    return link


def _say_two(link: Link, *, by: Actor, at: datetime) -> None:
    """Let the pair that the two were say the same, so that nobody is asked about them again."""
    found = queries.pair_of(link.person, link.same_as)
    if found is not None:
        Pair.locked(found).keep(
            answer=Judged.TWO.value,
            why=link.undone_why,
            again_on=None,
            answered_by=by.user_id,
            answered_by_name=by.name,
            answered_at=at,
        )


def why_not_say(by: Actor, *, at: datetime) -> str:
    """Return why it is not theirs to say who is known, and as whom, or an empty string."""
    return may_not(policies.current(by.hub_id, at=at).policy, "confirm_known", by=by)
