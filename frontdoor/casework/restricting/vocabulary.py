"""The words of restricted records, and of looking at one without the right to."""

from frontdoor.kernel.lifecycle import Labelled


class Reason(Labelled):
    """Why a record is restricted to named readers. Only they, and who names them, learn it."""

    STAFF = "staff", "Somebody who works in the hub, or for one of its agencies"
    FAMILY_OF_STAFF = "family_of_staff", "Family of somebody who works here"
    PROTECTED_ADDRESS = "protected_address", "Where the family lives has to stay unknown"
    ADOPTED = "adopted", "An adopted child’s earlier or present identity"
    OTHER = "other", "Another reason"


class GlassStage(Labelled):
    """Where a look through broken glass stands: somebody else always reviews it."""

    TO_REVIEW = "to_review", "To be reviewed"
    REVIEWED = "reviewed", "Reviewed"


class GlassMove(Labelled):
    """What can be done about a look through broken glass."""

    REVIEW = "review", "Review"


class Judgement(Labelled):
    """What a reviewer says of a look through broken glass."""

    JUSTIFIED = "justified", "Justified"
    NOT_JUSTIFIED = "not_justified", "Not justified"
