"""Write down what is held of a person besides what one contact told, and end it with a reason.

Nothing is deleted: what holds no longer stays to be read, with who ended it and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.kernel.refusal import Invalid, refuse_if
from frontdoor.kernel.rows import lifting
from frontdoor.kernel.together import together
from frontdoor.people import rules
from frontdoor.people.events import PersonNoted, PersonNoteEnded, WarningReviewed
from frontdoor.people.held import Marker, Number, OfPerson, Residence, Vehicle
from frontdoor.people.keying import keyed
from frontdoor.people.models import Person
from frontdoor.people.vocabulary import Dwelling, Mark, Reached
from frontdoor.policy import queries as policies
from frontdoor.policy.rules import day
from frontdoor.policy.staged import may_not

TASK = "confirm_known"
Held = TypeVar("Held", bound=OfPerson)
Ended = TypeVar("Ended", bound=OfPerson)


@dataclass(frozen=True, kw_only=True)
class Source:
    """Who told something of a person, since when and until when it holds, and on which case."""

    told_by: str
    since: date | None = None
    until: date | None = None
    subject: str


@transaction.atomic
def add_address(
    *,
    person: Person,
    kind: Dwelling,
    address: str,
    postcode: str,
    source: Source,
    by: Actor,
    at: datetime,
) -> Residence:
    """Say where a person lives or lived. They are found by this address from now on.

    The same said again returns what stands.

    :raises Refused: if saying what is known of somebody is not theirs.
    :raises Invalid: if there is no address, nobody told it, or its days are in no order.
    """
    if not (address.strip() or postcode.strip()) and kind is not Dwelling.NO_FIXED:
        raise Invalid("address", "Enter the address in words, or choose that there is none.")
    said = {"kind": kind.value, "address": address.strip(), "postcode": postcode.strip()}
    made = noted(Residence, person, said, source=source, by=by, at=at)
    together(keyed(person, address=made.address, postcode=made.postcode))
    return made


@transaction.atomic
def add_warning(
    *,
    person: Person,
    kind: Mark,
    words: str,
    why: str,
    review_by: date,
    source: Source,
    by: Actor,
    at: datetime,
) -> Marker:
    """Say what has to be known of a person before somebody acts, and by when it is looked at again.

    :raises Refused: if saying what is known of somebody is not theirs.
    :raises Invalid: if it does not say what, its review is past, or its days are in no order.
    """
    if not words.strip():
        raise Invalid("words", "Write what it warns of.")
    if review_by <= day(policies.current(by.hub_id, at=at).policy, at):
        raise Invalid("review_by", "The day of the review must be in the future.")
    said = {"kind": kind.value, "words": words.strip(), "why": why.strip(), "review_by": review_by}
    return noted(Marker, person, said, source=source, by=by, at=at)


@transaction.atomic
def review_warning(
    *, row: Marker, review_by: date, why: str, seen: int, subject: str, by: Actor, at: datetime
) -> Marker:
    """Say that a warning still holds, why, and by when it is looked at again.

    :raises Refused: if it is not theirs, or somebody ended it before.
    :raises Invalid: if there is no reason, or the day is past.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(why_not(by, at=at))
    if not why.strip():
        raise Invalid("why", "Write why it still holds.")
    if review_by <= day(policies.current(by.hub_id, at=at).policy, at):
        raise Invalid("review_by", "The day of the review must be in the future.")
    row = Marker.locked(row, seen=seen)
    refuse_if(why_not_end(row))
    row.keep(review_by=review_by)
    told = WarningReviewed(
        subject=subject, hub_id=row.hub_id, person=row.person.name, why=why.strip(),
        review_by=review_by,
    )  # fmt: skip
    record(told, by=by, at=at)
    return row


@transaction.atomic
def add_number(
    *,
    person: Person,
    kind: Reached,
    value: str,
    whose: str,
    is_safe: str,
    safe_when: str,
    message: str,
    not_to_know: str,
    source: Source,
    by: Actor,
    at: datetime,
) -> Number:
    """Say by what number or address a person is reached, and how that is safe for them.

    They are found by a telephone number from now on. The same said again returns what stands.

    :raises Refused: if saying what is known of somebody is not theirs.
    :raises Invalid: if there is none, nobody told it, or its days are in no order.
    """
    if not value.strip():
        raise Invalid("value", "Enter the number or the email address.")
    said = {
        "kind": kind.value,
        "value": " ".join(value.split()),
        "whose": whose.strip(),
        "is_safe": is_safe,
        "safe_when": safe_when.strip(),
        "message": message,
        "not_to_know": not_to_know.strip(),
    }
    made = noted(Number, person, said, source=source, by=by, at=at)
    if kind is not Reached.EMAIL:
        together(keyed(person, phone=made.value))
    return made


@transaction.atomic
def add_vehicle(
    *,
    person: Person,
    registration: str,
    words: str,
    source: Source,
    by: Actor,
    at: datetime,
) -> Vehicle:
    """Say which vehicle a person drives or is seen in. The same said again returns what stands.

    :raises Refused: if saying what is known of somebody is not theirs.
    :raises Invalid: if it does not say which, nobody told it, or its days are in no order.
    """
    said = {"registration": rules.mark(registration), "words": words.strip()}
    if not any(said.values()):
        raise Invalid("registration", "Enter the registration, or the make and colour.")
    return noted(Vehicle, person, said, source=source, by=by, at=at)


def noted(
    kind: type[Held],
    person: Person,
    said: dict[str, Any],
    *,
    source: Source,
    by: Actor,
    at: datetime,
) -> Held:
    """Write down one thing of a person, and remember that; the same again returns what stands.

    :raises Refused: if saying what is known of somebody is not theirs.
    :raises Invalid: if nobody told it, or its days are in no order.
    """
    refuse_if(why_not(by, at=at))
    _check(source, today=day(policies.current(by.hub_id, at=at).policy, at))
    person = Person.locked(person)
    said |= {"told_by": source.told_by.strip(), "since": source.since, "until": source.until}
    before = kind.objects.filter(person=person, lifted_at__isnull=True, **said)
    for standing in before.order_by("pk")[:1]:
        return standing
    made = kind(
        hub_id=person.hub_id,
        person=person,
        **said,
        noted_by=by.user_id,
        noted_by_name=by.name,
        noted_at=at,
    )
    made.save(force_insert=True)
    what = PersonNoted(
        subject=source.subject, hub_id=person.hub_id, person=made.named, what=kind.WHAT
    )
    record(what, by=by, at=at)
    return made


def _check(source: Source, *, today: date) -> None:
    if not source.told_by.strip():
        raise Invalid("told_by", "Enter who told it.")
    if source.since and source.since > today:
        raise Invalid("since", "The first day must be today or in the past.")
    if source.since and source.until and source.until < source.since:
        raise Invalid("until", "The last day must not be before the first.")


@transaction.atomic
def end(
    *,
    row: Ended,
    until: date | None,
    why: str,
    seen: int,
    subject: str,
    by: Actor,
    at: datetime,
    besides: Mapping[str, Any] | None = None,
) -> Ended:
    """Say that something holds no longer, until when it did, and why. It stays to be read.

    :raises Refused: if it is not theirs, or somebody ended it before.
    :raises Invalid: if there is no reason, or its days are in no order.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(why_not(by, at=at))
    if not why.strip():
        raise Invalid("why", "Write why it holds no longer.")
    row = type(row).locked(row, seen=seen)
    refuse_if(why_not_end(row))
    if until and row.since and until < row.since:
        raise Invalid("until", "The last day must not be before the first.")
    ended = lifting(why=why, by=by.user_id, name=by.name, at=at)
    row.keep(**{"until": until or row.until, **(besides or {}), **ended})
    what = PersonNoteEnded(subject=subject, hub_id=row.hub_id, person=row.named, what=row.WHAT)
    record(what, by=by, at=at)
    return row


def why_not_end(row: OfPerson) -> str:
    """Return why something cannot be ended, or an empty string."""
    return f"{row.lifted_by_name} has ended this already." if row.is_lifted else ""


def why_not(by: Actor, *, at: datetime) -> str:
    """Return why it is not theirs to say what is known of somebody, or an empty string."""
    return may_not(policies.current(by.hub_id, at=at).policy, TASK, by=by)
