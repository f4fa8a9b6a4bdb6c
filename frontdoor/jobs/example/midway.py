"""Steps of a walk while agencies gather: another rating, one more agency, no reply."""

from datetime import timedelta

from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import chasing
from frontdoor.casework.gathering.models import Asked, Chase, Request
from frontdoor.casework.gathering.vocabulary import Basis
from frontdoor.jobs.example.walk import Walk


def re_rate(walk: Walk, enquiry: Enquiry, rating: str) -> Enquiry:
    """Change the rating of an enquiry."""
    return walk.as_(
        walk.whose("re_rate"),
        lambda actor: chasing.re_rate(
            enquiry=enquiry,
            rating=rating,
            reason="What came back.",
            seen=Enquiry.objects.get(pk=enquiry.pk).version,
            by=actor,
            at=walk.at,
        ),
    )


def ask_more(walk: Walk, enquiry: Enquiry, agency: str) -> Request:
    """Ask one more agency."""
    return walk.as_(
        walk.whose("ask"),
        lambda actor: chasing.ask_more(
            enquiry=enquiry,
            agency=agency,
            summary="Please search for everybody named.",
            basis=Basis.SECTION_47,
            seen=Enquiry.objects.get(pk=enquiry.pk).version,
            by=actor,
            at=walk.at,
        ),
    )


def extend(walk: Walk, asked: Asked, *, days: int = 2) -> Chase:
    """Give an agency more time."""
    return walk.as_(
        walk.whose("decide"),
        lambda actor: chasing.extend(
            asked=asked,
            due_at=asked.falls_due_at + timedelta(days=days),
            reason="It is on its way.",
            by=actor,
            at=walk.at,
        ),
    )


def escalate(walk: Walk, asked: Asked) -> Chase:
    """Tell an agency's deputy."""
    return walk.as_(
        walk.whose("decide"),
        lambda actor: chasing.escalate(
            asked=asked, reason="The child cannot wait.", by=actor, at=walk.at
        ),
    )
