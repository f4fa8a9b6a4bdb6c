"""The words of strategy discussions."""

from frontdoor.kernel.lifecycle import Labelled


class DiscussionStage(Labelled):
    """Where a strategy discussion stands."""

    CALLED = "called", "Called, to be held"
    HELD = "held", "Held"
    CALLED_OFF = "called_off", "Called off"


class DiscussionMove(Labelled):
    """What can be done with a strategy discussion that was called."""

    HOLD = "hold", "Record what was decided"
    CALL_OFF = "call_off", "Call off"


class DiscussionOutcome(Labelled):
    """What a strategy discussion decides (C6.4, B17)."""

    JOINT = "joint", "Section 47 enquiry, jointly with the police"
    SINGLE = "single", "Section 47 enquiry by one agency"
    NONE = "none", "No section 47 enquiry"
