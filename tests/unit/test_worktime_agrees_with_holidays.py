"""Two independent lists of the bank holidays of England, and one calendar between them (C3.7)."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from frontdoor.kernel.worktime import Calendar

FIRST, LAST = 2012, 2028
WORKING_DAY = (time(8, 30), time(17))
WEEK = dict.fromkeys(range(5), WORKING_DAY)


def govuk() -> set[date]:
    """Return the list that GOV.UK publishes, as it is packed for use offline."""
    events = BankHolidays.load_backup_data()["england-and-wales"]["events"]
    return {date.fromisoformat(event["date"]) for event in events}


def independent() -> set[date]:
    """Return the days that an independent package works out, whatever weekday they fall on."""
    return set(holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST, LAST + 1)))


def working_days(bank_holidays: set[date]) -> Iterator[date]:
    calendar = Calendar(WEEK, holidays=bank_holidays, first=FIRST, last=LAST)
    day = date(FIRST, 1, 1)
    while day.year <= LAST:
        if calendar.is_working_day(day):
            yield day
        day += timedelta(days=1)


def test_both_lists_make_the_same_working_days_from_2012_to_2028() -> None:
    assert list(working_days(govuk())) == list(working_days(independent()))


def test_both_lists_name_the_same_days_once_weekends_are_removed() -> None:
    on_weekdays = {day for day in independent() if day.weekday() < 5}

    assert on_weekdays == govuk()


def test_the_list_of_govuk_covers_every_year_that_is_compared() -> None:
    assert {day.year for day in govuk()} == set(range(FIRST, LAST + 1))


@pytest.mark.parametrize(
    "day",
    [
        date(2012, 6, 5),  # the Diamond Jubilee
        date(2020, 5, 8),  # the early May holiday, moved to a Friday
        date(2022, 9, 19),  # the funeral of the Queen
        date(2023, 5, 8),  # the Coronation, which some lists miss
        date(2026, 12, 28),  # Boxing Day falls on a Saturday
    ],
)
def test_days_that_only_one_year_had_are_holidays(day: date) -> None:
    calendar = Calendar(WEEK, holidays=govuk(), first=FIRST, last=LAST)

    assert not calendar.is_working_day(day)
