"""An ordinary contact ends in as few steps as it deserves, and none of them goes unread (S3)."""

from collections.abc import Callable

import pytest
from django.test import Client

from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.disclosures import passing
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid
from frontdoor.people.operations import Told
from tests import make, pages
from tests.deciding import address, decided, now, waiting

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def test_to_do_as_advised_needs_no_words_of_ones_own(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no", significant_harm="yes")

    sign_in("manager").post(address(case), decided(case, move="send_to_mash", reason=""))

    assert now(case).route_reason == (
        "As the policy advises: The threshold for social care appears to be met: send it to the "
        "MASH. (C5.1)"
    )


def test_to_go_against_the_advice_needs_words(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no", significant_harm="yes")
    manager, elsewhere = sign_in("manager"), decided(case, move="send_to_triage", reason="")

    refused = manager.post(address(case), elsewhere)

    assert "Write why, or choose a reason" in pages.errors(refused)
    assert now(case).stage == "awaiting"
    assert manager.post(address(case), elsewhere | {"reason": "Seen today."}).status_code == 302


def test_a_ready_reason_of_the_pack_is_kept_beside_own_words(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    ready = {"move": "close/no_further_action", "because_no_further_action": "1"}

    sign_in("manager").post(address(case), decided(case, **ready, reason="I rang the school."))

    assert now(case).route_reason == (
        "It was looked into, and is not borne out.\nI rang the school."
    )


def test_a_ready_reason_of_another_end_is_none(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    ready = {"move": "close/signpost", "because_no_further_action": "1", "reason": ""}

    refused = sign_in("manager").post(address(case), decided(case, **ready))

    assert "Write why" in pages.errors(refused)


def test_past_the_harm_test_a_ready_reason_is_not_enough(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="yes")
    ready = {"move": "close/no_further_action", "because_no_further_action": "0", "reason": ""}

    refused = sign_in("manager").post(address(case), decided(case, **ready))

    assert "Write why the child can go another way than to MASH" in pages.errors(refused)


def test_whoever_may_rate_does_so_with_the_opening(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no", significant_harm="yes")
    said = decided(case, move="send_to_mash", rating="amber", reason="Bruises, and a new partner.")

    sign_in("manager").post(address(case), said)

    enquiry = enquiries.of(now(case))
    assert enquiry is not None
    assert (enquiry.stage, enquiry.rating) == ("rated", "amber")
    assert enquiry.rating_reason == "Bruises, and a new partner."


def test_a_rating_of_ones_own_takes_words_and_the_advised_red_does_not(
    sign_in: SignIn, walk: Walk
) -> None:
    case = waiting(walk, immediate_harm="yes")
    manager, mash = sign_in("manager"), decided(case, move="send_to_mash", reason="")
    assert pages.ticked(manager.get(address(case)), "rating") == {"Red"}

    refused = manager.post(address(case), mash | {"rating": "amber"})

    assert "Write why it is rated so" in pages.errors(refused)
    assert manager.post(address(case), mash | {"rating": "red"}).status_code == 302
    enquiry = enquiries.of(now(case))
    assert enquiry is not None
    assert enquiry.rating == "red"


def test_where_another_role_rates_the_manager_is_offered_no_rating(sign_in: SignIn) -> None:
    case = make.case(make.walk("barnet"))

    manager = sign_in("manager", hub_slug="barnet").get(address(case)).content.decode()
    worker = sign_in("social-worker", hub_slug="barnet").get(address(case)).content.decode()

    assert 'name="rating"' not in manager
    assert 'name="rating"' in worker


def test_a_rating_left_over_from_another_choice_counts_for_nothing(
    sign_in: SignIn, walk: Walk
) -> None:
    case = waiting(walk, immediate_harm="no")

    sign_in("manager").post(address(case), decided(case, move="send_to_triage", rating="red"))

    assert now(case).stage == "in_triage"


def test_closing_lets_the_referrer_read_the_outcome_with_the_same_step(
    sign_in: SignIn, walk: Walk
) -> None:
    case = waiting(walk, caller=Caller(source="school", name="Mr Petrie"), immediate_harm="no")
    manager = sign_in("manager")
    page = manager.get(address(case))
    assert pages.ticked(page, "tell_referrer") == {"Let the referrer read how it ends"}

    said = decided(case, move="close/no_further_action", tell_referrer="on")
    manager.post(address(case), said)

    make.enter("manager")
    receipt = queries.get(
        case.contact.reference, actor=make.enter("manager"), to="test", at=walk.at
    ).receipt
    assert "No further action by social care." in receipt.words
    assert not [clock for clock in queries.clocks(case) if clock.stopped_at is None]


@pytest.mark.parametrize("phone", ["01632 960123", ""])
def test_the_banner_says_that_the_referrer_can_read_it_and_not_that_they_were_told(
    sign_in: SignIn, walk: Walk, phone: str
) -> None:
    caller = Caller(source="school", name="Mr Petrie", phone=phone)
    case = waiting(walk, caller=caller, immediate_harm="no")
    manager = sign_in("manager")

    said = decided(case, move="close/no_further_action", tell_referrer="on")
    after = manager.post(address(case), said, follow=True)

    contact = case.contact.reference
    page = pages.text(after)
    readable = "Their referrer can read how it ends with reference and code."
    rings = f"Ring the referrer if they do not have reference and code: who told us, {contact}"
    assert readable in page
    assert (rings in page) == bool(phone)
    link = f'<a href="/contacts/{contact}/#caller">'
    assert (link in after.content.decode()) == bool(phone)
    assert 'id="caller"' in manager.get(f"/contacts/{contact}/").content.decode()
    assert "The referrer can read it now, with their reference and code" in page
    assert "Referrer told" not in page


def test_unticked_nobody_says_that_the_referrer_can_read_it(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    said = decided(case, move="close/no_further_action")

    page = pages.text(sign_in("manager").post(address(case), said, follow=True))

    assert "Their referrer can read" not in page
    assert "The referrer cannot read yet what came of it" in page


def test_unticked_the_referrer_waits_to_be_told(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")

    sign_in("manager").post(address(case), decided(case, move="close/no_further_action"))

    make.enter("manager")
    running = [clock.span for clock in queries.clocks(case) if clock.stopped_at is None]
    assert running == [Span.REFERRER]


def test_while_a_brother_waits_the_referrer_is_not_told_with_the_first(
    sign_in: SignIn, walk: Walk
) -> None:
    contact = walk.contact(children=[Told(given_names="Sasha"), Told(given_names="Mika")])
    walk.describe(contact)

    page = sign_in("manager").get(address(walk.case(contact))).content.decode()

    assert 'name="tell_referrer"' not in page


def test_after_one_the_next_is_opened_the_urgent_first(sign_in: SignIn, walk: Walk) -> None:
    one, _, urgent = [waiting(walk, immediate_harm=answer) for answer in ("no", "no", "yes")]
    manager = sign_in("manager")
    assert "Decide, and open the next" in pages.buttons(manager.get(address(one)))

    answer = manager.post(address(one), decided(one, move="close/no_further_action", then="next"))

    assert answer["Location"] == address(urgent)


def test_after_the_last_one_the_worklist_says_that_nothing_waits(
    sign_in: SignIn, walk: Walk
) -> None:
    case = waiting(walk, immediate_harm="no")
    manager = sign_in("manager")
    assert "Decide, and open the next" not in pages.buttons(manager.get(address(case)))

    said = decided(case, move="close/no_further_action", then="next")
    page = manager.post(address(case), said, follow=True)

    assert "Nothing else waits for a manager’s decision" in pages.text(page)


# --- Who takes it on is told, with what they need ---


def test_what_is_diverted_to_early_help_reaches_early_help(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    manager = sign_in("manager")
    said = {"move": "close/early_help", "reason": "She asked for it.", "basis": "section_17"}

    nobody = manager.post(address(case), decided(case, **said, items=["identity"]))
    assert "Select the team that takes it on" in pages.errors(nobody)
    said |= {"takes_early_help": "early_help_team", "kind_early_help": "level_2"}
    nothing = manager.post(address(case), decided(case, **said))
    assert "Choose at least one item" in pages.errors(nothing)
    assert now(case).stage == "awaiting"

    told = manager.post(address(case), decided(case, **said, items=["identity", "concern"]))

    assert told.status_code == 302
    assert now(case).stage == "closed"
    team = sign_in("early-help-team-team")
    page = pages.text(team.get(f"/products/{case.reference}-1/"))
    assert "Diversion to Early Help" in page
    assert "Shouting at night." in page
    assert "Early Help (Family Hubs) to acknowledge" in pages.text(manager.get("/"))


def test_nobody_closes_with_an_outcome_that_no_team_hears_of(walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")

    with pytest.raises(Invalid, match="Nobody would take this on: tell Early Help"):
        passing.close(
            case=case, shares={}, basis="", route="early_help", team="", reason="So.",
            advised=False, seen=case.version, by=make.enter("manager"), at=walk.at,
        )  # fmt: skip


def test_the_page_says_what_leaves_and_opens_the_choice_where_a_basis_lacks(
    sign_in: SignIn, walk: Walk
) -> None:
    hurt, alone = (
        waiting(walk, immediate_harm="yes"),
        waiting(walk, immediate_harm="no", unaccompanied="yes"),
    )
    manager = sign_in("manager")

    urgent, ordinary = manager.get(address(hurt)), manager.get(address(alone))

    # A section 47 enquiry needs no basis of its own: consent is never its gate (a.8, 7).
    assert '<details class="govuk-details" open>' not in urgent.content.decode()
    assert "Ticked for Responsive Services: The child, The concern" in pages.text(urgent)
    assert '<details class="govuk-details" open>' in ordinary.content.decode()
    assert "Ticked for Looked-after children's service: The child" in pages.text(ordinary)


def test_what_was_ticked_for_another_team_is_ticked_anew_and_looked_at(
    sign_in: SignIn, walk: Walk
) -> None:
    case = waiting(walk, immediate_harm="no")
    manager = sign_in("manager")
    said = decided(case, move="pass_on", team="area_team", basis="section_17", items=["identity"])

    again = manager.post(address(case), said | {"ticked_for": "edt"})

    assert "Look at what Area team for the address receives" in pages.errors(again)
    assert pages.ticked(again, "items") == {"The child", "The concern", "Why it is passed on"}
    agreed = said | {"ticked_for": "area_team", "items": ["identity", "concern"]}
    assert manager.post(address(case), agreed).status_code == 302
