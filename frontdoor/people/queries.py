"""Ask about people: who may be the same, who is linked, and what services know them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.kernel.wall_clock import local
from frontdoor.people.models import Involvement, Link, Pair, Person, Relationship
from frontdoor.people.searching import Match, described, search
from frontdoor.people.vocabulary import NO_KIN, PARENTS, Judged, Known, Service

MOST = 100  # Records that are offered, the likeliest first.


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One answer to "is the child known?", where it comes from, and as at when."""

    known: Known
    words: str
    source: str
    as_at: datetime
    # From when on that is too long ago, where its source tells again and again.
    stale_from: datetime | None = None


def get(person_id: int) -> Person:
    """Return a person that the asker may see.

    :raises Unknown: if there is none, or none that they may know of.
    """
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Unknown("person")
    return person


def candidates(person: Person) -> list[Match]:
    """Return which records may be this person, the likeliest first, by their numbers.

    Those that are shown are read by whoever shows them, and so are their reasons.
    """
    itself = [] if person.pk is None else [person.pk]
    found = search(described(person), hub_id=person.hub_id, without=itself)
    return [match for match in found if match.is_worth_a_look][:MOST]


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
    reached = RawSQL(_REACHED, [person])  # noqa: S611  # nosec B611  # One constant; values are arguments.
    return Person.objects.filter(pk__in=reached).exclude(pk=person).order_by("pk")


# The same from several people at once. It asks with IN, as prepared questions do.
_REACHED_FROM = """
WITH RECURSIVE reached (id) AS (
    SELECT id FROM people_person WHERE id IN ({})
    UNION
    SELECT CASE WHEN l.person_id = r.id THEN l.same_as_id ELSE l.person_id END
    FROM reached r JOIN people_link l ON (l.person_id = r.id OR l.same_as_id = r.id)
    WHERE l.undone_at IS NULL
)
SELECT id FROM reached
"""


def reached_from(records: list[int]) -> RawSQL:
    """Return these records with all that are linked to them, for a question that is prepared."""
    places = ", ".join(["%s"] * len(records)) or "NULL"
    return RawSQL(_REACHED_FROM.format(places), records)  # noqa: S611  # nosec B611  # One constant; values are arguments.


def links(person: Person) -> list[Link]:
    """Return by which words of people this very record is joined to others, oldest first."""
    found = Link.objects.filter(Q(person=person) | Q(same_as=person), undone_at__isnull=True)
    return list(found.select_related("person", "same_as").order_by("pk"))


def linked(person: Person, other: Person) -> bool:
    """Tell whether somebody has said of these very two that they are one, and it stands."""
    either = Q(person=person, same_as=other) | Q(person=other, same_as=person)
    return Link.objects.filter(either, undone_at__isnull=True).exists()


def are_one(person: Person, other: Person) -> bool:
    """Tell whether two records are one person, by any way from link to link."""
    return other in same_as(person)


def link(person: Person, number: int) -> Link:
    """Return one of the links of a record.

    :raises Unknown: if there is none, or it has been undone.
    """
    found = next((each for each in links(person) if each.pk == number), None)
    if found is None:
        raise Unknown(str(number))
    return found


def waiting_pairs(*, on: date, most: int = MOST) -> list[Pair]:
    """Return the pairs that wait for a person's look, the likeliest first; and those that could not
    be told, from the day on which they come back.
    """
    return list(_waiting(on).select_related("person", "other").order_by("-weight", "pk")[:most])


def how_many_pairs(*, on: date) -> int:
    """Return how many pairs wait for a person's look."""
    return _waiting(on).count()


def _waiting(on: date) -> QuerySet[Pair]:
    again = Q(answer=Judged.CANNOT_TELL.value, again_on__lte=on)
    return Pair.objects.filter(Q(answer="") | again)


def put_off_pairs(*, on: date) -> list[Pair]:
    """Return the pairs that could not be told and come back later, the next first."""
    found = Pair.objects.filter(answer=Judged.CANNOT_TELL.value, again_on__gt=on)
    return list(found.select_related("person", "other").order_by("again_on", "pk")[:MOST])


def pair(number: int) -> Pair:
    """Return a pair with both its records.

    :raises Unknown: if there is none, or none that they may know of.
    """
    found = Pair.objects.filter(pk=number).select_related("person", "other").first()
    if found is None:
        raise Unknown(str(number))
    return found


def pair_of(person: Person, other: Person) -> Pair | None:
    """Return the pair that two records are, if they were found alike."""
    both = sorted((person.pk, other.pk))
    return Pair.objects.filter(person=both[0], other=both[1]).first()


def undone(number: int) -> Link:
    """Return a link that was undone, with both its records.

    :raises Unknown: if there is none, it stands, or none that they may know of.
    """
    found = Link.objects.filter(pk=number, undone_at__isnull=False)
    if (link := found.select_related("person", "same_as").first()) is None:
        raise Unknown(str(number))
    return link


def parted(records: Sequence[Person]) -> list[Link]:
    """Return the links of one person's records that people undid, the newest first."""
    numbers = [each.pk for each in records]
    own = Q(person__in=numbers) | Q(same_as__in=numbers)
    found = Link.objects.filter(own, undone_at__isnull=False).select_related("person", "same_as")
    return list(found.order_by("-undone_at", "-pk")[:MOST])


def all_undone(*, since: datetime | None = None) -> list[Link]:
    """Return the links that were undone, or were since then, the newest first."""
    found = Link.objects.filter(undone_at__isnull=False)
    wanted = found if since is None else found.filter(undone_at__gte=since)
    return list(wanted.select_related("person", "same_as").order_by("-undone_at", "-pk")[:MOST])


def is_through_glass(records: Iterable[int]) -> bool:
    """Tell whether whoever asks sees one of these records through broken glass alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT frontdoor_through_glass('people_person') && %s::bigint[]", [list(records)]
        )
        return bool((cursor.fetchone() or (False,))[0])


# The same as far as links led at any time from one moment to another.
_REACHED_THEN = """
WITH RECURSIVE reached (id) AS (
    SELECT %s::bigint
    UNION
    SELECT CASE WHEN l.person_id = r.id THEN l.same_as_id ELSE l.person_id END
    FROM reached r JOIN people_link l ON (l.person_id = r.id OR l.same_as_id = r.id)
    WHERE l.linked_at <= %s AND (l.undone_at IS NULL OR l.undone_at >= %s)
)
SELECT id FROM reached
"""


def together_then(link: Link) -> list[int]:
    """Return the records that were one person at any time while a link stood, by links that people
    made: chains as far as they led. It says the same whenever it is asked.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REACHED_THEN, [link.person_id, link.undone_at, link.linked_at])
        return sorted(number for (number,) in cursor.fetchall())


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
    own, relatives = services_of(numbers), _of_relatives(numbers)
    yield own, relatives
    return Involved(own=list(own), relatives=list(relatives))


@prepared
def services_of(records: list[int]) -> QuerySet[Involvement]:
    """Return the work of services with these records themselves, newest knowledge first."""
    found = Involvement.objects.filter(person__in=records).select_related("told_by")
    return found.order_by("-as_at", "-opened_on", "pk")


@asks
def involvements(person: Person) -> Asking[list[Involvement]]:
    """Return the work of services with this person, newest knowledge first, through every link."""
    records = same_as.asked(person)
    yield (records,)
    found = services_of([each.pk for each in records.answer])
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
    if involvement.gone_at:
        words += f", no longer in the feed as at {local(involvement.gone_at):%-d %B %Y %H:%M}"
    return Standing(known=known, words=words, source=involvement.source, **_told(involvement))


def _told(involvement: Involvement) -> dict[str, Any]:
    """Return as at when a source told, and until when that can be relied on.

    Whatever a feed still has stands as at the last one, also where nothing of it changed.
    """
    source = involvement.told_by
    if source is None or source.as_at is None or involvement.gone_at:
        return {"as_at": involvement.as_at}
    return {"as_at": max(source.as_at, involvement.as_at), "stale_from": source.stale_from}


# Who is of a family: whom somebody said so of, the other children of each parent, and all records
# that are linked to those (P30: whoever was taken from the same mother before).
_RELATIVES = """
people_involvement.person_id = ANY (ARRAY(
WITH RECURSIVE tied (above, below, kin) AS NOT MATERIALIZED (
    SELECT person_id, other_id, kin FROM people_relationship
    UNION ALL SELECT person_id, other_id, kin FROM people_bond WHERE lifted_at IS NULL
),
parents (id) AS (
    SELECT above FROM tied WHERE below IN ({}) AND kin IN ({})
    UNION SELECT CASE WHEN l.person_id = p.id THEN l.same_as_id ELSE l.person_id END
    FROM parents p JOIN people_link l ON (l.person_id = p.id OR l.same_as_id = p.id)
    WHERE l.undone_at IS NULL
),
relatives (id) AS (
    (
        SELECT above FROM tied WHERE below IN ({}) AND kin NOT IN ({})
        UNION SELECT below FROM tied WHERE above IN ({}) AND kin NOT IN ({})
        UNION SELECT below FROM tied WHERE above IN (SELECT id FROM parents) AND kin IN ({})
    )
    UNION SELECT CASE WHEN l.person_id = r.id THEN l.same_as_id ELSE l.person_id END
    FROM relatives r JOIN people_link l ON (l.person_id = r.id OR l.same_as_id = r.id)
    WHERE l.undone_at IS NULL
)
SELECT id FROM relatives
))
"""


@prepared
def _of_relatives(records: list[int]) -> QuerySet[Involvement]:
    lists = (records, PARENTS, records, NO_KIN, records, NO_KIN, PARENTS)
    sql = _RELATIVES.format(*(", ".join(["%s"] * len(each)) or "NULL" for each in lists))
    values = [value for each in lists for value in each]
    # Gathered first: every involvement of the hub would be read otherwise.
    found = Involvement.objects.filter(RawSQL(sql, values, BooleanField()))  # noqa: S611  # nosec B611  # One constant; values are arguments.
    found = found.exclude(person__in=records).select_related("person", "told_by")
    return found.order_by("-as_at", "-opened_on", "pk")


def _through_relative(involvement: Involvement) -> Standing:
    return Standing(
        known=Known.THROUGH_RELATIVE,
        words=f"{involvement.person.name}: {_standing(involvement).words}",
        source=involvement.source,
        **_told(involvement),
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
