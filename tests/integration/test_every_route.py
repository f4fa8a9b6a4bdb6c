"""Every route of every pack: advised, chosen, handed to the teams that it names, acknowledged.

Here stands what follows from each (C3.12, C4.7, C6.1 to C6.12, C8.4, C14.4, B13, B17). A route that
a pack gains or changes has to be written down here as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import queries
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.vocabulary import Service
from frontdoor.policy.rules import Advice
from tests import make, pages
from tests.deciding import NEIGHBOUR, address, routed
from tests.handing import HOUSED, known, values
from tests.hubs import HUBS, POLICIES

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

MASH, TRIAGE, PASS_ON = "send_to_mash", "send_to_triage", "pass_on"
NO_WAY = ""  # It says what to mind, and leaves the way to the manager.

# By hub and route: the way that it goes, and how much each team that it names receives.
ROUTES: dict[tuple[str, str], tuple[str, dict[str, str]]] = {
    ("coventry", "immediate_harm"): (MASH, {"responsive_services": "all", "locality_duty": "all"}),
    ("coventry", "open_to_social_care"): (PASS_ON, {"allocated_team": "relevant"}),
    ("coventry", "recently_closed"): (PASS_ON, {"area_team": "relevant"}),
    ("coventry", "closed_before"): (MASH, {}),
    ("coventry", "unaccompanied"): (PASS_ON, {"looked_after": "relevant"}),
    ("coventry", "no_recourse"): (PASS_ON, {"locality_duty": "relevant"}),
    ("coventry", "private_fostering"): (PASS_ON, {"area_team": "relevant"}),
    ("coventry", "money_at_16_or_17"): (PASS_ON, {"area_team": "relevant"}),
    ("coventry", "position_of_trust_and_child"): (TRIAGE, {"lado": "what_the_service_needs"}),
    ("coventry", "position_of_trust"): (PASS_ON, {"lado": "what_the_service_needs"}),
    ("coventry", "disability_and_safeguarding"): (MASH, {}),
    ("coventry", "disability"): (TRIAGE, {}),
    ("coventry", "step_up"): (MASH, {"early_help_team": "summary"}),
    ("coventry", "domestic_abuse_in_early_help"): (PASS_ON, {"early_help_team": "summary"}),
    ("coventry", "domestic_abuse"): (NO_WAY, {}),
    ("coventry", "unborn"): (NO_WAY, {}),
    ("coventry", "exploitation"): (NO_WAY, {"exploitation": "what_the_service_needs"}),
    ("coventry", "missing"): (NO_WAY, {"missing": "what_the_service_needs"}),
    ("coventry", "person_posing_risk"): (MASH, {}),
    ("coventry", "unidentified"): (NO_WAY, {}),
    ("coventry", "outside_remit"): ("close/signpost", {}),
    ("coventry", "below_threshold"): (TRIAGE, {}),
    ("coventry", "meets_threshold"): (MASH, {}),
    ("durham", "immediate_harm"): (MASH, {"child_protection": "all"}),
    ("durham", "open_to_social_care"): (PASS_ON, {"allocated_team": "relevant"}),
    ("durham", "recently_closed"): (PASS_ON, {"families_team": "relevant"}),
    ("durham", "closed_before"): (MASH, {}),
    ("durham", "position_of_trust_and_child"): (MASH, {"lado": "what_the_service_needs"}),
    ("durham", "position_of_trust"): (PASS_ON, {"lado": "what_the_service_needs"}),
    ("durham", "step_up"): (MASH, {"early_help_team": "summary"}),
    ("durham", "domestic_abuse"): (MASH, {}),
    ("durham", "unborn"): (NO_WAY, {}),
    ("durham", "person_posing_risk"): (MASH, {}),
    ("durham", "unidentified"): (NO_WAY, {}),
    ("durham", "below_threshold"): (TRIAGE, {}),
    ("durham", "meets_threshold"): (MASH, {}),
    ("barnet", "immediate_harm"): (MASH, {"duty_assessment": "all", "police_child_abuse": "all"}),
    ("barnet", "open_to_social_care"): (PASS_ON, {"allocated_team": "relevant"}),
    ("barnet", "recently_closed"): (PASS_ON, {"duty_assessment": "relevant"}),
    ("barnet", "closed_before"): (MASH, {}),
    ("barnet", "position_of_trust_and_child"): (MASH, {"lado": "what_the_service_needs"}),
    ("barnet", "position_of_trust"): (PASS_ON, {"lado": "what_the_service_needs"}),
    ("barnet", "disability"): (MASH, {}),
    ("barnet", "unborn"): (NO_WAY, {"hospital_team": "relevant"}),
    ("barnet", "domestic_abuse"): (MASH, {}),
    ("barnet", "person_posing_risk"): (MASH, {}),
    ("barnet", "unidentified"): (NO_WAY, {}),
    ("barnet", "below_threshold"): (MASH, {}),
    ("barnet", "meets_threshold"): (MASH, {}),
    ("surrey", "immediate_harm"): (MASH, {"assessment_team": "all"}),
    ("surrey", "open_to_social_care"): (PASS_ON, {"allocated_team": "relevant"}),
    ("surrey", "recently_closed"): (PASS_ON, {"assessment_team": "relevant"}),
    ("surrey", "closed_before"): (MASH, {}),
    ("surrey", "position_of_trust_and_child"): (TRIAGE, {"lado": "what_the_service_needs"}),
    ("surrey", "position_of_trust"): (PASS_ON, {"lado": "what_the_service_needs"}),
    ("surrey", "step_up"): (MASH, {"early_help_team": "summary"}),
    ("surrey", "domestic_abuse"): (NO_WAY, {}),
    ("surrey", "unborn"): (NO_WAY, {}),
    ("surrey", "person_posing_risk"): (MASH, {}),
    ("surrey", "unidentified"): (NO_WAY, {}),
    ("surrey", "below_threshold"): (TRIAGE, {}),
    ("surrey", "meets_threshold"): (MASH, {}),
}
EVERY = pytest.mark.parametrize(("hub", "route"), ROUTES, ids=["-".join(each) for each in ROUTES])
WITH_A_WAY = {key: way for key, (way, _) in ROUTES.items() if way}


def test_the_table_has_every_route_of_every_pack() -> None:
    assert list(ROUTES) == [(hub, route.slug) for hub in HUBS for route in POLICIES[hub].routes]


@EVERY
def test_a_route_is_advised_chosen_and_handed_over(sign_in: SignIn, hub: str, route: str) -> None:
    given = a_child_for(hub, route)
    way, teams = ROUTES[hub, route]
    manager = sign_in("manager", hub_slug=hub)

    if not given.advice.automatic:
        page = manager.get(address(given.case))
        assert given.advice.sentence in pages.text(page)
        assert f"Rests on {given.advice.source}." in pages.text(page)
        assert as_advised(manager, given.case, page.content.decode(), way) == 302

    make.enter("manager", hub_slug=hub)
    sent = {product.team.slug: product for product in queries.handed_over(given.case.pk)}
    assert {team: product.tier for team, product in sent.items()} == teams
    for team, product in sent.items():
        client = sign_in(f"{team.replace('_', '-')}-team", hub_slug=hub)
        where = f"/products/{product.reference}/"
        assert given.advice.sentence in pages.text(client.get(where))
        assert pages.sent(client, where).status_code == 302
    waits = pages.text(manager.get("/"))
    assert "to acknowledge" not in waits
    assert bool(way) == routed(given.case, hub)["advised"]


@pytest.mark.parametrize(("hub", "route"), WITH_A_WAY, ids=["-".join(each) for each in WITH_A_WAY])
def test_against_a_route_it_takes_a_reason(sign_in: SignIn, hub: str, route: str) -> None:
    given = a_child_for(hub, route, by_itself=False)
    manager = sign_in("manager", hub_slug=hub)
    away = MASH if WITH_A_WAY[hub, route] != MASH else "close/no_further_action"
    said = {
        "move": away,
        "looked": "no",
        "against": "Seen today, and safe." if given.advice.first else "",
    }

    refused = pages.sent(manager, address(given.case), **said)
    taken = pages.sent(manager, address(given.case), **said, reason="The family are abroad.")

    assert "Write why" in pages.errors(refused)
    assert taken.status_code == 302
    assert not routed(given.case, hub)["advised"]


def test_a_route_that_happens_by_itself_can_be_taken_back(sign_in: SignIn) -> None:
    given = a_child_for("barnet", "open_to_social_care")
    manager = sign_in("manager", hub_slug="barnet")
    where = f"/cases/{given.case.reference}/take-back/"

    assert pages.sent(manager, where, reason="The worker has left.").status_code == 302

    page = pages.text(manager.get(address(given.case)))
    assert "has an allocated social worker" in page
    team = sign_in("allocated-team-team", hub_slug="barnet")
    assert "Taken back" in pages.text(team.get(f"/products/{given.case.reference}-1/"))


@dataclass(frozen=True, kw_only=True)
class Given:
    """A child of whom the answers were given that lead to a route, and its advice."""

    case: Case
    advice: Advice


def a_child_for(hub: str, slug: str, *, by_itself: bool = True) -> Given:
    """Return a child whose answers lead to a route, and what is advised of it.

    Without `by_itself` nobody has told of the child's standing before the contact was handed over.
    """
    walk = make.walk(hub, at=now())
    [when] = [route.when for route in POLICIES[hub].routes if route.slug == slug]
    contact = walk.contact(caller=NEIGHBOUR, children=[HOUSED])
    case = walk.case(contact)
    answers = {"immediate_harm": "no"} | {
        ASKED_AS.get(f, (f, "yes"))[0]: ASKED_AS.get(f, (f, "yes"))[1]
        for f in when
        if f not in STANDINGS
    }
    if by_itself:
        stand(walk, case, when)
        walk.describe(contact, answers=answers)
    else:
        walk.describe(contact, answers=answers)
        stand(walk, case, when)
    case = walk.case(contact)
    make.enter("manager", hub_slug=hub)
    found = contacts.advice(case, today=localdate())
    [advice] = [each for each in found if each.route == slug]
    return Given(case=case, advice=advice)


ASKED_AS = {"unidentified": ("identified", "no")}
STANDINGS = {
    "open_to_social_care": Service.SOCIAL_CARE,
    "open_to_early_help": Service.EARLY_HELP,
    "recently_closed": 20,
    "closed_before": 100,
}


def stand(walk: Walk, case: Case, when: tuple[str, ...]) -> None:
    """Note how the child stands to services, as far as a route asks for it."""
    for fact in when:
        match STANDINGS.get(fact):
            case Service() as service:
                known(walk, case, service=service)
            case int() as days:
                known(walk, case, closed_on=localdate() - timedelta(days=days))


def as_advised(manager: Client, case: Case, page: str, way: str) -> int:
    """Do what the page has chosen beforehand, with one press; without a way, send it to MASH."""
    chosen = {"move": way} if way else {"move": MASH, "reason": "To be looked into."}
    if way:
        assert values(page, "move") == [way]
    team = page.split('name="team"')[1].split("</select>", maxsplit=1)[0]
    selected = [
        option.split('value="')[1].split('"')[0]
        for option in team.split("<option")
        if " selected" in option
    ]
    said = {
        "team": selected[0] if selected else "",
        "also": values(page, "also"),
        "items": values(page, "items"),
        "looked": next(iter(values(page, "looked")), ""),
        "rating": values(page, "rating"),
        "basis": "section_47",
        # Whom the route passes on to Early Help is given a level (C15.10).
        "passed_early_help": "level_2",
    }
    return pages.sent(manager, address(case), **said, **chosen).status_code
