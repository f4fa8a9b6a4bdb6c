"""The pages of the hub's own work: rate, commence, decide, authorise, send back (C6 to C10)."""

from collections.abc import Callable

import pytest
from django.test import Client

from frontdoor.casework.gathering import queries as gathering
from tests import pages
from tests.integration import orchard
from tests.integration.orchard import address, now_is

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


# --- Rate ---


def test_ratings_say_what_they_mean_and_what_time_they_give(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="")

    page = sign_in("manager").get(address(enquiry, "rate"))

    said = pages.text(page)
    assert "The child has suffered harm or is at risk of immediate harm. Level 4." in said
    assert "4 clock hours from commencing: due on" in said
    assert "Commence within 1 working hour." in said
    assert "https://coventry.example.org/threshold" in page.content.decode()


def test_a_manager_rates_with_a_reason(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="")

    page = pages.sent(
        sign_in("manager"), address(enquiry, "rate"), rating="red", reason="He has her number."
    )

    assert (page.status_code, page["Location"]) == (302, f"/cases/{enquiry.case.reference}/")
    assert now_is(enquiry).rating == "red"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"rating": "", "reason": "Because."}, "Select the rating"),
        ({"rating": "red", "reason": "  "}, "Enter the reason for the rating"),
        ({"rating": "purple", "reason": "Because."}, "Select the rating from the list"),
        ({}, "Select the rating"),
    ],
)
def test_a_rating_that_cannot_be_taken_is_told_and_nothing_is_lost(
    sign_in: SignIn, typed: dict[str, str], said: str
) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="")

    page = pages.sent(sign_in("manager"), address(enquiry, "rate"), **typed)

    assert page.status_code == 422
    assert said in pages.errors(page)
    assert typed.get("reason", "").strip() in page.content.decode()
    assert now_is(enquiry).rating == ""


def test_nothing_sent_at_all_is_refused_and_not_a_look(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="")

    page = sign_in("manager").post(address(enquiry, "rate"))

    assert page.status_code == 422


def test_rating_is_for_those_whose_task_the_pack_makes_it(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="")

    allowed = sign_in("coordinator").get(address(enquiry, "rate"))
    looked = sign_in("social-worker").get(address(enquiry, "rate"))
    sent = sign_in("social-worker").post(
        address(enquiry, "rate"), {"rating": "red", "reason": "Because.", "seen": "1"}
    )

    assert [allowed.status_code, looked.status_code, sent.status_code] == [200, 403, 403]
    assert "for the triage co-ordinator or team manager to do" in pages.text(looked)
    assert now_is(enquiry).rating == ""


def test_looking_at_what_is_over_says_why(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="red")

    page = sign_in("manager").get(address(enquiry, "rate"))

    assert page.status_code == 403
    assert "this is at “Rated, waiting to commence”" in pages.text(page)


def test_the_second_of_two_who_rate_is_shown_what_changed_and_keeps_what_they_typed(
    sign_in: SignIn,
) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="")
    first, second = sign_in("manager"), sign_in("manager-2")
    where = address(enquiry, "rate")
    held = pages.opened(second, where)
    pages.sent(first, where, rating="red", reason="He has her number.")

    page = second.post(where, {**held, "rating": "green", "reason": "My own words."})

    assert page.status_code == 409
    said = pages.text(page)
    assert "Someone changed this while you were writing" in said
    assert "Rated Red" in said
    assert "Moira Quayle" in said
    assert "My own words." in said
    assert now_is(enquiry).rating == "red"


def test_sending_again_what_is_over_is_refused_in_words(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="")
    client, where = sign_in("manager"), address(enquiry, "rate")
    held = pages.opened(client, where)
    typed = {"rating": "green", "reason": "My own words."}
    pages.sent(client, where, rating="red", reason="He has her number.")
    again = client.post(where, {**held, **typed})
    newer = dict(pages.REMEMBERED.findall(again.content.decode()))

    page = client.post(where, {**newer, **typed})

    assert page.status_code == 422
    assert "Rate is not possible now" in pages.errors(page)


@pytest.mark.parametrize("verb", ["rate", "commence", "decide", "authorise", "send-back"])
def test_pages_of_the_hub_are_for_nobody_else(sign_in: SignIn, verb: str) -> None:
    enquiry = orchard.asked(orchard.today())[0].enquiry
    where = address(enquiry, verb)

    codes = [
        sign_in("police").get(where).status_code,
        sign_in("early-help-team-team").get(where).status_code,
        sign_in("performance").get(where).status_code,
        Client().get(where).status_code,
    ]

    assert codes == [403, 403, 403, 302]


@pytest.mark.parametrize("verb", ["rate", "commence", "decide", "authorise", "send-back"])
def test_a_case_that_is_not_there_and_one_of_another_hub_look_the_same(
    sign_in: SignIn, verb: str
) -> None:
    enquiry = orchard.enquiry(orchard.today())
    stranger = sign_in("manager", hub_slug="durham")

    theirs, nobodys = stranger.get(address(enquiry, verb)), stranger.get(f"/cases/XX-1/{verb}/")

    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert pages.text(theirs) == pages.text(nobodys)


def test_a_case_without_an_enquiry_has_nothing_to_rate(sign_in: SignIn) -> None:
    walk = orchard.today()
    case = walk.case(orchard.contact(walk))

    page = sign_in("manager").get(f"/cases/{case.reference}/rate/")

    assert page.status_code == 404


# --- Commence ---

SUMMARY = "Tamsin came home intoxicated. Please search for everybody named."


def test_the_agencies_that_a_rating_requires_are_ticked(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today())

    page = sign_in("manager").get(address(enquiry, "commence")).content.decode()

    ticked = [slug for slug in orchard.AGENCIES if f'value="{slug}" checked' in page]
    assert ticked == list(orchard.AGENCIES)
    assert 'value="early_help"' in page
    assert 'value="early_help" checked' not in page
    assert "required for Amber" in page


def test_commencing_asks_the_ticked_agencies_on_a_true_basis(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today())

    page = pages.sent(
        sign_in("manager"),
        address(enquiry, "commence"),
        asked=["police", "early_help"],
        summary=SUMMARY,
        basis="section_47",
    )

    assert page.status_code == 302
    requests = gathering.requests(now_is(enquiry))
    assert {request.agency.slug for request in requests} == {"police", "early_help"}
    assert {request.basis_words for request in requests} == {
        "Under section 47. Consent is not relied on, and none is recorded."
    }


def test_consent_that_nobody_gave_is_no_basis(sign_in: SignIn) -> None:
    walk = orchard.today()
    without, given = orchard.enquiry(walk), orchard.enquiry(walk, consent="yes")
    typed = {"asked": ["police"], "summary": SUMMARY, "basis": "consent"}

    refused = pages.sent(sign_in("manager"), address(without, "commence"), **typed)
    taken = pages.sent(sign_in("manager"), address(given, "commence"), **typed)

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "The contact does not say" in pages.errors(refused)
    assert now_is(without).commenced_at is None
    [request] = gathering.requests(now_is(given))
    assert request.basis_words == "With the consent of Dana Orchard."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"asked": []}, "Choose at least one agency to ask."),
        ({"asked": ["police", "coastguard"]}, "Select the agencies to ask from the list"),
        ({"summary": " "}, "Write what the agencies need to know"),
        ({"basis": ""}, "Choose what asking the agencies rests on."),
        ({"basis": "curiosity"}, "Select what asking rests on"),
        ({"basis": "ground"}, "needs a recorded ground"),
    ],
)
def test_commencing_that_cannot_be_taken_is_told_and_nothing_is_lost(
    sign_in: SignIn, changed: dict[str, object], said: str
) -> None:
    enquiry = orchard.enquiry(orchard.today())
    typed = {"asked": ["police"], "summary": SUMMARY, "basis": "section_47"}

    page = pages.sent(sign_in("manager"), address(enquiry, "commence"), **{**typed, **changed})

    assert page.status_code == 422
    assert said in pages.errors(page)
    assert "summary" in changed or SUMMARY in pages.text(page)
    assert now_is(enquiry).commenced_at is None


def test_a_green_may_commence_without_asking_anybody(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="green")

    page = pages.sent(sign_in("manager"), address(enquiry, "commence"), depth="none")

    assert page.status_code == 302
    assert now_is(enquiry).gathering_depth == "none"
    assert gathering.requests(enquiry) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"depth": "none", "asked": ["police"]}, "Without gathering no agency is asked"),
        ({"depth": "basic", "asked": []}, "Choose at least one agency"),
        ({"depth": "endless", "asked": ["police"]}, "Select how much to gather"),
    ],
)
def test_the_agencies_fit_the_depth(sign_in: SignIn, typed: dict[str, object], said: str) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="green")

    page = pages.sent(sign_in("manager"), address(enquiry, "commence"), **typed)

    assert page.status_code == 422
    assert said in pages.errors(page)


def test_a_blue_gathers_nothing(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today(), rating="blue")
    client = sign_in("manager")

    offered = client.get(address(enquiry, "commence"))
    page = pages.sent(client, address(enquiry, "commence"), asked=["police"])

    assert "Blue gathers nothing" in pages.text(offered)
    assert page.status_code == 302
    assert gathering.requests(now_is(enquiry)) == []


def test_the_second_of_two_who_commence_asks_nobody_twice(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today())
    where = address(enquiry, "commence")
    second = sign_in("manager-2")
    held = pages.opened(second, where)
    typed = {"asked": ["police"], "summary": SUMMARY, "basis": "section_47"}
    pages.sent(sign_in("manager"), where, **typed)

    page = second.post(where, {**held, **typed})

    assert page.status_code == 409
    assert "Enquiry commenced" in pages.text(page)
    assert len(gathering.requests(now_is(enquiry))) == 1
