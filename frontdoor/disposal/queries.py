"""Ask which records have come to the end of their time, what stands in the way, and what went."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import groupby

from django.db.models import QuerySet

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.models import Case, Contact, Joining, Party
from frontdoor.casework.contacts.vocabulary import CaseStage, Part
from frontdoor.casework.decisions import queries as decisions
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.holdings.models import AccessRequest
from frontdoor.casework.holdings.vocabulary import RequestStage
from frontdoor.casework.restricting import queries as restricting
from frontdoor.casework.restricting.models import Restriction
from frontdoor.casework.retention.models import LegalHold
from frontdoor.casework.retention.rules import why_not_dispose
from frontdoor.disposal import rules
from frontdoor.disposal.due import due
from frontdoor.disposal.models import Certificate, Disposal, Keeping
from frontdoor.disposal.vocabulary import DisposalStage
from frontdoor.kernel.refusal import Unknown
from frontdoor.people.models import Link, Person
from frontdoor.policy import queries as policies
from frontdoor.policy.models import PolicyVersion
from frontdoor.policy.rules import day as hub_day

EACH_PAGE, LATELY = 25, 50
OPEN = {CaseStage.AWAITING, CaseStage.IN_TRIAGE, CaseStage.IN_MASH}


@dataclass(frozen=True, kw_only=True)
class Review:
    """A contact with all that goes on with it: when its time is over, what is in the way."""

    contact: Contact
    contacts: tuple[Contact, ...]
    cases: tuple[Case, ...]
    ends: Mapping[int, rules.End | None]
    obstacles: tuple[str, ...]
    version: PolicyVersion
    today: date

    @cached_property
    def end(self) -> rules.End | None:
        """Return when all of it has been kept for long enough, if that can be said."""
        return rules.latest(self.ends.values())

    @property
    def is_over(self) -> bool:
        """Tell whether its time is over, or cannot be told, whatever stands in the way."""
        return self.end is None or self.end.due_on <= self.today

    @property
    def references(self) -> list[str]:
        """Return by which references everything is known that would go."""
        contacts = [each.reference for each in self.contacts]
        return sorted([*contacts, *(each.reference for each in self.cases)])

    @property
    def why_not(self) -> str:
        """Return why it is not to go now, or an empty string."""
        return rules.sentences([rules.why_not_yet(self.end, today=self.today), *self.obstacles])


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of what has come to the end of its time."""

    reviews: list[Review]
    number: int
    more: bool


def come_to_end(by: Actor, *, number: int, at: datetime) -> Page:
    """Return what has come to the end of its time, the oldest first, so many on a page."""
    version = policies.current(by.hub_id, at=at)
    found = due(version.policy, today=hub_day(version.policy, at))
    found = found.exclude(restricting.closed(by.user_id, contact="pk"))
    first = (number - 1) * EACH_PAGE
    listed = list(found[first : first + EACH_PAGE + 1])
    shown: list[Review] = []
    for each in reviews(listed[:EACH_PAGE], at=at, hub_id=by.hub_id):
        if each.is_over and not {c.pk for c in each.contacts} & {
            c.pk for other in shown for c in other.contacts
        }:
            shown.append(each)
    return Page(reviews=shown, number=number, more=len(listed) > EACH_PAGE)


def review(contact: Contact, *, at: datetime) -> Review:
    """Return when the time of one record is over, and what stands in the way of its going."""
    return reviews([contact], at=at, hub_id=contact.hub_id)[0]


def reviews(contacts: Iterable[Contact], *, at: datetime, hub_id: int) -> list[Review]:
    """Return the same of several records, with as many questions for many as for one."""
    asked = list(contacts)
    version = policies.current(hub_id, at=at)
    today = hub_day(version.policy, at)
    groups = _groups({each.pk for each in asked})
    everything = {number for group in groups.values() for number in group}
    beside = _Beside(everything, version=version, today=today)
    return [
        Review(
            contact=each,
            contacts=tuple(beside.contacts[number] for number in sorted(groups[each.pk])),
            cases=tuple(beside.cases_of(groups[each.pk])),
            ends=beside.ends(groups[each.pk]),
            obstacles=tuple(beside.obstacles(groups[each.pk])),
            version=version,
            today=today,
        )
        for each in asked
    ]


def _groups(asked: Collection[int]) -> dict[int, frozenset[int]]:
    """Return for each contact the numbers of all that goes on together with it, itself too."""
    ties: set[tuple[int, int]] = set()
    known, edge = set(asked), set(asked)
    while edge:
        standing = Joining.objects.filter(parted_at__isnull=True)
        pairs = {
            *standing.filter(case__contact__in=edge).values_list(*_SIDES),
            *standing.filter(into__contact__in=edge).values_list(*_SIDES),
        }
        ties |= pairs
        edge = {number for pair in pairs for number in pair} - known
        known |= edge
    return {each: _reached(each, ties) for each in asked}


_SIDES = ("case__contact", "into__contact")


def _reached(start: int, ties: Iterable[tuple[int, int]]) -> frozenset[int]:
    reached, edge, pairs = {start}, {start}, list(ties)
    while edge:
        beside = {b for a, b in pairs if a in edge} | {a for a, b in pairs if b in edge}
        edge = beside - reached
        reached |= edge
    return frozenset(reached)


class _Beside:
    """What has to be known of many records at once to say when their time is over."""

    def __init__(self, contacts: Collection[int], *, version: PolicyVersion, today: date) -> None:
        self.version, self.today = version, today
        held = Contact.objects.filter(pk__in=contacts)
        self.contacts = {each.pk: each for each in held}
        found = Case.objects.filter(contact__in=contacts).select_related("child").order_by("pk")
        self._cases = list(found)
        for case in self._cases:
            case.contact = self.contacts[case.contact_id]
        self._decided = decisions.of_cases(self._cases)
        parties = Party.objects.filter(contact__in=contacts)
        self._parties = list(parties.values_list("contact", "person", "part"))
        self._holds = list(
            LegalHold.objects.filter(contact__in=contacts, lifted_at__isnull=True).order_by("pk")
        )
        people = {person for _, person, _ in self._parties}
        self._asked = list(
            AccessRequest.objects.filter(person__in=people)
            .exclude(stage=RequestStage.ENDED.value)
            .order_by("pk")
        )
        self._keepings = list(
            Keeping.objects.filter(contact__in=contacts, until__gt=today).order_by("until")
        )
        standing = Restriction.objects.filter(contact_id__in=contacts, lifted_at__isnull=True)
        self._restricted = set(standing.values_list("contact_id", flat=True))
        self._came = _came({case.child_id for case in self._cases})

    def cases_of(self, group: Collection[int]) -> list[Case]:
        """Return the cases of a record."""
        return [case for case in self._cases if case.contact_id in group]

    def ends(self, group: Collection[int]) -> dict[int, rules.End | None]:
        """Return when each case that has ended of its own has been kept for long enough."""
        cases = self.cases_of(group)
        active = [case.ended_at for case in cases if case.ended_at]
        active += [self._came[case.child_id] for case in cases if case.child_id in self._came]
        return {
            case.pk: rules.end(self.version.policy, self._told(case, max(active)))
            for case in cases
            if case.ended_at
        }

    def _told(self, case: Case, active_at: datetime) -> rules.Told:
        child, policy = case.child, self.version.policy
        decision: Decision | None = self._decided.get(case.pk)
        outcomes = {case.route, decision.outcome if decision else ""} - {""}
        received = case.contact.received_at
        return rules.Told(
            received_on=hub_day(policy, received),
            ended_on=hub_day(policy, case.ended_at or received),
            active_on=hub_day(policy, active_at),
            born_on=child.date_of_birth or child.expected_on,
            outcomes=frozenset(outcomes),
            teams=frozenset({case.route_team} - {""}),
            is_unidentified=_is_unidentified(child),
            names_risk=(case.contact_id, Part.RISK.value)
            in {(contact, part) for contact, _, part in self._parties},
        )

    def obstacles(self, group: Collection[int]) -> list[str]:
        """Return what stands in the way, each as a sentence."""
        cases = self.cases_of(group)
        people = {person for contact, person, _ in self._parties if contact in group}
        asked_by = [each.asked_by for each in self._holds if each.contact_id in group]
        kept = [each for each in self._keepings if each.contact_id in group]
        return [
            each
            for each in (
                *(f"{case} is open." for case in cases if case.stage in OPEN),
                *(
                    f"{contact} is being taken still."
                    for number, contact in sorted(self.contacts.items())
                    if number in group and contact.is_being_taken
                ),
                why_not_dispose(asked_by),
                *(
                    f"{each} for what is held is not answered."
                    for each in self._asked
                    if each.person_id in people
                ),
                "It is restricted. Open it to all first."
                if self._restricted & set(group) else "",
                f"It is kept longer, until {kept[-1].until:%-d %B %Y}." if kept else "",
            )
            if each
        ]  # fmt: skip


def _is_unidentified(child: Person) -> bool:
    return not (child.given_names or child.family_name or child.date_of_birth)


def _came(children: Collection[int]) -> dict[int, datetime]:
    """Return when each child came to the hub last, by any record that is linked to theirs."""
    standing = Link.objects.filter(undone_at__isnull=True)
    ties: set[tuple[int, int]] = set()
    known, edge = set(children), set(children)
    while edge:
        pairs = {
            *standing.filter(person__in=edge).values_list("person", "same_as"),
            *standing.filter(same_as__in=edge).values_list("person", "same_as"),
        }
        ties |= pairs
        edge = {number for pair in pairs for number in pair} - known
        known |= edge
    found = Case.objects.filter(child__in=known).values_list("child", "contact__received_at")
    ordered = groupby(sorted(found), key=lambda each: each[0])
    last = {child: max(at for _, at in each) for child, each in ordered}
    return {
        child: max(last[each] for each in _reached(child, ties) if each in last)
        for child in children
    }


def proposed(by: Actor) -> list[Disposal]:
    """Return what waits for a second person, the oldest first."""
    return list(_readable(by).filter(stage=DisposalStage.PROPOSED.value).order_by("pk"))


def disposal(number: int, *, by: Actor) -> Disposal:
    """Return a disposal, with its contact as long as that is there.

    :raises Unknown: if there is none, or none that they may know of.
    """
    for found in _readable(by).filter(pk=number):
        return found
    raise Unknown(str(number))


def standing(contact: Contact) -> Disposal | None:
    """Return the disposal of a record that waits for a second person, if there is one."""
    found = Disposal.objects.filter(contact=contact, stage=DisposalStage.PROPOSED.value)
    return found.first()


def _readable(by: Actor) -> "QuerySet[Disposal]":
    found = Disposal.objects.select_related("contact", "person", "certificate", "policy_version")
    return found.exclude(restricting.closed(by.user_id, contact="contact_id"))


def certificates(by: Actor) -> list[Certificate]:
    """Return the certificates that were made last, the newest first."""
    return list(Certificate.objects.filter(hub_id=by.hub_id).order_by("-pk")[:LATELY])


def certificate(number: int, *, by: Actor) -> Certificate:
    """Return a certificate.

    :raises Unknown: if there is none in this hub.
    """
    for found in Certificate.objects.filter(hub_id=by.hub_id, pk=number):
        return found
    raise Unknown(str(number))


def gone(reference: str) -> Certificate | None:
    """Return the certificate of a reference that was disposed of, if that is what it is."""
    if not reference:
        return None
    return Certificate.objects.filter(references__contains=[reference]).first()


def keepings(contact: Contact) -> list[Keeping]:
    """Return why a record was kept longer, the newest first."""
    return list(Keeping.objects.filter(contact=contact).order_by("-pk"))


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a certificate says, as values."""

    references: list[str]
    class_name: str
    basis: str
    due_on: date
    policy: int
    reviewed_by: str
    reviewed_at: datetime
    confirmed_by: str
    confirmed_at: datetime
    rows: list[tuple[str, int]]
    events: int
    changes: int


def said(certificate: Certificate) -> Said:
    """Return what a certificate says: it is read from the very text that history keeps."""
    words = certificate.words
    return Said(
        references=words["references"],
        class_name=words["class"],
        basis=words["basis"],
        due_on=date.fromisoformat(words["due_on"]),
        policy=words["policy"],
        reviewed_by=words["reviewed_by"],
        reviewed_at=_moment(words["reviewed_at"]),
        confirmed_by=words["confirmed_by"],
        confirmed_at=_moment(words["confirmed_at"]),
        rows=sorted(words["rows"].items()),
        events=words["events"],
        changes=words["changes"],
    )


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)
