"""Where something about a person can be held: every table of the field classes, or why it is not.

Which fields of a row are told follows from their classes, so that a field that comes later is told
as well; a house test fails for a table that is named neither here nor in LEFT_OUT.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

from frontdoor.casework.actions.models import Action, Addition, Retiming
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.contacts.models import (
    Case,
    Challenge,
    Contact,
    Joining,
    Party,
    Protection,
    Receipt,
    Referrer,
    Writing,
)
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures.models import Clearance, Product, Telling
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.models import Finding, Opinion, Request, Supplement
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.casework.holdings.vocabulary import Mark
from frontdoor.casework.ledger.models import Entry
from frontdoor.casework.papers.models import Paper, Reading
from frontdoor.casework.searches.models import Word
from frontdoor.casework.strategy.models import Discussion
from frontdoor.casework.triage.models import (
    Allocation,
    Callback,
    ChronologyLine,
    Recommendation,
    SystemCheck,
)
from frontdoor.people.held import Bond, Marker, Number, Residence, Responsibility, Vehicle
from frontdoor.people.models import Dealt, Involvement, Link, Pair, Person, Relationship

CLASSES = Path(__file__).parents[2] / "field_classes.csv"
# Who works on a case is no part of what is held about a family, nor is what opens something.
TOLD = {"personal", "special", "criminal", "sealed"}

Row = Any
Marks = Callable[[Row], list[Mark]]


def _none(_: Row) -> list[Mark]:
    return []


def always(*marks: Mark) -> Marks:
    """Return a function that says the same of every row."""
    return lambda _: list(marks)


@dataclass(frozen=True, kw_only=True)
class Source:
    """One table: what its rows are, and how they hang together with contacts and people.

    A row leads to its contact by `contact`, or by the part that its `person` has in one, or the
    `other` of two, or by the reference that it has as its `subject`. `agency` leads to whoever it
    came from, or `teller` is the field with their name.
    """

    model: type[models.Model]
    label: str
    contact: str = ""
    person: str = ""
    other: str = ""
    subject: str = ""
    agency: str = ""
    teller: str = ""
    on: str = ""
    marks: Marks = _none

    @property
    def table(self) -> str:
        """Return the name of the table."""
        return str(self.model._meta.db_table)

    @property
    def is_of_people(self) -> bool:
        """Tell whether its rows hang on people alone: also on somebody who is in no contact."""
        return bool(self.person) and not self.contact

    @property
    def fields(self) -> list[Any]:
        """Return the fields of it that are told."""
        told = _told()[self.table]
        fields = self.model._meta.concrete_fields
        # How an item is kept is a mark on it, and no part of its words.
        told = told - {"caveats", "kept_to"}
        return [each for each in fields if each.name in told and not each.is_relation]


@cache
def _told() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    with CLASSES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = found.setdefault(row["table"], set())
            if row["class"] in TOLD:
                names.add(row["field"])
    return {table: frozenset(names) for table, names in found.items()}


def _of_contact(contact: Contact) -> list[Mark]:
    return [Mark.KEPT_FROM_FAMILY] if contact.kept_from_family.strip() else []


def _of_finding(finding: Finding) -> list[Mark]:
    return [
        Mark.ORIGINATOR,
        *([Mark.NOT_SHARED] if finding.answer == Answer.NOT_SHARED else []),
        *([Mark.HEALTH] if finding.sensitive_health else []),
    ]


OF_CASE, OF_ENQUIRY = "case__contact", "enquiry__case__contact"
CHILD, OF_ACTION = "case__child", "action__case__contact"
TELLS = always(Mark.REFERRER)
THEIRS = always(Mark.ORIGINATOR)

SOURCES = (
    Source(model=Person, label="Details", person="pk"),
    Source(model=Party, label="Part in the contact", contact="contact", person="person"),
    Source(model=Relationship, label="Relationship", person="person"),
    Source(model=Link, label="Two records of one person", person="person", on="linked_at"),
    Source(model=Dealt, label="Two records that were not one person", person="person",
           on="dealt_at"),
    Source(model=Pair, label="Two records that are alike", person="person", on="found_at"),
    Source(model=Involvement, label="Work of a service", person="person", teller="source",
           on="opened_on"),
    Source(model=Residence, label="Address", person="person", on="noted_at"),
    Source(model=Marker, label="Warning note", person="person", on="noted_at"),
    Source(model=Number, label="Number", person="person", on="noted_at"),
    Source(model=Vehicle, label="Vehicle", person="person", on="noted_at"),
    Source(model=Bond, label="Relationship", person="person", other="other", on="noted_at"),
    Source(model=Responsibility, label="Parental responsibility", person="person", other="other",
           on="noted_at"),
    Source(
        model=Contact, label="The worry", contact="pk", on="received_at", marks=_of_contact
    ),
    Source(model=Referrer, label="Who told the hub", contact="contact", marks=TELLS),
    Source(model=Writing, label="What was sent in writing", contact="contact", on="received_at",
           marks=TELLS),
    Source(model=Callback, label="Talk with whoever told the hub", contact="contact",
           on="rung_at", marks=TELLS),
    Source(model=Challenge, label="Question to whoever told the hub", contact="contact",
           on="opened_at", marks=TELLS),
    Source(model=Receipt, label="What whoever told the hub can read", contact="contact",
           on="received_at", marks=TELLS),
    Source(model=Case, label="Case", contact="contact", person="child"),
    Source(model=Joining, label="Reports that go on together", contact=OF_CASE, person=CHILD,
           on="joined_at"),
    Source(model=Protection, label="Police protection", contact=OF_CASE, person=CHILD,
           on="began_at"),
    Source(model=Paper, label="File", contact="contact", person=CHILD, on="attached_at"),
    Source(model=Reading, label="What a file says", contact="paper__contact",
           person="paper__case__child"),
    Source(model=Allocation, label="Given to a worker", contact=OF_CASE, person=CHILD, on="since"),
    Source(model=SystemCheck, label="Check of a system", contact=OF_CASE, person=CHILD,
           on="checked_at"),
    Source(model=ChronologyLine, label="Line of the chronology", contact=OF_CASE, person=CHILD,
           on="written_at"),
    Source(model=Recommendation, label="Recommendation of triage", contact=OF_CASE, person=CHILD,
           on="sent_at"),
    Source(model=Enquiry, label="Enquiry", contact=OF_CASE, person=CHILD, on="opened_at"),
    Source(model=Request, label="What an agency was asked", contact=OF_ENQUIRY,
           person="enquiry__case__child", agency="agency", on="asked_at", marks=THEIRS),
    Source(model=Supplement, label="What an agency was asked later", person="person",
           contact="request__enquiry__case__contact", agency="agency", on="asked_at",
           marks=THEIRS),
    Source(model=Finding, label="What an agency says", contact="request__enquiry__case__contact",
           person="person", agency="agency", on="request__returned_at", marks=_of_finding),
    Source(model=Opinion, label="What an agency makes of it", agency="agency",
           contact="request__enquiry__case__contact", person="request__enquiry__case__child",
           on="request__returned_at", marks=THEIRS),
    Source(model=Action, label="Action", contact=OF_CASE, person=CHILD, on="set_at"),
    Source(model=Retiming, label="Another time for an action", contact=OF_ACTION,
           person="action__case__child", on="made_at"),
    Source(model=Addition, label="What came of an action", contact=OF_ACTION,
           person="action__case__child", on="told_at"),
    Source(model=Discussion, label="Strategy discussion", contact=OF_CASE, person=CHILD,
           on="called_at"),
    Source(model=Word, label="Told beside what a search found", contact=OF_CASE, person=CHILD,
           on="said_at"),
    Source(model=Decision, label="Decision", contact=OF_ENQUIRY, person="enquiry__case__child",
           on="decided_at"),
    Source(model=Product, label="What was sent to a team", contact=OF_CASE, person=CHILD,
           on="sent_at"),
    Source(model=Alert, label="Put before the out-of-hours team", contact=OF_CASE, person=CHILD,
           on="sent_at"),
    Source(model=Telling, label="What somebody may be told", contact=OF_ENQUIRY, person="person",
           on="proposed_at"),
    Source(model=Clearance, label="What an agency agreed to", contact=OF_ENQUIRY, agency="agency",
           person="enquiry__case__child", on="asked_at", marks=THEIRS),
    Source(model=Entry, label="On what basis it was shared", subject="subject", on="at"),
)  # fmt: skip

# Tables with something about somebody that is not collected, and why.
LEFT_OUT = {
    "access_grant": "Which agency may see a record: it says nothing of anybody.",
    "access_draft": "What somebody typed and has not sent: it was not said.",
    "access_savedlist": "What a worker likes to see first.",
    "audit_event": "It is told as one history for each record: see collecting.",
    "audit_look": "Who of the staff looked: a page of its own, for managers.",
    "audit_rowchange": "How rows were before: what they held is asked for by name.",
    "actions_actionperson": "Names and births once more, of people whose details are told.",
    "contacts_identity": "Who told the hub, where that is protected: it never leaves the hub.",
    "contacts_clock": "Times by which the hub had to act.",
    "gathering_chase": "When an agency was asked again: its history tells it.",
    "people_sourcerecord": "Under which number another system knows them: its rows are told.",
    "rolls_roll": "Which files came: what was taken of them is told with each person.",
    "rolls_piece": "Rows until they are taken: emptied then, and told with each person.",
    "people_matchkey": "Numbers by which a record is found: what they are made of is told.",
    "people_adoption": "Two identities of an adopted child: known to its readers alone.",
    "papers_content": "The file itself: it is taken out on its own page.",
    "restricting_breakglass": "Who looked without the right to: reviewed apart.",
    "restricting_reader": "Who of the staff may read a record.",
    "restricting_restriction": "Why a record is restricted: known to its readers alone.",
    "searches_checked": "When the program looked behind the wall: it says nothing of anybody.",
    "searches_search": "Whom the staff looked for: told to managers, and in the read log.",
    "searches_hiddenmatch": "That a search met a restricted record: known to its readers alone.",
    "strategy_invitation": "When and where a discussion was to be: it is told with it.",
    "holdings_accessrequest": "The request itself.",
    "holdings_item": "Copies that were made for requests.",
    "retention_legalhold": "Why a record may not be removed, and who asked: for the hub’s lawyers.",
    "disposal_keeping": "Why a record is kept longer than its time.",
    "disposal_disposal": "Which records are to go, or went: of nobody by name.",
    "disposal_certificate": "What went, and who confirmed that: of nobody by name.",
    "oversight_past": "Counted children of years past, without names.",
    "watch_notice": "What the program told its users.",
}
