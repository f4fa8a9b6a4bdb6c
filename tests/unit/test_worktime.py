"""The working-time clock, by the worked clock checks of a.6 and the decisions of a.8 6b."""

from datetime import timedelta
from itertools import pairwise

import pytest

from frontdoor.kernel.worktime import Unit
from tests.unit.worktime_hub import HUB, NEVER_SHUT, SAME_DAY, at, clock, days, hours

# The worked clock checks of a.6: Coventry


def test_red_in_four_working_hours_from_friday_afternoon_is_due_on_monday_morning() -> None:
    friday = at("Fri 20 Nov 2026 15:00")

    due = HUB.due(friday, hours(4))

    assert due == at("Mon 23 Nov 2026 11:00")


def test_red_in_four_clock_hours_from_friday_afternoon_is_due_after_closing() -> None:
    friday = at("Fri 20 Nov 2026 15:00")

    due = HUB.due(friday, clock(4))

    assert due == at("Fri 20 Nov 2026 19:00")
    assert HUB.closing(friday) < due < HUB.next_opening(friday), "It goes to the night team."


def test_amber_in_24_clock_hours_from_thursday_is_due_on_friday() -> None:
    thursday = at("Thu 19 Nov 2026 10:00")

    due = HUB.due(thursday, clock(24))

    assert due == at("Fri 20 Nov 2026 10:00")


def test_amber_in_24_working_hours_from_thursday_is_due_on_tuesday() -> None:
    thursday = at("Thu 19 Nov 2026 10:00")

    due = HUB.due(thursday, hours(24))

    assert due == at("Tue 24 Nov 2026 09:00")


def test_those_24_working_hours_are_three_short_days_and_half_an_hour() -> None:
    moments = ["Thu 19 Nov 2026 10:00", "Fri 20 Nov 2026 00:00", "Sat 21 Nov 2026 00:00"]
    moments += ["Tue 24 Nov 2026 00:00", "Tue 24 Nov 2026 09:00"]

    worked = [HUB.working_time(at(start), at(end)) for start, end in pairwise(moments)]

    assert [each / timedelta(hours=1) for each in worked] == [7, 8, 8.5, 0.5]


# Durham: 4 working hours, one working day (D8)


def test_red_in_durham_received_in_the_last_hour_of_the_day_is_due_next_morning() -> None:
    evening = at("Tue 17 Nov 2026 16:00")

    due = HUB.due(evening, hours(4))

    assert due == at("Wed 18 Nov 2026 11:30")


def test_amber_in_durham_is_due_at_the_end_of_the_next_working_day() -> None:
    wednesday = at("Wed 18 Nov 2026 09:15")

    due = HUB.due(wednesday, days(1))

    assert due == at("Thu 19 Nov 2026 17:00")


def test_one_working_day_from_thursday_ends_with_the_early_closing_of_friday() -> None:
    thursday = at("Thu 19 Nov 2026 16:59")

    due = HUB.due(thursday, days(1))

    assert due == at("Fri 20 Nov 2026 16:30")


# Barnet: 2 working days over Christmas, same day (B15)


def test_green_in_barnet_on_christmas_eve_is_due_at_the_end_of_30_december() -> None:
    christmas_eve = at("Thu 24 Dec 2026 10:00")

    due = HUB.due(christmas_eve, days(2))

    assert due == at("Wed 30 Dec 2026 17:00")


def test_green_on_christmas_eve_is_due_a_day_earlier_when_that_day_counts() -> None:
    christmas_eve = at("Thu 24 Dec 2026 10:00")

    due = HUB.due(christmas_eve, days(2), day_one="same")

    assert due == at("Tue 29 Dec 2026 17:00")


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("Wed 18 Nov 2026 07:00", "Wed 18 Nov 2026 17:00"),
        ("Wed 18 Nov 2026 16:59", "Wed 18 Nov 2026 17:00"),
        ("Wed 18 Nov 2026 17:00", "Thu 19 Nov 2026 17:00"),
        ("Wed 18 Nov 2026 22:00", "Thu 19 Nov 2026 17:00"),
        ("Fri 20 Nov 2026 16:00", "Fri 20 Nov 2026 16:30"),
        ("Fri 20 Nov 2026 16:45", "Mon 23 Nov 2026 17:00"),
        ("Thu 24 Dec 2026 17:30", "Tue 29 Dec 2026 17:00"),
    ],
)
def test_blue_in_barnet_is_due_at_closing_or_at_the_next_days_when_received_after_it(
    received: str, due: str
) -> None:
    assert HUB.due(at(received), SAME_DAY) == at(due)


# Clock changes: 28 March 2027 01:00 and 31 October 2027 02:00 (a.6, a.8 6b)


def test_24_clock_hours_over_the_spring_change_end_an_hour_later_on_the_wall() -> None:
    saturday = at("Sat 27 Mar 2027 10:00")

    due = HUB.due(saturday, clock(24))

    assert due == at("Sun 28 Mar 2027 11:00")


def test_24_clock_hours_over_the_autumn_change_end_an_hour_earlier_on_the_wall() -> None:
    saturday = at("Sat 30 Oct 2027 10:00")

    due = HUB.due(saturday, clock(24))

    assert due == at("Sun 31 Oct 2027 09:00")


def test_time_left_on_the_clock_is_real_time_over_both_changes() -> None:
    spring = at("Sat 27 Mar 2027 10:00"), at("Sun 28 Mar 2027 10:00")
    autumn = at("Sat 30 Oct 2027 10:00"), at("Sun 31 Oct 2027 10:00")

    left = [HUB.time_left(start, due, Unit.CLOCK_HOURS) for start, due in (spring, autumn)]

    assert left == [timedelta(hours=23), timedelta(hours=25)]


@pytest.mark.parametrize(
    ("start", "due"),
    [
        # Good Friday and Easter Monday stand around the change of spring.
        ("Thu 25 Mar 2027 15:00", "Tue 30 Mar 2027 10:30"),
        ("Fri 29 Oct 2027 15:00", "Mon 01 Nov 2027 11:00"),
    ],
)
def test_four_working_hours_do_not_feel_a_change_that_happens_while_shut(
    start: str, due: str
) -> None:
    assert HUB.due(at(start), hours(4)) == at(due)


def test_working_days_are_days_of_the_calendar_over_a_change() -> None:
    assert HUB.due(at("Fri 29 Oct 2027 10:00"), days(1)) == at("Mon 01 Nov 2027 17:00")
    assert HUB.due(at("Thu 25 Mar 2027 10:00"), days(2)) == at("Wed 31 Mar 2027 17:00")


def test_a_hub_that_never_shuts_works_23_hours_in_spring_and_25_in_autumn() -> None:
    spring = at("Sun 28 Mar 2027 00:00"), at("Mon 29 Mar 2027 00:00")
    autumn = at("Sun 31 Oct 2027 00:00"), at("Mon 01 Nov 2027 00:00")

    worked = [NEVER_SHUT.working_time(start, end) for start, end in (spring, autumn)]

    assert worked == [timedelta(hours=23), timedelta(hours=25)]


def test_working_hours_that_run_through_a_change_are_real_hours() -> None:
    spring = NEVER_SHUT.due(at("Sun 28 Mar 2027 00:30"), hours(2))
    autumn = NEVER_SHUT.due(at("Sun 31 Oct 2027 00:30"), hours(2))

    assert spring == at("Sun 28 Mar 2027 03:30")
    assert autumn == at("Sun 31 Oct 2027 01:30", fold=1)
    assert autumn.fold == 1, "The second half past one of that night."


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first, second = (at("Sun 31 Oct 2027 01:30", fold=fold) for fold in (0, 1))

    due_of_first, due_of_second = HUB.due(first, clock(4)), HUB.due(second, clock(4))

    assert due_of_first == at("Sun 31 Oct 2027 04:30")
    assert due_of_second == at("Sun 31 Oct 2027 05:30")
    assert HUB.time_left(first, second, Unit.CLOCK_HOURS) == timedelta(hours=1)
    assert HUB.due(first, hours(1)) == HUB.due(second, hours(1)) == at("Mon 01 Nov 2027 09:30")


def test_a_due_time_in_the_hour_that_comes_twice_says_which() -> None:
    first = HUB.due(at("Sat 30 Oct 2027 21:30"), clock(4))
    second = HUB.due(at("Sat 30 Oct 2027 21:30"), clock(5))

    assert (first.hour, first.minute, first.fold) == (1, 30, 0)
    assert (second.hour, second.minute, second.fold) == (1, 30, 1)
