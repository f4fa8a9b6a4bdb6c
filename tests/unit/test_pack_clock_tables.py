"""Each hub's clock table, rating by rating, in its own hours (a.6, a.8(6b)).

June 2026 has no bank holiday; 25 December 2026 is a Friday, and Monday the 28th stands in for
Boxing Day. The clocks change on Sunday 28 March 2027.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from frontdoor.kernel.worktime import Duration, Unit
from frontdoor.policy import reading, rules
from frontdoor.policy.pack import Policy

PACKS = Path(__file__).parents[2] / "packs"
LONDON = ZoneInfo("Europe/London")
HOLIDAYS = (date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1))

THURSDAY = datetime(2026, 6, 4, 10, 0, tzinfo=LONDON)
FRIDAY = datetime(2026, 6, 5, 15, 0, tzinfo=LONDON)


def policy(hub: str) -> Policy:
    return reading.read((PACKS / f"{hub}.toml").read_text(encoding="utf-8"), name=hub)


def moment(words: str) -> datetime:
    return datetime.strptime(words, "%a %d %b %Y %H:%M").replace(tzinfo=LONDON)


# hub, rating, with an assessment, what starts the clock, when it starts, when it is due.
TABLE = [
    # C7.4: 4 hours of the clock, which run past closing.
    ("coventry", "red", True, "commencing", "Fri 05 Jun 2026 15:00", "Fri 05 Jun 2026 19:00"),
    # C7.3
    ("coventry", "amber", True, "commencing", "Thu 04 Jun 2026 10:00", "Fri 05 Jun 2026 10:00"),
    # C7.3, when the clocks go forward: 24 hours that really pass.
    ("coventry", "amber", True, "commencing", "Sat 27 Mar 2027 12:00", "Sun 28 Mar 2027 13:00"),
    # C7.2, without and with a MASH assessment.
    ("coventry", "green", False, "receipt", "Thu 04 Jun 2026 10:00", "Fri 05 Jun 2026 10:00"),
    ("coventry", "green", True, "commencing", "Fri 05 Jun 2026 10:00", "Mon 08 Jun 2026 10:00"),
    # C7.1
    ("coventry", "blue", False, "receipt", "Thu 04 Jun 2026 16:00", "Fri 05 Jun 2026 16:00"),
    # D8: 4 working hours, 1.5 on Friday and 2.5 on Monday.
    ("durham", "red", True, "receipt", "Fri 05 Jun 2026 15:00", "Mon 08 Jun 2026 11:00"),
    # D8: one working day, which ends at its closing.
    ("durham", "amber_4", True, "receipt", "Thu 04 Jun 2026 10:00", "Fri 05 Jun 2026 16:30"),
    ("durham", "amber_3", True, "receipt", "Fri 05 Jun 2026 15:00", "Mon 08 Jun 2026 17:00"),
    ("durham", "amber_3", True, "receipt", "Thu 24 Dec 2026 10:00", "Tue 29 Dec 2026 17:00"),
    # B15
    ("barnet", "red", True, "rating", "Fri 05 Jun 2026 15:00", "Fri 05 Jun 2026 19:00"),
    ("barnet", "amber", True, "rating", "Thu 04 Jun 2026 10:00", "Fri 05 Jun 2026 10:00"),
    ("barnet", "green", True, "rating", "Thu 24 Dec 2026 10:00", "Wed 30 Dec 2026 17:00"),
    ("barnet", "blue", False, "receipt", "Thu 04 Jun 2026 10:00", "Thu 04 Jun 2026 17:00"),
    # a.8(6b): received after closing, so the next opening day's closing.
    ("barnet", "blue", False, "receipt", "Fri 05 Jun 2026 18:00", "Mon 08 Jun 2026 17:00"),
    # Ours, after what a.6 found for Surrey.
    ("surrey", "level_4", True, "receipt", "Fri 05 Jun 2026 15:00", "Mon 08 Jun 2026 11:00"),
    ("surrey", "level_3", True, "receipt", "Thu 04 Jun 2026 10:00", "Tue 09 Jun 2026 10:00"),
    ("surrey", "level_2", True, "receipt", "Thu 04 Jun 2026 10:00", "Sun 07 Jun 2026 10:00"),
    ("surrey", "level_1", False, "receipt", "Thu 04 Jun 2026 10:00", "Fri 05 Jun 2026 10:00"),
]


@pytest.mark.parametrize(
    "row", TABLE, ids=[f"{row[0]} {row[1]} from {row[4]} is due {row[5]}" for row in TABLE]
)
def test_a_rating_is_due(row: tuple[str, str, bool, str, str, str]) -> None:
    hub, rating, assessment, event, start, due = row
    its = policy(hub)
    calendar = rules.calendar(its, HOLIDAYS)

    found = rules.due_at(its, calendar, rating, moment(start), assessment=assessment)

    assert found == moment(due)
    assert rules.starts_at(its, rating, assessment=assessment) == event


@pytest.mark.parametrize("hub", ["coventry", "durham", "barnet", "surrey"])
def test_every_rating_of_a_hub_stands_in_the_table(hub: str) -> None:
    ratings = {rating.slug for rating in policy(hub).ratings}

    told = {rating for of, rating, *_ in TABLE if of == hub}

    assert told == ratings


def test_a_red_has_its_time_from_commencing_and_from_no_other_event() -> None:
    coventry = policy("coventry")

    red = coventry.rating("red").clock(assessment=True)

    assert red.duration.length == Duration(4, Unit.CLOCK_HOURS)
    assert (red.starts, rules.starts_at(coventry, "red", assessment=True)) == ("commencing",) * 2


def test_green_changes_its_clock_when_an_assessment_is_required() -> None:
    coventry = policy("coventry")

    without = coventry.rating("green").clock(assessment=False)
    assessed = coventry.rating("green").clock(assessment=True)

    assert (without.duration.length, without.starts) == (Duration(24, Unit.CLOCK_HOURS), "receipt")
    assert assessed.duration.length == Duration(72, Unit.CLOCK_HOURS)
    assert rules.starts_at(coventry, "green", assessment=True) == "commencing"


def test_twenty_four_working_hours_are_a_change_of_the_pack_only() -> None:
    text = (PACKS / "coventry.toml").read_text(encoding="utf-8")
    amber = text.index('slug = "amber"')
    before, after = text[:amber], text[amber:]
    after = after.replace('unit = "clock hours"', 'unit = "working hours"', 1)
    after = after.replace("runs_past_closing = true", "runs_past_closing = false", 1)

    slower = reading.read(before + after, name="slower")

    # 7 hours on Thursday, 8 on Friday, 8.5 on Monday, and half an hour (a.6).
    calendar = rules.calendar(slower, HOLIDAYS)
    assert rules.due_at(slower, calendar, "amber", THURSDAY) == moment("Tue 09 Jun 2026 09:00")


def test_day_one_is_a_setting() -> None:
    text = (PACKS / "durham.toml").read_text(encoding="utf-8")
    same = reading.read(text.replace('day_one = "next"', 'day_one = "same"'), name="same")
    calendar = rules.calendar(same, HOLIDAYS)

    assert rules.due_at(same, calendar, "amber_4", THURSDAY) == moment("Thu 04 Jun 2026 17:00")


@pytest.mark.parametrize("hub", ["coventry", "durham", "barnet", "surrey"])
def test_every_hub_has_the_three_spans_before_any_rating(hub: str) -> None:
    its = policy(hub)
    [highest, *_] = its.ratings

    assert its.spans.receipt.length == Duration(24, Unit.CLOCK_HOURS)  # C1.5
    assert its.spans.first_look.length == Duration(1, Unit.WORKING_HOURS)  # a.8(6)
    assert highest.commence is not None
    assert highest.commence.length == Duration(1, Unit.WORKING_HOURS)  # a.8(6)


def test_a_first_look_late_on_friday_is_due_on_monday_morning() -> None:
    coventry = policy("coventry")
    calendar = rules.calendar(coventry, HOLIDAYS)

    due = calendar.due(moment("Fri 05 Jun 2026 16:15"), coventry.spans.first_look.length)

    assert due == moment("Mon 08 Jun 2026 09:15")


def test_a_strategy_discussion_is_due_two_opening_hours_after_it_is_decided_on() -> None:
    coventry = policy("coventry")
    calendar = rules.calendar(coventry, HOLIDAYS)

    in_hours = calendar.due(FRIDAY, coventry.spans.strategy_in_hours.length)
    at_night = calendar.due(
        moment("Fri 05 Jun 2026 22:00"), coventry.spans.strategy_out_of_hours.length
    )

    assert in_hours == moment("Mon 08 Jun 2026 09:00")
    assert at_night == moment("Fri 05 Jun 2026 23:00")


def test_a_summer_night_is_already_the_next_day_at_the_hub() -> None:
    half_past_midnight = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)

    assert rules.day(policy("coventry"), half_past_midnight) == date(2027, 7, 1)
