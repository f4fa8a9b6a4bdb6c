"""The stages of a strategy discussion. Whoever routes calls it, and answers for it."""

from frontdoor.casework.strategy.vocabulary import DiscussionMove, DiscussionStage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

DISCUSSION = Lifecycle(
    name="discussion",
    first=DiscussionStage.CALLED,
    moves={
        DiscussionMove.HOLD: arrow(DiscussionStage.CALLED, to=DiscussionStage.HELD, task="route"),
        DiscussionMove.CALL_OFF: arrow(
            DiscussionStage.CALLED, to=DiscussionStage.CALLED_OFF, task="route"
        ),
    },
)
