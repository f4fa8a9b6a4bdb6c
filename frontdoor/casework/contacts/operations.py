"""Take a contact in, describe it, and hand it to the manager."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.access.operations import next_reference
from frontdoor.audit import operations as recording
from frontdoor.audit import queries as audit
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import (
    challenges,
    clocks,
    events,
    identity,
    joining,
    queries,
    rows,
    rules,
)
from frontdoor.casework.contacts.models import (
    Case,
    Clock,
    Contact,
    Party,
    Receipt,
    Referrer,
)
from frontdoor.casework.contacts.vocabulary import ContactMove, Part, Span
from frontdoor.kernel import references
from frontdoor.kernel.adding import add, new
from frontdoor.kernel.refusal import Invalid, Unknown, refuse_if
from frontdoor.kernel.together import together
from frontdoor.people import operations as people
from frontdoor.people import queries as known
from frontdoor.people.keying import keyed
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Kin
from frontdoor.policy import queries as policies
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import may_not

ONE_WORD = (
    "Nothing is written yet. One word anywhere is enough: a name, a number, or what was heard "
    "before the line was cut"
)


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
    protected: bool = False

    @property
    def shown(self) -> "Caller":
        """Return what everybody in the hub may know of them."""
        if not self.protected:
            return self
        return replace(self, name="", relationship="", phone="", email="", address="")


@transaction.atomic(savepoint=False)
def receive(
    *,
    form_key: UUID,
    channel: str,
    caller: Caller,
    children: Sequence[Told],
    secret: str,
    received_at: datetime | None = None,
    besides: Sequence[object] = (),
    by: Actor,
    at: datetime,
) -> Contact:
    """Put a contact on record and start its clocks from receipt (C1.5, a.8(6)).

    `received_at` is when it reached the hub, where that was earlier: what lay in a tray is
    late from then, if it is late. `besides` is what else was written. The same form sent again
    returns the contact that it made.

    :raises Refused: if `by` may not take contacts.
    :raises Invalid: if no child is named; one who cannot be identified is still described (C5.4).
        Or if nothing at all was said of anybody: a press by mistake is no contact (C4.11).
    """
    held, counted = access.held(by.hub_id), access.counters(by.hub_id)
    rules_now, sent = policies.in_force(by.hub_id, at), rows.sent(by.hub_id, form_key)
    # Asked in this order: what another sends at this moment is there once the hub is ours to hold.
    together(held, counted, rules_now, sent)
    [hub], version = held, policies.one(rules_now)
    refuse_if(may_not(version.policy, "take_contact", by=by))
    if sent:
        return sent[0]
    _refuse_nothing(version.policy, caller, children, besides)
    if received_at is not None and received_at > at:
        raise Invalid("received_at", "It cannot have arrived in the future.")
    reference, is_counted = next_reference(hub, counted, at=at)
    contact = Contact(
        hub=hub,
        policy_version=version,
        reference=reference,
        form_key=form_key,
        stage=Contact.LIFECYCLE.first,
        channel=channel,
        received_at=received_at or at,
        taken_by=by.user_id,
    )
    persons = [people.described(told, by=by) for told in children]
    days = policies.days(version)
    together(is_counted, new(contact), *map(new, persons), days)
    policies.know(version, days)
    cases = [_case(contact, each, position=number) for number, each in enumerate(persons)]
    add(
        Referrer(hub=hub, contact=contact, **vars(caller.shown)),
        *([identity.kept(contact, vars(caller), by=by, at=at)] if caller.protected else []),
        _receipt(contact, source=caller.source, secret=secret),
        *(_child(contact, each) for each in persons),
        *cases,
    )
    told = recording.told(_received(contact, caller), by=by, at=at)
    promises = [clock for case in cases for clock in _promises(case, at=contact.received_at)]
    together(*map(new, (*promises, told)), *map(keyed, persons))
    challenges.open_if_due(contact, channel, at=at)
    return contact


def _refuse_nothing(
    policy: Policy, caller: Caller, children: Sequence[Told], besides: Sequence[object]
) -> None:
    if not children:
        raise Invalid("children", "Say something about at least one child, even if only where.")
    told = (value for child in children for value in vars(child).values())
    if rules.says_nothing(policy, vars(caller), *told, *besides):
        raise Invalid("given_names", ONE_WORD)


def _received(contact: Contact, caller: Caller) -> events.ContactReceived:
    response = contact.policy.spans.receipt.length
    return events.ContactReceived(
        subject=contact.reference,
        hub_id=contact.hub_id,
        channel=contact.policy.channel(contact.channel).name,
        source=contact.policy.source(caller.source).name,
        due_at=queries.due(contact, response, at=contact.received_at),
    )


def _receipt(contact: Contact, *, source: str, secret: str) -> Receipt:
    code = rules.code(contact.reference, secret=secret)
    return Receipt(
        hub_id=contact.hub_id,
        contact=contact,
        code=rules.digest(contact.reference, code),
        reference=contact.reference,
        received_at=contact.received_at,
        words=rules.received_words(contact.policy, contact.channel, source).format(
            reference=contact.reference, hub=contact.policy.hub.name
        ),
    )


def _open_case(
    contact: Contact, told: Told, *, position: int, at: datetime | None = None, by: Actor
) -> Case:
    """Open the case of a child: its time runs from when the hub heard of them."""
    child = people.write_down(told, by=by)
    case = _case(contact, child, position=position)
    add(_child(contact, child), case)
    add(*_promises(case, at=at or contact.received_at))
    return case


def _child(contact: Contact, person: Person) -> Party:
    return Party(hub_id=contact.hub_id, contact=contact, person=person, part=Part.CHILD.value)


def _case(contact: Contact, child: Person, *, position: int) -> Case:
    return Case(
        hub_id=contact.hub_id,
        contact=contact,
        child=child,
        reference=references.child(contact.reference, position=position),
        stage=Case.LIFECYCLE.first,
    )


def _promises(case: Case, *, at: datetime) -> list[Clock]:
    """Return the clocks that run from when the hub heard of a child."""
    spans = case.policy.spans
    promised = ((Span.RESPONSE, spans.receipt), (Span.FIRST_LOOK, spans.first_look))
    return [clocks.promised(case, span, duration=each.length, at=at) for span, each in promised]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How somebody stands to the children of a contact, and whether they agree (a.8(7)).

    A child has consent alone. `strengths` is what they bring: an absent father may be the safe
    one (P27, P31).
    """

    kin: str = ""
    same_household: str = ""
    parental_responsibility: str = ""
    consent_asked: str = ""
    consent_given: str = ""
    strengths: str = ""


@transaction.atomic
def add_person(
    *,
    contact: Contact,
    told: Told,
    part: Part,
    standing: Standing | None = None,
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
        # Whoever is named while the contact is taken was in what arrived, and has waited as long.
        heard_at = contact.received_at if contact.is_being_taken else at
        case = _open_case(contact, told, position=contact.cases.count(), by=by, at=heard_at)
        party = Party.objects.get(contact=contact, person=case.child)
        _relate_to_adults(contact, case, by=by)
    else:
        party = Party.objects.create(
            hub_id=by.hub_id,
            contact=contact,
            person=people.write_down(told, by=by),
            part=part.value,
        )
    _stand(contact, party, standing, by=by)
    joining.tell_again(contact, f"{part.label} named later", by=by, at=at)
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


def _stand(contact: Contact, party: Party, standing: Standing | None, *, by: Actor) -> None:
    """Write down how somebody stands to every child of the contact."""
    if standing is None:
        return
    said = dict(vars(standing))
    responsibility = said.pop("parental_responsibility")
    Party.objects.filter(pk=party.pk).update(**said)
    if not standing.kin or party.part == Part.CHILD:
        return
    for case in contact.cases.select_related("child").order_by("pk"):
        _relate(party, case, Kin(standing.kin), responsibility, by=by)


def _relate(party: Party, case: Case, kin: Kin, responsibility: str, *, by: Actor) -> None:
    people.relate_anew(
        person=party.person,
        other=case.child,
        kin=kin,
        parental_responsibility=responsibility,
        by=by,
    )


def _relate_to_adults(contact: Contact, case: Case, *, by: Actor) -> None:
    """Relate a child who is named later to the adults who were named before."""
    for party in contact.parties.exclude(kin="").select_related("person").order_by("pk"):
        held = known.responsibility(party.person)
        _relate(party, case, Kin(party.kin), held, by=by)


@transaction.atomic
def correct_person(
    *,
    contact: Contact,
    person: Person,
    told: Told,
    standing: Standing | None = None,
    seen: int,
    by: Actor,
    at: datetime,
) -> Person:
    """Put right what was written of a person in a contact, and how they stand to the children.

    What stood before stays in history.

    :raises Refused: if `by` may not take contacts.
    :raises Unknown: if the contact does not name that person.
    :raises Stale: if somebody changed the person since.
    """
    refuse_if(may_not(contact.policy, "take_contact", by=by))
    party = contact.parties.filter(person=person).first()
    if party is None:
        raise Unknown(contact.reference)
    # How somebody stands is theirs: whoever holds the person holds that as well.
    person = Person.locked(person, seen=seen)
    people.correct(person, told)
    _stand(contact, party, standing, by=by)
    record(
        events.PersonCorrected(subject=contact.reference, hub_id=by.hub_id, person=person.name),
        by=by,
        at=at,
    )
    return person


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
