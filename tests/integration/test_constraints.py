"""What must never be false: for each constraint somebody who breaks it, and is refused by it.

Each wall is tested with the others switched off (trust.md section 3): these tests work as the
database's administrator, whom neither policies nor privileges hold back, so that the constraint
alone refuses.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, connections, models, transaction
from pytest_django import DjangoDbBlocker

from config import database
from frontdoor.access import operations as access
from frontdoor.access.models import Agency, Counter, Draft, Grant, Membership
from frontdoor.casework.actions.models import Action, Retiming
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Clock, Contact, Party
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.triage.models import (
    Allocation,
    Callback,
    ChronologyLine,
    SystemCheck,
)
from frontdoor.jobs.example import acting, looking
from frontdoor.jobs.example.walk import ROBIN, Walk
from frontdoor.people import operations as people
from frontdoor.people.models import Involvement, Link, Person, Relationship
from frontdoor.people.vocabulary import Kin, Service
from frontdoor.policy.models import BankHoliday, PolicyVersion
from tests import make
from tests.database import Copy
from tests.integration import breaking, rows
from tests.integration.rows import again as _again
from tests.integration.rows import changed as _changed
from tests.integration.sharing import SHARING

pytestmark = pytest.mark.django_db

Row = TypeVar("Row", bound=models.Model)
Breaker = Callable[[Walk], None]
BEFORE, DAY = make.MONDAY_9AM - timedelta(days=1), date(2027, 3, 1)


@pytest.fixture(autouse=True, scope="module")
def nothing_else_refuses(
    django_db_setup: None, database_copy: Copy, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Let Django work as the administrator for these tests."""
    with django_db_blocker.unblock():
        connections["default"].close()
        connections.databases["default"].update(database.parse(database_copy.superuser))
        yield
        database_copy.use()


def _draft(walk: Walk) -> Draft:
    officer = make.enter("officer")
    access.keep_draft(path="/contacts/new/", tab="one", step=1, typed={}, by=officer, at=walk.at)
    return Draft.objects.get()


def _seen(row: Row) -> Row:
    """Return a row as the manager sees it: a walk ends as whoever took the last step."""
    make.enter()
    return row


def _membership() -> Membership:
    return Membership.objects.filter(hub=make.hub()).order_by("pk")[:1].get()


def _grant(walk: Walk) -> Grant:
    agency, by = make.requests(walk)[0].agency, make.enter()
    access.grant(agency=agency, kind="test", record_id=1, why="Asked", by=by, at=walk.at)
    return Grant.objects.get(agency=agency, kind="test")


def _person() -> Person:
    return people.write_down(replace(ROBIN), by=make.enter())


def _person_and_themselves() -> Relationship:
    somebody = _person()
    return Relationship(hub=make.hub(), person=somebody, other=somebody, kin=Kin.SIBLING)


def _linked_to_themselves(walk: Walk) -> Link:
    made = _link(walk)
    made.same_as = made.person
    return made


def _link(walk: Walk) -> Link:
    return people.link(
        person=_person(),
        same_as=_person(),
        why="The same date of birth",
        subject="CV-27-00001-A",
        by=make.enter(),
        at=walk.at,
    )


def _involvement(walk: Walk) -> Involvement:
    return people.note_involvement(
        person=_person(),
        service=Service.EARLY_HELP,
        opened_on=DAY,
        source="Early Help’s own register",
        by=make.enter(),
        at=walk.at,
    )


def _contact(walk: Walk) -> Contact:
    return _seen(make.contact(walk))


def _case(walk: Walk) -> Case:
    return _seen(make.case(walk))


def _party(walk: Walk) -> Party:
    return contacts.parties(_contact(walk))[0]


def _clock(walk: Walk) -> Clock:
    return contacts.clocks(_case(walk))[0]


def _rated(walk: Walk) -> Enquiry:
    return _seen(make.enquiry(walk))


def _asked(walk: Walk) -> Request:
    return _seen(make.requests(walk)[0])


def _action(walk: Walk) -> Action:
    return _seen(acting.set_action(walk, make.case(walk)))


def _retimed(walk: Walk) -> Retiming:
    action = _action(walk)
    acting.retime(walk, action, due_at=walk.at + timedelta(hours=6))
    return _seen(action.retimings.get())


def _allocated(walk: Walk) -> Allocation:
    return _seen(looking.allocate(walk, make.in_triage(walk)))


def _found_out(walk: Walk, model: type[Row]) -> Row:
    """Return the newest row of what triage found out."""
    looking.look_into(walk, make.in_triage(walk))
    return _seen(model._base_manager.order_by("-pk")[:1].get())


def _struck(walk: Walk, model: type[Row]) -> None:
    _changed(_found_out(walk, model), struck_at=BEFORE)


BREAKERS: dict[str, Breaker] = {
    # audit
    "a_batch_holds_a_stretch_of_transactions": lambda walk: _again(
        rows.batch(walk), number=2, until=1
    ),
    "there_is_one_sealing": lambda walk: _again(rows.sealing(walk), id=2),
    # access
    "agency_is_once_in_a_hub": lambda walk: _again(
        Agency.objects.filter(hub=walk.hub).order_by("pk")[:1].get()
    ),
    "membership_ends_after_it_begins": lambda walk: _again(
        _membership(), since=DAY, until=BEFORE.date()
    ),
    "agency_is_granted_a_record_once": lambda walk: _again(_grant(walk)),
    "a_tab_keeps_one_draft_of_a_page": lambda walk: _again(_draft(walk)),
    "somebody_has_one_list_of_a_name": lambda walk: _again(
        make.saved_list(walk), opens_first=False
    ),
    "one_list_of_somebodys_opens_first": lambda walk: _again(make.saved_list(walk), name="Another"),
    "one_counter_a_year": lambda walk: _again(
        Counter.objects.get_or_create(hub=walk.hub, year=2027)[0]
    ),
    # policy
    "policy_is_numbered_once": lambda walk: _again(PolicyVersion.objects.get(hub=walk.hub)),
    "policy_counts_from_one": lambda walk: _again(
        PolicyVersion.objects.get(hub=walk.hub), number=0
    ),
    "a_bank_holiday_is_listed_once": lambda walk: _again(
        BankHoliday.objects.order_by("pk")[:1].get(), name="The same day"
    ),
    **rows.ENTRANCE,
    # people
    "nobody_is_related_to_themselves": lambda walk: _again(_person_and_themselves()),
    "a_link_joins_two_records": lambda walk: _again(_linked_to_themselves(walk)),
    "two_records_are_linked_once": lambda walk: _again(_link(walk)),
    "an_undone_link_has_both_who_and_when": lambda walk: _changed(_link(walk), undone_at=walk.at),
    **rows.PAIRS,
    "involvement_closes_after_it_opens": lambda walk: _changed(
        _involvement(walk), closed_on=BEFORE.date()
    ),
    # contacts
    "one_form_is_one_contact": lambda walk: _again(
        _contact(walk), reference="CV-27-99999", stage="being_taken"
    ),
    "a_person_has_one_part_in_a_contact": lambda walk: _again(_party(walk)),
    "consent_given_was_asked_for": lambda walk: _changed(
        _party(walk), consent_asked="", consent_given="yes"
    ),
    "a_child_is_once_in_a_contact": lambda walk: _again(
        _case(walk), reference="CV-27-99999-A", stage="awaiting"
    ),
    "a_route_has_both_who_and_when": lambda walk: _changed(_case(walk), routed_at=walk.at),
    "a_case_ended_when_it_is_over_and_not_before": lambda walk: _changed(
        _case(walk), ended_at=walk.at
    ),
    "a_case_is_opened_again_by_somebody_with_a_reason": lambda walk: _changed(_case(walk), turn=2),
    "only_what_was_told_is_outdated": lambda walk: _changed(
        _contact(walk).receipt, outdated_at=walk.at
    ),
    "a_case_has_each_clock_in_force_once": lambda walk: _again(_clock(walk)),
    "a_stopped_clock_was_kept_or_missed": lambda walk: _changed(
        _clock(walk), stopped_at=walk.at, kept=None
    ),
    "a_clock_is_due_after_it_starts": lambda walk: _changed(_clock(walk), due_at=BEFORE),
    "a_caller_is_passed_by_somebody": lambda walk: _changed(
        _contact(walk), caller_passed_at=walk.at
    ),
    "police_protection_ends_after_it_begins": lambda walk: _changed(
        rows.protected(walk), ended_at=BEFORE
    ),
    "one_form_is_one_writing": lambda walk: _again(rows.writing(walk)),
    "a_challenge_is_made_by_somebody": lambda walk: _changed(rows.challenge(walk), said_at=walk.at),
    "a_report_goes_on_in_one_case": lambda walk: _again(rows.joining(walk)),
    "a_report_is_not_joined_to_itself": lambda walk: _again(
        made := rows.joining(walk), into=made.case, **rows.parted(walk)
    ),
    "news_was_read_by_somebody": lambda walk: _changed(rows.joining(walk), read_at=walk.at),
    "a_parting_says_who_when_and_why": lambda walk: _changed(
        rows.joining(walk), parted_at=walk.at, parted_by=1
    ),
    # triage
    "a_case_is_with_one_worker_at_a_time": lambda walk: _again(_allocated(walk)),
    "an_allocation_ends_after_it_begins": lambda walk: _changed(_allocated(walk), until=BEFORE),
    **rows.PAPERS,
    "a_struck_call_says_who_and_why": lambda walk: _struck(walk, Callback),
    "a_struck_check_says_who_and_why": lambda walk: _struck(walk, SystemCheck),
    "a_struck_line_says_who_and_why": lambda walk: _struck(walk, ChronologyLine),
    "a_call_that_got_through_has_words": lambda walk: _again(_found_out(walk, Callback), said=""),
    "a_find_or_a_reason_not_to_look_has_words": lambda walk: _again(
        _found_out(walk, SystemCheck), result="found"
    ),
    "a_day_stands_in_a_month": lambda walk: _again(
        _found_out(walk, ChronologyLine), month=None, day=3
    ),
    "a_recommendation_has_summary_and_reason": lambda walk: _again(
        _seen(looking.recommend(walk, make.in_triage(walk))), reason=""
    ),
    # enquiries
    "a_rating_has_both_who_and_when": lambda walk: _changed(_rated(walk), rated_by=None),
    "a_commenced_enquiry_is_due": lambda walk: _changed(
        _rated(walk), commenced_at=walk.at, due_at=None
    ),
    # gathering
    "an_agency_is_asked_once_for_an_enquiry": lambda walk: _again(_asked(walk)),
    "an_answer_has_both_who_and_when": lambda walk: _changed(_asked(walk), returned_at=walk.at),
    "a_chase_gives_time_or_tells_somebody": lambda walk: _again(rows.chase(walk), told="Somebody"),
    "an_agency_is_asked_once_more_about_a_person": lambda walk: _again(rows.supplement(walk)),
    "a_later_answer_has_both_who_and_when": lambda walk: _changed(
        rows.supplement(walk), returned_at=walk.at
    ),
    "an_agency_answers_once_for_a_person": lambda walk: _again(rows.finding(walk)),
    "a_finding_says_what_its_answer_promises": lambda walk: _again(
        rows.finding(walk), answer="held_shared", facts=""
    ),
    "what_is_not_shared_is_kept": lambda walk: _again(
        rows.finding(walk), answer="nothing_held", facts="", kept_to="hub"
    ),
    "an_agency_says_once_what_it_makes_of_it": lambda walk: _again(rows.opinion(walk)),
    "an_opinion_has_words": lambda walk: _again(rows.opinion(walk), words=""),
    # actions
    "an_action_is_with_one_owner_at_a_time": lambda walk: _again(_action(walk)),
    "an_action_has_one_owner": lambda walk: _changed(_action(walk), agency=None),
    "what_became_of_an_action_says_who_when_and_what": lambda walk: _changed(
        _action(walk), ended_at=walk.at
    ),
    "what_is_done_was_in_time_or_late": lambda walk: _changed(
        _seen(acting.complete(walk, _action(walk))), kept=None
    ),
    "what_is_passed_on_names_a_team": lambda walk: _changed(_action(walk), stage="passed_on"),
    "only_what_has_come_is_to_be_read": lambda walk: _changed(_action(walk), to_read=True),
    "what_came_was_read_by_somebody": lambda walk: _changed(_action(walk), read_at=walk.at),
    "a_person_is_named_once_in_an_action": lambda walk: _again(_action(walk).people.get()),
    "another_time_is_yet_to_come_and_has_a_reason": lambda walk: _again(_retimed(walk), why=""),
    "a_miss_escalates_by_itself_once": lambda walk: _again(rows.escalated(walk)),
    # Not by changing it: what was done by itself stays.
    "by_itself_a_miss_is_escalated_and_nothing_else": lambda walk: _again(
        rows.escalated(walk), missed_at=None
    ),
    **SHARING,
    # watch
    "a_fact_is_told_once_to_whoever_it_is_for": lambda walk: _again(rows.notice(walk)),
    "a_notice_is_seen_once_by_each": lambda walk: _again(rows.mark(walk)),
    "a_notice_is_for_a_role_an_agency_or_a_person": lambda walk: _changed(
        rows.notice(walk), role=""
    ),
    # decisions
    "an_authorisation_has_both_who_and_when": lambda walk: _changed(
        rows.decision(walk), authorised_at=walk.at
    ),
    "a_decision_has_its_rationale": lambda walk: _changed(rows.decision(walk), rationale=""),
    # disclosures
    "an_agreement_has_both_who_and_when": lambda walk: _changed(
        rows.telling(walk), stage="agreed", answered_by=None
    ),
    "an_originator_is_asked_once_at_a_time": lambda walk: _again(rows.clearance(walk)),
    "an_originators_answer_has_both_who_and_when": lambda walk: _changed(
        rows.clearance(walk), answered_at=walk.at
    ),
    "words_go_when_they_are_agreed_and_not_before": lambda walk: _changed(
        rows.clearance(walk), agreed_words="These."
    ),
    "a_withdrawn_question_says_who_and_when": lambda walk: _changed(
        rows.clearance(walk), stage="withdrawn", withdrawn_at=walk.at
    ),
    "a_team_gets_a_product_once": lambda walk: _again(
        rows.product(walk), reference="CV-27-99999-A-1", stage="sent"
    ),
    "a_team_is_handed_a_case_once": lambda walk: _again(
        rows.handed(walk), reference="CV-27-99999-A-1", stage="sent"
    ),
    "what_is_taken_back_says_who_when_and_why": lambda walk: _changed(
        rows.handed(walk), stage="recalled", recalled_by=1, recalled_at=walk.at
    ),
    "an_acknowledgement_has_both_who_and_when": lambda walk: _changed(
        rows.product(walk), acknowledged_at=walk.at
    ),
    # strategy
    "a_case_has_one_discussion_to_be_held": lambda walk: _again(rows.discussed(walk)),
    "a_discussion_that_is_over_says_by_whom_and_when": lambda walk: _changed(
        rows.discussed(walk), recorded_at=walk.at
    ),
    "a_discussion_that_was_held_says_what_came_of_it": lambda walk: _changed(
        rows.held(walk), said=""
    ),
    "a_discussion_is_called_off_for_a_reason": lambda walk: _changed(
        rows.called_off(walk), not_held_why=""
    ),
    "an_agency_is_invited_once": lambda walk: _again(rows.invited(walk)),
    "an_invitation_that_is_over_says_how_it_ended": lambda walk: _changed(
        rows.invited(walk), over_at=walk.at
    ),
    # closing
    "a_case_has_one_alert_out": lambda walk: _again(
        rows.alert(walk), product_id=rows.handed(walk).pk
    ),
    "an_alert_comes_back_with_what_was_done": lambda walk: _changed(
        rows.alert(walk), back_at=walk.at, back_by=1
    ),
    "an_alert_is_read_by_somebody": lambda walk: _changed(
        rows.alert(walk), stage="read", back_at=walk.at, back_by=1, result="Done."
    ),
    **breaking.BREAKERS,
    **breaking.DISPOSAL,
    # oversight
    "a_child_of_the_past_is_loaded_once": lambda walk: _again(rows.past(walk)),
    # Not by changing one: what was loaded stays, whoever asks.
    "a_month_is_told_by_its_first_day": lambda walk: _again(
        rows.past(walk), reference="OLD-2", month=date(2015, 11, 2)
    ),
    "a_cell_is_counted_once": lambda walk: _again(rows.tally(walk)),
    "a_contact_is_counted_with_a_child": lambda walk: _changed(rows.tally(walk), contacts=9),
}


@pytest.mark.parametrize("constraint", BREAKERS)
def test_the_database_refuses_what_breaks(constraint: str, walk: Walk) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREAKERS[constraint](walk)

    cause = refused.value.__cause__
    assert isinstance(cause, psycopg.Error)
    assert cause.diag.constraint_name == constraint


def test_every_constraint_has_somebody_who_breaks_it() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("frontdoor.")]
    promised = [constraint.name for model in ours for constraint in model._meta.constraints]

    assert sorted(BREAKERS) == sorted(promised)
