"""Days in Barnet: BRAG by a social worker, gathering in depths, open cases that go by themselves.

B13 to B21: what is different from the other hubs.
"""

from datetime import timedelta

import pytest

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.operations import Caller
from frontdoor.jobs.example.walk import Walk
from tests import handing, make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.conftest import ItIs
from tests.deciding import waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCHOOL = Caller(source="school", name="Jo Sample")
POLICE = Caller(source="police", name="Sgt Lark")
MONDAY = make.london("2027-03-01", "10:00")


def test_a_blue_ends_the_same_day_without_any_check(visit: Visit, it_is: ItIs) -> None:
    case = given_a_worry(make.walk("barnet", at=MONDAY))
    it_is(MONDAY + timedelta(minutes=20))
    adaeze, moira = visit("social-worker", hub="barnet"), visit("manager", hub="barnet")

    adaeze_rates(adaeze, "Blue", "One agency may help; nothing more is needed.")
    adaeze.open(f"/cases/{case.reference}/commence/")
    adaeze.sees("Blue gathers nothing: no agency is asked", "Monday 1 March 2027 at 5pm")
    adaeze.photograph("barnet-blue")
    adaeze.press("Commence the enquiry")
    moira_decides(moira, case, rating="Blue", outcome="No further action", level="1")
    idris_authorises(visit, case)
    moira_completes_it(moira, case)


def test_a_green_asks_education_and_health_and_has_two_working_days(
    visit: Visit, it_is: ItIs
) -> None:
    case = given_a_worry(make.walk("barnet", at=make.london("2027-03-04", "16:00")))
    it_is(make.london("2027-03-04", "16:20"))
    adaeze = visit("social-worker", hub="barnet")

    adaeze_rates(adaeze, "Green", "A worry for her wellbeing.")
    adaeze.open(f"/cases/{case.reference}/commence/")
    adaeze.sees("No gathering: decide on what is known", "Full gathering")
    adaeze.sees("Basic gathering", "Asks Education and Health.")
    adaeze.photograph("barnet-green")
    adaeze.write("Summary of the concerns", "How is she at school, and has the GP seen her?")
    adaeze.choose("What asking rests on", "Section 47")
    adaeze.press("Commence the enquiry")
    adaeze.sees("Asked Health and Education", "Monday 8 March 2027 at 5pm")
    the_police_were_not_asked(visit)


def test_a_red_is_handed_over_at_once_while_the_mash_gathers(visit: Visit, it_is: ItIs) -> None:
    case = waiting(make.walk("barnet", at=MONDAY), caller=POLICE, immediate_harm="yes")
    it_is(MONDAY + timedelta(minutes=5))
    adaeze = visit("social-worker", hub="barnet")

    adaeze.follow("Decide where")
    adaeze.sees("The case goes at once to the duty team", "Also tell Police child abuse")
    adaeze.photograph("barnet-red")
    adaeze.press("Decide")

    for team in ("duty-assessment-team", "police-child-abuse-team"):
        received = visit(team, hub="barnet")
        received.follow("Robin Example")
        received.sees("The case goes at once to the duty team", "Response: at once")
        received.press("Acknowledge")
    adaeze.open(f"/cases/{case.reference}/commence/")
    adaeze.sees("4 clock hours from rating", "Monday 1 March 2027 at 2:05pm")


def test_an_open_case_goes_to_its_worker_by_itself(visit: Visit, it_is: ItIs) -> None:
    case = given_a_child_with_a_social_worker(make.walk("barnet", at=MONDAY))
    it_is(MONDAY + timedelta(minutes=5))

    team = visit("allocated-team-team", hub="barnet")
    team.follow("Robin Example")
    team.sees("For: Philippa Strand", "does not go through the MASH", "by its policy")
    team.photograph("barnet-by-itself")
    team.press("Acknowledge")

    moira = visit("manager", hub="barnet")
    moira.open(f"/cases/{case.reference}/")
    moira.sees("The child has an allocated social worker", "Acknowledged on")


def test_a_manager_does_not_rate_where_a_social_worker_does(visit: Visit, it_is: ItIs) -> None:
    given_a_worry(make.walk("barnet", at=MONDAY))
    it_is(MONDAY + timedelta(minutes=20))
    moira = visit("manager", hub="barnet")

    moira.follow("Decide where")

    moira.sees("To MASH: open an enquiry")
    moira.sees_not("Rating, if you rate it now")


def given_a_worry(walk: Walk) -> Case:
    return waiting(walk, caller=SCHOOL, immediate_harm="no", significant_harm="yes")


def given_a_child_with_a_social_worker(walk: Walk) -> Case:
    contact = walk.contact(children=[handing.HOUSED])
    case = walk.case(contact)
    handing.known(walk, case)
    walk.describe(contact)
    return walk.case(contact)


def adaeze_rates(adaeze: Desk, rating: str, why: str) -> None:
    adaeze.follow("Decide where")
    adaeze.choose("Rating, if you rate it now", rating)
    adaeze.write("Why is this right for the child?", why)
    adaeze.press("Decide")
    adaeze.sees("Rated, waiting to commence", rating)


def the_police_were_not_asked(visit: Visit) -> None:
    police = visit("police", hub="barnet")
    police.open("/")
    police.sees_not("Robin Example")


def moira_decides(moira: Desk, case: Case, *, rating: str, outcome: str, level: str) -> None:
    moira.open(f"/cases/{case.reference}/decide/")
    moira.sees("No agency was asked: this is decided on what is known")
    moira.choose("Rating", rating)
    moira.choose("Outcome", outcome)
    moira.choose("Level of need", level)
    moira.write("Rationale", "The school sees her every day, and helps.")
    moira.press("Decide")
    moira.sees("Decided, waiting for authorisation")


def idris_authorises(visit: Visit, case: Case) -> None:
    idris = visit("manager-2", hub="barnet")
    idris.open(f"/cases/{case.reference}/authorise/")
    idris.press("Authorise")


def moira_completes_it(moira: Desk, case: Case) -> None:
    moira.open(f"/cases/{case.reference}/send/")
    moira.sees("goes to no team: nothing leaves the hub")
    moira.press("Complete")
    moira.sees("Closed")
