"""Ask what else is on record of the people and places of a contact (C5.4, D6, B4(5)).

Equal keys and the links of people alone say that something is the same. Whoever asks gets what
they may see: what is restricted to others is silent, and in no count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Contact, Party
from frontdoor.casework.contacts.vocabulary import CaseStage, Part
from frontdoor.casework.retention.queries import falls
from frontdoor.casework.signals.vocabulary import Way
from frontdoor.kernel.asking import Asking, asks
from frontdoor.people import marks
from frontdoor.people import queries as people
from frontdoor.people.groups import REACHED, groups
from frontdoor.people.marks import Mark, Sort
from frontdoor.people.models import Involvement, Person
from frontdoor.people.queries import Involved, Standing
from frontdoor.people.searching import described, search_many
from frontdoor.policy.pack import Policy

MOST = 300  # Mentions of these people and places that are read, the newest first.
MOST_ALIKE = (
    6  # Records that may be one adult, the likeliest first: what can be compared with care.
)
OF_A_KEY = 200  # Records of one address, or one number, that are looked at, the newest first.
OVER = (CaseStage.CLOSED.value, CaseStage.PASSED_ON.value)
_WAYS = {Sort.ADDRESS: Way.ADDRESS, Sort.PHONE: Way.PHONE}

# Everybody who is linked to these people, or stands under one of these keys. Hub and key are
# compared by plain equality, so that the index is used behind the wall (test_volume.py).
_MENTIONS = f"""contacts_party.id = ANY (ARRAY({REACHED}
SELECT p.id FROM (
    SELECT id FROM reached
    UNION
    SELECT under.person_id FROM unnest(%s::bigint[]) asked (key) CROSS JOIN LATERAL (
        SELECT k.person_id FROM people_matchkey k
        WHERE k.hub_id = %s AND k.key = asked.key ORDER BY k.person_id DESC LIMIT {OF_A_KEY}
    ) under
) found CROSS JOIN LATERAL (
    SELECT c.id FROM contacts_party c WHERE c.person_id = found.id AND c.contact_id <> %s
) p ORDER BY p.id DESC LIMIT {MOST}
))"""  # noqa: S608  # nosec B608  # Names and words of this code alone.


@dataclass(frozen=True, kw_only=True)
class Touch:
    """One thing that this contact has in common with another: who or what it is here, and there.

    `words` are the address or the number, as it was said here, or how near two records are.
    """

    way: Way
    here: Party
    there: Party
    words: str = ""

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

    `own` are its addresses and numbers, `ours` all records of its children; `is_all` tells whether
    everything was read.
    """

    contact: Contact
    parties: Sequence[Party]
    own: Mapping[tuple[Sort, str], Mark]
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
    known = people.involved([each.child for each in cases]).own
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
    for there in _mentions(found.contact, list(whose), [], at=at):
        if there.person_id in whose:
            here, band = whose[there.person_id]
            there.is_of_others = not found.ours.issuperset(there.children)  # type: ignore[attr-defined]
            yield Touch(way=Way.ALIKE, here=here, there=there, words=band)


def _cases_of(contacts: list[int]) -> QuerySet[Case]:
    found = Case.objects.filter(contact__in=contacts).select_related("contact", "child")
    return found.order_by("-contact__received_at", "reference")


@asks
def around(case: Case, *, at: datetime) -> Asking[Around]:
    """Return what the contact of a case has in common with others."""
    contact = case.contact
    parties = contacts.parties.asked(contact)
    yield (parties,)
    named = [party.person for party in parties.answer]
    own = _own(contact.policy, named)
    same = groups.asked(tuple(person.pk for person in named))
    mentions = _mentions(contact, [person.pk for person in named], own.values(), at=at)
    nobodys = marks.nobodys.asked(contact.hub_id, tuple(own.values()))
    yield same, mentions, nobodys
    own = {mark: said for mark, said in own.items() if mark not in nobodys.answer}
    ours = _ours(parties.answer, same.answer)
    for each in mentions:
        each.is_of_others = not ours.issuperset(each.children)  # type: ignore[attr-defined]
    return Around(
        contact=contact,
        parties=parties.answer,
        own=own,
        touches=list(_touches(parties.answer, mentions, same.answer, own)),
        ours=ours,
        is_all=len(mentions) < MOST,
    )


def _own(policy: Policy, people: Iterable[Person]) -> dict[tuple[Sort, str], Mark]:
    """Return the addresses and numbers of people, without those of where others work."""
    found = marks.of_all(people)
    for place in policy.weak_signals.workplaces:
        for mark in marks.at(address=place.address, postcode=place.postcode, phone=place.phone):
            found.pop(mark.same, None)
    return found


def _mentions(
    contact: Contact, records: list[int], own: Iterable[Mark], *, at: datetime
) -> QuerySet[Party]:
    values = [records, [mark.number for mark in own], contact.hub_id, contact.pk]
    children = Case.objects.filter(contact=OuterRef("contact")).values("child")
    # Gathered once, before anything else is asked of them: a few, whatever the hub has.
    found = Party.objects.filter(RawSQL(_MENTIONS, values, BooleanField()))  # noqa: S611  # nosec B611  # One constant; values are arguments.
    found = found.filter(_is_told(contact.policy, at=at)).annotate(children=ArraySubquery(children))
    return found.select_related("person", "contact").order_by("-contact__received_at", "-pk")


def _is_told(policy: Policy, *, at: datetime) -> Q:
    """Return the condition that a contact is told of still, for the purpose of the pack (a.8, 13).

    One below the threshold is not, when its own time is over; what is kept for another purpose
    too, because nobody knows the child or somebody may pose a risk, is told of as long as it is
    kept.
    """
    rule = policy.weak_signals
    below = policy.kept(rule.below)
    told = ~Q(stage__in=OVER) | Q(ended_at__gt=at - timedelta(days=rule.below_days)) | ~falls(below)
    for other in policy.retention:
        if other.of in ("unidentified", "adults"):
            told |= falls(other)
    return Q(Exists(Case.objects.filter(told, contact=OuterRef("contact"))))


def _ours(parties: Iterable[Party], same: Mapping[int, frozenset[int]]) -> frozenset[int]:
    """Return every record of the children of a contact."""
    children = [same[party.person_id] for party in parties if party.part == Part.CHILD]
    return frozenset().union(*children)


def _touches(
    parties: Sequence[Party],
    mentions: Iterable[Party],
    same: Mapping[int, frozenset[int]],
    own: Mapping[tuple[Sort, str], Mark],
) -> Iterable[Touch]:
    whose = {mark.same: party for party in reversed(parties) for mark in marks.of(party.person)}
    for there in mentions:
        for here in parties:
            if there.person_id in same[here.person_id]:
                yield Touch(way=Way.PERSON, here=here, there=there)
        for mark in marks.of(there.person):
            if mark.same in own:
                yield Touch(
                    way=_WAYS[mark.sort],
                    here=whose[mark.same],
                    there=there,
                    words=own[mark.same].words,
                )
