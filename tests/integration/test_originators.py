"""What an agency wants to be asked about first leaves when it agrees, and not before (a.8, 5)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from frontdoor.audit import queries as audit
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import clearing, queries
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Clearance, Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example import originators
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from tests import make, pages
from tests.integration import orchard
from tests.integration.behind import ask, change, refused

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

FACTS = "Seen there twice."
OTHER_WORDS = "There is reason to keep the child away from that address."
TEAM = "early_help_team"
TWO_TEAMS = replace(make.EARLY_HELP, outcome="section_47", variant="", level=4, primary_need="N1")


def send(decision: Decision) -> str:
    return f"/cases/{decision.enquiry}/send/"


def share(walk: Walk, decision: Decision, *chosen: str) -> list[Product]:
    return walk.as_(
        "manager",
        lambda by: disclosures.share(
            decision=decision,
            teams=list(decision.chosen.teams),
            chosen=["outcome", *chosen],
            basis="Children Act 1989, section 17.",
            seen=Enquiry.objects.get(pk=decision.enquiry_id).version,
            by=by,
            at=walk.at,
        ),
    )


def withdrawn(walk: Walk, clearance: Clearance, *, why: str = "Not needed.") -> Clearance:
    return walk.as_(
        "manager",
        lambda by: clearing.withdraw(clearance=clearance, why=why, by=by, at=walk.at),
    )


def now_is(clearance: Clearance) -> Clearance:
    make.enter("manager")
    return next(e for e in queries.clearances(clearance.enquiry_id) if e.pk == clearance.pk)


def kinds(decision: Decision) -> list[str]:
    make.enter("manager")
    return [event.kind for event in audit.history([str(decision.enquiry)])]


# --- From the page that sends to the tray, and back ---


def test_the_page_that_sends_says_who_to_ask_and_the_manager_asks(sign_in: SignIn) -> None:
    walk = orchard.today()
    decision = make.locked(walk)
    client, item = sign_in("manager"), originators.item(walk, decision)

    offered = pages.text(client.get(send(decision)))
    page = pages.sent(client, f"{send(decision)}ask/{item}/", team=[TEAM], why="They visit.")

    assert "Ask West Midlands Police about West Midlands Police on Robin Example" in offered
    assert page.status_code == 302
    make.enter("manager")
    [asked] = queries.clearances(decision.enquiry_id)
    assert (asked.agency.slug, asked.team.slug, asked.why) == ("police", TEAM, "They visit.")
    after = pages.text(client.get(send(decision)))
    assert "No answer yet" in after


def test_asking_needs_a_team_and_a_reason(sign_in: SignIn) -> None:
    walk = orchard.today()
    decision = make.locked(walk, TWO_TEAMS)
    where = f"{send(decision)}ask/{originators.item(walk, decision)}/"

    page = pages.sent(sign_in("manager"), where)

    assert page.status_code == 422
    assert "Select the team that should have it" in pages.errors(page)
    assert "Why does the team need this" in pages.errors(page)


def test_the_agency_reads_which_item_to_which_team_and_why(sign_in: SignIn) -> None:
    clearance = make.clearance(orchard.today())
    police = sign_in("police")

    tray = pages.text(police.get("/requests/"))
    page = pages.text(police.get(f"/requests/clearances/{clearance.pk}/"))

    assert "May “West Midlands Police on Robin Example” go to Early Help (Family Hubs)?" in tray
    for words in (FACTS, "They meet the family at home.", clearance.asked_by_name):
        assert words in page


def test_the_agency_agrees_and_the_item_goes_in_its_own_words(sign_in: SignIn) -> None:
    walk = orchard.today()
    clearance = make.clearance(walk)
    police, manager = sign_in("police"), sign_in("manager")
    where = f"/requests/clearances/{clearance.pk}/"

    answered = pages.sent(police, where, answer="other", words=OTHER_WORDS)
    page = pages.sent(
        manager, f"/cases/{clearance.enquiry}/send/",
        items=["outcome", clearance.item], team=[TEAM], basis="section_17",
    )  # fmt: skip

    assert (answered.status_code, page.status_code) == (302, 302)
    make.enter("manager")
    [product] = queries.products_on(clearance.enquiry.case_id)
    sent = {item["heading"]: item for item in product.contents["items"]}
    assert sent[clearance.heading]["words"] == OTHER_WORDS
    assert FACTS not in str(product.contents)
    # Whoever receives it asks as well, before it goes further.
    assert "Ask the originator first" in sent[clearance.heading]["caveats"][0]
    seen = pages.text(sign_in("early-help-team-team").get(f"/products/{product.reference}/"))
    assert OTHER_WORDS in seen


def test_a_plain_yes_lets_the_words_go_as_they_stand() -> None:
    walk = make.walk()
    decision = make.locked(walk)
    clearance = originators.answer(walk, originators.ask(walk, decision))

    [product] = share(walk, decision, clearance.item)

    assert FACTS in str(product.contents)


def test_a_no_needs_its_reason_and_the_item_stays(sign_in: SignIn) -> None:
    clearance = make.clearance(orchard.today())
    police, where = sign_in("police"), f"/requests/clearances/{clearance.pk}/"

    nothing_said = pages.sent(police, where)
    silent = pages.sent(police, where, answer="no", why=" ")
    empty = pages.sent(police, where, answer="other", words=" ")
    taken = pages.sent(police, where, answer="no", why="An operation goes on.")
    page = pages.sent(
        sign_in("manager"), f"/cases/{clearance.enquiry}/send/",
        items=["outcome", clearance.item], team=[TEAM], basis="section_17",
    )  # fmt: skip

    assert "May it go to this team?" in pages.errors(nothing_said)
    assert "Say why not" in pages.errors(silent)
    assert "Write the words that may go" in pages.errors(empty)
    assert taken.status_code == 302
    assert "The originator must agree first" in pages.errors(page)
    read = pages.text(sign_in("manager").get(f"/cases/{clearance.enquiry}/send/"))
    assert "An operation goes on." in read


def test_a_question_is_answered_once(sign_in: SignIn) -> None:
    clearance = make.clearance(orchard.today())
    second, where = sign_in("police"), f"/requests/clearances/{clearance.pk}/"
    held = pages.opened(second, where)
    pages.sent(sign_in("police"), where, answer="yes")

    page = second.post(where, {**held, "answer": "no", "why": "He would be warned."})

    assert page.status_code == 409
    assert "Answered by Nadia Thistlewood" in pages.text(page)
    assert now_is(clearance).is_agreed


def test_the_manager_withdraws_a_question_with_a_reason(sign_in: SignIn) -> None:
    clearance = make.clearance(orchard.today())
    manager, police = sign_in("manager"), sign_in("police")
    where = f"/cases/{clearance.enquiry}/send/asked/{clearance.pk}/"

    silent = pages.sent(manager, where, why=" ")
    page = pages.sent(manager, where, why="The team does not need it.")

    assert (silent.status_code, page.status_code) == (422, 302)
    read = pages.text(police.get(f"/requests/clearances/{clearance.pk}/"))
    assert "The team does not need it." in read
    assert "Send the answer" not in read


# --- No answer is never a yes ---


def test_silence_is_not_a_yes() -> None:
    walk = make.walk()
    decision = make.locked(walk)
    clearance = originators.ask(walk, decision)

    with pytest.raises(Invalid, match="The originator must agree first"):
        share(walk, decision, clearance.item)


def test_what_goes_without_it_withdraws_the_open_question() -> None:
    walk = make.walk()
    decision = make.locked(walk)
    clearance = originators.ask(walk, decision)

    [product] = share(walk, decision)

    assert FACTS not in str(product.contents)
    over = now_is(clearance)
    assert (over.stage, over.withdrawn_why) == ("withdrawn", "The product was sent without it.")
    with pytest.raises((Refused, Stale)):
        originators.answer(walk, clearance)


def test_a_yes_for_one_team_is_none_for_another() -> None:
    walk = make.walk()
    decision = make.locked(walk, TWO_TEAMS)
    first, second = decision.chosen.teams[:2]
    clearance = originators.answer(walk, originators.ask(walk, decision, team=first))

    products = {each.team.slug: each for each in share(walk, decision, clearance.item)}

    assert FACTS in str(products[first].contents)
    assert FACTS not in str(products[second].contents)


def test_after_a_no_the_agency_can_be_asked_again_and_before_that_it_cannot() -> None:
    walk = make.walk()
    decision = make.locked(walk)
    clearance = originators.ask(walk, decision)
    with pytest.raises(Refused, match="has been asked about this"):
        originators.ask(walk, decision)
    originators.answer(walk, clearance, agreed=False, why="Not like this.")

    again = originators.ask(walk, decision)

    assert again.pk != clearance.pk
    assert again.waits


def test_what_nobody_wants_to_be_asked_about_needs_no_question() -> None:
    walk = make.walk()
    decision = make.locked(walk)

    def asked(item: str, *, team: str = TEAM) -> object:
        return walk.as_(
            "manager",
            lambda by: clearing.ask(
                decision=decision, item=item, teams=[team], why="For them.", by=by, at=walk.at
            ),
        )

    for item in ("outcome", "facts_0"):
        with pytest.raises(Refused, match="Nobody has to be asked"):
            asked(item)
    with pytest.raises(Invalid, match="from those of the outcome"):
        asked(originators.item(walk, decision), team="lado")


def test_what_has_an_answer_is_not_withdrawn() -> None:
    walk = make.walk()
    asked = make.clearance(walk)
    originators.answer(walk, asked)

    with pytest.raises(Refused, match="has answered by now"):
        withdrawn(walk, asked)


def test_what_is_withdrawn_is_not_answered() -> None:
    walk = make.walk()
    asked = make.clearance(walk)
    withdrawn(walk, asked)

    with pytest.raises((Refused, Stale)):
        originators.answer(walk, asked)


def test_asking_answering_and_withdrawing_stand_on_the_timeline(sign_in: SignIn) -> None:
    walk = orchard.today()
    decision = make.locked(walk)
    originators.answer(walk, originators.ask(walk, decision), agreed=False, why="Not now.")
    withdrawn(walk, originators.ask(walk, decision))

    told = pages.text(sign_in("manager").get(f"/cases/{decision.enquiry}/"))

    assert kinds(decision)[:4] == [
        "clearance.withdrawn", "clearance.asked", "clearance.answered", "clearance.asked",
    ]  # fmt: skip
    assert "did not agree that “West Midlands Police on Robin Example” goes to" in told
    assert "Reason: Not now." in told


# --- The wall ---


def test_other_agencies_and_teams_see_nothing_of_it(sign_in: SignIn) -> None:
    walk = orchard.today()
    clearance = make.clearance(walk)
    where = f"/requests/clearances/{clearance.pk}/"

    seen = {
        short: ask("SELECT count(*) FROM disclosures_clearance")[0][0]
        for short in ("police", "education", "health", "early-help-team-team", "performance")
        if make.enter(short)
    }
    codes = [sign_in(short).get(where).status_code for short in ("education", "manager")]
    make.enter("police", hub_slug="durham")
    elsewhere = ask("SELECT count(*) FROM disclosures_clearance")

    assert seen == {
        "police": 1, "education": 0, "health": 0, "early-help-team-team": 0, "performance": 0,
    }  # fmt: skip
    assert codes == [404, 403]
    assert elsewhere == [(0,)]


def test_nobody_in_the_hub_says_yes_for_an_originator() -> None:
    asked = make.clearance(make.walk())
    yes = (
        "UPDATE disclosures_clearance SET stage = 'agreed', agreed_words = 'x',"
        " answered_at = now(), answered_by = 1 WHERE id = %s"
    )
    make.enter("manager")
    refused(yes, asked.pk, words="row-level security")

    make.enter("police")
    assert change(yes, asked.pk) == 1
