"""The page on which a product is put together, item by item, and sent (C11.1, C11.2, a.8(5))."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from frontdoor.casework.disclosures import queries
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from tests import make, pages
from tests.integration import orchard
from tests.integration.orchard import SECTION_17, TEAM, keys, send

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def stage(enquiry: Enquiry) -> str:
    make.enter("manager")
    found = enquiries.of(enquiry.case)
    assert found is not None
    return found.stage


def test_what_the_tier_holds_is_ticked_and_what_is_held_back_says_why(sign_in: SignIn) -> None:
    decision = orchard.authorised(orchard.today())

    page = sign_in("manager").get(send(decision))

    assert pages.ticked(page, "items") == {
        "The child", "Parents and carers", "Outcome", "Rating", "The concern", "Recommendations",
        "Analysis by Education",
    }  # fmt: skip
    said = pages.text(page)
    assert f"{orchard.HEALTH_THINKS} Not ticked beforehand: Sensitive health information" in said
    assert f"{orchard.POLICE_THINK} Not ticked beforehand: It tells of a person who may" in said
    assert "Goes with it: The recipient must not tell the family this" in said
    assert "Response due, if sent now" in said


def test_everything_but_what_caveats_hold_back_is_ticked_for_section_47(sign_in: SignIn) -> None:
    choice = replace(orchard.EARLY_HELP, outcome="section_47", variant="", primary_need="N1")
    decision = orchard.authorised(orchard.today(), choice)

    page = sign_in("manager").get(send(decision))

    assert pages.ticked(page, "items") == set(keys(decision))


def test_an_address_that_an_agency_protects_is_not_ticked_and_the_name_is(sign_in: SignIn) -> None:
    walk = orchard.today()
    lives = replace(orchard.TAMSIN, address="3 Quarry Lane", postcode="CV1 9ZZ")
    [request] = orchard.asked(walk, agencies=["education"], child=lives)
    said = Said(answer=Answer.SHARED, facts=orchard.SCHOOL_SAYS, caveats=("protected_address",))
    walk.answer(request, {"Tamsin Orchard": said}, analysis=orchard.SCHOOL_THINKS)
    walk.decide(request.enquiry, replace(orchard.EARLY_HELP, without_reply_why="No need."))
    decision = walk.authorise(request.enquiry)

    page = sign_in("manager").get(send(decision))

    assert "The child" in pages.ticked(page, "items")
    assert "Where the child lives" not in pages.ticked(page, "items")
    assert "Where the family lives must not become known." in pages.text(page)


def test_what_is_held_and_not_shared_is_never_on_offer(sign_in: SignIn) -> None:
    decision = orchard.authorised(orchard.today())

    page = sign_in("manager").get(send(decision))

    assert orchard.KEPT_BACK not in pages.text(page)
    assert "West Midlands Police on Dana Orchard" not in keys(decision)


def test_only_what_was_ticked_leaves_the_hub(sign_in: SignIn) -> None:
    decision = orchard.authorised(orchard.today())
    chosen = [keys(decision)[heading] for heading in ("Outcome", "Analysis by Education")]

    page = pages.sent(sign_in("manager"), send(decision), items=chosen, **SECTION_17)

    assert page.status_code == 302
    client = sign_in(TEAM)
    read = pages.text(client.get(f"/products/{decision.enquiry}-1/"))
    listed = pages.text(client.get("/products/"))
    assert orchard.SCHOOL_THINKS in read
    assert "Diversion to Early Help: Early Help, level 3" in read
    kept = (
        "Tamsin", "Orchard", "Lewis", "intoxicated", "Amber", "Work on safety", "Dana is able",
        orchard.CONVICTIONS, orchard.KEPT_BACK, orchard.SCHOOL_SAYS, orchard.HEALTH_SAYS,
        orchard.POLICE_THINK, orchard.HEALTH_THINKS,
    )  # fmt: skip
    assert [words for words in kept if words in read or words in listed] == []


def test_a_product_says_what_sharing_it_rests_on(sign_in: SignIn) -> None:
    decision = orchard.authorised(orchard.today())

    pages.sent(sign_in("manager"), send(decision), items=["outcome"], **SECTION_17)

    said = pages.text(sign_in(TEAM).get(f"/products/{decision.enquiry}-1/"))
    assert "What sharing it rests on Children Act 1989, section 17." in said


def test_consent_that_was_given_is_offered_and_chosen_beforehand(sign_in: SignIn) -> None:
    decision = orchard.authorised(orchard.today(), consent="yes")

    page = sign_in("manager").get(send(decision))

    assert "Asked of and given by Dana Orchard." in pages.text(page)
    assert 'value="consent" checked' in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"items": []}, "Choose at least one item"),
        ({"items": ["outcome", "facts_1"]}, "Choose only from the items below"),
        ({"items": ["referrer"]}, "Choose only from the items below"),
        ({"team": ""}, "Select the team that receives it"),
        ({"team": "lado"}, "Select the team that receives it from the list"),
        ({"basis": ""}, "Without consent, record what this sharing rests on."),
        ({"basis": "consent"}, "Select what sharing this rests on"),
        ({"basis": "duty_to_share"}, "Select what sharing this rests on"),
    ],
)
def test_a_product_that_cannot_leave_is_told_and_nothing_leaves(
    sign_in: SignIn, typed: dict[str, object], said: str
) -> None:
    decision = orchard.authorised(orchard.today())

    page = pages.sent(
        sign_in("manager"), send(decision), **{"items": ["outcome"], **SECTION_17, **typed}
    )

    assert page.status_code == 422
    assert said in pages.errors(page)
    assert stage(decision.enquiry) == "authorised"


def test_what_was_ticked_by_hand_is_kept_when_something_is_missing(sign_in: SignIn) -> None:
    decision = orchard.authorised(orchard.today())
    by_hand = [keys(decision)["West Midlands Police on Lewis Varley"]]

    page = pages.sent(
        sign_in("manager"), send(decision), items=by_hand, team="early_help_team", basis=""
    )

    assert pages.ticked(page, "items") == {"West Midlands Police on Lewis Varley"}


@pytest.mark.parametrize("heading", ["West Midlands Police on Robin Example",
                                     "Analysis by West Midlands Police"])  # fmt: skip
def test_what_the_originator_has_to_agree_to_does_not_leave(sign_in: SignIn, heading: str) -> None:
    decision = make.locked(orchard.today())
    client = sign_in("manager")

    offered = pages.text(client.get(send(decision)))
    page = pages.sent(client, send(decision), items=[keys(decision)[heading]], **SECTION_17)

    assert "Cannot go yet: Ask the originator first" in offered
    assert page.status_code == 422
    assert "The originator must agree first" in pages.errors(page)


def test_an_outcome_without_a_team_is_completed_and_nothing_leaves(sign_in: SignIn) -> None:
    choice = replace(orchard.EARLY_HELP, outcome="no_further_action", variant="")
    decision = orchard.authorised(orchard.today(), choice)
    client = sign_in("manager")

    offered = pages.text(client.get(send(decision)))
    page = pages.sent(client, send(decision), items=["outcome"], team="early_help_team")

    assert "nothing leaves the hub" in offered
    assert page.status_code == 302
    assert stage(decision.enquiry) == "complete"
    assert queries.products_on(decision.enquiry.case_id) == []


def test_nothing_is_sent_before_it_is_authorised(sign_in: SignIn) -> None:
    decision = orchard.decided(orchard.today())

    page = sign_in("manager").get(send(decision))

    assert page.status_code == 403
    assert "Send the product is not possible now" in pages.text(page)


def test_sending_is_for_those_whose_task_the_pack_makes_it(sign_in: SignIn) -> None:
    decision = orchard.authorised(orchard.today())

    who = ("social-worker", "coordinator", "police", TEAM)
    codes = [sign_in(short).get(send(decision)).status_code for short in who]

    assert codes == [403, 403, 403, 403]


def test_the_second_of_two_who_send_is_shown_what_was_sent(sign_in: SignIn) -> None:
    decision = orchard.authorised(orchard.today())
    second = sign_in("manager-2")
    held = pages.opened(second, send(decision))
    pages.sent(sign_in("manager"), send(decision), items=["outcome"], **SECTION_17)

    page = second.post(send(decision), {**held, "items": ["rating"], **SECTION_17})

    assert page.status_code == 409
    assert pages.ticked(page, "items") == {"Rating"}
    assert len(queries.products_on(decision.enquiry.case_id)) == 1
