"""The stages of a disposal: one person reviews, another confirms, and then it is done."""

from frontdoor.disposal.vocabulary import DisposalMove, DisposalStage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

TASK = "dispose_of_records"

DISPOSAL = Lifecycle(
    name="disposal",
    first=DisposalStage.PROPOSED,
    moves={
        DisposalMove.CONFIRM: arrow(DisposalStage.PROPOSED, to=DisposalStage.DISPOSED, task=TASK),
        DisposalMove.DECLINE: arrow(DisposalStage.PROPOSED, to=DisposalStage.DECLINED, task=TASK),
    },
)
