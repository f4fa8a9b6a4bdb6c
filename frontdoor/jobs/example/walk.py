"""Walks a child's case down the river by the real operations, each step as the one whose it is.

Everything has a default, so that a story or a test says only what matters to it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import uuid4

from django.db import transaction

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.access.models import Hub
from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.actions import leaving
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.contacts import concern as worries
from frontdoor.casework.contacts import operations as contacts
from frontdoor.casework.contacts import queries as ask
from frontdoor.casework.contacts import rules as ways
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.concern import About, Concern
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.operations import Caller, Standing
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.decisions import operations as decisions
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.decisions.operations import Choice
from frontdoor.casework.disclosures import direction, offers, passing, routing, rules
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries import operations as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import operations as gathering
from frontdoor.casework.gathering import queries as requests
from frontdoor.casework.gathering import supplements
from frontdoor.casework.gathering.models import Request, Supplement
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer, Basis
from frontdoor.jobs.example import staff
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.policy import queries as policies
from frontdoor.policy import rules as rules_of
from frontdoor.policy.pack import Policy

SECRET = "only for examples"  # noqa: S105  # nosec B105  # Receipts of examples open nothing.
ROBIN = Told(given_names="Robin", family_name="Example")
SCHOOL = Caller(source="school", name="Jo Sample")
UNHARMED = About(answers={"immediate_harm": "no"})
WORRY = Concern(concern="A worry, in the words of whoever told it.")
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Walk:
    """A hub at a moment. `at` is when the next step is taken; `after` gives a later walk."""

    hub: Hub
    at: datetime
    secret: str = SECRET

    def actor(self, short: str) -> Actor:
        """Return one of the hub's people by short name, such as "manager" or "police"."""
        return staff.actor(self.hub, short, on=self.at.date())

    def as_(self, short: str, do: Callable[[Actor], T]) -> T:
        """Do something as one of the hub's people, behind the wall as they are."""
        actor = self.actor(short)
        with context.as_actor(actor):
            return do(actor)

    def whose(self, task: str) -> str:
        """Return the short name of somebody whose task this is, the manager where possible."""
        policy = policies.current(self.hub.pk, at=self.at).policy
        may = [
            short
            for short, role, _, qualified in staff.INSIDE
            if not rules_of.why_not(policy, task, role=role, qualified=qualified)
        ]
        return "manager" if "manager" in may else may[0]

    def contact(
        self,
        *,
        children: Sequence[Told] = (ROBIN,),
        caller: Caller = SCHOOL,
        channel: str = "telephone",
        by: str = "officer",
    ) -> Contact:
        """Take a contact in."""
        return self.as_(
            by,
            lambda actor: contacts.receive(
                form_key=uuid4(),
                channel=channel,
                caller=caller,
                children=children,
                secret=self.secret,
                by=actor,
                at=self.at,
            ),
        )

    def person(self, contact: Contact, told: Told, part: Part, **said: str) -> Person:
        """Name another person in a contact, and how they stand to the children."""
        stands = Standing(**said)
        return self.as_(
            "officer",
            lambda actor: supplements.add_person(
                contact=contact, told=told, part=part, standing=stands, by=actor, at=self.at
            ),
        ).person

    def describe(self, contact: Contact, concern: Concern = WORRY, **about: Any) -> Contact:
        """Write down the worry, the same about each child, and hand the contact over."""

        def do(actor: Actor) -> Contact:
            held = worries.describe(
                contact=contact,
                concern=concern,
                children=worries.alike(ask.cases(contact), replace(UNHARMED, **about)),
                seen=Contact.objects.get(pk=contact.pk).version,
                by=actor,
                at=self.at,
            )
            return routing.hand_over(contact=held, seen=held.version, by=actor, at=self.at)

        return self.as_("officer", do)

    def case(self, contact: Contact, *, child: int = 0) -> Case:
        """Return a child's case of a contact, the first one's, as the manager sees it now."""
        return self.as_("manager", lambda _: ask.cases(contact)[child])

    def route(
        self,
        contact: Contact,
        move: CaseMove,
        *,
        route: str = "",
        team: str = "",
        child: int = 0,
    ) -> Case:
        """Decide that a case does not go to MASH."""
        case = self.case(contact, child=child)

        @transaction.atomic
        def do(actor: Actor) -> Case:
            held = self._looked(case, by=actor) if move is CaseMove.CLOSE else case
            return triage.route(
                case=held,
                move=move,
                route=route,
                team=team,
                reason="As the threshold document has it.",
                advised=False,
                variant=_kind(case.policy, ways.Way(move=move, team=team, outcome=route)),
                seen=held.version,
                by=actor,
                at=self.at,
            )

        return self.as_(self.whose("route"), do)

    def _looked(self, case: Case, *, by: Actor) -> Case:
        """Say that a child is not known, where nobody has said anything: nobody closes before."""
        if case.known_at is not None:
            return case
        return triage.confirm_known(
            case=case, answer="no", left=0, seen=case.version, by=by, at=self.at
        )

    def to_mash(self, contact: Contact, *, reason: str = "The threshold appears met.") -> Enquiry:
        """Send a case to MASH."""
        case = self.case(contact)
        return self.as_(
            self.whose("route"),
            lambda actor: enquiries.open_from(
                case=case,
                route="",
                team="",
                reason=reason,
                advised=False,
                seen=case.version,
                by=actor,
                at=self.at,
            ),
        )

    def rate(self, enquiry: Enquiry, rating: str, *, reason: str = "By risk.") -> Enquiry:
        """Rate an enquiry."""
        return self.as_(
            self.whose("rate"),
            lambda actor: enquiries.rate(
                enquiry=enquiry,
                rating=rating,
                reason=reason,
                seen=enquiry.version,
                by=actor,
                at=self.at,
            ),
        )

    def commence(
        self,
        enquiry: Enquiry,
        *,
        asked: Sequence[str] = ("police", "education"),
        depth: str = "full",
        basis: Basis = Basis.SECTION_47,
        summary: str = "Please search for everybody named.",
    ) -> list[Request]:
        """Commence an enquiry and ask agencies."""
        return self.as_(
            self.whose("commence"),
            lambda actor: gathering.commence(
                enquiry=enquiry,
                depth=depth,
                asked=asked,
                summary=summary,
                basis=basis,
                seen=enquiry.version,
                by=actor,
                at=self.at,
            ),
        )

    def answer(
        self,
        request: Request,
        said: Mapping[str, Said] | None = None,
        *,
        analysis: str = "",
        analysis_kept_to: Caveat = Caveat.HUB,
    ) -> Request:
        """Answer as the agency that was asked: by name, and nothing held on everybody else."""
        named = said or {}

        def do(actor: Actor) -> Request:
            seen = requests.get(str(request.enquiry), actor=actor, to="answer", at=self.at)
            nothing = Said(answer=Answer.NOTHING_HELD)
            return gathering.give_back(
                request=seen,
                said={who: named.get(who.name, nothing) for who in requests.people(seen)},
                analysis=analysis,
                analysis_kept_to=analysis_kept_to,
                seen=seen.version,
                by=actor,
                at=self.at,
            )

        return self.as_(request.agency.slug.replace("_", "-"), do)

    def answer_more(
        self,
        supplement: Supplement,
        said: Said | None = None,
        *,
        analysis: str = "",
    ) -> Supplement:
        """Answer about somebody named later, as the agency that was asked."""

        def do(actor: Actor) -> Supplement:
            seen = requests.supplement(supplement.pk, actor=actor, to="answer", at=self.at)
            return supplements.give_back(
                supplement=seen,
                said=said or Said(answer=Answer.NOTHING_HELD),
                analysis=analysis,
                seen=seen.version,
                by=actor,
                at=self.at,
            )

        return self.as_(supplement.agency.slug.replace("_", "-"), do)

    def decide(self, enquiry: Enquiry, choice: Choice) -> Decision:
        """Decide an enquiry."""
        return self.as_(
            self.whose("decide"),
            lambda actor: decisions.decide(
                enquiry=enquiry,
                choice=choice,
                seen=Enquiry.objects.get(pk=enquiry.pk).version,
                by=actor,
                at=self.at,
            ),
        )

    def authorise(self, enquiry: Enquiry, *, by: str = "manager-2") -> Decision:
        """Authorise what was decided."""
        return self.as_(
            by,
            lambda actor: decisions.authorise(
                enquiry=enquiry,
                seen=Enquiry.objects.get(pk=enquiry.pk).version,
                by=actor,
                at=self.at,
            ),
        )

    def share(self, decision: Decision, *, team: str) -> Product | None:
        """Send the product with what is ticked beforehand."""

        def do(actor: Actor) -> Product | None:
            offered = offers.of_decision(decision)
            sent = disclosures.share(
                decision=decision,
                teams=[team] if team else [],
                chosen=rules.ticked(decision.enquiry.policy, decision.chosen.tier, offered),
                basis="To offer the family help, as agreed with them.",
                seen=Enquiry.objects.get(pk=decision.enquiry_id).version,
                by=actor,
                at=self.at,
            )
            return sent[0] if sent else None

        return self.as_(self.whose("disclose"), do)

    def pass_on(self, case: Case, team: str, *, also: Sequence[str] = ()) -> list[Product]:
        """Pass a case on to a team, and tell others, with what is ticked or still to be done."""

        def do(actor: Actor) -> list[Product]:
            advice, offered = ask.advice(case, today=self.at.date()), offers.of_case(case)
            to_do = [leaving.key(each) for each in actions.open_on(case)]
            return passing.pass_on(
                case=case,
                team=team,
                shares={
                    each: [
                        *direction.ticked(case.policy, each, advice=advice, offered=offered),
                        *to_do,
                    ]
                    for each in (team, *also)
                },
                basis="Children Act 1989, section 17.",
                route="",
                reason="As the policy advises.",
                advised=True,
                variant=_kind(case.policy, ways.Way(move=CaseMove.PASS_ON, team=team)),
                seen=case.version,
                by=actor,
                at=self.at,
            )

        return self.as_(self.whose("route"), do)


def _kind(policy: Policy, way: ways.Way) -> str:
    """Return the first kind of the outcome that a way ends with, where one is chosen (C15.10)."""
    end = ways.of_kinds(policy, way)
    return end.kinds("triage")[0].slug if end else ""


def on(walk: Walk, **time: float) -> Walk:
    """Return the same walk some time later."""
    return replace(walk, at=walk.at + timedelta(**time))
