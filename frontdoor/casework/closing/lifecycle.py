"""The stages of an alert. To hand it back is the out-of-hours team's own move."""

from frontdoor.casework.closing.vocabulary import AlertMove, AlertStage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

ALERT = Lifecycle(
    name="alert",
    first=AlertStage.OUT,
    moves={
        AlertMove.HAND_BACK: arrow(AlertStage.OUT, to=AlertStage.BACK, task=""),
        AlertMove.READ: arrow(AlertStage.BACK, to=AlertStage.READ, task="route"),
        # What does not come back by itself is asked for by telephone, and ends here.
        AlertMove.FETCH: arrow(AlertStage.OUT, to=AlertStage.READ, task="route"),
    },
)
