"""Who on the register may be the people of a list: found when a page is opened, and never stored.

Nobody is written down, and nobody is joined to anybody (decision 56).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import persons
from frontdoor.casework.rolls import queries, rules
from frontdoor.casework.rolls.models import Roll
from frontdoor.kernel.wall_clock import local
from frontdoor.people import cautions
from frontdoor.people.cautions import Cautions
from frontdoor.people.groups import groups
from frontdoor.people.matching import Band, Description, Likeness
from frontdoor.people.matching.weighing import COLUMNS
from frontdoor.people.models import Involvement, Person
from frontdoor.people.queries import Involved, Standing
from frontdoor.people.searching import Match, search_many

A_PAGE, MOST = 50, 3  # Rows of a page, and records that are shown for a row.
BANDS = list(Band)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A row of a list as it was given, what of it could not be read, and what could."""

    number: int
    cells: list[str]
    wrong: list[str]
    description: Description


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A record that may be the one who is meant, and the case from which its page is opened."""

    person: Person
    likeness: Likeness
    standings: list[Standing]
    cautions: Cautions
    reference: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row and the records that may be it, the likeliest first; `more` agree less."""

    asked: Asked
    shown: list[Shown]
    more: int


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows of a list. How many of all are found is known where all were looked up."""

    lines: list[Line]
    number: int
    pages: int
    found: int | None


def page(roll: Roll, *, number: int, is_found_first: bool, by: Actor, at: datetime) -> Page:
    """Return the rows of a page, in the order of the list or the likeliest first.

    Each record that is shown is in the read log, with what its list is looked up for.
    """
    today = local(at).date()
    rows = [asked(row, roll, today=today) for row in queries.waiting(roll)]
    pages = max(-(-len(rows) // A_PAGE), 1)
    number = min(max(number, 1), pages)
    here = slice((number - 1) * A_PAGE, number * A_PAGE)
    wanted = rows if is_found_first else rows[here]
    found = list(zip(wanted, found_for(wanted, hub_id=roll.hub_id), strict=True))
    if is_found_first:
        found.sort(key=_place)
    showing = found[here] if is_found_first else found
    is_all = len(found) == len(rows)
    return Page(
        lines=_lines(showing, purpose=roll.purpose, by=by, at=at),
        number=number,
        pages=pages,
        found=sum(bool(matches) for _, matches in found) if is_all else None,
    )


def asked(row: tuple[int, list[str]], roll: Roll, *, today: date) -> Asked:
    """Return whom a row means, by what the columns of its list hold."""
    number, cells = row
    said, wrong = rules.asked(cells, roll.columns, today=today)
    description = Description(**{column: said[column] for column in COLUMNS if column in said})
    return Asked(number=number, cells=cells, wrong=wrong, description=description)


Found = tuple[Asked, list[Match]]


def found_for(rows: Sequence[Asked], *, hub_id: int) -> list[list[Match]]:
    """Return what each row finds: nothing, where it says too little to look with."""
    enough = [place for place, row in enumerate(rows) if row.description.is_enough]
    searched = search_many([rows[place].description for place in enough], hub_id=hub_id)
    found: list[list[Match]] = [[] for _ in rows]
    for place, matches in zip(enough, searched, strict=True):
        found[place] = [match for match in matches if match.is_worth_a_look]
    return found


def _place(found: Found) -> int:
    _, matches = found
    return BANDS.index(matches[0].likeness.band) if matches else len(BANDS)


def _lines(found: Sequence[Found], *, purpose: str, by: Actor, at: datetime) -> list[Line]:
    """Return rows with the records that are shown, and remember the look at each of those once."""
    near = tuple({match.person_id for _, matches in found for match in matches[: 2 * MOST]})
    one = groups(near)
    held = Person.objects.in_bulk({number for group in one.values() for number in group})
    lines = _Lines(one, held)
    made = [lines.line(row, matches) for row, matches in found]
    subjects = [f"person {number}" for number in dict.fromkeys(lines.looked)]
    audit.looked_at(subjects, purpose=purpose, by=by, at=at)
    return made


class _Lines:
    """The records near some rows: which of them are one person, and what is known of each."""

    def __init__(self, one: dict[int, frozenset[int]], held: dict[int, Person]) -> None:
        self.one, self.held = one, held
        self.works = _works(held)
        self.cautions = cautions.cautions(tuple(held))
        self.leading = persons.leading(held.values())
        self.looked: list[int] = []

    def line(self, row: Asked, matches: Sequence[Match]) -> Line:
        """Return a row with its records: those that people linked are one, and stand there once."""
        shown: list[Shown] = []
        known: set[int] = set()
        for match in matches[: 2 * MOST]:
            is_new = match.person_id in self.held and match.person_id not in known
            if is_new and len(shown) < MOST:
                records = self._records(match.person_id)
                shown.append(self._shown(match, records))
                known.update(records)
        self.looked += sorted(known)
        more = sum(match.person_id not in known for match in matches)
        return Line(asked=row, shown=shown, more=more)

    def _records(self, number: int) -> list[int]:
        """Return the records of one person, as far as the reader may see them, this one first."""
        return [number, *sorted(each for each in self.one[number] - {number} if each in self.held)]

    def _shown(self, match: Match, records: Sequence[int]) -> Shown:
        return Shown(
            person=self.held[match.person_id],
            likeness=match.likeness,
            standings=Involved(own=_of(records, self.works), relatives=()).standings,
            cautions=self.cautions.of([self.held[each] for each in records]),
            reference=next((self.leading[each] for each in records if each in self.leading), ""),
        )


def _works(records: Collection[int]) -> list[Involvement]:
    """Return the work of services with these very records, newest knowledge first."""
    found = Involvement.objects.filter(person__in=records).select_related("told_by")
    return list(found.order_by("-as_at", "-opened_on", "pk"))


def _of(records: Sequence[int], works: Sequence[Involvement]) -> list[Involvement]:
    return [each for each in works if each.person_id in records]
