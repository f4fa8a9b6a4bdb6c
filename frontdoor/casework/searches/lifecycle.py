"""The stages of a match behind the wall: it waits for a person, who may
tell later as well, or leave it to another reader."""

from frontdoor.casework.searches.vocabulary import MatchMove, MatchStage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

TASK = "answer_match"
OPEN = (MatchStage.WAITING, MatchStage.TAKEN_ON)

MATCH = Lifecycle(
    name="match",
    first=MatchStage.WAITING,
    moves={
        MatchMove.TELL: arrow(*OPEN, to=MatchStage.TOLD, task=TASK),
        MatchMove.LEAVE: arrow(*OPEN, to=MatchStage.NOTHING, task=TASK),
        MatchMove.TAKE_ON: arrow(*OPEN, to=MatchStage.TAKEN_ON, task=TASK),
    },
)
