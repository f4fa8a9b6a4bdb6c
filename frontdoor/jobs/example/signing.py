"""Agreements of an invented hub with its agencies, as its administrator keeps them."""

from datetime import date, datetime, timedelta

from frontdoor.access import context
from frontdoor.access import queries as access
from frontdoor.access.models import Hub
from frontdoor.access.vocabulary import AgencyKind
from frontdoor.casework.agreements import operations, queries
from frontdoor.casework.agreements.models import Agreement
from frontdoor.jobs.example import staff

TITLE = "Information-sharing agreement of the hub"
KEPT_AT = "Shared drive of information governance, folder 12"
REVIEWED = timedelta(days=365)


def sign(hub: Hub, *, at: datetime) -> Agreement:
    """Put the hub's agreement on the register, signed by every agency, without an end; once."""
    by = staff.actor(hub, "administrator", on=at.date())
    with context.as_actor(by):
        for each in queries.register(hub.pk):
            if each.title == TITLE:
                return each
        made = operations.add(
            title=TITLE, kept_at=KEPT_AT, begins_on=staff.SINCE, until=None,
            review_on=at.date() + REVIEWED, by=by, at=at,
        )  # fmt: skip
        for agency in access.agencies(hub.pk):
            if agency.kind in {AgencyKind.CORE, AgencyKind.VIRTUAL}:
                operations.sign(
                    agreement=made, agency=agency, signatory="Head of safeguarding",
                    signed_on=staff.SINCE, today=at.date(), by=by, at=at,
                )  # fmt: skip
        return made


def sign_for_a_while(hub: Hub, *, until: date, at: datetime) -> Agreement:
    """Put an agreement on the register that schools alone have signed, and that runs out."""
    by = staff.actor(hub, "administrator", on=at.date())
    with context.as_actor(by):
        made = operations.add(
            title="Attendance data of schools", kept_at=KEPT_AT, begins_on=staff.SINCE,
            until=until, review_on=until - timedelta(days=30), by=by, at=at,
        )  # fmt: skip
        operations.sign(
            agreement=made, agency=access.agency(hub.pk, "education"),
            signatory="Director of education", signed_on=staff.SINCE, today=at.date(),
            by=by, at=at,
        )  # fmt: skip
    return made
