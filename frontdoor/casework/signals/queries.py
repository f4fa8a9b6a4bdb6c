"""Ask what else is on record of the people and places of a contact (C5.4, D6, B4(5)).

Equal keys and the links of people alone say that something is the same. Whoever asks gets what
they may see: what is restricted to others is silent, and in no count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Contact, Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.signals import having
from frontdoor.casework.signals.having import WAYS, Having, HeldOf, Same, is_told
from frontdoor.casework.signals.vocabulary import Way
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.wall_clock import local
from frontdoor.people import marks
from frontdoor.people import queries as people
from frontdoor.people.groups import REACHED, groups
from frontdoor.people.held import Bond
from frontdoor.people.marks import Mark, Sort
from frontdoor.people.models import Involvement
from frontdoor.people.queries import Involved, Standing
from frontdoor.people.searching import described, search_many
from frontdoor.policy.pack import Policy

MOST = 300  # Mentions of these people and places that are read, the newest first.
MOST_ALIKE = (
    6  # Records that may be one adult, the likeliest first: what can be compared with care.
)
OF_A_KEY = 200  # Records of one address, or one number, that are looked at, the newest first.

# Everybody who is linked to these people, stands under one of these keys, or has one of these
# vehicles. All is compared by plain equality, so that indexes are used behind the wall
# (test_volume.py).
_MENTIONS = f"""contacts_party.id = ANY (ARRAY({REACHED}
SELECT p.id FROM (
    SELECT id FROM reached
    UNION
    SELECT under.person_id FROM unnest(%s::bigint[]) asked (key) CROSS JOIN LATERAL (
        SELECT k.person_id FROM people_matchkey k
        WHERE k.hub_id = %s AND k.key = asked.key ORDER BY k.person_id DESC LIMIT {OF_A_KEY}
    ) under
    UNION
    SELECT drives.person_id FROM unnest(%s::varchar[]) asked (mark) CROSS JOIN LATERAL (
        SELECT v.person_id FROM people_vehicle v
        WHERE v.hub_id = %s AND v.registration = asked.mark AND v.registration <> ''
        ORDER BY v.id DESC LIMIT {OF_A_KEY}
    ) drives
) found CROSS JOIN LATERAL (
    SELECT c.id FROM contacts_party c WHERE c.person_id = found.id AND c.contact_id <> %s
) p ORDER BY p.id DESC LIMIT {MOST}
))"""  # noqa: S608  # nosec B608  # Names and words of this code alone.


@dataclass(frozen=True, kw_only=True)
class Touch:
    """One thing that this contact has in common with another: who or what it is here, and there.

    `words` are the address, the number or the vehicle, as it was said here, how near two records
    are, or how two people stand to each other. `when` says from when until when that was so here,
    if it is so no longer, and `when_there` likewise of the other.
    """

    way: Way
    here: Party
    there: Party
    words: str = ""
    when: str = ""
    when_there: str = ""

    @property
    def contact(self) -> Contact:
        """Return the other contact."""
        return self.there.contact

    @property
    def is_of_other_children(self) -> bool:
        """Tell whether the other contact is of a child whom this one is not of."""
        return bool(self.there.is_of_others)  # type: ignore[attr-defined]


@dataclass(frozen=True, kw_only=True)
class Around:
    """What a contact has in common with others, newest first.

    `own` are addresses, numbers and vehicles by the part in which somebody is named, `within` how
    these people were written down as related, and `ours` all records of its children; `is_all`
    tells whether everything was read.
    """

    contact: Contact
    parties: Sequence[Party]
    own: Mapping[int, Sequence[Mark]]
    within: Sequence[Touch]
    touches: Sequence[Touch]
    ours: frozenset[int]
    is_all: bool

    @property
    def policy(self) -> Policy:
        """Return the rules that the contact arrived under."""
        return self.contact.policy

    def of(self, way: Way) -> list[Touch]:
        """Return what is in common in one way."""
        return [touch for touch in self.touches if touch.way is way]


@dataclass(frozen=True, kw_only=True)
class Connected:
    """The case of another child, and what connects it: through whom or which place.

    `standings` are what services know of that child.
    """

    case: Case
    touches: Sequence[Touch]
    standings: Sequence[Standing]


def connected(case: Case, *, at: datetime) -> tuple[Around, list[Connected]]:
    """Return what the contact of a case has in common with others, and the children of those.

    Adults who may be the same lead to children as well: nobody is joined, and it says so.
    """
    found = around(case, at=at)
    found = replace(found, touches=[*found.touches, *_alike(found, at=at)])
    of: dict[int, list[Touch]] = {}
    for touch in found.touches:
        of.setdefault(touch.contact.pk, []).append(touch)
    cases = [each for each in _cases_of(list(of)) if each.child_id not in found.ours]
    known = list(people.services_of([each.child_id for each in cases]))
    others = [
        Connected(case=each, touches=of[each.contact_id], standings=_standings(each, known))
        for each in cases
    ]
    return found, others


def _standings(case: Case, known: Iterable[Involvement]) -> list[Standing]:
    own = [each for each in known if each.person_id == case.child_id]
    return Involved(own=own, relatives=[]).standings


def _alike(found: Around, *, at: datetime) -> Iterable[Touch]:
    """Return who of these adults may be named elsewhere, the likeliest records of each.

    Of a child that is asked, and answered, where it says whether the child is known.
    """
    named = {party.person_id for party in found.parties}
    named |= {touch.there.person_id for touch in found.of(Way.PERSON)}
    adults = [party for party in found.parties if party.part != Part.CHILD]
    asked = [(party, said) for party in adults if (said := described(party.person)).is_enough]
    searched = search_many([said for _, said in asked], hub_id=found.contact.hub_id)
    whose: dict[int, tuple[Party, str]] = {}
    for (party, _), matches in zip(asked, searched, strict=True):
        worth = [each for each in matches if each.is_worth_a_look and each.person_id not in named]
        for match in worth[:MOST_ALIKE]:
            whose.setdefault(match.person_id, (party, match.likeness.band.value))
    for there in _mentions(found.contact, list(whose), (), at=at):
        if there.person_id in whose:
            here, band = whose[there.person_id]
            there.is_of_others = not found.ours.issuperset(there.children)  # type: ignore[attr-defined]
            yield Touch(way=Way.ALIKE, here=here, there=there, words=band)


def _cases_of(contacts: list[int]) -> QuerySet[Case]:
    found = Case.objects.filter(contact__in=contacts).select_related("contact", "child")
    return found.order_by("-contact__received_at", "reference")


@asks
def around(case: Case, *, at: datetime) -> Asking[Around]:
    """Return what the contact of a case has in common with others, and had."""
    contact = case.contact
    parties, has = contacts.parties.asked(contact), having.having.asked(contact, at=at)
    yield parties, has
    own, tied = _marks(parties.answer, has.answer), has.answer.bonds
    records = dict.fromkeys(each.person_id for each in parties.answer)
    records |= dict.fromkeys(each for bond in tied for each in (bond.person_id, bond.other_id))
    same = groups.asked(tuple(records))
    mentions = _mentions(contact, list(records), own, at=at)
    nobodys = marks.nobodys.asked(contact.hub_id, own)
    held = having.held_of.asked(contact.hub_id, own)
    yield same, mentions, nobodys, held
    ours = _ours(parties.answer, same.answer)
    for each in mentions:
        each.is_of_others = not ours.issuperset(each.children)  # type: ignore[attr-defined]
    theirs = having.own(
        contact.policy, parties.answer, has.answer.elsewhere(), same.answer, nobodys.answer
    )
    ties = [(bond, _ends(bond, parties.answer, same.answer)) for bond in tied]
    return Around(
        contact=contact,
        parties=parties.answer,
        own=theirs,
        within=list(_within(ties, at=at)),
        touches=[
            *_people(parties.answer, mentions, same.answer),
            *_things(parties.answer, mentions, theirs, held.answer),
            *_related(ties, mentions, same.answer, at=at),
        ],
        ours=ours,
        is_all=len(mentions) < MOST,
    )


def _marks(parties: Iterable[Party], has: Having) -> tuple[Mark, ...]:
    """Return what these people have and had, once each, before anybody is left out."""
    told = marks.of_all(party.person for party in parties)
    for _, mark in has.elsewhere():
        told.setdefault(mark.same, mark)
    return tuple(told.values())


def _mentions(
    contact: Contact, records: list[int], own: Iterable[Mark], *, at: datetime
) -> QuerySet[Party]:
    keys = [mark.number for mark in own if mark.sort is not Sort.VEHICLE]
    vehicles = [mark.folded for mark in own if mark.sort is Sort.VEHICLE]
    hub = contact.hub_id
    values = [records, keys, hub, vehicles, hub, contact.pk]
    children = Case.objects.filter(contact=OuterRef("contact")).values("child")
    # Gathered once, before anything else is asked of them: a few, whatever the hub has.
    found = Party.objects.filter(RawSQL(_MENTIONS, values, BooleanField()))  # noqa: S611  # nosec B611  # One constant; values are arguments.
    found = found.filter(is_told(contact.policy, at=at)).annotate(children=ArraySubquery(children))
    return found.select_related("person", "contact").order_by("-contact__received_at", "-pk")


def _ours(parties: Iterable[Party], same: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """Return every record of the children of a contact."""
    children = [same[party.person_id] for party in parties if party.part == Part.CHILD]
    return frozenset().union(*children)


def _people(
    parties: Sequence[Party], mentions: Iterable[Party], same: Mapping[int, frozenset[int]]
) -> Iterable[Touch]:
    for there in mentions:
        for here in parties:
            if there.person_id in same[here.person_id]:
                yield Touch(way=Way.PERSON, here=here, there=there)


def _things(
    parties: Sequence[Party],
    mentions: Iterable[Party],
    own: Mapping[int, Sequence[Mark]],
    held: HeldOf,
) -> Iterable[Touch]:
    """Return what they have and others have too: of those who have it here, one who has it now."""
    whose: dict[Same, tuple[Party, Mark]] = {}
    for here in parties:
        for mark in own[here.pk]:
            before = whose.get(mark.same)
            if before is None or (before[1].when and not mark.when):
                whose[mark.same] = here, mark
    for there in mentions:
        for mark in held.of(there):
            if mark.same in whose:
                here, ours = whose[mark.same]
                yield Touch(
                    way=WAYS[mark.sort],
                    here=here,
                    there=there,
                    words=ours.words,
                    when=ours.when,
                    when_there=mark.when,
                )


Ends = tuple[Party | None, Party | None]


def _ends(bond: Bond, parties: Sequence[Party], same: Mapping[int, frozenset[int]]) -> Ends:
    """Return as whom the contact names either of two who are related."""

    def named(record: int) -> Party | None:
        return next((each for each in parties if record in same[each.person_id]), None)

    return named(bond.person_id), named(bond.other_id)


def _within(ties: Iterable[tuple[Bond, Ends]], *, at: datetime) -> Iterable[Touch]:
    for bond, (here, there) in ties:
        if here and there and here != there:
            yield _tie(bond, here, there, at=at)


def _related(
    ties: Sequence[tuple[Bond, Ends]],
    mentions: Iterable[Party],
    same: Mapping[int, frozenset[int]],
    *,
    at: datetime,
) -> Iterable[Touch]:
    """Return who is named elsewhere and was written down as related to somebody here."""
    for there in mentions:
        for bond, (one, other) in ties:
            here, away = (one, bond.other_id) if one else (other, bond.person_id)
            if here and not (one and other) and there.person_id in same[away]:
                yield _tie(bond, here, there, at=at)


def _tie(bond: Bond, here: Party, there: Party, *, at: datetime) -> Touch:
    over = bond.is_over(on=local(at).date())
    said = f"{bond.person} {'was' if over else 'is'} {bond.stands_to} {bond.other}"
    words = ", ".join(each for each in (said, bond.period) if each)
    when = (bond.period or "over") if over else ""
    return Touch(way=Way.RELATED, here=here, there=there, words=words, when=when)
