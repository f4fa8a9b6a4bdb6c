"""Pure decisions about counting: what counts as what, and whether an earlier record can be read."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from frontdoor.oversight.vocabulary import CountsAs, Timeliness
from frontdoor.policy.pack import Policy

COLUMNS = ("reference", "contact", "month", "group", "outcome", "rating", "timeliness")
LONGEST = 40
QUIET = (8,)  # August: schools are shut, and fewer people see children (P18).


def share(part: int, whole: int) -> Decimal | None:
    """Return a percentage to one decimal, or nothing where there is nothing to divide by."""
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def is_quiet(month: date) -> bool:
    """Tell whether a month usually brings fewer contacts: no failure of anybody (P18)."""
    return month.month in QUIET


def meanings(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """Return what a pack's words count as, as (kind, word, meaning).

    A source is of a group (P19). A case that is closed counts as its outcome says. One that is
    passed on is a referral where its team takes referrals: see `team_counts_as`.
    """
    yield from (("source", source.slug, source.group) for source in policy.sources)
    yield from (("outcome", outcome.slug, outcome.counts_as) for outcome in policy.outcomes)
    yield from (("team", team.slug, team_counts_as(policy, team.slug)) for team in policy.teams)


def team_counts_as(policy: Policy, slug: str) -> str:
    """Return as what a case counts that is passed on to a team.

    The pack may say so. Else it is a referral where a referral is among the outcomes that lead to
    that team. What no outcome leads to, such as the team of an open case, is no new referral.
    """
    if said := policy.team(slug).counts_as:
        return said
    leading = {outcome.counts_as for outcome in policy.outcomes if slug in outcome.teams}
    return CountsAs.MASH_OR_REFERRAL if CountsAs.MASH_OR_REFERRAL in leading else _OTHER


_OTHER = CountsAs.SIGNPOSTED_OR_NFA


@dataclass(frozen=True, kw_only=True)
class Row:
    """One child in a contact from before Frontdoor, as a line of the hub's file has it."""

    reference: str
    contact: str
    month: date
    source_group: str
    counts_as: str
    rating: str
    timeliness: str


class Unreadable(Exception):
    """A file that cannot be loaded, with a sentence for each line that is wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read(text: str, *, policy: Policy) -> list[Row]:
    """Return the rows of a hub's earlier record: comma-separated, with the columns named on top.

    :raises Unreadable: with every fault at once; nothing is guessed.
    """
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(lines.fieldnames or ()) != COLUMNS:
        raise Unreadable([f"Line 1 has to name these columns: {','.join(COLUMNS)}"])
    found = [(number, line) for number, line in enumerate(lines, 2)]
    faults = [
        f"Line {number}: {why}" for number, line in found for why in _wrong(line, policy=policy)
    ]
    faults += _twice([(number, str(line["reference"]).strip()) for number, line in found])
    if faults:
        raise Unreadable(faults)
    return [_row(line) for _, line in found]


def _wrong(line: Mapping[str | None, str | None], *, policy: Policy) -> Iterator[str]:
    said = {name: (line.get(name) or "").strip() for name in COLUMNS}
    if None in line or None in line.values():
        yield f"it has not {len(COLUMNS)} values"
        return
    if not said["reference"]:
        yield "reference is empty: without it, a file loaded twice would count twice"
    yield from (
        f"{name} is longer than {LONGEST} letters"
        for name in ("reference", "contact")
        if len(said[name]) > LONGEST
    )
    if not re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", said["month"]):
        yield f"month {said['month']!r} is not written like 2015-11"
    known: dict[str, set[str]] = {
        "group": {group.slug for group in policy.groups},
        "outcome": set(CountsAs),
        "rating": {"", *(rating.slug for rating in policy.ratings)},
        "timeliness": {"", *Timeliness},
    }
    for name, words in known.items():
        if said[name] not in words:
            listed = ", ".join(sorted(word for word in words if word))
            yield f"{name} {said[name]!r} is none of: {listed}"


def _twice(named: list[tuple[int, str]]) -> list[str]:
    first: dict[str, int] = {}
    return [
        f"Line {number}: reference {reference!r} stands in line {first[reference]} already"
        for number, reference in named
        if first.setdefault(reference, number) != number
    ]


def _row(line: Mapping[str | None, str | None]) -> Row:
    said = {name: (line[name] or "").strip() for name in COLUMNS}
    return Row(
        reference=said["reference"],
        contact=said["contact"],
        month=date.fromisoformat(f"{said['month']}-01"),
        source_group=said["group"],
        counts_as=said["outcome"],
        rating=said["rating"],
        timeliness=said["timeliness"],
    )
