"""What the database is told of who asks, and that nothing of it is left behind: no database."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

import pytest

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Role, Zone

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
MOIRA = Actor(
    user_id=7, username="moira", name="Moira Quayle", hub_id=2, hub="Coventry MASH", agency_id=3,
    agency="The hub", role=Role.TEAM_MANAGER, zone=Zone.HUB, qualified=True,
)  # fmt: skip
AS_MOIRA = ["hub", "2", "3", "7", "team_manager", "", "", ""]
SETTINGS = ("zone", "hub", "agency", "user", "role", "code", "at", "telling")


class Spoken:
    """A connection that remembers what it was told, and tells it when it is asked."""

    def __init__(self) -> None:
        self.in_atomic_block, self.needs_rollback = True, False
        self.now: list[str] = [""] * len(SETTINGS)
        self.told: list[str] = []

    def cursor(self) -> Any:
        return nullcontext(self)

    def execute(self, sql: str, values: Sequence[str] | None = None) -> None:
        self.told.append(sql)
        if values is not None:
            self.now = list(values)

    def fetchone(self) -> tuple[str | None, ...]:
        return tuple(each or None for each in self.now)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Spoken:
    made = Spoken()
    monkeypatch.setattr(context, "connection", made)
    monkeypatch.setattr("frontdoor.access.context.transaction.atomic", nullcontext)
    return made


def test_every_setting_is_set_for_this_transaction_alone(spoken: Spoken) -> None:
    context.enter(MOIRA)

    [sql] = spoken.told
    assert sql == "SELECT " + ", ".join(
        f"set_config('frontdoor.{name}', %s, true)" for name in SETTINGS
    )
    assert spoken.now == AS_MOIRA


def test_until_when_something_is_seen_is_told_where_it_is_known(spoken: Spoken) -> None:
    context.enter(MOIRA, at=AT)

    assert spoken.now == [*AS_MOIRA[:-2], "2027-03-01T09:00:00+00:00", ""]


def test_with_nobody_everything_is_empty(spoken: Spoken) -> None:
    context.enter(MOIRA)
    context.enter(None)

    assert spoken.now == [""] * 8


def test_a_referrer_has_a_code_and_no_hub(spoken: Spoken) -> None:
    context.enter_as_referrer(code="digest")

    assert spoken.now == ["referrer", "", "", "", "", "digest", "", ""]


def test_outside_a_transaction_nothing_is_set(spoken: Spoken) -> None:
    spoken.in_atomic_block = False

    with pytest.raises(RuntimeError, match="inside a transaction"):
        context.enter(MOIRA)

    assert spoken.told == []


def test_somebody_else_asks_for_a_while_and_whoever_asked_before_asks_again(
    spoken: Spoken,
) -> None:
    context.enter(MOIRA, at=AT)
    before = spoken.now

    with context.inside(5):
        assert spoken.now == ["hub", "5", "", "", "", "", "", ""]
    assert spoken.now == before
    context.enter(None)
    with context.as_actor(MOIRA, at=AT):
        assert spoken.now == before
    assert spoken.now == [""] * 8


def test_what_another_system_tells_is_told_of_all_and_for_no_longer(spoken: Spoken) -> None:
    context.enter(MOIRA, at=AT)
    before = spoken.now

    with context.telling(MOIRA, at=AT):
        assert spoken.now == [*before[:-1], "on"]
    assert spoken.now == before


def test_where_nobody_asked_before_nothing_is_read_or_set_again(spoken: Spoken) -> None:
    work = context.as_actor(MOIRA)
    spoken.in_atomic_block = False
    with pytest.raises(RuntimeError), work:
        pass
    assert spoken.told == []


@pytest.mark.parametrize(
    ("atomic", "undone", "can"),
    [(True, False, True), (True, True, False), (False, False, False), (False, True, False)],
)
def test_a_transaction_that_is_to_be_undone_cannot_answer(
    spoken: Spoken, atomic: bool, undone: bool, can: bool
) -> None:
    spoken.in_atomic_block, spoken.needs_rollback = atomic, undone

    assert context.can_ask() is can
