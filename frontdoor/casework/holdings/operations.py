"""Answer who asks for what is held about a person: register, collect, decide, give (a.8, 13)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.audit.events import Fact
from frontdoor.audit.operations import record
from frontdoor.casework.holdings import collecting, events, queries, rules
from frontdoor.casework.holdings.lifecycle import TASK
from frontdoor.casework.holdings.models import AccessRequest, Item
from frontdoor.casework.holdings.vocabulary import (
    Asker,
    Choice,
    Ending,
    Ground,
    RequestMove,
    RequestStage,
)
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.people.models import Person
from frontdoor.policy import queries as policies
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.rules import day
from frontdoor.policy.staged import may_not

THROUGH_GLASS = "Nothing is taken out through broken glass. Ask one of its readers."
NOT_OPEN = "This can be done only while the request is being answered."


@transaction.atomic
def register(
    *,
    person: Person,
    asked_by: str,
    asker: Asker,
    scope: str,
    received_on: date,
    identity: str = "",
    by: Actor,
    at: datetime,
) -> AccessRequest:
    """Put a request on the register. Its time runs from the day on which it came.

    Whoever registers it answers it, until it is given to somebody else. `identity` says how it was
    checked who asks; without it nothing is given.

    :raises Refused: if it is not theirs.
    :raises Invalid: if it has not been received yet.
    """
    version = policies.current(by.hub_id, at=at)
    refuse_if(may_not(version.policy, TASK, by=by))
    refuse_if(why_not_register(person, by=by))
    if received_on > day(version.policy, at):
        raise Invalid("received_on", "The day on which it came must be today or in the past.")
    made = AccessRequest.objects.create(
        hub_id=by.hub_id,
        policy_version=version,
        stage=AccessRequest.LIFECYCLE.first,
        person=person,
        asked_by=asked_by.strip(),
        asker=asker.value,
        scope=scope.strip(),
        received_on=received_on,
        due_on=_due(version, received_on, months=rules.MONTHS),
        registered_at=at,
        registered_by=by.user_id,
        registered_by_name=by.name,
        holder=by.user_id,
        holder_name=by.name,
    )
    _told(events.AccessRequested, made, by, at, asker=asker.label, received_on=received_on,
          due_on=made.due_on)  # fmt: skip
    if identity.strip():
        _prove(made, identity, on=received_on, runs_from=received_on, by=by, at=at)
    return made


def why_not_register(person: Person, *, by: Actor) -> str:
    """Return why somebody cannot answer for a person's records, or an empty string."""
    held = collecting.contacts(person, by=by) or collecting.alone(person)
    return "" if held else THROUGH_GLASS


def _due(version: PolicyVersion, begins: date, *, months: int) -> date:
    calendar = policies.calendar(version)
    return rules.due_on(begins, months=months, is_working_day=calendar.is_working_day)


def _told(fact: type[Fact], request: AccessRequest, by: Actor, at: datetime, **facts: Any) -> None:
    subject = queries.subject(request)
    record(fact(subject=subject, hub_id=request.hub_id, **facts), by=by, at=at)


@transaction.atomic
def prove(
    *, request: AccessRequest, identity: str, checked_on: date, seen: int, by: Actor, at: datetime
) -> AccessRequest:
    """Record how it was checked who asks. The time runs from that day: the hub had to ask for it.

    :raises Refused: if it is not theirs, or was checked already.
    :raises Invalid: if it says nothing, or the day is not between receipt and today.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not identity.strip():
        raise Invalid("identity", "Write how you checked who asks.")
    request = AccessRequest.locked(request, seen=seen)
    if not request.received_on <= checked_on <= day(request.policy, at):
        raise Invalid("checked_on", "The day must be between receipt and today.")
    return _prove(request, identity, on=checked_on, runs_from=checked_on, by=by, at=at)


def _prove(
    request: AccessRequest, identity: str, *, on: date, runs_from: date, by: Actor, at: datetime
) -> AccessRequest:
    due = _due(request.policy_version, runs_from, months=rules.MONTHS)
    request.take(RequestMove.PROVE, by=by, identity=identity.strip(), identity_on=on, due_on=due)
    _told(events.IdentityChecked, request, by, at, due_on=due)
    return request


@transaction.atomic
def assign(
    *, request: AccessRequest, holder: int, seen: int, by: Actor, at: datetime
) -> AccessRequest:
    """Give a request to somebody else to answer.

    :raises Refused: if it is not theirs, or has ended.
    :raises Invalid: if the other may not answer it, or has it already.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(may_not(request.policy, TASK, by=by))
    request = AccessRequest.locked(request, seen=seen)
    refuse_if(NOT_OPEN if request.is_ended else "")
    other = access.actor(holder, on=day(request.policy, at))
    if other is None or other.hub_id != request.hub_id or may_not(request.policy, TASK, by=other):
        raise Invalid("holder", "Choose somebody whose task this is.")
    if holder == request.holder:
        raise Invalid("holder", f"{request.holder_name} has it already.")
    request.keep(holder=holder, holder_name=other.name)
    _told(events.AccessAssigned, request, by, at, holder=other.name)
    return request


@transaction.atomic
def extend(
    *, request: AccessRequest, why: str, seen: int, by: Actor, at: datetime
) -> AccessRequest:
    """Let it take two months longer, where it is complex or there are many: once, in time.

    :raises Refused: if it is not theirs, is not being answered, is late, or was extended before.
    :raises Invalid: if there is no reason.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(may_not(request.policy, TASK, by=by))
    if not why.strip():
        raise Invalid("why", "Write why it takes longer, as it was told to whoever asked.")
    request = AccessRequest.locked(request, seen=seen)
    today = day(request.policy, at)
    refuse_if(why_not_extend(request, on=today))
    begins = request.identity_on or request.received_on
    before, due = request.due_on, _due(request.policy_version, begins, months=rules.MONTHS_EXTENDED)
    request.keep(due_on=due, extended_on=today, extended_why=why.strip())
    _told(events.AccessExtended, request, by, at, before=before, due_on=due)
    return request


def why_not_extend(request: AccessRequest, *, on: date) -> str:
    """Return why a request cannot have longer on a day, or an empty string."""
    if request.stage != RequestStage.OPEN:
        return NOT_OPEN
    extended = request.extended_on is not None
    return rules.why_not_extend(due=request.due_on, today=on, extended=extended)


@transaction.atomic
def collect(*, request: AccessRequest, seen: int, by: Actor, at: datetime) -> AccessRequest:
    """Copy everything that is held about the person, as far as `by` may read it.

    What was decided stays, unless the row says something else by now: then it is decided anew.

    :raises Refused: if it is not theirs, or the request is not being answered.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(may_not(request.policy, TASK, by=by))
    request = AccessRequest.locked(request, seen=seen)
    refuse_if("" if request.stage == RequestStage.OPEN else NOT_OPEN)
    new, changed = _differing(request, by=by)
    for each in new:
        _copy(request, each, at=at)
    for item, newer in changed:
        item.keep(outdated_at=at)
        if newer is not None:
            _copy(request, newer, at=at)
    request.keep(collected_at=at)
    _told(events.HoldingsCollected, request, by, at, new=len(new), changed=len(changed))
    return request


Changed = tuple[Item, collecting.Held | None]


def _differing(request: AccessRequest, *, by: Actor) -> tuple[list[collecting.Held], list[Changed]]:
    """Return what is held and was not copied, and copies of what says something else by now."""
    copied = {(each.table, each.row_id): each for each in queries.items(request, by=by)}
    found = collecting.held(request.person, policy=request.policy, by=by)
    held = {each.key: each for each in found}
    new = [each for key, each in held.items() if key not in copied]
    changed: list[Changed] = [
        (item, held.get(key))
        for key, item in copied.items()
        if key not in held or held[key].digest != item.digest
    ]
    return new, changed


def _copy(request: AccessRequest, held: collecting.Held, *, at: datetime) -> None:
    Item.objects.create(
        hub_id=request.hub_id,
        request=request,
        contact_id=held.contact_id,
        person_id=held.person_id,
        table=held.table,
        row_id=held.row_id,
        label=held.label,
        source=held.source,
        said_on=held.said_on,
        about=held.about,
        words=held.words,
        digest=held.digest,
        marks=[mark.value for mark in held.marks],
        caveats=list(held.caveats),
        collected_at=at,
    )


@transaction.atomic
def decide(
    *,
    item: Item,
    choice: Choice,
    given: str = "",
    ground: Ground | None = None,
    why: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> Item:
    """Decide what goes of one item: all of it, some of it, or nothing, with the ground.

    It can be decided anew until the request ends; each decision stays in the history.

    :raises Refused: if it is not theirs, the request has ended, or the item is outdated.
    :raises Invalid: if more than words were taken out, or a ground or its reason is missing.
    :raises Stale: if somebody decided it since `seen`.
    """
    refuse_if(may_not(item.request.policy, TASK, by=by))
    request = AccessRequest.locked(item.request)
    refuse_if("" if request.stage == RequestStage.OPEN else NOT_OPEN)
    item = Item.locked(item, seen=seen)
    if item.outdated_at is not None:
        raise Refused("What is held says something else by now. Decide about the newer one.")
    item.keep(
        choice=choice.value,
        **_going(item, choice, given=given, ground=ground, why=why),
        decided_by=by.user_id,
        decided_by_name=by.name,
        decided_at=at,
    )
    _told(events.ItemDecided, request, by, at, number=item.pk, choice=choice.label)
    return item


def _going(
    item: Item, choice: Choice, *, given: str, ground: Ground | None, why: str
) -> dict[str, str]:
    if choice is Choice.GIVE:
        return {"given": item.words, "ground": "", "why": ""}
    if ground is None:
        raise Invalid("ground", "Choose the ground.")
    if not why.strip():
        raise Invalid("why", "Write why, so that somebody else could follow it.")
    kept = ""
    if choice is Choice.REDACT:
        kept = given.replace("\r\n", "\n").strip("\n")
        if reason := rules.why_not_redacted(item.words, kept):
            raise Invalid("given", reason)
    return {"given": kept, "ground": ground.value, "why": why.strip()}


@transaction.atomic
def end(
    *,
    request: AccessRequest,
    ending: Ending,
    words: str,
    restricted_asked: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> AccessRequest:
    """End a request. It is answered only when everything that is held now has been decided.

    :raises Refused: if it is not theirs, or something is undecided or was not collected.
    :raises Invalid: if it is not said how it ended, or whether restricted records were asked for.
    :raises Stale: if somebody changed it since `seen`.
    """
    if not words.strip():
        raise Invalid("words", "Write what you told whoever asked, how and when.")
    request = AccessRequest.locked(request, seen=seen)
    refuse_if(request.why_not(RequestMove.END, by=by))
    items = queries.items(request, by=by)
    if ending is Ending.ANSWERED:
        if not restricted_asked.strip():
            raise Invalid("restricted_asked", "Write who was asked, and what they said.")
        refuse_if(_why_not_answer(request, items, by=by))
    request.take(
        RequestMove.END,
        by=by,
        ending=ending.value,
        words=words.strip(),
        restricted_asked=restricted_asked.strip(),
        ended_at=at,
        ended_by=by.user_id,
        ended_by_name=by.name,
    )
    count = queries.figures(items)
    _told(events.AccessEnded, request, by, at, ending=ending.label, given=count.given,
          redacted=count.redacted, withheld=count.withheld)  # fmt: skip
    return request


def _why_not_answer(request: AccessRequest, items: list[Item], *, by: Actor) -> str:
    if request.stage != RequestStage.OPEN:
        return "Nothing is given before somebody has checked who asks."
    if request.collected_at is None:
        return "Collect what is held first."
    if left := queries.figures(items).undecided:
        return f"{left} of {len(items)} items are undecided. Decide about each first."
    if any(_differing(request, by=by)):
        return "Something was written since it was collected. Collect it again first."
    return ""
