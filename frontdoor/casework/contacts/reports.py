"""Which reports go on in a case of the same child, and which could: nothing is joined by itself."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from frontdoor.casework.contacts import rules
from frontdoor.casework.contacts.models import Case, Contact, Joining, Protection
from frontdoor.casework.contacts.vocabulary import CaseMove, Why
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import first, refuse_if
from frontdoor.people import queries as people
from frontdoor.people.vocabulary import Answer
from frontdoor.policy import queries as policies

HARM = "immediate_harm"
WHOLE = ("contact__policy_version", "contact__hub", "contact__referrer", "child")
UNREAD = "New information was joined to this case, and nobody has read it yet. Read it first."


def _whole(found: QuerySet[Joining], side: str) -> QuerySet[Joining]:
    """Bring one side of each joining with all that is told of it, and without the long texts."""
    whole = found.select_related(*(f"{side}__{name}" for name in WHOLE))
    return whole.defer(*(f"{side}__contact__policy_version__{text}" for text in policies.TEXTS))


@asks
def joined(case: Case) -> Asking[list[Joining]]:
    """Return what is joined to a case, in the order in which it was joined."""
    found = _into(case.pk)
    yield (found,)
    return list(found)


@prepared
def _into(case: int) -> QuerySet[Joining]:
    found = _whole(Joining.objects.filter(into=case, parted_at__isnull=True), "case")
    return found.select_related("case__protection").order_by("pk")


def told_of(case: Case) -> list[Case]:
    """Return the reports that speak of a child: the case itself, and what was joined to it."""
    return [case, *(joining.case for joining in joined(case))]


def flags(case: Case) -> list[str]:
    """Return what was flagged in one report, in the words of the pack."""
    return [case.policy.trigger(slug).name for slug in case.triggers]


def warnings(case: Case) -> list[str]:
    """Return what warns of the child in one report, in the order in which it matters."""
    told = [
        ("Possible Red", case.possible_red),
        ("Police protection", is_protected(case)),
        ("Immediate harm", case.answers.get(HARM) == Answer.YES),
        ("Not everything may be told to the family", case.contact.kept_from_family),
    ]
    return [warning for warning, holds in told if holds]


@asks
def of(case: Case) -> Asking[Joining | None]:
    """Return where a report goes on, if it is joined to a case."""
    found = _of(case.pk)
    yield (found,)
    return next(iter(found), None)


@prepared
def _of(case: int) -> QuerySet[Joining]:
    return _whole(Joining.objects.filter(case=case, parted_at__isnull=True), "into")


@asks
def of_contact(contact: Contact) -> Asking[list[Joining]]:
    """Return where the children of a contact go on, those of them that are joined to a case."""
    found = _of_contact(contact.pk)
    yield (found,)
    return list(found)


@prepared
def _of_contact(contact: int) -> QuerySet[Joining]:
    found = _whole(Joining.objects.filter(case__contact=contact, parted_at__isnull=True), "into")
    return found.select_related("case__contact__policy_version").order_by("into")


def one_record(contact: Contact, *, seen: int | None = None) -> list[Contact]:
    """Return a contact with all that goes on together with it, held until the transaction ends.

    :raises Stale: if somebody changed the contact since `seen`.
    """
    Contact.locked(contact, seen=seen)
    numbers, more = {contact.pk}, {contact.pk}
    while more:
        ways = Joining.objects.filter(
            Q(case__contact__in=more) | Q(into__contact__in=more), parted_at__isnull=True
        )
        pairs = ways.values_list("case__contact", "into__contact")
        more = {number for pair in pairs for number in pair} - numbers
        numbers |= more
    held = Contact.objects.select_for_update(of=("self",), no_key=True)
    return list(held.filter(pk__in=numbers).order_by("pk"))


def head(case: Case) -> Case:
    """Return the case in which a report goes on: itself, where it is joined to none."""
    joining = of(case)
    return joining.into if joining else case


def unread(cases: Iterable[Case]) -> set[int]:
    """Return which of these cases have news that nobody who holds them has read."""
    found = Joining.objects.filter(
        into__in=[case.pk for case in cases], parted_at__isnull=True, read_at__isnull=True
    )
    return set(found.values_list("into", flat=True))


def why_not_end(case: Case) -> str:
    """Return why a case cannot be decided or ended now, or an empty string."""
    return UNREAD if unread([case]) else ""


def held(case: Case, *, seen: int | None = None) -> Case:
    """Return a case that is about to be decided or ended, held until that is done.

    Nothing joins it meanwhile: what comes at this moment is read first, or comes after.

    :raises Refused: if something that was joined to it is not read.
    :raises Stale: if somebody changed the case since `seen`.
    """
    case = Case.locked(case, seen=seen)
    refuse_if(why_not_end(case))
    return case


@asks
def open_elsewhere(case: Case) -> Asking[list[Case]]:
    """Return the open cases of the same child that other contacts brought, the furthest first."""
    records = people.same_as.asked(case.child)
    yield (records,)
    others = _open([each.pk for each in records.answer], case.contact_id)
    yield (others,)
    return sorted(others, key=_order)


@prepared
def _open(children: list[int], contact: int) -> QuerySet[Case]:
    stages = [stage.value for stage in rules.FURTHER]
    found = Case.objects.filter(child__in=children, stage__in=stages).exclude(contact=contact)
    return found.select_related(*WHOLE).order_by("pk")


def _order(case: Case) -> tuple[int, float]:
    return -rules.FURTHER.index(case.stage), case.contact.received_at.timestamp()


@asks
def could_join(case: Case) -> Asking[list[tuple[Case, Case]]]:
    """Return which report could go on in which case, where this one is one of the two (C4.9).

    Of two, the one that has come further is the case, else the one that came first.
    """
    if rules.why_not_into(case.stage, reference=str(case)):
        return []
    others, taken = open_elsewhere.asked(case), _with_reports.asked(case)
    yield others, taken
    pairs = [sorted((case, other), key=_order) for other in others.answer]
    return [
        (report, into)
        for into, report in pairs
        if not report.LIFECYCLE.why_not(CaseMove.JOIN, stage=report.stage)
        and not _why_not_these(report, into)
        and report.pk not in taken.answer
    ]


@asks
def _with_reports(case: Case) -> Asking[set[int]]:
    """Return which cases of the same child have reports of their own."""
    records = people.same_as.asked(case.child)
    yield (records,)
    numbers = _taking([each.pk for each in records.answer])
    yield (numbers,)
    return set(numbers)


@prepared
def _taking(children: list[int]) -> QuerySet[Joining, int]:
    found = Joining.objects.filter(into__child__in=children, parted_at__isnull=True)
    return found.order_by("pk").values_list("into", flat=True)


def alongside(case: Case, into: Case) -> list[tuple[Case, Case]]:
    """Return the other children of a report, each with their case in the other contact."""
    others = Case.objects.filter(contact=case.contact_id).exclude(pk=case.pk)
    pairs = [
        (other, theirs)
        for other in others.select_related(*WHOLE).order_by("pk")
        if not other.LIFECYCLE.why_not(CaseMove.JOIN, stage=other.stage)
        for theirs in open_elsewhere(other)
        if theirs.contact_id == into.contact_id
    ]
    return [pair for pair in pairs if not why_not(*pair, why=Why.NEWS)]


def parted_alongside(case: Case) -> list[Case]:
    """Return the other children of a report that went on in the same contact as this one."""
    joining = of(case)
    if joining is None:
        return []
    found = Case.objects.filter(
        contact=case.contact_id,
        joinings__parted_at__isnull=True,
        joinings__into__contact=joining.into.contact_id,
    )
    return list(found.exclude(pk=case.pk).select_related(*WHOLE).order_by("pk"))


def why_not(case: Case, into: Case, *, why: Why) -> str:
    """Return why a report cannot go on in a case, or an empty string.

    Both are of one child; what has reports of its own stays where they find it.
    """
    return _why_not_these(case, into) or first(
        [
            _has_reports(case),
            "" if _is_same_child(case, into) else NOT_THE_SAME,
            _round(case, into) if why is Why.INCIDENT else "",
        ]
    )


def _why_not_these(case: Case, into: Case) -> str:
    """Return what the two cases themselves say against it, or an empty string."""
    return first(
        [
            "Both are children of one contact." if case.contact_id == into.contact_id else "",
            rules.why_not_into(into.stage, reference=str(into)),
            _while_talking(case.contact),
        ]
    )


NOT_THE_SAME = (
    "They are not on record as the same child. Say first that they are, with “Check whether the "
    "child is known”."
)


def _while_talking(contact: Contact) -> str:
    if not contact.is_being_taken:
        return ""
    return "This is being taken still. Hand it over first, so that nothing is missing from it."


def _has_reports(case: Case) -> str:
    if not joined(case):
        return ""
    return f"Reports are joined to {case}. Part them first, or join the other one to {case}."


def _is_same_child(case: Case, into: Case) -> bool:
    return into.child_id in {record.pk for record in people.same_as(case.child)}


def _round(case: Case, into: Case) -> str:
    """Return why two contacts cannot be one incident, each through the other (a.8, 8)."""
    seen: set[int] = set()
    edge = {into.contact_id}
    while edge:
        seen |= edge
        further = Joining.objects.filter(
            case__contact__in=edge, why=Why.INCIDENT.value, parted_at__isnull=True
        )
        edge = set(further.values_list("into__contact", flat=True)) - seen
    if case.contact_id not in seen:
        return ""
    return f"{into.contact} is joined to this contact already. Join the children that way round."


def noted(case: Case) -> Protection | None:
    """Return what is on record of police protection in this report, which may be over."""
    found: Protection | None = getattr(case, "protection", None)
    return found


def is_protected(case: Case) -> bool:
    """Tell whether the police protect a child now, as far as this report says."""
    found = noted(case)
    return found is not None and found.ended_at is None


def rests_on_links(case: Case) -> str:
    """Return why records of this child stay linked for now, or an empty string."""
    records = [record.pk for record in people.same_as(case.child)]
    joining = (
        Joining.objects.filter(
            case__child__in=records, into__child__in=records, parted_at__isnull=True
        )
        .select_related("case", "into")
        .order_by("pk")
        .first()
    )
    if joining is None:
        return ""
    return f"{joining.case} goes on in {joining.into} because of this. Part that report first."


def brings_urgency(case: Case) -> bool:
    """Tell whether anything that is joined to a case puts the child on top of the list."""
    found = Joining.objects.filter(into=case, parted_at__isnull=True)
    return found.filter(case__urgent=True).exists()


def is_urgent(case: Case) -> bool:
    """Tell whether a case is urgent by its own report, or by one that is joined to it (a.8, 6)."""
    harmed = case.answers.get(HARM) == Answer.YES
    return bool(case.possible_red) or harmed or is_protected(case) or brings_urgency(case)


def hold(cases: Sequence[Case]) -> None:
    """Hold cases with all that is joined to them, in one order for everybody."""
    ids = {case.pk for case in cases}
    tied = Joining.objects.filter(Q(case__in=ids) | Q(into__in=ids), parted_at__isnull=True)
    ids |= {pk for pair in tied.values_list("case", "into") for pk in pair}
    held = Case.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids)
    list(held.order_by("pk").values_list("pk"))
