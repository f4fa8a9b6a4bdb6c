"""Two reports about one child, walked: linked, joined, read, and parted again."""

from collections.abc import Sequence

from frontdoor.casework.actions import leaving
from frontdoor.casework.contacts import joining
from frontdoor.casework.contacts.models import Case, Joining
from frontdoor.casework.contacts.vocabulary import Why
from frontdoor.jobs.example import knowing
from frontdoor.jobs.example.walk import Walk


def link(walk: Walk, case: Case, other: Case) -> None:
    """Say that the children of two cases are one child."""
    why = "Same name, same school, and the caller knows the family."
    person, same_as = walk.as_(walk.whose("confirm_known"), lambda _: (case.child, other.child))
    knowing.link(walk, case, person, same_as, why=why)


def join(
    walk: Walk,
    case: Case,
    into: Case,
    *,
    why: Why = Why.INCIDENT,
    alongside: Sequence[tuple[Case, Case]] = (),
) -> Joining:
    """Let a report go on in an open case of the same child."""
    return walk.as_(
        walk.whose("route"),
        lambda by: joining.join(
            case=case,
            into=into,
            why=why,
            words="Both tell of the same evening.",
            alongside=alongside,
            seen=Case.objects.get(pk=case.pk).version,
            by=by,
            at=walk.at,
        ),
    )[0]


def read(walk: Walk, case: Case) -> list[Joining]:
    """Read what was joined to a case."""
    return walk.as_(
        walk.whose("check_systems"),
        lambda by: joining.read(
            case=case, seen=Case.objects.get(pk=case.pk).version, by=by, at=walk.at
        ),
    )


def part(
    walk: Walk, case: Case, *, alongside: Sequence[Case] = (), other_child: bool = False
) -> Case:
    """Let a report wait for a decision of its own again."""
    return walk.as_(
        walk.whose("route"),
        lambda by: leaving.part(
            case=case,
            reason="It was another evening, and another family.",
            alongside=alongside,
            other_child=other_child,
            seen=Case.objects.get(pk=case.pk).version,
            by=by,
            at=walk.at,
        ),
    )[0]
