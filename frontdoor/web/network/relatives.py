"""A family in words and as a tree: the table and the drawing are made of the same values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from frontdoor.casework.contacts.models import Case, Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.people import marks, rules
from frontdoor.people.held import Bond, Residence, Responsibility
from frontdoor.people.kinship import Kinship
from frontdoor.people.marks import Sort
from frontdoor.people.models import Person
from frontdoor.people.vocabulary import MUTUAL, Answer, Holding, Kin
from frontdoor.web.network import genogram
from frontdoor.web.network.genogram import Member
from frontdoor.web.network.tree import BY_BIRTH, COUPLES, SIBLINGS, Tie, Tree, grow

CONTRADICTS = "contradicts something else that was said, so it is not drawn"
NO_ROOM = "Not drawn: there was no room."


@dataclass(frozen=True, kw_only=True)
class Row:
    """One person in the table: who they are, how they are related, where they live."""

    name: str
    born: str
    sex: str
    kin: list[str]
    household: str
    lived: list[str]
    is_child: bool
    is_here: bool
    note: str


@dataclass(frozen=True, kw_only=True)
class Relatives:
    """A family, drawn and in a table that says the same."""

    drawing: Markup
    rows: list[Row]
    elsewhere: list[int]
    tree: Tree


def relatives(
    case: Case,
    parties: Sequence[Party],
    kinship: Kinship,
    residences: Iterable[Residence] = (),
    *,
    on: date,
) -> Relatives:
    """Return the family of the child of a case, as everything that may be seen tells of it."""
    order = _order(case, parties, kinship)
    same = kinship.same
    bonds = [each for each in kinship.bonds if same[each.person_id] != same[each.other_id]]
    ties = _told(kinship, bonds)
    children = {kinship.same[party.person_id] for party in parties if party.part == Part.CHILD}
    held = [_held(each, kinship, on=on) for each in bonds]
    tree = grow(order, [*_without_vague(ties, children), *(tie for tie in held if tie)])
    households = _households(parties, kinship, order)
    members = {
        key: _member(kinship.people[key], case, household=households.get(key, 0)) for key in order
    }
    here = {kinship.same[party.person_id] for party in parties}
    said = {key: [_said(tie, members, tree) for tie in ties if tie.person == key] for key in order}
    for bond, tie in zip(bonds, held, strict=True):
        said[kinship.same[bond.person_id]].append(_in_words(bond, tie, kinship, tree))
    for each in kinship.responsibilities:
        if key := kinship.same.get(each.other_id or each.person_id):
            said[key].append(_responsibility(each))
    lived = _lived(residences, kinship, on=on)
    rows = [
        _row(
            members[key],
            list(dict.fromkeys(said[key])),
            tree,
            lived=lived.get(key, []),
            born=kinship.people[key].birth(on=on),
            is_here=key in here,
        )
        for key in order
    ]
    title = f"Family tree of {case.child.name}"
    about = f"{len(tree.places) + len(tree.aside)} people. The table says the same in words."
    return Relatives(
        drawing=genogram.draw(tree, members, title=title, about=about),
        rows=rows,
        elsewhere=[key for key in order if key not in here],
        tree=tree,
    )


def _order(case: Case, parties: Sequence[Party], kinship: Kinship) -> list[int]:
    """The child first, then everybody of the contact, then the others by when they were born."""
    own = [case.child_id, *(party.person_id for party in parties)]
    others = sorted(kinship.people.values(), key=lambda each: (_birth(each), each.pk))
    return list(dict.fromkeys(kinship.same[each] for each in (*own, *(p.pk for p in others))))


def _birth(person: Person) -> date:
    return person.date_of_birth or person.expected_on or date.max


def _told(kinship: Kinship, bonds: Iterable[Bond]) -> list[Tie]:
    """Return what contacts told, but for what was written down since with its days."""
    found = [
        Tie(kinship.same[tie.person_id], kinship.same[tie.other_id], Kin(tie.kin))
        for tie in kinship.ties
    ]
    written = {either for each in bonds for either in _either_way(_as_tie(each, kinship))}
    return [tie for tie in dict.fromkeys(found) if tie.person != tie.other and tie not in written]


def _as_tie(bond: Bond, kinship: Kinship) -> Tie:
    return Tie(kinship.same[bond.person_id], kinship.same[bond.other_id], Kin(bond.kin))


def _either_way(tie: Tie) -> Iterable[Tie]:
    yield tie
    if tie.kin in MUTUAL:
        yield Tie(tie.other, tie.person, tie.kin)


def _held(bond: Bond, kinship: Kinship, *, on: date) -> Tie | None:
    """Return as what something that was written down is drawn, with its days: what is over is cut,
    but for parents by birth; brothers and sisters stay what they are as well.
    """
    tie = _as_tie(bond, kinship)
    if tie.kin not in BY_BIRTH | SIBLINGS:
        tie = replace(tie, when=bond.brief)
    if not bond.is_over(on=on) or tie.kin in BY_BIRTH | SIBLINGS:
        return tie
    if tie.kin in COUPLES:
        return replace(tie, kin=Kin.FORMER_PARTNER)
    return replace(tie, is_over=True)


def _lived(residences: Iterable[Residence], kinship: Kinship, *, on: date) -> dict[int, list[str]]:
    """Return where somebody lives and lived, as it was written down: no refuge, and no school."""
    found: dict[int, list[str]] = {}
    for row in residences:
        if row.is_home and row.has_held:
            verb = "Lives" if row.holds(on=on) else "Lived"
            words = ", ".join(each for each in (f"{verb} at {row}", row.period) if each)
            found.setdefault(kinship.linked[row.person_id], []).append(words)
    return {key: list(dict.fromkeys(each)) for key, each in found.items()}


def _in_words(bond: Bond, tie: Tie | None, kinship: Kinship, tree: Tree) -> str:
    other = rules.aside(kinship.people[kinship.same[bond.other_id]].name)
    said = bond.stands_to if bond.is_in_own_words else f"{bond.label} of"
    words = " ".join(each for each in (f"{said} {other}", bond.period) if each)
    return f"{words} ({CONTRADICTS})" if tie in tree.contradicted else words


def _responsibility(held: Responsibility) -> str:
    how = Holding(held.how).label.lower()
    how = f"{how}, {held.period}" if held.period else how
    if held.other is None:
        return f"Parental responsibility: {held.authority}, {how}"
    if not held.is_held:
        return f"Does not hold parental responsibility for {rules.aside(held.person.name)}"
    return f"Parental responsibility for {rules.aside(held.person.name)} {how}"


def _without_vague(ties: Iterable[Tie], children: set[int]) -> list[Tie]:
    """A contact says how everybody stands to a child: it does not say whose partner one is."""
    return [
        replace(tie, kin=Kin.UNKNOWN) if tie.kin in COUPLES and tie.other in children else tie
        for tie in ties
    ]


def _member(person: Person, case: Case, *, household: int) -> Member:
    return Member(
        key=person.pk,
        name=person.name,
        born=_short(person),
        sex=person.sex,
        is_unborn=person.is_unborn,
        is_child=person.pk == case.child_id,
        household=household,
    )


def _short(person: Person) -> str:
    """Return the year, or the age that was said: the table has all of it."""
    if person.date_of_birth:
        return f"born {person.date_of_birth.year}"
    return f"expected {person.expected_on.year}" if person.expected_on else person.age_said[:15]


def _households(parties: Sequence[Party], kinship: Kinship, order: Iterable[int]) -> dict[int, int]:
    """Return who lives where, by number: 1 with the child; others who have one address."""
    home = {
        kinship.same[party.person_id]
        for party in parties
        if party.part == Part.CHILD or party.same_household == Answer.YES
    }
    away = {kinship.same[party.person_id] for party in parties if party.same_household == Answer.NO}
    found = dict.fromkeys(home, 1) if len(home) > 1 else {}
    at: dict[str, list[int]] = {}
    for key in order:
        for mark in marks.of(kinship.people[key]):
            if mark.sort is Sort.ADDRESS:
                at.setdefault(mark.folded, []).append(key)
    number = 1
    for keys in at.values():
        others = [key for key in keys if key not in home]
        if any(key in home for key in keys) and not set(others) & away:
            found |= dict.fromkeys(keys, 1)
        elif len(others) > 1:
            number += 1
            found |= {key: number for key in others if key not in found}
    return found


def _row(
    member: Member, said: list[str], tree: Tree, *, lived: list[str], born: str, is_here: bool
) -> Row:
    return Row(
        name=member.name,
        born=born,
        sex="Not born yet" if member.is_unborn else _SEX.get(member.sex, "Not known"),
        kin=said,
        household=_HOUSEHOLD.get(member.household, f"Household {member.household}"),
        lived=lived,
        is_child=member.is_child,
        is_here=is_here,
        note=NO_ROOM if member.key in tree.left else "",
    )


def _said(tie: Tie, members: Mapping[int, Member], tree: Tree) -> str:
    label, other = tie.kin.label, rules.aside(members[tie.other].name)
    words = f"{label} of {other}"
    if tie.kin in COUPLES and tie not in {*tree.drawn, *tree.contradicted}:
        words = f"{label}, named in the contact of {other}: of whom is not said"
    return f"{words} ({CONTRADICTS})" if tie in tree.contradicted else words


_SEX = {"F": "Female", "M": "Male"}
_HOUSEHOLD = {0: "", 1: "With the child (1)"}
