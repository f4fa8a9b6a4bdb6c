"""The words of the ledger: what was shared, or was not, and with whom."""

from frontdoor.kernel.lifecycle import Labelled


class Kind(Labelled):
    """By which way something was shared, or could have been."""

    REQUEST = "request", "Asked an agency"
    ANSWER = "answer", "An agency’s answer to the hub"
    ORIGINATOR = "originator", "An originator, asked whether an item may go further"
    PRODUCT = "product", "Sent to a team"
    ALERT = "alert", "Sent to the out-of-hours team"
    TELLING = "telling", "Words for the family"
    REFERRER = "referrer", "Answer to the referrer"
    ACTION = "action", "Given to an agency to do"


class Outcome(Labelled):
    """What became of it. Not to share is a decision as well, and has its reason."""

    SHARED = "shared", "Shared"
    NOT_SHARED = "not_shared", "Not shared"
