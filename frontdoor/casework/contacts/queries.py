"""Ask about contacts. The gate: `get` and `case` are the only ways that a page gets one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min, Q, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import addressing, rows, rules
from frontdoor.casework.contacts.models import Case, Clock, Contact, Party, Receipt
from frontdoor.casework.contacts.vocabulary import CaseStage, ContactStage, Part, Span
from frontdoor.casework.restricting import queries as restricting
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.kernel.worktime import Calendar, Duration
from frontdoor.people import queries as people
from frontdoor.people.models import Person
from frontdoor.people.queries import Involved, Standing
from frontdoor.people.searching import Match
from frontdoor.people.vocabulary import Answer, Known
from frontdoor.policy import queries as policies
from frontdoor.policy.rules import Advice, advise

NONE_YET = 0  # No contact has this number.


def get(reference: str, *, actor: Actor, to: str, at: datetime) -> Contact:
    """Return a contact that `actor` may see, and remember the look.

    :raises Unknown: if there is none, or none that they may know of.
    """
    found = Contact.objects.select_related("policy_version", "hub", "referrer")
    found = found.annotate(is_closed=restricting.closed(actor.user_id, contact="pk"))
    contact = found.filter(reference=reference).first()
    if contact is None:
        raise Unknown(reference)
    _remember(contact.pk, reference, contact.is_closed, to=to, by=actor, at=at)
    return contact


def _remember(
    contact: int, reference: str, is_closed: bool, *, to: str, by: Actor, at: datetime
) -> None:
    purpose = restricting.purpose(contact, is_closed=is_closed, to=to, by=by, at=at)
    audit.looked(reference, purpose=purpose, by=by, at=at)


def case(reference: str, *, actor: Actor, to: str, at: datetime) -> Case:
    """Return one child's case that `actor` may see, and remember the look.

    :raises Unknown: if there is none, or none that they may know of.
    """
    if (held := next(iter(_case(reference, actor.user_id)), None)) is None:
        raise Unknown(reference)
    _remember(held.contact_id, reference, held.is_closed, to=to, by=actor, at=at)  # type: ignore[attr-defined]
    return held


# What there is once beside a case or its contact, or not at all.
_ONE_OF_EACH = ("contact__referrer", "contact__receipt", "contact__challenge", "protection")


def _cases() -> QuerySet[Case]:
    found = Case.objects.select_related("contact__policy_version", "contact__hub", "child")
    return found.defer(*(f"contact__policy_version__{text}" for text in policies.TEXTS))


@prepared
def _case(reference: str, reader: int) -> QuerySet[Case]:
    found = _cases().select_related(*_ONE_OF_EACH).filter(reference=reference)
    closed = restricting.closed(reader, contact="contact")
    return found.annotate(is_closed=closed, restricted=restricting.number(contact="contact"))


@asks
def cases(contact: Contact) -> Asking[list[Case]]:
    """Return the cases of a contact, one a child, in the order of their letters."""
    found = _of_contact(contact.pk)
    yield (found,)
    return list(found)


@prepared
def _of_contact(contact: int) -> QuerySet[Case]:
    return _cases().filter(contact=contact).order_by("reference")


@asks
def siblings(case: Case) -> Asking[list[Case]]:
    """Return the cases of the other children of its contact, in the order of their letters."""
    found = rows.siblings(case.contact_id, case.pk)
    yield (found,)
    return list(found)


@asks
def parties(contact: Contact) -> Asking[list[Party]]:
    """Return everybody in a contact: children first, then in the order they were named."""
    found = rows.parties([contact.pk])
    yield (found,)
    return sorted(found, key=lambda party: party.part != Part.CHILD)


@asks
def parties_of(contacts: Iterable[int]) -> Asking[dict[int, list[Party]]]:
    """Return everybody in several contacts, by contact, in the order they were named."""
    parties = rows.parties(list(contacts))
    yield (parties,)
    found: dict[int, list[Party]] = {}
    for party in parties:
        found.setdefault(party.contact_id, []).append(party)
    return found


@asks
def clocks(case: Case) -> Asking[list[Clock]]:
    """Return the clocks of a case in the order of their due times."""
    found = rows.clocks(case.pk)
    yield (found,)
    return list(found)


def running(cases: Iterable[Case]) -> dict[int, Clock]:
    """Return, by case, the clock that runs out first."""
    return {case: clocks[0] for case, clocks in all_running(cases).items()}


def all_running(cases: Iterable[Case]) -> dict[int, list[Clock]]:
    """Return, by case, every clock that runs: the one that runs out first, first."""
    found: dict[int, list[Clock]] = {}
    clocks = Clock.objects.filter(case__in=list(cases), stopped_at__isnull=True)
    for clock in clocks.order_by("due_at", "pk"):
        found.setdefault(clock.case_id, []).append(clock)
    return found


def are_there_any() -> bool:
    """Tell whether the asker may see any contact."""
    return Contact.objects.exists()


def by_number(numbers: Iterable[int]) -> dict[int, Case]:
    """Return cases by their numbers in the database."""
    return _cases().in_bulk(set(numbers))


# What a list tells of a case: the child, where it stands, and by which rules.
@asks
def listed(numbers: Iterable[int]) -> Asking[dict[int, Case]]:
    """Return cases by their numbers in the database, with what a list of them tells."""
    found = rows.listed(sorted(set(numbers)))
    yield (found,)
    return {case.pk: case for case in found}


def by_reference(reference: str) -> list[Case]:
    """Return the case of a reference, or all of a contact's: none is looked at by this."""
    found = _cases().order_by("reference")
    # One after the other, each by its own index: asked at once, every case would be read.
    return list(found.filter(reference=reference)) or list(
        found.filter(contact__reference=reference)
    )


def names(references: Iterable[str]) -> dict[str, str]:
    """Return the names of the children of cases, by reference: of those that the asker may see."""
    found = Case.objects.filter(reference__in=set(references)).select_related("child")
    return {case.reference: case.child.name for case in found}


def ended(*, since: datetime, most: int) -> tuple[list[Case], int]:
    """Return the newest cases that ended since then, at most so many, and how many there are."""
    found = _cases().select_related("contact__referrer").filter(ended_at__gte=since)
    return list(found.order_by("-ended_at", "-pk")[:most]), found.count()


def next_to_decide(case: Case) -> str | None:
    """Return what else waits for a manager: urgent ones, then by what is due; None if nothing.

    What is still being taken waits for its end, unless it is urgent.
    """
    ready = Q(contact__stage=ContactStage.TAKEN) | Q(urgent=True)
    waiting = Case.objects.filter(ready, stage=CaseStage.AWAITING)
    due = Min("clocks__due_at", filter=Q(clocks__stopped_at__isnull=True))
    soonest = waiting.exclude(pk=case.pk).alias(due=due).order_by("-urgent", "due", "pk")
    return soonest.values_list("reference", flat=True).first()


def is_last(case: Case) -> bool:
    """Tell whether every other child of its contact has been passed on, or closed."""
    others = Case.objects.filter(contact=case.contact_id).exclude(pk=case.pk)
    return not others.exclude(stage__in=[CaseStage.PASSED_ON, CaseStage.CLOSED]).exists()


def to_warn_of(*, at: datetime) -> list[Clock]:
    """Return the running clocks that were to be warned of by that moment, with their cases."""
    return list(_running().filter(warn_at__lte=at))


def not_looked_at() -> list[Clock]:
    """Return the clocks of the first look that run: no manager has looked at those cases yet."""
    return list(_running().filter(span=Span.FIRST_LOOK.value))


def _running() -> QuerySet[Clock]:
    found = Clock.objects.filter(stopped_at__isnull=True).select_related("case__contact")
    return found.order_by("due_at", "pk")


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """How many earlier contacts there were about a person, and when the last one came."""

    count: int
    last_at: datetime

    @property
    def standing(self) -> Standing:
        """Return the answer that they are to whether the person is known."""
        times = "1 earlier contact" if self.count == 1 else f"{self.count} earlier contacts"
        return Standing(
            known=Known.EARLIER_CONTACTS,
            words=f"{times}, the last on {self.last_at:%-d %B %Y}",
            source="This register",
            as_at=self.last_at,
        )


@asks
def earlier(records: Iterable[Person], *, before: Contact | None) -> Asking[Earlier | None]:
    """Return what there was before this contact about the person whose records these are."""
    found = rows.earlier([each.pk for each in records], before.pk if before else NONE_YET)
    yield (found,)
    return next((Earlier(count=row["count"], last_at=row["last_at"]) for row in found), None)


@dataclass(frozen=True, kw_only=True)
class Past:
    """What is on record of a person besides one contact, through every link."""

    involved: Involved
    earlier: Earlier | None

    @property
    def standings(self) -> list[Standing]:
        """Return the five answers to "is the child known?", as many as hold (a.8, 12)."""
        answers = self.involved.standings
        own = [answer for answer in answers if answer.known is not Known.THROUGH_RELATIVE]
        return [*answers, self.earlier.standing] if self.earlier and not own else answers

    @property
    def closed_on(self) -> date | None:
        """Return when the last work of a service with the person ended, if any did."""
        return max((each.closed_on for each in self.involved.own if each.closed_on), default=None)


@asks
def past(person: Person, *, contact: Contact | None) -> Asking[Past]:
    """Return what is on record of a person besides this contact, or at all before there is one."""
    records = people.same_as.asked(person)
    yield (records,)
    involved = people.involved.asked(records.answer)
    before = earlier.asked(records.answer, before=contact)
    yield involved, before
    return Past(involved=involved.answer, earlier=before.answer)


def standings(case: Case) -> list[Standing]:
    """Return the five answers to "is the child known?", as many as hold (a.8, 12)."""
    return past(case.child, contact=case.contact).standings


def likely(case: Case) -> int:
    """Return how many records may be the child of a case: none of them is looked at by this."""
    return len(alike(case))


def alike(case: Case) -> list[Match]:
    """Return what the register has: no look is remembered by this.

    People of the same contact are nobody's earlier record, and records that are linked already are
    not asked about again.
    """
    taken = {party.person_id for party in parties(case.contact)}
    taken |= {record.pk for record in people.same_as(case.child)}
    return [each for each in people.candidates(case.child) if each.person_id not in taken]


def respond_by(contact: Contact) -> datetime | None:
    """Return by when the last of its children has to be responded to (C1.5)."""
    due = Clock.objects.filter(case__contact=contact, span=Span.RESPONSE.value)
    last: datetime | None = due.aggregate(last=Max("due_at"))["last"]
    return last


def written_referral_due(contact: Contact) -> datetime:
    """Return by when a professional is asked to write (C4.5); nothing waits for it (C4.6)."""
    return due(contact, contact.policy.spans.written_referral.length, at=contact.received_at)


def due(contact: Contact, length: Duration, *, at: datetime) -> datetime:
    """Return when a length of time from `at` ends, by the calendar that the contact came under."""
    calendar = policies.calendar(contact.policy_version)
    return calendar.due(at, length, day_one=contact.policy.calendar.day_one)


def consents(contact: Contact) -> list[str]:
    """Return the names of those in a contact whose consent was asked and given (C4.12)."""
    return [party.person.name for party in parties(contact) if party.consent_given == Answer.YES]


def ground(contact: Contact) -> str:
    """Return the recorded ground for not asking consent in words, if there is one (C4.13)."""
    if not contact.not_asked_ground:
        return ""
    slugs = {ground.slug: ground.sentence for ground in contact.policy.grounds}
    sentence = slugs.get(contact.not_asked_ground, "")
    return " ".join(part for part in (sentence, contact.not_asked_why) if part)


def answers(case: Case, joined: Iterable[Case]) -> dict[str, str]:
    """Return what was answered about a child, in the case and in what was joined to it.

    A yes in any of them is a yes: joining never hides harm.
    """
    return rules.together([case.answers, *(each.answers for each in joined)])


@asks
def advice(case: Case, *, today: date) -> Asking[list[Advice]]:
    """Return what the pack advises for a case, the immediate-harm test first (a.8, 4)."""
    known = past.asked(case.child, contact=case.contact)
    joined = _joined.asked(case)
    yield known, joined
    return advised(case, past=known.answer, joined=joined.answer, today=today)


@asks
def _joined(case: Case) -> Asking[list[Case]]:
    found = rows.joined_to(case.pk)
    yield (found,)
    return list(found)


def advised(case: Case, *, past: Past, joined: Iterable[Case], today: date) -> list[Advice]:
    """Return what the pack advises on what is known of a child, and was joined to the case."""
    facts = rules.facts(
        rules.answered(answers(case, joined), unborn=case.child.is_unborn),
        known=[each.known for each in past.standings],
        closed_on=past.closed_on,
        today=today,
    )
    return addressing.named(case, advise(case.policy, facts), involved=past.involved.own)


def receipt() -> Receipt | None:
    """Return the one receipt that the context lets the asker see, if their code is right."""
    return Receipt.objects.order_by("pk").first()


def calendar(case: Case) -> Calendar:
    """Return the calendar that the clocks of a case run by."""
    return policies.calendar(case.contact.policy_version)
