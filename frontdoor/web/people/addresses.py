"""Where somebody lives and lived, in words: what was written down, and what contacts told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from frontdoor.casework.contacts.persons import Known
from frontdoor.people.held import Residence
from frontdoor.people.models import Person
from frontdoor.people.profile import description
from frontdoor.people.vocabulary import Dwelling


@dataclass(frozen=True, kw_only=True)
class Address:
    """An address, how they live there, since and until when, and who told it."""

    words: str
    kind: str
    period: str
    told: str
    is_now: bool
    is_protected: bool
    ended: str
    number: int | None


def addresses(known: Known, told: Mapping[int, str], *, on: date) -> list[Address]:
    """Return every address of a person, what was written down last first."""
    held = [_held(each, on=on) for each in known.of.residences]
    written = {(description(each.address), each.postcode) for each in known.of.residences}
    newest = {each.person_id for each in known.parts[:1]}
    heard: dict[tuple[frozenset[str], str], Address] = {}
    for record in _newest_first(known):
        place = description(record.address), record.postcode
        if not (record.address or record.postcode) or place in written:
            continue
        heard.setdefault(place, _heard(record, told, is_now=record.pk in newest or not heard))
    return [*held, *heard.values()]


def _newest_first(known: Known) -> list[Person]:
    order = {each.person_id: place for place, each in enumerate(reversed(known.parts))}
    return sorted(known.of.records, key=lambda each: -order.get(each.pk, -1))


def _held(row: Residence, *, on: date) -> Address:
    ended = f"Ended by {row.lifted_by_name}: {row.lifted_why}" if row.is_lifted else ""
    return Address(
        words=str(row),
        kind=Dwelling(row.kind).label,
        period=row.period,
        told=f"{row.told_by}. Written down by {row.noted_by_name}, {row.noted_at:%-d %B %Y}",
        is_now=row.holds(on=on),
        is_protected=row.is_protected,
        ended=ended,
        number=None if row.is_lifted else row.pk,
    )


def _heard(record: Person, told: Mapping[int, str], *, is_now: bool) -> Address:
    return Address(
        words=", ".join(part for part in (record.address, record.postcode) if part),
        kind="",
        period="",
        told=told.get(record.pk, "No contact that you may see"),
        is_now=is_now,
        is_protected=False,
        ended="",
        number=None,
    )
