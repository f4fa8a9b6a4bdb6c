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
    """How one person stands to another: "is the ... of". Who was said to be a child's parent need
    not hold parental responsibility, and whoever holds it need not be a parent (`Holding`).
    """

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    PARENT = "parent", "Parent"
    STEP_PARENT = "step_parent", "Step-parent"
    ADOPTIVE_PARENT = "adoptive_parent", "Adoptive parent"
    FOSTER_CARER = "foster_carer", "Foster carer"
    PRIVATE_FOSTER = "private_foster", "Private foster carer"
    SPECIAL_GUARDIAN = "special_guardian", "Special guardian"
    SIBLING = "sibling", "Brother or sister"
    HALF_SIBLING = "half_sibling", "Half-brother or half-sister"
    STEP_SIBLING = "step_sibling", "Stepbrother or stepsister"
    GRANDPARENT = "grandparent", "Grandparent"
    AUNT_UNCLE = "aunt_uncle", "Aunt or uncle"
    COUSIN = "cousin", "Cousin"
    CARER = "carer", "Carer"
    PARTNER = "partner", "Partner"
    SPOUSE = "spouse", "Husband, wife or civil partner"
    FORMER_PARTNER = "former_partner", "Former partner"
    FRIEND = "friend", "Friend or acquaintance"
    NEIGHBOUR = "neighbour", "Neighbour"
    TRUSTED = "trusted", "Teacher, coach or other in a position of trust"
    OTHER = "other", "Other"
    UNKNOWN = "unknown", "Not known"


TOGETHER = frozenset({Kin.PARTNER, Kin.SPOUSE})
# In an order of their own: they stand in questions that are prepared.
PARENTS = [Kin.MOTHER, Kin.FATHER, Kin.PARENT, Kin.ADOPTIVE_PARENT]
# Whoever stands to a child like this is of no family of theirs.
NO_KIN = [Kin.FRIEND, Kin.NEIGHBOUR, Kin.TRUSTED]
# Said of either of the two, it is the same.
MUTUAL = TOGETHER | {
    Kin.FORMER_PARTNER, Kin.SIBLING, Kin.HALF_SIBLING, Kin.STEP_SIBLING, Kin.COUSIN, Kin.FRIEND,
    Kin.NEIGHBOUR,
}  # fmt: skip


class Holding(Labelled):
    """How parental responsibility is held (Children Act 1989 unless it says otherwise)."""

    BIRTH_MOTHER = "birth_mother", "As birth mother"  # s.2
    MARRIAGE = "marriage", "By marriage or civil partnership with the mother"  # s.2
    REGISTRATION = "registration", "By registration of the birth"  # s.4(1)(a), 4ZA
    AGREEMENT = "agreement", "By agreement"  # s.4(1)(b), 4ZA, 4A
    ORDER = "order", "By a parental responsibility order"  # s.4(1)(c), 4ZA, 4A
    ARRANGEMENTS = "arrangements", "By a child arrangements order"  # s.12
    GUARDIAN = "guardian", "As guardian, after a parent died"  # s.5
    SPECIAL_GUARDIAN = "special_guardian", "By a special guardianship order"  # s.14C
    ADOPTION = "adoption", "By an adoption order"  # Adoption and Children Act 2002, s.46
    PARENTAL_ORDER = "parental_order", "By a parental order (surrogacy)"  # HFEA 2008, s.54
    CARE_ORDER = "care_order", "By a care order, shared with the parents"  # s.31, 33, 38
    PLACEMENT = "placement", "By a placement order"  # Adoption and Children Act 2002, s.25
    PROTECTION = "protection", "By an emergency protection order"  # s.44
    UNKNOWN = "unknown", "Nobody knows how"
    NONE = "none", "Does not hold it"


class Precision(Labelled):
    """How far a day is known, on which something began or ended."""

    DAY = "day", "To the day"
    MONTH = "month", "To the month"
    YEAR = "year", "To the year"
    ABOUT = "about", "About that year"
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
    NOT_A_HOME = "not_a_home", "School, surgery, hotel or place of work: not a home"


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
