"""The working-time clock at its edges: opening, closing, warnings, and what it refuses."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdoor.kernel.worktime import Calendar, Duration, OutsideCalendar, Unit
from tests.unit.worktime_hub import HUB, LONDON, LONG, SAME_DAY, at, clock, days, hours, utc


def test_a_hub_is_open_from_the_moment_of_opening_until_just_before_closing() -> None:
    opening, closing = at("Wed 18 Nov 2026 08:30"), at("Wed 18 Nov 2026 17:00")
    instant = timedelta(microseconds=1)

    answers = [
        HUB.is_open(moment) for moment in (opening - instant, opening, closing - instant, closing)
    ]

    assert answers == [False, True, True, False]


def test_the_next_opening_is_after_now_even_at_opening() -> None:
    moments = ["Fri 20 Nov 2026 08:29", "Fri 20 Nov 2026 08:30", "Fri 20 Nov 2026 16:30"]

    answers = [HUB.next_opening(at(moment)) for moment in moments]

    monday = at("Mon 23 Nov 2026 08:30")
    assert answers == [at("Fri 20 Nov 2026 08:30"), monday, monday]


def test_closing_is_of_this_opening_or_of_the_next_one() -> None:
    moments = ["Fri 20 Nov 2026 08:30", "Fri 20 Nov 2026 16:30", "Sun 22 Nov 2026 12:00"]

    answers = [HUB.closing(at(moment)) for moment in moments]

    monday = at("Mon 23 Nov 2026 17:00")
    assert answers == [at("Fri 20 Nov 2026 16:30"), monday, monday]


@pytest.mark.parametrize(
    "start",
    [
        "Fri 20 Nov 2026 16:30",  # at closing
        "Sat 21 Nov 2026 12:00",  # at the weekend
        "Mon 23 Nov 2026 07:00",  # before opening
        "Mon 23 Nov 2026 08:30",  # at opening
    ],
)
def test_working_hours_start_to_count_at_opening(start: str) -> None:
    assert HUB.due(at(start), hours(1.5)) == at("Mon 23 Nov 2026 10:00")


def test_working_hours_step_over_bank_holidays() -> None:
    bank_holiday = at("Mon 28 Dec 2026 10:00")

    due = HUB.due(bank_holiday, hours(1))

    assert due == at("Tue 29 Dec 2026 09:30")


def test_working_time_that_ends_at_closing_is_due_at_closing() -> None:
    assert HUB.due(at("Fri 20 Nov 2026 15:00"), hours(1.5)) == at("Fri 20 Nov 2026 16:30")
    assert HUB.due(at("Wed 18 Nov 2026 08:30"), hours(17)) == at("Thu 19 Nov 2026 17:00")


@pytest.mark.parametrize("make", [clock, hours, days])
@pytest.mark.parametrize("start", ["Wed 18 Nov 2026 10:00", "Sat 21 Nov 2026 10:00"])
def test_an_amount_of_zero_is_due_at_once(make: Callable[[float], Duration], start: str) -> None:
    assert HUB.due(at(start), make(0)) == at(start)


def test_fractions_of_hours_are_exact() -> None:
    start = at("Wed 18 Nov 2026 10:00")

    assert HUB.due(start, hours(0.1)) == at("Wed 18 Nov 2026 10:06")
    assert HUB.due(start, clock(1 / 3)) == at("Wed 18 Nov 2026 10:20")
    assert HUB.due(start + timedelta(microseconds=7), hours(7)) == at(
        "Thu 19 Nov 2026 08:30"
    ) + timedelta(microseconds=7)


@pytest.mark.parametrize(
    ("received", "next_day", "same_day"),
    [
        ("Sat 21 Nov 2026 10:00", "Mon 23 Nov 2026 17:00", "Mon 23 Nov 2026 17:00"),
        ("Mon 23 Nov 2026 07:00", "Tue 24 Nov 2026 17:00", "Mon 23 Nov 2026 17:00"),
        ("Mon 23 Nov 2026 17:00", "Tue 24 Nov 2026 17:00", "Tue 24 Nov 2026 17:00"),
    ],
)
def test_day_one_is_the_next_working_day_or_this_one_while_it_has_not_closed(
    received: str, next_day: str, same_day: str
) -> None:
    assert HUB.due(at(received), days(1), day_one="next") == at(next_day)
    assert HUB.due(at(received), days(1), day_one="same") == at(same_day)


def test_the_day_of_a_moment_is_the_day_in_the_hubs_zone() -> None:
    just_after_midnight_in_summer = utc("Wed 07 Jul 2027 23:30")

    due = HUB.due(just_after_midnight_in_summer, days(1))

    assert due == at("Fri 09 Jul 2027 16:30")


def test_answers_are_in_the_hubs_zone_whatever_the_zone_of_the_question() -> None:
    start = utc("Thu 19 Nov 2026 10:00")

    answers = [HUB.due(start, each) for each in (clock(0), clock(1), hours(1), days(1), SAME_DAY)]

    assert {answer.tzinfo for answer in answers} == {LONDON}


# Time left and warnings


def test_time_left_is_counted_in_the_unit_of_the_promise() -> None:
    friday, monday = at("Fri 20 Nov 2026 15:00"), at("Mon 23 Nov 2026 11:00")

    left = {unit: HUB.time_left(friday, monday, unit) for unit in Unit}

    assert left[Unit.CLOCK_HOURS] == timedelta(hours=68)
    assert left[Unit.WORKING_HOURS] == timedelta(hours=4)
    assert left[Unit.WORKING_DAYS] == left[Unit.SAME_DAY] == timedelta(hours=4)


def test_time_left_is_negative_when_late() -> None:
    due, late = at("Fri 20 Nov 2026 15:00"), at("Mon 23 Nov 2026 11:00")

    assert HUB.time_left(late, due, Unit.WORKING_HOURS) == timedelta(hours=-4)
    assert HUB.time_left(late, due, Unit.CLOCK_HOURS) == timedelta(hours=-68)


def test_working_time_stands_still_while_the_hub_is_shut() -> None:
    due, weekend = at("Fri 20 Nov 2026 16:30"), at("Sat 21 Nov 2026 12:00")

    assert HUB.time_left(weekend, due, Unit.WORKING_HOURS) == timedelta(0)


@pytest.mark.parametrize(
    ("unit", "fraction", "warned"),
    [
        (Unit.WORKING_HOURS, 0.75, "Mon 23 Nov 2026 10:00"),
        (Unit.WORKING_HOURS, 0, "Fri 20 Nov 2026 15:00"),
        (Unit.WORKING_HOURS, 1, "Mon 23 Nov 2026 11:00"),
        (Unit.CLOCK_HOURS, 0.75, "Sun 22 Nov 2026 18:00"),
    ],
)
def test_a_warning_comes_when_its_part_of_the_time_has_gone(
    unit: Unit, fraction: float, warned: str
) -> None:
    start, due = at("Fri 20 Nov 2026 15:00"), at("Mon 23 Nov 2026 11:00")

    assert HUB.warn_at(start, due, fraction, unit) == at(warned)


# Refusals, each with its reason


@pytest.mark.parametrize(
    ("amount", "unit", "reason"),
    [
        (-1, Unit.WORKING_HOURS, "-1 working hours is refused: nothing can be due before it"),
        (-1, Unit.SAME_DAY, "nothing can be due before it starts"),
        (1.5, Unit.WORKING_DAYS, "counted whole"),
        (float("nan"), Unit.CLOCK_HOURS, "must be a number"),
        (float("inf"), Unit.CLOCK_HOURS, "must end"),
        (1e300, Unit.CLOCK_HOURS, "longer than any time"),
        (1, "fortnights", "fortnights"),
    ],
)
def test_an_amount_that_cannot_be_kept_is_refused(amount: float, unit: Unit, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Duration(amount, unit)


MINUTE = timedelta(minutes=1)
NAIVE = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - the thing that is refused
AWARE = at("Wed 18 Nov 2026 10:00")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: HUB.is_open(NAIVE),
        lambda: HUB.next_opening(NAIVE),
        lambda: HUB.closing(NAIVE),
        *(lambda each=each: HUB.due(NAIVE, each) for each in (clock(0), hours(1), days(1))),
        lambda: HUB.due(NAIVE, SAME_DAY),
        lambda: HUB.working_time(NAIVE, AWARE),
        lambda: HUB.working_time(AWARE, NAIVE),
        lambda: HUB.time_left(AWARE, NAIVE, Unit.CLOCK_HOURS),
        lambda: HUB.warn_at(NAIVE, AWARE, 0.5, Unit.CLOCK_HOURS),
    ],
)
def test_a_time_without_a_zone_is_refused(ask: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        ask()


SHORT_LIVED = Calendar({0: LONG}, first=2026, last=2026)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: SHORT_LIVED.is_open(at("Fri 01 Jan 2027 00:00")),
        lambda: SHORT_LIVED.closing(at("Wed 31 Dec 2025 23:59")),
        lambda: SHORT_LIVED.closing(at("Tue 29 Dec 2026 12:00")),
        lambda: SHORT_LIVED.next_opening(at("Mon 28 Dec 2026 12:00")),
        lambda: SHORT_LIVED.due(at("Mon 28 Dec 2026 16:00"), hours(1.5)),
        lambda: SHORT_LIVED.due(at("Mon 28 Dec 2026 16:00"), days(1)),
        lambda: SHORT_LIVED.due(at("Fri 01 Jan 2027 16:00"), days(1)),
        lambda: SHORT_LIVED.working_time(at("Mon 28 Dec 2026 16:00"), at("Fri 01 Jan 2027 00:00")),
        lambda: SHORT_LIVED.is_working_day(date(2027, 1, 4)),
        lambda: SHORT_LIVED.is_working_day(date(2025, 12, 29)),
    ],
)
def test_a_question_outside_the_years_is_refused_rather_than_guessed(
    ask: Callable[[], object],
) -> None:
    with pytest.raises(OutsideCalendar, match="2026 to 2026"):
        ask()


def test_the_last_hour_inside_the_years_is_answered() -> None:
    start = at("Mon 28 Dec 2026 16:00")

    assert SHORT_LIVED.due(start, hours(1)) == at("Mon 28 Dec 2026 17:00")
    assert SHORT_LIVED.working_time(start, at("Thu 31 Dec 2026 23:59")) == timedelta(hours=1)


def test_years_begin_and_end_in_the_zone_of_the_hub() -> None:
    always = {weekday: (time(0), time(0)) for weekday in range(7)}
    new_york = ZoneInfo("America/New_York")
    hub = Calendar(always, zone="America/New_York", first=2026, last=2026)
    new_year = datetime(2026, 1, 1, tzinfo=new_york)

    assert hub.is_open(new_year)
    for refused in (new_year - MINUTE, (new_year - MINUTE).astimezone(UTC)):
        with pytest.raises(OutsideCalendar):
            hub.is_open(refused)


def test_hours_that_the_clocks_skip_are_no_working_time() -> None:
    skipped = Calendar({6: (time(1, 15), time(2))})
    saturday, monday = at("Sat 27 Mar 2027 12:00"), at("Mon 29 Mar 2027 12:00")

    assert skipped.working_time(saturday, monday) == timedelta(0)
    assert skipped.due(saturday, hours(0.5)) == at("Sun 04 Apr 2027 01:45")


def test_clock_hours_need_no_calendar_until_time_itself_runs_out() -> None:
    start = at("Mon 28 Dec 2026 16:00")

    assert SHORT_LIVED.due(start, clock(24 * 7)) == at("Mon 04 Jan 2027 16:00")
    with pytest.raises(OutsideCalendar, match="last year"):
        SHORT_LIVED.due(start, clock(24 * 366 * 9000))


def test_hours_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="never open"):
        Calendar({})
    with pytest.raises(ValueError, match="no weekday 7"):
        Calendar({7: LONG})
    with pytest.raises(ValueError, match="cannot open at 17:00:00 and close at 08:30:00"):
        Calendar({0: (time(17), time(8, 30))})
    with pytest.raises(ValueError, match="cannot start in 2027"):
        Calendar({0: LONG}, first=2027, last=2026)


def test_a_moment_is_not_taken_for_a_day() -> None:
    with pytest.raises(ValueError, match="a day of the calendar is asked for"):
        HUB.is_working_day(AWARE)
    with pytest.raises(ValueError, match="a day of the calendar is asked for"):
        Calendar({0: LONG}, holidays=[AWARE])


def test_day_one_and_warnings_outside_their_words_are_refused() -> None:
    with pytest.raises(ValueError, match='"next" or "same"'):
        HUB.due(AWARE, days(1), day_one="tomorrow")  # type: ignore[arg-type]  # The refusal itself.
    with pytest.raises(ValueError, match="between 0 and 1"):
        HUB.warn_at(AWARE, AWARE, 1.5, Unit.CLOCK_HOURS)
    with pytest.raises(ValueError, match="before it starts"):
        HUB.warn_at(AWARE, AWARE - timedelta(hours=1), 0.5, Unit.CLOCK_HOURS)
