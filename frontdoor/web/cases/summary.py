"""A case in words, ready for its page: what is this, how urgent, who has it, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from frontdoor.access.actor import Actor
from frontdoor.audit import queries as audit
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.actions.vocabulary import Stage as ActionStage
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports, writing
from frontdoor.casework.contacts.models import Case, Party
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.decisions import queries as decisions
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.casework.disclosures.models import Product, Telling
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering.models import Finding, Request
from frontdoor.casework.gathering.queries import Replies
from frontdoor.casework.strategy import queries as strategy
from frontdoor.casework.strategy.models import Discussion
from frontdoor.casework.triage import queries as triage
from frontdoor.casework.triage.queries import Work
from frontdoor.casework.worklist.unread import Unread
from frontdoor.people import queries as people
from frontdoor.people.queries import Standing
from frontdoor.policy.rules import Advice
from frontdoor.web.actions.lines import Line, lines
from frontdoor.web.cases import concern, heard, joined, outcome
from frontdoor.web.cases import protection as protected
from frontdoor.web.cases.glance import Glance, glance
from frontdoor.web.cases.joined import Together
from frontdoor.web.cases.next_steps import Known, Step, steps
from frontdoor.web.cases.people import Somebody, everybody
from frontdoor.web.cases.promise import Promise, promise, to_acknowledge, to_act
from frontdoor.web.cases.stage import waits_for
from frontdoor.web.components import words
from frontdoor.web.contacts import written
from frontdoor.web.timeline import telling as timeline


@dataclass(frozen=True, kw_only=True)
class Head:
    """Who and what this is, before anything else."""

    born: str
    waits_for: str
    rating: dict[str, str] | None
    facts: list[tuple[str, str]]
    warnings: list[str]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the hub was told, and what it knew before."""

    flags: list[str]
    protection: list[tuple[str, object]]
    is_protected: bool
    concern: list[tuple[str, Any]]
    referrer: list[tuple[str, Any]]
    written: list[list[tuple[str, Any]]]
    everybody: list[Somebody]
    others: list[Case]
    standings: list[Standing]
    known: str
    advice: list[Advice]
    way: outcome.Way | None


@dataclass(frozen=True, kw_only=True)
class Found:
    """What agencies answered, what was decided on it, and what left the hub."""

    replies: list[dict[str, str]]
    about: list[heard.About]
    analyses: list[tuple[str, str]]
    decision: list[tuple[str, Any]]
    tellings: list[outcome.Words]
    products: list[Product]


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """Everything that the page of a case says."""

    case: Case
    head: Head
    glance: Glance
    steps: list[Step]
    promises: list[Promise]
    told: Told
    together: Together
    work: Work
    found: Found
    discussions: list[Discussion]
    actions: list[Line]
    news: Unread
    timeline: list[dict[str, Any]]

    @property
    def running(self) -> list[Promise]:
        """Return the promises that can still be kept or broken, by what runs out first."""
        return [promise for promise in self.promises if not promise.has_stopped]

    @property
    def stopped(self) -> list[Promise]:
        """Return the promises that were kept or missed."""
        return [promise for promise in self.promises if promise.has_stopped]

    @property
    def mine(self) -> list[Step]:
        """Return what whoever looks can do now."""
        return [step for step in self.steps if step.is_mine]

    @property
    def for_others(self) -> list[Step]:
        """Return what waits for somebody else."""
        return [step for step in self.steps if not step.is_mine]


@dataclass(frozen=True, kw_only=True)
class _Enquired:
    """What there is of the enquiry of a case, as far as whoever looks may see it."""

    enquiry: Enquiry | None = None
    requests: Sequence[Request] = ()
    findings: Sequence[Finding] = ()
    decision: Decision | None = None
    tellings: Sequence[Telling] = ()
    products: Sequence[Product] = ()

    @property
    def replies(self) -> Replies | None:
        """Return how far gathering has come, if anybody was asked."""
        waiting = sum(not request.is_settled for request in self.requests)
        return Replies(asked=len(self.requests), waiting=waiting) if self.requests else None


def page(case: Case, *, news: Unread, by: Actor, at: datetime) -> CasePage:
    """Return what the page of a case says to `by` at a moment."""
    on = localdate(at)
    of = _enquired(case)
    parties = contacts.parties(case.contact)
    work = triage.work(case)
    discussions = strategy.on(case)
    doing = lines(actions.on(case), at=at)
    shared = joined.together(case)
    known = Known(
        case=case,
        together=shared,
        work=work,
        enquiry=of.enquiry,
        decision=of.decision,
        tellings=of.tellings,
        silent=gathering.silent(of.requests, at=at),
        referrer_is_told=case.contact.receipt.told_at is not None,
        products=of.products,
        challenge=getattr(case.contact, "challenge", None),
        discussions=discussions,
        actions=doing,
    )
    return CasePage(
        case=case,
        head=_head(case, of, shared, on=on),
        glance=glance(known, of.requests, at=at),
        together=shared,
        steps=steps(known, by=by),
        promises=_promises(case, of.products, doing, at=at),
        told=_told(case, of, parties, at=at),
        work=work,
        found=_found(case, of, parties, at=at),
        discussions=discussions,
        actions=doing,
        news=news,
        timeline=_happened(case, news, by=by),
    )


def _happened(case: Case, news: Unread, *, by: Actor) -> list[dict[str, Any]]:
    """Return what happened, with a mark at what is news to whoever looks."""
    events = audit.history([case.reference, case.contact.reference])
    return [
        item | {"is_new": news.is_new(event, me=by.user_id)}
        for event, item in zip(events, timeline.items(events), strict=True)
    ]


def _enquired(case: Case) -> _Enquired:
    enquiry = enquiries.of(case)
    products = disclosures.products_on(case.pk)
    if enquiry is None:
        return _Enquired(products=products)
    return _Enquired(
        enquiry=enquiry,
        requests=gathering.requests(enquiry),
        findings=gathering.findings(enquiry),
        decision=decisions.of(enquiry),
        tellings=disclosures.tellings(enquiry.pk),
        products=products,
    )


def _head(case: Case, of: _Enquired, shared: Together, *, on: date) -> Head:
    return Head(
        born=case.child.birth(on=on),
        waits_for=waits_for(case, of.enquiry.stage if of.enquiry else "", of.replies),
        rating=_rating(of.enquiry),
        facts=_facts(case),
        warnings=[
            *joined.warnings(case, is_protected=reports.is_protected(case)),
            *shared.warnings,
        ],
    )


def _promises(
    case: Case, products: Sequence[Product], doing: Sequence[Line], *, at: datetime
) -> list[Promise]:
    """Return the clocks of a case, what teams have yet to acknowledge and what somebody has to do,
    by when they are due.
    """
    calendar = contacts.calendar(case)
    found = [promise(clock, calendar=calendar, at=at) for clock in contacts.clocks(case)]
    found += [to_acknowledge(each, calendar=calendar, at=at) for each in products if each.waits]
    open_ones = [each.action for each in doing if each.action.stage == ActionStage.OPEN]
    found += [to_act(each, calendar=calendar, at=at) for each in open_ones]
    return sorted(found, key=lambda each: each.due_at)


def _told(case: Case, of: _Enquired, parties: Sequence[Party], *, at: datetime) -> Told:
    on, arrived = localdate(at), writing.of(case.contact)
    ties = people.relationships([party.person for party in parties])
    noted = getattr(case, "protection", None)
    standings = contacts.standings(case)
    undecided = not case.LIFECYCLE.why_not(CaseMove.CLOSE, stage=case.stage)
    return Told(
        flags=[case.policy.trigger(slug).name for slug in case.triggers],
        protection=protected.rows(noted),
        is_protected=noted is not None and noted.ended_at is None,
        concern=concern.rows(case),
        referrer=concern.referrer(
            case.contact, in_writing=written.standing(case.contact, arrived, at=at)
        ),
        written=[written.rows(case.contact, each) for each in arrived],
        everybody=everybody(parties, ties, on=on),
        others=[other for other in contacts.cases(case.contact) if other.pk != case.pk],
        standings=standings,
        known=_known(case),
        advice=contacts.advice(case, today=on, known=standings) if undecided else [],
        way=outcome.way(case, of.enquiry),
    )


def _found(case: Case, of: _Enquired, parties: Sequence[Party], *, at: datetime) -> Found:
    return Found(
        replies=heard.replies(of.requests, at=at),
        about=heard.about(parties, of.findings, case.policy),
        analyses=heard.analyses(of.requests),
        decision=outcome.decision(of.decision) if of.decision else [],
        tellings=[outcome.telling(each) for each in of.tellings],
        products=list(of.products),
    )


def _rating(enquiry: Enquiry | None) -> dict[str, str] | None:
    if enquiry is None:
        return None
    rated = enquiry.rated
    return {"name": rated.name, "colour": rated.colour} if rated else {"name": "", "colour": ""}


def _facts(case: Case) -> list[tuple[str, str]]:
    referrer = case.contact.referrer
    source = case.policy.source(referrer.source).name
    return [
        ("Received", words.moment(case.contact.received_at)),
        ("Told by", source if referrer.anonymous else f"{referrer}, {source}"),
        ("Now at", case.contact.where_now or "Not asked"),
    ]


def _known(case: Case) -> str:
    if case.known_at is None:
        return ""
    return f"{timeline.answer_words(case.known_answer)}, on {words.moment(case.known_at)}"
