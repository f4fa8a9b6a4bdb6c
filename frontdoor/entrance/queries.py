"""Ask what somebody can prove themselves with, and where they are signed in."""

from frontdoor.entrance.models import Factor, RecoveryCode, Visit
from frontdoor.entrance.vocabulary import Kind


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
