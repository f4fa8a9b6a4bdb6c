"""A request for what is held at random: proven, extended, collected, decided, ended, while more is
written. Beside it a model of where it stands, and of what nobody has decided yet."""

import os

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.holdings import queries
from frontdoor.casework.holdings.models import AccessRequest
from frontdoor.casework.holdings.vocabulary import Choice, Ending, Ground
from frontdoor.jobs.example import holdings, together
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from tests import make
from tests.canaries import figures
from tests.property import walking

RUNS = int(os.environ.get("FRONTDOOR_RUNS", "6"))
STEPS = 12


class Asking(RuleBasedStateMachine):
    """One request, and what is held about its person."""

    walk: Walk
    case: Case
    request: AccessRequest

    @classmethod
    def begin(cls) -> None:
        """Register the request once: every run begins where this ends."""
        cls.walk = make.walk()
        cls.case = make.case(cls.walk)
        cls.request = holdings.register(cls.walk, cls.case.child, identity="")

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.stage = "to_identify"
        # Whether everything that is held now was collected.
        self.whole = False

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def undecided(self) -> int:
        """Return how many items nobody has decided."""
        return sum(not each.is_decided for each in holdings.items(self.walk, self.request))

    @rule()
    def prove(self) -> None:
        """Record how it was checked who asks."""
        legal = self.stage == "to_identify"
        try:
            holdings.prove(self.walk, self.request)
        except Refused:
            assert not legal
            return
        assert legal
        self.stage = "open"

    @rule()
    def collect(self) -> None:
        """Copy what is held."""
        try:
            holdings.collect(self.walk, self.request)
        except Refused:
            assert self.stage != "open"
            return
        assert self.stage == "open"
        self.whole = True

    @rule()
    def more_is_written(self) -> None:
        """Let another record be said to be the same person’s."""
        together.link(self.walk, make.case(self.walk), self.case)
        self.whole = False

    @rule(choice=st.sampled_from((Choice.GIVE, Choice.WITHHOLD)))
    def decide(self, choice: Choice) -> None:
        """Decide about the first item, whoever did before."""
        for item in holdings.items(self.walk, self.request)[:1]:
            ground = None if choice is Choice.GIVE else Ground.OTHER
            try:
                holdings.decide(self.walk, item, choice, ground=ground, why="It is so.")
            except Refused:
                assert self.stage != "open"
                return
            assert self.stage == "open"

    @rule()
    def decide_all(self) -> None:
        """Decide about all that is left."""
        if self.stage == "open":
            holdings.decide_all(self.walk, self.request)

    @rule(ending=st.sampled_from(Ending))
    def end(self, ending: Ending) -> None:
        """End it, in one way or another."""
        legal = self.stage != "ended"
        if ending is Ending.ANSWERED:
            legal = self.stage == "open" and self.whole and not self.undecided()
        try:
            holdings.end(self.walk, self.request, ending)
        except Refused:
            assert not legal
            return
        assert legal
        self.stage = "ended"

    @invariant()
    def it_stands_where_the_model_has_it(self) -> None:
        """Compare: and what goes is only what somebody decided to give."""
        held = self.walk.as_("manager", lambda by: queries.get(self.request.pk, by=by))
        assert held.stage == self.stage
        items = holdings.items(self.walk, self.request)
        assert all(bool(each.given) == (each.choice == Choice.GIVE) for each in items)
        assert not held.is_answered or all(each.is_decided for each in items)


@pytest.mark.django_db
@pytest.mark.parametrize("part", walking.parts(RUNS))
def test_a_request_stands_where_it_should_whatever_is_done_in_whatever_order(part: int) -> None:
    Asking.begin()

    figures.add(access_request_runs=walking.walk(Asking, part=part, of=RUNS, steps=STEPS))
