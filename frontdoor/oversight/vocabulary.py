"""The words of the count: how a case counts, and how each promise about time stands."""

from frontdoor.kernel.lifecycle import Labelled

NOT_RATED, NOT_KNOWN = "not_rated", "not_known"


class CountsAs(Labelled):
    """What became of a child's contact, in the columns of the report by source (P19).

    A child still waiting has a column too: nobody is left out of a total (a.8, 8).
    """

    MASH_OR_REFERRAL = "mash_or_referral", "MASH or referral"
    SIGNPOSTED_OR_NFA = "signposted_or_nfa", "Signposted or no further action"
    NOT_YET = "not_yet", "No outcome yet"
    JOINED = "joined", "Joined to an open case"
    BY_MISTAKE = "by_mistake", "Recorded by mistake"


class Span(Labelled):
    """The spans that are measured apart, because one can hide in another (a.8, 6; a.8, 16)."""

    FIRST_LOOK = "first_look", "From receipt to a manager’s first look"
    RESPONSE = "response", "From receipt to the response, or to the enquiry commencing"
    STRATEGY = "strategy", "From the call of a strategy discussion until it is held"
    COMPLETION = "completion", "From commencing to the decision"


class State(Labelled):
    """How a promise stands. What runs shows before its deadline that it may be late (P24)."""

    KEPT = "kept", "Kept"
    MISSED = "missed", "Missed"
    RUNNING = "running", "Running, on time"
    RUNNING_OUT = "running_out", "Running out"
    LATE = "late", "Late now"
    NO_CLOCK = "no_clock", "No clock"


class Timeliness(Labelled):
    """What an earlier record says of a child's timescale; nothing, where it does not say."""

    KEPT = "kept", "Kept"
    MISSED = "missed", "Missed"


JUDGED = (State.KEPT, State.MISSED)
STILL_RUNNING = (State.RUNNING, State.RUNNING_OUT, State.LATE)
