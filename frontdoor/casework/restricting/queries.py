"""Ask which records are restricted, who reads them, and who looked without the right to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.access.models import Membership
from frontdoor.access.vocabulary import ZONE_OF, Role, Zone
from frontdoor.audit.models import Look
from frontdoor.casework.restricting import rules
from frontdoor.casework.restricting.models import BreakGlass, Reader, Restriction
from frontdoor.casework.restricting.vocabulary import GlassStage, Reason
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown

GLASS = "break the glass"


def closed(user_id: int, *, contact: str) -> Exists:
    """Return the condition that a row's contact is restricted to others; `contact` is its column.

    The wall of the database asks the same by itself: this stands in front of it.
    """
    standing = Restriction.objects.filter(contact_id=OuterRef(contact), lifted_at__isnull=True)
    reads = Reader.objects.filter(
        restriction=OuterRef("pk"), user_id=user_id, ended_at__isnull=True
    )
    return Exists(standing.exclude(Exists(reads)))


def number(*, contact: str) -> Subquery:
    """Return the number of the restriction of a row's contact, where there is one in sight."""
    standing = Restriction.objects.filter(contact_id=OuterRef(contact), lifted_at__isnull=True)
    return Subquery(standing.values("pk")[:1])


def purpose(contact_id: int, *, is_closed: bool, to: str, by: Actor, at: datetime) -> str:
    """Return what the read log says of a look, with the number of the broken glass, if it is so.

    :raises Unknown: if the record is restricted to others, and no glass is broken now.
    """
    if not is_closed:
        return to
    mine = BreakGlass.objects.filter(contact_id=contact_id, opened_by=by.user_id).order_by("-pk")
    held = next((glass for glass in mine if glass.is_open(at=at)), None)
    if held is None:
        raise Unknown(str(contact_id))
    return f"{to} ({held})"


@asks
def of(contact_id: int) -> Asking[Restriction | None]:
    """Return how a record is restricted, where it is."""
    found = _of(contact_id)
    yield (found,)
    return next(iter(found), None)


@prepared
def _of(contact_id: int) -> QuerySet[Restriction]:
    return Restriction.objects.filter(contact_id=contact_id, lifted_at__isnull=True)


def readers(restriction: Restriction) -> list[Reader]:
    """Return who may read a restricted record now, by name."""
    found = restriction.readers.filter(ended_at__isnull=True)
    return list(found.order_by("name", "pk"))


@dataclass(frozen=True, kw_only=True)
class Who:
    """Everybody who may be named as a reader: people of the hub, and of its agencies."""

    members: tuple[Membership, ...]

    def named(self, user_id: int) -> str:
        """Return the name of one of them."""
        return next(each.user.name for each in self.members if each.user_id == user_id)

    @property
    def numbers(self) -> list[int]:
        """Return them all."""
        return [each.user_id for each in self.members]

    @property
    def in_hub(self) -> list[int]:
        """Return those of the hub itself."""
        inside = (each for each in self.members if ZONE_OF[Role(each.role)] is Zone.HUB)
        return [each.user_id for each in inside]


def who(hub_id: int, *, on: date) -> Who:
    """Return who may be named as a reader on a day."""
    members = access.members(hub_id, on=on)
    zones = (Zone.HUB, Zone.PARTNER)
    return Who(members=tuple(each for each in members if ZONE_OF[Role(each.role)] in zones))


def standing() -> list[Restriction]:
    """Return every restriction that is in force and in sight, the oldest first."""
    return list(Restriction.objects.filter(lifted_at__isnull=True).order_by("pk"))


def restriction(number: int) -> Restriction:
    """Return a restriction that is in force, for whoever names its readers.

    :raises Unknown: if there is none, or none that they may know of.
    """
    found = Restriction.objects.filter(pk=number, lifted_at__isnull=True).first()
    if found is None:
        raise Unknown(str(number))
    return found


def all_readers(restrictions: Iterable[Restriction]) -> dict[int, list[Reader]]:
    """Return who may read restricted records now, by restriction."""
    wanted = [each.pk for each in restrictions]
    rows = Reader.objects.filter(restriction__in=wanted, ended_at__isnull=True)
    found: dict[int, list[Reader]] = {number: [] for number in wanted}
    for reader in rows.order_by("name", "pk"):
        found[reader.restriction_id].append(reader)
    return found


def users(contacts: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return who may read restricted contacts now, by contact, for those that are restricted."""
    rows = Reader.objects.filter(
        restriction__contact_id__in=set(contacts),
        restriction__lifted_at__isnull=True,
        ended_at__isnull=True,
    )
    found: dict[int, tuple[int, ...]] = {}
    for contact, user in rows.order_by("pk").values_list("restriction__contact_id", "user_id"):
        found[contact] = (*found.get(contact, ()), user)
    return found


def readers_because_adopted(contact: int) -> list[int]:
    """Return who may read a record that is restricted because a child was adopted, if it is."""
    adopted = Restriction.objects.filter(
        contact_id=contact, lifted_at__isnull=True, reason=Reason.ADOPTED.value
    )
    named = Reader.objects.filter(restriction__in=adopted, ended_at__isnull=True)
    return list(named.order_by("user_id").values_list("user_id", flat=True))


def behind_glass(reference: str) -> int | None:
    """Return the number of the contact of a reference that somebody knows from outside, if any."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT frontdoor_behind_glass(%s)", [reference])
        [found] = cursor.fetchone() or (None,)
    return found


def has_missed_too_often(by: Actor, *, at: datetime) -> bool:
    """Tell whether somebody has lately got so many references wrong that they have to wait."""
    since = at - rules.MISSES_WITHIN
    tried = Look.objects.filter(hub_id=by.hub_id, by_id=by.user_id, at__gt=since)
    return tried.filter(purpose=GLASS, refused=True).count() >= rules.MISSES


def glass(number: int) -> BreakGlass:
    """Return a look through broken glass, for whoever may review it or made it.

    :raises Unknown: if there is none, or none that they may know of.
    """
    found = BreakGlass.objects.filter(pk=number).select_related("policy_version").first()
    if found is None:
        raise Unknown(str(number))
    return found


def to_review() -> list[BreakGlass]:
    """Return the looks that nobody has reviewed, what is due first in front."""
    found = BreakGlass.objects.filter(stage=GlassStage.TO_REVIEW.value)
    return list(found.select_related("policy_version").order_by("review_by", "pk"))


def reviewed(*, most: int) -> list[BreakGlass]:
    """Return the looks that were reviewed last."""
    found = BreakGlass.objects.filter(stage=GlassStage.REVIEWED.value)
    return list(found.order_by("-reviewed_at", "-pk")[:most])


def my_glass(contact_id: int, *, by: Actor, at: datetime) -> BreakGlass | None:
    """Return the glass through which somebody sees a record now."""
    mine = BreakGlass.objects.filter(contact_id=contact_id, opened_by=by.user_id).order_by("-pk")
    return next((each for each in mine if each.is_open(at=at)), None)
