"""The questions of the talk fit the packs, and the talk itself is said in full."""

from dataclasses import fields
from pathlib import Path

import pytest

from frontdoor.people.rules import is_nhs_number
from frontdoor.policy import reading
from frontdoor.policy.pack import Policy
from frontdoor.policy.rules import RouteFacts
from frontdoor.web.cases import ways as routing
from frontdoor.web.contacts import forms, questions, script

PACKS = sorted((Path(__file__).parents[2] / "packs").glob("*.toml"))


@pytest.fixture(params=PACKS, ids=lambda path: path.stem)
def policy(request: pytest.FixtureRequest) -> Policy:
    """Return each pack in turn."""
    return reading.read(request.param.read_text(encoding="utf-8"), name=request.param.name)


def test_every_fact_that_a_route_rests_on_is_asked_once(policy: Policy) -> None:
    asked = [fact for _, each in questions.headings(policy) for fact in each]

    assert set(asked) == questions.asked(policy)
    assert len(asked) == len(set(asked))


def test_every_answer_is_a_fact_that_routing_knows(policy: Policy) -> None:
    known = {field.name for field in fields(RouteFacts)}

    assert questions.asked(policy) <= known


def test_a_call_can_begin_with_nothing_known(policy: Policy) -> None:
    form = forms.Call(policy=policy)
    sources = {source.slug: source.code for source in policy.sources}

    assert sources[form.fields["source"].initial] == "10"
    assert form.fields["channel"].initial


def test_the_public_come_first_and_professionals_are_named_as_such(policy: Policy) -> None:
    listed = [name.split(":")[0] for _, name in forms.sources(policy)]

    assert listed[0] == "Public"
    assert listed[-1] in ("Not known", "Anonymous")
    assert listed.index("Professional") > listed.index("Public")


def test_every_hub_has_a_way_to_mash_and_a_way_to_close(policy: Policy) -> None:
    ways = routing.ways(policy)

    assert {"send_to_mash", "pass_on", "close"} <= set(ways)
    assert ("send_to_triage" in ways) == (len(policy.services) > 1)


def test_the_closing_words_give_the_reference(policy: Policy) -> None:
    assert "CV-26-00042" in script.prompts(policy, reference="CV-26-00042")["closing"]


def test_what_is_not_known_leaves_a_gap_in_what_is_said() -> None:
    assert script.filled("Call {team} on {phone}.", team="EDT") == "Call EDT on …."


@pytest.mark.parametrize("digits", ["9990000018", "9990000026"])
def test_an_nhs_number_with_its_check_digit_is_one(digits: str) -> None:
    assert is_nhs_number(digits)


@pytest.mark.parametrize(
    "digits",
    ["9990000010", "999000001", "99900000180", "", "999000001X", "９９９００００００９"],
)
def test_any_other_row_of_digits_is_none(digits: str) -> None:
    assert not is_nhs_number(digits)
