"""The bank holidays of a division: seen, added and removed by the hub's administrator alone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from frontdoor.policy import queries
from tests import make

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

PAGE = "/settings/bank-holidays/"
CORONATION = {"day-day": "8", "day-month": "5", "day-year": "2028", "name": "A day of thanks"}


def _listed() -> dict[date, str]:
    return {each.day: each.name for each in queries.holidays("england-and-wales")}


def _one(day: date) -> int:
    return next(each.pk for each in queries.holidays("england-and-wales") if each.day == day)


def test_an_administrator_sees_the_days_of_the_division_by_year(sign_in: SignIn) -> None:
    said = sign_in("administrator").get(PAGE).content.decode()

    assert "every hub in England and Wales" in said
    assert "Monday 3 May 2027" in said
    assert said.index(">2027<") < said.index(">2028<")


def test_an_administrator_adds_a_day(sign_in: SignIn) -> None:
    response = sign_in("administrator").post(PAGE, CORONATION, follow=True)

    assert _listed()[date(2028, 5, 8)] == "A day of thanks"
    assert "Monday 8 May 2028 added" in response.content.decode()


def test_a_day_that_is_listed_is_refused_in_words_and_what_was_typed_is_kept(
    sign_in: SignIn,
) -> None:
    client = sign_in("administrator")
    client.post(PAGE, CORONATION)

    response = client.post(PAGE, CORONATION | {"name": "The same day again"})

    said = response.content.decode()
    assert response.status_code == 422
    assert "08 May 2028 is listed already, as A day of thanks." in said
    assert 'value="The same day again"' in said
    assert _listed()[date(2028, 5, 8)] == "A day of thanks"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"day-day": "31", "day-month": "2"}, "must be a real date"),
        ({"name": ""}, "Enter the name of the bank holiday"),
        ({"day-year": "2099"}, "The year must be between 2012 and 2035"),
    ],
)
def test_a_day_that_cannot_be_names_its_field_and_how_to_put_it_right(
    sign_in: SignIn, typed: dict[str, str], words: str
) -> None:
    before = _listed()

    response = sign_in("administrator").post(PAGE, CORONATION | typed)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert _listed() == before


def test_a_day_is_removed_after_asking_once_more(sign_in: SignIn) -> None:
    client = sign_in("administrator")
    client.post(PAGE, CORONATION)
    page = reverse("settings:remove", args=[_one(date(2028, 5, 8))])

    asked = client.get(page).content.decode()
    assert "Remove A day of thanks, Monday 8 May 2028?" in asked
    assert date(2028, 5, 8) in _listed()
    response = client.post(page, follow=True)

    assert date(2028, 5, 8) not in _listed()
    assert "Monday 8 May 2028 removed" in response.content.decode()


def test_a_day_that_is_not_listed_or_is_of_another_division_is_not_found(
    sign_in: SignIn,
) -> None:
    scottish = queries.holidays("scotland")[0]
    client = sign_in("administrator")

    assert client.post(reverse("settings:remove", args=[scottish.pk])).status_code == 404
    assert client.get(reverse("settings:remove", args=[987654321])).status_code == 404
    assert scottish in queries.holidays("scotland")


@pytest.mark.parametrize("who", ["manager", "officer", "police", "performance"])
def test_nobody_else_keeps_the_days(sign_in: SignIn, who: str) -> None:
    client = sign_in(who)
    before = _listed()

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, CORONATION).status_code == 403
    assert client.post(reverse("settings:remove", args=[_one(date(2027, 5, 3))])).status_code == 403
    assert _listed() == before


def test_a_day_that_was_added_is_not_worked(sign_in: SignIn) -> None:
    assert _is_worked(date(2028, 5, 8))

    sign_in("administrator").post(PAGE, CORONATION)

    assert not _is_worked(date(2028, 5, 8))


def _is_worked(day: date) -> bool:
    """Tell it as the next page would: the rules are read anew."""
    version = queries.current(make.hub().pk, at=make.MONDAY_9AM)
    return queries.calendar(version).is_working_day(day)
