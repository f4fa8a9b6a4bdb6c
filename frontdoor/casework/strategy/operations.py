"""Call a strategy discussion, and arrange it.

Calling it does at once what immediate harm asks for: the case is in MASH, it has the pack's rating
for it, its teams are told, the agencies invited; and gathering goes on (C6.4, C6.5, B17).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.access import queries as agencies
from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import clocks
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.disclosures import passing
from frontdoor.casework.enquiries import operations as enquiries
from frontdoor.casework.enquiries import queries as enquired
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import chasing
from frontdoor.casework.strategy import events, queries, rules
from frontdoor.casework.strategy.models import Discussion, Invitation
from frontdoor.casework.strategy.vocabulary import DiscussionMove
from frontdoor.kernel.refusal import Invalid, refuse_if
from frontdoor.policy.rules import Advice, at_once
from frontdoor.policy.staged import may_not


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Who chairs a discussion, how people join, which agencies are invited, and who else."""

    chair: str
    joining: str = ""
    invited: Sequence[str] = ()
    others: str = ""


@transaction.atomic
def call(
    *,
    case: Case,
    why: str,
    plan: Plan,
    items: Sequence[str],
    basis: str,
    seen: int,
    by: Actor,
    at: datetime,
) -> Discussion:
    """Decide that a strategy discussion is held, and do at once all that goes with it.

    A case that waits goes to MASH; the enquiry has the pack's rating for immediate harm, promised
    anew where it had another; the teams that the pack names, and that were not told before, each
    receive `items`; the agencies are invited; and its time runs (C6.4, C6.5, C8.6, C14.10).

    :raises Refused: if routing is not theirs, one is called already, or the case has left the hub.
    :raises Invalid: if the reason or the chair is missing, or a team would receive nothing.
    :raises Stale: if somebody changed the case since `seen`.
    """
    refuse_if(may_not(case.policy, "route", by=by))
    if not why.strip():
        raise Invalid("why", "Say why it cannot wait.")
    harm = queries.harm(case, at=at)
    enquiry, case = _enquired(case, harm, why=why, seen=seen, by=by, at=at)
    chasing.rate_by_policy(
        enquiry=enquiry,
        rating=rules.rating(case.policy, harm),
        reason=f"Strategy discussion: {why}",
        by=by,
        at=at,
    )
    # Every step above holds the case for itself, and counts its own changes.
    case = Case.locked(case)
    case.keep(urgent=True)
    due_at = _start(case, at=at)
    asks = _asks(plan, due_at=due_at)
    told = _tell(case, harm, items=items, why=why, asks=asks, basis=basis, by=by, at=at)
    discussion = Discussion.objects.create(
        hub_id=case.hub_id,
        case=case,
        stage=Discussion.LIFECYCLE.first,
        why=why.strip(),
        due_at=due_at,
        **_settled(plan),
        **_called(by, at),
    )
    invited = _invite(discussion, plan.invited, at=at)
    _remember(discussion, invited=invited, told=told, by=by, at=at)
    return discussion


def _remember(
    discussion: Discussion, *, invited: list[str], told: list[str], by: Actor, at: datetime
) -> None:
    record(
        events.DiscussionCalled(
            subject=discussion.case.reference,
            hub_id=discussion.hub_id,
            why=discussion.why,
            due_at=discussion.due_at,
            chair=discussion.chair,
            invited=tuple(invited),
            told=tuple(told),
        ),
        by=by,
        at=at,
    )


def _enquired(
    case: Case, harm: Advice, *, why: str, seen: int, by: Actor, at: datetime
) -> tuple[Enquiry, Case]:
    """Return the enquiry of a case, opened if there is none, and hold both.

    The enquiry is held before its case, as everywhere: so nobody waits for each other.
    """
    found = enquired.of(case)
    if found is not None:
        enquiry, case = Enquiry.locked(found), Case.locked(case, seen=seen)
        refuse_if(queries.why_not_call(case))
        return enquiry, case
    refuse_if(queries.why_not_call(case))
    opened = enquiries.open_from(
        case=case,
        route=harm.route,
        team=harm.team or "",
        reason=why.strip(),
        advised=True,
        seen=seen,
        by=by,
        at=at,
    )
    return opened, opened.case


def _start(case: Case, *, at: datetime) -> datetime:
    """Start its time, in place of an earlier discussion's, and return when it is up."""
    span = at_once(case.policy, contacts.calendar(case), at=at)
    clocks.replace(
        case,
        Span.STRATEGY,
        duration=span.duration,
        started_at=at,
        counted_from=span.counted_from,
        at=at,
    )
    return queries.due_at(case, at=at)


def _asks(plan: Plan, *, due_at: datetime) -> str:
    said = (
        f"The strategy discussion is to be held by {due_at:%H:%M} on {due_at:%-d %B %Y}.",
        f"Chair: {plan.chair.strip()}.",
        plan.joining.strip(),
    )
    return " ".join(words for words in said if words)


def _tell(
    case: Case,
    harm: Advice,
    *,
    items: Sequence[str],
    why: str,
    asks: str,
    basis: str,
    by: Actor,
    at: datetime,
) -> list[str]:
    teams = queries.to_tell(case, harm)
    if not teams:
        return []
    sent = passing.tell(
        case=case,
        shares=dict.fromkeys(teams, items),
        basis=basis,
        reason=why,
        advice=[harm],
        asks=asks,
        by=by,
        at=at,
    )
    return [product.team.name for product in sent]


def _called(by: Actor, at: datetime) -> dict[str, Any]:
    return {"called_by": by.user_id, "called_by_name": by.name, "called_at": at}


def _settled(plan: Plan) -> dict[str, str]:
    if not plan.chair.strip():
        raise Invalid("chair", "Say who chairs it.")
    return {
        "chair": plan.chair.strip(),
        "joining": plan.joining.strip(),
        "others": plan.others.strip(),
    }


def _invite(discussion: Discussion, slugs: Iterable[str], *, at: datetime) -> list[str]:
    """Invite agencies, and return the names of those who were not invited before."""
    policy = discussion.policy
    if not set(slugs) <= {agency.slug for agency in policy.agencies}:
        raise Invalid("invited", "Choose agencies of the hub; write the others in words.")
    invited = set(discussion.invitations.values_list("agency__slug", flat=True))
    names = []
    for slug in dict.fromkeys(slugs):
        if slug in invited:
            continue
        invitation = Invitation.objects.create(
            hub_id=discussion.hub_id,
            discussion=discussion,
            agency=agencies.agency(discussion.hub_id, slug),
            reference=discussion.case.reference,
            chair=discussion.chair,
            joining=discussion.joining,
            due_at=discussion.due_at,
            invited_at=at,
        )
        names.append(invitation.agency.name)
    return names


@transaction.atomic
def arrange(
    *, discussion: Discussion, plan: Plan, seen: int, by: Actor, at: datetime
) -> Discussion:
    """Settle anew who chairs and how people join, and invite more; its time stays as promised.

    Who is invited stays invited, and reads the new arrangement.

    :raises Refused: if routing is not theirs, or it is over.
    :raises Invalid: if the chair is missing.
    :raises Stale: if somebody changed it since `seen`.
    """
    discussion = Discussion.locked(discussion, seen=seen)
    # Whoever may record what comes of it may arrange it.
    refuse_if(discussion.why_not(DiscussionMove.HOLD, by=by))
    discussion.keep(**_settled(plan))
    discussion.invitations.update(chair=discussion.chair, joining=discussion.joining)
    invited = _invite(discussion, plan.invited, at=at)
    record(
        events.DiscussionArranged(
            subject=discussion.case.reference,
            hub_id=discussion.hub_id,
            chair=discussion.chair,
            joining=discussion.joining,
            invited=tuple(invited),
        ),
        by=by,
        at=at,
    )
    return discussion
