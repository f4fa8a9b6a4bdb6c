"""A case in words, ready for its page: what is this, how urgent, who has it, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from frontdoor.access.actor import Actor
from frontdoor.audit.models import Event
from frontdoor.casework.actions.vocabulary import Stage as ActionStage
from frontdoor.casework.contacts import joining, reports
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.disclosures import giving, reopening
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import events as gathering
from frontdoor.casework.papers.models import Paper
from frontdoor.casework.retention.rules import why_not_dispose
from frontdoor.casework.searches.events import TOLD_BESIDE
from frontdoor.casework.signals import telling as signals
from frontdoor.casework.strategy.models import Discussion
from frontdoor.casework.triage.queries import Work
from frontdoor.casework.worklist.unread import Unread
from frontdoor.people.held import Number
from frontdoor.people.queries import Standing
from frontdoor.policy.rules import Advice
from frontdoor.policy.staged import may_not
from frontdoor.web.actions.lines import Line
from frontdoor.web.cases import concern, heard, outcome, reading
from frontdoor.web.cases import protection as protected
from frontdoor.web.cases.glance import Glance, glance
from frontdoor.web.cases.joined import Together
from frontdoor.web.cases.next_steps import steps
from frontdoor.web.cases.people import Somebody, Warned, everybody, warned
from frontdoor.web.cases.promise import Promise, promise, to_acknowledge, to_act
from frontdoor.web.cases.reading import Known
from frontdoor.web.cases.reopened import Reopened, reopened
from frontdoor.web.cases.stage import waits_for
from frontdoor.web.cases.steps.step import Step
from frontdoor.web.components import words
from frontdoor.web.contacts import written
from frontdoor.web.timeline import saying
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
    warnings: list[Warned]
    safe_ways: Sequence[Number]
    others: Sequence[Case]
    standings: list[Standing]
    known: str
    around: list[str]
    advice: list[Advice]
    way: outcome.Way | None


@dataclass(frozen=True, kw_only=True)
class Found:
    """What agencies answered, what was decided on it, and what left the hub."""

    replies: list[heard.Reply]
    decision: list[tuple[str, Any]]
    tellings: list[outcome.Words]
    products: Sequence[Product]
    to_give: Sequence[str]


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
    papers: Sequence[Paper]
    why_not_dispose: str
    discussions: Sequence[Discussion]
    actions: Sequence[Line]
    reopened: Reopened | None
    can_reopen: bool
    can_look: bool
    can_look_again: bool
    can_read: bool
    can_arrange: bool
    news: Unread
    beside: list[dict[str, Any]]
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
    def for_others(self) -> dict[str, list[str]]:
        """Return what waits for somebody else, by the reason: each reason is read once."""
        waits: dict[str, list[str]] = {}
        for step in self.steps:
            if not step.is_mine:
                waits.setdefault(step.whose, []).append(step.text)
        return waits


def page(case: Case, *, news: Unread, by: Actor, at: datetime) -> CasePage:
    """Return what the page of a case says to `by` at a moment."""
    known = reading.known(case, at=at)
    return CasePage(
        case=case,
        head=_head(known, on=localdate(at)),
        glance=glance(known, at=at),
        together=known.together,
        steps=steps(known, by=by),
        promises=_promises(known, at=at),
        told=_told(known, at=at),
        work=known.work,
        found=_found(known, news, by=by, at=at),
        papers=known.papers,
        why_not_dispose=why_not_dispose([each.asked_by for each in known.holds]),
        discussions=known.discussions,
        actions=known.actions,
        reopened=reopened(case, known.products),
        can_reopen=not reopening.why_not(case, known.of.enquiry, known.products, by=by),
        can_look=case.looked_at is None and not may_not(case.policy, "look", by=by),
        can_look_again=case.known_left > 0 and not may_not(case.policy, "confirm_known", by=by),
        can_read=not may_not(case.policy, joining.TO_READ, by=by),
        can_arrange=not may_not(case.policy, "route", by=by),
        news=news,
        beside=[
            {"row": None, "words": each.facts["words"], "by": each.by_name, "at": each.at}
            for each in known.events
            if each.kind in TOLD_BESIDE and each.subject == case.reference
        ],
        timeline=_happened(known, news, by=by),
    )


def _happened(known: Known, news: Unread, *, by: Actor) -> list[dict[str, Any]]:
    """Return what happened, with a mark at what is news to whoever looks."""
    return [
        item | {"is_new": news.is_new(event, me=by.user_id), "href": _words_of(event, known)}
        for event, item in zip(known.events, timeline.items(known.events), strict=True)
    ]


def _words_of(event: Event, known: Known) -> str:
    """Return where the words of an answer stand on the page; nothing for what is no answer."""
    answered = event.facts["agency"] if event.kind in gathering.ANSWERS else ""
    found = [each.agency.slug for each in known.of.requests if each.agency.name == answered]
    return f"#{heard.anchor(found[0])}" if found else ""


def _head(known: Known, *, on: date) -> Head:
    case, enquiry = known.case, known.of.enquiry
    return Head(
        born=case.child.birth(on=on),
        waits_for=waits_for(case, enquiry.stage if enquiry else "", known.of.replies),
        rating=_rating(enquiry),
        facts=_facts(case),
        warnings=[*reports.warnings(case), *known.together.warnings],
    )


def _promises(known: Known, *, at: datetime) -> list[Promise]:
    """Return the clocks of a case, what teams have yet to acknowledge and what somebody has to do,
    by when they are due.
    """
    calendar = known.calendar
    found = [promise(clock, calendar=calendar, at=at) for clock in known.clocks]
    waiting = [each for each in known.products if each.waits]
    found += [to_acknowledge(each, calendar=calendar, at=at) for each in waiting]
    open_ones = [each.action for each in known.actions if each.action.stage == ActionStage.OPEN]
    found += [to_act(each, calendar=calendar, at=at) for each in open_ones]
    return sorted(found, key=lambda each: each.due_at)


def _told(known: Known, *, at: datetime) -> Told:
    case, on, family = known.case, localdate(at), known.family
    in_writing = written.standing(case.contact, known.written, at=at)
    return Told(
        flags=reports.flags(case),
        protection=protected.rows(reports.noted(case)),
        is_protected=reports.is_protected(case),
        concern=concern.rows(case),
        referrer=concern.referrer(case.contact, in_writing=in_writing),
        written=[written.rows(case.contact, each) for each in known.written],
        everybody=everybody(family, child=case.child_id, on=on),
        warnings=[warned(each, on=on) for each in family.warnings],
        safe_ways=family.numbers,
        others=family.siblings,
        standings=known.past.standings,
        known=_known(case),
        around=signals.lines(known.around),
        advice=_advice(known, on=on),
        way=outcome.way(case, known.of.enquiry),
    )


def _advice(known: Known, *, on: date) -> list[Advice]:
    """Return what the pack advises, while it is not decided where the case goes."""
    case = known.case
    if case.LIFECYCLE.why_not(CaseMove.CLOSE, stage=case.stage):
        return []
    told = [report.case for report in known.together.reports]
    return contacts.advised(case, past=known.past, joined=told, today=on)


def _found(known: Known, news: Unread, *, by: Actor, at: datetime) -> Found:
    of = known.of
    new = {
        event.facts["agency"]
        for event in known.events
        if event.kind in gathering.ANSWERS and news.is_new(event, me=by.user_id)
    }
    return Found(
        replies=heard.replies(
            of.requests,
            of.findings,
            known.family.parties,
            new=new,
            unsigned=of.unsigned,
            by=by,
            at=at,
        ),
        decision=outcome.decision(of.decision) if of.decision else [],
        tellings=[outcome.telling(each) for each in of.tellings],
        products=known.products,
        to_give=[each.reference for each in known.products if not giving.why_not(each, by=by)],
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
    on = words.moment(case.known_at)
    return f"{saying.answer_words(case.known_answer)}, on {on}{saying.left_words(case.known_left)}"
