"""A case is handed to the teams that its route names, and they acknowledge it (C4.2, C4.7, C6)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now as really_now

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.disclosures import operations, passing, queries
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused
from frontdoor.people.vocabulary import Service
from tests import make, pages
from tests.deciding import address, waiting
from tests.deciding import now as as_it_is
from tests.handing import acknowledge, at_home, known, values

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
BASIS = "Children Act 1989, section 17."


def test_immediate_harm_tells_both_teams_of_section_47(sign_in: SignIn) -> None:
    case = at_home(make.walk(at=really_now()), immediate_harm="yes")
    manager = sign_in("manager")
    page = manager.get(address(case)).content.decode()
    both = values(page, "also")

    pages.sent(
        manager, address(case), move="send_to_mash", reason="Seen hurt.", also=both,
        items=values(page, "items"), basis="section_47",
    )  # fmt: skip

    assert both == ["responsive_services", "locality_duty"]
    make.enter("manager")
    told = queries.handed_over(case.pk)
    assert [each.team.slug for each in told] == both
    assert {each.tier for each in told} == {"all"}
    assert {each.urgency for each in told} == {"immediate"}


def test_an_open_case_names_its_worker(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    known(walk, case)
    page = pages.text(sign_in("manager").get(address(case)))

    [sent] = walk.pass_on(walk.case(case.contact), "allocated_team")

    assert "Working with the child now: Philippa Strand, Area team East." in page
    assert sent.contents["attention"] == "Philippa Strand, Area team East"
    assert sent.tier == "relevant"
    read = pages.text(sign_in("allocated-team-team").get(f"/products/{sent.reference}/"))
    assert "For: Philippa Strand, Area team East" in read
    assert "who takes responsibility" in read


def test_early_help_is_told_its_lead_professional(walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no", domestic_abuse="yes", below_threshold="yes")
    known(walk, case, service=Service.EARLY_HELP, worker="Orla Tansy", team="Family Hub North")

    [sent] = walk.pass_on(walk.case(case.contact), "early_help_team")

    assert sent.contents["attention"] == "Orla Tansy, Family Hub North"


@pytest.mark.parametrize(("days", "fits"), [(55, True), (56, True), (57, False)])
def test_closed_within_eight_weeks_goes_to_the_area_team(walk: Walk, days: int, fits: bool) -> None:
    case = at_home(walk, immediate_harm="no")
    closed_on = (walk.at - timedelta(days=days)).date()
    known(walk, case, closed_on=closed_on, team="Area team West")
    make.enter("manager")

    advice = contacts.advice(case, today=walk.at.date())

    teams = [(each.team, each.also_tell) for each in advice if each.team]
    # The team that closed it is told, where the address is another team's (C15.7).
    assert teams == ([("area_team", ("area_west",))] if fits else [])


def test_without_an_address_the_default_team_takes_it_and_is_told_once(walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    known(walk, case, closed_on=walk.at.date(), team="Area team West")
    make.enter("manager")

    [advice] = contacts.advice(case, today=walk.at.date())

    assert (advice.team, advice.also_tell) == ("area_west", ())


def test_a_closing_team_that_is_not_in_the_list_is_named(sign_in: SignIn, walk: Walk) -> None:
    case = at_home(walk, immediate_harm="no")
    known(walk, case, closed_on=really_now().date(), team="Area team of another town")

    page = pages.text(sign_in("manager").get(address(case)))

    assert "Closed by Area team of another town" in page


def test_others_receive_no_more_than_their_own_tier_allows(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    sent = walk.pass_on(case, "area_west", also=["lado"])

    headings = {each.team.slug: _headings(each) for each in sent}

    assert "The concern" in headings["area_west"]
    assert headings["lado"] == ["The child"]


def test_a_hand_over_rests_on_something_and_holds_something(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    manager = sign_in("manager")
    said = {"move": "pass_on", "team": "lado", "reason": "A teacher."}

    empty = pages.sent(manager, address(case), **said, basis="section_17")
    baseless = pages.sent(manager, address(case), **said, items=["identity"])

    assert (empty.status_code, baseless.status_code) == (422, 422)
    assert "Choose at least one item" in pages.errors(empty)
    assert "Without consent, record what this sharing rests on." in pages.errors(baseless)
    assert as_it_is(case).stage == "awaiting"


def test_what_was_handed_over_is_there_for_its_own_team_alone(sign_in: SignIn, walk: Walk) -> None:
    sent = make.handed_over(walk, team="lado")
    where = f"/products/{sent.reference}/"

    assert sign_in("lado-team").get(where).status_code == 200
    assert sign_in("disability-team").get(where).status_code == 404
    assert sign_in("lado-team", hub_slug="barnet").get(where).status_code == 404
    assert "Acknowledge" not in pages.buttons(sign_in("manager").get(where))


def test_the_hub_does_not_acknowledge_in_a_teams_name(walk: Walk) -> None:
    sent = make.handed_over(walk, team="lado")

    with pytest.raises(Refused, match="Only Local authority designated officer"):
        operations.acknowledge(product=sent, seen=1, by=make.enter("manager"), at=walk.at)


def test_until_it_is_acknowledged_it_stays_on_the_worklist(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = make.walk(at=make.london("2027-03-01", "10:00"))
    sent = make.handed_over(walk, team="lado")
    assert sent.acknowledge_by == make.london("2027-03-02", "17:00")
    late = make.london("2027-03-03", "10:00")
    monkeypatch.setattr("frontdoor.web.worklist.views.now", lambda: late)

    listed = pages.text(sign_in("manager").get("/", {"show": "late"}))
    assert f"{sent.team} to acknowledge" in listed
    acknowledge(walk, sent)

    assert f"{sent.team} to acknowledge" not in pages.text(sign_in("manager").get("/"))


def test_a_team_is_told_once(sign_in: SignIn, walk: Walk) -> None:
    case = make.handed_over(walk, team="lado").case
    shares = {"lado": ["identity"]}

    with pytest.raises(Refused, match="has been told already"):
        passing.tell(
            case=case, shares=shares, basis=BASIS, reason="Again.", by=make.enter("manager"),
            at=walk.at,
        )  # fmt: skip


def test_one_more_team_is_told_from_the_case(sign_in: SignIn, walk: Walk) -> None:
    case = make.handed_over(walk, team="lado").case
    where = f"/cases/{case.reference}/tell-team/"
    said = {"team": "missing", "reason": "She was away.", "items": ["identity"]}

    sent = pages.sent(sign_in("manager"), where, **said, basis="section_17")

    assert sent.status_code == 302
    assert "Robin Example" in pages.text(sign_in("missing-team").get("/products/"))


@pytest.mark.parametrize("short", ["officer", "social-worker", "coordinator", "police"])
@pytest.mark.parametrize("page", ["tell-team", "take-back"])
def test_teams_are_told_by_those_who_route(
    sign_in: SignIn, walk: Walk, page: str, short: str
) -> None:
    case = make.handed_over(walk, team="lado").case

    assert sign_in(short).get(f"/cases/{case.reference}/{page}/").status_code == 403


def test_an_enquiry_ends_with_two_teams_at_once(walk: Walk) -> None:
    choice = replace(make.EARLY_HELP, outcome="section_47", variant="", level=4, primary_need="N1")
    decision = make.decision(walk, choice)
    walk.authorise(decision.enquiry)
    seen = Enquiry.objects.get(pk=decision.enquiry_id).version if make.enter("manager") else 0

    def do(teams: list[str]) -> list[Product]:
        return operations.share(
            decision=decision, teams=teams, chosen=["identity", "outcome"], basis=BASIS,
            seen=seen, by=make.enter("manager"), at=walk.at,
        )  # fmt: skip

    with pytest.raises(Invalid):
        do(["locality_duty", "lado"])
    sent = do(["locality_duty", "responsive_services"])

    assert [each.team.slug for each in sent] == ["locality_duty", "responsive_services"]


# --- When the hub is shut (C3.7) ---


def test_out_of_hours_the_emergency_team_is_one_tick_away(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = waiting(make.walk(), immediate_harm="no")
    night = make.london("2027-03-01", "22:00")
    monkeypatch.setattr("frontdoor.web.cases.route.now", lambda: night)

    page = sign_in("manager").get(address(case))

    assert "Until then the Emergency Duty Team has what cannot wait" in pages.text(page)
    assert 'name="also" type="checkbox" value="edt"' in page.content.decode()
    assert pages.ticked(page, "also") == set()


def _headings(product: Product) -> list[str]:
    return [item["heading"] for item in product.contents["items"]]
