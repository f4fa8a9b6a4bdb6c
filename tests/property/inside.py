"""What happens to a case inside the hub: each rule is somebody who tries something."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.audit.models import Event
from frontdoor.casework.contacts import concern as worries
from frontdoor.casework.contacts import operations as contacts
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.decisions import operations as decisions
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import reopening
from frontdoor.casework.disclosures.models import Product, Telling
from frontdoor.casework.enquiries import operations as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import chasing
from frontdoor.casework.gathering import operations as gathering
from frontdoor.casework.gathering import queries as requests
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer, Basis
from frontdoor.jobs.example.walk import WORRY
from tests import make
from tests.property.watched import AGENCIES, INSIDE, OUTSIDE, Watched

MANAGERS = {"manager", "manager-2"}
RATERS = {"coordinator", *MANAGERS}
TELLERS = {"social-worker", *MANAGERS}
# Those who can do most come most often, so that cases get somewhere.
EVERYBODY = st.sampled_from(["manager", "manager-2"] * 4 + sorted(INSIDE | OUTSIDE))
SEEN = st.sampled_from([True, True, True, False])
AGENCY = st.sampled_from(AGENCIES)
ROUTES = {
    CaseMove.SEND_TO_TRIAGE: ({"awaiting"}, "in_triage"),
    CaseMove.PASS_ON: ({"awaiting", "in_triage"}, "passed_on"),
    CaseMove.CLOSE: ({"awaiting", "in_triage"}, "closed"),
    CaseMove.COMPLETE: (set[str](), ""),
}


RULES = "case__contact__policy_version"
WITH: dict[Any, tuple[str, ...]] = {
    Contact: ("policy_version", "hub", "referrer"),
    Case: ("contact__policy_version",),
    Enquiry: (RULES,),
    Request: (f"enquiry__{RULES}", "agency"),
    Decision: (f"enquiry__{RULES}",),
    Telling: (f"enquiry__{RULES}", "agency"),
    Product: ("policy_version", "team"),
}


UNHARMED = worries.About(answers={"immediate_harm": "no"})


def has_enquiry(life: "Inside") -> bool:
    return bool(life.stage["enquiry"])


class Inside(Watched):
    """A case from its first call to its decision, and what the model knows of it."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = {"contact": "being_taken", "case": "awaiting", "enquiry": "", "telling": ""}
        self.product, self.told, self.looked = "", False, False
        self.waiting: set[str] = set()

    def of(self, model: Any) -> Any:
        """Return the one record of a kind with all that it refers to, as a manager has it."""
        return model.objects.select_related(*WITH[model]).get()

    def sees(self, record: Any, *, fresh: bool) -> int:
        return int(record.version) - (0 if fresh else 1)

    # --- Taking ---

    @rule(who=EVERYBODY, fresh=SEEN)
    def describe(self, who: str, fresh: bool) -> None:
        contact = self.of(Contact)
        legal = who in INSIDE and fresh and self.stage["case"] in {"awaiting", "in_triage"}
        self.attempt(
            who,
            legal=legal,
            do=lambda by: worries.describe(
                contact=contact,
                concern=WORRY,
                children=worries.alike(contact.cases.all(), UNHARMED),
                seen=self.sees(contact, fresh=fresh),
                by=by,
                at=self.walk.at,
            ),
        )

    @rule(who=EVERYBODY, fresh=SEEN)
    def hand_over(self, who: str, fresh: bool) -> None:
        contact = self.of(Contact)
        if self.attempt(
            who,
            legal=who in INSIDE and fresh and self.stage["contact"] == "being_taken",
            do=lambda by: contacts.hand_over(
                contact=contact, seen=self.sees(contact, fresh=fresh), by=by, at=self.walk.at
            ),
        ):
            self.stage["contact"] = "taken"

    @rule(who=EVERYBODY)
    def tell_referrer(self, who: str) -> None:
        contact = self.of(Contact)
        if self.attempt(
            who,
            legal=who in INSIDE and not self.told,
            do=lambda by: triage.tell_referrer(
                contact=contact, outcome="Considered.", by=by, at=self.walk.at
            ),
        ):
            self.told = True

    # --- Routing ---

    @rule(who=EVERYBODY)
    def look(self, who: str) -> None:
        case = self.of(Case)
        before = self.rows
        with context.as_actor(self.actors[who]):
            triage.look(case=case, by=self.actors[who], at=self.walk.at)
        self.rows = self.snapshot()
        looks = who in MANAGERS and not self.looked
        assert (self.rows != before) == looks
        self.looked = self.looked or looks

    @rule(
        who=EVERYBODY,
        fresh=SEEN,
        move=st.sampled_from(list(ROUTES)),
        unlooked=st.sampled_from(["", "Nobody was there to look."]),
    )
    def route(self, who: str, fresh: bool, move: CaseMove, unlooked: str) -> None:
        case = self.of(Case)
        sources, target = ROUTES[move]
        blind = move is CaseMove.CLOSE and not unlooked
        if self.attempt(
            who,
            legal=who in MANAGERS and fresh and not blind and self.stage["case"] in sources,
            do=lambda by: triage.route(
                case=case,
                move=move,
                **self._routing(case, fresh),
                unlooked_why=unlooked,
                by=by,
                at=self.walk.at,
            ),
        ):
            self.stage["case"], self.looked = target, True

    @rule(who=EVERYBODY, fresh=SEEN)
    def open_enquiry(self, who: str, fresh: bool) -> None:
        case = self.of(Case)
        if self.attempt(
            who,
            legal=who in MANAGERS and fresh and self.stage["case"] in {"awaiting", "in_triage"},
            do=lambda by: enquiries.open_from(
                case=case, **self._routing(case, fresh), by=by, at=self.walk.at
            ),
        ):
            self.stage |= {"case": "in_mash", "enquiry": "to_rate"}
            self.looked = True

    def _routing(self, case: Case, fresh: bool) -> dict[str, Any]:
        seen = self.sees(case, fresh=fresh)
        return {"route": "", "team": "", "reason": "So.", "advised": False, "seen": seen}

    @precondition(lambda self: self.stage["case"] in {"closed", "passed_on"})
    @rule(who=EVERYBODY, fresh=SEEN, why=st.sampled_from(["", "The wrong child."]))
    def reopen(self, who: str, fresh: bool, why: str) -> None:
        case = self.of(Case)
        if self.attempt(
            who,
            # What no team has acknowledged is taken back, and not opened again.
            legal=who in MANAGERS and fresh and bool(why) and self.stage["case"] == "closed",
            do=lambda by: reopening.reopen(
                case=case,
                reason=why,
                seen=self.sees(case, fresh=fresh),
                by=by,
                at=self.walk.at,
            ),
        ):
            to = {"case": "in_mash", "enquiry": "gathering"}
            self.stage |= to if self.stage["enquiry"] else {"case": "awaiting"}
            self.told = False

    # --- The enquiry: each of these waits until there is one ---

    @precondition(has_enquiry)
    @rule(who=EVERYBODY, fresh=SEEN, rating=st.sampled_from(["red", "amber", "green"]))
    def rate(self, who: str, fresh: bool, rating: str) -> None:
        self.move(
            who,
            fresh,
            whose=RATERS,
            sources={"to_rate"},
            target="rated",
            do=lambda enquiry, seen, by: enquiries.rate(
                enquiry=enquiry, rating=rating, reason="Risk.", seen=seen, by=by, at=self.walk.at
            ),
        )

    @precondition(has_enquiry)
    @rule(who=EVERYBODY, fresh=SEEN, rating=st.sampled_from(["red", "amber", "green"]))
    def re_rate(self, who: str, fresh: bool, rating: str) -> None:
        [stored] = self.rows["enquiries_enquiry"].values()
        self.move(
            who,
            fresh,
            whose=MANAGERS if stored["rating"] != rating else set(),
            sources={"rated", "gathering"},
            target=self.stage["enquiry"],
            do=lambda enquiry, seen, by: chasing.re_rate(
                enquiry=enquiry, rating=rating, reason="New.", seen=seen, by=by, at=self.walk.at
            ),
        )

    @precondition(has_enquiry)
    @rule(who=EVERYBODY, fresh=SEEN)
    def commence(self, who: str, fresh: bool) -> None:
        if self.move(
            who,
            fresh,
            whose=RATERS,
            sources={"rated"},
            target="gathering",
            do=lambda enquiry, seen, by: gathering.commence(
                enquiry=enquiry,
                depth="full",
                asked=AGENCIES,
                summary="Please.",
                basis=Basis.SECTION_47,
                seen=seen,
                by=by,
                at=self.walk.at,
            ),
        ):
            self.waiting = set(AGENCIES)

    @precondition(lambda self: self.rows["gathering_request"])
    @rule(who=EVERYBODY | AGENCY, agency=AGENCY, fresh=SEEN)
    def answer(self, who: str, agency: str, fresh: bool) -> None:
        request = Request.objects.select_related(*WITH[Request]).get(agency__slug=agency)

        def do(by: Actor) -> object:
            return gathering.give_back(
                request=request,
                said={
                    person: Said(answer=Answer.NOTHING_HELD) for person in requests.people(request)
                },
                analysis="",
                seen=self.sees(request, fresh=fresh),
                by=by,
                at=self.walk.at,
            )

        if self.attempt(who, legal=who == agency and fresh and agency in self.waiting, do=do):
            self.waiting.discard(agency)

    @precondition(has_enquiry)
    @rule(who=EVERYBODY, fresh=SEEN, why=st.sampled_from(["", "It cannot wait."]))
    def decide(self, who: str, fresh: bool, why: str) -> None:
        required = {
            row["agency_id"]
            for row in self.rows["gathering_request"].values()
            if row["required"] and row["stage"] == "asked"
        }
        choice = replace(make.EARLY_HELP, without_reply_why=why)
        if self.move(
            who,
            fresh,
            whose=MANAGERS if why or not required else set(),
            sources={"gathering"},
            target="decided",
            do=lambda enquiry, seen, by: decisions.decide(
                enquiry=enquiry, choice=choice, seen=seen, by=by, at=self.walk.at
            ),
        ):
            [event] = Event.objects.filter(kind="decision.decided", at=self.walk.at)
            assert len(event.facts["without"]) == len(required)

    @precondition(has_enquiry)
    @rule(who=EVERYBODY, fresh=SEEN)
    def send_back(self, who: str, fresh: bool) -> None:
        self.move(
            who,
            fresh,
            whose=MANAGERS,
            sources={"decided"},
            target="gathering",
            do=lambda enquiry, seen, by: decisions.send_back(
                enquiry=enquiry, reason="Again.", seen=seen, by=by, at=self.walk.at
            ),
        )

    @precondition(has_enquiry)
    @rule(who=EVERYBODY, fresh=SEEN)
    def authorise(self, who: str, fresh: bool) -> None:
        self.move(
            who,
            fresh,
            whose=MANAGERS,
            sources={"decided"},
            target="authorised",
            do=lambda enquiry, seen, by: decisions.authorise(
                enquiry=enquiry, seen=seen, by=by, at=self.walk.at
            ),
        )

    def move(
        self,
        who: str,
        fresh: bool,
        *,
        whose: set[str],
        sources: set[str],
        target: str,
        do: Callable[[Enquiry, int, Actor], object],
    ) -> bool:
        enquiry = self.of(Enquiry)
        done = self.attempt(
            who,
            legal=who in whose and fresh and self.stage["enquiry"] in sources,
            do=lambda by: do(enquiry, self.sees(enquiry, fresh=fresh), by),
        )
        if done:
            self.stage["enquiry"] = target
        return done
