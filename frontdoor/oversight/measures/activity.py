"""How much comes in, month by month, and how much of it becomes an enquiry or a referral."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from frontdoor.oversight import rules
from frontdoor.oversight.measures.period import Period

SQL = """
SELECT
    each::date,
    coalesce(sum(contacts), 0),
    coalesce(sum(children), 0),
    coalesce(sum(children) FILTER (WHERE in_mash), 0),
    coalesce(sum(children) FILTER (WHERE counts_as = 'mash_or_referral'), 0),
    coalesce(sum(children) FILTER (WHERE counts_as = 'not_yet'), 0)
FROM generate_series(%(since)s::timestamp, %(until)s::timestamp, interval '1 month') AS each
LEFT JOIN oversight_tally ON month = each::date AND hub_id = %(hub)s
GROUP BY each ORDER BY each
"""


@dataclass(frozen=True)
class Activity:
    """What came in, in one month or in several."""

    month: date | None
    contacts: int
    children: int
    enquiries: int
    mash_or_referral: int
    not_yet: int

    @property
    def conversion(self) -> Decimal | None:
        """Return the share of children that became an enquiry or a referral (P17)."""
        return rules.share(self.mash_or_referral, self.children)

    @property
    def is_quiet(self) -> bool:
        """Tell whether fewer contacts are usual in this month (P18)."""
        return self.month is not None and rules.is_quiet(self.month)


def activity(hub_id: int, period: Period) -> list[Activity]:
    """Return the monthly activity (P16 to P18), one row for every month, also for an empty one.

    A child counts in the month in which the contact was received, by the hub's own calendar; a
    contact, with its first child, and one that tells again of an incident not once more. An enquiry
    is a child for whom one was opened; of what was loaded, a child who was rated. Conversion is the
    share of all children in contacts that came to MASH or were referred; those without an outcome
    yet are in the whole, and are told apart. Those whose report was joined are in the whole too,
    and so is what was recorded by mistake: `sources` tells it apart.
    """
    return [Activity(*row) for row in period.ask(SQL, hub_id=hub_id)]


def total(months: list[Activity]) -> Activity:
    """Return the whole period as one row."""
    return Activity(
        None,
        sum(month.contacts for month in months),
        sum(month.children for month in months),
        sum(month.enquiries for month in months),
        sum(month.mash_or_referral for month in months),
        sum(month.not_yet for month in months),
    )
