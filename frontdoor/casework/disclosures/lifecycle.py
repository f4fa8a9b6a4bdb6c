"""The stages of what leaves the hub.

What the receiving team does, and what an originator answers, is no task of the pack.
"""

from frontdoor.casework.disclosures.vocabulary import (
    ClearanceMove,
    ClearanceStage,
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

CLEARANCE = Lifecycle(
    name="clearance",
    first=ClearanceStage.ASKED,
    moves={
        ClearanceMove.AGREE: arrow(ClearanceStage.ASKED, to=ClearanceStage.AGREED, task=""),
        ClearanceMove.REFUSE: arrow(ClearanceStage.ASKED, to=ClearanceStage.REFUSED, task=""),
        ClearanceMove.WITHDRAW: arrow(
            ClearanceStage.ASKED, to=ClearanceStage.WITHDRAWN, task="disclose"
        ),
    },
)
