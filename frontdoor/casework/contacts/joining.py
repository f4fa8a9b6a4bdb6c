"""Let a report go on in an open case of the same child, have it read there, and part it again.

Nothing is merged and nothing is lost: each report stays a contact with its own referrer, clocks
and history (D6, C1.9, C4.9).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import clocks, events, reports, triage
from frontdoor.casework.contacts.ending import UNROUTED
from frontdoor.casework.contacts.models import Case, Contact, Joining
from frontdoor.casework.contacts.vocabulary import CaseMove, Span, Why
from frontdoor.casework.restricting import operations as restricting
from frontdoor.kernel.refusal import Invalid, Refused, first, refuse_if
from frontdoor.people import operations as people
from frontdoor.people import queries as register
from frontdoor.policy.staged import may_not

TO_READ = "check_systems"
Pairs = Sequence[tuple[Case, Case]]


@transaction.atomic
def join(
    *,
    case: Case,
    into: Case,
    why: Why,
    words: str = "",
    alongside: Pairs = (),
    seen: int,
    by: Actor,
    at: datetime,
) -> list[Joining]:
    """Let a report go on in an open case of the same child; with `alongside`, its brothers and
    sisters each in their own.

    A case that is joined itself stands for the one in which it goes on. What is urgent makes the
    open case urgent at once, and everything is news there until it is read.

    :raises Refused: if it is not theirs, either is elsewhere by now, or they are not of one child.
    :raises Stale: if somebody changed the report since `seen`.
    """
    pairs = [(each, reports.head(theirs)) for each, theirs in [(case, into), *alongside]]
    _hold(pairs)
    Case.locked(case, seen=seen)
    return [_join(each, theirs, why=why, words=words, by=by, at=at) for each, theirs in pairs]


def _hold(pairs: Pairs) -> None:
    """Hold contacts before cases: whoever takes a contact takes them in this order too."""
    cases = [case for pair in pairs for case in pair]
    contacts = Contact.objects.select_for_update(of=("self",), no_key=True)
    ids = [case.contact_id for case in cases]
    list(contacts.filter(pk__in=ids).order_by("pk").values_list("pk"))
    reports.hold(cases)


def _join(case: Case, into: Case, *, why: Why, words: str, by: Actor, at: datetime) -> Joining:
    case, into = Case.locked(case), Case.locked(into)
    refuse_if(first([case.why_not(CaseMove.JOIN, by=by), reports.why_not(case, into, why=why)]))
    case.take(CaseMove.JOIN, by=by, looked_at=case.looked_at or at)
    joining = Joining.objects.create(
        hub_id=case.hub_id,
        case=case,
        into=into,
        why=why.value,
        words=words.strip(),
        joined_by=by.user_id,
        joined_by_name=by.name,
        joined_at=at,
    )
    restricting.spread(like=into.contact_id, to=[case.contact], by=by, at=at)
    restricting.spread(like=case.contact_id, to=[into.contact], by=by, at=at)
    clocks.stop(case, Span.FIRST_LOOK, at=at)
    in_time = clocks.stop(case, Span.RESPONSE, at=at)
    if clocks.was_started(into, Span.REFERRER):
        triage.wait_for_referrer(case, at=at)
    # Counted as a change: whoever is about to decide on the case has not seen this.
    into.keep(urgent=into.urgent or case.urgent)
    record(
        events.CaseJoined(
            subject=case.reference,
            hub_id=case.hub_id,
            into=into.reference,
            why=why.label,
            words=joining.words,
            in_time=in_time,
        ),
        by=by,
        at=at,
    )
    _tell(joining, why.label, by=by, at=at)
    return joining


def _tell(joining: Joining, why: str, *, by: Actor, at: datetime) -> None:
    case = joining.case
    record(
        events.NewsCame(
            subject=joining.into.reference,
            hub_id=joining.hub_id,
            report=case.reference,
            why=why,
            urgent=case.urgent,
            flags=tuple(reports.flags(case)),
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def read(*, case: Case, seen: int, by: Actor, at: datetime) -> list[Joining]:
    """Write down that somebody who looks into the case has read all that was joined to it.

    :raises Refused: if it is not theirs, or nothing waits to be read.
    :raises Stale: if somebody changed the case since `seen`, or more came.
    """
    refuse_if(may_not(case.policy, TO_READ, by=by))
    case = Case.locked(case, seen=seen)
    waiting = [each for each in reports.joined(case) if each.read_at is None]
    if not waiting:
        raise Refused("Everything that was joined to this has been read.")
    for joining in waiting:
        joining.keep(read_by=by.user_id, read_by_name=by.name, read_at=at)
    record(
        events.NewsRead(
            subject=case.reference,
            hub_id=case.hub_id,
            reports=tuple(str(joining.case) for joining in waiting),
        ),
        by=by,
        at=at,
    )
    return waiting


@transaction.atomic
def part(
    *,
    case: Case,
    reason: str,
    alongside: Sequence[Case] = (),
    other_child: bool = False,
    seen: int,
    by: Actor,
    at: datetime,
) -> list[Case]:
    """Let a report wait for a decision of its own again, with its clock from receipt as it was.

    `other_child` says that it is not the same child after all: their records are unlinked too.

    :raises Refused: if it is joined to nothing, or is not theirs.
    :raises Invalid: if the reason is missing, or more than one link makes them one child.
    :raises Stale: if somebody changed the report since `seen`.
    """
    if not reason.strip():
        raise Invalid("reason", "Say why these do not belong together.")
    cases = [case, *alongside]
    _hold([(each, reports.head(each)) for each in cases])
    Case.locked(case, seen=seen)
    return [
        _part(each, reason=reason.strip(), other_child=other_child, by=by, at=at) for each in cases
    ]


def _part(case: Case, *, reason: str, other_child: bool, by: Actor, at: datetime) -> Case:
    case = Case.locked(case)
    refuse_if(case.why_not(CaseMove.PART, by=by))
    joining = reports.of(case)
    if joining is None:
        raise Refused("This is joined to nothing.")
    into = Case.locked(joining.into)
    case.take(
        CaseMove.PART,
        by=by,
        **UNROUTED,
    )
    joining.keep(parted_by=by.user_id, parted_by_name=by.name, parted_at=at, parted_why=reason)
    clocks.resume(case, Span.RESPONSE)
    clocks.withdraw(case, Span.REFERRER, at=at)
    into.keep(urgent=into.urgent and (not case.urgent or reports.is_urgent(into)))
    if other_child:
        _unlink(case, into, why=reason, by=by, at=at)
    record(
        events.CaseParted(
            subject=case.reference, hub_id=case.hub_id, out_of=into.reference, reason=reason
        ),
        by=by,
        at=at,
    )
    record(
        events.NewsWithdrawn(
            subject=into.reference, hub_id=into.hub_id, report=case.reference, reason=reason
        ),
        by=by,
        at=at,
    )
    return case


def _unlink(case: Case, into: Case, *, why: str, by: Actor, at: datetime) -> None:
    for link in register.links(case.child):
        if into.child_id in (link.person_id, link.same_as_id):
            people.part(link=link, why=why, subject=case.reference, by=by, at=at)
    if into.child in register.same_as(case.child):
        raise Invalid(
            "other_child",
            "Other records link these two as well. Part the report alone, and look at the records.",
        )


def tell_again(contact: Contact, what: str, *, by: Actor, at: datetime) -> None:
    """Make a report news again wherever a child of it goes on: more has come. It is held."""
    for joining in reports.of_contact(contact):
        into = Case.locked(joining.into)
        into.keep(urgent=into.urgent or joining.case.urgent)
        joining.keep(read_by=None, read_by_name="", read_at=None)
        _tell(joining, what, by=by, at=at)
