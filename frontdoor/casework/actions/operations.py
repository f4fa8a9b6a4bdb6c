"""Give somebody something to do for a child, by a time, and take what came of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frontdoor.access import operations as access
from frontdoor.access import queries as agencies
from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Membership
from frontdoor.audit.events import Fact
from frontdoor.audit.operations import record
from frontdoor.casework.actions import additions, events, rules
from frontdoor.casework.actions.models import Action, ActionPerson
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.actions.vocabulary import Move, Stage
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import telling
from frontdoor.casework.contacts.clocks import WARN_AT
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.ledger import operations as ledger
from frontdoor.casework.ledger.rules import Line
from frontdoor.casework.ledger.vocabulary import Kind
from frontdoor.casework.triage import queries as triage
from frontdoor.kernel.refusal import Invalid, refuse_if
from frontdoor.people import wall as people_wall
from frontdoor.people.models import Person
from frontdoor.policy import queries as policies
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.rules import day as hub_day
from frontdoor.policy.staged import may_not

TO_WHOM = "Choose who does it: somebody who looks into cases here, or an agency of the hub."


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose an action is: an agency of the hub by its slug, one of its workers, or a receiving team
    with the product that it was sent.
    """

    agency: str = ""
    worker: Membership | None = None
    team: Agency | None = None
    product: str = ""


@transaction.atomic
def set_action(
    *,
    case: Case,
    what: str,
    why: str,
    owner: Owner,
    people: Sequence[Person],
    due: Due,
    seen: int,
    by: Actor,
    at: datetime,
) -> Action:
    """Give somebody something to do on a case, by a time (C2.7, C14.8).

    An agency sees the words and the people that are named here, and nothing else of the case.

    :raises Refused: if asking others is not theirs, or the case has left the hub.
    :raises Invalid: if what, what for, who or by when is missing or makes no sense.
    :raises Stale: if somebody changed the case since `seen`.
    """
    refuse_if(may_not(case.policy, "ask", by=by))
    case = Case.locked(case, seen=seen)
    refuse_if(rules.why_not_set(case.stage))
    return begin(case, what=what, why=why, owner=owner, people=people, due=due, by=by, at=at)


def begin(
    case: Case,
    *,
    what: str,
    why: str,
    owner: Owner,
    people: Sequence[Person],
    due: Due,
    by: Actor,
    at: datetime,
) -> Action:
    """Give somebody something to do on a case that the caller holds, and may ask this of them.

    :raises Invalid: if what, what for, who, about whom or by when is missing or makes no sense.
    """
    _is_whole(what=what, why=why)
    named = {party.person for party in contacts.parties(case.contact)}
    if not people or not set(people) <= named:
        raise Invalid("people", "Choose whom this is about, from those named in the contact.")
    # Counted as a change: whoever is about to close the case has not seen this.
    case.keep()
    numbers = Action.objects.filter(case=case).values_list("number", flat=True)
    action = given(
        case,
        what=what.strip(),
        why=why.strip(),
        number=max(numbers, default=0) + 1,
        turn=1,
        owner=owner,
        people=people,
        due=due,
        by=by,
        at=at,
    )
    tell(events.ActionSet, action, by=by, at=at, due_at=due.at)
    return action


def _is_whole(*, what: str, why: str) -> None:
    if not what.strip():
        raise Invalid("what", "Write what is to be done.")
    if not why.strip():
        raise Invalid("why", "Write what it is for, so that it can be done well.")


def given(
    case: Case,
    *,
    what: str,
    why: str,
    number: int,
    turn: int,
    owner: Owner,
    people: Iterable[Person],
    due: Due,
    by: Actor,
    at: datetime,
) -> Action:
    """Give an action to its owner, and let an agency see those whom it is about.

    A team sees nobody: it is told their names and when they were born.

    :raises Invalid: if the owner or the time makes no sense.
    """
    if reason := rules.why_not_due(due.at, at=at):
        raise Invalid("due", reason)
    agency = owner.team or _agency(case, owner)
    action = Action.objects.create(
        hub_id=case.hub_id,
        policy_version_id=case.contact.policy_version_id,
        case=case,
        case_reference=case.reference,
        stage=Action.LIFECYCLE.first,
        number=number,
        turn=turn,
        agency=agency,
        worker=None if agency else _worker(case, owner, at=at),
        what=what,
        why=why,
        unit=due.unit.value,
        warn_at=warned(case.contact.policy_version, due, at=at),
        due_at=due.at,
        product_reference=owner.product,
        set_at=at,
        set_by=by.user_id,
        set_by_name=by.name,
    )
    if agency:
        _put_down(case, action, agency, by=by, at=at)
    for person in people:
        told = {"name": person.name, "born_on": person.date_of_birth} if owner.team else {}
        ActionPerson.objects.create(
            hub_id=case.hub_id, action=action, agency=agency, person=person, **told
        )
        if agency and not owner.team:
            let_see(agency, person, case, by=by, at=at)
    return action


def _put_down(case: Case, action: Action, agency: Agency, *, by: Actor, at: datetime) -> None:
    law = policies.stated(case.contact.policy_version)
    line = Line(kind=Kind.ACTION, what=action.what, whom=agency.name, basis=law.said("give_action"))
    known = telling.on_record(case.contact)
    ledger.enter([line], subject=case.reference, hub_id=case.hub_id, record=known, by=by, at=at)


def warned(version: PolicyVersion, due: Due, *, at: datetime) -> datetime:
    """Return from when on a time is shown as running out (P24)."""
    return policies.calendar(version).warn_at(at, due.at, WARN_AT, due.unit)


def let_see(agency: Agency, person: Person, case: Case, *, by: Actor, at: datetime) -> None:
    """Open the wall for one person whom an action is about: not for the case, nor the contact."""
    access.grant(
        agency=agency,
        kind=people_wall.PERSON,
        record_id=person.pk,
        why=f"Has something to do on {case.reference}",
        by=by,
        at=at,
    )


def _agency(case: Case, owner: Owner) -> Agency | None:
    if not owner.agency:
        return None
    if owner.agency not in {each.slug for each in case.policy.agencies}:
        raise Invalid("owner", TO_WHOM)
    return agencies.agency(case.hub_id, owner.agency)


def _worker(case: Case, owner: Owner, *, at: datetime) -> Membership:
    can = triage.workers(case.hub_id, case.policy, on=hub_day(case.policy, at))
    if owner.worker is None or owner.worker.pk not in {each.pk for each in can}:
        raise Invalid("owner", TO_WHOM)
    return owner.worker


@transaction.atomic
def complete(*, action: Action, result: str, seen: int, by: Actor, at: datetime) -> Action:
    """Take what came of an action from its owner, and keep whether it was in time.

    :raises Refused: if it is not theirs, or is over.
    :raises Invalid: if the result is missing: silence is never "done".
    :raises Stale: if somebody changed it since `seen`.
    """
    if not result.strip():
        raise Invalid("words", "Write what came of it, also when nothing was found.")
    action = ended(action, Move.DO, words=result, done=True, seen=seen, by=by, at=at)
    in_time = bool(action.kept)
    tell(events.ActionDone, action, by=by, at=at, result=action.words, in_time=in_time)
    return action


@transaction.atomic
def leave(*, action: Action, why: str, seen: int, by: Actor, at: datetime) -> Action:
    """Take from its owner that an action cannot be done, and why.

    :raises Refused: if it is not theirs, or is over.
    :raises Invalid: if the reason is missing.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not why.strip():
        raise Invalid("words", "Say why it cannot be done, so that the hub can find another way.")
    action = ended(action, Move.LEAVE, words=why, seen=seen, by=by, at=at)
    tell(events.ActionNotDone, action, by=by, at=at, why=action.words)
    return action


def ended(
    action: Action,
    move: Move,
    *,
    words: str,
    done: bool = False,
    seen: int,
    by: Actor,
    at: datetime,
) -> Action:
    """End an action, as a part of a move.

    In time is only what was done in time; a miss stays one, however it ends.
    """
    held = Action.locked(action, seen=seen)
    kept = held.was_kept(at=at)
    is_elsewhere = held.is_of_a_team or held.stage == Stage.PASSED_ON
    held.take(
        move,
        by=by,
        words=words.strip(),
        ended_at=at,
        ended_by=by.user_id,
        ended_by_name=by.name,
        kept=kept if done or not kept else None,
        to_read=is_elsewhere and move in (Move.DO, Move.LEAVE),
    )
    if move not in (Move.GIVE_ON, Move.COVER):
        additions.came(held, at=at)
    return held


def tell(
    fact: Callable[..., Fact], action: Action, *, by: Actor, at: datetime, **more: object
) -> None:
    """Remember something of an action: which one it is, whose, and what more there is to it."""
    told = fact(
        subject=action.case_reference,
        hub_id=action.hub_id,
        what=action.what,
        owner=action.owner,
        **more,
    )
    record(told, by=by, at=at)
