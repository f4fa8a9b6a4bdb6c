"""Pure decisions about enquiries."""

from datetime import datetime

from frontdoor.policy.pack_words import StartEvent


def started_at(
    starts: StartEvent, *, received_at: datetime, rated_at: datetime, commenced_at: datetime
) -> datetime:
    """Return when the clock of a rating begins: the packs differ (a.6, "Clock starts")."""
    moments = {"receipt": received_at, "rating": rated_at, "commencing": commenced_at}
    return moments[starts]
