"""Which place an app role names, whose roles fit where, and how often may be tried."""

from datetime import timedelta

import pytest

from frontdoor.access.vocabulary import AgencyKind, Role
from frontdoor.entrance import rules
from frontdoor.entrance.rules import Allowance, Place

MANAGER = "frontdoor.coventry.hub.team_manager"


def test_an_app_role_names_hub_agency_and_role_in_this_order() -> None:
    assert rules.places([MANAGER]) == {Place("coventry", "hub", Role.TEAM_MANAGER)}
    assert rules.places([MANAGER, "frontdoor.surrey.police.partner", MANAGER]) == {
        Place("coventry", "hub", Role.TEAM_MANAGER),
        Place("surrey", "police", Role.PARTNER),
    }


@pytest.mark.parametrize(
    "word",
    [
        "backdoor.coventry.hub.team_manager", "frontdoor.coventry.team_manager",
        "frontdoor.coventry.hub.team_manager.too", "frontdoor.coventry.hub.king",
        "frontdoor.qualified", "", "team_manager", "coventry.frontdoor.hub.team_manager",
    ],
)  # fmt: skip
def test_whatever_else_a_provider_says_names_no_place(word: str) -> None:
    assert rules.places([word]) == set()


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.TEAM_MANAGER, {AgencyKind.HUB}),
        (Role.HUB_ADMINISTRATOR, {AgencyKind.HUB}),
        (Role.PARTNER, {AgencyKind.CORE, AgencyKind.VIRTUAL}),
        (Role.RECEIVING_TEAM, {AgencyKind.TEAM}),
    ],
)
def test_a_role_is_one_of_the_agencies_whose_people_have_it(
    role: Role, kinds: set[AgencyKind]
) -> None:
    assert {kind for kind in AgencyKind if rules.fits(role, kind)} == kinds


@pytest.mark.parametrize(
    ("allowance", "at_once", "minutes"),
    [
        (rules.ACCOUNT, 5, 2), (rules.KNOWN_BROWSER, 10, 1), (rules.ADDRESS, 60, 1 / 6),
        (rules.SECOND, 5, 2), (rules.REPORT, 20, 0.5),
    ],
)  # fmt: skip
def test_so_often_may_be_tried_as_the_documentation_says(
    allowance: Allowance, at_once: int, minutes: float
) -> None:
    assert allowance.at_once == at_once
    assert allowance.then_every == timedelta(minutes=minutes)
    assert allowance.wait(at_once - 1) == timedelta()
    assert allowance.wait(at_once) == timedelta(minutes=minutes)


def test_a_secret_is_shown_as_an_app_takes_it() -> None:
    """In base 32, without the signs that fill it up (RFC 4648)."""
    assert rules.shown(b"12345678901234567890") == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert rules.shown(b"hello") == "NBSWY3DP"
    assert rules.shown(b"hi") == "NBUQ"


def test_what_the_square_says_names_who_and_how_codes_are_made() -> None:
    said = rules.app_address(b"hello", username="m.okonkwo", issuer="Frontdoor")

    assert said == (
        "otpauth://totp/Frontdoor:m.okonkwo?secret=NBSWY3DP&issuer=Frontdoor"
        "&algorithm=SHA1&digits=6&period=30"
    )
