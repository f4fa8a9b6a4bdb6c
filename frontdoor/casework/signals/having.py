"""Asks what the people of a contact have, and had: an address, a number, a vehicle, relationships.

It is read through every link, in one message with the people themselves. What an earlier contact
told of them counts for as long as that contact is told of; what was written down, for its time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from frontdoor.casework.contacts.models import Case, Contact, Party
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.retention.queries import falls
from frontdoor.casework.signals.vocabulary import Way
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.wall_clock import local
from frontdoor.people import marks
from frontdoor.people.held import Bond, Residence, Vehicle
from frontdoor.people.marks import Mark, Sort
from frontdoor.people.vocabulary import Kin
from frontdoor.policy.pack import Policy

EARLIER = 40  # Earlier contacts of these people that are read for what they told.
BONDS = 60  # Relationships of these people that are read, the newest first.
OVER = (CaseStage.CLOSED.value, CaseStage.PASSED_ON.value)
# In what way those are connected who have one of these.
WAYS = {Sort.ADDRESS: Way.ADDRESS, Sort.PHONE: Way.PHONE, Sort.VEHICLE: Way.VEHICLE}
Same = tuple[Sort, str]
Row = TypeVar("Row", Residence, Vehicle)

# Everybody in a contact, with all who are linked to them.
_EVERYBODY = """ARRAY(
WITH RECURSIVE reached (id) AS (
    SELECT person_id FROM contacts_party WHERE contact_id = %s
    UNION
    SELECT CASE WHEN l.person_id = r.id THEN l.same_as_id ELSE l.person_id END
    FROM reached r JOIN people_link l ON (l.person_id = r.id OR l.same_as_id = r.id)
    WHERE l.undone_at IS NULL
)
SELECT id FROM reached)"""


@dataclass(frozen=True, kw_only=True)
class Having:
    """What was written down of the people of a contact, and what earlier contacts told of them."""

    residences: Sequence[Residence]
    vehicles: Sequence[Vehicle]
    bonds: Sequence[Bond]
    earlier: Sequence[Party]
    at: datetime

    def elsewhere(self) -> list[tuple[int, Mark]]:
        """Return what each record has besides what this contact told: what holds now first."""
        today = local(self.at).date()
        found = [
            (row.person_id, mark) for row in self.residences for mark in marks.lived(row, on=today)
        ]
        found += [
            (row.person_id, mark) for row in self.vehicles for mark in marks.driven(row, on=today)
        ]
        found += [
            (party.person_id, replace(mark, when=_told_in(party.contact)))
            for party in self.earlier
            for mark in marks.of(party.person)
        ]
        return sorted(found, key=lambda each: bool(each[1].when))


def _told_in(contact: Contact) -> str:
    return f"as told in {local(contact.received_at):%B %Y}"


@asks
def having(contact: Contact, *, at: datetime) -> Asking[Having]:
    """Return what the people of a contact have besides what it told of them."""
    residences, vehicles = _residences(contact.pk), _vehicles(contact.pk)
    bonds, earlier = _bonds(contact.pk), _earlier(contact, at=at)
    yield residences, vehicles, bonds, earlier
    return Having(
        residences=list(residences),
        vehicles=list(vehicles),
        bonds=[each for each in bonds if not each.is_mistaken],
        earlier=list(earlier),
        at=at,
    )


def _theirs(column: str, contact: int) -> RawSQL:
    sql = f"{column} = ANY ({_EVERYBODY})"
    return RawSQL(sql, [contact], BooleanField())  # noqa: S611  # nosec B611  # Names of this code alone; the value is an argument.


@prepared
def _residences(contact: int) -> QuerySet[Residence]:
    found = Residence.objects.filter(_theirs("people_residence.person_id", contact))
    return found.order_by("-noted_at", "-pk")


@prepared
def _vehicles(contact: int) -> QuerySet[Vehicle]:
    found = Vehicle.objects.filter(_theirs("people_vehicle.person_id", contact))
    return found.order_by("-noted_at", "-pk")


@prepared
def _bonds(contact: int) -> QuerySet[Bond]:
    """Who is trusted with a child by their work is left out, as whoever told the hub is."""
    either = (_theirs(f"people_bond.{each}_id", contact) for each in ("person", "other"))
    found = Bond.objects.filter(Q(next(either)) | Q(next(either)))
    found = found.exclude(kin=Kin.TRUSTED.value).select_related("person", "other")
    return found.order_by("-noted_at", "-pk")[:BONDS]


def _earlier(contact: Contact, *, at: datetime) -> QuerySet[Party]:
    """Return these people as other contacts told of them, with an address or a number."""
    found = Party.objects.filter(_theirs("contacts_party.person_id", contact.pk))
    found = found.exclude(contact=contact.pk).filter(is_told(contact.policy, at=at))
    said = ~Q(person__address="") | ~Q(person__postcode="") | ~Q(person__phone="")
    found = found.filter(said).select_related("person", "contact")
    return found.order_by("-contact__received_at", "-pk")[:EARLIER]


def is_told(policy: Policy, *, at: datetime) -> Q:
    """Return the condition that a contact is told of still, for the purpose of the pack (a.8, 13).

    One below the threshold is not, when its own time is over; what is kept for another purpose
    too, because nobody knows the child or somebody may pose a risk, is told of as long as it is
    kept.
    """
    rule = policy.weak_signals
    below = policy.kept(rule.below)
    told = ~Q(stage__in=OVER) | Q(ended_at__gt=at - timedelta(days=rule.below_days)) | ~falls(below)
    for other in policy.retention:
        if other.of in ("unidentified", "adults"):
            told |= falls(other)
    return Q(Exists(Case.objects.filter(told, contact=OuterRef("contact"))))


def own(
    policy: Policy,
    parties: Sequence[Party],
    elsewhere: Iterable[tuple[int, Mark]],
    same: Mapping[int, frozenset[int]],
    nobodys: frozenset[Same],
) -> dict[int, list[Mark]]:
    """Return what each of these people has that is somebody's own, each thing once.

    What this contact told comes first: it is the time that counts. What is the same is said in the
    same words.
    """
    elsewhere = list(elsewhere)
    left = nobodys | of_workplaces(policy)
    told = [mark for party in parties for mark in marks.of(party.person)]
    said = {mark.same: mark.words for mark in _once([*told, *(mark for _, mark in elsewhere)])}
    found: dict[int, list[Mark]] = {}
    for party in parties:
        theirs = marks.of(party.person)
        theirs += [mark for record, mark in elsewhere if record in same[party.person_id]]
        found[party.pk] = [
            replace(mark, words=said[mark.same]) for mark in _once(theirs) if mark.same not in left
        ]
    return found


def _once(found: Iterable[Mark]) -> list[Mark]:
    """Return each thing as it was said first."""
    once: dict[Same, Mark] = {}
    for mark in found:
        once.setdefault(mark.same, mark)
    return list(once.values())


def of_workplaces(policy: Policy) -> frozenset[Same]:
    """Return the addresses and numbers of where others work, as the pack lists them."""
    return frozenset(
        mark.same
        for place in policy.weak_signals.workplaces
        for mark in marks.at(address=place.address, postcode=place.postcode, phone=place.phone)
    )


@dataclass(frozen=True, kw_only=True)
class HeldOf:
    """What was written down of others who may have the same, by their record."""

    residences: Mapping[int, Sequence[Residence]]
    vehicles: Mapping[int, Sequence[Vehicle]]

    def of(self, there: Party) -> list[Mark]:
        """Return what somebody whom another contact names has, each thing once: at the time of that
        contact, or when else.
        """
        on = local(there.contact.received_at).date()
        found = marks.of(there.person)
        held = [
            mark
            for row in self.residences.get(there.person_id, ())
            for mark in marks.lived(row, on=on)
        ]
        held += [
            mark
            for row in self.vehicles.get(there.person_id, ())
            for mark in marks.driven(row, on=on)
        ]
        return _once([*found, *sorted(held, key=lambda each: bool(each.when))])


@asks
def held_of(hub: int, own: tuple[Mark, ...]) -> Asking[HeldOf]:
    """Return what was written down of whoever may have one of these too."""
    places = [mark.number for mark in own if mark.sort is Sort.ADDRESS]
    registrations = [mark.folded for mark in own if mark.sort is Sort.VEHICLE]
    residences = marks.residences_under(hub, places)
    vehicles = marks.vehicles_of(hub, registrations)
    yield residences, vehicles
    return HeldOf(residences=_by_record(residences), vehicles=_by_record(vehicles))


def _by_record(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found
