"""Open a case again that ended by mistake, with its enquiry; say who knows how it ended."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import reopening, reports
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage
from frontdoor.casework.decisions import operations as decisions
from frontdoor.casework.disclosures import passing, queries
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.kernel.refusal import first, refuse_if

TAKE_IT_BACK = "No team has acknowledged this yet: take it back instead, and they will see that."


@transaction.atomic
def reopen(*, case: Case, reason: str, seen: int, by: Actor, at: datetime) -> Case:
    """Open a case again that was closed, or passed on and acknowledged. It waits for a decision,
    or its enquiry is decided anew. What teams have stays theirs: they are told anew by a person.

    :raises Refused: if it has not ended, can be taken back, or opening again is not theirs.
    :raises Invalid: if the reason is missing.
    :raises Stale: if somebody changed the case since `seen`.
    """
    enquiry = enquiries.of(case)
    if enquiry is not None:
        enquiry = Enquiry.locked(enquiry)  # Before the case: whoever shares holds them so.
    reports.hold([case])
    case = Case.locked(case, seen=seen)
    products = queries.products_on(case.pk)
    refuse_if(why_not(case, enquiry, products, by=by))
    if enquiry is not None:
        decisions.reopen(enquiry=enquiry, by=by, at=at)
    return reopening.reopen(
        case=case,
        move=move(enquiry),
        reason=reason,
        told=[each.team.name for each in told(case, products)],
        seen=seen,
        by=by,
        at=at,
    )


def move(enquiry: Enquiry | None) -> CaseMove:
    """Return which way a case is opened again: to a decision, or into its enquiry."""
    return CaseMove.REOPEN if enquiry is None else CaseMove.REOPEN_IN_MASH


def told(case: Case, products: Iterable[Product]) -> list[Product]:
    """Return what teams know of how a case ended in this turn: it is theirs, and not untold."""
    now = [each for each in products if each.turn == case.turn]
    return [each for each in now if not each.is_recalled and not each.is_lent]


def why_not(case: Case, enquiry: Enquiry | None, products: Iterable[Product], *, by: Actor) -> str:
    """Return why `by` cannot open a case again now, or an empty string."""
    can_be_taken_back = case.stage == CaseStage.PASSED_ON and not passing.why_not_recall(
        told(case, products)
    )
    return first([case.why_not(move(enquiry), by=by), TAKE_IT_BACK if can_be_taken_back else ""])
