"""The stages of an enquiry and the moves between them."""

from frontdoor.casework.enquiries.vocabulary import Move, Stage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

ENQUIRY = Lifecycle(
    name="enquiry",
    first=Stage.TO_RATE,
    moves={
        Move.RATE: arrow(Stage.TO_RATE, to=Stage.RATED, task="rate"),
        # Immediate harm has its rating: whoever routes may not be whoever rates (C6.5).
        Move.RATE_BY_POLICY: arrow(Stage.TO_RATE, to=Stage.RATED, task="route"),
        Move.COMMENCE: arrow(Stage.RATED, to=Stage.GATHERING, task="commence"),
        Move.DECIDE: arrow(Stage.GATHERING, to=Stage.DECIDED, task="decide"),
        Move.SEND_BACK: arrow(Stage.DECIDED, to=Stage.GATHERING, task="authorise"),
        Move.AUTHORISE: arrow(Stage.DECIDED, to=Stage.AUTHORISED, task="authorise"),
        Move.SHARE: arrow(Stage.AUTHORISED, to=Stage.COMPLETE, task="disclose"),
        Move.REOPEN: arrow(Stage.COMPLETE, to=Stage.GATHERING, task="reopen"),
    },
)
