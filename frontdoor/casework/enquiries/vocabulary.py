"""The words of the enquiry: the MASH assessment of one child."""

from frontdoor.kernel.lifecycle import Labelled


class Stage(Labelled):
    """Where an enquiry stands."""

    TO_RATE = "to_rate", "Waiting for a rating"
    RATED = "rated", "Rated, waiting to commence"
    GATHERING = "gathering", "Agencies are gathering"
    DECIDED = "decided", "Decided, waiting for authorisation"
    AUTHORISED = "authorised", "Authorised, waiting for the product to be sent"
    COMPLETE = "complete", "Complete"


class Move(Labelled):
    """What can be done to an enquiry."""

    RATE = "rate", "Rate"
    RATE_BY_POLICY = "rate_by_policy", "Rate by policy"
    COMMENCE = "commence", "Commence and ask the agencies"
    DECIDE = "decide", "Decide"
    SEND_BACK = "send_back", "Send back for another decision"
    AUTHORISE = "authorise", "Authorise"
    SHARE = "share", "Send the product"
    REOPEN = "reopen", "Open again"


# What rests on the whole picture: not done while something joined to the case is not read.
AFTER_READING = (Move.DECIDE, Move.AUTHORISE, Move.SHARE)
