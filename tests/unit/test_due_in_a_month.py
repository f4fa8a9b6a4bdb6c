"""One calendar month: the same day of the next month, or its last, or the next working day."""

from datetime import date

import pytest

from frontdoor.casework.holdings import rules


@pytest.mark.parametrize(
    ("received", "months", "due"),
    [
        (date(2027, 9, 3), 1, date(2027, 10, 4)),  # The third is a Sunday.
        (date(2027, 1, 31), 1, date(2027, 3, 1)),  # 28 February is a Sunday.
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 12, 15), 1, date(2028, 1, 17)),
        (date(2027, 9, 3), 3, date(2027, 12, 3)),
    ],
)
def test_it_is_due_on_the_same_day_or_the_next_working_one(
    received: date, months: int, due: date
) -> None:
    said = rules.due_on(received, months=months, is_working_day=lambda day: day.weekday() < 5)

    assert said == due


def test_whoever_answers_is_reminded_five_working_days_before() -> None:
    def works(day: date) -> bool:
        return day.weekday() < 5 and day != date(2027, 12, 27)

    assert rules.remind_on(date(2027, 9, 10), is_working_day=works) == date(2027, 9, 3)
    assert rules.remind_on(date(2027, 12, 31), is_working_day=works) == date(2027, 12, 23)
