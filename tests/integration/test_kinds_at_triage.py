"""What ends at triage is given its kind, as an enquiry is: Early Help has its level (C15.10)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.rules import Way
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.disclosures import passing
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid
from frontdoor.people.vocabulary import Service
from tests import make, pages
from tests.deciding import address, decided, now, routed, waiting
from tests.handing import known

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
SENT: dict[str, Any] = {"items": ["identity", "concern"], "basis": "section_17"}
PASSED = {"move": "pass_on", "team": "early_help_team", **SENT}
CLOSED = {"move": "close/early_help", "takes_early_help": "early_help_team", **SENT}
LEVEL_3 = "Early Help, level 3"


@pytest.mark.parametrize(
    ("said", "asked"),
    [(PASSED, "passed_early_help"), (CLOSED, "kind_early_help")],
    ids=["passed on", "closed"],
)
def test_early_help_is_given_its_level_and_everybody_reads_it(
    sign_in: SignIn, walk: Walk, said: dict[str, Any], asked: str
) -> None:
    case = waiting(walk, immediate_harm="no")
    manager = sign_in("manager")

    without = manager.post(address(case), decided(case, **said))
    other = manager.post(address(case), decided(case, **said, **{asked: "level_9"}))

    assert "Select which kind it is" in pages.errors(without)
    assert other.status_code == 422
    assert (now(case).stage, now(case).route_variant) == ("awaiting", "")

    taken = manager.post(address(case), decided(case, **said, **{asked: "level_3"}))

    assert taken.status_code == 302, pages.errors(taken)
    assert now(case).route_variant == "level_3"
    assert routed(case)["variant"] == LEVEL_3
    shown = pages.text(manager.get(f"/cases/{case.reference}/"))
    assert f": {LEVEL_3}" in shown.partition("Where this went")[2]
    product = sign_in("early-help-team-team").get(f"/products/{case.reference}-1/")
    assert f"Decided: {LEVEL_3}" in pages.text(product)


def test_the_page_asks_for_no_kind_where_there_is_none(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    manager = sign_in("manager")
    page = manager.get(address(case)).content.decode()

    manager.post(address(case), decided(case, move="close/signpost"))

    assert 'name="kind_early_help"' in page
    assert "kind_signpost" not in page
    assert "passed_assessment" not in page
    assert (now(case).stage, now(case).route_variant) == ("closed", "")


def test_a_team_that_is_told_besides_reads_nothing_of_the_level(
    sign_in: SignIn, walk: Walk
) -> None:
    taker, besides = walk.pass_on(
        waiting(walk, immediate_harm="no"), "early_help_team", also=["lado"]
    )

    first = sign_in("early-help-team-team").get(f"/products/{taker.reference}/")
    second = sign_in("lado-team").get(f"/products/{besides.reference}/")

    assert "Early Help, level 2" in pages.text(first)
    assert "level 2" not in pages.text(second)


@pytest.mark.parametrize(
    ("way", "variant", "words"),
    [
        (Way(move=CaseMove.CLOSE, outcome="early_help"), "", "Choose which kind of “Diversion"),
        (Way(move=CaseMove.PASS_ON, team="early_help_team"), "standard", "Choose which kind"),
        (Way(move=CaseMove.PASS_ON, team="area_team"), "pre_birth", "has no kinds"),
        (Way(move=CaseMove.SEND_TO_TRIAGE, outcome="early_help"), "level_2", "has no kinds"),
    ],
)
def test_no_way_is_given_a_kind_that_it_has_not(
    walk: Walk, way: Way, variant: str, words: str
) -> None:
    case = waiting(walk, immediate_harm="no")

    with pytest.raises(Invalid, match=words):
        walk.as_(
            "manager",
            lambda by: triage.route(
                case=case, move=way.move, route=way.outcome, team=way.team, reason="So.",
                advised=False, variant=variant, unlooked_why="Seen.", seen=case.version,
                by=by, at=walk.at,
            ),
        )  # fmt: skip
    assert now(case).stage == "awaiting"


def test_what_is_taken_back_has_no_kind_any_more(walk: Walk) -> None:
    sent = make.handed_over(walk)
    assert now(sent.case).kind == "Early Help, level 2"

    walk.as_(
        "manager",
        lambda by: passing.recall(
            case=sent.case, reason="Not theirs.", seen=now(sent.case).version, by=by, at=walk.at
        ),
    )

    assert (now(sent.case).route_variant, now(sent.case).kind) == ("", "")


def test_the_list_of_what_ended_says_the_level(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no", domestic_abuse="yes", below_threshold="yes")
    known(walk, case, service=Service.EARLY_HELP, worker="Orla Tansy", team="Family Hub North")
    manager = sign_in("manager")

    taken = manager.post(address(case), decided(case, **PASSED, passed_early_help="level_3"))

    assert taken.status_code == 302, pages.errors(taken)
    assert routed(case)["advised"] is True
    assert LEVEL_3 in pages.text(manager.get(f"/find/?for={case.reference}"))
