"""Write down what another system tells of people, again and again (a.8, 12).

Its own number for a person leads to the same record each time. Nobody is linked to anybody by this,
nothing is taken away, and what it leaves blank stays as it was told before.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from frontdoor.access.actor import Actor
from frontdoor.kernel.refusal import Unknown
from frontdoor.kernel.wall_clock import local
from frontdoor.people import operations
from frontdoor.people.held import Residence
from frontdoor.people.models import Involvement, Person, Source, SourceRecord
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Dwelling, Service

Work = dict[str, Any]
LIVES = ("address", "postcode")


@dataclass(frozen=True, kw_only=True)
class TheirWork:
    """What a system says of a service's work with somebody."""

    service: Service
    opened_on: date
    closed_on: date | None
    team: str
    worker: str


def source(name: str, *, by: Actor) -> Source:
    """Return the source of that name, which is made where there is none."""
    return Source.objects.get_or_create(hub_id=by.hub_id, name=name)[0]


def records(source: Source, numbers: list[str]) -> dict[str, SourceRecord]:
    """Return the records that a source knows under these numbers."""
    found = SourceRecord.objects.filter(source=source, number__in=numbers)
    return {each.number: each for each in found.select_related("person")}


def told_of(number: int) -> Person:
    """Return a person of whom another system told.

    :raises Unknown: if there is none, or none that may be known of.
    """
    for found in SourceRecord.objects.filter(person=number).select_related("person"):
        return found.person
    raise Unknown(str(number))


def systems(person: Person) -> list[Source]:
    """Return the sources that told of a person, the first of them first."""
    found = SourceRecord.objects.filter(person=person).select_related("source").order_by("pk")
    return [each.source for each in found]


def known(source: Source) -> set[str]:
    """Return every number under which a source knows somebody."""
    return set(SourceRecord.objects.filter(source=source).values_list("number", flat=True))


def write_down(source: Source, number: str, said: Work, *, by: Actor, at: datetime) -> SourceRecord:
    """Add a person whom a source tells of for the first time."""
    person = operations.write_down(Told(**said), by=by)
    return SourceRecord.objects.create(
        hub_id=by.hub_id, source=source, number=number, person=person, told_at=at
    )


def told(records: Collection[SourceRecord], *, at: datetime) -> None:
    """Say that a source told of these again, whether or not it could be read what it says."""
    SourceRecord.objects.filter(pk__in=[each.pk for each in records]).update(told_at=at)


def differs(person: Person, said: Work) -> bool:
    """Tell whether a source says anything else of a person than what is held."""
    return any(value and getattr(person, name) != value for name, value in said.items())


def correct(person: Person, said: Work, *, source: Source, by: Actor, at: datetime) -> None:
    """Let a person be told of as a source does now; what it leaves blank stays.

    Address and postcode are one thing, of which no half stays beside another's. Where they lived
    before is kept, as until now: whoever says that address means them.
    """
    held = Told(**{name: getattr(person, name) for name in vars(Told())})
    lived = {name: getattr(person, name) for name in LIVES}
    told = {name: value for name, value in said.items() if value}
    if any(told.get(name, value) != value for name, value in lived.items()):
        told = dict.fromkeys(LIVES, "") | told
        _lived(person, lived, source=source, by=by, at=at)
    operations.correct(person, replace(held, **told))


def _lived(
    person: Person, where: dict[str, str], *, source: Source, by: Actor, at: datetime
) -> None:
    if not any(where.values()):
        return
    Residence.objects.get_or_create(
        hub_id=person.hub_id,
        person=person,
        told_by=source.name,
        lifted_at=None,
        **where,
        defaults={
            "kind": Dwelling.HOME.value,
            "until": local(at).date(),
            "noted_by": by.user_id,
            "noted_by_name": by.name,
            "noted_at": at,
        },
    )


def works(source: Source, people: list[int]) -> dict[tuple[int, str, date], Involvement]:
    """Return the work of services with these people that a source told of."""
    found = Involvement.objects.filter(told_by=source, person__in=people)
    return {(each.person_id, each.service, each.opened_on): each for each in found}


def note(
    held: Involvement | None, work: TheirWork, *, person: Person, source: Source, at: datetime
) -> tuple[Involvement, bool]:
    """Return the work with somebody as a source tells it now, and whether that is another word.

    `at` is as at when it tells.
    """
    says = {"closed_on": work.closed_on, "team": work.team, "worker": work.worker, "gone_at": None}
    if held is None:
        made = Involvement.objects.create(
            hub_id=person.hub_id, person=person, service=work.service.value, told_by=source,
            source=source.name, opened_on=work.opened_on, as_at=at, **says,
        )  # fmt: skip
        return made, True
    if all(getattr(held, name) == value for name, value in says.items()):
        return held, False
    for name, value in (says | {"as_at": at}).items():
        setattr(held, name, value)
    held.save(update_fields=[*says, "as_at"])
    return held, True


def untold(source: Source, *, told: Collection[int], spared: list[str]) -> QuerySet[Involvement]:
    """Return the work that a source told of before and has left out of what it told now.

    People under the numbers in `spared` are left alone: what it told of them could not be read.
    """
    people = SourceRecord.objects.filter(source=source, number__in=spared).values("person")
    found = Involvement.objects.filter(told_by=source, gone_at__isnull=True)
    return found.exclude(pk__in=told).exclude(person__in=people)


def end(source: Source, *, as_at: datetime, stale_from: datetime) -> None:
    """Say as at when a source has told all of its people."""
    source.as_at, source.stale_from = as_at, stale_from
    source.save(update_fields=["as_at", "stale_from"])
