"""From who somebody is at a provider to their place in a hub: by app role, never by e-mail."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from frontdoor.access import context
from frontdoor.access import queries as access
from frontdoor.access.models import Agency, Membership, User
from frontdoor.access.vocabulary import Role
from frontdoor.entrance import rules, staff
from frontdoor.entrance.models import Identity
from frontdoor.kernel.refusal import Refused

NO_PLACE = (
    "You have no place in any hub. Your organisation signed you in, but gives you no role here, "
    "or your hub has ended it. Ask the administrator of your hub."
)
TWO_PLACES = "Your organisation gives you two roles here. Ask its administrator to leave you one."


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a provider says of somebody, after everything about it was checked."""

    issuer: str
    subject: str
    name: str
    roles: tuple[str, ...]


@transaction.atomic
def let_in(known: Known, *, at: datetime, on: date) -> User:
    """Return whom a provider knows, with the place that their app role names today.

    Whose place an administrator has ended stays out, whatever the provider says: both must agree.

    :raises Refused: if they have no place, or two.
    """
    agency, role = _place(known.roles)
    qualified = rules.QUALIFIED in known.roles
    found = Identity.objects.filter(issuer=known.issuer, subject=known.subject)
    identity = found.select_related("user").first()
    if identity is None:
        return _join(known, agency, role, qualified=qualified, at=at, on=on)
    place = access.standing(on=on).filter(user=identity.user, user__is_active=True).first()
    if place is None:
        raise Refused(NO_PLACE)
    if (place.agency_id, place.role, place.qualified) != (agency.pk, role.value, qualified):
        _follow(place, agency, role, qualified=qualified, at=at, on=on)
    return identity.user


def _place(roles: Iterable[str]) -> tuple[Agency, Role]:
    named = rules.places(roles)
    if len(named) > 1:
        raise Refused(TWO_PLACES)
    for place in named:
        agency = Agency.objects.filter(hub__slug=place.hub, slug=place.agency).first()
        if agency is not None and rules.fits(place.role, agency.kind):
            return agency, place.role
    raise Refused(NO_PLACE)


def _join(
    known: Known, agency: Agency, role: Role, *, qualified: bool, at: datetime, on: date
) -> User:
    digest = hashlib.sha256(f"{known.issuer} {known.subject}".encode()).hexdigest()
    made = staff.join(
        username=f"single-{digest[:20]}",
        name=known.name[:200] or "Without a name",
        agency=agency,
        role=role,
        qualified=qualified,
        why=staff.SINGLE,
        by=None,
        at=at,
        on=on,
    )
    Identity.objects.create(user=made.user, issuer=known.issuer, subject=known.subject, since=at)
    return made.user


def _follow(
    place: Membership,
    agency: Agency,
    role: Role,
    *,
    qualified: bool,
    at: datetime,
    on: date,
) -> None:
    """Give somebody the place that the provider names now. Another hub is no move, and refused."""
    by = access.actor(place.user_id, on=on)
    if by is None or agency.hub_id != place.hub_id:
        raise Refused(NO_PLACE)
    with context.as_actor(by):
        staff.move(
            membership=place,
            agency=agency,
            role=role,
            qualified=qualified,
            why=staff.SINGLE,
            by=None,
            at=at,
            on=on,
        )
