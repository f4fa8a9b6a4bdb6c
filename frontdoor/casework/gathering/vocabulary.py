"""The words of gathering: what agencies are asked, and what they return."""

from frontdoor.kernel.lifecycle import Labelled


class Stage(Labelled):
    """Where a request to an agency stands. No reply is never "nothing held" (a.8, 15)."""

    ASKED = "asked", "No reply yet"
    RETURNED = "returned", "Answered"


class Move(Labelled):
    """What can be done to a request."""

    RETURN = "return", "Return the answer"


class Chasing(Labelled):
    """What the hub did about a request after it was sent (a.8, 15)."""

    RE_RATED = "re_rated", "The rating was changed"
    EXTENDED = "extended", "More time was given"
    ESCALATED = "escalated", "Escalated to the deputy"


class Answer(Labelled):
    """What an agency says of one person. Each is an answer; silence is not."""

    NOTHING_HELD = "nothing_held", "Nothing held"
    SHARED = "held_shared", "Held and shared"
    NOT_SHARED = "held_not_shared", "Held and not shared"


class Basis(Labelled):
    """What a request truthfully rests on (B19). The law pack says it in full."""

    SECTION_47 = "section_47", "Section 47"
    CONSENT = "consent", "Consent"
    GROUND = "ground", "A recorded ground"
