"""All that the page of a case asks for, read at once: each room is asked its own question here.

What stands on the page is worked out from what was read. So a section that needs more asks here,
beside the others, and the page asks the database no oftener for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from frontdoor.audit import queries as audit
from frontdoor.audit.models import Event
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.agreements import queries as agreements
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports, writing
from frontdoor.casework.contacts.models import Case, Challenge, Clock, Writing
from frontdoor.casework.contacts.queries import Past
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.decisions import queries as decisions
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import hearing
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.casework.disclosures.models import Product, Telling
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering import signing
from frontdoor.casework.gathering.models import Asked, Finding, Request
from frontdoor.casework.gathering.queries import Replies
from frontdoor.casework.papers import queries as papers
from frontdoor.casework.papers.models import Paper
from frontdoor.casework.retention import queries as retention
from frontdoor.casework.retention.models import LegalHold
from frontdoor.casework.signals import queries as signals
from frontdoor.casework.signals.queries import Around
from frontdoor.casework.strategy import queries as strategy
from frontdoor.casework.strategy.models import Discussion
from frontdoor.casework.triage import queries as triage
from frontdoor.casework.triage.queries import Work
from frontdoor.casework.worklist.unread import FOLLOWED_UP
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.worktime import Calendar
from frontdoor.people import cautions, kinship
from frontdoor.people import queries as people
from frontdoor.policy import queries as policies
from frontdoor.web.actions.lines import Line, lines
from frontdoor.web.cases import joined
from frontdoor.web.cases.joined import Together
from frontdoor.web.cases.people import Family


@dataclass(frozen=True, kw_only=True)
class Enquired:
    """What there is of the enquiry of a case, as far as whoever looks may see it."""

    enquiry: Enquiry | None = None
    requests: Sequence[Request] = ()
    findings: Sequence[Finding] = ()
    decision: Decision | None = None
    tellings: Sequence[Telling] = ()
    unsigned: frozenset[str] = frozenset()

    @property
    def replies(self) -> Replies | None:
        """Return how far gathering has come, if anybody was asked."""
        waiting = sum(not request.is_settled for request in self.requests)
        return Replies(asked=len(self.requests), waiting=waiting) if self.requests else None


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is on record of a case at a moment, as far as whoever looks may see it."""

    case: Case
    family: Family
    written: Sequence[Writing]
    papers: Sequence[Paper]
    holds: Sequence[LegalHold]
    clocks: Sequence[Clock]
    calendar: Calendar
    past: Past
    around: Around
    together: Together
    work: Work
    of: Enquired
    silent: Sequence[Asked]
    products: Sequence[Product]
    discussions: Sequence[Discussion]
    actions: Sequence[Line]
    events: Sequence[Event]
    came_to_its_end_elsewhere: bool

    @property
    def challenge(self) -> Challenge | None:
        """Return what the partner who wrote is asked, if they came by a way that is not agreed."""
        return getattr(self.case.contact, "challenge", None)

    @property
    def referrer_is_told(self) -> bool:
        """Tell whether whoever told the hub can read what came of it."""
        return self.case.contact.receipt.is_told


@asks
def known(case: Case, *, at: datetime) -> Asking[Known]:
    """Return what is on record of a case."""
    contact = case.contact
    calendars = policies.calendars.asked(contact.policy_version)
    family, written = _family.asked(case), writing.of.asked(contact)
    clocks, past = contacts.clocks.asked(case), contacts.past.asked(case.child, contact=contact)
    together, work = joined.together.asked(case), triage.work.asked(case)
    enquired, products = _enquired.asked(case, at=at), disclosures.products_on.asked(case.pk)
    discussions, doing = strategy.on.asked(case), actions.on.asked(case)
    events = _happened.asked(case)
    attached, holds = papers.on_case.asked(case), retention.on.asked(case)
    elsewhere, around = _came_to_its_end_elsewhere.asked(case), signals.around.asked(case, at=at)
    yield (
        calendars, family, written, clocks, past, together, work, enquired, products, discussions,
        doing, events, elsewhere, attached, holds, around,
    )  # fmt: skip
    return Known(
        case=case,
        family=family.answer,
        written=written.answer,
        papers=attached.answer,
        holds=holds.answer,
        clocks=clocks.answer,
        calendar=calendars.answer.of(contact.policy_version),
        past=past.answer,
        around=around.answer,
        together=together.answer,
        work=work.answer,
        of=enquired.answer,
        silent=gathering.silent(enquired.answer.requests, at=at),
        products=products.answer,
        discussions=discussions.answer,
        actions=lines(doing.answer, calendars=calendars.answer, at=at),
        events=events.answer,
        came_to_its_end_elsewhere=elsewhere.answer,
    )


@asks
def _happened(case: Case) -> Asking[list[Event]]:
    """Return what happened on a case, and to what is to be done for reports that go on in it."""
    joined = reports.joined.asked(case)
    yield (joined,)
    own = [case.reference, case.contact.reference]
    events = audit.history.asked([*own, *(each.case.reference for each in joined.answer)])
    yield (events,)
    return [
        each for each in events.answer if each.subject in own or each.kind.startswith(FOLLOWED_UP)
    ]


@asks
def _family(case: Case) -> Asking[Family]:
    siblings, named = contacts.siblings.asked(case), _named.asked(case)
    yield siblings, named
    return replace(named.answer, siblings=siblings.answer)


@asks
def _named(case: Case) -> Asking[Family]:
    parties = contacts.parties.asked(case.contact)
    yield (parties,)
    everybody = [party.person for party in parties.answer]
    ties = people.relationships.asked(everybody)
    warnings, numbers = cautions.warnings.asked(everybody), cautions.safe_ways.asked(everybody)
    held = kinship.held.asked(tuple(each.pk for each in everybody))
    yield ties, warnings, numbers, held
    return Family(
        parties=parties.answer,
        ties=ties.answer,
        siblings=(),
        warnings=warnings.answer,
        numbers=numbers.answer,
        held=held.answer,
    )


@asks
def _enquired(case: Case, *, at: datetime) -> Asking[Enquired]:
    found = enquiries.of.asked(case)
    yield (found,)
    enquiry = found.answer
    if enquiry is None:
        return Enquired()
    requests = gathering.requests.asked(enquiry)
    findings = gathering.findings.asked(enquiry)
    decision = decisions.of.asked(enquiry)
    tellings = disclosures.tellings.asked(enquiry.pk)
    signatures = agreements.signatures.asked(enquiry.hub_id)
    yield requests, findings, decision, tellings, signatures
    for telling in tellings.answer:
        telling.enquiry = enquiry
    return Enquired(
        enquiry=enquiry,
        requests=requests.answer,
        findings=findings.answer,
        decision=decision.answer,
        tellings=tellings.answer,
        unsigned=signing.unsigned(enquiry.policy, signatures.answer, at=at),
    )


@asks
def _came_to_its_end_elsewhere(case: Case) -> Asking[bool]:
    """Tell whether the case in which a report goes on has come to an outcome."""
    if case.stage != CaseStage.JOINED:
        return False
    waits = hearing.why_not_yet.asked(case.contact)
    yield (waits,)
    return not waits.answer
