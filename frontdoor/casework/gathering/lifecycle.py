"""The stages of a request. Whose it is to answer is the agency's alone: no task of the pack."""

from frontdoor.casework.gathering.vocabulary import Move, Stage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

REQUEST = Lifecycle(
    name="request",
    first=Stage.ASKED,
    moves={Move.RETURN: arrow(Stage.ASKED, to=Stage.RETURNED, task="")},
)
