"""Whom a strategy discussion concerns, how it is rated, and when none can be called."""

from dataclasses import replace

import pytest

from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.strategy import rules
from frontdoor.policy.rules import of_harm
from tests.hubs import HUBS, POLICIES

every_hub = pytest.mark.parametrize("hub", HUBS)
COVENTRY = POLICIES["coventry"]
HARM = of_harm(COVENTRY)


def test_each_team_that_is_named_hears_of_it_once_the_holder_first() -> None:
    harm = replace(HARM, team="holders", also_tell=("duty", "", "holders", "night"))

    assert rules.teams(harm) == ["holders", "duty", "night"]


def test_without_a_holder_the_others_hear_of_it() -> None:
    assert rules.teams(replace(HARM, team="", also_tell=("duty",))) == ["duty"]


@every_hub
def test_it_is_rated_as_the_route_says_and_else_by_the_first_rating_of_the_pack(hub: str) -> None:
    policy = POLICIES[hub]
    harm = of_harm(policy)

    assert rules.rating(policy, replace(harm, rating="amber")) == "amber"
    assert rules.rating(policy, replace(harm, rating="")) == policy.ratings[0].slug


@pytest.mark.parametrize("stage", CaseStage)
def test_with_an_enquiry_it_is_called_at_any_stage(stage: CaseStage) -> None:
    assert rules.why_not_call(stage, has_enquiry=True, is_called=False) == ""


@pytest.mark.parametrize("stage", CaseStage)
def test_without_an_enquiry_only_while_the_case_is_in_the_hub(stage: CaseStage) -> None:
    is_here = stage in (CaseStage.AWAITING, CaseStage.IN_TRIAGE)

    said = rules.why_not_call(stage, has_enquiry=False, is_called=False)

    assert said == "" if is_here else "has left the hub" in said


@pytest.mark.parametrize("stage", CaseStage)
def test_one_is_enough(stage: CaseStage) -> None:
    assert "has been called" in rules.why_not_call(stage, has_enquiry=True, is_called=True)
