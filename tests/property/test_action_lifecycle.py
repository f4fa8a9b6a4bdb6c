"""One action, moved about at random by everybody around a hub, beside a model of what may happen.

The model is written down here by hand, for Coventry: who may do what, and when a promise is kept.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.casework.actions import changing, operations
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.contacts.models import Case
from frontdoor.jobs.example import acting
from tests.canaries import figures
from tests.property import walking
from tests.property.watched import INSIDE, OUTSIDE, Watched

RUNS = int(os.environ.get("FRONTDOOR_RUNS", "15"))
STEPS = 25

ASKERS = {"social-worker", "coordinator", "manager", "manager-2"}
MANAGERS = {"manager", "manager-2"}
OWNERS = ("police", "education", "triage")
EVERYBODY = st.sampled_from(sorted(INSIDE | OUTSIDE))
# Those who may are tried more often, so that an action gets somewhere.
LIKELY = st.one_of(st.sampled_from(sorted(MANAGERS | set(OWNERS))), EVERYBODY)
OWNER = st.sampled_from(OWNERS)
SEEN = st.sampled_from([True, True, True, False])
MINUTES = st.integers(1, 40)


@dataclass
class Turn:
    """One owner's turn with the action, as the model has it."""

    owner: str
    due_at: datetime
    stage: str = "open"
    missed: bool = False
    kept: bool | None = None

    def end(self, stage: str, *, at: datetime) -> None:
        """End it: only what is done can have been in time."""
        self.missed = self.missed or at > self.due_at
        self.stage = stage
        self.kept = False if self.missed else (True if stage == "done" else None)


def is_open(life: "Doing") -> bool:
    return bool(life.turns)


class Doing(Watched):
    """A case with one action, which changes hands."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[Turn] = []

    @classmethod
    def begin(cls) -> None:
        """Say what the case is about as well: nothing is done about what nobody wrote."""
        super().begin()
        context.enter(cls.actors["manager"])
        cls.walk.describe(Case.objects.get().contact)

    @property
    def now(self) -> Turn:
        """Return the last turn."""
        return self.turns[-1]

    def of(self) -> Action:
        """Return the action as a manager finds it."""
        return Action.objects.select_related("policy_version").order_by("-turn")[:1].get()

    def sees(self, record: Any, *, fresh: bool) -> int:
        """Return the version that somebody looked at: the present one, or one before."""
        return int(record.version) - (0 if fresh else 1)

    @precondition(lambda self: not self.turns)
    @rule(who=LIKELY, to=OWNER, fresh=SEEN, minutes=MINUTES)
    def set_action(self, who: str, to: str, fresh: bool, minutes: int) -> None:
        """Give somebody something to do."""
        case = Case.objects.select_related("contact__policy_version", "child").get()
        if self.attempt(
            who,
            legal=who in ASKERS and fresh,
            do=lambda by: operations.set_action(
                case=case,
                what="Search the home.",
                why="To find out.",
                owner=acting.owner(self.walk, to),
                people=[case.child],
                due=self._due(minutes),
                seen=self.sees(case, fresh=fresh),
                by=by,
                at=self.walk.at,
            ),
        ):
            self.turns.append(Turn(to, self._due(minutes).at))

    def _due(self, minutes: int) -> Due:
        return Due(at=self.walk.at + timedelta(minutes=minutes))

    @precondition(is_open)
    @rule(who=LIKELY, fresh=SEEN)
    def complete(self, who: str, fresh: bool) -> None:
        """Say what came of it."""
        self._end(who, fresh, "done", {self.now.owner}, operations.complete, result="Nothing.")

    @precondition(is_open)
    @rule(who=EVERYBODY, fresh=SEEN)
    def leave(self, who: str, fresh: bool) -> None:
        """Say that it cannot be done."""
        self._end(who, fresh, "not_done", {self.now.owner}, operations.leave, why="Cannot.")

    @precondition(is_open)
    @rule(who=EVERYBODY, fresh=SEEN)
    def withdraw(self, who: str, fresh: bool) -> None:
        """Say that it is wanted no more."""
        self._end(who, fresh, "withdrawn", MANAGERS, changing.withdraw, why="Not needed.")

    def _end(
        self,
        who: str,
        fresh: bool,
        stage: str,
        whose: set[str],
        do: Callable[..., object],
        **said: str,
    ) -> None:
        action, legal = self.of(), who in whose and fresh and self.now.stage == "open"
        seen = self.sees(action, fresh=fresh)
        if self.attempt(
            who,
            legal=legal,
            do=lambda by: do(action=action, seen=seen, by=by, at=self.walk.at, **said),
        ):
            self.now.end(stage, at=self.walk.at)

    @precondition(is_open)
    @rule(who=LIKELY, fresh=SEEN, minutes=MINUTES)
    def retime(self, who: str, fresh: bool, minutes: int) -> None:
        """Set it another time."""
        action = self.of()
        # Each try takes the walk seven minutes on.
        another = self._due(minutes + 7).at != self.now.due_at
        if self.attempt(
            who,
            legal=who in MANAGERS and fresh and self.now.stage == "open" and another,
            do=lambda by: changing.retime(
                action=action,
                due=self._due(minutes),
                why="It takes longer.",
                seen=self.sees(action, fresh=fresh),
                by=by,
                at=self.walk.at,
            ),
        ):
            self.now.missed = self.now.missed or self.walk.at > self.now.due_at
            self.now.due_at = self._due(minutes).at

    @precondition(is_open)
    @rule(who=LIKELY, to=OWNER, fresh=SEEN, minutes=MINUTES)
    def give_on(self, who: str, to: str, fresh: bool, minutes: int) -> None:
        """Give it to somebody else."""
        action = self.of()
        able = fresh and self.now.stage == "open" and to != self.now.owner
        if self.attempt(
            who,
            legal=who in MANAGERS and able,
            do=lambda by: self._given_on(action, to, fresh, minutes, by),
        ):
            self.now.end("given_on", at=self.walk.at)
            self.turns.append(Turn(to, self._due(minutes).at))

    def _given_on(self, action: Action, to: str, fresh: bool, minutes: int, by: Actor) -> None:
        changing.give_on(
            action=action,
            owner=acting.owner(self.walk, to),
            due=self._due(minutes),
            why="Better placed.",
            seen=self.sees(action, fresh=fresh),
            by=by,
            at=self.walk.at,
        )

    @invariant()
    def what_is_stored_is_what_the_model_has(self) -> None:
        """Each turn stands as the model has it, and a miss is never undone."""
        stored = sorted(self.rows["actions_action"].values(), key=lambda row: row["turn"])
        assert [(row["stage"], row["kept"]) for row in stored] == [
            (turn.stage, turn.kept) for turn in self.turns
        ]

    @invariant()
    def an_agency_sees_its_own_turns_alone(self) -> None:
        """What becomes of an action elsewhere is out of an agency's sight."""
        for agency in ("police", "education", "health"):
            with context.as_actor(self.actors[agency]):
                assert Action.objects.count() == sum(turn.owner == agency for turn in self.turns)
        context.enter(self.actors["manager"])


@pytest.mark.django_db
@pytest.mark.parametrize("part", walking.parts(RUNS))
def test_an_action_goes_only_where_it_may_and_a_miss_stays_a_miss(part: int) -> None:
    Doing.begin()

    runs = walking.walk(Doing, part=part, of=RUNS, steps=STEPS)

    figures.add(action_runs=runs, action_steps=Watched.steps)
