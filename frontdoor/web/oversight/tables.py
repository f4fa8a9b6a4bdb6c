"""The tables of figures as values: what the page shows, the drawing draws and the file holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote_plus

from frontdoor.oversight.measures import activity, sources, timeliness
from frontdoor.oversight.measures.period import Period
from frontdoor.oversight.vocabulary import (
    JUDGED,
    NOT_KNOWN,
    NOT_RATED,
    CountsAs,
    Span,
    State,
)
from frontdoor.policy.pack import Policy

Value = int | Decimal | str | None
NOTHING = "–"
QUIET = "Usually quieter: school holidays"
ALL = "Total"
INSIDE = (
    "Small numbers are shown as they are, for use inside the hub. Before any of this is published, "
    "look whether a child could be recognised."
)


@dataclass(frozen=True)
class Cell:
    """One value of a table. `behind` asks for the children whom a figure counts."""

    value: Value
    behind: str = ""

    @property
    def text(self) -> str:
        """Return the value as it is read."""
        if self.value is None:
            return NOTHING
        if isinstance(self.value, Decimal):
            return f"{self.value}%"
        return self.value if isinstance(self.value, str) else f"{self.value:,}"

    @property
    def is_number(self) -> bool:
        """Tell whether it stands to the right, as numbers do."""
        return not isinstance(self.value, str)


@dataclass(frozen=True)
class Line:
    """A row: what it is about, its cells, and the parts of its bar in the drawing."""

    name: str
    cells: list[Cell]
    parts: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table with its total, and what the parts of its bars are."""

    slug: str
    title: str
    about: str
    heads: list[str]
    lines: list[Line]
    total: Line
    legend: tuple[str, ...]

    @property
    def spoken_heads(self) -> list[str]:
        """Return the heads, each of which says by itself what it is of."""
        before = ["", *self.heads]
        pairs = zip(self.heads, before, strict=False)
        return [f"{last}, %" if head == "%" else head for head, last in pairs]


@dataclass(frozen=True, kw_only=True)
class Names:
    """What a hub calls the groups of its report and its ratings, in its own order."""

    groups: Mapping[str, str]
    ratings: Mapping[str, str]


def names(policy: Policy) -> Names:
    """Return the names of the pack, with those for what nobody has said."""
    return Names(
        groups={group.slug: group.name for group in policy.groups} | {NOT_KNOWN: "Not known"},
        ratings={rating.slug: rating.name for rating in policy.ratings} | {NOT_RATED: "Not rated"},
    )


Asked = Callable[..., str]


def asking(period: Period, *, may_open: bool) -> Asked:
    """Return what makes the address's end for a figure; nothing, for who may not see cases."""
    months = {"since": f"{period.since:%Y-%m}", "until": f"{period.until:%Y-%m}"}

    def behind(**cell: str | list[str]) -> str:
        return _address({**months, **cell}) if may_open else ""

    return behind


# The same few words of the pack, hundreds of times on a page.
_quoted = lru_cache(maxsize=500)(quote_plus)


def _address(asked: Mapping[str, str | list[str]]) -> str:
    told = ((name, [said] if isinstance(said, str) else said) for name, said in asked.items())
    return "&".join(f"{name}={_quoted(word)}" for name, words in told for word in words)


def by_month(found: list[activity.Activity], behind: Asked) -> Table:
    """Return the monthly activity (P16 to P18)."""

    def line(row: activity.Activity) -> Line:
        month = {} if row.month is None else {"since": _code(row.month), "until": _code(row.month)}
        goes_on = CountsAs.MASH_OR_REFERRAL.value
        return Line(
            ALL if row.month is None else f"{row.month:%B %Y}",
            [
                Cell(row.contacts),
                _figure(row.children, behind(**month)),
                _figure(row.enquiries, behind(**month, in_mash="yes")),
                _figure(row.mash_or_referral, behind(**month, outcome=goes_on)),
                Cell(row.conversion),
                _figure(row.not_yet, behind(**month, outcome=CountsAs.NOT_YET.value)),
                Cell(QUIET if row.is_quiet else ""),
            ],
            parts=(row.mash_or_referral, row.children - row.mash_or_referral),
            note="usually quieter" if row.is_quiet else "",
        )

    return Table(
        slug="months",
        title="Month by month",
        about="A child counts in the month in which the contact was received. Conversion is the "
        "share of the children who came to MASH or were referred to social care. What was recorded "
        "by mistake is among them all, and stands apart under “Who told us”.",
        heads=[
            "Month", "Contacts", "Children", "MASH enquiries", "MASH or referral", "Conversion",
            "No outcome yet", "Note",
        ],
        lines=[line(row) for row in found],
        total=line(activity.total(found)),
        legend=("Children: MASH or referral", "Other children"),
    )  # fmt: skip


def by_source(found: list[sources.Source], behind: Asked, *, named: Names) -> Table:
    """Return what became of the children by source (P19, P20): every group, also a silent one."""
    there = {row.group: row for row in found}
    rows = [there.get(group, sources.Source(group)) for group in _every(named.groups, there)]

    def line(row: sources.Source) -> Line:
        group = {"group": row.group} if row.group else {}
        cells = []
        parts = (
            row.mash_or_referral, row.signposted_or_nfa, row.not_yet, row.joined, row.by_mistake
        )  # fmt: skip
        for word, part in zip(CountsAs, parts, strict=True):
            cells += [_figure(part, behind(**group, outcome=word.value)), Cell(row.share(part))]
        name = named.groups.get(row.group, row.group) if row.group else ALL
        return Line(name, [*cells, _figure(row.total, behind(**group))], parts)

    return Table(
        slug="sources",
        title="Who told us, and what became of it",
        about="MASH or referral: an enquiry was opened, or the case went to a team that takes "
        "referrals. Signposted or no further action: closed without an enquiry, or passed to "
        "anybody else. Joined: the child’s open case has the outcome. Recorded by mistake: a test, "
        "the same one twice, or a wrong number. Percentages are of the row.",
        heads=["Source", *(head for word in CountsAs for head in (word.label, "%")), "Children"],
        lines=[line(row) for row in rows],
        total=line(sources.total(rows)),
        legend=tuple(word.label for word in CountsAs),
    )


TITLES = {
    Span.FIRST_LOOK: "In time: a manager’s first look",
    Span.RESPONSE: "In time: the response, or the enquiry commencing",
    Span.STRATEGY: "In time: strategy discussions",
    Span.COMPLETION: "In time: the decision",
}
ABOUT = {
    Span.FIRST_LOOK: "Measured from receipt. What was loaded from before Frontdoor has no clock "
    "here.",
    Span.RESPONSE: "Measured from receipt until the case is closed, passed on or commenced as an "
    "enquiry; for ratings that promise it, from rating to commencing as well. A miss of either "
    "is a miss.",
    Span.STRATEGY: "Measured from the call until the discussion was held, by the time of the "
    "policy for open hours or for others. One that was called off in time is not counted; for a "
    "child about whom none was called there is no clock.",
    Span.COMPLETION: "Measured by the timescale of the rating, and for earlier years as the hub’s "
    "earlier record has it.",
}


def by_rating(
    span: Span, found: list[timeliness.Timeliness], behind: Asked, *, named: Names
) -> Table:
    """Return how the promises of a span stand, by rating (P22 to P24)."""
    there = {row.rating: row for row in found}
    empty = timeliness.Timeliness
    rows = [there.get(rating, empty(rating)) for rating in _every(named.ratings, there)]

    def line(row: timeliness.Timeliness) -> Line:
        rating = {"rating": row.rating} if row.rating else {}

        def of(number: int, *states: State) -> Cell:
            asked = [state.value for state in states]
            return _figure(number, behind(**rating, span=span.value, state=asked))

        name = named.ratings.get(row.rating, row.rating) if row.rating else ALL
        return Line(
            name,
            [
                of(row.kept, State.KEPT),
                Cell(row.share(row.kept)),
                of(row.missed, State.MISSED),
                Cell(row.share(row.missed)),
                of(row.judged, *JUDGED),
                of(row.running, State.RUNNING),
                of(row.running_out, State.RUNNING_OUT),
                of(row.late, State.LATE),
                of(row.no_clock, State.NO_CLOCK),
            ],
            parts=(row.kept, row.missed, row.running + row.running_out + row.late),
        )

    return Table(
        slug=span.value.replace("_", "-"),
        title=TITLES[span],
        about=f"{ABOUT[span]} Percentages are of those judged; what still runs is not among them.",
        heads=[
            "Rating", "Kept", "%", "Missed", "%", "Judged", "Running, on time", "Running out",
            "Late now", "No clock",
        ],
        lines=[line(row) for row in rows],
        total=line(timeliness.total(rows)),
        legend=("Kept", "Missed", "Still running"),
    )  # fmt: skip


def every(hub_id: int, period: Period, *, named: Names, may_open: bool) -> list[Table]:
    """Return all tables for some months, in the order of the page."""
    behind = asking(period, may_open=may_open)
    stands = timeliness.timeliness(hub_id, period)
    return [
        by_month(activity.activity(hub_id, period), behind),
        by_source(sources.sources(hub_id, period), behind, named=named),
        *(by_rating(span, stands[span], behind, named=named) for span in Span),
    ]


def _figure(number: int, behind: str) -> Cell:
    return Cell(number, behind if number else "")


def _code(month: date) -> str:
    return f"{month:%Y-%m}"


def _every(named: Mapping[str, str], there: Iterable[str]) -> list[str]:
    """Return the words in the order of the pack; what nobody said, and what is old, when used."""
    known = [word for word in named if word not in (NOT_KNOWN, NOT_RATED)]
    return [*known, *(word for word in there if word not in known)]
