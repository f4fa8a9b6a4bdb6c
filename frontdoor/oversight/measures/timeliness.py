"""How many promises about time were kept, and which of those that run may not be."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from frontdoor.oversight import rules
from frontdoor.oversight.measures.period import Period
from frontdoor.oversight.vocabulary import Span

SQL = """
SELECT
    span, rating,
    coalesce(sum(children) FILTER (WHERE state = 'kept'), 0),
    coalesce(sum(children) FILTER (WHERE state = 'missed'), 0),
    coalesce(sum(children) FILTER (WHERE state = 'running'), 0),
    coalesce(sum(children) FILTER (WHERE state = 'running_out'), 0),
    coalesce(sum(children) FILTER (WHERE state = 'late'), 0),
    coalesce(sum(children) FILTER (WHERE state = 'no_clock'), 0)
FROM oversight_tally
CROSS JOIN LATERAL (
    VALUES
        ('first_look', first_look), ('response', response), ('strategy', strategy),
        ('completion', completion)
) AS promises (span, state)
WHERE hub_id = %(hub)s AND month BETWEEN %(since)s AND %(until)s AND children > 0
GROUP BY span, rating ORDER BY span, rating
"""


@dataclass(frozen=True)
class Timeliness:
    """How one promise stands for the children of one rating; "" is all of them."""

    rating: str
    kept: int = 0
    missed: int = 0
    running: int = 0
    running_out: int = 0
    late: int = 0
    no_clock: int = 0

    @property
    def judged(self) -> int:
        """Return the promises of which it is known whether they were kept."""
        return self.kept + self.missed

    def share(self, part: int) -> Decimal | None:
        """Return a percentage of what was judged."""
        return rules.share(part, self.judged)


def timeliness(hub_id: int, period: Period) -> dict[Span, list[Timeliness]]:
    """Return for each span how its promises stand, by rating (P22 to P24).

    Whether a promise was kept is what was written when its clock stopped, by the rules of that
    day (a.8, 8); what was loaded keeps what it says, under the enquiry's own timescale. Percentages
    are of what is judged. What still runs is told apart, as it stood when the figures were
    counted: on time, running out, late. Who has no such clock is counted too, and so is who is
    not rated. Where two promises make up a span, the one that stands worse speaks for it.
    """
    found: dict[Span, list[Timeliness]] = {span: [] for span in Span}
    for span, *row in period.ask(SQL, hub_id=hub_id):
        found[Span(span)].append(Timeliness(*row))
    return found


def total(found: Iterable[Timeliness]) -> Timeliness:
    """Return all ratings as one row."""
    rows = list(found)
    return Timeliness(
        "",
        sum(row.kept for row in rows),
        sum(row.missed for row in rows),
        sum(row.running for row in rows),
        sum(row.running_out for row in rows),
        sum(row.late for row in rows),
        sum(row.no_clock for row in rows),
    )
