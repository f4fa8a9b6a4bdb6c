"""The words of the worklist: how a case stands that waits, with whom, and what for."""

from frontdoor.kernel.lifecycle import Labelled

# How the promise stands that runs out first.
LATE, RUNNING_OUT, ON_TIME, NO_CLOCK = "late", "running out", "on time", "no clock"
STATES = (LATE, RUNNING_OUT, ON_TIME, NO_CLOCK)

# With whom a case is, beside the number of a worker.
MINE, NOBODY = "me", "nobody"


class WaitsFor(Labelled):
    """What a case waits for, as somebody may ask for a list of it."""

    TAKING = "taking", "The contact to be taken"
    MANAGER = "manager", "A manager to decide where it goes"
    RECOMMENDATION = "recommendation", "Triage to recommend"
    RATING = "rating", "A rating"
    COMMENCING = "commencing", "The agencies to be asked"
    AGENCIES = "agencies", "Agencies to answer"
    DECISION = "decision", "A decision on the enquiry"
    AUTHORISATION = "authorisation", "The decision to be authorised"
    PRODUCT = "product", "The product to be sent"
    REFERRER = "referrer", "The referrer to be let read what came of it"
