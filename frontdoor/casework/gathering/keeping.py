"""Keep what an agency gave to fewer people than before, or open it again (decision 42).

Fewer: the agency or a manager, at once. All again: the agency alone, which knows what it is.
"""

from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Caveat, Role, Zone
from frontdoor.audit import operations as audit
from frontdoor.audit.operations import record
from frontdoor.casework.gathering import events
from frontdoor.casework.gathering.models import Finding, Opinion
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.kernel.refusal import Invalid, Refused, Unknown, refuse_if

Item = Finding | Opinion
NOT_YOURS = "The agency that gave this, and the hub’s managers, say who may see it."
ALREADY = "This is kept already. Only the agency that gave it says so anew, or opens it to all."
_WITH = (
    "agency", "request__enquiry__case__child", "request__enquiry__case__contact__policy_version",
    "request__enquiry__case__contact__hub",
)  # fmt: skip


def facts(number: int) -> Finding | None:
    """Return facts that an agency shares, by number, as far as whoever asks may see them."""
    found = Finding.objects.select_related("person", *_WITH)
    return found.filter(pk=number, answer=Answer.SHARED).first()


def view(number: int) -> Opinion | None:
    """Return what an agency makes of it, by number, as far as whoever asks may see it."""
    return Opinion.objects.select_related("supplement__person", *_WITH).filter(pk=number).first()


KINDS = {"facts": facts, "view": view}


def get(kind: str, number: int, *, actor: Actor, to: str, at: datetime) -> Item:
    """Return what an agency gave, and remember the look.

    :raises Unknown: if there is none, or none that the actor may know of: one answer.
    """
    found = KINDS[kind](number) if kind in KINDS else None
    if found is None:
        raise Unknown(str(number))
    audit.looked(_subject(found), purpose=to, by=actor, at=at)
    return found


def _subject(item: Item) -> str:
    return str(item.request.enquiry.case.reference)


def named(item: Item) -> str:
    """Return what it is, in words that tell nothing of it."""
    if isinstance(item, Finding):
        return f"the facts on {item.person.name}"
    return "what it makes of it"


def why_not(item: Item, *, by: Actor) -> str:
    """Return why it is not theirs to say who may see it, or an empty string."""
    if by.zone == Zone.PARTNER and by.agency_id == item.agency_id:
        return ""
    if by.role is not Role.TEAM_MANAGER:
        return NOT_YOURS
    return ALREADY if item.is_kept else ""


def choices(item: Item, *, by: Actor) -> list[Caveat]:
    """Return to whom somebody may keep it: not as it is now, and to nobody without themselves."""
    found = [each for each in Caveat if each.value != item.kept_to]
    if by.zone == Zone.PARTNER and by.user_id != item.given_by:
        found = [each for each in found if each is not Caveat.MANAGERS]
    return found if by.zone == Zone.PARTNER else [each for each in found if each is not Caveat.HUB]


@transaction.atomic
def keep(*, item: Item, kept_to: Caveat, why: str, by: Actor, at: datetime) -> Item:
    """Keep what an agency gave to others than now. What went to teams before stays there.

    :raises Refused: if it is not theirs to say, or somebody kept it meanwhile.
    :raises Invalid: if it cannot be kept so, or is opened further without a reason.
    """
    held = type(item).objects.select_for_update(of=("self",)).filter(pk=item.pk).first()
    if held is None or held.kept_to != item.kept_to:
        raise Refused("Somebody changed who may see this. Open the page again.")
    refuse_if(why_not(item, by=by))
    if kept_to not in choices(item, by=by):
        raise Invalid("kept_to", "Choose somebody else than now.")
    if item.is_kept and not why.strip():
        raise Invalid("why", "Give the reason why others may see it than before.")
    before = Caveat(item.kept_to)
    type(item).objects.filter(pk=item.pk).update(kept_to=kept_to.value)
    item.kept_to = kept_to.value
    record(
        events.AnswerKept(
            subject=_subject(item),
            hub_id=item.hub_id,
            agency=item.agency.name,
            of=named(item),
            before=before.label,
            now=kept_to.label,
            why=why.strip(),
            kept_to=kept_to.value if item.is_kept else "",
        ),
        by=by,
        at=at,
    )
    return item
