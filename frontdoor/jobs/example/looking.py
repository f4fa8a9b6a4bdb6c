"""Steps of a walk while somebody looks into a case."""

from frontdoor.access.actor import Actor
from frontdoor.access.models import Membership
from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.rules import Way
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.triage import giving, operations
from frontdoor.casework.triage.models import Allocation, Recommendation
from frontdoor.casework.triage.operations import Found
from frontdoor.casework.triage.vocabulary import CheckResult
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.when import When

NO_FURTHER_ACTION = Way(move=CaseMove.CLOSE, outcome="no_further_action")


def to_triage(walk: Walk, contact: Contact) -> Case:
    """Send a case to the triage team."""
    return walk.route(contact, CaseMove.SEND_TO_TRIAGE)


def worker(walk: Walk, short: str) -> Membership:
    """Return one of the hub's people as somebody who can be given a case."""
    return Membership.objects.get(user_id=walk.actor(short).user_id)


def allocate(walk: Walk, case: Case, *, to: str = "triage", why: str = "") -> Allocation:
    """Give a case to one of the hub's workers."""
    return walk.as_(
        walk.whose("allocate"),
        lambda actor: giving.allocate(
            case=case,
            worker=worker(walk, to),
            why=why,
            seen=Case.objects.get(pk=case.pk).version,
            by=actor,
            at=walk.at,
        ),
    )


def look_into(walk: Walk, case: Case, *, by: str = "triage", said: str = "They are well.") -> None:
    """Ring the referrer back, look into every system of the pack, and begin a chronology."""

    def do(actor: Actor) -> None:
        nothing = Found(result=CheckResult.NOTHING_FOUND, updated=True)
        operations.ring_back(
            case=case,
            reached=True,
            spoke_to="Jo Sample",
            said=said,
            seen=Case.objects.get(pk=case.pk).version,
            by=actor,
            at=walk.at,
        )
        operations.check_systems(
            case=case,
            found={check.slug: nothing for check in case.policy.checks},
            seen=Case.objects.get(pk=case.pk).version,
            by=actor,
            at=walk.at,
        )
        operations.add_line(
            case=case,
            when=When(2025, 9),
            what="Began school.",
            source="School",
            seen=Case.objects.get(pk=case.pk).version,
            by=actor,
            at=walk.at,
        )

    walk.as_(by, do)


def recommend(
    walk: Walk,
    case: Case,
    way: Way = NO_FURTHER_ACTION,
    *,
    kept_to: Caveat = Caveat.HUB,
    by: str = "triage",
) -> Recommendation:
    """Send the manager a recommendation."""
    return walk.as_(
        by,
        lambda actor: operations.recommend(
            case=case,
            way=way,
            level=1,
            summary="The school and the family work well together.",
            reason="No service is needed beyond what there is.",
            kept_to=kept_to,
            seen=Case.objects.get(pk=case.pk).version,
            by=actor,
            at=walk.at,
        ),
    )
