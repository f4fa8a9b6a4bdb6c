"""Contacts from the call to their end, as different as a hub sees them in a week.

Volume is multiplied from these (`multiplying`). Each is walked by the real operations; its weight
tells how often of 1,000 it comes, so that ordinary ends stay ordinary (P20: 62 of 100 end so).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from frontdoor.access.models import Hub
from frontdoor.casework.contacts.rules import closings
from frontdoor.jobs.example import courses, detours, today
from frontdoor.jobs.example.courses import Story
from frontdoor.policy import queries as policies
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_sharing import Outcome

LONDON = ZoneInfo("Europe/London")

# The journeys of a week begin in the third before this one: by now all of them have ended.
WEEKS_AGO = 3
# In this order they are spread over the week, Monday is 0; and how much of a day comes on each.
DAYS = (0, 1, 2, 3, 4, 1, 3, 5, 0, 2, 4, 6)
WEEKEND = {5: 0.5, 6: 0.35}
HOURS = (9.2, 10.7, 13.4, 15.1, 11.8, 8.9, 16.2)


@dataclass(frozen=True, kw_only=True)
class Journey:
    """What happens to one contact, how often of a thousand, and whether it is still going on."""

    weight: float
    begins_at: datetime
    story: Story
    is_open: bool = False


def of(hub: Hub, *, at: datetime) -> list[Journey]:
    """Return the journeys of a hub, by its own pack: those that have ended, and those of today."""
    local = at.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = local - timedelta(days=local.weekday(), weeks=WEEKS_AGO)
    policy = policies.current(hub.pk, at=monday).policy
    ended = [
        _placed(number, weight, story, monday)
        for number, (weight, story) in enumerate(_stories(policy))
    ]
    going_on = [
        Journey(weight=1, begins_at=at - timedelta(hours=hours), story=story, is_open=True)
        for hours, story in today.GOING_ON
    ]
    return [*ended, *going_on]


def _placed(number: int, weight: float, story: Story, monday: datetime) -> Journey:
    day = DAYS[number % len(DAYS)]
    begins_at = monday + timedelta(days=day, hours=HOURS[number % len(HOURS)])
    return Journey(weight=weight * WEEKEND.get(day, 1), begins_at=begins_at, story=story)


def _stories(policy: Policy) -> Iterator[tuple[float, Story]]:
    """Return every story with its weight: of 1,000, 620 end without enquiry or referral (P20)."""
    sources = cycle(each.slug for each in policy.sources if not each.inside)
    ends = cycle(end for end in closings(policy) if end.counts_as != "by_mistake")
    outcomes = cycle(outcome for outcome in policy.outcomes if "mash" in outcome.stages)
    ratings = [rating.slug for rating in policy.ratings]
    yield from _ended_early(policy, sources, ends)
    yield from _enquired(ratings, sources, outcomes)
    for rating in ratings[:2]:
        yield 15, courses.two_children(next(sources), next(ends), rating, next(outcomes))
    yield from _detours(ratings, sources, outcomes)


def _ended_early(
    policy: Policy, sources: Iterator[str], ends: Iterator[Outcome]
) -> Iterator[tuple[float, Story]]:
    for number in range(14):
        yield 25, courses.closed(next(sources), next(ends), late=number % 5 == 4)
    for number in range(8):
        yield 21, courses.looked_into(next(sources), next(ends), late=number % 4 == 3)
    yield 40, courses.anonymous(next(ends))
    yield 12, courses.again(next(sources), next(ends))
    yield 25, detours.typed_in("school_nurse", next(ends))
    yield 2, detours.parted("acquaintance", next(ends))
    yield 3, detours.opened_again(next(sources), next(ends))
    [mistake] = [end for end in closings(policy) if end.counts_as == "by_mistake"]
    yield 4, detours.mistaken(mistake)
    yield 55, courses.to_its_worker(next(sources))
    yield 55, courses.stepped_down(next(sources))


def _enquired(
    ratings: Sequence[str], sources: Iterator[str], outcomes: Iterator[Outcome]
) -> Iterator[tuple[float, Story]]:
    rated = [(rating, late) for rating in ratings for late in (False, False, True)]
    for rating, late in rated:
        story = courses.enquired(next(sources), rating, next(outcomes), late=late)
        yield 200 / len(rated), story


def _detours(
    ratings: Sequence[str], sources: Iterator[str], outcomes: Iterator[Outcome]
) -> Iterator[tuple[float, Story]]:
    red = ratings[0]
    yield 10, courses.re_rated(ratings, next(outcomes))
    yield 10, courses.never_answered(red, next(outcomes))
    yield 10, courses.named_later(red, next(outcomes))
    yield 10, courses.unborn(ratings[1], next(outcomes))
    yield 8, courses.protected(red, next(outcomes))
    yield 5, detours.found_inside(ratings[-1], next(outcomes))
    yield 12, detours.joined("acquaintance", ratings[1], next(outcomes))
    yield 8, detours.discussed(next(sources), ratings[1], next(outcomes))
    yield 6, detours.lent(next(sources), red, next(outcomes))
    yield 12, detours.acted("police", ratings[1], next(outcomes))
