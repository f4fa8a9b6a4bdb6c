"""The words of disposal: where it stands that a record is to go."""

from frontdoor.kernel.lifecycle import Labelled


class DisposalStage(Labelled):
    """Where it stands that somebody reviewed a record and says that it is to go."""

    PROPOSED = "proposed", "Waits for a second person"
    DISPOSED = "disposed", "Disposed of"
    DECLINED = "declined", "Not to be disposed of"


class DisposalMove(Labelled):
    """What the second person can do."""

    CONFIRM = "confirm", "Confirm, and dispose of it"
    DECLINE = "decline", "Decline"
