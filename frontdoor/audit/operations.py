"""Remember what happened and who looked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from frontdoor.audit.events import Fact
from frontdoor.audit.models import Event, Look


class Doer(Protocol):
    """Whoever acts: known by a number and, as at that moment, by a name."""

    @property
    def user_id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def hub_id(self) -> int: ...
    @property
    def agency_id(self) -> int: ...


def record(fact: Fact, *, by: Doer, at: datetime) -> Event:
    """Remember a fact for good. It is written with the change that it tells of, or not at all."""
    event = told(fact, by=by, at=at)
    event.save(force_insert=True)
    return event


def told(fact: Fact, *, by: Doer, at: datetime) -> Event:
    """Return a fact as it is remembered, to be stored beside the change that it tells of."""
    return Event(
        hub_id=fact.hub_id,
        subject=fact.subject,
        kind=fact.kind,
        facts=fact.facts(),
        by_id=by.user_id,
        by_name=by.name,
        at=at,
    )


def noticed(fact: Fact, *, by_name: str, at: datetime) -> Event:
    """Remember what the program did by itself. The database takes from it `watch.` facts alone."""
    return Event.objects.create(
        hub_id=fact.hub_id,
        subject=fact.subject,
        kind=fact.kind,
        facts=fact.facts(),
        by_name=by_name,
        at=at,
    )


def looked(subject: str, *, purpose: str, by: Doer, at: datetime, refused: bool = False) -> None:
    """Remember that somebody looked at a record, what for, and whether it was refused."""
    _look(subject, purpose=purpose, by=by, at=at, refused=refused).save(force_insert=True)


def looked_at(subjects: Iterable[str], *, purpose: str, by: Doer, at: datetime) -> None:
    """Remember that somebody looked at several records at once, each of them by itself."""
    Look.objects.bulk_create(
        _look(subject, purpose=purpose, by=by, at=at, refused=False) for subject in subjects
    )


def _look(subject: str, *, purpose: str, by: Doer, at: datetime, refused: bool) -> Look:
    return Look(
        hub_id=by.hub_id,
        subject=subject,
        purpose=purpose,
        refused=refused,
        by_id=by.user_id,
        by_name=by.name,
        agency_id=by.agency_id,
        at=at,
    )
