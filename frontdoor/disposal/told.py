"""Ask whose time is over of those whom another system told of, and who are in no contact (a.8, 13).

They are kept from the day on which anybody told of them last, or of whoever is tied to them. What
keeps them is asked of the database, with the rights of whoever reviews them. When they go it asks
the same (access/untold.sql) of what is out of everybody's sight as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.models import Party
from frontdoor.casework.rolls.models import Roll
from frontdoor.disposal import rules
from frontdoor.disposal.models import Disposal, Keeping
from frontdoor.disposal.rules import End, years_after
from frontdoor.disposal.vocabulary import DisposalStage
from frontdoor.kernel.refusal import Unknown
from frontdoor.people import groups
from frontdoor.people.models import Involvement, Link, Person, SourceRecord
from frontdoor.people.vocabulary import Service
from frontdoor.policy import queries as policies
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_sharing import Retention
from frontdoor.policy.rules import day as hub_day

EACH_PAGE = 25
NO_CLASS = "The policy has no retention class for whom another system told of"
RECORD, LONGER = "a record speaks of them", "it is kept longer"
MORE = "More is held of them than another system told, and they stay for as long as that does."
KEEPS = {
    "a service works with them": "A service works with them.",
    "a system tells of them": "Another system tells of them still.",
    "a list is being taken": "A list of a system that told of them is being taken.",
    "a pair waits": "They may be the same as somebody else: say first whether they are.",
    "a warning stands": "A warning note of them stands: end it first.",
    "somebody asks for what is held": "A request for what is held of them is not answered.",
}  # The words of access/untold.sql.


@dataclass(frozen=True, kw_only=True)
class Review:
    """A person whom another system told of: when their time is over, and what is in the way."""

    person: Person
    records: tuple[SourceRecord, ...]
    works: tuple[Involvement, ...]
    told_on: date
    end: End | None
    obstacles: tuple[str, ...]
    is_of_a_record: bool
    version: PolicyVersion
    today: date

    @property
    def reference(self) -> str:
        """Return under what they are remembered; no name."""
        return f"person {self.person.pk}"

    @property
    def sources(self) -> str:
        """Return which systems told of them."""
        return ", ".join(dict.fromkeys(each.source.name for each in self.records))

    @property
    def services(self) -> list[str]:
        """Return the work of services with them, each as it was told last."""
        return [_words(each) for each in self.works]

    @property
    def is_over(self) -> bool:
        """Tell whether their time is over, whatever stands in the way but a record."""
        return bool(self.end and self.end.due_on <= self.today and not self.is_of_a_record)

    @property
    def why_not(self) -> str:
        """Return why they are not to go now, or an empty string."""
        if self.end is None:
            return rules.sentences([f"{NO_CLASS}: they are kept.", *self.obstacles])
        return rules.sentences([rules.why_not_yet(self.end, today=self.today), *self.obstacles])


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of those whose time is over; without a class in the policy there is none."""

    reviews: list[Review]
    number: int
    more: bool
    has_class: bool


def come_to_end(by: Actor, *, number: int, at: datetime) -> Page:
    """Return those whose time is over, the longest untold first, so many on a page.

    Whoever is tied to a record is not among them, nor whoever waits for a second person.
    """
    version = policies.current(by.hub_id, at=at)
    kept = _class(version.policy)
    if kept is None:
        return Page(reviews=[], number=number, more=False, has_class=False)
    today = hub_day(version.policy, at)
    first = (number - 1) * EACH_PAGE
    found = _untold(years_after(today, -kept.years), today).values_list("person", flat=True)
    people = list(found[first : first + EACH_PAGE + 1])
    listed = reviews(people[:EACH_PAGE], version=version, at=at)
    return Page(
        reviews=[each for each in listed if each.is_over],
        number=number,
        more=len(people) > EACH_PAGE,
        has_class=True,
    )


def review(person: Person, *, at: datetime) -> Review:
    """Return when the time of one of them is over, and what stands in the way of their going.

    :raises Unknown: if it is not theirs to ask who does.
    """
    version = policies.current(person.hub_id, at=at)
    for found in reviews([person.pk], version=version, at=at):
        return found
    raise Unknown(str(person.pk))


def reviews(people: Iterable[int], *, version: PolicyVersion, at: datetime) -> list[Review]:
    """Return the same of several, with as many questions for many as for one."""
    asked = tuple(dict.fromkeys(people))
    beside = _Beside(asked, version=version, at=at)
    return [beside.review(each) for each in asked if each in beside.known]


def held_still(person: Person) -> Person:
    """Return a person of whom nothing is told, and to whom nobody is tied, until this work ends.

    Whoever takes a list holds it, and whoever writes something down of people holds those.

    :raises Unknown: if they have gone.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(frontdoor_tied(%s))", [person.pk])
        people = [number for [number] in cursor.fetchall()]
    sources = SourceRecord.objects.filter(person__in=people).values("source")
    rolls = Roll.objects.filter(source__in=sources, ended_at__isnull=True)
    list(rolls.order_by("pk").select_for_update())
    held = Person.objects.filter(pk__in=people).order_by("pk").select_for_update()
    for each in list(held):
        if each.pk == person.pk:
            return each
    raise Unknown(str(person.pk))


def standing(person: Person) -> Disposal | None:
    """Return the disposal of a person that waits for a second one, if there is one."""
    found = Disposal.objects.filter(person=person, stage=DisposalStage.PROPOSED.value)
    return found.first()


def keepings(person: Person) -> list[Keeping]:
    """Return why somebody was kept longer, the newest first."""
    return list(Keeping.objects.filter(person=person).order_by("-pk"))


def _class(policy: Policy) -> Retention | None:
    return next((each for each in policy.retention if each.of == "told"), None)


def _untold(since: date, today: date) -> "QuerySet[SourceRecord]":
    """Return records of whom no system told since a day, without who stays for certain."""
    person = {"person": OuterRef("person")}
    works = Involvement.objects.filter(**person)
    told = Q(gone_at__date__gt=since) | Q(gone_at__isnull=True, told_by__as_at__date__gt=since)
    noted = Q(told_by__isnull=True, closed_on__isnull=True)
    parties = Party.objects.values("person")
    linked = Link.objects.filter(
        Q(person=OuterRef("person"), same_as__in=parties)
        | Q(same_as=OuterRef("person"), person__in=parties)
    )
    # Somebody of whom several systems told is listed once, by what was told first. Of ties through
    # others the review knows more.
    earlier = SourceRecord.objects.filter(**person, pk__lt=OuterRef("pk"))
    waiting = Disposal.objects.filter(**person, stage=DisposalStage.PROPOSED.value)
    return SourceRecord.objects.filter(
        ~Exists(works.filter(told | noted)),
        ~Exists(Party.objects.filter(**person)),
        ~Exists(linked),
        ~Exists(earlier),
        ~Exists(waiting),
        ~Exists(Keeping.objects.filter(**person, until__gt=today)),
        told_at__date__lte=since,
    ).order_by("told_at", "pk")


class _Beside:
    """What has to be known of many people at once to say when their time is over."""

    def __init__(self, asked: tuple[int, ...], *, version: PolicyVersion, at: datetime) -> None:
        self.version, self.today = version, hub_day(version.policy, at)
        self._kept = _class(version.policy)
        self.known = _asked_of_the_database(asked, at=at, today=self.today)
        self._people = {each.pk: each for each in Person.objects.filter(pk__in=asked)}
        told = SourceRecord.objects.filter(person__in=asked).select_related("source")
        self._records = list(told.order_by("pk"))
        works = Involvement.objects.filter(person__in=asked).select_related("told_by")
        self._works = list(works.order_by("opened_on", "pk"))
        self._linked = groups.groups(asked)
        everybody = {each for group in self._linked.values() for each in group}
        parties = Party.objects.filter(person__in=everybody).select_related("contact")
        self._parties = list(parties.order_by("contact", "pk"))
        self._keepings = {
            each.person_id: each
            for each in Keeping.objects.filter(person__in=asked).order_by("until")
        }

    def review(self, person: int) -> Review:
        """Return when the time of one is over, with all to whom they are tied."""
        last, why = self.known[person]
        told_on = hub_day(self.version.policy, last)
        kept = self._kept
        return Review(
            person=self._people[person],
            records=tuple(each for each in self._records if each.person_id == person),
            works=tuple(each for each in self._works if each.person_id == person),
            told_on=told_on,
            end=End(retention=kept, due_on=years_after(told_on, kept.years)) if kept else None,
            obstacles=tuple(each for code in why for each in self._words(person, code)),
            is_of_a_record=RECORD in why,
            version=self.version,
            today=self.today,
        )

    def _words(self, person: int, why: str) -> Iterable[str]:
        if why == RECORD:
            group = self._linked[person]
            of = dict.fromkeys(each.contact for each in self._parties if each.person_id in group)
            return [f"They are linked to somebody of {each}." for each in of] or [MORE]
        if why == LONGER:
            kept = self._keepings.get(person)
            if kept is None or kept.until <= self.today:
                return ["Somebody to whom they are tied is kept longer."]
            return [f"They are kept longer, until {kept.until:%-d %B %Y}."]
        return [KEEPS[why]]


def _words(work: Involvement) -> str:
    closed = f"closed on {work.closed_on:%-d %B %Y}" if work.closed_on else "open when last told"
    return f"{Service(work.service).label}, from {work.opened_on:%-d %B %Y}, {closed}"


def _asked_of_the_database(
    people: tuple[int, ...], *, at: datetime, today: date
) -> dict[int, tuple[datetime, list[str]]]:
    """Return of each when anybody told of them last, and what keeps them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person, last, why FROM frontdoor_told(%s, %s, %s)", [list(people), at, today]
        )
        return {person: (last, why) for person, last, why in cursor.fetchall()}
