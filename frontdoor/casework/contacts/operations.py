"""Take a contact in, describe it, and hand it to the manager."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.models import Hub
from frontdoor.access.operations import next_reference
from frontdoor.audit import queries as audit
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import clocks, events, rules
from frontdoor.casework.contacts.models import Case, Contact, Party, Receipt, Referrer
from frontdoor.casework.contacts.vocabulary import CaseStage, ContactMove, Part, Span
from frontdoor.kernel import references
from frontdoor.kernel.refusal import Invalid, Refused, Unknown, refuse_if
from frontdoor.people import operations as people
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Kin
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not

TO_DECIDE = (CaseStage.AWAITING, CaseStage.IN_TRIAGE)


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who tells us, as far as they say (C4.4). Anonymous callers leave everything else empty."""

    source: str
    name: str = ""
    relationship: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    anonymous: bool = False


@transaction.atomic
def receive(
    *,
    form_key: UUID,
    channel: str,
    caller: Caller,
    children: Sequence[Told],
    secret: str,
    by: Actor,
    at: datetime,
) -> Contact:
    """Put a contact on record and start its clocks from receipt (C1.5, a.8(6)).

    The same form sent again returns the contact that it made: nobody is written down twice.

    :raises Refused: if `by` may not take contacts.
    :raises Invalid: if no child is named; one who cannot be identified is still described (C5.4).
    """
    hub = Hub.objects.select_for_update(no_key=True).get(pk=by.hub_id)
    version = policies.current(hub.pk, at=at)
    refuse_if(may_not(version.policy, "take_contact", by=by))
    if sent := Contact.objects.filter(hub=hub, form_key=form_key).first():
        return sent
    if not children:
        raise Invalid("children", "Say something about at least one child, even if only where.")
    contact = Contact.objects.create(
        hub=hub,
        policy_version=version,
        reference=next_reference(hub, at=at),
        form_key=form_key,
        stage=Contact.LIFECYCLE.first,
        channel=channel,
        received_at=at,
        taken_by=by.user_id,
    )
    Referrer.objects.create(hub=hub, contact=contact, **vars(caller))
    _give_receipt(contact, secret=secret)
    cases = [
        _open_case(contact, told, position=position, by=by, at=at)
        for position, told in enumerate(children)
    ]
    record(
        events.ContactReceived(
            subject=contact.reference,
            hub_id=hub.pk,
            channel=version.policy.channel(channel).name,
            source=version.policy.source(caller.source).name,
            due_at=cases[0].clocks.get(span=Span.RESPONSE.value).due_at,
        ),
        by=by,
        at=at,
    )
    return contact


def _give_receipt(contact: Contact, *, secret: str) -> None:
    code = rules.code(contact.reference, secret=secret)
    Receipt.objects.create(
        hub_id=contact.hub_id,
        contact=contact,
        code=rules.digest(contact.reference, code),
        reference=contact.reference,
        received_at=contact.received_at,
        words=contact.policy.texts.received.format(
            reference=contact.reference, hub=contact.policy.hub.name
        ),
    )


def _open_case(contact: Contact, told: Told, *, position: int, by: Actor, at: datetime) -> Case:
    child = people.write_down(told, by=by)
    Party.objects.create(hub_id=by.hub_id, contact=contact, person=child, part=Part.CHILD.value)
    case = Case.objects.create(
        hub_id=by.hub_id,
        contact=contact,
        child=child,
        reference=references.child(contact.reference, position=position),
        stage=Case.LIFECYCLE.first,
    )
    calendar = policies.calendar(contact.policy_version)
    spans = contact.policy.spans
    for span, promise in ((Span.RESPONSE, spans.receipt), (Span.FIRST_LOOK, spans.first_look)):
        clocks.start(case, span, duration=promise.length, at=at, calendar=calendar)
    return case


@transaction.atomic
def add_person(
    *,
    contact: Contact,
    told: Told,
    part: Part,
    kin: str = "",
    same_household: str = "",
    parental_responsibility: str = "",
    consent_asked: str = "",
    consent_given: str = "",
    after: int | None = None,
    by: Actor,
    at: datetime,
) -> Party:
    """Name another person in a contact, an adult or another child, and how they stand to the child.

    `after` is the newest event when the form was opened: the same words sent again from that
    form return the person that they made, and nobody is written down twice.

    :raises Refused: if `by` may not take contacts.
    """
    refuse_if(may_not(contact.policy, "take_contact", by=by))
    contact = Contact.locked(contact)
    if after is not None and (sent := _sent_before(contact, told, part, after=after, by=by)):
        return sent
    if part is Part.CHILD:
        case = _open_case(contact, told, position=contact.cases.count(), by=by, at=at)
        party = Party.objects.get(contact=contact, person=case.child)
    else:
        party = Party.objects.create(
            hub_id=by.hub_id,
            contact=contact,
            person=people.write_down(told, by=by),
            part=part.value,
            kin=kin,
            same_household=same_household,
            consent_asked=consent_asked,
            consent_given=consent_given,
        )
        _relate(contact, party, kin, parental_responsibility, by=by)
    record(
        events.PersonAdded(
            subject=contact.reference,
            hub_id=by.hub_id,
            person=party.person.name,
            part=part.label,
        ),
        by=by,
        at=at,
    )
    return party


def _sent_before(
    contact: Contact, told: Told, part: Part, *, after: int, by: Actor
) -> Party | None:
    said = audit.since([contact.reference], event_id=after)
    if not any(e.kind == events.PersonAdded.kind and e.by_id == by.user_id for e in said):
        return None
    same = {f"person__{name}": value for name, value in vars(told).items()}
    return Party.objects.filter(contact=contact, part=part.value, **same).order_by("-pk").first()


def _relate(contact: Contact, party: Party, kin: str, responsibility: str, *, by: Actor) -> None:
    if not kin:
        return
    for case in contact.cases.select_related("child"):
        people.relate(
            person=party.person,
            other=case.child,
            kin=Kin(kin),
            parental_responsibility=responsibility,
            by=by,
        )


@transaction.atomic
def correct_person(
    *, contact: Contact, person: Person, told: Told, seen: int, by: Actor, at: datetime
) -> Person:
    """Put right what was written of a person in a contact. What stood before stays in history.

    :raises Refused: if `by` may not take contacts.
    :raises Unknown: if the contact does not name that person.
    :raises Stale: if somebody changed the person since.
    """
    refuse_if(may_not(contact.policy, "take_contact", by=by))
    if not contact.parties.filter(person=person).exists():
        raise Unknown(contact.reference)
    person = Person.locked(person, seen=seen)
    person.keep(**vars(told))
    record(
        events.PersonCorrected(subject=contact.reference, hub_id=by.hub_id, person=person.name),
        by=by,
        at=at,
    )
    return person


@dataclass(frozen=True, kw_only=True)
class Concern:
    """What the worry is, what the family were told, whose consent was asked, on what basis."""

    concern: str
    childs_words: str = ""
    strengths: str = ""
    where_now: str = ""
    kept_from_family: str = ""
    possible_red: str = ""
    family_told: str = ""
    family_told_what: str = ""
    not_asked_ground: str = ""
    not_asked_why: str = ""
    bases: tuple[str, ...] = ()


@transaction.atomic
def describe(
    *,
    contact: Contact,
    concern: Concern,
    answers: Mapping[str, str],
    triggers: Sequence[str],
    seen: int,
    by: Actor,
    at: datetime,
) -> Contact:
    """Write down the worry, and what was answered about every child that waits for a decision.

    A possible Red, or a yes to immediate harm, puts the children on top of the manager's list
    (a.8, 6). What was decided of a child rests on what was answered until then, and that stays.

    :raises Refused: if `by` may not take contacts, or every child in it has been decided on.
    :raises Invalid: if consent was not asked for on a ground that is not theirs to give.
    :raises Stale: if somebody changed the contact since `seen`.
    """
    refuse_if(may_not(contact.policy, "take_contact", by=by))
    contact = Contact.locked(contact, seen=seen)
    _check_ground(contact, concern, by=by)
    held = contact.cases.select_for_update(no_key=True).order_by("pk")
    waiting = [case for case in held if case.stage in TO_DECIDE]
    if not waiting:
        raise Refused("Every child in this has been decided on. Take what is new as a new contact.")
    contact.keep(**{**vars(concern), "bases": list(concern.bases)})
    urgent = bool(concern.possible_red) or answers.get("immediate_harm") == "yes"
    for case in waiting:
        case.keep(answers=dict(answers), triggers=list(triggers), urgent=urgent)
    record(
        events.ConcernDescribed(
            subject=contact.reference,
            hub_id=by.hub_id,
            immediate_harm=answers.get("immediate_harm", ""),
            possible_red=concern.possible_red,
        ),
        by=by,
        at=at,
    )
    return contact


def _check_ground(contact: Contact, concern: Concern, *, by: Actor) -> None:
    given = (concern.not_asked_ground, concern.not_asked_why)
    if given == (contact.not_asked_ground, contact.not_asked_why):
        return  # What a manager has settled stands when others write on.
    if reason := rules.why_not_ground(contact.policy, given[0], why=given[1], role=by.role):
        field = "not_asked_why" if by.role in contact.policy.consent.other_ground else None
        raise Invalid(field or "not_asked_ground", reason)


@transaction.atomic
def hand_over(*, contact: Contact, seen: int, by: Actor, at: datetime) -> Contact:
    """Say that the contact is taken to its end, and leave it to the manager (C5.1).

    :raises Refused: if it was handed over before, or `by` may not take contacts.
    :raises Stale: if somebody changed the contact since `seen`.
    """
    contact = Contact.locked(contact, seen=seen)
    contact.take(ContactMove.HAND_OVER, by=by)
    record(events.ContactHandedOver(subject=contact.reference, hub_id=by.hub_id), by=by, at=at)
    return contact
