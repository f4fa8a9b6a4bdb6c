"""Figures the slow way: every child looked at in turn, and counted by hand.

`seen` reads the cases as they are stored; `Looked` is what a figure may ask of one child. The two
tables of the source stand here as it prints them, and as rows that give them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import cycle
from zoneinfo import ZoneInfo

from frontdoor.access.models import Hub
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.oversight.measures.activity import Activity
from frontdoor.oversight.measures.period import Period
from frontdoor.oversight.measures.sources import Source
from frontdoor.oversight.measures.timeliness import Timeliness
from frontdoor.oversight.models import Past
from frontdoor.oversight.rules import Row
from frontdoor.oversight.vocabulary import Span
from frontdoor.policy.pack import Policy

LONDON = ZoneInfo("Europe/London")

# P20: group, MASH or referral, its share, signposted or NFA, its share, total.
BY_SOURCE = (
    ("charities", 838, "39.7", 1272, "60.3", 2110),
    ("education", 1099, "45.8", 1299, "54.2", 2398),
    ("family", 269, "22.0", 952, "78.0", 1221),
    ("health", 626, "32.4", 1305, "67.6", 1931),
    ("legal", 52, "13.7", 327, "86.3", 379),
    ("other", 815, "52.0", 753, "48.0", 1568),
    ("police", 957, "36.1", 1691, "63.9", 2648),
    ("probation", 67, "29.3", 162, "70.7", 229),
    ("early_help", 1, "50.0", 1, "50.0", 2),
)
ALL_SOURCES = (4724, "37.8", 7762, "62.2", 12486)

# P23: rating, achieved, its share, missed, its share, total. Green’s misses are left blank there.
BY_RATING = (
    ("red", 546, "69.6", 238, "30.4", 784),
    ("amber", 2147, "69.5", 943, "30.5", 3090),
    ("green", 4, "100.0", 0, "0.0", 4),
)
ALL_RATINGS = (2697, "69.5", 1181, "30.5", 3878)

YEAR = [date(2015, month, 1) for month in range(1, 13)]


def rows_of_the_source() -> list[Row]:
    """Return a row for each child of P20; of those that went on, as many rated as P23 has.

    Which of them, no source says, and neither table asks.
    """
    judged = _judged()
    months = cycle(YEAR)
    rows = []
    for group, on, _, other, _, _ in BY_SOURCE:
        for position in range(on + other):
            goes_on = position < on
            rating, timeliness = next(judged, ("", "")) if goes_on else ("", "")
            rows.append(
                Row(
                    reference=f"{group}-{position}",
                    contact="",
                    month=next(months),
                    source_group=group,
                    counts_as="mash_or_referral" if goes_on else "signposted_or_nfa",
                    rating=rating,
                    timeliness=timeliness,
                )
            )
    return rows


def _judged() -> Iterator[tuple[str, str]]:
    for rating, kept, _, missed, _, _ in BY_RATING:
        yield from [(rating, "kept")] * kept
        yield from [(rating, "missed")] * missed


@dataclass(frozen=True)
class Looked:
    """One child in a contact, as somebody sees who looks at the record."""

    contact: str
    month: date
    group: str
    counts_as: str
    in_mash: bool
    rating: str
    stands: dict[Span, str]
    is_retold: bool = False


def seen(hub: Hub, *, at: datetime) -> list[Looked]:
    """Look at every child of a hub, one after another."""
    cases = Case.objects.filter(hub=hub).order_by("pk")
    past = Past.objects.filter(hub=hub).order_by("pk")
    return [*(_look(case, at=at) for case in cases), *(_remember(each) for each in past)]


def _look(case: Case, *, at: datetime) -> Looked:
    policy = case.policy
    enquiry = Enquiry.objects.filter(case=case).first()
    received = case.contact.received_at.astimezone(LONDON)
    return Looked(
        contact=case.contact.reference,
        month=date(received.year, received.month, 1),
        group=policy.source(case.contact.referrer.source).group,
        counts_as=_became(case, policy, enquiry),
        in_mash=enquiry is not None,
        rating=(enquiry.rating if enquiry else "") or "not_rated",
        stands={
            Span.FIRST_LOOK: _worst(case, "first_look", at=at),
            Span.RESPONSE: _worst(case, "response", "commencing", at=at),
            Span.STRATEGY: _worst(case, "strategy", at=at),
            Span.COMPLETION: _worst(case, "completion", at=at),
        },
        is_retold=_is_retold(case),
    )


def _is_retold(case: Case) -> bool:
    """Tell whether any child of the contact was joined, as one incident, to another contact's."""
    told = [each for other in case.contact.cases.all() for each in other.joinings.all()]
    return any(each.parted_at is None and each.why == "incident" for each in told)


def _became(case: Case, policy: Policy, enquiry: Enquiry | None) -> str:
    if enquiry is not None:
        return "mash_or_referral"
    if case.stage == "passed_on":
        lead = [o.counts_as for o in policy.outcomes if case.route_team in o.teams]
        said = next((t.counts_as for t in policy.teams if t.slug == case.route_team), None)
        return said or ("mash_or_referral" if "mash_or_referral" in lead else "signposted_or_nfa")
    if case.stage == "joined":
        return "joined"
    if case.stage == "closed":
        ends = {outcome.slug: outcome.counts_as for outcome in policy.outcomes}
        return ends.get(case.route, "signposted_or_nfa")
    return "not_yet"


def _worst(case: Case, *spans: str, at: datetime) -> str:
    clocks = Clock.objects.filter(case=case, span__in=spans)
    counting = [clock for clock in clocks if clock.replaced_at is None or clock.kept is not None]
    found = [_stands(clock, at=at) for clock in counting]
    for word in ("missed", "late", "running_out", "running", "kept"):
        if word in found:
            return word
    return "no_clock"


def _stands(clock: Clock, *, at: datetime) -> str:
    if clock.stopped_at is not None:
        return "kept" if clock.kept else "missed"
    if at > clock.due_at:
        return "late"
    return "running_out" if at >= clock.warn_at else "running"


def _remember(past: Past) -> Looked:
    return Looked(
        contact=past.contact or f"alone {past.pk}",
        month=past.month,
        group=past.source_group,
        counts_as=past.counts_as,
        in_mash=past.rating != "",
        rating=past.rating or "not_rated",
        stands={
            Span.FIRST_LOOK: "no_clock",
            Span.RESPONSE: "no_clock",
            Span.STRATEGY: "no_clock",
            Span.COMPLETION: past.timeliness or "no_clock",
        },
    )


def activity(children: list[Looked], period: Period) -> list[Activity]:
    """Return the monthly activity, counted one child at a time."""
    found = []
    month = period.since
    while month <= period.until:
        here = [child for child in children if child.month == month]
        found.append(
            Activity(
                month,
                contacts=_contacts_that_began(children, month),
                children=len(here),
                enquiries=len([child for child in here if child.in_mash]),
                mash_or_referral=len([c for c in here if c.counts_as == "mash_or_referral"]),
                not_yet=len([child for child in here if child.counts_as == "not_yet"]),
            )
        )
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return found


def _contacts_that_began(children: list[Looked], month: date) -> int:
    """Count the contacts whose first child, in the order of writing down, is of that month."""
    first: dict[str, date] = {}
    for child in children:
        if not child.is_retold:
            first.setdefault(child.contact, child.month)
    return len([began for began in first.values() if began == month])


def sources(children: list[Looked], period: Period) -> list[Source]:
    """Return what became of the children by source, counted one child at a time."""
    found: dict[str, Counter[str]] = {}
    for child in children:
        if period.since <= child.month <= period.until:
            found.setdefault(child.group, Counter())[child.counts_as] += 1
    return [
        Source(
            group,
            found[group]["mash_or_referral"],
            found[group]["signposted_or_nfa"],
            found[group]["not_yet"],
            found[group]["joined"],
            found[group]["by_mistake"],
        )
        for group in sorted(found)
    ]


def timeliness(children: list[Looked], period: Period) -> dict[Span, list[Timeliness]]:
    """Return how promises stand, by rating, counted one child at a time."""
    here = [child for child in children if period.since <= child.month <= period.until]
    return {span: _by_rating(here, lambda child: child.stands[span]) for span in Span}  # noqa: B023


def _by_rating(children: list[Looked], stands: Callable[[Looked], str]) -> list[Timeliness]:
    found: dict[str, Counter[str]] = {}
    for child in children:
        found.setdefault(child.rating, Counter())[stands(child)] += 1
    return [Timeliness(rating, **found[rating]) for rating in sorted(found)]
