"""A lifecycle answers what may be done now, and which stages a record may go between."""

import pytest

from frontdoor.kernel.lifecycle import Labelled, Lifecycle, arrow


class Stage(Labelled):
    OPEN = "open", "Open"
    HELD = "held", "On hold"
    SHUT = "shut", "Shut"


class Move(Labelled):
    HOLD = "hold", "Hold"
    SHUT = "shut", "Shut it"


LIFE = Lifecycle(
    "door",
    Stage.OPEN,
    {
        Move.HOLD: arrow(Stage.OPEN, to=Stage.HELD, task="hold_it"),
        Move.SHUT: arrow(Stage.OPEN, Stage.HELD, to=Stage.SHUT, task="shut_it"),
    },
)


@pytest.mark.parametrize(
    ("move", "stage"), [(Move.HOLD, "open"), (Move.SHUT, "open"), (Move.SHUT, "held")]
)
def test_a_move_is_possible_from_its_stages(move: Move, stage: str) -> None:
    assert LIFE.why_not(move, stage=stage) == ""


@pytest.mark.parametrize(
    ("move", "stage", "words"),
    [
        (Move.HOLD, "held", "Hold is not possible now: this is at “On hold”."),
        (Move.HOLD, "shut", "Hold is not possible now: this is at “Shut”."),
        (Move.SHUT, "shut", "Shut it is not possible now: this is at “Shut”."),
    ],
)
def test_from_any_other_stage_it_is_told_where_the_record_is(
    move: Move, stage: str, words: str
) -> None:
    assert LIFE.why_not(move, stage=stage) == words


def test_a_stage_that_there_is_not_is_an_error_and_no_answer() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        LIFE.why_not(Move.HOLD, stage="nowhere")


def test_the_database_is_told_every_jump_that_is_allowed_and_no_other() -> None:
    assert LIFE.jumps() == [("held", "shut"), ("open", "held"), ("open", "shut")]


def test_the_stages_and_the_task_of_each_move_can_be_asked_for() -> None:
    assert LIFE.stages is Stage
    assert [row.task for row in LIFE.moves.values()] == ["hold_it", "shut_it"]
    assert LIFE.moves[Move.SHUT].target is Stage.SHUT


def test_words_have_a_value_and_a_label() -> None:
    assert Stage.choices() == [("open", "Open"), ("held", "On hold"), ("shut", "Shut")]
    assert Stage("held") is Stage.HELD
    assert f"{Stage.HELD} {Stage.HELD.label}" == "held On hold"
