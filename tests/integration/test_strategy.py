"""A strategy discussion beside the gathering: called, arranged, held, called off (C6.4, C6.5)."""

from datetime import timedelta
from typing import Any

import pytest

from frontdoor.audit.models import Event
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.casework.contacts.vocabulary import CaseMove, Span
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.strategy import operations, queries
from frontdoor.casework.strategy.operations import Plan
from frontdoor.jobs.example import strategy
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from tests import make

pytestmark = pytest.mark.django_db

FRIDAY_4PM = make.london("2027-03-05", "16:00")


def enquiry_of(case: Case) -> Enquiry:
    make.enter()
    found = enquiries.of(case)
    assert found is not None
    return found


def clock_of(case: Case) -> Clock:
    make.enter()
    return Clock.objects.get(case=case, span=Span.STRATEGY.value, replaced_at__isnull=True)


def told(case: Case) -> dict[str, str]:
    make.enter()
    return {each.team.slug: each.contents["asks"] for each in disclosures.handed_over(case.pk)}


# --- Called ---


def test_one_step_opens_rates_tells_invites_and_starts_the_clock(walk: Walk) -> None:
    case = make.case(walk)

    discussion = strategy.call(walk, case)

    enquiry = enquiry_of(case)
    assert (enquiry.stage, enquiry.rating) == ("rated", "red")
    assert enquiry.rating_reason == "Strategy discussion: She is in danger."
    held = walk.case(case.contact)
    assert (held.stage, held.route, held.urgent) == ("in_mash", "immediate_harm", True)
    assert set(told(case)) == {"responsive_services", "locality_duty"}
    assert (
        "to be held by 11:00 on 1 March 2027. Chair: Responsive Services."
        in (told(case)["locality_duty"])
    )
    invited = [each.agency.slug for each in discussion.invitations.order_by("pk")]
    assert invited == ["social_care", "police", "health"]
    assert clock_of(case).due_at == discussion.due_at == make.london("2027-03-01", "11:00")


def test_those_inside_the_participants_get_everything(walk: Walk) -> None:
    case = make.case(walk)

    strategy.call(walk, case)

    make.enter()
    assert {each.tier for each in disclosures.handed_over(case.pk)} == {"all"}


def test_a_case_in_triage_goes_to_mash_by_it(walk: Walk) -> None:
    case = make.in_triage(walk)

    strategy.call(walk, case)

    assert walk.case(case.contact).stage == "in_mash"


def test_beside_the_gathering_the_rating_goes_up_and_agencies_see_the_new_time(walk: Walk) -> None:
    asked = make.requests(walk)[0]
    later = make.later(walk, hours=1)

    strategy.call(later, asked.enquiry.case)

    enquiry = enquiry_of(asked.enquiry.case)
    assert (enquiry.stage, enquiry.rating) == ("gathering", "red")
    assert enquiry.due_at == walk.at + timedelta(hours=4)
    assert {each.falls_due_at for each in gathering.requests(enquiry)} == {enquiry.due_at}


def test_one_that_is_red_keeps_its_rating_and_its_promises(walk: Walk) -> None:
    enquiry = make.enquiry(walk, rating="red")

    strategy.call(make.later(walk, minutes=10), enquiry.case)

    as_it_is = enquiry_of(enquiry.case)
    assert as_it_is.rating_reason == enquiry.rating_reason
    assert not Event.objects.filter(kind="enquiry.re_rated").exists()


def test_after_a_decision_it_can_be_called_as_well_and_no_new_promise_is_made(walk: Walk) -> None:
    decision = make.decision(walk)

    strategy.call(walk, decision.enquiry.case)

    enquiry = enquiry_of(decision.enquiry.case)
    assert (enquiry.stage, enquiry.rating) == ("decided", "red")
    promises = Clock.objects.filter(case=enquiry.case, span=Span.COMPLETION.value)
    assert [each.kept for each in promises] == [True]


@pytest.mark.parametrize("hub", ["coventry", "durham", "barnet", "surrey"])
def test_every_hub_has_its_own_rating_and_teams_for_it(hub: str) -> None:
    walk = make.walk(hub)
    case = make.case(walk)

    strategy.call(walk, case, Plan(chair="A manager"))

    make.enter(hub_slug=hub)
    found, harm = enquiries.of(case), queries.harm(case, at=walk.at)
    assert found is not None
    assert found.rated is not None
    assert found.rated.colour == "red"
    assert [each.team.slug for each in disclosures.handed_over(case.pk)] == [
        harm.team, *harm.also_tell
    ]  # fmt: skip


def test_a_team_that_was_told_before_is_not_told_twice(walk: Walk) -> None:
    case = make.case(walk)
    first = strategy.call(walk, case)
    strategy.hold(walk, first)

    strategy.call(make.later(walk, hours=3), case)

    make.enter()
    assert len(disclosures.products_on(case.pk)) == 2


def test_there_is_one_at_a_time(walk: Walk) -> None:
    case = make.case(walk)
    strategy.call(walk, case)

    with pytest.raises(Refused, match="has been called"):
        strategy.call(walk, case)


def test_a_case_that_has_left_the_hub_is_taken_back_first(walk: Walk) -> None:
    case = walk.route(make.contact(walk), CaseMove.CLOSE)

    with pytest.raises(Refused, match="has left the hub"):
        strategy.call(walk, case)


@pytest.mark.parametrize("short", ["officer", "social-worker", "coordinator", "police"])
def test_it_is_called_by_those_who_route(walk: Walk, short: str) -> None:
    case = make.case(walk)
    by = make.enter(short)

    with pytest.raises(Refused, match="for the team manager"):
        operations.call(
            case=case, why="Now.", plan=strategy.PLAN, items=["identity"], basis="",
            seen=case.version, by=by, at=walk.at,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"why": " "}, "why"),
        ({"plan": Plan(chair=" ")}, "chair"),
        ({"plan": Plan(chair="Anna", invited=("scouts",))}, "invited"),
        ({"items": []}, "items"),
    ],
)
def test_what_is_missing_leaves_nothing_behind(
    walk: Walk, wrong: dict[str, Any], field: str
) -> None:
    case, by = make.case(walk), make.enter()
    told: dict[str, Any] = {"why": "Now.", "plan": strategy.PLAN, "items": ["identity"]} | wrong

    with pytest.raises(Invalid) as refused:
        operations.call(case=case, **told, basis="", seen=case.version, by=by, at=walk.at)

    assert refused.value.field == field


def test_whoever_looked_before_a_change_is_told(walk: Walk) -> None:
    case = make.requests(walk)[0].enquiry.case
    make.enter()
    seen = Case.objects.get(pk=case.pk).version
    strategy.hold(walk, strategy.call(walk, case))

    with pytest.raises(Stale):
        operations.call(
            case=case, why="Now.", plan=strategy.PLAN, items=[], basis="",
            seen=seen, by=make.enter(), at=walk.at,
        )  # fmt: skip


# --- By when ---


@pytest.mark.parametrize(
    ("called", "due"),
    [
        ("2027-03-01 09:00", "2027-03-01 11:00"),
        ("2027-03-01 15:00", "2027-03-01 17:00"),
        # Two opening hours would end next morning: an hour after closing comes first.
        ("2027-03-01 16:40", "2027-03-01 18:00"),
        ("2027-03-05 16:00", "2027-03-05 17:30"),
        # Shut: an hour from the call, whatever the day.
        ("2027-03-01 22:00", "2027-03-01 23:00"),
        ("2027-03-06 10:00", "2027-03-06 11:00"),
        ("2027-03-26 10:00", "2027-03-26 11:00"),
    ],
)
def test_it_is_due_in_two_opening_hours_or_in_one_when_the_hub_is_shut(
    called: str, due: str, db: None
) -> None:
    walk = make.walk(at=make.london(*called.split()))

    discussion = strategy.call(walk, make.case(walk))

    assert discussion.due_at == make.london(*due.split())
    assert clock_of(discussion.case).due_at == discussion.due_at


@pytest.mark.parametrize(
    ("called", "is_told"),
    [
        ("2027-03-01 10:00", False),
        ("2027-03-01 15:00", False),
        ("2027-03-01 16:40", True),
        ("2027-03-01 22:00", True),
    ],
)
def test_when_the_hub_is_shut_by_then_the_out_of_hours_team_hears_of_it_as_well(
    called: str, is_told: bool, db: None
) -> None:
    walk = make.walk(at=make.london(*called.split()))
    case = make.case(walk)

    strategy.call(walk, case)

    assert ("edt" in told(case)) == is_told
    tiers = {each.tier for each in disclosures.handed_over(case.pk)}
    assert tiers == {"all"}


# --- Arranged ---


def test_it_is_arranged_anew_and_more_are_invited_and_its_time_stays(walk: Walk) -> None:
    discussion = make.discussion(walk)
    plan = Plan(chair="Anna Holt", joining="Noon, in the small room", invited=("education",))

    arranged = strategy.arrange(make.later(walk, minutes=20), discussion, plan)

    make.enter()
    rows = arranged.invitations.order_by("pk")
    assert {(each.chair, each.joining) for each in rows} == {("Anna Holt", plan.joining)}
    assert [each.agency.slug for each in rows] == ["social_care", "police", "health", "education"]
    assert {each.due_at for each in rows} == {discussion.due_at}


def test_what_is_over_is_not_arranged(walk: Walk) -> None:
    discussion = strategy.hold(walk, make.discussion(walk))

    with pytest.raises(Refused, match="not possible now"):
        strategy.arrange(walk, discussion, strategy.PLAN)


# --- Held ---


@pytest.mark.parametrize(("hours", "kept"), [(1.9, True), (2.1, False)])
def test_held_in_time_or_late_is_judged_by_when_it_was_held(
    walk: Walk, hours: float, kept: bool
) -> None:
    discussion = make.discussion(walk)
    held_at = walk.at + timedelta(hours=hours)

    strategy.hold(make.later(walk, hours=6), discussion, held_at=held_at)

    assert clock_of(discussion.case).kept is kept
    event = Event.objects.get(kind="strategy.held")
    assert event.facts["in_time"] is kept
    assert event.facts["outcome"] == "Section 47 enquiry, jointly with the police"


def test_a_brief_one_may_be_held_before_it_was_called_on_record(walk: Walk) -> None:
    late = make.later(walk, minutes=30)
    discussion = strategy.call(late, make.case(walk))

    strategy.hold(late, discussion, held_at=walk.at + timedelta(minutes=20))

    assert clock_of(discussion.case).kept is True


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"held_at": make.MONDAY_9AM + timedelta(minutes=1)}, "held_at"),
        ({"held_at": make.MONDAY_9AM - timedelta(minutes=1)}, "held_at"),
        ({"took_part": ""}, "took_part"),
        ({"said": " "}, "said"),
        ({"outcome": "perhaps"}, "outcome"),
    ],
)
def test_a_record_is_whole_and_not_of_the_future(
    walk: Walk, wrong: dict[str, Any], field: str
) -> None:
    discussion = make.discussion(walk)

    with pytest.raises(Invalid) as refused:
        strategy.hold(walk, discussion, **wrong)

    assert refused.value.field == field
    assert clock_of(discussion.case).stopped_at is None


def test_what_was_held_is_not_held_again(walk: Walk) -> None:
    discussion = strategy.hold(walk, make.discussion(walk))

    with pytest.raises(Refused, match="not possible now"):
        strategy.hold(walk, discussion)


def test_the_invited_see_that_it_is_over(walk: Walk) -> None:
    discussion = strategy.hold(walk, make.discussion(walk))

    police = make.enter("police")
    due, over = queries.invitations(police.agency_id)

    assert due == []
    assert [(each.reference, each.ended_words) for each in over] == [(str(discussion.case), "Held")]


# --- Called off ---


def test_called_off_in_time_its_promise_ends_neither_kept_nor_missed(walk: Walk) -> None:
    discussion = strategy.call_off(make.later(walk, hours=1), make.discussion(walk))

    make.enter()
    [clock] = Clock.objects.filter(case=discussion.case, span=Span.STRATEGY.value)
    assert (clock.kept, clock.stopped_at) == (None, walk.at + timedelta(hours=1))


def test_called_off_too_late_it_was_missed(walk: Walk) -> None:
    discussion = strategy.call_off(make.later(walk, hours=3), make.discussion(walk))

    make.enter()
    assert [
        clock.kept for clock in Clock.objects.filter(case=discussion.case, span=Span.STRATEGY.value)
    ] == [False]


def test_without_a_reason_it_is_not_called_off(walk: Walk) -> None:
    with pytest.raises(Invalid, match="why it is not held"):
        strategy.call_off(walk, make.discussion(walk), reason=" ")


def test_another_one_can_be_called_with_a_time_of_its_own(walk: Walk) -> None:
    first = strategy.call_off(make.later(walk, hours=3), make.discussion(walk))

    second = strategy.call(make.later(walk, hours=4), first.case)

    assert clock_of(first.case).due_at == second.due_at == make.london("2027-03-01", "15:00")
    strategy.hold(make.later(walk, hours=5), second)
    # The first one's miss is its own, and stays.
    assert Event.objects.get(kind="strategy.held").facts["in_time"] is True
