"""The stages of what leaves the hub. The receiving team's own move is no task of the pack."""

from frontdoor.casework.disclosures.vocabulary import (
    ProductMove,
    ProductStage,
    TellingMove,
    TellingStage,
)
from frontdoor.kernel.lifecycle import Lifecycle, arrow

TELLING = Lifecycle(
    name="telling",
    first=TellingStage.PROPOSED,
    moves={
        TellingMove.AGREE: arrow(
            TellingStage.PROPOSED, to=TellingStage.AGREED, task="agree_telling"
        ),
        TellingMove.REFUSE: arrow(
            TellingStage.PROPOSED, to=TellingStage.REFUSED, task="agree_telling"
        ),
        TellingMove.TELL: arrow(TellingStage.AGREED, to=TellingStage.TOLD, task="tell_family"),
    },
)

PRODUCT = Lifecycle(
    name="product",
    first=ProductStage.SENT,
    moves={
        ProductMove.ACKNOWLEDGE: arrow(ProductStage.SENT, to=ProductStage.ACKNOWLEDGED, task=""),
        # What a team has taken on stays with it: only what waits can be taken back.
        ProductMove.RECALL: arrow(ProductStage.SENT, to=ProductStage.RECALLED, task="route"),
    },
)
