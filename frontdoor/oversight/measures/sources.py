"""Who tells the hub, and what becomes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from frontdoor.oversight import rules
from frontdoor.oversight.measures.period import Period

SQL = """
SELECT
    source_group,
    coalesce(sum(children) FILTER (WHERE counts_as = 'mash_or_referral'), 0),
    coalesce(sum(children) FILTER (WHERE counts_as = 'signposted_or_nfa'), 0),
    coalesce(sum(children) FILTER (WHERE counts_as = 'not_yet'), 0),
    coalesce(sum(children) FILTER (WHERE counts_as = 'joined'), 0),
    coalesce(sum(children) FILTER (WHERE counts_as = 'by_mistake'), 0)
FROM oversight_tally
WHERE hub_id = %(hub)s AND month BETWEEN %(since)s AND %(until)s AND children > 0
GROUP BY source_group ORDER BY source_group
"""


@dataclass(frozen=True)
class Source:
    """What became of the children whom one group of referrers told of; "" is all of them."""

    group: str
    mash_or_referral: int = 0
    signposted_or_nfa: int = 0
    not_yet: int = 0
    joined: int = 0
    by_mistake: int = 0

    @property
    def total(self) -> int:
        """Return every child, whatever became of them."""
        ended = self.mash_or_referral + self.signposted_or_nfa + self.by_mistake
        return ended + self.not_yet + self.joined

    def share(self, part: int) -> Decimal | None:
        """Return a percentage of the row."""
        return rules.share(part, self.total)


def sources(hub_id: int, period: Period) -> list[Source]:
    """Return what became of the children, by the group of whoever told of them (P19, P20).

    MASH or referral: an enquiry was opened, whatever it decided then, or the case was passed to a
    team that takes referrals. Signposted or no further action: closed without an enquiry, or
    passed to anybody else. Of a child whose report was joined to an open case, that case has the
    outcome. What was recorded by mistake stands apart: it is no outcome for a child. The others
    have no outcome yet. Percentages are of the row's total.
    """
    return [Source(*row) for row in period.ask(SQL, hub_id=hub_id)]


def total(found: Iterable[Source]) -> Source:
    """Return all groups as one row, which the source itself left blank (a.8, 8)."""
    rows = list(found)
    return Source(
        "",
        sum(row.mash_or_referral for row in rows),
        sum(row.signposted_or_nfa for row in rows),
        sum(row.not_yet for row in rows),
        sum(row.joined for row in rows),
        sum(row.by_mistake for row in rows),
    )
