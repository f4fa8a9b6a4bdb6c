"""Reports that go on together, in words: what was joined to a case, where a report went on, and
which open case could take it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Case, Joining, Party
from frontdoor.casework.contacts.vocabulary import Part, Why
from frontdoor.casework.triage import queries as triage
from frontdoor.casework.triage.models import Allocation
from frontdoor.kernel.asking import Asking, asks
from frontdoor.web.cases import concern
from frontdoor.web.components import words


@dataclass(frozen=True, kw_only=True)
class Report:
    """One report that goes on in a case, as whoever holds the case reads it."""

    case: Case
    why: str
    joined: str
    read: str
    told: concern.Rows
    referrer: concern.Rows
    flags: list[str]
    warnings: list[str]
    also_named: list[str]

    @property
    def is_read(self) -> bool:
        """Tell whether somebody who holds the case has read it."""
        return bool(self.read)


@dataclass(frozen=True, kw_only=True)
class GoesOn:
    """Where a report goes on, and who said so, and why."""

    into: Case
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A report that could go on in an open case: a person says whether it belongs there."""

    report: Case
    into: Case
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Together:
    """Everything that a case has to do with other reports of the same child."""

    reports: Sequence[Report] = ()
    goes_on: GoesOn | None = None
    pairs: Sequence[Pair] = ()

    @property
    def unread(self) -> list[Report]:
        """Return the reports that nobody who holds the case has read."""
        return [report for report in self.reports if not report.is_read]

    @property
    def warnings(self) -> list[str]:
        """Return what warns of the child in a report that was joined, with where it stands."""
        return [f"{each}: {report.case}" for report in self.reports for each in report.warnings]


@asks
def together(case: Case) -> Asking[Together]:
    """Return what a case has to do with other reports of the same child."""
    found, joining, could = (
        on.asked(case),
        reports.of.asked(case),
        pairs.asked(case),
    )
    yield found, joining, could
    return Together(
        reports=found.answer,
        goes_on=_goes_on(joining.answer) if joining.answer else None,
        pairs=could.answer,
    )


@asks
def on(case: Case) -> Asking[list[Report]]:
    """Return the reports that go on in a case, in the order in which they were joined."""
    joinings = reports.joined.asked(case)
    yield (joinings,)
    named = contacts.parties_of.asked(each.case.contact_id for each in joinings.answer)
    yield (named,)
    return [_report(each, named.answer.get(each.case.contact_id, [])) for each in joinings.answer]


def _report(joining: Joining, parties: Iterable[Party]) -> Report:
    case = joining.case
    joined_by = f"{joining.joined_by_name}, {words.moment(joining.joined_at)}"
    read_at = f", {words.moment(joining.read_at)}" if joining.read_at else ""
    return Report(
        case=case,
        why=_why(joining),
        joined=joined_by,
        read=f"{joining.read_by_name}{read_at}" if joining.read_at else "",
        told=[(title, said) for title, said in _told(case) if said],
        referrer=concern.referrer(case.contact),
        flags=reports.flags(case),
        warnings=reports.warnings(case),
        also_named=[_named(each) for each in parties if each.person_id != case.child_id],
    )


def _told(case: Case) -> concern.Rows:
    return [
        ("In the child’s own words", case.contact.childs_words),
        *concern.rows(case),
        ("What goes well", case.contact.strengths),
    ]


def _why(joining: Joining) -> str:
    label = Why(joining.why).label
    return f"{label}: {joining.words}" if joining.words else label


def _named(party: Party) -> str:
    return f"{party.person.name} ({Part(party.part).label.lower()})"


def _goes_on(joining: Joining) -> GoesOn:
    return GoesOn(
        into=joining.into, why=_why(joining), by=joining.joined_by_name, at=joining.joined_at
    )


@asks
def pairs(case: Case) -> Asking[list[Pair]]:
    """Return which report could go on in which open case, where this one is one of the two."""
    found, held = reports.could_join.asked(case), triage.of_child.asked(case.child)
    yield found, held
    return [
        Pair(report=one, into=into, sentence=_sentence(one, into, case, held.answer.get(into.pk)))
        for one, into in found.answer
    ]


def _sentence(report: Case, into: Case, case: Case, held: Allocation | None) -> str:
    """Return the proposal as whoever looks at `case`, one of the two, reads it."""
    came = words.moment(report.contact.received_at if case == into else into.contact.received_at)
    if case == into:
        return f"Another report of this child waits: {report}, received {came}. Join it to this?"
    holder = f", with {held.name}" if held else ""
    return (
        f"This child has an open case, {into}, received {came}{holder}: "
        f"{into.stage_label}. Join this report to it?"
    )
