"""The words of searches that meet what whoever searched may not see."""

from frontdoor.kernel.lifecycle import Labelled


class MatchStage(Labelled):
    """Where a match behind the wall stands: a reader of the restricted record says what follows."""

    WAITING = "waiting", "Nobody has said yet what follows"
    TAKEN_ON = "taken_on", "A reader deals with it"
    TOLD = "told", "Whoever searched, or works on the contact, was told"
    NOTHING = "nothing", "There was nothing to tell"


class MatchMove(Labelled):
    """What a reader of the restricted record says of a match."""

    TELL = "tell", "Tell whoever searched, or works on the contact, in my words"
    LEAVE = "leave", "There is nothing to tell"
    TAKE_ON = "take_on", "I deal with it myself"
