"""How others stand to a person, and who holds parental responsibility, in words: what contacts told
beside what was written down, each with who told it. What is over is said as over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from frontdoor.casework.contacts.persons import Known
from frontdoor.people.held import Between, Bond, Responsibility
from frontdoor.people.models import Person, Relationship
from frontdoor.people.vocabulary import MUTUAL, Answer, Holding, Kin
from frontdoor.web.components import words

Row = TypeVar("Row", bound=Between)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One thing that is said of how two stand, and who told it. `what` and `number` end it."""

    words: str
    told: str
    what: str = ""
    number: int | None = None
    is_over: bool = False


@dataclass(frozen=True, kw_only=True)
class Tie:
    """Somebody, or an authority, and all that is said of how they stand to the person."""

    person: Person | None
    name: str
    said: list[Said] = field(default_factory=list)


def ties(known: Known, told: Mapping[int, str], *, on: date) -> list[Tie]:
    """Return how others stand to a person, each once however often linked."""
    of, own = known.of, set(known.of.numbers)
    written = {kin for bond in of.bonds for kin in _either_way(known, bond) if not bond.is_mistaken}
    found = _Gathered(known)
    for bond in _standing_first(of.bonds, on=on):
        is_other = bond.other_id in own
        other = bond.person if is_other else bond.other
        found.add(other, _written(bond, of_other=not is_other, on=on))
    for tie in of.ties:
        is_other = tie.other_id in own
        other, record = (tie.person, tie.other_id) if is_other else (tie.other, tie.person_id)
        if (found.key(tie.person), found.key(tie.other), tie.kin) in written:
            continue
        found.add(other, Said(words=kin(tie, of_other=not is_other), told=_by(told, record)))
    return found.ties


def responsibilities(known: Known, told: Mapping[int, str], *, on: date) -> list[Tie]:
    """Return who holds parental responsibility for a person, and for whom they do."""
    of, own = known.of, set(known.of.numbers)
    found = _Gathered(known)
    for row in _standing_first(of.responsibilities, on=on):
        is_theirs = row.person_id not in own
        found.add(row.person if is_theirs else row.other, _holding(row, is_theirs, on=on), row)
    for tie in of.ties:
        is_theirs = tie.person_id in own
        other, record = (tie.other, tie.person_id) if is_theirs else (tie.person, tie.other_id)
        if tie.parental_responsibility and not found.has(other):
            found.add(other, _asked(tie, is_theirs, _by(told, record)))
    return found.ties


class _Gathered:
    """What is said, by whom it is said of: two records of one person are one."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._own = set(known.of.numbers)
        self._found: dict[object, Tie] = {}

    def key(self, person: Person) -> object:
        """Return what two records of one person have in common."""
        return "own" if person.pk in self._own else self._known.same.get(person.pk, person.pk)

    def has(self, person: Person) -> bool:
        """Tell whether something was written down of somebody already."""
        return self.key(person) in self._found

    def add(self, person: Person | None, said: Said, row: Responsibility | None = None) -> None:
        """Say something more of somebody, or of an authority; the same once."""
        if person is not None and person.pk in self._own:
            return
        key = self.key(person) if person else row.authority if row else ""
        name = person.name if person else str(key)
        tie = self._found.setdefault(key, Tie(person=person, name=name))
        if said.words not in [each.words for each in tie.said]:
            tie.said.append(said)

    @property
    def ties(self) -> list[Tie]:
        """Return everybody of whom something is said."""
        return list(self._found.values())


def _either_way(known: Known, bond: Bond) -> Iterable[tuple[object, object, str]]:
    found = _Gathered(known)
    one, other = found.key(bond.person), found.key(bond.other)
    yield one, other, bond.kin
    if Kin(bond.kin) in MUTUAL:
        yield other, one, bond.kin


def _standing_first(rows: Iterable[Row], *, on: date) -> list[Row]:
    return sorted(rows, key=lambda row: (row.is_mistaken, not row.holds(on=on)))


def _written(bond: Bond, *, of_other: bool, on: date) -> Said:
    is_over = not bond.holds(on=on)
    label = bond.label
    if of_other and Kin(bond.kin) not in MUTUAL:
        own = f"“{bond.words}”" if bond.is_in_own_words else f"the {label[:1].lower()}{label[1:]}"
        label = f"They {'were' if is_over else 'are'} {own}"
    return _said(bond, label, what="relationship", on=on)


def _holding(row: Responsibility, is_theirs: bool, *, on: date) -> Said:
    how = Holding(row.how).label
    if is_theirs:
        how = "They do not hold it" if not row.is_held else f"They hold it: {how.lower()}"
    return _said(row, how, what="responsibility", on=on)


def _said(row: Between, label: str, *, what: str, on: date) -> Said:
    label = f"{label}, {row.period}" if row.period else label
    return Said(
        words=f"{label}. Written down by mistake" if row.is_mistaken else label,
        told=_told(row),
        what=what,
        number=None if row.is_lifted else row.pk,
        is_over=not row.holds(on=on),
    )


def _told(row: Between) -> str:
    by = f"{row.told_by}. Written down by {row.noted_by_name}, {words.date_words(row.noted_at)}."
    ended = f" Ended by {row.lifted_by_name}: {row.lifted_why}" if row.is_lifted else ""
    return f"{by}{ended}"


def kin(tie: Relationship, *, of_other: bool) -> str:
    """Return how somebody stands to the person: "Mother", or, the other way round, "Mother of"."""
    label = Kin(tie.kin).label
    return f"They are the {label.lower()}" if of_other else label


def _asked(tie: Relationship, is_theirs: bool, told: str) -> Said:
    who = "They were" if is_theirs else "Was"
    said = {
        Answer.YES: f"{who} said to hold it: how was not said",
        Answer.NO: f"{who} said not to hold it",
        Answer.NOT_KNOWN: "Asked, and not known whether they hold it",
    }
    return Said(words=said[Answer(tie.parental_responsibility)], told=told)


def _by(told: Mapping[int, str], record: int) -> str:
    return told.get(record, "No contact that you may see")
