"""Ask about strategy discussions, and what agencies are invited to."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import QuerySet

from frontdoor.casework.contacts import addressing
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.strategy import rules
from frontdoor.casework.strategy.models import Discussion, Invitation
from frontdoor.casework.strategy.vocabulary import DiscussionStage
from frontdoor.kernel.asking import Asking, asks, beside
from frontdoor.kernel.prepared import prepared
from frontdoor.people import queries as people
from frontdoor.policy.rules import Advice, at_once, of_harm

# Those that are over are told for a while, and do not pile up.
MOST_OVER = 10
# What is due at closing is due while the hub is open.
_A_MOMENT = timedelta(seconds=1)


@asks
def on(case: Case) -> Asking[list[Discussion]]:
    """Return the discussions on a case: the one to be held first, then the newest."""
    found, invited = _on(case.pk), _invited(case.pk)
    yield found, invited
    beside(found, "invitations", invited, field="discussion")
    for discussion in found:
        discussion.case = case
    return sorted(found, key=lambda each: not each.is_open)


@prepared
def _on(case: int) -> QuerySet[Discussion]:
    return Discussion.objects.filter(case=case).order_by("-pk")


@prepared
def _invited(case: int) -> QuerySet[Invitation]:
    found = Invitation.objects.filter(discussion__case=case)
    return found.select_related("agency").order_by("pk")


def to_be_held(case: Case) -> Discussion | None:
    """Return the discussion that is to be held on a case, if there is one."""
    found = Discussion.objects.filter(case=case, stage=DiscussionStage.CALLED)
    return (
        found.select_related("case__contact__policy_version", "case__contact__hub", "case__child")
        .prefetch_related("invitations__agency")
        .first()
    )


def last(case: Case) -> Discussion | None:
    """Return the newest discussion on a case, held or not."""
    found = Discussion.objects.filter(case=case).order_by("-pk")
    return found.select_related("case__contact__policy_version", "case__contact__hub").first()


def is_before_mash(case: Case) -> bool:
    """Tell whether calling a discussion opens the enquiry of a case as well."""
    return case.stage in rules.BEFORE_MASH


def why_not_call(case: Case) -> str:
    """Return why no discussion can be called on a case now, or an empty string."""
    return rules.why_not_call(
        case.stage,
        has_enquiry=enquiries.of(case) is not None,
        is_called=to_be_held(case) is not None,
    )


def harm(case: Case, *, at: datetime) -> Advice:
    """Return what the pack has for immediate harm, with the teams that it means for this child.

    It holds for every discussion, whatever was answered when the contact was taken. Where the hub
    is shut by the time that it is due, the out-of-hours team takes part as well (C3.7).
    """
    involved = people.involvements(case.child)
    [advice] = addressing.named(case, [of_harm(case.policy)], involved=involved)
    if contacts.calendar(case).is_open(due_at(case, at=at) - _A_MOMENT):
        return advice
    return replace(advice, also_tell=(*advice.also_tell, case.policy.out_of_hours.team))


def to_tell(case: Case, harm: Advice) -> list[str]:
    """Return the teams that have yet to hear of a case once a discussion is called on it."""
    told = {each.team.slug for each in disclosures.handed_over(case.pk)}
    return [team for team in rules.teams(harm) if team not in told]


def due_at(case: Case, *, at: datetime) -> datetime:
    """Return by when a discussion that is called at a moment has to be held (a.8, 16)."""
    span = at_once(case.policy, contacts.calendar(case), at=at)
    return contacts.due(case.contact, span.duration, at=span.counted_from)


def invitations(agency_id: int) -> tuple[list[Invitation], list[Invitation]]:
    """Return what an agency is invited to, what is due first, and the newest that are over."""
    mine = Invitation.objects.filter(agency_id=agency_id)
    over = mine.filter(over_at__isnull=False).order_by("-over_at", "-pk")[:MOST_OVER]
    return list(mine.filter(over_at__isnull=True).order_by("due_at", "pk")), list(over)


def children(references: Iterable[str]) -> dict[str, str]:
    """Return the child's name by case, of those cases that the asker was let see."""
    found = Case.objects.filter(reference__in=list(references)).select_related("child")
    return {case.reference: case.child.name for case in found}
