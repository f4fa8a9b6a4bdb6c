"""One case, moved about at random by everybody around a hub, beside a model of what may happen.

The model is written down here by hand, for Coventry, and knows nothing of the lifecycles, the pack
or the wall. FRONTDOOR_RUNS=2000 FRONTDOOR_STEPS=50 walk longer than the build does.
"""

import os

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import offers
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Product, Telling
from frontdoor.casework.enquiries.models import Enquiry
from tests.canaries import figures
from tests.property import walking
from tests.property.inside import (
    AGENCY,
    EVERYBODY,
    MANAGERS,
    SEEN,
    TELLERS,
    WITH,
    Inside,
    has_enquiry,
)
from tests.property.watched import TEAM, Watched

RUNS = int(os.environ.get("FRONTDOOR_RUNS", "200"))
STEPS = int(os.environ.get("FRONTDOOR_STEPS", "25"))


class Life(Inside):
    """A case from its first call to what is done with the product."""

    @invariant()
    def the_stages_are_those_of_the_model(self) -> None:
        """What is stored is where the model is, and an agency that is silent has not answered."""
        for table, name in (
            ("contacts_contact", "contact"),
            ("contacts_case", "case"),
            ("enquiries_enquiry", "enquiry"),
            ("disclosures_telling", "telling"),
        ):
            stored = [row["stage"] for row in self.rows[table].values()]
            assert stored == ([self.stage[name]] if self.stage[name] else [])
        asked = self.rows["gathering_request"].values()
        assert sum(row["stage"] == "asked" for row in asked) == len(self.waiting)
        answered = {row["request_id"] for row in self.rows["gathering_finding"].values()}
        assert answered == {row["id"] for row in asked if row["stage"] == "returned"}

    @rule(moves=st.integers(1, 3))
    def go_on(self, moves: int) -> None:
        """Do what comes next as those whose it is, so that cases get somewhere."""
        for _ in range(moves):
            match self.stage["case"], self.stage["enquiry"]:
                case (("awaiting" | "in_triage"), _):
                    self.open_enquiry(who="manager", fresh=True)
                case _, "to_rate":
                    self.rate(who="coordinator", fresh=True, rating="amber")
                case _, "rated":
                    self.commence(who="coordinator", fresh=True)
                case _, "gathering":
                    self.decide(who="manager", fresh=True, why="It cannot wait.")
                case _, "decided":
                    self.authorise(who="manager-2", fresh=True)
                case _, "authorised":
                    self.share(who="manager", fresh=True)

    @precondition(lambda self: self.rows["decisions_decision"])
    @rule(who=EVERYBODY, fresh=SEEN)
    def share(self, who: str, fresh: bool) -> None:
        decision = self.of(Decision)
        chosen = [offer.key for offer in offers.of_decision(decision) if not offer.is_locked]
        if self.move(
            who,
            fresh,
            whose=MANAGERS,
            sources={"authorised"},
            target="complete",
            do=lambda _, seen, by: disclosures.share(
                decision=decision,
                teams=["early_help_team"],
                chosen=chosen,
                basis="Agreed.",
                seen=seen,
                by=by,
                at=self.walk.at,
            ),
        ):
            self.stage["case"], self.product = "closed", "sent"

    # --- What leaves the hub ---

    @precondition(lambda self: self.product)
    @rule(who=EVERYBODY | st.just(TEAM), fresh=SEEN)
    def acknowledge(self, who: str, fresh: bool) -> None:
        product = Product.objects.select_related(*WITH[Product]).latest("pk")
        if self.attempt(
            who,
            legal=who == TEAM and fresh and self.product == "sent",
            do=lambda by: disclosures.acknowledge(
                product=product, seen=self.sees(product, fresh=fresh), by=by, at=self.walk.at
            ),
        ):
            self.product = "acknowledged"

    @precondition(has_enquiry)
    @rule(who=EVERYBODY)
    def propose(self, who: str) -> None:
        if self.stage["telling"] in {"refused", "told"}:
            return
        enquiry = self.of(Enquiry)
        if self.attempt(
            who,
            legal=who in TELLERS and not self.stage["telling"],
            do=lambda by: disclosures.propose_telling(
                enquiry=enquiry,
                person=self.mother,
                words="Keep him away.",
                why="It protects.",
                by=by,
                at=self.walk.at,
            ),
        ):
            self.stage["telling"] = "proposed"

    @precondition(lambda self: self.stage["telling"])
    @rule(who=EVERYBODY | AGENCY, fresh=SEEN, agreed=st.booleans())
    def agree(self, who: str, fresh: bool, agreed: bool) -> None:
        telling = self.of(Telling)
        if self.attempt(
            who,
            legal=who == "police" and fresh and self.stage["telling"] == "proposed",
            do=lambda by: disclosures.answer_telling(
                telling=telling,
                agreed=agreed,
                why="So.",
                seen=self.sees(telling, fresh=fresh),
                by=by,
                at=self.walk.at,
            ),
        ):
            self.stage["telling"] = "agreed" if agreed else "refused"

    @precondition(lambda self: self.stage["telling"])
    @rule(who=EVERYBODY, fresh=SEEN)
    def tell(self, who: str, fresh: bool) -> None:
        telling = self.of(Telling)
        if self.attempt(
            who,
            legal=who in TELLERS and fresh and self.stage["telling"] == "agreed",
            do=lambda by: disclosures.tell(
                telling=telling,
                how="By telephone.",
                seen=self.sees(telling, fresh=fresh),
                by=by,
                at=self.walk.at,
            ),
        ):
            self.stage["telling"] = "told"


@pytest.mark.django_db
@pytest.mark.parametrize("part", walking.parts(RUNS))
def test_a_case_moves_as_the_model_says_whoever_tries_what(part: int) -> None:
    Life.begin()

    runs = walking.walk(Life, part=part, of=RUNS, steps=STEPS)

    assert Watched.steps >= runs
    figures.add(workflow_runs=runs, workflow_steps=Watched.steps)
