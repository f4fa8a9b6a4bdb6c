"""The stages of a look through broken glass: it is over by itself, and is reviewed by a person."""

from frontdoor.casework.restricting.vocabulary import GlassMove, GlassStage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

GLASS = Lifecycle(
    name="glass",
    first=GlassStage.TO_REVIEW,
    moves={
        GlassMove.REVIEW: arrow(GlassStage.TO_REVIEW, to=GlassStage.REVIEWED, task="review_glass"),
    },
)
