"""The words of actions: what somebody is to do for a child, by when, and what came of it."""

from frontdoor.kernel.lifecycle import Labelled


class Stage(Labelled):
    """Where an action stands. Silence is never "done": only its owner says so, in words."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    NOT_DONE = "not_done", "Could not be done"
    GIVEN_ON = "given_on", "Given to somebody else"
    WITHDRAWN = "withdrawn", "Withdrawn"
    PASSED_ON = "passed_on", "Still to be done, told to the receiving team"


class Move(Labelled):
    """What can become of an action."""

    DO = "do", "Give the result"
    LEAVE = "leave", "Say why it cannot be done"
    GIVE_ON = "give_on", "Give it to somebody else"
    COVER = "cover", "Give it on, with all that somebody who is away carries"
    WITHDRAW = "withdraw", "Withdraw it"
    PASS_ON = "pass_on", "Tell the receiving team"
    TAKE_BACK = "take_back", "Take it back from the receiving team"
