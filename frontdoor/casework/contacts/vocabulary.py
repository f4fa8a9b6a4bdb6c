"""The words of the first stage: contacts, and each child in them."""

from frontdoor.kernel.lifecycle import Labelled


class ContactStage(Labelled):
    """Where the taking of a contact stands. It is on record, and its clock runs, from the first."""

    BEING_TAKEN = "being_taken", "Being taken"
    TAKEN = "taken", "Taken"


class ContactMove(Labelled):
    """What can be done to a contact as a whole."""

    HAND_OVER = "hand_over", "Hand over to the manager"


class CaseStage(Labelled):
    """Where one child of a contact stands."""

    AWAITING = "awaiting", "Waiting for a manager’s decision"
    IN_TRIAGE = "in_triage", "With the triage team"
    IN_MASH = "in_mash", "In a MASH enquiry"
    PASSED_ON = "passed_on", "Passed on to a team"
    CLOSED = "closed", "Closed"
    JOINED = "joined", "Joined to an open case"


class CaseMove(Labelled):
    """What can be done with one child of a contact."""

    SEND_TO_TRIAGE = "send_to_triage", "Send to triage"
    SEND_TO_MASH = "send_to_mash", "Send to MASH"
    PASS_ON = "pass_on", "Pass on"
    PASS_ON_BY_POLICY = "pass_on_by_policy", "Pass on, as the hub’s policy has it"
    RECALL = "recall", "Take back"
    CLOSE = "close", "Close"
    COMPLETE = "complete", "Complete"
    JOIN = "join", "Join to an open case"
    PART = "part", "Part again"
    REOPEN = "reopen", "Open again"
    REOPEN_IN_MASH = "reopen_in_mash", "Open again, with its enquiry"


class Why(Labelled):
    """Why a report goes on in another case of the same child. It says how contacts are counted."""

    NEWS = "news", "New information about the child"
    INCIDENT = "incident", "Another report of the same incident"


class Part(Labelled):
    """The part that a person has in a contact."""

    CHILD = "child", "Child"
    CARER = "carer", "Parent or carer"
    HOUSEHOLD = "household", "Member of the household"
    RISK = "risk", "Person who may pose a risk"
    ABSENT_PARENT = "absent_parent", "Parent who lives elsewhere"
    SIBLING = "sibling", "Brother or sister who lives elsewhere"
    OTHER = "other", "Somebody else"


class Span(Labelled):
    """The promises about time that are measured apart (a.8, 6 and 14)."""

    FIRST_LOOK = "first_look", "First look by a manager"
    RESPONSE = "response", "Response to the contact"
    COMMENCING = "commencing", "Enquiry to commence"
    COMPLETION = "completion", "Enquiry to be decided"
    REFERRER = "referrer", "Referrer to be let read what came of it"
    STRATEGY = "strategy", "Strategy discussion to be held"
    POLICE_PROTECTION = "police_protection", "Police protection to end"
