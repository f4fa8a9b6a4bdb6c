"""Ask who carries what, and what triage has found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zlib import crc32

from django.db.models import Count, Q, QuerySet

from frontdoor.access.models import Membership
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.triage import rules
from frontdoor.casework.triage.models import (
    Allocation,
    Callback,
    ChronologyLine,
    Recommendation,
    SystemCheck,
)
from frontdoor.casework.triage.vocabulary import WrittenKind
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Unknown
from frontdoor.people import queries as people
from frontdoor.people.models import Person
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_people import Check
from frontdoor.policy.rules import allowed_roles


def workers(hub_id: int, policy: Policy, *, on: date) -> list[Membership]:
    """Return who of a hub can carry a case on a day, by name: those who look into it there."""
    roles = [role.value for role in allowed_roles(policy, "check_systems")]
    found = (
        Membership.objects.filter(hub_id=hub_id, role__in=roles, user__is_active=True)
        .filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)
        .select_related("user")
    )
    return sorted(found, key=lambda worker: (worker.user.name, worker.pk))


def worker(hub_id: int, worker_id: int) -> Membership:
    """Return somebody who works or worked in a hub.

    :raises Unknown: if there is nobody.
    """
    found = Membership.objects.filter(hub_id=hub_id, pk=worker_id).select_related("user").first()
    if found is None:
        raise Unknown(str(worker_id))
    return found


def _open() -> QuerySet[Allocation]:
    return Allocation.objects.filter(until__isnull=True).select_related("worker__user")


def of(case: Case) -> Allocation | None:
    """Return with whom a case is, if with anybody."""
    return _open().filter(case=case).first()


def of_all(cases: Iterable[Case]) -> dict[int, Allocation]:
    """Return, by case, with whom it is."""
    return {each.case_id: each for each in _open().filter(case__in=[case.pk for case in cases])}


@asks
def of_child(child: Person) -> Asking[dict[int, Allocation]]:
    """Return, by case, with whom the cases of one child are, through every link."""
    records = people.same_as.asked(child)
    yield (records,)
    found = _of_children([each.pk for each in records.answer])
    yield (found,)
    return {each.case_id: each for each in found}


@prepared
def _of_children(children: list[int]) -> QuerySet[Allocation]:
    return _open().filter(case__child__in=children)


def carried(worker: Membership) -> list[Allocation]:
    """Return what a worker carries now: cases that are over no longer weigh on anybody."""
    stages = [stage.value for stage in rules.CARRIED]
    found = _open().filter(worker=worker, case__stage__in=stages)
    return list(found.select_related("worker__user", "case__contact__policy_version",
                                     "case__child").order_by("case__pk"))  # fmt: skip


def stamp(allocations: Iterable[Allocation]) -> int:
    """Return a number that is another one as soon as other cases are carried."""
    return crc32(",".join(str(pk) for pk in sorted(each.pk for each in allocations)).encode())


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One system of the pack, and what the last look into it came to that stands."""

    check: Check
    last: SystemCheck | None
    struck: Sequence[SystemCheck] = ()


@dataclass(frozen=True, kw_only=True)
class Work:
    """What has been found out about a case so far."""

    allocation: Allocation | None
    callbacks: Sequence[Callback]
    checks: Sequence[Checked]
    unchecked: Sequence[Check]
    chronology: Sequence[ChronologyLine]
    recommendation: Recommendation | None

    @property
    def has_begun(self) -> bool:
        """Tell whether anything has been found out yet."""
        looked = any(each.last or each.struck for each in self.checks)
        return bool(self.callbacks or looked or self.chronology or self.recommendation)

    @property
    def checked(self) -> list[Checked]:
        """Return the systems that were looked into, or left out for a reason."""
        return [each for each in self.checks if each.last]

    @property
    def struck_checks(self) -> list[tuple[Check, SystemCheck]]:
        """Return the looks into systems that were struck out."""
        return [(each.check, look) for each in self.checks for look in each.struck]

    @property
    def was_reached(self) -> bool:
        """Tell whether whoever told the hub was spoken to again."""
        return any(each.reached for each in self.callbacks if not each.is_struck)

    @property
    def lines(self) -> list[ChronologyLine]:
        """Return the lines of the chronology that stand."""
        return [line for line in self.chronology if not line.is_struck]


@asks
def work(case: Case) -> Asking[Work]:
    """Return what has been found out about a case so far, with what was struck out."""
    looks, lines, callbacks = _looks(case.pk), _lines(case.pk), _callbacks(case.contact_id)
    held, sent = _held(case.pk), _sent(case.pk)
    yield looks, lines, callbacks, held, sent
    last = {each.system: each for each in looks if not each.is_struck}
    struck = [each for each in looks if each.is_struck]
    return Work(
        allocation=next(iter(held), None),
        callbacks=list(callbacks),
        checks=[
            Checked(
                check=check,
                last=last.get(check.slug),
                struck=[each for each in struck if each.system == check.slug],
            )
            for check in case.policy.checks
        ],
        unchecked=rules.unchecked(case.policy, last),
        chronology=sorted(lines, key=lambda line: (line.year, line.month or 0, line.day or 0)),
        recommendation=_with(case, next(iter(sent), None)),
    )


@prepared
def _looks(case: int) -> QuerySet[SystemCheck]:
    return SystemCheck.objects.filter(case=case).order_by("pk")


@prepared
def _lines(case: int) -> QuerySet[ChronologyLine]:
    return ChronologyLine.objects.filter(case=case).order_by("pk")


@prepared
def _callbacks(contact: int) -> QuerySet[Callback]:
    return Callback.objects.filter(contact=contact).order_by("pk")


@prepared
def _held(case: int) -> QuerySet[Allocation]:
    return _open().filter(case=case)


@prepared
def _sent(case: int) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(case=case).order_by("-pk")[:1]


def recommendation(case: Case) -> Recommendation | None:
    """Return what was recommended last since the case came to triage, if anything was."""
    return _with(case, next(iter(_sent(case.pk)), None))


def _with(case: Case, found: Recommendation | None) -> Recommendation | None:
    if found is not None:
        found.case = case
    return found


def loads(hub_id: int) -> dict[int, int]:
    """Return, by worker, how many cases of a hub they carry now."""
    stages = [stage.value for stage in rules.CARRIED]
    held = Allocation.objects.filter(hub_id=hub_id, until__isnull=True, case__stage__in=stages)
    return dict(held.values_list("worker").annotate(count=Count("pk")).order_by())


@dataclass(frozen=True, kw_only=True)
class Written:
    """Something that was written down about a case, in words, and who wrote it when."""

    kind: WrittenKind
    row: Callback | SystemCheck | ChronologyLine
    words: str
    by_name: str
    at: datetime

    @property
    def name(self) -> str:
        """Return what sort of thing it is, in words."""
        return self.kind.label


def written(case: Case, kind: str, number: int) -> Written:
    """Return something that was written down about a case, to be struck out.

    :raises Unknown: if there is no such thing.
    """
    find = {WrittenKind.CALL: _call, WrittenKind.CHECK: _check, WrittenKind.LINE: _line}
    if kind not in list(WrittenKind):
        raise Unknown(kind)
    found = find[WrittenKind(kind)](case, number)
    if found is None:
        raise Unknown(kind)
    return found


def _call(case: Case, number: int) -> Written | None:
    call = Callback.objects.filter(contact=case.contact, pk=number).first()
    if call is None:
        return None
    return Written(
        kind=WrittenKind.CALL,
        row=call,
        words=call.said or "Tried, no answer",
        by_name=call.rung_by_name,
        at=call.rung_at,
    )


def _check(case: Case, number: int) -> Written | None:
    check = SystemCheck.objects.filter(case=case, pk=number).first()
    if check is None:
        return None
    named = {each.slug: each.name for each in case.policy.checks}
    said = f"{named.get(check.system, check.system)}: {check.result_label}"
    return Written(
        kind=WrittenKind.CHECK,
        row=check,
        words=f"{said}. {check.words}" if check.words else said,
        by_name=check.checked_by_name,
        at=check.checked_at,
    )


def _line(case: Case, number: int) -> Written | None:
    line = ChronologyLine.objects.filter(case=case, pk=number).first()
    if line is None:
        return None
    return Written(
        kind=WrittenKind.LINE,
        row=line,
        words=str(line),
        by_name=line.written_by_name,
        at=line.written_at,
    )


def allocation(case: Case, number: int) -> Allocation:
    """Return the allocation with which a case is with somebody now.

    :raises Unknown: if it is not with anybody by that.
    """
    held = of(case)
    if held is None or held.pk != number:
        raise Unknown(str(number))
    return held


def holders(cases: Iterable[int]) -> dict[int, int]:
    """Return, by the number of a case, the number of the user who has it now."""
    held = Allocation.objects.filter(case_id__in=list(cases), until__isnull=True)
    return dict(held.values_list("case_id", "worker__user_id"))
