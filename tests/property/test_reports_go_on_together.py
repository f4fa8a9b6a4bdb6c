"""Four reports, three of them of one child, joined, read, parted and ended at random.

The model is written down by hand, and knows nothing of the lifecycles or of what is stored.
FRONTDOOR_RUNS=500 walks longer than the build does.
"""

import os
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from frontdoor.casework.contacts.models import Case, Clock, Joining
from frontdoor.casework.contacts.vocabulary import CaseMove, Why
from frontdoor.jobs.example import together
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from tests import make, reporting
from tests.canaries import figures
from tests.property import walking

RUNS = int(os.environ.get("FRONTDOOR_RUNS", "12"))
STEPS = 20
REPORTS = st.integers(0, 3)
STRANGER = 3  # The last report is of another child.
OPEN = ("awaiting", "in_triage", "in_mash")
MOVES = {CaseMove.SEND_TO_TRIAGE: "in_triage", CaseMove.CLOSE: "closed"}


class Together(RuleBasedStateMachine):
    """Reports of one child and of another, in a hub that is otherwise empty."""

    steps = 0
    walk: Walk
    cases: ClassVar[list[Case]]
    due: ClassVar[dict[Case, datetime]]

    @classmethod
    def begin(cls) -> None:
        """Take the four calls once: every run begins where this ends."""
        cls.walk = make.walk()
        # The second says that the child may be in danger now.
        red = ["", "A bruise on the face.", "", ""]
        cls.cases = [reporting.reported(cls.walk, possible_red=why) for why in red]
        for other in (1, 2):
            together.link(cls.walk, cls.cases[other], cls.cases[0])
        cls.due = {each: cls._response(each).due_at for each in cls.cases}
        cls.steps = 0

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.stage = ["awaiting"] * len(self.cases)
        self.head: list[int | None] = [None] * len(self.cases)
        self.unread: set[int] = set()  # Reports that nobody has read where they go on.

    def teardown(self) -> None:
        """Leave nothing for the next run."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @staticmethod
    def _response(case: Case) -> Clock:
        make.enter()
        return Clock.objects.get(case=case, span="response")

    def _joined_to(self, number: int) -> set[int]:
        return {each for each, head in enumerate(self.head) if head == number}

    def _news(self, number: int) -> bool:
        return bool(self._joined_to(number) & self.unread)

    def _tried(self, do: Callable[[], object], *, legal: bool) -> bool:
        """Tell whether it was done, and hold that to what the model says."""
        Together.steps += 1
        self.walk, refused = make.later(self.walk, minutes=7), ""
        try:
            with transaction.atomic():
                do()
        except Refused as why:
            refused = why.reason
        assert (not refused) == legal, refused or "let"
        return legal

    @rule(one=REPORTS, other=REPORTS, why=st.sampled_from(list(Why)))
    def join(self, one: int, other: int, why: Why) -> None:
        into = other if self.head[other] is None else self.head[other]
        assert into is not None
        legal = (
            one != into
            and STRANGER not in (one, into)
            and self.stage[one] in ("awaiting", "in_triage")
            and self.stage[into] in OPEN
            and not self._joined_to(one)
        )
        if self._tried(
            lambda: together.join(self.walk, self.cases[one], self.cases[other], why=why),
            legal=legal,
        ):
            self.stage[one], self.head[one] = "joined", into
            self.unread.add(one)

    @rule(one=REPORTS)
    def part(self, one: int) -> None:
        legal = self.head[one] is not None
        if self._tried(lambda: together.part(self.walk, self.cases[one]), legal=legal):
            self.stage[one], self.head[one] = "awaiting", None
            self.unread.discard(one)
            clock = self._response(self.cases[one])
            assert (clock.due_at, clock.stopped_at) == (self.due[self.cases[one]], None)

    @rule(one=REPORTS)
    def read(self, one: int) -> None:
        if self._tried(lambda: together.read(self.walk, self.cases[one]), legal=self._news(one)):
            self.unread -= self._joined_to(one)

    @rule(one=REPORTS, move=st.sampled_from(list(MOVES)))
    def route(self, one: int, move: CaseMove) -> None:
        sources = ("awaiting", "in_triage") if move is CaseMove.CLOSE else ("awaiting",)
        legal = self.stage[one] in sources and not (move is CaseMove.CLOSE and self._news(one))
        contact = self.cases[one].contact
        if self._tried(lambda: self.walk.route(contact, move), legal=legal):
            self.stage[one] = MOVES[move]

    @rule(one=REPORTS)
    def open_enquiry(self, one: int) -> None:
        legal = self.stage[one] in ("awaiting", "in_triage")
        if self._tried(lambda: self.walk.to_mash(self.cases[one].contact), legal=legal):
            self.stage[one] = "in_mash"

    @invariant()
    def what_is_stored_is_what_the_model_says(self) -> None:
        make.enter()
        numbers = {case.pk: number for number, case in enumerate(self.cases)}
        stored = Case.objects.in_bulk(numbers)
        assert [stored[case.pk].stage for case in self.cases] == self.stage
        joinings = Joining.objects.filter(parted_at__isnull=True)
        held = {numbers[each.case_id]: numbers[each.into_id] for each in joinings}
        assert held == {each: head for each, head in enumerate(self.head) if head is not None}
        unread = {numbers[each.case_id] for each in joinings if each.read_at is None}
        assert unread == self.unread
        for report, head in held.items():
            assert held.get(head) is None, "A chain"
            assert stored[self.cases[head].pk].urgent >= stored[self.cases[report].pk].urgent

    @invariant()
    def no_report_is_out_of_sight(self) -> None:
        """A report is on the list, or its case is, or its case ended after it was read."""
        listed = {case.pk for case in reporting.listed(self.walk)}
        for number, case in enumerate(self.cases):
            head = self.head[number]
            if self.stage[number] in OPEN:
                assert case.pk in listed
            if head is not None and self.stage[head] in OPEN:
                assert self.cases[head].pk in listed
            if head is not None and self.stage[head] == "closed":
                assert number not in self.unread
                assert case.pk in listed, "Its referrer has not been told"


@pytest.mark.django_db
@pytest.mark.parametrize("part", walking.parts(RUNS))
def test_reports_go_on_together_as_the_model_says(part: int) -> None:
    Together.begin()

    runs = walking.walk(Together, part=part, of=RUNS, steps=STEPS)

    figures.add(joining_runs=runs, joining_steps=Together.steps)
