"""Ask who somebody is, and which agencies a hub has."""

from datetime import date

from django.db.models import Q, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Counter, Draft, Hub, Membership, SavedList, User
from frontdoor.access.vocabulary import ZONE_OF, Role
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown


def actor(user_id: int, *, on: date) -> Actor | None:
    """Return who a user is on that day, or nobody when they have no place in any hub."""
    found = place(user_id, on=on)
    return None if found is None else in_place(found)


def place(user_id: int, *, on: date) -> Membership | None:
    """Return the place of somebody who may sign in, with who that is, if they have one that day."""
    return next(iter(_places(user_id, on)), None)


@prepared
def _places(user: int, on: date) -> "QuerySet[Membership]":
    found = standing(on=on).filter(user=user, user__is_active=True)
    return found.select_related("user", "hub", "agency").order_by("since", "pk")[:1]


def standing(*, on: date) -> "QuerySet[Membership]":
    """Return the places that people have on a day."""
    found = Membership.objects.filter(since__lte=on, left_at__isnull=True)
    return found.filter(Q(until__isnull=True) | Q(until__gte=on))


def in_place(membership: Membership) -> Actor:
    """Return who somebody is in a place of theirs."""
    role = Role(membership.role)
    return Actor(
        user_id=membership.user.pk,
        username=membership.user.username,
        name=membership.user.name,
        hub_id=membership.hub.pk,
        hub=membership.hub.name,
        agency_id=membership.agency.pk,
        agency=membership.agency.slug,
        role=role,
        zone=ZONE_OF[role],
        qualified=membership.qualified,
    )


def user(user_id: int) -> User | None:
    """Return somebody who may sign in, whatever place they have."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def everybody(hub_id: int) -> list[Membership]:
    """Return the memberships of a hub, as the demo's sign-in page lists them."""
    found = Membership.objects.filter(hub_id=hub_id).select_related("user", "agency", "hub")
    return list(found.order_by("role", "user__name", "pk"))


def members(hub_id: int, *, on: date) -> list[Membership]:
    """Return whoever has a place in a hub on a day, by agency and name."""
    found = standing(on=on).filter(hub_id=hub_id, user__is_active=True)
    found = found.select_related("user", "agency", "hub")
    return list(found.order_by("agency__name", "user__name", "pk"))


def named(username: str) -> User | None:
    """Return somebody who may sign in, by the name that they type."""
    return User.objects.filter(username=username.strip(), is_active=True).first()


def hubs() -> list[Hub]:
    """Return every hub of this installation."""
    return list(Hub.objects.order_by("name"))


@prepared
def held(hub: int) -> "QuerySet[Hub]":
    """Return a hub to be held until the end of the transaction: others wait for it."""
    return Hub.objects.select_for_update(no_key=True).filter(pk=hub)


@prepared
def counters(hub: int) -> "QuerySet[Counter]":
    """Return how many references a hub gave in each year. To be read when the hub is held."""
    return Counter.objects.filter(hub=hub)


def agency(hub_id: int, slug: str) -> Agency:
    """Return an agency of a hub by its slug in the pack."""
    return Agency.objects.get(hub_id=hub_id, slug=slug)


def agencies(hub_id: int) -> list[Agency]:
    """Return all agencies and teams of a hub."""
    return list(Agency.objects.filter(hub_id=hub_id).order_by("name", "pk"))


def drafts(path: str, *, by: Actor) -> list[Draft]:
    """Return what somebody typed on a page and has not sent, newest first. Theirs alone."""
    found = Draft.objects.filter(by_id=by.user_id, path=path, spent_at__isnull=True)
    return list(found.order_by("-saved_at", "-pk"))


def saved_lists(*, by: Actor) -> list[SavedList]:
    """Return the lists of what waits that somebody keeps, by name. Theirs alone."""
    return list(lists(by.user_id))


@prepared
def lists(user: int) -> "QuerySet[SavedList]":
    """Return the lists that somebody keeps, by name."""
    found = SavedList.objects.filter(by_id=user, removed_at__isnull=True)
    return found.order_by("name", "pk")


def saved_list(number: int, *, by: Actor) -> SavedList:
    """Return one of somebody's lists.

    :raises Unknown: if they have no such list.
    """
    found = next((each for each in saved_lists(by=by) if each.pk == number), None)
    if found is None:
        raise Unknown(str(number))
    return found
