"""What the worry is: the story of a contact, and what was answered about each child in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import events, joining, queries, reports, rules
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.people.vocabulary import Answer
from frontdoor.policy.staged import may_not

# The answer that comes before every other (a.8, 4).
HARM = "immediate_harm"
TO_DECIDE = (CaseStage.AWAITING, CaseStage.IN_TRIAGE)


@dataclass(frozen=True, kw_only=True)
class Concern:
    """What the worry is, what the family were told, whose consent was asked, on what basis."""

    concern: str
    childs_words: str = ""
    strengths: str = ""
    where_now: str = ""
    kept_from_family: str = ""
    family_told: str = ""
    family_told_what: str = ""
    not_asked_ground: str = ""
    not_asked_why: str = ""
    bases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class About:
    """What was answered about one child, the flags that are theirs, why they may be a Red."""

    answers: Mapping[str, str]
    triggers: Sequence[str] = ()
    possible_red: str = ""

    @property
    def is_urgent(self) -> bool:
        """Tell whether this puts the child on top of the manager's list (a.8(6))."""
        return bool(self.possible_red) or self.answers.get(HARM) == Answer.YES


def alike(cases: Iterable[Case], about: About) -> dict[str, About]:
    """Return the same for each of several children."""
    return {case.reference: about for case in cases}


@transaction.atomic
def describe(
    *,
    contact: Contact,
    concern: Concern,
    children: Mapping[str, About],
    seen: int,
    by: Actor,
    at: datetime,
) -> Contact:
    """Write down the worry, and what was answered about each child that waits for a decision.

    `children` has what is said of each by the reference of their case: siblings may differ
    (a.8(8)). A possible Red, or a yes to immediate harm, puts that child on top of the
    manager's list (a.8, 6). What was decided of a child rests on what was answered until then,
    and that stays.

    :raises Refused: if `by` may not take contacts, or every child in it has been decided on.
    :raises Invalid: if consent was not asked for on a ground that is not theirs to give.
    :raises Stale: if somebody changed the contact since `seen`.
    """
    refuse_if(may_not(contact.policy, "take_contact", by=by))
    contact = Contact.locked(contact, seen=seen)
    _check_ground(contact, concern, by=by)
    joining.tell_again(contact, "The concern, written anew", by=by, at=at)
    held = contact.cases.select_for_update(no_key=True).order_by("pk")
    waiting = [case for case in held if case.stage in TO_DECIDE]
    if not waiting:
        raise Refused("Every child in this has been decided on. Take what is new as a new contact.")
    contact.keep(**{**vars(concern), "bases": list(concern.bases)})
    told = [(case, children[case.reference]) for case in waiting if case.reference in children]
    for case, about in told:
        _answer(case, about)
    _record_worry(contact, told, by=by, at=at)
    return contact


@transaction.atomic
def give_ground(*, contact: Contact, ground: str, why: str, by: Actor, at: datetime) -> Contact:
    """Record why consent is not asked for, where nothing was recorded of it (C4.13, a.8, 7).

    It is for whoever asks agencies, also when every child in the contact has been decided on.

    :raises Refused: if asking is not theirs, or a ground is recorded already: that one stands.
    :raises Invalid: if the ground is not theirs to give.
    """
    refuse_if(may_not(contact.policy, "ask", by=by))
    contact = Contact.locked(contact)
    if contact.not_asked_ground:
        raise Refused("A ground was recorded meanwhile. Read it, and choose again.")
    if reason := rules.why_not_ground(contact.policy, ground, why=why, role=by.role):
        raise Invalid("ground_why" if ground == rules.OTHER_GROUND else "ground", reason)
    contact.keep(not_asked_ground=ground, not_asked_why=why.strip())
    record(
        events.GroundGiven(
            subject=contact.reference, hub_id=contact.hub_id, ground=queries.ground(contact)
        ),
        by=by,
        at=at,
    )
    return contact


def _answer(case: Case, about: About) -> None:
    # What the police did, or what was joined to the case, puts a child on top of the list,
    # whatever else is answered.
    brought = reports.is_protected(case) or reports.brings_urgency(case)
    case.keep(
        answers=dict(about.answers),
        triggers=list(about.triggers),
        possible_red=about.possible_red,
        urgent=brought or about.is_urgent,
    )


def _record_worry(
    contact: Contact, told: Sequence[tuple[Case, About]], *, by: Actor, at: datetime
) -> None:
    """Remember it once where the children are alike, else for each child what is theirs."""
    said = [(about.answers.get(HARM, ""), about.possible_red) for _, about in told]
    harm, red = said[0] if len(set(said)) == 1 else ("", "")
    record(
        events.ConcernDescribed(
            subject=contact.reference, hub_id=by.hub_id, immediate_harm=harm, possible_red=red
        ),
        by=by,
        at=at,
    )
    if len(set(said)) < 2:
        return
    for (case, _), (harm, red) in zip(told, said, strict=True):
        record(
            events.ChildDescribed(
                subject=case.reference, hub_id=by.hub_id, immediate_harm=harm, possible_red=red
            ),
            by=by,
            at=at,
        )


def _check_ground(contact: Contact, concern: Concern, *, by: Actor) -> None:
    given = (concern.not_asked_ground, concern.not_asked_why)
    if given == (contact.not_asked_ground, contact.not_asked_why):
        return  # What a manager has settled stands when others write on.
    if reason := rules.why_not_ground(contact.policy, given[0], why=given[1], role=by.role):
        field = "not_asked_why" if by.role in contact.policy.consent.other_ground else None
        raise Invalid(field or "not_asked_ground", reason)
