"""The words about people."""

from frontdoor.kernel.lifecycle import Labelled


class Sex(Labelled):
    """As the Children in Need census has it since 2024 (d.1); U is for the unborn alone."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    UNKNOWN = "U", "Not known yet (unborn)"


class Service(Labelled):
    """The services that a person may be open to, or closed from (a.8, 12)."""

    SOCIAL_CARE = "social_care", "Children's social care"
    EARLY_HELP = "early_help", "Early Help"


class Known(Labelled):
    """The five separate answers to "is the child known?"; several may hold at once (a.8, 12)."""

    OPEN_SOCIAL_CARE = "open_social_care", "Open to social care"
    OPEN_EARLY_HELP = "open_early_help", "Open to Early Help"
    CLOSED = "closed", "Closed"
    EARLIER_CONTACTS = "earlier_contacts", "Earlier contacts only"
    THROUGH_RELATIVE = "through_relative", "Known only through a relative"


class Kin(Labelled):
    """How one person is related to another: "is the ... of"."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    PARENT = "parent", "Parent"
    STEP_PARENT = "step_parent", "Step-parent"
    SIBLING = "sibling", "Brother or sister"
    GRANDPARENT = "grandparent", "Grandparent"
    CARER = "carer", "Carer"
    PARTNER = "partner", "Partner"
    FRIEND = "friend", "Friend or acquaintance"
    OTHER = "other", "Other"
    UNKNOWN = "unknown", "Not known"


class Answer(Labelled):
    """Yes, no, or not known: "not known" is an answer, an empty field is a question not asked."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Judged(Labelled):
    """What a person says of two records that the program found alike. None of them is a guess."""

    SAME = "same", "They are one person"
    TWO = "two", "They are two people"
    CANNOT_TELL = "cannot_tell", "It cannot be told yet"


class Dwelling(Labelled):
    """How somebody lives, or lived, at an address."""

    HOME = "home", "Home"
    STAYING = "staying", "Staying with somebody"
    FOSTER = "foster", "Foster placement"
    OTHER_PLACEMENT = "placement", "Children’s home, hospital or other placement"
    PROTECTED = "protected", "Refuge or other protected address"
    NO_FIXED = "no_fixed", "No fixed address"


class Mark(Labelled):
    """What has to be known of a person before somebody acts. Each is reviewed by a day."""

    WARNING = "warning", "Warning for whoever visits or rings"
    RISK = "risk", "May pose a risk to children"
    TRUST = "trust", "In a position of trust"


class Reached(Labelled):
    """By what a person is reached."""

    MOBILE = "mobile", "Mobile"
    HOME = "home", "Home telephone"
    WORK = "work", "Work telephone"
    SOMEBODY = "somebody", "Somebody else’s telephone"
    EMAIL = "email", "Email"


class Traced(Labelled):
    """What the NHS answers about somebody; the bands are those that were published for it."""

    MATCH = "match", "Match"
    POTENTIAL = "potential", "Possible match"
    LOW = "low", "Hardly alike"
    SEVERAL = "several", "Several are alike"
    NONE = "none", "Nobody found"
    CANNOT_TELL = "cannot_tell", "Cannot be told now"
