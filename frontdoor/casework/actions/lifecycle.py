"""The stages of an action. What came of it is for its owner alone to say: no task of the pack."""

from frontdoor.casework.actions.vocabulary import Move, Stage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

ACTION = Lifecycle(
    name="action",
    first=Stage.OPEN,
    moves={
        # Its owner still owes it when the case has left the hub.
        Move.DO: arrow(Stage.OPEN, Stage.PASSED_ON, to=Stage.DONE, task=""),
        Move.LEAVE: arrow(Stage.OPEN, Stage.PASSED_ON, to=Stage.NOT_DONE, task=""),
        Move.GIVE_ON: arrow(Stage.OPEN, to=Stage.GIVEN_ON, task="decide"),
        # With all that somebody who is away carries, by whoever gives out the cases.
        Move.COVER: arrow(Stage.OPEN, to=Stage.GIVEN_ON, task="allocate"),
        Move.WITHDRAW: arrow(Stage.OPEN, to=Stage.WITHDRAWN, task="decide"),
        # A part of sending the case to a team, or of taking it back.
        Move.PASS_ON: arrow(Stage.OPEN, to=Stage.PASSED_ON, task="route"),
        Move.TAKE_BACK: arrow(Stage.PASSED_ON, to=Stage.OPEN, task="route"),
    },
)
