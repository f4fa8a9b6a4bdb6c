"""How times, amounts and names are told in words on a page."""

from datetime import UTC, datetime, timedelta

import pytest
from markupsafe import Markup

from frontdoor.kernel.wall_clock import LONDON
from frontdoor.web.components import words

LONDON_SUMMER = datetime(2027, 5, 14, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "told"),
    [
        (16, 30, "4:30pm"),
        (16, 0, "4pm"),
        (12, 0, "midday"),
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (12, 5, "12:05pm"),
    ],
)
def test_times_are_told_as_govuk_tells_them(hour: int, minute: int, told: str) -> None:
    assert words.time(datetime(2027, 1, 14, hour, minute, tzinfo=LONDON)) == told


def test_moments_are_told_in_london_time() -> None:
    assert words.moment(LONDON_SUMMER) == "14 May 2027 at 4:30pm"
    assert words.day(LONDON_SUMMER) == "Friday 14 May 2027"
    assert words.day(datetime(2027, 5, 14, 23, 30, tzinfo=UTC)) == "Saturday 15 May 2027"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        words.moment(LONDON_SUMMER.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("left", "unit", "told"),
    [
        (timedelta(hours=3, minutes=20, seconds=59), "clock hours", "3 hours 20 minutes left"),
        (timedelta(hours=-2), "clock hours", "2 hours late"),
        (timedelta(minutes=1), "clock hours", "1 minute left"),
        (timedelta(seconds=20), "clock hours", "less than a minute left"),
        (timedelta(seconds=-20), "clock hours", "less than a minute late"),
        (timedelta(hours=26, minutes=10), "clock hours", "26 hours left"),
        (timedelta(days=2, hours=3), "clock hours", "2 days 3 hours left"),
        (timedelta(days=-2), "clock hours", "2 days late"),
        (timedelta(hours=50), "working hours", "50 working hours left"),
        (timedelta(hours=1, minutes=1), "working days", "1 working hour 1 minute left"),
    ],
)
def test_time_left_is_told_in_words(left: timedelta, unit: str, told: str) -> None:
    assert words.time_left(left, unit) == told


def test_names_and_codes_are_told_as_people_say_them() -> None:
    assert words.listing(["police", "health", "education"]) == "police, health and education"
    assert words.listing(["police"]) == "police"
    assert words.plain("team_manager") == "team manager"
    assert words.sentence_case("team manager of MASH") == "Team manager of MASH"


def test_attributes_are_escaped_and_empty_ones_left_out() -> None:
    given = {"id": 'a"b', "hidden": True, "title": None, "open": False}

    assert words.attrs(given) == Markup(' id="a&#34;b" hidden')
