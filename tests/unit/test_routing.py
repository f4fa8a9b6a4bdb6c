"""What the packs advise: each route beside its refusal, the harm test before everything."""

from dataclasses import fields, replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.policy import reading, rules
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_words import Fact
from frontdoor.policy.rules import RouteFacts
from tests.hubs import HUBS, PACKS, POLICIES

SAFE = RouteFacts(immediate_harm=False)
COVENTRY = POLICIES["coventry"]


def advised(policy: Policy, facts: RouteFacts) -> list[str]:
    return [advice.route for advice in rules.advise(policy, facts)]


# Each route of Coventry: what it needs, and the one change that takes it away.
ROUTES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("immediate_harm", {"immediate_harm": True}, {"immediate_harm": False}),
    ("open_to_social_care", {"open_to_social_care": True}, {"open_to_social_care": None}),
    ("recently_closed", {"closed_days_ago": 56}, {"closed_days_ago": 57}),
    (
        "closed_before",
        {"closed_days_ago": 57, "significant_harm": True},
        {"significant_harm": None},
    ),
    ("unaccompanied", {"unaccompanied": True}, {"unaccompanied": False}),
    ("no_recourse", {"no_recourse": True}, {"unaccompanied": True}),
    ("private_fostering", {"private_fostering": True}, {"private_fostering": False}),
    ("money_at_16_or_17", {"money_at_16_or_17": True}, {"money_at_16_or_17": False}),
    (
        "position_of_trust_and_child",
        {"position_of_trust": True, "needs_screening": True},
        {"needs_screening": False},
    ),
    ("position_of_trust", {"position_of_trust": True}, {"needs_screening": True}),
    (
        "disability_and_safeguarding",
        {"disability": True, "safeguarding_concern": True},
        {"safeguarding_concern": False},
    ),
    ("disability", {"disability": True}, {"safeguarding_concern": True}),
    ("step_up", {"open_to_early_help": True}, {"below_threshold": True}),
    (
        "domestic_abuse_in_early_help",
        {"domestic_abuse": True, "open_to_early_help": True, "below_threshold": True},
        {"below_threshold": False},
    ),
    ("domestic_abuse", {"domestic_abuse": True}, {"domestic_abuse": False}),
    ("unborn", {"unborn": True}, {"unborn": False}),
    ("exploitation", {"exploitation": True}, {"exploitation": False}),
    ("missing", {"missing": True}, {"missing": False}),
    ("person_posing_risk", {"person_posing_risk": True}, {"person_posing_risk": False}),
    ("unidentified", {"identified": False}, {"identified": None}),
    ("outside_remit", {"outside_remit": True}, {"outside_remit": False}),
    ("below_threshold", {"below_threshold": True}, {"open_to_social_care": True}),
    ("meets_threshold", {"significant_harm": True}, {"closed_days_ago": 20}),
]


@pytest.mark.parametrize(("route", "needs", "change"), ROUTES, ids=[route for route, *_ in ROUTES])
def test_a_route_is_advised_for_its_facts_and_not_without_them(
    route: str, needs: dict[str, Any], change: dict[str, Any]
) -> None:
    enough = replace(SAFE, **needs)

    too_little = replace(enough, **change)

    assert route in advised(COVENTRY, enough)
    assert route not in advised(COVENTRY, too_little)


def test_every_route_of_coventry_stands_in_the_table() -> None:
    assert [route for route, *_ in ROUTES] == [route.slug for route in COVENTRY.routes]


def test_a_parent_who_reports_that_a_child_is_drunk_goes_to_the_mash() -> None:
    # P26: unknown to everybody, and an adult who may pose a risk.
    facts = replace(SAFE, significant_harm=True, person_posing_risk=True, identified=True)

    found = rules.advise(COVENTRY, facts)

    assert [(advice.route, advice.source) for advice in found] == [
        ("person_posing_risk", "C3.11"),
        ("meets_threshold", "C5.1"),
    ]
    assert {advice.service for advice in found} == {"mash"}


def test_a_child_in_immediate_danger_goes_to_a_strategy_discussion_whatever_the_history() -> None:
    facts = RouteFacts(immediate_harm=True, open_to_social_care=True, closed_days_ago=10)

    for policy in POLICIES.values():
        first, *others = rules.advise(policy, facts)

        assert first.first
        assert first.blocking
        assert first.outcome == "section_47"
        assert others
        assert not any(advice.first or advice.blocking for advice in others)


def test_a_harm_test_that_nobody_answered_is_the_first_advice() -> None:
    for policy in POLICIES.values():
        first, *_ = rules.advise(policy, RouteFacts(open_to_social_care=True))

        assert first.blocking
        assert first.sentence == policy.harm_test.question
        assert first.source == "a.8(4)"


def test_a_harm_test_answered_with_no_blocks_nothing() -> None:
    for policy in POLICIES.values():
        assert not any(advice.blocking for advice in rules.advise(policy, SAFE))


def test_barnet_transfers_an_open_case_by_itself_and_coventry_does_not() -> None:
    facts = replace(SAFE, open_to_social_care=True)

    [barnet] = rules.advise(POLICIES["barnet"], facts)
    [coventry] = rules.advise(COVENTRY, facts)

    assert barnet.automatic  # B13
    assert not coventry.automatic  # C4.2: the triage social worker tells the allocated one


@pytest.mark.parametrize("harm", [True, None])
def test_nothing_happens_by_itself_before_the_harm_test_is_answered_with_no(
    harm: bool | None,
) -> None:
    facts = RouteFacts(immediate_harm=harm, open_to_social_care=True)

    assert not any(advice.automatic for advice in rules.advise(POLICIES["barnet"], facts))


@pytest.mark.parametrize(
    ("days", "route"),
    [(0, "recently_closed"), (56, "recently_closed"), (57, "closed_before")],
    ids=["closed today is within", "day 56 is within", "day 57 is over"],
)
def test_eight_weeks_are_fifty_six_whole_days(days: int, route: str) -> None:
    facts = replace(SAFE, closed_days_ago=days, significant_harm=True)

    assert route in advised(COVENTRY, facts)
    assert len({"recently_closed", "closed_before"} & set(advised(COVENTRY, facts))) == 1


def test_another_window_is_a_change_of_the_pack_only() -> None:
    text = (PACKS / "coventry.toml").read_text(encoding="utf-8")
    longer = reading.read(text.replace("days = 56 ", "days = 182 "), name="longer")

    facts = replace(SAFE, closed_days_ago=57)

    assert advised(longer, facts) == ["recently_closed"]
    assert advised(COVENTRY, facts) == []


answers = st.sampled_from([None, True, False])
any_facts = st.builds(
    RouteFacts,
    **{
        each.name: st.none() | st.integers(0, 400) if each.name == "closed_days_ago" else answers
        for each in fields(RouteFacts)
    },
)


@given(st.sampled_from(HUBS), any_facts)
def test_immediate_harm_is_always_first_and_only_first(hub: str, facts: RouteFacts) -> None:
    policy = POLICIES[hub]

    found = rules.advise(policy, facts)

    assert [advice.first for advice in found[1:]] == [False] * len(found[1:])
    if facts.immediate_harm is not False:
        assert found[0].first
        assert found[0].route == policy.harm_test.route
        assert not any(advice.automatic for advice in found)


@given(st.sampled_from(HUBS), any_facts)
def test_advice_stands_in_the_order_of_the_pack(hub: str, facts: RouteFacts) -> None:
    order = {route.slug: route.order for route in POLICIES[hub].routes}

    found = [order[route] for route in advised(POLICIES[hub], facts)]

    assert found[1:] == sorted(found[1:])


def test_the_words_that_routes_may_ask_for_are_those_that_facts_can_hold() -> None:
    answered = {each.name for each in fields(RouteFacts)} - {"closed_days_ago"}
    worked_out = {"unidentified", "recently_closed", "closed_before"}

    # "identified" is asked with a yes; a route asks for the child who is not.
    assert set(get_args(Fact)) == answered - {"identified"} | worked_out
