"""Keep a record longer, say that it is to go, and confirm that as the second person (a.8, 13)."""

from datetime import date, datetime
from typing import Any

from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.retention import queries as retention
from frontdoor.disposal import events, queries, rules, told
from frontdoor.disposal.lifecycle import TASK
from frontdoor.disposal.models import Certificate, Disposal, Keeping
from frontdoor.disposal.vocabulary import DisposalMove
from frontdoor.kernel.refusal import Invalid, Refused, first, refuse_if
from frontdoor.oversight import operations as oversight
from frontdoor.people.models import Person
from frontdoor.policy import queries as policies
from frontdoor.policy.rules import day as hub_day
from frontdoor.policy.staged import may_not

THROUGH_GLASS = "You see this record through broken glass. Ask one of its readers."
CHANGED = "This is not what was reviewed: something was joined to it, or parted. Review it again."


@transaction.atomic
def keep(*, contact: Contact, until: date, why: str, by: Actor, at: datetime) -> Keeping:
    """Keep a record that has come to the end of its time until a day, with the reason.

    :raises Refused: if it is not theirs, or waits for a second person to confirm that it goes.
    :raises Invalid: if the day is not in the next ten years, or there is no reason.
    """
    refuse_if(why_not_review(contact, by=by, at=at))
    Contact.locked(contact)
    refuse_if(_is_proposed(queries.standing(contact)))
    return _kept(contact.reference, {"contact": contact}, until=until, why=why, by=by, at=at)


@transaction.atomic
def keep_told(*, person: Person, until: date, why: str, by: Actor, at: datetime) -> Keeping:
    """Keep a person whom another system told of until a day, as `keep` does a record.

    :raises Refused: if it is not theirs, or waits for a second person to confirm that they go.
    :raises Invalid: if the day is not in the next ten years, or there is no reason.
    """
    refuse_if(why_not_list(by=by, at=at))
    person = Person.locked(person)
    refuse_if(_is_proposed(told.standing(person)))
    named = f"person {person.pk}"
    return _kept(named, {"person": person}, until=until, why=why, by=by, at=at)


def _kept(
    named: str, what: dict[str, Any], *, until: date, why: str, by: Actor, at: datetime
) -> Keeping:
    if not why.strip():
        raise Invalid("why", "Write why it is kept longer.")
    today = hub_day(policies.current(by.hub_id, at=at).policy, at)
    if reason := rules.why_not_until(until, today=today):
        raise Invalid("until", reason)
    made = Keeping.objects.create(
        hub_id=by.hub_id,
        **what,
        until=until,
        why=why.strip(),
        kept_by=by.user_id,
        kept_by_name=by.name,
        kept_at=at,
    )
    fact = events.RecordKeptLonger(subject=named, hub_id=by.hub_id, until=until)
    record(fact, by=by, at=at)
    return made


def why_not_review(contact: Contact, *, by: Actor, at: datetime) -> str:
    """Return why somebody cannot say what becomes of a record, or an empty string."""
    closed = retention.is_closed(contact, by=by)
    return first([why_not_list(by=by, at=at), THROUGH_GLASS if closed else ""])


def why_not_list(*, by: Actor, at: datetime) -> str:
    """Return why somebody has nothing to do with disposal, or an empty string."""
    return may_not(policies.current(by.hub_id, at=at).policy, TASK, by=by)


def _is_proposed(found: Disposal | None) -> str:
    return f"{found.proposed_by_name} has said already that this is to go." if found else ""


@transaction.atomic
def propose(*, contact: Contact, by: Actor, at: datetime) -> Disposal:
    """Say that a record is to go, with all that goes on together with it. Nothing goes yet.

    :raises Refused: if it is not theirs, its time is not over, or anything stands in the way.
    """
    refuse_if(why_not_review(contact, by=by, at=at))
    reports.one_record(contact)
    found = queries.review(contact, at=at)
    refuse_if(first([_is_proposed(queries.standing(contact)), found.why_not]))
    what = {"contact": contact, "reference": contact.reference, "references": found.references}
    return _proposed(found, what, by=by, at=at)


@transaction.atomic
def propose_told(*, person: Person, by: Actor, at: datetime) -> Disposal:
    """Say that a person whom another system told of is to go. Nothing goes yet.

    :raises Refused: if it is not theirs, their time is not over, or anything stands in the way.
    """
    refuse_if(why_not_list(by=by, at=at))
    person = told.held_still(person)
    found = told.review(person, at=at)
    refuse_if(first([_is_proposed(told.standing(person)), found.why_not]))
    named = {"reference": found.reference, "references": [found.reference]}
    return _proposed(found, {"person": person, **named}, by=by, at=at)


def _proposed(
    found: queries.Review | told.Review, what: dict[str, Any], *, by: Actor, at: datetime
) -> Disposal:
    if found.end is None:
        raise Refused(rules.NO_CLASS)
    made = Disposal.objects.create(
        hub_id=by.hub_id,
        policy_version=found.version,
        stage=Disposal.LIFECYCLE.first,
        **what,
        class_name=found.end.retention.name,
        basis=found.end.basis,
        due_on=found.end.due_on,
        proposed_by=by.user_id,
        proposed_by_name=by.name,
        proposed_on=found.today,
        proposed_at=at,
    )
    _of(events.DisposalProposed, made, by=by, at=at)
    return made


def _of(
    fact: type[events.DisposalProposed | events.DisposalDeclined],
    disposal: Disposal,
    *,
    by: Actor,
    at: datetime,
) -> None:
    happened = fact(subject=disposal.reference, hub_id=disposal.hub_id, number=disposal.pk)
    record(happened, by=by, at=at)


@transaction.atomic
def decline(
    *, disposal: Disposal, until: date, why: str, seen: int, by: Actor, at: datetime
) -> Disposal:
    """Say as the second person, or the first, that a record is not to go, and keep it longer.

    :raises Refused: if it is not theirs, or was settled before.
    :raises Invalid: if the day is not in the next ten years, or there is no reason.
    :raises Stale: if somebody changed it since `seen`.
    """
    disposal = Disposal.locked(disposal, seen=seen)
    disposal.take(
        DisposalMove.DECLINE,
        by=by,
        settled_by=by.user_id,
        settled_by_name=by.name,
        settled_at=at,
    )
    _of(events.DisposalDeclined, disposal, by=by, at=at)
    if disposal.contact is not None:
        keep(contact=disposal.contact, until=until, why=why, by=by, at=at)
    elif disposal.person is not None:
        keep_told(person=disposal.person, until=until, why=why, by=by, at=at)
    return disposal


@transaction.atomic
def confirm(*, disposal: Disposal, seen: int, by: Actor, at: datetime) -> Certificate:
    """Confirm as the second person that a record is to go: it is gone, and its certificate stays.

    Everything is asked anew. What figures count is kept without a name; all of it happens in one
    transaction, or nothing does.

    :raises Refused: if it is not theirs, they reviewed it themselves, it was settled before, or
        anything stands in the way by now.
    :raises Stale: if somebody changed it since `seen`.
    """
    disposal = Disposal.locked(disposal, seen=seen)
    refuse_if(why_not_confirm(disposal, by=by))
    if disposal.person is not None:
        refuse_if(why_not_list(by=by, at=at))
        going = told.review(told.held_still(disposal.person), at=at)
        refuse_if(going.why_not)
        try:
            return _certified(disposal, today=going.today, by=by, at=at)
        except ProgrammingError as denied:
            # The database asks also what is out of sight of whoever confirms.
            if isinstance(denied.__cause__, InsufficientPrivilege):
                raise Refused(told.MORE) from denied
            raise
    if disposal.contact is None:
        raise Refused("This is gone already.")
    refuse_if(why_not_review(disposal.contact, by=by, at=at))
    held = reports.one_record(disposal.contact)
    found = queries.review(disposal.contact, at=at)
    refuse_if(found.why_not)
    refuse_if(CHANGED if found.references != sorted(disposal.references) else "")
    oversight.keep_counted(
        hub_id=disposal.hub_id,
        contacts=[each.pk for each in held],
        months=[hub_day(found.version.policy, each.received_at).replace(day=1) for each in held],
        at=at,
    )
    return _certified(disposal, today=found.today, by=by, at=at)


def _certified(disposal: Disposal, *, today: date, by: Actor, at: datetime) -> Certificate:
    made = Certificate.objects.get(pk=_dispose(disposal, today=today, at=at))
    fact = events.RecordDisposed(
        subject=f"certificate {made.pk}",
        hub_id=made.hub_id,
        certificate=made.pk,
        digest=made.digest,
    )
    record(fact, by=by, at=at)
    return made


def why_not_confirm(disposal: Disposal, *, by: Actor) -> str:
    """Return why somebody cannot confirm that a record goes, or an empty string."""
    return first(
        [
            disposal.why_not(DisposalMove.CONFIRM, by=by),
            rules.why_not_confirm(proposed_by=disposal.proposed_by, by=by.user_id),
        ]
    )


def _dispose(disposal: Disposal, *, today: date, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT certificate FROM frontdoor_dispose_of(%s, %s, %s)", [disposal.pk, at, today]
        )
        [number] = cursor.fetchone() or (0,)
    return int(number)
