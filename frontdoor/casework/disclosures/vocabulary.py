"""The words of what leaves the hub."""

from frontdoor.kernel.lifecycle import Labelled


class TellingStage(Labelled):
    """Where the telling of a family stands: nothing is said before the agency has agreed."""

    PROPOSED = "proposed", "Waiting for the agency to agree"
    AGREED = "agreed", "Agreed, to be told"
    REFUSED = "refused", "Not agreed"
    TOLD = "told", "Told"


class TellingMove(Labelled):
    """What can be done with what a family may be told."""

    AGREE = "agree", "Agree"
    REFUSE = "refuse", "Do not agree"
    TELL = "tell", "Record that they were told"


class ProductStage(Labelled):
    """Where a product that left the hub stands."""

    SENT = "sent", "Sent"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    RECALLED = "recalled", "Taken back"


class ProductMove(Labelled):
    """What can be done with a product: the team takes it on, or the hub takes it back."""

    ACKNOWLEDGE = "acknowledge", "Acknowledge"
    RECALL = "recall", "Take back"


class ClearanceStage(Labelled):
    """Where a question to an originator stands. No answer is never a yes (a.8, 5)."""

    ASKED = "asked", "No answer yet"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Not agreed"
    WITHDRAWN = "withdrawn", "Withdrawn by the hub"


class ClearanceMove(Labelled):
    """What can be done with a question to an originator: its own answer, or taking it back."""

    AGREE = "agree", "Agree that it goes further"
    REFUSE = "refuse", "Do not agree that it goes further"
    WITHDRAW = "withdraw", "Withdraw the question"
