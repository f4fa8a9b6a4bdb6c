"""The pages on which a manager decides, authorises and sends back (C10.1 to C10.3, C15.13)."""

from collections.abc import Callable

import pytest
from django.test import Client

from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.decisions import queries as decided
from frontdoor.people.operations import Told
from frontdoor.web.gathering import heard
from tests import make, pages
from tests.integration import orchard
from tests.integration.orchard import address, now_is

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


DECISION = {
    "rating": "amber",
    "outcome": "early_help/level_3",
    "level": "3",
    "rationale": "Dana can protect her with our help.",
    "recommendations": "Work on safety online.",
    "primary_need": "",
    "without_reply_why": "",
}


def test_facts_stand_apart_from_what_an_agency_makes_of_them(sign_in: SignIn) -> None:
    enquiry = orchard.answered(orchard.today())

    said = pages.text(sign_in("manager").get(address(enquiry, "decide")))

    assert f"Held and shared {orchard.CONVICTIONS} Handling: not to be told to the family" in said
    assert f"What West Midlands Police makes of it {orchard.POLICE_THINK}" in said


def test_whoever_decides_is_told_again_what_to_mind(sign_in: SignIn) -> None:
    walk = make.walk()
    contact = walk.describe(
        walk.contact(),
        Concern(concern="She goes to the flat again.", where_now="At school until three"),
        answers={"immediate_harm": "yes"},
        possible_red="He waits for her today.",
        triggers=["sexual_exploitation"],
    )
    enquiry = walk.rate(walk.to_mash(contact), "red")
    walk.commence(enquiry, asked=("police",))

    said = pages.text(sign_in("manager").get(address(enquiry, "decide")))

    flag = contact.policy.trigger("sexual_exploitation").name
    for words in ("Now at At school until three", "Possible Red", "Immediate harm", flag):
        assert words in said.split("The decision")[0]
    for rating in contact.policy.ratings:
        assert f"{rating.name} {rating.meaning}" in said


def test_a_manager_reads_why_something_is_not_shared(sign_in: SignIn) -> None:
    enquiry = orchard.answered(orchard.today())

    said = pages.text(sign_in("manager").get(address(enquiry, "decide")))

    assert (
        f"Dana Orchard Parent or carer Held and not shared Why it is not shared: "
        f"{orchard.KEPT_BACK}" in said
    )


def test_silence_is_never_told_as_nothing_held(sign_in: SignIn) -> None:
    enquiry = orchard.asked(orchard.today())[0].enquiry

    said = pages.text(sign_in("manager").get(address(enquiry, "decide")))

    assert said.count("No reply yet. This is not an answer") == len(orchard.AGENCIES)
    assert "Nothing held" not in said


def test_a_required_agency_that_was_not_asked_is_named(sign_in: SignIn) -> None:
    enquiry = orchard.asked(orchard.today(), agencies=["police"])[0].enquiry

    said = pages.text(sign_in("manager").get(address(enquiry, "decide")))

    assert "Education Not asked Not asked. The pack asks it for this rating." in said


def test_a_person_added_after_an_answer_is_not_told_as_nothing_held(sign_in: SignIn) -> None:
    walk = orchard.today()
    enquiry = orchard.answered(walk)
    walk.person(enquiry.case.contact, Told(given_names="Piers", family_name="Newcome"), Part.OTHER)

    said = pages.text(sign_in("manager").get(address(enquiry, "decide")))

    assert said.count("Piers Newcome Somebody else No reply yet") == 5
    assert "Piers Newcome Somebody else Nothing held" not in said


def test_a_manager_decides(sign_in: SignIn) -> None:
    enquiry = orchard.answered(orchard.today())

    page = pages.sent(sign_in("manager"), address(enquiry, "decide"), **DECISION)

    assert page.status_code == 302
    decision = decided.of(now_is(enquiry))
    assert decision is not None
    assert decision.outcome_words == "Diversion to Early Help: Early Help, level 3"
    assert (decision.level, decision.recommendations) == (3, "Work on safety online.")


def test_deciding_may_change_the_rating(sign_in: SignIn) -> None:
    enquiry = orchard.answered(orchard.today())

    pages.sent(sign_in("manager"), address(enquiry, "decide"), **{**DECISION, "rating": "green"})

    assert now_is(enquiry).rating == "green"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"outcome": ""}, "Select the outcome"),
        ({"outcome": "early_help"}, "Select the outcome from the list"),
        ({"outcome": "early_help/level_9"}, "Select the outcome from the list"),
        ({"outcome": "mash_assessment"}, "Select the outcome from the list"),
        ({"outcome": "section_47"}, "needs the child’s primary need"),
        ({"outcome": "section_47", "primary_need": "N77"}, "Select the primary need from the list"),
        ({"level": "9"}, "Select the level of need from the list"),
        ({"level": "three"}, "Select the level of need from the list"),
        ({"rationale": ""}, "Enter the rationale"),
        ({"rating": "purple"}, "Select the rating from the list"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_told_and_nothing_is_lost(
    sign_in: SignIn, changed: dict[str, str], said: str
) -> None:
    enquiry = orchard.answered(orchard.today())

    page = pages.sent(sign_in("manager"), address(enquiry, "decide"), **{**DECISION, **changed})

    assert page.status_code == 422
    assert said in pages.errors(page)
    assert "Work on safety online." in pages.text(page)
    assert decided.of(now_is(enquiry)) is None


def test_deciding_without_a_required_answer_needs_a_reason(sign_in: SignIn) -> None:
    enquiry = orchard.answered(orchard.today(), but="probation")
    client, where = sign_in("manager"), address(enquiry, "decide")

    refused = pages.sent(client, where, **DECISION)
    taken = pages.sent(client, where, **{**DECISION, "without_reply_why": "It would hold her up."})

    assert "Why decide without Probation Service?" in pages.text(refused)
    assert "1 required agency has not answered" in pages.errors(refused)
    assert (refused.status_code, taken.status_code) == (422, 302)


def test_an_answer_that_comes_while_somebody_decides_is_not_overlooked(sign_in: SignIn) -> None:
    walk = orchard.today()
    requests = orchard.asked(walk, agencies=["police"])
    client, where = sign_in("manager"), address(requests[0].enquiry, "decide")
    held = pages.opened(client, where)
    walk.answer(requests[0])

    page = client.post(where, {**held, **DECISION, "without_reply_why": "They will not come."})

    assert page.status_code == 409
    assert "West Midlands Police answered" in pages.text(page)


def test_the_second_of_two_who_decide_is_shown_the_first_decision(sign_in: SignIn) -> None:
    enquiry = orchard.answered(orchard.today())
    where, second = address(enquiry, "decide"), sign_in("manager-2")
    held = pages.opened(second, where)
    pages.sent(sign_in("manager"), where, **DECISION)

    page = second.post(where, {**held, **DECISION, "rationale": "My own words."})

    assert page.status_code == 409
    said = pages.text(page)
    assert "Outcome decided: Diversion to Early Help" in said
    assert "My own words." in said


# --- Authorise, send back ---


def test_a_decision_is_read_and_authorised(sign_in: SignIn) -> None:
    enquiry = orchard.decided(orchard.today()).enquiry
    client, where = sign_in("manager-2"), address(enquiry, "authorise")

    read = pages.text(client.get(where))
    page = pages.sent(client, where)

    assert "Dana is able to protect her with our help." in read
    assert page.status_code == 302
    assert now_is(enquiry).stage == "authorised"


def test_there_is_nothing_to_authorise_before_a_decision(sign_in: SignIn) -> None:
    enquiry = orchard.answered(orchard.today())

    page = sign_in("manager").get(address(enquiry, "authorise"))

    assert page.status_code == 403
    assert "Authorise is not possible now" in pages.text(page)


def test_a_decision_goes_back_with_a_reason_and_comes_again_with_what_was_written(
    sign_in: SignIn,
) -> None:
    enquiry = orchard.decided(orchard.today()).enquiry
    client = sign_in("manager-2")

    silent = pages.sent(client, address(enquiry, "send-back"), reason=" ")
    back = pages.sent(client, address(enquiry, "send-back"), reason="What of her brother?")
    again = client.get(address(enquiry, "decide"))

    assert (silent.status_code, back.status_code) == (422, 302)
    assert "What should be thought over?" in pages.errors(silent)
    said = pages.text(again)
    assert "What of her brother?" in said
    assert "Dana is able to protect her with our help." in said
    assert 'value="early_help/level_3" checked' in again.content.decode()


def test_of_two_who_authorise_and_send_back_the_second_is_shown_the_first(
    sign_in: SignIn,
) -> None:
    enquiry = orchard.decided(orchard.today()).enquiry
    second = sign_in("manager-2")
    held = pages.opened(second, address(enquiry, "authorise"))
    pages.sent(sign_in("manager"), address(enquiry, "send-back"), reason="What of her brother?")

    page = second.post(address(enquiry, "authorise"), held)

    assert page.status_code == 409
    assert "What of her brother?" in pages.text(page)
    assert now_is(enquiry).stage == "gathering"


# --- Who never reads what is held and not shared ---


def test_what_is_not_shared_is_read_by_managers_and_its_agency_alone(sign_in: SignIn) -> None:
    enquiry = orchard.decided(orchard.today()).enquiry
    case = f"/cases/{enquiry.case.reference}/"
    hub = [case, *(f"{case}{verb}/" for verb in ("decide", "authorise", "send-back", "tell"))]
    outside = ["/requests/", f"/requests/{enquiry.case.reference}/"]
    readers = [("social-worker", hub), ("coordinator", hub), ("officer", hub), ("triage", hub)]
    readers += [("health", outside), ("education", outside), ("probation", outside)]

    seen = {
        f"{who} {where}"
        for who, addresses in readers
        for where in addresses
        if orchard.KEPT_BACK in pages.text(sign_in(who).get(where))
    }

    assert seen == set()
    assert orchard.KEPT_BACK in pages.text(sign_in("manager").get(f"{case}authorise/"))
    assert orchard.KEPT_BACK in pages.text(sign_in("police").get(outside[1]))


def test_a_pack_whose_task_is_wider_shows_no_silence_where_something_is_held_back(
    sign_in: SignIn,
) -> None:
    """Behind the wall a social worker does not see the finding: then the page says just that."""
    enquiry = orchard.answered(orchard.today())
    make.enter("social-worker")

    told = {agency.agency: agency for agency in heard.of(enquiry, at=orchard.today().at)}

    on_dana = next(p for p in told["West Midlands Police"].people if p.name == "Dana Orchard")
    assert (on_dana.answer, on_dana.why_not_shared) == ("No facts shown", "")
