"""The stages of a paper. A check answers for itself; whoever releases without one does so by name.

Nothing leads away from a virus that was found.
"""

from frontdoor.casework.papers.vocabulary import PaperMove, PaperStage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

PAPER = Lifecycle(
    name="paper",
    first=PaperStage.QUARANTINED,
    moves={
        PaperMove.CLEAR: arrow(
            PaperStage.QUARANTINED, PaperStage.RELEASED, to=PaperStage.CLEARED, task=""
        ),
        PaperMove.FIND: arrow(
            PaperStage.QUARANTINED, PaperStage.RELEASED, to=PaperStage.INFECTED, task=""
        ),
        PaperMove.RELEASE: arrow(
            PaperStage.QUARANTINED, to=PaperStage.RELEASED, task="release_paper"
        ),
    },
)
