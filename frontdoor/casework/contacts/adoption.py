"""Ties the identities of an adopted child, once the record of one of them is restricted."""

from datetime import datetime

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.restricting import queries as restricting
from frontdoor.kernel.refusal import Invalid
from frontdoor.people import adopting
from frontdoor.people.held import Adoption

FIRST = (
    "Restrict the record of one of the two first, because of the adoption. Its readers are those "
    "who will know of this."
)
NONE = "There is no case of that reference that you may see."


def tie(
    *, case: Case, other: str, is_before: bool, told_by: str, by: Actor, at: datetime
) -> Adoption:
    """Say that the children of two cases are one, before and after an adoption.

    `is_before` tells whether the other case has the identity before. The readers of the record that
    is restricted because of the adoption are the readers of the tie.

    :raises Refused: if it is not theirs.
    :raises Invalid: if there is no such case, or neither is restricted because of an adoption.
    """
    cases = Case.objects.select_related("child", "contact")
    found = cases.filter(reference=other.strip().upper()).first()
    if found is None:
        raise Invalid("other", NONE)
    before, after = (found, case) if is_before else (case, found)
    for kept in (before, after):
        if readers := restricting.readers_because_adopted(kept.contact_id):
            return adopting.tie(
                after=after.child,
                before=before.child,
                readers=readers,
                told_by=told_by,
                by=by,
                at=at,
            )
    raise Invalid("other", FIRST)
