"""What the hub's policy does by itself when an agency has not answered in time (a.8, 15).

In nobody's name: a manager still chooses to go on without, to give more time, or to tell more.
"""

from datetime import datetime, timedelta

from django.db import transaction

from frontdoor.audit.operations import noticed
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.enquiries.vocabulary import Stage as EnquiryStage
from frontdoor.casework.gathering import events, queries
from frontdoor.casework.gathering.models import Asked, Chase, Supplement
from frontdoor.casework.gathering.vocabulary import Chasing

# Ours: an answer that was sent in time is on its way no longer than this.
ON_ITS_WAY = timedelta(minutes=1)


@transaction.atomic
def escalate_misses(enquiry_id: int, *, at: datetime) -> list[Chase]:
    """Escalate every question of an enquiry whose time is up, each miss once.

    Whoever works on the enquiry at this moment comes first: then nothing is done, until next time.
    """
    free = Enquiry.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    enquiry = free.filter(pk=enquiry_id, stage=EnquiryStage.GATHERING.value).first()
    if enquiry is None:
        return []
    silent = queries.silent(queries.requests(enquiry), at=at - ON_ITS_WAY)
    return [_escalate(asked, at=at) for asked in silent if not is_escalated(asked)]


def is_escalated(asked: Asked) -> bool:
    """Tell whether a deputy has been told of the time that was missed last, by whomever."""
    return bool(in_force(asked))


def in_force(asked: Asked) -> list[Chase]:
    """Return how a deputy was told of the time that was missed last, by whomever."""
    told = [each for each in asked.chased if each.kind == Chasing.ESCALATED]
    due_at = asked.falls_due_at
    return [each for each in told if each.missed_at == due_at or each.made_at > due_at]


def _escalate(asked: Asked, *, at: datetime) -> Chase:
    policy = asked.policy
    deputy = policy.agency(asked.agency.slug).deputy
    chase = Chase.objects.create(
        hub_id=asked.hub_id,
        request=asked.whole,
        supplement=asked if isinstance(asked, Supplement) else None,
        agency_id=asked.agency_id,
        kind=Chasing.ESCALATED.value,
        told=deputy,
        missed_at=asked.falls_due_at,
        made_at=at,
    )
    noticed(
        events.MissEscalated(
            subject=asked.whole.enquiry.case.reference,
            hub_id=asked.hub_id,
            agency=asked.agency.name,
            person=asked.about,
            deputy=deputy,
            cover=policy.gathering.cover,
            due_at=asked.falls_due_at,
        ),
        by_name=f"{policy.hub.name}, by its policy",
        at=at,
    )
    return chase
