"""Cases that ended, and are opened again: as tests make them and look at them."""

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.disclosures import hearing, reopening
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.reporting import as_it_is

MISTAKE = "The wrong Robin was closed."


def closed(walk: Walk, case: Case | None = None, *, told: bool = False) -> Case:
    """Return a case that a manager closed: no further action."""
    case = case or make.case(walk)

    def do(by: Actor) -> Case:
        ended = triage.route(
            case=as_it_is(case),
            move=CaseMove.CLOSE,
            route="no_further_action",
            team="",
            reason="Nothing in it.",
            advised=False,
            unlooked_why="" if as_it_is(case).known_at else "He is hers, and she was seen.",
            seen=as_it_is(case).version,
            by=by,
            at=walk.at,
        )
        if told:
            outcome = hearing.outcome_of(ended.contact)
            triage.tell_referrer(contact=ended.contact, outcome=outcome, by=by, at=walk.at)
        return ended

    walk.as_("manager", do)
    return as_it_is(case)


def reopen(
    walk: Walk,
    case: Case,
    *,
    who: str = "manager",
    reason: str = MISTAKE,
    seen: int | None = None,
) -> Case:
    """Open a case again as somebody who has looked at it as it is now."""
    version = as_it_is(case).version if seen is None else seen

    def do(by: Actor) -> Case:
        mine = Case.objects.select_related("contact__policy_version", "child").get(pk=case.pk)
        return reopening.reopen(case=mine, reason=reason, seen=version, by=by, at=walk.at)

    walk.as_(who, do)
    return as_it_is(case)
