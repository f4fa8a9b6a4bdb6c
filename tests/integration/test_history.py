"""Every change of a row is remembered by the database itself, and nobody can write it otherwise."""

from itertools import product

import psycopg
import pytest
from django.db import transaction
from django.db.models import F
from psycopg.errors import InsufficientPrivilege

from frontdoor.audit.models import Event, Look, RowChange
from frontdoor.casework.contacts.models import Contact
from frontdoor.jobs.example.walk import Walk
from frontdoor.jobs.set_up import TABLES
from frontdoor.people.models import Person
from tests import make
from tests.database import Copy
from tests.integration.behind import ask, change, nobody, refused, river

pytestmark = pytest.mark.django_db

REMEMBERED = [table.name for table in TABLES if table.history]
# What the program finds by itself nobody wrote: the row is its own history until somebody answers.
WRITTEN = {"people_pair": " WHERE found_by IS NOT NULL", "searches_hiddenmatch": " WHERE false"}
GROWING = ("audit_event", "audit_look", "audit_rowchange", "gathering_finding")
REMOVALS = ("DELETE FROM {}", "UPDATE {} SET hub_id = hub_id", "TRUNCATE {}")


def _last() -> RowChange:
    return RowChange.objects.latest("pk")


def test_every_row_behind_the_wall_was_remembered_with_who_wrote_it(walk: Walk) -> None:
    river("coventry")

    make.enter("manager")
    written = {
        name: ask(f"SELECT count(*) FROM {name}{WRITTEN.get(name, '')}")[0][0]  # noqa: S608
        for name in REMEMBERED
    }
    told = RowChange.objects.filter(action="INSERT", by_id__isnull=False)

    assert {name: told.filter(table=name).count() for name in REMEMBERED} == written


def test_a_change_of_many_rows_at_once_is_remembered_for_each(walk: Walk) -> None:
    contact = walk.contact()
    walk.contact()
    manager = make.enter("manager")

    Contact.objects.update(concern="Rewritten all at once.")

    changes = RowChange.objects.filter(table="contacts_contact", action="UPDATE")
    who_and_what = changes.values_list("by_id", "before__concern")
    assert list(who_and_what) == [(manager.user_id, "")] * 2
    assert changes.filter(row_id=contact.pk, after__concern="Rewritten all at once.").count() == 1


def test_a_change_by_plain_sql_is_remembered_as_well(walk: Walk) -> None:
    walk.contact()
    manager = make.enter("manager")

    change("UPDATE people_person SET school = 'Elsewhere Primary'")

    last = _last()
    assert (last.table, last.action, last.by_id) == ("people_person", "UPDATE", manager.user_id)
    assert last.before is not None
    assert last.after is not None
    assert (last.before["school"], last.after["school"]) == ("", "Elsewhere Primary")


def test_a_change_that_nobody_answers_for_is_not_made(walk: Walk) -> None:
    walk.contact()
    make.enter("manager")

    ask("SELECT set_config('frontdoor.user', '', true)")

    refused("UPDATE people_person SET school = 'x'", words="row-level security")


def test_a_change_that_is_taken_back_leaves_no_history(walk: Walk) -> None:
    walk.contact()
    make.enter("manager")
    before = RowChange.objects.count()

    with transaction.atomic():
        Person.objects.update(version=F("version") + 1)
        transaction.set_rollback(True)

    assert RowChange.objects.count() == before


def test_history_cannot_be_forged() -> None:
    me = make.enter("manager")

    refused(
        'INSERT INTO audit_rowchange (hub_id, "table", row_id, action, by_id, at)'
        " VALUES (%s, 'people_person', 1, 'UPDATE', %s, now())",
        me.hub_id,
        me.user_id,
        words="written by the database alone",
    )


def test_history_cannot_be_forged_out_of_sight() -> None:
    nobody()

    refused(
        'INSERT INTO audit_rowchange (hub_id, "table", row_id, action, at)'
        " VALUES (1, 'people_person', 1, 'UPDATE', now())",
        words="written by the database alone",
    )


@pytest.mark.parametrize("model", [Event, Look, RowChange])
def test_what_happened_is_not_changed_by_the_program(
    model: type[Event] | type[Look] | type[RowChange], walk: Walk
) -> None:
    walk.contact()
    make.enter("manager")

    refused(f"UPDATE {model._meta.db_table} SET at = now()", words="permission denied")  # noqa: S608


@pytest.mark.django_db(transaction=True)
def test_what_happened_stays_even_for_the_owner_and_the_superuser(database_copy: Copy) -> None:
    river("coventry")

    for address in (database_copy.owner, database_copy.superuser):
        for sql, table in product(REMOVALS, GROWING):
            with psycopg.connect(address) as behind:
                if address == database_copy.owner:
                    behind.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
                with pytest.raises(InsufficientPrivilege, match="what happened stays"):
                    behind.execute(sql.format(table))
                behind.rollback()


@pytest.mark.django_db(transaction=True)
def test_what_happened_stays_for_whoever_says_that_they_only_copy(database_copy: Copy) -> None:
    """Guards stand also where triggers are told that the rows come from another server."""
    river("coventry")

    for sql, table in product(REMOVALS, ("audit_event", "audit_look", "audit_rowchange")):
        with psycopg.connect(database_copy.superuser) as behind:
            behind.execute("SET session_replication_role = replica")
            with pytest.raises(InsufficientPrivilege, match="what happened stays"):
                behind.execute(sql.format(table))
            behind.rollback()


@pytest.mark.django_db(transaction=True)
def test_a_change_by_whoever_says_that_they_only_copy_is_remembered(database_copy: Copy) -> None:
    river("coventry")

    with psycopg.connect(database_copy.superuser) as behind:
        behind.execute("SET session_replication_role = replica")
        before = behind.execute("SELECT count(*) FROM audit_rowchange").fetchall()[0][0]
        done = behind.execute("UPDATE people_person SET school = 'Elsewhere Primary'").rowcount
        after = behind.execute("SELECT count(*) FROM audit_rowchange").fetchall()[0][0]

    assert done
    assert after - before == done


@pytest.mark.django_db(transaction=True)
def test_a_pack_that_was_in_force_stays_even_for_the_owner(database_copy: Copy) -> None:
    with psycopg.connect(database_copy.owner) as behind:
        with pytest.raises(InsufficientPrivilege, match="what happened stays"):
            behind.execute("UPDATE policy_policyversion SET source = ''")
        behind.rollback()


@pytest.mark.django_db(transaction=True)
def test_nothing_can_stand_in_front_of_what_the_guards_write_to(
    walk: Walk, database_copy: Copy
) -> None:
    """A temporary table of the same name is found first by a function that does not say where."""
    with psycopg.connect(database_copy.superuser) as behind:
        behind.execute("GRANT TEMPORARY ON DATABASE " + database_copy.name + " TO PUBLIC")

    with transaction.atomic():
        ask("CREATE TEMPORARY TABLE audit_rowchange (LIKE public.audit_rowchange)")
        make.enter("officer")
        ask("UPDATE pg_temp.audit_rowchange SET at = now()")  # It is there, and in front.
        walk.contact()

        assert ask("SELECT count(*) FROM pg_temp.audit_rowchange") == [(0,)]
        make.enter("manager")
        assert ask("SELECT count(*) > 0 FROM public.audit_rowchange") == [(True,)]
