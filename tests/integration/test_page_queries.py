"""The pages of daily work ask the database as often for much as for little.

That they ask over indexes is tested where there is volume: test_volume.py.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.disclosures import offers
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.jobs.example.walk import Walk
from frontdoor.oversight import operations as oversight
from frontdoor.people.operations import Told
from tests import make
from tests.pages import asked
from tests.taking import call
from tests.world import STAGES, World

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

MOST = 12
# Of its own the page of a case asks what is unread, finds the case, remembers the look, and reads
# all that stands on it in two messages: what is about the case, and what is about that.
OF_A_CASE = 5
# As whole requests are counted, with the two that begin and end the step, this is twelve.
TO_TAKE = 10
# What could go to a team is read in so many messages, of one case as of many.
MESSAGES = 3
# A tray shows five sorts of things to do, each from tables of its own.
OF_A_TRAY = 14
# A page that offers what teams receive asks for more than others.
WITH_A_CHOICE = 23


@pytest.fixture
def walk(db: None) -> Walk:
    """Return a walk that goes on now: pages look at the clock."""
    return make.walk(at=now())


def _gathered(walk: Walk, *agencies: str, people: int) -> Case:
    """Return a case about which so many agencies hold something on so many people."""
    contact = walk.contact()
    for number in range(people):
        told = Told(given_names=f"Alex {number}", family_name="Example")
        walk.person(contact, told, Part.HOUSEHOLD, kin="other")
    enquiry = walk.rate(walk.to_mash(walk.describe(contact)), "amber")
    for request in walk.commence(enquiry, asked=agencies):
        said = Said(answer=Answer.SHARED, facts="Seen twice this year.")
        walk.answer(request, {"Robin Example": said}, analysis="No more than that.")
    return walk.case(contact)


def test_the_page_of_a_case_asks_as_often_for_much_as_for_little(
    sign_in: SignIn, walk: Walk
) -> None:
    little = _gathered(walk, "police", people=1)
    much = _gathered(walk, "police", "health", "education", "probation", people=6)
    client = sign_in("manager")

    few, many = (asked(client, f"/cases/{case.reference}/") for case in (little, much))

    assert len(many) == len(few) <= MOST


# What was disposed of has no page.
@pytest.mark.parametrize("stage", [each for each in STAGES if each != "gone"])
def test_the_page_of_a_case_asks_as_often_at_every_stage(sign_in: SignIn, stage: str) -> None:
    case, client = World(stage).case, sign_in("manager")
    # That page asks for the policy, and for nothing else of its own.
    around = len(asked(client, reverse("process_map:show"))) - 1

    found = asked(client, reverse("cases:show", args=[str(case)]))

    assert len(found) == around + OF_A_CASE <= MOST


def test_the_worklist_asks_as_often_for_a_full_page_as_for_one_case(
    sign_in: SignIn, walk: Walk
) -> None:
    client = sign_in("manager")
    walk.contact()
    one = asked(client, "/?show=")

    for _ in range(12):
        walk.contact()
    make.in_triage(walk)
    make.requests(walk)

    assert len(asked(client, "/?show=")) - len(one) <= 1
    assert len(one) <= MOST


def test_taking_a_contact_asks_as_often_in_a_full_hub_as_in_an_empty_one(
    sign_in: SignIn, walk: Walk
) -> None:
    officer = sign_in("officer")
    # The first of a year begins the numbers of that year, and the process learns the policy.
    _sent(officer, "/contacts/new/", **call())

    first = _sent(officer, "/contacts/new/", **call())
    for _ in range(20):
        walk.contact()
    later = _sent(officer, "/contacts/new/", **call())

    assert len(later) == len(first) <= TO_TAKE
    assert len(asked(officer, "/contacts/new/")) <= MOST


@pytest.mark.parametrize(
    ("short", "page", "more"),
    [
        ("police", "gathering:tray", make.requests),
        ("early-help-team-team", "disclosures:products", make.handed_over),
    ],
)
def test_those_outside_the_hub_are_shown_much_with_as_few_questions_as_little(
    sign_in: SignIn, walk: Walk, short: str, page: str, more: Callable[[Walk], object]
) -> None:
    client = sign_in(short)
    more(walk)
    little = asked(client, reverse(page))

    for _ in range(3):
        more(walk)

    assert len(asked(client, reverse(page))) == len(little) <= OF_A_TRAY


def test_what_could_go_at_closing_is_asked_as_often_of_many_cases_as_of_one(walk: Walk) -> None:
    for _ in range(4):
        make.case(walk)
    make.enter()
    whole = Case.objects.select_related("child", "contact__policy_version", "contact__referrer")
    many = list(whole.order_by("pk"))

    with CaptureQueriesContext(connection) as of_one:
        offers.of_cases(many[:1])
    with CaptureQueriesContext(connection) as of_many:
        found = offers.of_cases(many)

    assert len(of_many) == len(of_one) <= MESSAGES
    assert found == {case.pk: offers.of_case(case) for case in many}


@pytest.mark.parametrize(
    ("page", "stage"),
    [("cases:route", "taken"), ("strategy:call", "in_mash"), ("disclosures:tell_team", "handed")],
)
def test_a_page_on_which_teams_are_chosen_asks_once_for_what_they_could_get(
    sign_in: SignIn, page: str, stage: str
) -> None:
    world = World(stage)

    found = asked(sign_in("manager"), world.address(page))

    assert len(found) <= WITH_A_CHOICE


def test_the_figures_ask_as_often_for_years_as_for_a_month(sign_in: SignIn, walk: Walk) -> None:
    client = sign_in("manager")
    _counted(make.walk(at=now()))
    month = asked(client, "/figures/")

    for years in range(1, 4):
        make.contact(make.later(walk, days=-365 * years))
    _counted(walk)

    assert len(asked(client, "/figures/")) == len(month) <= MOST


def _counted(walk: Walk) -> None:
    make.contact(walk)
    with context.inside(walk.hub.pk):
        oversight.count(hub_id=walk.hub.pk, at=walk.at)


def _sent(client: Client, where: str, **typed: Any) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.post(where, typed).status_code == 302
    asked = [each["sql"] for each in captured.captured_queries]
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE"))]
