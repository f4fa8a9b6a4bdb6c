"""Asks in which contacts somebody was told of, who lives with them, and whether a case is near."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Case, Party
from frontdoor.casework.contacts.rows import parties
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.kernel.wall_clock import local
from frontdoor.people import kinship, rules
from frontdoor.people import profile as register
from frontdoor.people import queries as people
from frontdoor.people.groups import groups
from frontdoor.people.held import Bond, Residence, Responsibility
from frontdoor.people.models import Person, Relationship
from frontdoor.people.profile import Profile
from frontdoor.people.vocabulary import Answer
from frontdoor.policy import queries as policies


@dataclass(frozen=True, kw_only=True)
class Resident:
    """Somebody who lives or lived at the same address, or in the same household, as told when."""

    person: Person
    how: str
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Known:
    """All that is held of a person, the contacts that told of them, and who lives with them."""

    of: Profile
    parts: Sequence[Party]
    cases: Mapping[int, Sequence[Case]]
    household: Sequence[Resident]
    # For each record that something is said of beside them, all that are the same person.
    same: Mapping[int, frozenset[int]]


def known(case: Case, number: int, *, by: Actor, at: datetime) -> Known:
    """Return what is known of a person to whom a case leads, and remember the look at each record.

    :raises Unknown: if there is none, none that they may know of, or the case does not lead there.
    """
    found = _known(people.get(number))
    if not _is_near(case, found.of, found.household):
        raise Unknown("person")
    subjects = [f"person {each}" for each in found.of.numbers]
    audit.looked_at(subjects, purpose=f"know them, from {case.reference}", by=by, at=at)
    return found


@asks
def _known(person: Person) -> Asking[Known]:
    of = register.profile.asked(person)
    yield (of,)
    parts = told.asked(of.answer)
    yield (parts,)
    held, there = cases.asked(parts.answer), household.asked(of.answer, parts.answer)
    same = groups.asked(tuple(each.pk for each in _tied(of.answer)))
    yield held, there, same
    return Known(
        of=of.answer,
        parts=parts.answer,
        cases=held.answer,
        household=there.answer,
        same=same.answer,
    )


def _tied(of: Profile) -> list[Person]:
    """Return everybody of whom it is said how they stand to a person, that person too."""
    ties: list[Relationship | Bond | Responsibility] = [
        *of.ties, *of.bonds, *of.responsibilities
    ]  # fmt: skip
    found = [each for tie in ties for each in (tie.person, tie.other) if each is not None]
    return list({each.pk: each for each in found}.values())


def leading(people: Iterable[Person]) -> dict[int, str]:
    """Return from which case each of these people is reached, the newest first, by their number."""
    numbers = [each.pk for each in people]
    found = Party.objects.filter(person__in=numbers, contact__cases__isnull=False)
    rows = found.order_by("contact__received_at", "contact__cases__reference")
    return dict(rows.values_list("person_id", "contact__cases__reference"))


@asks
def told(of: Profile) -> Asking[list[Party]]:
    """Return the parts that a person had in contacts, the newest contact first."""
    found = _told(of.numbers)
    yield (found,)
    return list(found)


@prepared
def _told(records: list[int]) -> QuerySet[Party]:
    whole = ("contact__policy_version", "contact__hub", "contact__referrer")
    found = Party.objects.filter(person__in=records).select_related(*whole)
    found = found.defer(*(f"contact__policy_version__{text}" for text in policies.TEXTS))
    return found.order_by("-contact__received_at", "-pk")


@asks
def cases(parts: Sequence[Party]) -> Asking[dict[int, list[Case]]]:
    """Return the cases of the contacts in which somebody has a part, by contact."""
    found = _cases([each.contact_id for each in parts])
    yield (found,)
    by_contact: dict[int, list[Case]] = {}
    for case in found:
        by_contact.setdefault(case.contact_id, []).append(case)
    return by_contact


@prepared
def _cases(contacts: list[int]) -> QuerySet[Case]:
    found = Case.objects.filter(contact__in=contacts).select_related("child", "contact")
    return found.order_by("reference")


@asks
def household(of: Profile, parts: Sequence[Party]) -> Asking[list[Resident]]:
    """Return who lives where a person lives or lived, at the same time as far as that is known.

    An address that a contact told counts as of that day; what is not known keeps nobody out.
    """
    others = register.at_homes.asked(tuple(register.homes(of)), without=tuple(of.numbers))
    beside = parties([each.contact_id for each in parts])
    yield others, beside
    moved = register.residences.asked(tuple(others.answer))
    when = _told([each.pk for each in others.answer])
    yield moved, when
    there = _at_one_address(of, parts, others.answer, moved.answer, list(when))
    told = _in_one_household(of, list(beside), parts)
    return list({each.person.pk: each for each in [*there, *told]}.values())


def beside(known: Known, case: Case) -> list[Person]:
    """Return to whom a case and what is held of a person lead, each once however often linked:
    the people of the contact first, then those of other contacts. Nobody else is named from here.
    """
    of = known.of
    told = [each.person for each in queries.parties(case.contact)]
    found = {each.pk: each for each in (*told, *(r.person for r in known.household), *_tied(of))}
    same = groups(tuple(found))
    first: dict[frozenset[int], Person] = {}
    for number, person in found.items():
        if number not in of.numbers:
            first.setdefault(same[number], person)
    return list(first.values())


Stay = tuple[frozenset[str], date | None, date | None, str]


def _stays(
    records: Sequence[Person], held: Sequence[Residence], parts: Sequence[Party]
) -> list[Stay]:
    """Return where somebody lived, in words that are compared: since when, until when, and how."""
    heard = {each.person_id: local(each.contact.received_at).date() for each in reversed(parts)}
    told = [(register.description(each.address), heard.get(each.pk), None, "") for each in records]
    moved = [
        (register.description(each.address), each.since, each.until, each.period)
        for each in held
        if each.has_held and each.is_home
    ]
    return [*moved, *told]


def _at_one_address(
    of: Profile,
    parts: Sequence[Party],
    others: Sequence[Person],
    moved: Sequence[Residence],
    when: Sequence[Party],
) -> list[Resident]:
    own = _stays(of.records, of.residences, parts)
    found = []
    for other in others:
        held = [each for each in moved if each.person_id == other.pk]
        heard = [each for each in when if each.person_id == other.pk]
        for place, since, until, how in _stays([other], held, heard):
            together = any(
                place == here and rules.is_at_once((since, until), (began, ended))
                for here, began, ended, _ in own
            )
            if rules.is_a_home(place) and together:
                found.append(Resident(person=other, how=how, on=None if how else since))
                break
    return found


def _in_one_household(
    of: Profile, everybody: Sequence[Party], parts: Sequence[Party]
) -> list[Resident]:
    """Return who was said to live with the children of a contact that somebody has a part in."""
    own = {each.contact_id: each for each in parts}
    return [
        Resident(
            person=each.person,
            how="",
            on=local(own[each.contact_id].contact.received_at).date(),
        )
        for each in everybody
        if each.person_id not in of.numbers and _lives_with(own[each.contact_id], each)
    ]


def _lives_with(one: Party, other: Party) -> bool:
    both = [one, other]
    children = [each for each in both if each.part == Part.CHILD]
    there = [each for each in both if each.same_household == Answer.YES]
    return bool(there) and len(set(children) | set(there)) == len(both)


def _is_near(case: Case, of: Profile, household: Sequence[Resident]) -> bool:
    """Tell whether a case leads to a person: by a part in its contact, links, kin, an address, or
    as somebody who may be the child. Nobody else's page is opened from it: that would be fishing.
    """
    wanted = [*of.numbers, *(each.person.pk for each in household)]
    named = [each.person_id for each in queries.parties(case.contact)]
    if kinship.is_near(wanted, to=named):
        return True
    return any(each.person_id in of.numbers for each in queries.alike(case))
