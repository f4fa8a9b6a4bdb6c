"""A morning in Surrey: police notifications at level one, each of them read (S1 to S3)."""

from datetime import timedelta

import pytest

from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.operations import Caller
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.conftest import ItIs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
POLICE = Caller(source="police", name="Control room")
MONDAY = make.london("2027-03-01", "09:10")
CLOSE = "Close: No further action"
WHY = "A routine police notification at level one"
CHILDREN = {"Ada": "A lost phone.", "Bo": "Noise from a party.", "Cy": "A scooter was stolen."}


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_three_level_one_notifications_are_closed_one_by_one(
    visit: Visit, it_is: ItIs, scripted: bool
) -> None:
    given_what_the_police_sent(make.walk("surrey", at=MONDAY), CHILDREN)
    it_is(MONDAY + timedelta(minutes=10))
    harpreet = visit("coordinator", hub="surrey", scripted=scripted)

    harpreet.begins_to_count()
    harpreet.follow("Decide where Ada")
    for happened in CHILDREN.values():
        harpreet.sees(happened)
        harpreet_closes_it_and_opens_the_next(harpreet)

    harpreet.sees("Closed")
    assert harpreet.steps == 1 + 3 * len(CHILDREN)
    assert harpreet.loads == 1 + len(CHILDREN)


def test_a_child_in_danger_comes_before_the_routine_that_is_left(visit: Visit, it_is: ItIs) -> None:
    given_what_the_police_sent(make.walk("surrey", at=MONDAY), CHILDREN)
    it_is(MONDAY + timedelta(minutes=10))
    harpreet = visit("coordinator", hub="surrey")
    harpreet.follow("Decide where Ada")

    a_neighbour_tells_of_a_child_who_was_hit(make.walk("surrey", at=MONDAY + timedelta(minutes=9)))
    harpreet_closes_it_and_opens_the_next(harpreet)

    harpreet.sees("Dot", "Hold a strategy discussion immediately, and rate the child level 4")
    harpreet.photograph("surrey-next")


def test_what_is_no_routine_is_taken_out_of_it(visit: Visit, it_is: ItIs) -> None:
    given_what_the_police_sent(make.walk("surrey", at=MONDAY), {"Ada": "Her mother was pushed."})
    it_is(MONDAY + timedelta(minutes=10))
    harpreet = visit("coordinator", hub="surrey")

    harpreet.follow("Decide where Ada")
    harpreet.choose("Where does this go?", "To MASH")
    harpreet.choose("Rating, if you rate it now", "Level 3")
    harpreet.write("Why is this right for the child?", "The third time since Christmas.")
    harpreet.press("Decide")

    harpreet.sees("Level 3", "Rated, waiting to commence")
    harpreet.press("Commence")
    harpreet.sees("24 working hours from receipt", "Thursday 4 March 2027 at 9:10am")


def given_what_the_police_sent(walk: Walk, children: dict[str, str]) -> None:
    for minute, (name, happened) in enumerate(children.items()):
        tell(make.later(walk, minutes=minute), name, happened, immediate_harm="no")


def a_neighbour_tells_of_a_child_who_was_hit(walk: Walk) -> None:
    tell(walk, "Dot", "He hit her with a belt.", immediate_harm="yes")


def tell(walk: Walk, name: str, happened: str, **answers: str) -> None:
    contact = walk.contact(caller=POLICE, children=[Told(given_names=name)])
    walk.describe(contact, Concern(concern=happened), answers=answers)


def harpreet_closes_it_and_opens_the_next(harpreet: Desk) -> None:
    harpreet.choose("Where does this go?", CLOSE)
    harpreet.choose("Ready reason for “No further action”", WHY)
    harpreet.press("Decide, and open the next" if harpreet_has_more(harpreet) else "Decide")


def harpreet_has_more(harpreet: Desk) -> bool:
    return bool(harpreet.page.get_by_role("button", name="Decide, and open the next").count())
