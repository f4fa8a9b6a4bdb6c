"""A restricted record is for its named readers; for everybody else it does not exist."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from frontdoor.access.models import Membership
from frontdoor.audit.models import Event, Look
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.restricting import operations
from frontdoor.casework.restricting.vocabulary import Reason
from frontdoor.jobs.example import restricting, staff, together
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from frontdoor.people.operations import Told
from tests import make, reporting
from tests.integration.behind import ask, refused
from tests.integration.breaking import sees


def test_a_restricted_record_is_open_to_its_readers_and_unknown_to_others(
    walk: Walk, case: Case
) -> None:
    assert sees(walk, "officer", case)

    restricting.restrict(walk, case.contact, "manager", "social-worker")

    seeing = [short for short in staff.shorts(walk.hub) if sees(walk, short, case)]
    assert seeing == ["social-worker", "manager"]


def test_what_is_restricted_is_told_to_others_in_the_words_for_what_is_not_there(
    walk: Walk, case: Case
) -> None:
    restricting.restrict(walk, case.contact, "manager")
    make.enter("officer")

    with pytest.raises(Unknown) as restricted:
        contacts.case(case.reference, actor=make.actor("officer"), to="test", at=walk.at)
    with pytest.raises(Unknown) as absent:
        contacts.case("CV-27-99999-A", actor=make.actor("officer"), to="test", at=walk.at)
    assert type(restricted.value) is type(absent.value)


def test_every_child_of_the_contact_is_restricted_with_it(walk: Walk) -> None:
    sibling = walk.contact(children=(Told(given_names="A"), Told(given_names="B")))
    both = walk.as_("manager", lambda _: list(sibling.cases.order_by("reference")))

    restricting.restrict(walk, sibling, "manager")

    assert [sees(walk, "triage", each) for each in both] == [False, False]
    assert [sees(walk, "manager", each) for each in both] == [True, True]


def test_what_goes_on_together_is_restricted_together(walk: Walk) -> None:
    first, second = reporting.two(walk)
    together.join(walk, second, first)

    restricting.restrict(walk, first.contact, "manager")

    assert not sees(walk, "triage", second)
    assert sees(walk, "manager", second)


def test_a_report_that_is_joined_later_is_for_the_same_readers(walk: Walk) -> None:
    first, second = reporting.two(walk)
    restricting.restrict(walk, first.contact, "manager", "social-worker")

    together.join(walk, second, first)

    assert not sees(walk, "triage", second)
    assert sees(walk, "social-worker", second)


def test_whoever_restricts_may_hand_it_over_and_sees_it_no_longer(walk: Walk, case: Case) -> None:
    restricting.restrict(walk, case.contact, "social-worker", by="manager-2")

    assert not sees(walk, "manager-2", case)
    assert sees(walk, "social-worker", case)


def test_only_whose_task_it_is_restricts(walk: Walk, case: Case) -> None:
    with pytest.raises(Refused):
        restricting.restrict(walk, case.contact, "officer", by="officer")

    assert restricting.restrict(walk, case.contact, "manager").reference == case.contact.reference


def test_nobody_restricts_twice(walk: Walk, case: Case) -> None:
    restricting.restrict(walk, case.contact, "manager")

    with pytest.raises(Refused, match="restricted already"):
        restricting.restrict(walk, case.contact, "manager")


def test_somebody_of_the_hub_has_to_be_able_to_work_on_it(walk: Walk, case: Case) -> None:
    with pytest.raises(Invalid, match="somebody has to work on it") as raised:
        restricting.restrict(walk, case.contact, "police")

    assert raised.value.field == "readers"


@pytest.mark.parametrize("short", ["early-help-team-team", "performance", "administrator"])
def test_whoever_does_no_casework_cannot_be_a_reader(walk: Walk, case: Case, short: str) -> None:
    with pytest.raises(Invalid, match="no place in the hub"):
        restricting.restrict(walk, case.contact, "manager", short)


@pytest.mark.django_db
def test_after_midnight_in_summer_whose_last_day_is_over_cannot_be_a_reader() -> None:
    walk = make.walk(at=datetime(2027, 6, 30, 22, 50, tzinfo=UTC))  # 23:50 in Coventry.
    gone = walk.actor("triage").user_id
    Membership.objects.filter(user_id=gone).update(until=date(2027, 6, 30))
    first, second = make.case(walk).contact, make.case(walk).contact

    restricting.restrict(walk, first, "manager", "triage")
    with pytest.raises(Invalid, match="no place in the hub"):
        restricting.restrict(make.later(walk, minutes=30), second, "manager", "triage")


def test_another_reason_is_given_in_words(walk: Walk, case: Case) -> None:
    with pytest.raises(Invalid) as raised:
        restricting.restrict(walk, case.contact, "manager", reason=Reason.OTHER)
    assert raised.value.field == "words"

    held = restricting.restrict(
        walk, case.contact, "manager", reason=Reason.OTHER, words="A councillor’s child."
    )
    assert held.words == "A councillor’s child."


def test_why_it_is_restricted_stands_in_no_event(walk: Walk, case: Case) -> None:
    restricting.restrict(walk, case.contact, "manager", reason=Reason.ADOPTED)

    make.enter("manager")
    [event] = Event.objects.filter(kind="record.restricted")
    assert event.facts == {"readers": ["Moira Quayle"]}


def test_an_agency_reads_what_it_was_asked_when_one_of_its_people_is_named(walk: Walk) -> None:
    asked = make.requests(walk, asked=("police", "health"))
    case = asked[0].enquiry.case

    restricting.restrict(walk, case.contact, "manager", "police")

    make.enter("police")
    assert ask("SELECT count(*) FROM gathering_request") == [(1,)]
    make.enter("health")
    assert ask("SELECT count(*) FROM gathering_request") == [(0,)]
    assert ask("SELECT count(*) FROM access_grant") == [(0,)]


def test_readers_are_named_and_ended(walk: Walk, case: Case) -> None:
    held = restricting.restrict(walk, case.contact, "manager", "social-worker")

    restricting.name(walk, held, ["manager", "triage"])

    assert [sees(walk, short, case) for short in ("manager", "triage", "social-worker")] == [
        True,
        True,
        False,
    ]


def test_a_manager_who_cannot_read_it_names_somebody_else_and_never_themselves(
    walk: Walk, case: Case
) -> None:
    held = restricting.restrict(walk, case.contact, "social-worker", by="manager")

    with pytest.raises(Invalid, match="cannot name yourself"):
        restricting.name(walk, held, ["manager-2"], by="manager-2")
    restricting.name(walk, held, ["coordinator"], by="manager-2")

    assert sees(walk, "coordinator", case)
    assert not sees(walk, "manager-2", case)


def test_the_database_lets_nobody_name_themselves(walk: Walk, case: Case) -> None:
    held = restricting.restrict(walk, case.contact, "social-worker", by="manager")
    me = make.enter("manager-2")

    refused(
        "INSERT INTO restricting_reader (hub_id, restriction_id, user_id, name, named_by,"
        " named_by_name, since, ended_by_name) VALUES (%s, %s, %s, 'x', %s, 'x', now(), '')",
        me.hub_id,
        held.pk,
        me.user_id,
        me.user_id,
        words="row-level security",
    )


def test_a_reader_gives_up_their_own_right(walk: Walk, case: Case) -> None:
    held = restricting.restrict(walk, case.contact, "manager", "social-worker")

    restricting.name(walk, held, ["social-worker"])

    assert not sees(walk, "manager", case)


def test_two_who_name_readers_at_once_are_told(walk: Walk, case: Case) -> None:
    held = restricting.restrict(walk, case.contact, "manager")

    with pytest.raises(Stale):
        walk.as_(
            "manager",
            lambda by: operations.name(
                restriction=held, readers=[by.user_id], seen=held.version + 1, by=by, at=walk.at
            ),
        )


def test_the_program_refuses_what_the_wall_let_through(
    walk: Walk, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the database's wall down, the query of the page still finds nothing for others."""
    restricting.restrict(walk, case.contact, "manager")
    manager, officer = make.enter("manager"), make.actor("officer")

    # The database takes whoever asks for a reader; the program knows who it is.
    with pytest.raises(Unknown):
        contacts.case(case.reference, actor=officer, to="test", at=walk.at)
    with pytest.raises(Unknown):
        contacts.get(case.contact.reference, actor=officer, to="test", at=walk.at)
    assert contacts.case(case.reference, actor=manager, to="test", at=walk.at)
    assert not Look.objects.filter(by_id=officer.user_id, subject=case.reference).exists()


def test_the_wall_adds_no_reading_of_whole_tables(walk: Walk, case: Case) -> None:
    restricting.restrict(walk, case.contact, "manager")
    make.enter("officer")

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN (VERBOSE) SELECT * FROM contacts_clock WHERE case_id = %s", [case.pk]
        )
        plan = "\n".join(row for (row,) in cursor.fetchall())

    assert "InitPlan" in plan
    assert "Index Scan" in plan
    assert "frontdoor_hidden" in plan
    assert "SubPlan" not in plan.replace("hashed SubPlan", "")
