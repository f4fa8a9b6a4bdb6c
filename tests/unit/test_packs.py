"""The four hubs' packs, the law beside them, and a fifth hub that is only a file."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from pydantic import ValidationError

from frontdoor.access.vocabulary import Role
from frontdoor.policy import reading, rules
from frontdoor.policy.law import Use
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_people import Tasks
from frontdoor.policy.rules import Item

PACKS = Path(__file__).parents[2] / "packs"
HUBS = ("coventry", "durham", "barnet", "surrey")
TEXTS = {hub: (PACKS / f"{hub}.toml").read_text(encoding="utf-8") for hub in HUBS}
POLICIES = {hub: reading.read(text, name=hub) for hub, text in TEXTS.items()}
LAW = reading.read_law((PACKS / "law" / "england.toml").read_text(encoding="utf-8"), name="law")


@pytest.mark.parametrize("hub", HUBS)
def test_a_pack_is_read_and_is_that_of_its_hub(hub: str) -> None:
    assert POLICIES[hub].hub.slug == hub


def test_the_ratings_are_those_of_each_source() -> None:
    ratings = {hub: [each.name for each in POLICIES[hub].ratings] for hub in HUBS}

    assert ratings == {
        "coventry": ["Red", "Amber", "Green", "Blue"],  # C7
        "durham": ["Red", "Amber Level 4", "Amber Level 3"],  # D7: no Green and no Blue
        "barnet": ["Red", "Amber", "Green", "Blue"],  # B15
        "surrey": ["Level 4", "Level 3", "Level 2", "Level 1"],  # a.8, "Surrey"
    }


def test_the_agencies_are_core_or_virtual_as_the_sources_say() -> None:
    durham = {each.slug: each.kind for each in POLICIES["durham"].agencies}

    assert durham["harbour"] == "core"  # D1: a voluntary body
    assert {slug for slug, kind in durham.items() if kind == "virtual"} == {
        "mental_health",
        "probation",
        "lifeline",
    }  # D2


def test_partners_of_barnet_are_there_on_their_days() -> None:
    barnet = POLICIES["barnet"]

    assert len(barnet.agency("education").present) == 2  # B5
    assert len(barnet.agency("probation").present) == 1  # B6
    assert barnet.agency("health").present == ()  # B5: full time


def test_the_grounds_are_three_in_coventry_and_one_in_barnet() -> None:
    assert len(POLICIES["coventry"].grounds) == 3  # C4.13
    assert len(POLICIES["barnet"].grounds) == 1  # B8


def test_barnet_chooses_how_much_to_gather_and_checks_nothing_for_blue() -> None:
    barnet = POLICIES["barnet"]

    assert barnet.rating("red").gathering_choice == ("none", "basic", "full")  # B16
    assert barnet.rating("blue").gathering == "none"  # B15
    assert barnet.rating("blue").gathering_choice == ()


def test_early_help_in_coventry_has_two_levels() -> None:
    early_help = POLICIES["coventry"].outcome("early_help")

    sources = [variant.source_name for variant in early_help.variants]

    assert sources == ["CAF level 2", "CAF level 3"]  # C15.10, P26
    assert early_help.tier == "summary"  # C11.1
    assert early_help.teams == ("early_help_team",)


def test_a_slug_that_a_pack_does_not_have_is_a_bug() -> None:
    with pytest.raises(LookupError):
        POLICIES["durham"].rating("green")
    with pytest.raises(LookupError):
        POLICIES["durham"].level(5)


def test_a_policy_cannot_be_changed_and_can_be_kept_in_a_set() -> None:
    coventry = POLICIES["coventry"]

    with pytest.raises(ValidationError):
        coventry.hub.name = "Another"

    assert {coventry, reading.read(TEXTS["coventry"], name="again")} == {coventry}


def test_a_version_that_was_read_is_the_same_value_again() -> None:
    first = reading.cached("0" * 64, lambda: TEXTS["barnet"])

    assert reading.cached("0" * 64, lambda: TEXTS["barnet"]) is first


# A new hub is a file.


def test_a_fifth_hub_is_a_changed_text_and_no_code(tmp_path: Path) -> None:
    text = TEXTS["coventry"]
    text = text.replace('slug = "coventry"', 'slug = "mercia"').replace('"CV"', '"ME"')
    text = text.replace("Coventry MASH", "Mercia MASH")
    text += """
[[agencies]]
slug = "fire"
name = "Fire and Rescue"
kind = "virtual"
group = "other"
deputy = "Prevention manager"
"""
    file = tmp_path / "mercia.toml"
    file.write_text(text, encoding="utf-8")

    mercia = reading.read(file.read_text(encoding="utf-8"), name=file.name)

    assert (mercia.hub.slug, mercia.hub.prefix) == ("mercia", "ME")
    assert mercia.agency("fire").kind == "virtual"
    assert mercia.ratings == POLICIES["coventry"].ratings


# Who may do what.


@pytest.mark.parametrize(
    ("hub", "role", "may"),
    [
        ("coventry", Role.TRIAGE_COORDINATOR, True),  # C7
        ("coventry", Role.TEAM_MANAGER, True),  # C6.1
        ("coventry", Role.SOCIAL_WORKER, False),
        ("barnet", Role.SOCIAL_WORKER, True),  # B14
        ("barnet", Role.TEAM_MANAGER, False),
        ("durham", Role.TEAM_MANAGER, True),  # a.8(1)
        ("durham", Role.SOCIAL_WORKER, False),
    ],
)
def test_who_rates_differs_between_hubs(hub: str, role: Role, may: bool) -> None:
    reason = rules.why_not(POLICIES[hub], "rate", role=role, qualified=True)

    assert (reason == "") is may
    assert (role in rules.allowed_roles(POLICIES[hub], "rate")) is may


def test_a_refusal_says_whose_task_it_is() -> None:
    reason = rules.why_not(POLICIES["coventry"], "rate", role="partner", qualified=True)

    assert reason == "This is for the triage co-ordinator or team manager to do."


def test_a_task_for_social_workers_is_refused_to_others_in_the_same_post() -> None:
    coventry = POLICIES["coventry"]

    refused = rules.why_not(coventry, "rate", role="team_manager", qualified=False)

    assert refused == "This needs a registered social worker (S10)."
    assert rules.why_not(coventry, "rate", role="team_manager", qualified=True) == ""


def test_answering_the_telephone_needs_no_qualification() -> None:
    officer = Role.BUSINESS_SERVICE_OFFICER

    for policy in POLICIES.values():
        assert rules.why_not(policy, "take_contact", role=officer, qualified=False) == ""


@pytest.mark.parametrize("task", list(Tasks.model_fields))
@pytest.mark.parametrize("hub", HUBS)
def test_no_administrator_performance_officer_or_receiving_team_does_casework(
    hub: str, task: str
) -> None:
    outside = {Role.HUB_ADMINISTRATOR, Role.PERFORMANCE_OFFICER, Role.RECEIVING_TEAM}

    assert not outside & set(rules.allowed_roles(POLICIES[hub], task))


def test_a_task_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(LookupError):
        rules.why_not(POLICIES["coventry"], "model_fields", role="partner", qualified=False)


# What is ticked beforehand.

COVENTRY = POLICIES["coventry"]


def test_everything_is_preselected_for_those_who_make_a_section_47_enquiry() -> None:
    tier = COVENTRY.tier("all")

    assert all(
        rules.preselected(COVENTRY, "all", Item(kind), participant=True) for kind in tier.contains
    )


def test_a_sensitive_health_fact_is_preselected_for_those_participants_only() -> None:
    fact = Item("agency_facts", relevant=True, sensitive_health=True)

    assert rules.preselected(COVENTRY, "all", fact, participant=True)
    assert not rules.preselected(COVENTRY, "all", fact)
    others = [tier.slug for tier in COVENTRY.tiers if tier.slug != "all"]
    assert not any(rules.preselected(COVENTRY, tier, fact, participant=True) for tier in others)


@pytest.mark.parametrize("tier", [tier.slug for tier in COVENTRY.tiers])
def test_the_originators_caveat_holds_in_every_tier(tier: str) -> None:
    held = Item("outcome", relevant=True, caveats=("originator",))
    free = Item("outcome", relevant=True)

    assert not rules.preselected(COVENTRY, tier, held, participant=True)
    assert rules.preselected(COVENTRY, tier, free, participant=True)


def test_early_help_gets_the_analysis_but_not_the_facts_behind_it() -> None:
    assert rules.preselected(COVENTRY, "summary", Item("agency_analysis", relevant=True))
    assert not rules.preselected(COVENTRY, "summary", Item("agency_analysis", relevant=False))
    assert not rules.preselected(COVENTRY, "summary", Item("agency_facts", relevant=True))


# The law.


def test_what_is_only_partly_in_force_is_never_offered_as_current_law() -> None:
    assert LAW.basis("duty_to_share").in_force == "partly"
    for use in get_args(Use):
        offered = [basis.slug for basis in LAW.current(use)]
        assert offered
        assert not {"duty_to_share", "consistent_identifier", "child_protection_teams"} & set(
            offered
        )


def test_a_request_below_section_47_cannot_claim_section_47() -> None:
    below = {basis.slug for basis in LAW.current("request_below_section_47")}

    assert "section_47" not in below
    assert "section_17" in below


def test_the_law_is_dated() -> None:
    assert LAW.law.effective_from == date(2026, 4, 29)


# What must not stand in a pack.


@pytest.mark.parametrize("hub", HUBS)
def test_telephone_numbers_are_invented_and_addresses_are_examples(hub: str) -> None:
    numbers = re.findall(r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b", TEXTS[hub])

    assert all(number.startswith(("01632 960", "07700 900", "020 7946 0")) for number in numbers)
    assert all(re.match(r"https://[a-z]+\.example\.org/", link.url) for link in POLICIES[hub].links)
    assert "@" not in TEXTS[hub]


@pytest.mark.parametrize("hub", HUBS)
def test_every_time_that_is_promised_says_where_it_comes_from(hub: str) -> None:
    spans = [row for row in TEXTS[hub].splitlines() if "unit = " in row and "within" not in row]

    assert len(spans) > 8
    assert [row for row in spans if not re.search(r"# .*([CDBSP]\d|a\.[68]|d\.6)", row)] == []


@pytest.mark.parametrize("hub", HUBS)
def test_every_route_of_the_file_names_what_it_rests_on(hub: str) -> None:
    for route in tomllib.loads(TEXTS[hub])["routes"]:
        assert re.fullmatch(r"(ours, after )?[CDBS]\d[\d.()]*|a\.8\(4\)", route["source"])


def test_all_roles_of_the_packs_are_words_of_access() -> None:
    roles = {
        role
        for policy in POLICIES.values()
        for task in Tasks.model_fields
        for role in rules.allowed_roles(policy, task)
    }

    assert roles <= set(Role)
    assert isinstance(POLICIES["coventry"], Policy)
