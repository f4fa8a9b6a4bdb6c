"""Where everybody stands in a family tree: values in, values out. No two stand in one place.

Parents stand a row above their children, partners and brothers and sisters beside each other.
What was said can contradict itself: what was said first decides who stands where, and the rest is
told in words beside the drawing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from frontdoor.people.vocabulary import TOGETHER, Kin

MOST = 40  # People in one drawing: more cannot be read.
SWEEPS = 4
# By how many rows somebody stands above the person whose kin they are.
ABOVE = {
    Kin.MOTHER: 1, Kin.FATHER: 1, Kin.PARENT: 1, Kin.STEP_PARENT: 1, Kin.ADOPTIVE_PARENT: 1,
    Kin.FOSTER_CARER: 1, Kin.GRANDPARENT: 2, Kin.SIBLING: 0, Kin.HALF_SIBLING: 0,
    Kin.STEP_SIBLING: 0, Kin.PARTNER: 0, Kin.SPOUSE: 0, Kin.FORMER_PARTNER: 0,
}  # fmt: skip
COUPLES = TOGETHER | {Kin.FORMER_PARTNER}
SIBLINGS = {Kin.SIBLING, Kin.HALF_SIBLING, Kin.STEP_SIBLING}
BY_BIRTH = {Kin.MOTHER, Kin.FATHER, Kin.PARENT}


@dataclass(frozen=True)
class Tie:
    """`person` is the `kin` of `other`: from when until when, in short, as far as it was told."""

    person: int
    other: int
    kin: Kin
    when: str = ""
    is_over: bool = False


@dataclass(frozen=True, kw_only=True)
class Family:
    """Who is joined by one line: those above, and those below who are of all of them.

    Without anybody below they are partners; without anybody above, brothers and sisters. Those
    above who are together no longer, or are no longer what they were to those below, are parted.
    """

    kin: Kin
    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    is_parted: bool = False
    when: str = ""

    @property
    def everybody(self) -> tuple[int, ...]:
        """Return everybody whom the line joins."""
        return (*self.above, *self.below)


@dataclass(frozen=True, kw_only=True)
class Tree:
    """Who stands in which row, the oldest uppermost, and in which column; and what joins them.

    `aside` are those of whom no row is known, `contradicted` what was said and cannot be drawn,
    `left` those for whom there was no room.
    """

    places: Mapping[int, tuple[int, int]]
    families: Sequence[Family]
    aside: Sequence[int] = ()
    contradicted: Sequence[Tie] = ()
    left: Sequence[int] = ()
    drawn: frozenset[Tie] = field(default_factory=frozenset)


def grow(people: Sequence[int], ties: Iterable[Tie], *, most: int = MOST) -> Tree:
    """Return the tree of these people, of whom the first is the child that it is drawn for.

    People stand in the order in which they are given, where nothing else decides.
    """
    among = set(people)
    told = [tie for tie in dict.fromkeys(ties) if {tie.person, tie.other} <= among]
    told = [tie for tie in told if tie.person != tie.other]
    near = _nearest(people, told)
    kept = set(near[:most])
    told = [tie for tie in told if {tie.person, tie.other} <= kept]
    rows, drawn = _rows([each for each in near if each in kept], told)
    aside = [each for each in people if each in kept and each not in rows]
    families = _families([tie for tie in told if tie in drawn], people)
    return Tree(
        places=_columns(rows, families, people),
        families=families,
        aside=aside,
        contradicted=[tie for tie in told if tie.kin in ABOVE and tie not in drawn],
        left=[each for each in people if each not in kept],
        drawn=frozenset(drawn),
    )


def _nearest(people: Sequence[int], ties: Iterable[Tie]) -> list[int]:
    """Return people by how many steps they are from the first; those without any way to it last."""
    beside: dict[int, list[int]] = {}
    for tie in ties:
        beside.setdefault(tie.person, []).append(tie.other)
        beside.setdefault(tie.other, []).append(tie.person)
    found = list(people[:1])
    for each in found:
        found += [more for more in dict.fromkeys(beside.get(each, [])) if more not in found]
    return [*found, *(each for each in people if each not in found)]


def _rows(people: Sequence[int], ties: Sequence[Tie]) -> tuple[dict[int, int], set[Tie]]:
    """Give everybody who is related a row, from the first on; and say which ties agree with it."""
    told = [tie for tie in ties if tie.kin in ABOVE]
    rows: dict[int, int] = {}
    for start in people:
        if start in rows or not (start == people[0] or _is_in(start, told)):
            continue
        rows[start] = 0
        waiting = [start]
        while waiting:
            here = waiting.pop(0)
            for tie in told:
                for one, other, rise in _ways(tie):
                    if one == here and other not in rows:
                        rows[other] = rows[one] + rise
                        waiting.append(other)
    return rows, {tie for tie in told if rows[tie.person] == rows[tie.other] - ABOVE[tie.kin]}


def _is_in(person: int, ties: Iterable[Tie]) -> bool:
    return any(person in (tie.person, tie.other) for tie in ties)


def _ways(tie: Tie) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return from whom to whom a tie leads, and how many rows down, both ways."""
    rise = ABOVE[tie.kin]
    return (tie.other, tie.person, -rise), (tie.person, tie.other, rise)


def _families(ties: Sequence[Tie], people: Sequence[int]) -> list[Family]:
    """Join what is one line: the parents of a child, and the children of the same parents."""
    order = {person: place for place, person in enumerate(people)}

    def sort(found: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(set(found), key=order.__getitem__))

    children: dict[tuple[Line, tuple[int, ...]], list[int]] = {}
    for (line, child), above in _parents(ties).items():
        children.setdefault((line, sort(above)), []).append(child)
    parted, days = _parted(ties), _days_of_couples(ties)
    found = [
        Family(
            kin=kin,
            above=above,
            below=sort(below),
            is_parted=over or frozenset(above) in parted,
            when=when or (days.get(frozenset(above), "") if kin is Kin.PARENT else ""),
        )
        for ((kin, over, when), above), below in children.items()
    ]
    together = {frozenset(each.above) for each in found if each.kin is Kin.PARENT}
    siblings = {frozenset(each.below) for each in found if len(each.below) > 1}
    beside: dict[tuple[Kin, int], set[int]] = {}
    for tie in ties:
        pair = frozenset((tie.person, tie.other))
        if tie.kin in COUPLES and pair not in together:
            together.add(pair)
            is_parted, when = pair in parted, days.get(pair, "")
            found.append(Family(kin=Kin.PARTNER, above=sort(pair), is_parted=is_parted, when=when))
        if tie.kin in SIBLINGS and not any(pair <= each for each in siblings):
            beside.setdefault((tie.kin, tie.person), {tie.person}).add(tie.other)
    found += [Family(kin=kin, below=sort(each)) for (kin, _), each in beside.items()]
    # Partners first: their line runs above those to children, whom it must not seem to lead to.
    return sorted(found, key=lambda each: bool(each.below))


# What stands on one line: the kin, whether it is over, and its days.
Line = tuple[Kin, bool, str]


def _parents(ties: Iterable[Tie]) -> dict[tuple[Line, int], list[int]]:
    """Return who stands above each child, by the line that they stand on."""
    found: dict[tuple[Line, int], list[int]] = {}
    for tie in ties:
        if tie.kin in BY_BIRTH:
            found.setdefault(((Kin.PARENT, False, ""), tie.other), []).append(tie.person)
        elif ABOVE[tie.kin]:
            line = tie.kin, tie.is_over, tie.when
            found.setdefault((line, tie.other), []).append(tie.person)
    return found


def _days_of_couples(ties: Iterable[Tie]) -> dict[frozenset[int], str]:
    couples = [tie for tie in ties if tie.kin in COUPLES and tie.when]
    return {frozenset((tie.person, tie.other)): tie.when for tie in couples}


def _parted(ties: Iterable[Tie]) -> set[frozenset[int]]:
    """Return who were partners, and of whom nothing says that they are together."""
    couples = [(tie.kin, frozenset((tie.person, tie.other))) for tie in ties if tie.kin in COUPLES]
    over = {pair for kin, pair in couples if kin is Kin.FORMER_PARTNER}
    return over - {pair for kin, pair in couples if kin in TOGETHER}


def _columns(
    rows: Mapping[int, int], families: Sequence[Family], people: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """Give everybody a column: near those whom a line joins them with, and of nobody else's."""
    order = {person: place for place, person in enumerate(people)}
    standing: dict[int, list[int]] = {}
    for person in sorted(rows, key=order.__getitem__):
        standing.setdefault(rows[person], []).append(person)
    columns = {person: at for row in standing.values() for at, person in enumerate(row)}
    joined: dict[int, list[int]] = {}
    for each in families:
        for person in each.everybody:
            joined.setdefault(person, []).extend(x for x in each.everybody if x != person)
    for sweep in range(SWEEPS):
        for row in sorted(standing, reverse=bool(sweep % 2)):
            _settle(standing[row], columns, joined, order)
    first = min(columns.values(), default=0)
    top = min(standing, default=0)
    return {person: (rows[person] - top, columns[person] - first) for person in columns}


def _settle(
    row: Sequence[int],
    columns: dict[int, int],
    joined: Mapping[int, Sequence[int]],
    order: Mapping[int, int],
) -> None:
    """Move everybody in a row towards those whom they are joined with, one to a column."""
    wanted = {
        person: _mean([columns[each] for each in joined.get(person, ())], columns[person])
        for person in row
    }
    free = None
    for person in sorted(row, key=lambda each: (wanted[each], order[each])):
        at = round(wanted[person])
        free = at if free is None else max(at, free)
        columns[person] = free
        free += 1


def _mean(found: Sequence[int], otherwise: int) -> float:
    return sum(found) / len(found) if found else float(otherwise)
