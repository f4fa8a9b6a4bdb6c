# ruff: noqa: S608  Table names come from the declarations.
"""What each of those around a hub can see when they ask the database itself.

Every test works as the application's role, with SQL of its own: no page, no rule and no query of
the program stands between. Two hubs are full of rows in every table behind the wall.
"""

import pytest
from django.apps import apps

from frontdoor.access import context
from frontdoor.casework.contacts import rules
from frontdoor.jobs.set_up import OPEN, TABLES
from tests import make
from tests.integration.behind import NAMES, River, ask, nobody, seen

pytestmark = pytest.mark.usefixtures("coventry")
EVERY = pytest.mark.parametrize("table", NAMES)
# Seen by nobody but the program itself.
ITS_OWN = {"searches_checked"}


def _seen_by_a_manager(
    table: str, what: str, *, hub_slug: str = "coventry"
) -> list[tuple[object, ...]]:
    """Return what a manager finds in a table, or the program where nobody else finds anything."""
    if table in ITS_OWN:
        with context.inside(make.hub(hub_slug).pk):
            return ask(f"SELECT {what} FROM {table}")
    make.enter("manager", hub_slug=hub_slug)
    return ask(f"SELECT {what} FROM {table}")


@EVERY
def test_a_manager_finds_rows_in_every_table_so_that_these_tests_say_something(table: str) -> None:
    assert _seen_by_a_manager(table, "count(*) > 0") == [(True,)]


@EVERY
def test_without_a_context_a_table_is_empty(table: str) -> None:
    nobody()

    assert ask(f"SELECT count(*) FROM {table}") == [(0,)]


@EVERY
def test_the_rows_of_another_hub_are_out_of_sight(table: str) -> None:
    there = _seen_by_a_manager(table, "DISTINCT hub_id", hub_slug="surrey")

    assert there == [(make.hub("surrey").pk,)]


@EVERY
def test_the_hub_alone_is_not_enough_of_a_context(table: str, coventry: River) -> None:
    nobody()

    ask("SELECT set_config('frontdoor.hub', %s, true)", str(coventry.walk.hub.pk))

    assert ask(f"SELECT count(*) FROM {table}") == [(0,)]


def test_a_partner_sees_what_it_was_asked_about_and_its_own_answers(coventry: River) -> None:
    make.enter("police")

    assert seen() == {
        "access_grant": 5,  # The enquiry, its contact, and three people.
        "actions_action": 1,
        "actions_actionperson": 1,
        "actions_retiming": 1,
        "audit_event": 3,  # That it answered, what it did, and what may go on in its words.
        "audit_look": 3,
        "people_person": 3,
        "people_relationship": 1,
        "contacts_contact": 1,
        "contacts_party": 3,
        "contacts_case": 1,
        "enquiries_enquiry": 1,
        "gathering_request": 1,
        "gathering_supplement": 1,
        "gathering_chase": 1,
        "gathering_finding": 2,
        "gathering_opinion": 1,
        "disclosures_telling": 1,
        "disclosures_clearance": 1,
        "ledger_entry": 1,  # What it shared itself.
        "strategy_invitation": 1,  # To a discussion of another case, whose child is out of sight.
    }
    assert ask("SELECT reference FROM contacts_contact") == [
        (coventry.enquiry.case.contact.reference,)
    ]


@pytest.mark.parametrize(
    "table",
    [
        "contacts_referrer", "contacts_clock", "contacts_receipt", "decisions_decision",
        "disclosures_product", "people_link", "people_involvement", "audit_rowchange",
        "strategy_discussion", "people_pair", "people_residence", "people_adoption",
        "people_marker",
        "people_number", "people_vehicle", "people_bond", "people_responsibility",
    ],
)  # fmt: skip
@pytest.mark.parametrize("agency", ["police", "health", "education"])
def test_a_partner_never_sees(agency: str, table: str) -> None:
    make.enter(agency)

    assert ask(f"SELECT count(*) FROM {table}") == [(0,)]


def test_an_invitation_shows_when_and_how_and_nothing_of_the_child(coventry: River) -> None:
    make.enter("police")

    assert ask("SELECT reference, chair FROM strategy_invitation") == [
        (f"{coventry.other.reference}-A", "Responsive Services")
    ]
    assert ask("SELECT count(*) FROM contacts_case WHERE contact_id = %s", coventry.other.pk) == [
        (0,)
    ]
    make.enter("education")
    assert ask("SELECT count(*) FROM strategy_invitation") == [(0,)]


def test_a_partner_does_not_see_what_another_agency_answered() -> None:
    own = make.enter("education").agency_id

    assert ask("SELECT DISTINCT agency_id FROM gathering_finding") == [(own,)]
    assert ask("SELECT DISTINCT agency_id FROM gathering_request") == [(own,)]


def test_a_grant_that_has_ended_hides_the_case_again(coventry: River) -> None:
    make.enter("manager")
    ask("UPDATE access_grant SET until = now()")

    make.enter("police")

    assert not {"contacts_contact", "contacts_case", "enquiries_enquiry", "people_person"} & set(
        seen()
    )


def test_the_same_agency_of_another_hub_sees_nothing_here() -> None:
    make.enter("police", hub_slug="durham")

    assert seen() == {}


def test_a_receiving_team_sees_its_products_alone(coventry: River) -> None:
    make.enter("early-help-team-team")

    # The product, and that nobody has acknowledged it.
    assert seen() == {"disclosures_product": 1, "watch_notice": 1}
    assert ask("SELECT reference FROM disclosures_product") == [(coventry.product.reference,)]


def test_a_team_that_received_nothing_sees_nothing() -> None:
    make.enter("disability-team")

    assert seen() == {}


def test_a_referrer_sees_the_one_receipt_of_their_code(coventry: River) -> None:
    reference = coventry.enquiry.case.contact.reference
    code = rules.code(reference, secret=coventry.walk.secret)

    context.enter_as_referrer(code=rules.digest(reference, code))

    assert seen() == {"contacts_receipt": 1}
    assert ask("SELECT reference FROM contacts_receipt") == [(reference,)]


def test_a_wrong_code_shows_nothing(coventry: River) -> None:
    context.enter_as_referrer(code=rules.digest("CV-27-00001", "AAAAA-AAAAA"))

    assert seen() == {}


# Four cases in one tally each, one of the past, and two that nobody is in any more.
FIGURES = {"oversight_tally": 8, "oversight_gone": 1, "oversight_count": 1}


def test_a_performance_officer_sees_figures_and_no_case() -> None:
    make.enter("performance")

    assert seen() == FIGURES


def test_an_administrator_sees_figures_and_what_agencies_signed_and_no_case() -> None:
    make.enter("administrator")

    sees = seen()
    signed = sees.pop("agreements_signature")
    assert signed > 1
    # One event for the agreement, and one for each signature.
    assert sees == FIGURES | {"agreements_agreement": 1, "audit_event": signed + 1}


@pytest.mark.parametrize("short", ["police", "early-help-team-team", "performance"])
def test_what_agencies_signed_is_for_the_hub_and_its_administrators(short: str) -> None:
    make.enter(short)

    assert not {"agreements_agreement", "agreements_signature"} & set(seen())


@pytest.mark.parametrize("short", ["officer", "social-worker", "police", "early-help-team-team"])
def test_figures_are_for_those_who_answer_for_the_hub(short: str) -> None:
    make.enter(short)

    assert not set(FIGURES) & set(seen())


def test_what_is_held_and_not_shared_is_seen_by_managers_and_its_originator(
    coventry: River,
) -> None:
    held = "SELECT count(*) FROM gathering_finding WHERE answer = 'held_not_shared'"
    who = ["manager", "health", "officer", "triage", "social-worker", "coordinator", "police"]

    sees = {short: ask(held)[0][0] for short in who if make.enter(short)}

    assert [short for short, count in sees.items() if count] == ["manager", "health"]


def test_history_does_not_tell_what_the_finding_itself_hides() -> None:
    why = "SELECT count(*) FROM audit_rowchange WHERE after ->> 'why_not_shared' <> ''"

    make.enter("manager")
    assert ask(why) == [(1,)]

    make.enter("social-worker")
    assert ask(why) == [(0,)]


def test_planned_rows_and_samples_of_a_table_are_out_of_sight_too() -> None:
    nobody()

    assert ask("SELECT * FROM pg_stats WHERE tablename = 'people_person'") == []
    assert ask("SELECT count(*) FROM people_person TABLESAMPLE SYSTEM (100)") == [(0,)]


def test_every_table_of_the_house_is_behind_the_wall_or_declared_open() -> None:
    declared = {*NAMES, *(table.name for table in OPEN)}

    tables = {
        table
        for model in apps.get_models(include_auto_created=True)
        for table in [model._meta.db_table]
    }

    assert tables - declared == set()
    assert declared - tables == {"django_migrations"}


def test_no_table_that_refers_to_a_case_or_a_person_is_declared_open() -> None:
    """A table beside case data is found by what it refers to, at however many removes."""
    models = apps.get_models(include_auto_created=True)
    walled = {table.model for table in TABLES}
    refers = {
        model
        for model in models
        for field in model._meta.concrete_fields
        if field.related_model in walled
    }

    assert refers - walled == set()
