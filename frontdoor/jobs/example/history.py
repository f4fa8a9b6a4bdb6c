"""Invented figures of the year before: what a hub loads on its first day, so that it can compare.

Nothing is drawn by lot: every example installation shows the same.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import count

from frontdoor.access import context
from frontdoor.access.models import Hub
from frontdoor.oversight import operations
from frontdoor.oversight.rules import Row
from frontdoor.policy import queries as policies

MONTHS = 12
# Invented: how many children a group tells of in an ordinary month, and every how many goes on.
CHILDREN = {
    "police": (14, 3),
    "education": (13, 2),
    "health": (10, 3),
    "charities": (9, 3),
    "family": (6, 5),
    "other": (6, 2),
    "legal": (2, 7),
    "probation": (1, 3),
    "early_help": (1, 2),
}
# Per hundred: schools are shut in August and for some of December and April (P18).
SEASON = {4: 85, 7: 95, 8: 60, 12: 80}
SIBLING, NO_RATING = 6, 5  # Every so many.
MISSED = 3  # Of ten.


def remember(hub: Hub, *, at: datetime) -> int:
    """Load the year that ended before this month; return how many children were added."""
    policy = policies.current(hub.pk, at=at).policy
    groups = [group.slug for group in policy.groups]
    ratings = [rating.slug for rating in policy.ratings]
    rows = list(_rows(hub, groups, ratings, until=date(at.year, at.month, 1)))
    with context.inside(hub.pk):
        return operations.load(hub_id=hub.pk, rows=rows, at=at).added


def _rows(hub: Hub, groups: list[str], ratings: list[str], *, until: date) -> Iterator[Row]:
    numbers = count(1)
    last = until.year * 12 + until.month - 1
    for each in range(last - MONTHS, last):
        month = date(each // 12, each % 12 + 1, 1)
        for group in groups:
            usual, goes_on = CHILDREN.get(group, (1, 3))
            for place in range(usual * SEASON.get(month.month, 100) // 100):
                number = next(numbers)
                with_sibling = place > 0 and number % SIBLING == 0
                yield Row(
                    reference=f"{hub.prefix}-before-{number}",
                    contact=f"{hub.prefix}-before-{number - with_sibling}",
                    month=month,
                    source_group=group,
                    **_became(number, ratings, goes_on=number % goes_on == 0),
                )


def _became(number: int, ratings: list[str], *, goes_on: bool) -> dict[str, str]:
    is_rated = goes_on and number % NO_RATING != 0
    timeliness = "missed" if number * 7 % 10 < MISSED else "kept"
    return {
        "counts_as": "mash_or_referral" if goes_on else "signposted_or_nfa",
        "rating": ratings[number // 2 % len(ratings)] if is_rated else "",
        "timeliness": timeliness if is_rated else "",
    }
