"""Everybody whom a system told of, as rows that it could bring again; each look is remembered."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.rolls import operations
from frontdoor.casework.rolls.vocabulary import Column
from frontdoor.kernel.refusal import refuse_if
from frontdoor.people.models import Involvement, Person, Source, SourceRecord
from frontdoor.people.vocabulary import Service

_PERSON = tuple(
    column for column in Column if column in {field.name for field in Person._meta.concrete_fields}
)
_WORK = (Column.SERVICE, Column.TEAM, Column.WORKER, Column.OPENED_ON, Column.CLOSED_ON)
HEADS = [column.label for column in (Column.NUMBER, *_PERSON, *_WORK)]


def sources(hub_id: int) -> list[Source]:
    """Return every system that has told of people who are held, by name."""
    telling = SourceRecord.objects.order_by().values("source")
    return list(Source.objects.filter(hub_id=hub_id, pk__in=telling).order_by("name"))


@transaction.atomic
def export(*, source: Source, purpose: str, by: Actor, at: datetime) -> list[list[str]]:
    """Return a row for each piece of work with whoever is in sight, or one without any.

    Every look at a person is remembered, with what the export is for.

    :raises Refused: if it is not theirs.
    """
    refuse_if(operations.why_not_bring(by, at=at))
    records = SourceRecord.objects.filter(source=source).select_related("person")
    held = list(records.order_by("number", "pk"))
    audit.looked_at(
        [f"person {each.person_id}" for each in held], purpose=f"export: {purpose}", by=by, at=at
    )
    works = _works(source)
    return [
        [record.number, *_said(record.person), *done]
        for record in held
        for done in works.get(record.person_id, [[""] * len(_WORK)])
    ]


def _works(source: Source) -> dict[int, list[list[str]]]:
    found: dict[int, list[list[str]]] = {}
    for work in Involvement.objects.filter(told_by=source).order_by("opened_on", "pk"):
        found.setdefault(work.person_id, []).append(_done(work))
    return found


def _said(person: Person) -> Iterable[str]:
    return (_words(getattr(person, column.value)) for column in _PERSON)


def _done(work: Involvement) -> list[str]:
    service = Service(work.service).label
    return [service, *(_words(getattr(work, column.value)) for column in _WORK[1:])]


def _words(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value or "")
