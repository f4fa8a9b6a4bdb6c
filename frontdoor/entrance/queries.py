"""Ask what somebody can prove themselves with, and where they are signed in."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q

from frontdoor.access.models import Membership
from frontdoor.access.vocabulary import Role
from frontdoor.audit.models import Event
from frontdoor.entrance.events import Joined, Moved
from frontdoor.entrance.models import Factor, RecoveryCode, Visit
from frontdoor.entrance.vocabulary import Kind

# Ours: for so long managers are told of a new place.
LATELY = timedelta(days=14)


def subject(user_id: int) -> str:
    """Return the words by which events name somebody who works here."""
    return f"staff-{user_id}"


def factors(user_id: int) -> list[Factor]:
    """Return what somebody proves with who they are, oldest first."""
    found = Factor.objects.filter(user_id=user_id, removed_at__isnull=True)
    return list(found.order_by("added_at", "pk"))


def app(user_id: int) -> Factor | None:
    """Return somebody's authenticator app, if they have one."""
    return next((each for each in factors(user_id) if each.kind == Kind.APP), None)


def passkeys(user_id: int) -> list[Factor]:
    """Return somebody's passkeys, oldest first."""
    return [each for each in factors(user_id) if each.is_passkey]


def people_with_passkeys() -> int:
    """Return how many people have a passkey."""
    found = Factor.objects.filter(kind=Kind.PASSKEY, removed_at__isnull=True)
    return found.values("user_id").distinct().count()


def codes_left(user_id: int) -> int:
    """Return how many recovery codes somebody has."""
    return RecoveryCode.objects.filter(user_id=user_id, spent_at__isnull=True).count()


def visits(user_id: int) -> list[Visit]:
    """Return where somebody is signed in, last used first. One that ran out is found until then."""
    found = Visit.objects.filter(user_id=user_id, ended_at__isnull=True)
    return list(found.order_by("-used_at", "-pk"))


def new_places(*, at: datetime) -> list[Event]:
    """Return by what those who have a place were let in lately, or made a manager, oldest first."""
    since = at - LATELY
    # A day more, wherever the hub is: what counts is when it was done.
    newcomers = Q(since__gte=since.date() - timedelta(days=1)) | Q(role=Role.TEAM_MANAGER.value)
    standing = Membership.objects.filter(newcomers, left_at__isnull=True)
    users = standing.values_list("user", flat=True)
    found = Event.objects.filter(
        subject__in=[subject(user) for user in users],
        kind__in=[Joined.kind, Moved.kind],
        at__gte=since,
    )
    return [each for each in found.order_by("pk") if _opens(each)]


def _opens(event: Event) -> bool:
    """Tell whether somebody came by it who was not there, or manages who did not."""
    facts, manager = event.facts, Role.TEAM_MANAGER.label
    return event.kind == Joined.kind or facts["role"] == manager != facts["before_role"]


def told_of_places(subjects: Collection[str]) -> dict[str, str]:
    """Return who somebody is who was given a place, as what, and by whom, by their subjects."""
    found = Event.objects.filter(subject__in=subjects, kind__in=[Joined.kind, Moved.kind])
    return {
        each.subject: f"{each.facts['name']}, {each.facts['role'].lower()} for "
        f"{each.facts['agency']}, by {each.by_name}"
        for each in found.order_by("pk")
    }
