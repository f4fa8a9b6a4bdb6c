"""A restricted record at random: named, broken into, closed, reviewed, lifted, while time goes on.

Beside it a model of who may read it at that moment. The database is asked by itself, and the query
of the page as well: both have to say what the model says, for everybody, after each step.
"""

import os
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from frontdoor.access import context
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.restricting import glass, queries
from frontdoor.casework.restricting.models import BreakGlass, Restriction
from frontdoor.casework.restricting.vocabulary import Judgement
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused, Unknown
from tests import make
from tests.canaries import figures
from tests.property import walking

RUNS = int(os.environ.get("FRONTDOOR_RUNS", "10"))
STEPS = 20

PEOPLE = ("officer", "triage", "social-worker", "manager", "manager-2")
MANAGERS = ("manager", "manager-2")
ANYBODY = st.sampled_from(PEOPLE)
SOME = st.sets(ANYBODY, min_size=1, max_size=3)


class Guarding(RuleBasedStateMachine):
    """One case, and who may read it."""

    walk: Walk
    case: Case

    @classmethod
    def begin(cls) -> None:
        """Take the call once: every run begins where this ends."""
        cls.walk = make.walk()
        cls.case = make.case(cls.walk)

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.held: Restriction | None = None
        self.readers: set[str] = set()
        # By person: until when they look through broken glass.
        self.open: dict[str, datetime] = {}
        self.looks: list[BreakGlass] = []
        self.judged: set[int] = set()

    def teardown(self) -> None:
        """Leave nothing behind."""
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def may_read(self, short: str) -> bool:
        """Tell whether somebody may read the case now, as the model has it."""
        if self.held is None or short in self.readers:
            return True
        return self.walk.at < self.open.get(short, self.walk.at)

    @rule(minutes=st.integers(1, 45))
    def time_goes_on(self, minutes: int) -> None:
        """Let time pass."""
        self.walk = make.later(self.walk, minutes=minutes)

    @rule(by=ANYBODY, readers=SOME)
    def restrict(self, by: str, readers: set[str]) -> None:
        """Restrict the record, where it is not, and it is theirs to do."""
        if self.held is not None:
            return
        try:
            self.held = restricting.restrict(self.walk, self.case.contact, *readers, by=by)
        except Refused:
            assert by not in MANAGERS
            return
        assert by in MANAGERS
        self.readers = set(readers)

    @rule(by=ANYBODY, readers=SOME)
    def name(self, by: str, readers: set[str]) -> None:
        """Name other readers."""
        if self.held is None:
            return
        legal = by in MANAGERS and readers != self.readers
        legal = legal and not (by in readers and by not in self.readers)
        try:
            self.held = restricting.name(self.walk, self.held, sorted(readers), by=by)
        except (Refused, Unknown):
            assert not legal
            return
        assert legal
        self.readers = set(readers)

    @rule(by=ANYBODY)
    def lift(self, by: str) -> None:
        """Open it to all."""
        if self.held is None:
            return
        legal = by in MANAGERS and by in self.readers
        try:
            restricting.lift(self.walk, self.held, by=by)
        except (Refused, Unknown):
            assert not legal
            return
        assert legal
        self.held, self.readers = None, set()

    @rule(by=ANYBODY)
    def break_glass(self, by: str) -> None:
        """Break the glass: only whoever may not read it can."""
        legal = not self.may_read(by)
        try:
            made = restricting.break_glass(self.walk, self.case.reference, by=by)
        except Refused:
            assert not legal
            return
        assert legal
        self.looks.append(made)
        self.open[by] = self.walk.at + timedelta(minutes=60)

    @rule(by=ANYBODY, justified=st.booleans(), which=st.integers(0, 5))
    def review(self, by: str, justified: bool, which: int) -> None:
        """Review a look: a manager's, once, and never one's own."""
        if not self.looks:
            return
        look = self.looks[which % len(self.looks)]
        own = look.opened_by == self.walk.actor(by).user_id
        legal = by in MANAGERS and not own and look.pk not in self.judged
        judgement = Judgement.JUSTIFIED if justified else Judgement.NOT_JUSTIFIED
        try:
            restricting.review(self.walk, look, by=by, judgement=judgement)
        except (Refused, Unknown):
            assert not legal
            return
        assert legal
        self.judged.add(look.pk)
        if not justified:
            self._shut(look)

    @rule(which=st.integers(0, 5))
    def end(self, which: int) -> None:
        """Close it before the time is up, as whoever looked."""
        if not self.looks:
            return
        look = self.looks[which % len(self.looks)]
        short = next(each for each in PEOPLE if self.walk.actor(each).user_id == look.opened_by)
        with context.as_actor(self.walk.actor(short), at=self.walk.at):
            now = queries.glass(look.pk)
            legal = now.is_open(at=self.walk.at) and now.stage == "to_review"
            try:
                glass.end(glass=now, by=self.walk.actor(short), at=self.walk.at)
            except Refused:
                assert not legal
                return
        assert legal
        self._shut(look)

    def _shut(self, look: BreakGlass) -> None:
        for short in PEOPLE:
            mine = self.walk.actor(short).user_id == look.opened_by
            later = any(
                each.pk > look.pk and each.opened_by == look.opened_by for each in self.looks
            )
            if mine and not later:
                self.open.pop(short, None)

    @invariant()
    def everybody_sees_what_the_model_lets_them(self) -> None:
        """Ask the database by itself, and the query of the page."""
        for short in PEOPLE:
            actor = self.walk.actor(short)
            with context.as_actor(actor, at=self.walk.at):
                rows = Case.objects.filter(pk=self.case.pk).count()
                assert bool(rows) == self.may_read(short), (short, self.walk.at)
                assert self._page(short) == self.may_read(short)

    def _page(self, short: str) -> bool:
        actor, at = self.walk.actor(short), self.walk.at
        try:
            contacts.case(self.case.reference, actor=actor, to="test", at=at)
        except Unknown:
            return False
        return True


@pytest.mark.django_db
@pytest.mark.parametrize("part", walking.parts(RUNS))
def test_a_restricted_record_is_read_by_whom_it_may_be_and_for_as_long(part: int) -> None:
    Guarding.begin()

    figures.add(glass_runs=walking.walk(Guarding, part=part, of=RUNS, steps=STEPS))
