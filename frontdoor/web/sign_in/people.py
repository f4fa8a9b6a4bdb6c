"""Whom the demo offers to sign in as: everybody who has a place in a hub."""

from dataclasses import dataclass
from datetime import date

from frontdoor.access import queries
from frontdoor.access.models import Membership, User
from frontdoor.access.vocabulary import Role

INSIDE = "In the hub"
OUTSIDE = {Role.PARTNER: "Partners", Role.RECEIVING_TEAM: "Receiving teams"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """One sign-in: what it stands for, and who it is."""

    username: str
    title: str
    who: str


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The sign-ins of one hub."""

    hub: str
    slug: str
    groups: list[tuple[str, list[Place]]]


def offers(*, on: date) -> list[Offer]:
    """Return the sign-ins of every hub that has people, those inside the hub first."""
    found = [
        Offer(hub=hub.name, slug=hub.slug, groups=_groups(_now(hub.pk, on=on)))
        for hub in queries.hubs()
    ]
    return [offer for offer in found if offer.groups]


def _groups(members: list[Membership]) -> list[tuple[str, list[Place]]]:
    found: dict[str, list[Place]] = {title: [] for title in (INSIDE, *OUTSIDE.values())}
    for member in members:
        role = Role(member.role)
        found[OUTSIDE.get(role, INSIDE)].append(_place(member, role))
    return [(title, places) for title, places in found.items() if places]


def _place(member: Membership, role: Role) -> Place:
    """Return a sign-in. Outside the hub the agency says more than the role, which is the same."""
    username, name = member.user.username, member.user.name
    if role in OUTSIDE:
        return Place(username=username, title=member.agency.name, who=name)
    return Place(username=username, title=role.label, who=name)


def somebody(username: str, *, on: date) -> User | None:
    """Return the user of that name who has a place in a hub on that day."""
    for hub in queries.hubs():
        for member in _now(hub.pk, on=on):
            if member.user.username == username:
                return member.user
    return None


def _now(hub_id: int, *, on: date) -> list[Membership]:
    order = list(Role)
    members = [
        member
        for member in queries.everybody(hub_id)
        if member.user.is_active
        and member.since <= on
        and (member.until is None or member.until >= on)
        and member.left_at is None
    ]
    return sorted(members, key=lambda member: order.index(Role(member.role)))
