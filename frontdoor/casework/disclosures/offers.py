"""What could leave the hub on a case, item by item: when it is routed, and after an enquiry."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.actions import leaving
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.vocabulary import Stage as ActionStage
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports, writing
from frontdoor.casework.contacts.models import Case, Contact, Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.decisions import queries as decisions
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import queries
from frontdoor.casework.disclosures.rules import PROTECTED, Offer
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering.models import Finding, Request
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.kernel.asking import Asking, asks
from frontdoor.people.models import Person
from frontdoor.policy.pack_words import ItemKind

ELSEWHERE = "Brothers and sisters who live elsewhere"


@asks
def of_decision(decision: Decision) -> Asking[list[Offer]]:
    """Return everything that a product on this decision could hold, in reading order (D11)."""
    enquiry = decision.enquiry
    case = enquiry.case
    parties, found = contacts.parties.asked(case.contact), gathering.findings.asked(enquiry)
    requests, agreed = gathering.requests.asked(enquiry), _agreed.asked(enquiry.pk)
    form, told = _of_the_form.asked(case.contact), _told_again.asked(case)
    to_do = _actions.asked(case)
    yield parties, found, requests, agreed, form, told, to_do
    risky = {party.person_id for party in parties.answer if party.part == Part.RISK}
    shared = [each for each in found.answer if each.answer == Answer.SHARED]
    items = [
        *_of_the_child(case.child, shared),
        *_of_the_family(parties.answer),
        *_of_the_hub(decision),
        form.answer,
        *told.answer,
        *(
            offer
            for request in requests.answer
            for offer in _analyses(
                request, [each for each in shared if each.request_id == request.pk], risky
            )
        ),
        *(_fact(finding, risky) for finding in shared),
        *to_do.answer,
    ]
    return [
        replace(item, agreed=agreed.answer.get(item.key, {}))
        for item in items
        if item.words.strip()
    ]


@asks
def _agreed(enquiry_id: int) -> Asking[dict[str, dict[str, str]]]:
    """Return the words that originators agreed to, by item and team."""
    asked = queries.clearances.asked(enquiry_id)
    yield (asked,)
    found: dict[str, dict[str, str]] = {}
    for each in asked.answer:
        if each.is_agreed:
            found.setdefault(each.item, {})[each.team.slug] = each.agreed_words
    return found


def _of_the_child(child: Person, shared: Iterable[Finding]) -> list[Offer]:
    """Return who the child is, and apart from it where they live: an address may be protected."""
    born = f"Born {child.date_of_birth:%-d %B %Y}" if child.date_of_birth else ""
    if child.is_unborn:
        born = f"Unborn, expected {child.expected_on:%-d %B %Y}"
    protected = any(PROTECTED in finding.caveats for finding in shared)
    return [
        Offer(
            key="identity",
            kind="identity",
            heading="The child",
            words=_lines(child.name, born, child.school),
        ),
        Offer(
            key="address",
            kind="identity",
            heading="Where the child lives",
            words=_lines(child.address, child.postcode),
            caveats=(PROTECTED,) if protected else (),
        ),
    ]


def _of_the_family(parties: Iterable[Party]) -> list[Offer]:
    """Return who the parents are, and which brothers and sisters live elsewhere: by name alone."""
    named = (("carers", Part.CARER, "Parents and carers"), ("siblings", Part.SIBLING, ELSEWHERE))
    people = list(parties)
    return [
        Offer(
            key=key,
            kind="identity",
            heading=heading,
            words=_lines(*(party.person.name for party in people if party.part == part)),
        )
        for key, part, heading in named
    ]


@asks
def _actions(case: Case) -> Asking[list[Offer]]:
    """Return what was done for a child with what came of it, and what is still to be done."""
    found = actions.on.asked(case)
    yield (found,)
    return [_action(each) for each in found.answer if each.stage in OF_ACTIONS]


OF_ACTIONS: dict[str, str] = {
    ActionStage.OPEN: "Still to be done by",
    ActionStage.PASSED_ON: "Still to be done by",
    ActionStage.DONE: "Done by",
    ActionStage.NOT_DONE: "Could not be done by",
}


def _action(action: Action) -> Offer:
    owed = action.is_owed
    due_at = action.falls_due_at.astimezone(ZoneInfo(action.policy.calendar.zone))
    due = f"To be done by {due_at:%-d %B %Y at %H:%M}" if owed else ""
    return Offer(
        key=leaving.key(action),
        # What came of it is a fact of whoever did it; what is to be done is asked of the team.
        kind="recommendation" if owed else "agency_facts",
        heading=f"{OF_ACTIONS[action.stage]} {action.owner}",
        words=_lines(action.what, due, action.words),
        origin=action.agency.name if action.agency and not owed else "The hub",
    )


@asks
def _of_the_form(contact: Contact) -> Asking[Offer]:
    """Return what was written about the child's life. It is for the manager to find relevant."""
    arrived = writing.of.asked(contact)
    yield (arrived,)
    said = [
        text
        for each in arrived.answer
        for text in (each.evidence, each.parents_view, each.help_given, each.agencies)
        if not each.is_kept
    ]
    return Offer(
        key="written",
        kind="concern",
        heading="What the referral form says",
        words=_lines(*said),
        relevant=False,
    )


@asks
def _told_again(case: Case) -> Asking[list[Offer]]:
    """Return the worry of every report that was joined to a case, by the day on which it came."""
    joined = reports.joined.asked(case)
    yield (joined,)
    zone = ZoneInfo(case.policy.calendar.zone)
    told = [joining.case for joining in joined.answer]
    return [
        Offer(
            key=f"told_{each.pk}",
            kind="concern",
            heading=f"Told on {each.contact.received_at.astimezone(zone):%-d %B %Y}",
            words=_lines(each.contact.concern, each.contact.childs_words),
        )
        for each in told
    ]


@asks
def of_cases(cases: Iterable[Case]) -> Asking[dict[int, list[Offer]]]:
    """Return, by case, everything that a hand-over of it could hold."""
    asked = {case.pk: of_case.asked(case) for case in cases}
    yield tuple(asked.values())
    return {case: offers.answer for case, offers in asked.items()}


@asks
def of_case(case: Case, *, reason: str = "") -> Asking[list[Offer]]:
    """Return everything that a hand-over could hold before any agency was asked, in order."""
    contact = case.contact
    parties, past = (
        contacts.parties.asked(contact),
        contacts.past.asked(case.child, contact=contact),
    )
    form, told, to_do = _of_the_form.asked(contact), _told_again.asked(case), _actions.asked(case)
    outcome = _outcome.asked(case)
    yield parties, past, form, told, to_do, outcome
    risky = [party.person for party in parties.answer if party.part == Part.RISK]
    known = _lines(*(f"{each.known.label}. {each.words}" for each in past.answer.standings))
    said: list[tuple[str, ItemKind, str, str]] = [
        ("concern", "concern", "The concern", contact.concern),
        ("childs_words", "concern", "What the child says", contact.childs_words),
        ("strengths", "concern", "What goes well", contact.strengths),
        ("where_now", "concern", "Where the child is now", contact.where_now),
        ("known", "chronology", "What was known before", known),
        ("outcome", "outcome", "Outcome", outcome.answer),
        ("referrer", "referrer", "Who told the hub", _referrer(contact)),
        # As it is typed with the decision; until then, the item stands for it.
        (
            "rationale",
            "rationale",
            "Why it is passed on",
            reason or "Your reason, as you write it.",
        ),
    ]
    offers = [
        *_of_the_child(case.child, []),
        *_of_the_family(parties.answer),
        *(Offer(key=key, kind=kind, heading=head, words=text) for key, kind, head, text in said),
        form.answer,
        *told.answer,
        *(_risk(person) for person in risky),
        *to_do.answer,
    ]
    return [offer for offer in offers if offer.words.strip()]


def _risk(person: Person) -> Offer:
    return Offer(
        key=f"risk_{person.pk}",
        kind="adult_risk",
        heading="A person who may pose a risk",
        words=_lines(person.name, person.also_known_as, person.description),
        third_party=True,
    )


@asks
def _outcome(case: Case) -> Asking[str]:
    """Return the outcome where one was authorised: whoever hears later needs to know it (C14.9)."""
    decided = decisions.of_cases.asked((case,))
    yield (decided,)
    decision = decided.answer.get(case.pk)
    return decision.outcome_words if decision and decision.authorised_at else ""


def _referrer(contact: Contact) -> str:
    referrer = contact.referrer
    if referrer.protected:
        return ""
    return _lines(str(referrer), contact.policy.source(referrer.source).name, referrer.phone)


def _of_the_hub(decision: Decision) -> list[Offer]:
    enquiry = decision.enquiry
    rating = f"{enquiry.policy.rating(enquiry.rating).name}, level {decision.level}"
    said: tuple[tuple[ItemKind, str, str], ...] = (
        ("outcome", "Outcome", decision.outcome_words),
        ("rating", "Rating", rating),
        ("concern", "The concern", enquiry.case.contact.concern),
        ("recommendation", "Recommendations", decision.recommendations),
        ("rationale", "Rationale", decision.rationale),
    )
    return [
        Offer(key=kind, kind=kind, heading=heading, words=words) for kind, heading, words in said
    ]


def _analyses(request: Request, shared: Sequence[Finding], risky: set[int]) -> list[Offer]:
    """Return what an agency makes of it: what is for all together, and each that is kept."""
    # An analysis may tell what the facts beneath it tell: what holds them back holds it.
    whole = Offer(
        key=f"analysis_{request.pk}",
        kind="agency_analysis",
        heading=f"Analysis by {request.agency.name}",
        words=request.for_all,
        origin=request.agency.name,
        agency=request.agency.slug,
        third_party=any(finding.person_id in risky for finding in shared),
        sensitive_health=any(finding.sensitive_health for finding in shared),
        caveats=tuple(sorted({slug for finding in shared for slug in finding.caveats})),
    )
    kept = [each for each in request.opinions.all() if each.is_kept]
    return [
        whole,
        *(
            replace(whole, key=f"opinion_{each.pk}", words=each.told, kept_to=Caveat(each.kept_to))
            for each in kept
        ),
    ]


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _fact(finding: Finding, risky: set[int]) -> Offer:
    about_risk = finding.person_id in risky
    return Offer(
        key=f"facts_{finding.pk}",
        kind="adult_risk" if about_risk else "agency_facts",
        heading=f"{finding.agency.name} on {finding.person.name}",
        words=finding.facts,
        origin=finding.agency.name,
        agency=finding.agency.slug,
        # Facts are for the manager to find relevant; an agency's analysis is so by nature (P6).
        relevant=False,
        sensitive_health=finding.sensitive_health,
        third_party=about_risk,
        caveats=tuple(finding.caveats),
        kept_to=Caveat(finding.kept_to),
    )
