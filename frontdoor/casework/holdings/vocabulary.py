"""The words of subject access: who asks, how far it is, and what may go of each thing held."""

from frontdoor.kernel.lifecycle import Labelled


class RequestStage(Labelled):
    """Where a request by or for a person stands."""

    TO_IDENTIFY = "to_identify", "Identity to be checked"
    OPEN = "open", "Being answered"
    ENDED = "ended", "Ended"


class RequestMove(Labelled):
    """What can be done about such a request."""

    PROVE = "prove", "Record how identity was checked"
    END = "end", "End"


class Asker(Labelled):
    """Who asks for what is held about a person."""

    THEMSELVES = "themselves", "The person"
    PARENT = "parent", "Somebody with parental responsibility for them"
    AGENT = "agent", "Somebody who acts for them, such as a solicitor"
    OTHER = "other", "Somebody else"


class Ending(Labelled):
    """How a request ended."""

    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Withdrawn by whoever asked"
    REFUSED = "refused", "Refused as a whole"


class Mark(Labelled):
    """Why somebody should look twice before an item goes."""

    ABOUT_ANOTHER = "about_another", "About somebody else"
    ORIGINATOR = "originator", "From an agency: ask it first"
    NOT_SHARED = "not_shared", "Held by an agency and not shared"
    CAVEAT = "caveat", "Handling caveats"
    HEALTH = "health", "Sensitive health"
    KEPT_FROM_FAMILY = "kept_from_family", "Some of it is to be kept from the family"
    REFERRER = "referrer", "Could tell who told the hub"
    RESTRICTED = "restricted", "From a restricted record"
    STRUCK = "struck", "Struck out, and still held"


class Choice(Labelled):
    """What somebody decides about one item."""

    GIVE = "give", "Give it"
    REDACT = "redact", "Give it with parts removed"
    WITHHOLD = "withhold", "Withhold it"


class Ground(Labelled):
    """Why something is removed or withheld. What the law says of each stands in the law pack."""

    ANOTHER = "another", "It is about somebody else"
    THIRD_PARTY = "third_party", "It names somebody else, or lets them be recognised"
    REFERRER = "referrer", "It would tell who told the hub"
    SERIOUS_HARM = "serious_harm", "It could seriously harm somebody’s health"
    CHILD = "child", "It would not be in the child’s best interests"
    CRIME = "crime", "It would hinder finding out or preventing a crime"
    PRIVILEGE = "privilege", "Legal advice, or made for a court"
    OTHER = "other", "Another exemption"
