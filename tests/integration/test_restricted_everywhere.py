"""What is restricted is in no table for anybody but its readers: a whole hub of such records."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from frontdoor.access import context
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.restricting import queries
from frontdoor.casework.restricting.models import Restriction
from frontdoor.jobs.example import restricting
from frontdoor.people.models import SourceRecord
from tests import make, pairs
from tests.integration.behind import NAMES, River, ask, change, refused, river, seen

# What somebody wrote themselves stays theirs; figures and agreements name nobody, and neither does
# what is left of a record that is gone.
ONES_OWN = {
    "disposal_certificate", "disposal_disposal",
    "agreements_agreement", "agreements_signature", "ledger_entry",
    "audit_event", "audit_look", "access_draft", "access_savedlist", "oversight_tally",
    "oversight_count", "oversight_gone", "oversight_past", "watch_heartbeat",
}  # fmt: skip
# The files of another system and who brought them: those whom it told of are hidden, as they are
# linked to people of restricted records.
BROUGHT = {"rolls_roll", "rolls_piece", "people_source"}
# Who names readers knows that there are such records, and of the looks at them.
OVERSEEING = {
    "restricting_restriction", "restricting_reader", "restricting_breakglass", "watch_notice",
    "watch_mark",
}  # fmt: skip


OTHERS = """
SELECT kind, subject FROM audit_event
WHERE kind NOT LIKE 'agreement.%%' AND kind NOT LIKE 'roll.%%' AND kind <> 'record.disposed'
AND by_id <> %s
"""


@pytest.fixture(scope="module")
def whole(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[River]:
    """Return a hub with rows in every table, all of them of restricted records."""
    with django_db_blocker.unblock(), transaction.atomic():
        filled = river("coventry")
        make.enter("manager")
        child = filled.enquiry.case.child
        for told in SourceRecord.objects.select_related("person"):
            pairs.linked(filled.walk, told.person, child)
        free = Contact.objects.exclude(pk__in=Restriction.objects.values("contact_id"))
        for contact in list(free.order_by("pk")):
            if not queries.of(contact.pk):
                restricting.restrict(filled.walk, contact)
        yield filled
        transaction.set_rollback(True)


@pytest.fixture
def all_restricted(whole: River) -> Iterator[River]:
    """Return that hub; what a test does to it is taken back."""
    with transaction.atomic():
        yield whole
        transaction.set_rollback(True)


@pytest.mark.parametrize("short", ["officer", "triage", "coordinator", "police", "health"])
def test_nobody_but_its_readers_finds_a_row_of_a_restricted_record_in_any_table(
    all_restricted: River, short: str
) -> None:
    me = make.enter(short).user_id

    assert set(seen()) - ONES_OWN - BROUGHT <= {"restricting_breakglass"}
    assert ask(OTHERS, me) == []
    assert ask("SELECT count(*) FROM audit_look WHERE by_id <> %s", me) == [(0,)]
    assert ask("SELECT count(*) FROM restricting_breakglass WHERE opened_by <> %s", me) == [(0,)]


def test_a_manager_who_is_no_reader_sees_that_there_are_such_records_and_nothing_of_them(
    all_restricted: River,
) -> None:
    me = make.enter("manager-2").user_id

    changed = 'SELECT DISTINCT "table" FROM audit_rowchange'
    assert {str(name) for (name,) in ask(changed)} <= ONES_OWN | BROUGHT
    assert set(seen()) - ONES_OWN - BROUGHT - {"audit_rowchange"} == OVERSEEING
    assert ask(OTHERS, me) == []


def test_its_readers_see_all_of_it(all_restricted: River) -> None:
    make.enter("manager")

    # When it looked behind the wall, the program alone knows.
    assert set(NAMES) - set(seen()) == {"searches_checked"}


def test_nothing_of_it_can_be_changed_by_others_without_looking(all_restricted: River) -> None:
    make.enter("officer")

    for table, column in (
        ("contacts_contact", "concern"), ("contacts_case", "possible_red"),
        ("people_person", "gp"), ("decisions_decision", "rationale"),
    ):  # fmt: skip
        assert change(f"UPDATE {table} SET {column} = 'x'") == 0  # noqa: S608


def test_nothing_is_added_below_it_by_others(all_restricted: River) -> None:
    case = all_restricted.enquiry.case
    me = make.enter("triage")

    refused(
        "INSERT INTO contacts_protection"
        " (hub_id, case_id, used_by, began_at, place, noted_by, ended_how, version)"
        " VALUES (%s, %s, 'x', now(), 'x', %s, '', 1)",
        me.hub_id,
        case.pk,
        me.user_id,
        words="row-level security",
    )


def test_a_team_still_reads_what_it_was_sent_before(all_restricted: River) -> None:
    team = all_restricted.product.team.slug.replace("_", "-")
    make.enter(f"{team}-team")

    assert seen()["disclosures_product"] == 1


def test_the_program_itself_sees_it_so_that_no_promise_is_lost(all_restricted: River) -> None:
    with context.inside(all_restricted.walk.hub.pk):
        assert ask("SELECT count(*) > 0 FROM contacts_clock WHERE stopped_at IS NULL") == [(True,)]
        assert ask("SELECT count(*) > 1 FROM contacts_contact") == [(True,)]


def test_what_is_to_go_is_not_told_of_once_it_is_restricted(all_restricted: River) -> None:
    make.enter("manager-2")

    assert ask("SELECT stage, contact_id FROM disposal_disposal") == [("disposed", None)]
