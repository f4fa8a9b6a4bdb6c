"""What is disposed of is gone from every table, and history accepts the gaps of its certificate:
those, and no other (a.8, 13; R10).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest
from django.db import IntegrityError, connection, connections, transaction
from psycopg import sql

from config import database
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.holdings.vocabulary import Ending
from frontdoor.disposal import queries
from frontdoor.disposal.models import Certificate
from frontdoor.jobs.example import (
    acting,
    disposing,
    holdings,
    originators,
    papers,
    registering,
    restricting,
    shapes,
)
from frontdoor.jobs.example import retention as holding
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Judged
from tests import make, pairs, rolling, tampering, untold
from tests.canaries.planting import BORN, TOKEN, Garden, planting
from tests.canaries.walk import planted
from tests.database import Copy
from tests.integration import behind
from tests.sealed import Sealer, sealer

pytestmark = pytest.mark.django_db(transaction=True)

# What people type about themselves, or the hub about its partners: nothing of a family.
OF_STAFF = {"access_savedlist", "agreements_agreement", "agreements_signature"}
ENOUGH, FEW = 150, 25
# Whose numbers, addresses and workers have no spaces in which a word could be planted but these.
FED = [["P1", "Tamsin", "Lowther", "1/2/2015", "", "1 Example Road", "CSC", "Area West",
        "Ada Example", "2020-01-11", ""],
       ["P2", "Joel", "Merrow", "2013-03-17", "", "2 Example Road", "CSC", "Area West",
        "Bo Example", "2020-01-04", ""]]  # fmt: skip


def lived(walk: Walk) -> Contact:
    """Return a contact on which nearly everything was done that can be, and that ended."""
    contact = walk.contact(children=(Told(given_names="Robin", family_name="Example"),))
    mother = walk.person(contact, behind.MOTHER, Part.CARER, kin="mother")
    walk.describe(contact)
    behind._look_into(walk, contact)
    enquiry = walk.rate(walk.to_mash(contact), "amber")
    for request in walk.commence(enquiry, asked=("police", "health", "education")):
        behind._answer(walk, request)
    registering.everything(walk, walk.case(contact))
    papers.photograph(walk, walk.case(contact))
    papers.letter(walk, walk.case(contact))
    behind._protect(walk, contact)
    held = restricting.restrict(walk, contact)
    restricting.review(walk, restricting.break_glass(walk, walk.case(contact).reference))
    restricting.lift(walk, held)
    behind._join(walk, contact)
    shapes.protect(walk, walk.case(contact))
    shapes.unprotect(walk, walk.case(contact))
    shapes.write(walk, contact, channel="post")
    behind._tell(walk, enquiry, mother)
    walk.person(contact, behind.NAMED_LATER, Part.RISK)
    action = acting.set_action(walk, enquiry.case)
    acting.complete(walk, action)
    choice = replace(make.EARLY_HELP, without_reply_why="It cannot wait.")
    decision = walk.decide(enquiry, choice)
    walk.authorise(enquiry)
    originators.answer(walk, originators.ask(walk, decision))
    walk.share(decision, team="early_help_team")
    holding.lift(walk, holding.place(walk, contact))
    asked = holdings.collect(walk, holdings.register(walk, mother))
    holdings.end(walk, asked, ending=Ending.WITHDRAWN)
    behind.watch(walk)
    return contact


def fed(walk: Walk) -> list[Person]:
    """Return two of whom a system told, and of whom all was written down that can be."""
    rolling.taken(walk, FED)
    moved = [[*each[:5], "7 Sample Street", *each[6:]] for each in FED]
    rolling.taken(make.later(walk, hours=2), moved)
    one, other = walk.as_("manager", lambda _: list(Person.objects.order_by("pk")))
    walk.as_("manager", lambda by: untold.written(one, other, by=by, at=walk.at))
    pairs.answer(walk, pairs.of(walk, one, other), Judged.SAME)
    asked = holdings.collect(walk, holdings.register(walk, one))
    holdings.end(walk, asked, ending=Ending.WITHDRAWN)
    return [one, other]


@dataclass(frozen=True)
class Gone:
    """What was disposed of, in a history that is sealed up to its last certificate."""

    by: Sealer
    made: Certificate
    told: int
    certificates: int
    garden: Garden


def _record(walk: Walk) -> list[Certificate]:
    contact = walk.as_("manager", lambda _: Contact.objects.order_by("pk")[0])
    return [disposing.dispose(walk, contact)]


def _people(walk: Walk) -> list[Certificate]:
    told = walk.as_("manager", lambda _: list(Person.objects.order_by("pk")))
    return [disposing.confirm(walk, disposing.propose_told(walk, each)) for each in told]


# What is written, how it goes, and how much is told of it at least.
WORLDS: dict[str, tuple[Callable[[Walk], object], Callable[[Walk], list[Certificate]], int]] = {
    "record": (lived, _record, ENOUGH),
    "fed": (fed, _people, FEW),
}
BOTH = pytest.mark.parametrize("gone", WORLDS, indirect=True)


@pytest.fixture
def gone(request: pytest.FixtureRequest, tmp_path: Path, database_copy: Copy) -> Iterator[Gone]:
    """Return a disposal of everything that was written; the database is open to a superuser."""
    write, remove, enough = WORLDS[getattr(request, "param", "record")]
    by = sealer(tmp_path)
    with planting() as garden, transaction.atomic():
        write(walk := planted())
    assert len(garden.planted) > enough
    by.all()
    before = len(_telling(database_copy, garden))
    with transaction.atomic():
        made = remove(make.later(walk, days=11 * 366))
    by.all()
    connections["default"].close()
    connections.databases["default"].update(database.parse(database_copy.superuser))
    yield Gone(by, made[-1], before, len(made), garden)
    database_copy.use()


def _columns(cursor: "psycopg.Connection[tuple[object, ...]]") -> list[tuple[str, str]]:
    found = cursor.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' ORDER BY 1, 2"
    )
    return [(str(table), str(column)) for table, column in found]


def _telling(copy: Copy, garden: Garden) -> list[str]:
    """Return every column that tells anything. What a list was called is of no person of it."""
    of_lists = [token for token, it in garden.planted.items() if it.declared.table == "rolls_roll"]
    with psycopg.connect(copy.superuser) as behind_it:
        sorts = behind_it.execute("SELECT facts ->> 'sort' FROM audit_event WHERE facts ? 'sort'")
        of_lists += TOKEN.findall(str(sorts.fetchall()))
        asked = "SELECT EXISTS (SELECT 1 FROM {} WHERE regexp_replace({}::text, %s, '', 'g') ~ %s)"
        return [
            f"{table}.{column}"
            for table, column in _columns(behind_it)
            if table not in OF_STAFF
            and behind_it.execute(
                sql.SQL(asked).format(sql.Identifier(table), sql.Identifier(column)),
                ["|".join(of_lists) or "^$", f"{TOKEN.pattern}|99955\\d{{5}}|{BORN}"],
            ).fetchone()
            == (True,)
        ]


@BOTH
def test_nothing_of_a_disposed_child_is_left_in_any_column_of_any_table(
    gone: Gone, database_copy: Copy
) -> None:
    assert gone.told > (ENOUGH if gone.certificates == 1 else FEW) // 2

    assert _telling(database_copy, gone.garden) == []


# --- History ---


def _behind() -> tampering.Behind:
    connection.ensure_connection()
    behind_it: tampering.Behind = connection.connection
    return behind_it


@BOTH
def test_history_is_whole_with_the_gaps_that_a_certificate_names(gone: Gone) -> None:
    said = queries.said(gone.made)
    assert said.events > 0
    assert said.changes > 0

    verdict = gone.by.check()

    assert verdict.faults == []
    assert verdict.certificates == gone.certificates


# What somebody does who has taken the guards away, and what is said of it.
DEEDS = {
    "DELETE FROM disposal_certificate": "Certificate {certificate} of a disposal is gone.",
    "DELETE FROM audit_event WHERE kind = 'record.disposed'": (
        "Certificate {certificate} of a disposal is not of this history"
    ),
    # One more than is named.
    "DELETE FROM audit_look WHERE id = (SELECT min(id) FROM audit_look)": "Batch 1: look",
    "DELETE FROM audit_rowchange WHERE id = (SELECT max(id) FROM audit_rowchange)": "Batch ",
    # One more is named: the first entry that is there yet, with the digest that its batch has.
    "UPDATE disposal_certificate SET changes = changes || substring((SELECT changes FROM"
    " audit_batch WHERE number = 1) FROM 1 FOR 40)": (
        "Certificate {certificate} of a disposal was changed"
    ),
    "UPDATE disposal_certificate SET said = replace(said, 'below', 'above') || ' '": (
        "Certificate {certificate} of a disposal was changed"
    ),
    "UPDATE disposal_certificate SET events = ''": (
        "Certificate {certificate} of a disposal was changed"
    ),
    'UPDATE audit_event SET facts = facts || \'{{"digest": "x"}}\' WHERE kind ='
    " 'record.disposed'": "Certificate {certificate} of a disposal was changed",
    # A second one that history would tell of, written as if in an earlier transaction.
    "INSERT INTO audit_event (hub_id, subject, kind, facts, by_name, at, xact) SELECT hub_id,"
    " subject, kind, facts, by_name, at, xact FROM audit_event WHERE kind = 'record.disposed'": (
        "Certificate {certificate} of a disposal was changed, or history tells of another"
    ),
}


def test_any_other_gap_and_any_other_certificate_is_found(gone: Gone) -> None:
    assert gone.by.check().is_whole

    for deed, words in DEEDS.items():
        with transaction.atomic():
            tampering.disarm(_behind())
            _behind().execute("ALTER TABLE disposal_certificate DISABLE TRIGGER USER")
            done = _behind().execute(deed.replace("{{", "{").replace("}}", "}").encode())
            assert done.rowcount == 1, deed

            faults = gone.by.check().faults
            transaction.set_rollback(True)

        said = words.format(certificate=gone.made.pk)
        assert any(fault.startswith(said) for fault in faults), (deed, faults)


def test_the_same_gaps_without_a_certificate_are_found_one_by_one(gone: Gone) -> None:
    with transaction.atomic():
        tampering.disarm(_behind())
        _behind().execute("ALTER TABLE disposal_certificate DISABLE TRIGGER USER")
        _behind().execute("DELETE FROM disposal_certificate")
        faults = gone.by.check().faults
        transaction.set_rollback(True)

    missing = [fault for fault in faults if "is gone, or was given another place" in fault]
    said = queries.said(gone.made)
    # That somebody reviewed it was written with the disposal itself, and never sealed.
    assert len(missing) == said.events + said.changes - 1


@pytest.mark.parametrize("what", WORLDS)
def test_what_fails_in_the_middle_leaves_everything_as_it_was(
    database_copy: Copy, what: str
) -> None:
    then = make.walk()
    with transaction.atomic():
        if what == "record":
            asked = disposing.propose(then, make.over(then))
        else:
            asked = disposing.propose_told(then, rolling.untold(then))
    with psycopg.connect(database_copy.superuser) as behind_it:
        before = _counted(behind_it)
        # Certificates are written last: by then every row is removed.
        behind_it.execute(
            "ALTER TABLE disposal_certificate ADD CONSTRAINT broken CHECK (said = '')"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        disposing.confirm(then, asked)

    with psycopg.connect(database_copy.superuser) as behind_it:
        assert _counted(behind_it) == before


def _counted(behind_it: tampering.Behind) -> list[tuple[object, ...]]:
    tables = sorted({table for table, _ in _columns(behind_it)})
    return [
        behind_it.execute(
            sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        ).fetchall()[0]
        for table in tables
    ]
