"""Ask the agencies, and take what they return."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from frontdoor.access import operations as access
from frontdoor.access import queries as agencies
from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency
from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.operations import record
from frontdoor.casework.contacts import concern, telling
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import wall as contacts_wall
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.enquiries import operations as enquiries
from frontdoor.casework.enquiries import wall as enquiries_wall
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import events, queries, rules, signing
from frontdoor.casework.gathering.models import Finding, Opinion, Request, Supplement
from frontdoor.casework.gathering.vocabulary import Answer, Basis, Move
from frontdoor.casework.ledger import operations as ledger
from frontdoor.casework.ledger.rules import Line, Weighing
from frontdoor.casework.ledger.vocabulary import Kind, Outcome
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if
from frontdoor.people import wall as people_wall
from frontdoor.people.models import Person
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not

CONCERN = "The concern, and whom it is about"
NOT_WEIGHED = Weighing()


@transaction.atomic
def commence(
    *,
    enquiry: Enquiry,
    depth: str,
    asked: Sequence[str],
    summary: str,
    basis: Basis | None,
    ground: str = "",
    ground_why: str = "",
    without_agreement: str = "",
    if_shared: str = "",
    if_not_shared: str = "",
    seen: int,
    by: Actor,
    at: datetime,
) -> list[Request]:
    """Begin the enquiry and ask the chosen agencies, who get the time that the rating gives (C9.1).

    Where the rating gathers nothing, nobody is asked, and nothing has to be rested on. A ground
    given here is recorded on the contact with it.

    :raises Refused: if the enquiry cannot commence, or asking is not theirs.
    :raises Invalid: if a request would rest on nothing, or asks about nothing, or an agency has no
        agreement in force, and `without_agreement` does not say why it is asked all the same.
    :raises Stale: if somebody changed the enquiry since `seen`.
    """
    refuse_if(may_not(enquiry.policy, "ask", by=by))
    # Held first: whoever is being named right now is either asked about here, or in addition.
    Contact.locked(enquiry.case.contact)
    enquiry = enquiries.commence(enquiry=enquiry, depth=depth, seen=seen, by=by, at=at)
    if reason := rules.why_not_choose(depth, asked=asked, policy=enquiry.policy):
        raise Invalid("asked", reason)
    if not asked:
        return []
    record_ground(enquiry, basis, ground, ground_why, by=by, at=at)
    weighing = weighed(enquiry, basis, if_shared, if_not_shared)
    chosen = list(dict.fromkeys(asked))
    unsigned = signing.check(
        enquiry, chosen, basis=basis, why=without_agreement, field="asked", by=by, at=at
    )
    return [
        ask(
            enquiry,
            slug,
            summary=summary,
            basis=basis,
            due_at=enquiry.promised_at,
            without_agreement=without_agreement if slug in unsigned else "",
            weighing=weighing,
            by=by,
            at=at,
        )
        for slug in chosen
    ]


def record_ground(
    enquiry: Enquiry, basis: Basis | None, ground: str, why: str, *, by: Actor, at: datetime
) -> None:
    """Record the ground that was given with what asking rests on, if it rests on one (C4.13).

    Whoever calls holds the contact and the enquiry.
    """
    if basis is Basis.GROUND and ground:
        enquiry.case.contact = concern.give_ground(
            contact=enquiry.case.contact, ground=ground, why=why, by=by, at=at
        )


def weighed(enquiry: Enquiry, basis: Basis | None, if_shared: str, if_not_shared: str) -> Weighing:
    """Return what was weighed: what might happen if it is shared, and if it is not (B10).

    :raises Invalid: if a side is missing without consent, and the hub's pack wants it.
    """
    found = Weighing(if_shared=if_shared, if_not_shared=if_not_shared)
    if basis is Basis.GROUND and enquiry.policy.consent.weighed and not found.is_whole:
        side = "if_not_shared" if if_shared.strip() else "if_shared"
        raise Invalid(side, "Write what might happen: it is weighed when nobody agreed.")
    return found


def ask(
    enquiry: Enquiry,
    slug: str,
    *,
    summary: str,
    basis: Basis | None,
    due_at: datetime,
    without_agreement: str = "",
    weighing: Weighing = NOT_WEIGHED,
    by: Actor,
    at: datetime,
) -> Request:
    """Ask one agency. Whoever calls holds the contact and the enquiry, and has asked who may, and
    whether the agency has an agreement: `without_agreement` says why it is asked without one.

    :raises Invalid: if the request would rest on nothing, or asks about nothing.
    """
    if not summary.strip():
        raise Invalid("summary", "Write what the agencies need to know to search their records.")
    if basis is None:
        raise Invalid("basis", "Choose what asking the agencies rests on.")
    consents = contacts.consents(enquiry.case.contact)
    ground = queries.ground(enquiry)
    law = policies.stated(enquiry.case.contact.policy_version)
    if reason := rules.why_not_ask(basis, law=law, consent_given=bool(consents), ground=ground):
        raise Invalid("basis", reason)
    words = rules.basis_words(basis, law=law, who_consented=consents, ground=ground)
    agency = agencies.agency(enquiry.hub_id, slug)
    request = Request.objects.create(
        hub_id=enquiry.hub_id,
        enquiry=enquiry,
        agency=agency,
        stage=Request.LIFECYCLE.first,
        summary=summary,
        basis=basis.value,
        basis_words=words,
        required=slug in enquiry.policy.rating(enquiry.rating).required,
        without_agreement=without_agreement.strip(),
        asked_at=at,
        asked_by=by.user_id,
        due_at=due_at,
    )
    let_see(agency, enquiry, queries.people(request), by=by, at=at)
    _put_down_asking(request, weighing, by=by, at=at)
    _tell_without_agreement(request, by=by, at=at)
    return request


def _put_down_asking(request: Request, weighing: Weighing, *, by: Actor, at: datetime) -> None:
    case, agency = request.enquiry.case, request.agency.name
    line = Line(
        kind=Kind.REQUEST, what=CONCERN, whom=agency, basis=request.basis_words, weighing=weighing
    )
    known = telling.on_record(case.contact)
    ledger.enter([line], subject=case.reference, hub_id=case.hub_id, record=known, by=by, at=at)
    fact = events.AgencyAsked(
        subject=case.reference,
        hub_id=case.hub_id,
        agency=agency,
        due_at=request.due_at,
        basis=request.basis_words,
    )
    record(fact, by=by, at=at)


def _tell_without_agreement(request: Request, *, by: Actor, at: datetime) -> None:
    if request.without_agreement:
        fact = events.AskedWithoutAgreement(
            subject=request.enquiry.case.reference,
            hub_id=request.hub_id,
            agency=request.agency.name,
            why=request.without_agreement,
        )
        record(fact, by=by, at=at)


def let_see(
    agency: Agency, enquiry: Enquiry, people: Iterable[Person], *, by: Actor, at: datetime
) -> None:
    """Open the wall for what an agency is asked about: this enquiry and these people in it."""
    contact = enquiry.case.contact
    needed = [(enquiries_wall.KIND, enquiry.pk), (contacts_wall.KIND, contact.pk)]
    needed += [(people_wall.PERSON, person.pk) for person in people]
    for kind, record_id in needed:
        access.grant(
            agency=agency, kind=kind, record_id=record_id, why=f"Asked on {enquiry}", by=by, at=at
        )


@dataclass(frozen=True, kw_only=True)
class Said:
    """What an agency says of one person."""

    answer: Answer
    facts: str = ""
    why_not_shared: str = ""
    caveats: tuple[str, ...] = ()
    sensitive_health: bool = False
    kept_to: Caveat = Caveat.HUB

    @property
    def is_for_all(self) -> bool:
        """Tell whether it is shared with everybody in the hub."""
        return self.answer is Answer.SHARED and self.kept_to is Caveat.HUB

    @property
    def caveat(self) -> Caveat:
        """Return to whom it is kept: what is not shared, to the agency and managers at least."""
        open_to_all = self.kept_to is Caveat.HUB and self.answer is not Answer.SHARED
        return Caveat.ORIGINATOR if open_to_all else self.kept_to

    def as_found(self, *, by: Actor) -> dict[str, object]:
        """Return it in the fields of a finding."""
        return {
            "kept_to": self.caveat.value,
            "given_by": by.user_id,
            "answer": self.answer.value,
            "facts": self.facts.strip(),
            "why_not_shared": self.why_not_shared.strip(),
            "caveats": list(self.caveats),
            "sensitive_health": self.sensitive_health,
        }


@transaction.atomic
def give_back(
    *,
    request: Request,
    said: Mapping[Person, Said],
    analysis: str,
    analysis_kept_to: Caveat = Caveat.HUB,
    seen: int,
    by: Actor,
    at: datetime,
) -> Request:
    """Take an agency's answer for every person it was asked about, and its own analysis (P6).

    :raises Refused: if the agency is not theirs, or has answered.
    :raises Invalid: if an answer is missing, or the analysis of what is shared.
    :raises Stale: if somebody changed the request since `seen`.
    """
    _check(request, said, analysis)
    request = Request.locked(request, seen=seen)
    request.take(
        Move.RETURN,
        by=by,
        returned_at=at,
        returned_by=by.user_id,
        returned_by_name=by.name,
    )
    for person, words in said.items():
        Finding.objects.create(
            hub_id=request.hub_id,
            request=request,
            agency_id=request.agency_id,
            person=person,
            **words.as_found(by=by),
        )
    make_of_it(request, analysis, kept_to=analysis_kept_to, by=by)
    put_down(request, said, by=by, at=at)
    record(
        events.AgencyAnswered(
            subject=request.enquiry.case.reference,
            hub_id=request.hub_id,
            agency=request.agency.name,
            in_time=request.was_kept(at=at),
        ),
        by=by,
        at=at,
    )
    return request


def make_of_it(
    request: Request,
    words: str,
    *,
    supplement: Supplement | None = None,
    kept_to: Caveat,
    by: Actor,
) -> None:
    """Write down what an agency makes of it, if it says so."""
    if words.strip():
        Opinion.objects.create(
            hub_id=request.hub_id,
            request=request,
            supplement=supplement,
            agency_id=request.agency_id,
            words=words.strip(),
            kept_to=kept_to.value,
            given_by=by.user_id,
        )


def put_down(request: Request, said: Mapping[Person, Said], *, by: Actor, at: datetime) -> None:
    """Write in the ledger what an agency shares with the hub, and what it does not and why.

    What is kept to others than the hub is sealed: that it is held is a secret as well.
    """
    ledger.enter(
        [
            Line(
                kind=Kind.ANSWER,
                what=f"What {request.agency.name} holds on {person.name}",
                whom="The hub",
                outcome=Outcome.SHARED if words.answer is Answer.SHARED else Outcome.NOT_SHARED,
                basis=request.basis_words if words.answer is Answer.SHARED else "",
                why=words.why_not_shared,
                sealed=words.caveat is not Caveat.HUB,
            )
            for person, words in said.items()
            if words.answer is not Answer.NOTHING_HELD
        ],
        subject=request.enquiry.case.reference,
        hub_id=request.hub_id,
        by=by,
        at=at,
    )


def _check(request: Request, said: Mapping[Person, Said], analysis: str) -> None:
    asked_about = queries.people(request)
    if not set(said) <= set(asked_about):
        raise Refused("Answer for those you were asked about, and for nobody else.")
    for person in asked_about:
        if person not in said:
            raise Invalid(f"person_{person.pk}", f"Answer for {person.name} as well.")
        words = said[person]
        if missing := rules.told(words.answer, facts=words.facts, why=words.why_not_shared):
            raise Invalid(f"person_{person.pk}", missing)
    if any(words.is_for_all for words in said.values()) and not analysis.strip():
        raise Invalid("analysis", "Write what your agency makes of the facts that it shares.")
