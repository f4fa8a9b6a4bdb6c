# ruff: noqa: S608  Table names come from the declarations.
"""What those around a hub can write when they ask the database itself.

Each refusal stands beside what is allowed, so that it is refused for the right reason.
"""

import pytest
from django.conf import settings

from frontdoor.access.wall import Table
from frontdoor.jobs.set_up import TABLES
from tests import make
from tests.integration.behind import (
    DENIED,
    NAMES,
    River,
    ask,
    change,
    nobody,
    refused,
    state_of,
)

pytestmark = pytest.mark.usefixtures("coventry")
EVERY = pytest.mark.parametrize("table", NAMES)
CHANGING = [table for table in TABLES if table.changeable()]
NEVER = 9_999_999  # Nothing has this number.


@pytest.fixture
def surrey(hubs: tuple[River, River]) -> River:
    """Return Surrey, which does not know about Coventry."""
    return hubs[1]


def _party(contact: int, person: int, hub: int) -> tuple[str, list[int]]:
    return (
        "INSERT INTO contacts_party (hub_id, contact_id, person_id, part, kin, same_household,"
        " consent_asked, consent_given, strengths)"
        " VALUES (%s, %s, %s, 'other', '', '', '', '', '')",
        [hub, contact, person],
    )


# --- Another hub's rows ---


def test_a_row_is_added_to_a_contact_of_ones_own_hub(coventry: River) -> None:
    make.enter("manager")

    sql, values = _party(coventry.other.pk, coventry.mother.pk, coventry.walk.hub.pk)

    assert change(sql, *values) == 1


@pytest.mark.parametrize("part", ["contact", "person", "hub"])
def test_a_row_is_not_added_to_what_belongs_to_another_hub(
    part: str, coventry: River, surrey: River
) -> None:
    own = {"contact": coventry.other.pk, "person": coventry.mother.pk, "hub": coventry.walk.hub.pk}
    theirs = {"contact": surrey.other.pk, "person": surrey.mother.pk, "hub": surrey.walk.hub.pk}
    make.enter("manager")

    sql, values = _party(**(own | {part: theirs[part]}))

    refused(sql, *values, words="row-level security")


@pytest.mark.parametrize("part", ["contact", "person"])
def test_what_another_hub_has_is_refused_in_the_same_words_as_what_nobody_has(
    part: str, coventry: River, surrey: River
) -> None:
    """A foreign key, or an index, that answered first would tell that the row exists."""
    own = {"contact": coventry.other.pk, "person": coventry.mother.pk, "hub": coventry.walk.hub.pk}
    theirs = {"contact": surrey.enquiry.case.contact_id, "person": surrey.mother.pk}
    make.enter("manager")

    answers = {
        state_of(_party(**(own | {part: it}))[0], *_party(**(own | {part: it}))[1])
        for it in (theirs[part], NEVER)
    }

    assert answers == {DENIED}


def test_a_grant_for_an_agency_of_another_hub_is_refused(coventry: River) -> None:
    def sql(slug: str, hub: str) -> str:
        return (
            "INSERT INTO access_grant (hub_id, agency_id, kind, record_id, why, since)"
            f" SELECT {coventry.walk.hub.pk}, a.id, 'contact', {coventry.other.pk}, 'x', now()"
            f" FROM access_agency a JOIN access_hub h ON h.id = a.hub_id"
            f" WHERE a.slug = '{slug}' AND h.slug = '{hub}'"
        )

    make.enter("manager")
    assert change(sql("police", "coventry")) == 1

    refused(sql("police", "surrey"), words="row-level security")


@pytest.mark.parametrize("table", CHANGING, ids=lambda table: table.name)
def test_a_change_to_every_row_reaches_the_own_hub_alone(table: Table, surrey: River) -> None:
    name, column = table.name, table.changeable()[0]
    update = f"UPDATE {name} SET {column} = {column} WHERE hub_id = %s"
    make.enter("manager")

    assert change(update, surrey.walk.hub.pk) == 0


def test_a_row_does_not_move_to_another_hub(surrey: River) -> None:
    make.enter("manager")

    refused("UPDATE people_person SET hub_id = %s", surrey.walk.hub.pk, words="permission denied")


def test_a_row_does_not_move_to_another_record(coventry: River) -> None:
    make.enter("manager")

    assert change("UPDATE contacts_party SET kin = 'mother'") > 0
    refused("UPDATE contacts_party SET contact_id = %s", coventry.other.pk, words="permission")


# --- What stays as it was written ---


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("contacts_contact", "received_at"),
        ("contacts_contact", "reference"),
        ("contacts_clock", "due_at"),
        ("contacts_clock", "started_at"),
        ("contacts_receipt", "code"),
        ("enquiries_enquiry", "opened_at"),
        ("gathering_request", "basis"),
        ("disclosures_telling", "words"),
        ("disclosures_clearance", "words"),
        ("disclosures_product", "contents"),
        ("people_link", "why"),
        ("people_pair", "weight"),
        ("access_grant", "record_id"),
    ],
)
def test_what_was_promised_or_sent_cannot_be_rewritten(table: str, column: str) -> None:
    make.enter("manager")

    refused(f"UPDATE {table} SET {column} = {column}", words="permission denied")


@EVERY
def test_no_row_is_deleted(table: str) -> None:
    make.enter("manager")

    refused(f"DELETE FROM {table}", words="permission denied")


@EVERY
def test_no_table_is_emptied(table: str) -> None:
    make.enter("manager")

    refused(f"TRUNCATE {table} CASCADE", words="permission denied")


# --- Who may write what ---


def test_without_a_context_nothing_can_be_written(coventry: River) -> None:
    nobody()

    assert change("UPDATE people_person SET school = 'Elsewhere'") == 0
    sql, values = _party(coventry.other.pk, coventry.mother.pk, coventry.walk.hub.pk)
    refused(sql, *values, words="row-level security")


def test_a_partner_changes_its_own_request_and_no_other() -> None:
    make.enter("police")

    assert change("UPDATE gathering_request SET returned_by_name = 'More.'") == 1
    assert change("UPDATE contacts_contact SET concern = ''") == 0
    assert change("UPDATE people_person SET school = ''") == 0
    assert change("UPDATE enquiries_enquiry SET rating = 'green'") == 0


def test_nobody_answers_for_an_agency() -> None:
    make.enter("manager")

    assert change("UPDATE gathering_request SET returned_by_name = 'In its name.'") == 0
    in_its_name = "UPDATE disclosures_product SET acknowledged_by_name = 'Its name.'"
    refused(in_its_name, words="row-level security")


def test_an_agency_does_not_answer_a_request_to_another(coventry: River) -> None:
    make.enter("manager")
    health = ask(
        "SELECT id FROM gathering_request WHERE agency_id ="
        " (SELECT id FROM access_agency WHERE slug = 'health' AND hub_id = %s)",
        coventry.walk.hub.pk,
    )[0][0]
    police = make.enter("police")

    refused(
        "INSERT INTO gathering_finding (hub_id, request_id, agency_id, person_id, answer, facts,"
        " why_not_shared, caveats, sensitive_health)"
        " VALUES (%s, %s, %s, %s, 'nothing_held', '', '', '{}', false)",
        police.hub_id,
        int(str(health)),
        police.agency_id,
        coventry.mother.pk,
        words="row-level security",
    )


@pytest.mark.parametrize("short", ["performance", "administrator", "early-help-team-team"])
def test_whoever_stands_outside_writes_no_case(short: str, coventry: River) -> None:
    make.enter(short)

    sql, values = _party(coventry.other.pk, coventry.mother.pk, coventry.walk.hub.pk)

    refused(sql, *values, words="row-level security")


def test_an_event_is_written_in_ones_own_name_only(coventry: River) -> None:
    me = make.enter("officer")
    event = (
        "INSERT INTO audit_event (hub_id, subject, kind, facts, by_id, by_name, at)"
        " VALUES (%s, 'CV-27-00001-A', 'decided', '{}', %s, 'x', now())"
    )

    assert change(event, me.hub_id, me.user_id) == 1
    refused(event, me.hub_id, make.actor("manager").user_id, words="row-level security")


# --- The wall itself ---


@pytest.mark.parametrize(
    "sql",
    [
        "SET ROLE {owner}",
        "SET SESSION AUTHORIZATION {owner}",
        "SET session_replication_role = replica",
        "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE people_person DISABLE TRIGGER ALL",
        "DROP POLICY frontdoor_see ON people_person",
        "CREATE POLICY mine ON people_person USING (true)",
        "DROP TRIGGER frontdoor_remember ON people_person",
        "CREATE TRIGGER mine BEFORE INSERT ON people_person FOR EACH ROW"
        " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE OR REPLACE FUNCTION public.frontdoor_remember_row() RETURNS trigger"
        " LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "DROP FUNCTION frontdoor_remember_row()",
        "ALTER FUNCTION frontdoor_remember_row() SET search_path = ''",
        "CREATE TABLE public.mine (id int)",
        "CREATE TEMPORARY TABLE audit_rowchange (id int)",
        "CREATE SCHEMA mine",
        "CREATE RULE mine AS ON INSERT TO audit_rowchange DO INSTEAD NOTHING",
        "COMMENT ON TABLE people_person IS 'as it should be'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0002', now())",
        "DELETE FROM django_migrations",
        "UPDATE policy_policyversion SET source = ''",
        "INSERT INTO policy_policyversion (hub_id, number, effective_from, source, law, sha256)"
        " SELECT id, 9, now(), '', '', '' FROM access_hub",
        "UPDATE access_agency SET kind = 'hub'",
        "UPDATE access_counter SET year = 1999",
        "DELETE FROM access_user",
        "SELECT setval('contacts_contact_id_seq', 1)",
    ],
)
def test_the_application_cannot_open_the_wall(sql: str) -> None:
    make.enter("manager")

    state = state_of(sql.replace("{owner}", settings.OWNER_ROLE))

    assert state == DENIED


def test_the_application_has_nothing_to_give_away() -> None:
    make.enter("manager")

    ask("GRANT SELECT ON people_person TO PUBLIC")  # A warning: it has nothing to grant.

    assert ask("SELECT has_table_privilege('pg_monitor', 'people_person', 'SELECT')") == [(False,)]


# --- Unique keys ---


def test_a_reference_that_another_hub_gave_tells_nothing_but_its_number(
    coventry: River, surrey: River
) -> None:
    """References count up from one in each hub: that one was given is no news (see decisions)."""
    me = make.enter("manager")
    insert = (
        "INSERT INTO contacts_contact (hub_id, version, stage, policy_version_id, reference,"
        " form_key, channel, received_at, taken_by, concern, childs_words, strengths, where_now,"
        " kept_from_family, family_told, family_told_what, not_asked_ground,"
        " not_asked_why, bases)"
        " VALUES (%s, 1, 'being_taken', %s, %s, gen_random_uuid(), 'telephone', now(), %s,"
        " '', '', '', '', '', '', '', '', '', '{}')"
    )

    refused(
        insert,
        me.hub_id,
        coventry.other.policy_version_id,
        surrey.other.reference,
        me.user_id,
        state="23505",
        words=r"^duplicate key value violates unique constraint \"\w+\"\s*$",
    )


def test_a_contact_lives_under_the_rules_of_its_own_hub(coventry: River, surrey: River) -> None:
    me = make.enter("manager")
    insert = (
        "INSERT INTO contacts_clock (hub_id, case_id, policy_version_id, span, unit, started_at,"
        " warn_at, due_at) VALUES (%s, %s, %s, 'mine', 'clock hours', now(), now(), now())"
    )
    own, theirs = (each.other.policy_version_id for each in (coventry, surrey))

    assert change(insert, me.hub_id, coventry.enquiry.case_id, own) == 1
    refused(insert, me.hub_id, coventry.enquiry.case_id, theirs, words="row-level security")
