"""The stages of a subject access request: it runs once somebody knows who asks."""

from frontdoor.casework.holdings.vocabulary import RequestMove, RequestStage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

TASK = "answer_subject_access"

ACCESS_REQUEST = Lifecycle(
    name="access_request",
    first=RequestStage.TO_IDENTIFY,
    moves={
        RequestMove.PROVE: arrow(RequestStage.TO_IDENTIFY, to=RequestStage.OPEN, task=TASK),
        RequestMove.END: arrow(
            RequestStage.TO_IDENTIFY, RequestStage.OPEN, to=RequestStage.ENDED, task=TASK
        ),
    },
)
