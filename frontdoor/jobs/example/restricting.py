"""Steps of a walk with restricted records: restrict one, lift that, look without the right to."""

from collections.abc import Sequence

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.restricting import glass, operations, queries
from frontdoor.casework.restricting.models import BreakGlass, Restriction
from frontdoor.casework.restricting.vocabulary import Judgement, Reason
from frontdoor.jobs.example.walk import Walk

READERS = ("manager", "social-worker")
WHY = "The hospital rings about the child: which worker has the case?"


def restrict(
    walk: Walk,
    contact: Contact,
    *readers: str,
    by: str = "manager",
    reason: Reason = Reason.STAFF,
    words: str = "",
) -> Restriction:
    """Keep a contact, and what goes on with it, for some of the hub's people."""

    def do(actor: Actor) -> Restriction:
        made = operations.restrict(
            records=reports.one_record(contact),
            reason=reason,
            words=words,
            readers=[walk.actor(short).user_id for short in readers or READERS],
            by=actor,
            at=walk.at,
        )
        return made[0]

    return walk.as_(by, do)


def name(walk: Walk, held: Restriction, readers: Sequence[str], by: str = "manager") -> Restriction:
    """Let these people read a restricted record, and nobody else."""
    users = [walk.actor(short).user_id for short in readers]
    return walk.as_(
        by,
        lambda actor: operations.name(
            restriction=held,
            readers=users,
            seen=queries.restriction(held.pk).version,
            by=actor,
            at=walk.at,
        ),
    )


def lift(walk: Walk, held: Restriction, by: str = "manager") -> Restriction:
    """Open a restricted record to all again."""
    return walk.as_(
        by,
        lambda actor: operations.lift(
            restriction=held,
            why="She works here no longer.",
            seen=queries.restriction(held.pk).version,
            by=actor,
            at=walk.at,
        ),
    )


def break_glass(walk: Walk, reference: str, by: str = "officer", reason: str = WHY) -> BreakGlass:
    """Open a record without the right to."""
    actor = walk.actor(by)
    with context.as_actor(actor, at=walk.at):
        return glass.break_(reference=reference, reason=reason, by=actor, at=walk.at)


def review(
    walk: Walk,
    held: BreakGlass,
    by: str = "manager-2",
    judgement: Judgement = Judgement.JUSTIFIED,
) -> BreakGlass:
    """Judge somebody else's look."""
    return walk.as_(
        by,
        lambda actor: glass.review(
            glass=held,
            judgement=judgement,
            done="Rang the hospital: they had asked for it.",
            seen=queries.glass(held.pk).version,
            by=actor,
            at=walk.at,
        ),
    )
