"""How an agreement stands on a day, to the day; and why its days, or a signature, are refused."""

from datetime import date, timedelta

import pytest

from frontdoor.casework.agreements import rules
from frontdoor.casework.agreements.rules import Term
from frontdoor.casework.agreements.vocabulary import Standing

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
DAY = timedelta(days=1)
TERM = Term(begins_on=FIRST, until=LAST)


@pytest.mark.parametrize(
    ("day", "stands"),
    [
        (FIRST - DAY, Standing.NOT_YET),
        (FIRST, Standing.IN_FORCE),
        (LAST - 91 * DAY, Standing.IN_FORCE),
        (LAST - 90 * DAY, Standing.RUNS_OUT),
        (LAST, Standing.RUNS_OUT),
        (LAST + DAY, Standing.RUN_OUT),
    ],
)
def test_it_runs_out_from_ninety_days_before_its_last_day(day: date, stands: Standing) -> None:
    assert TERM.standing(day) is stands
    assert TERM.holds(day) is (stands in (Standing.IN_FORCE, Standing.RUNS_OUT))


def test_ended_it_is_ended_from_that_day_on() -> None:
    term = Term(begins_on=FIRST, until=LAST, ended_on=date(2027, 3, 1))

    assert term.standing(date(2027, 2, 28)) is Standing.IN_FORCE
    assert term.standing(date(2027, 3, 1)) is Standing.ENDED


def test_without_a_last_day_it_goes_on_and_nobody_is_told() -> None:
    term = Term(begins_on=FIRST)

    assert term.standing(date(2099, 1, 1)) is Standing.IN_FORCE
    assert rules.is_told_of(term, date(2099, 1, 1), within=30) is False


@pytest.mark.parametrize(("before", "told"), [(31, False), (30, True), (0, True), (-1, True)])
def test_managers_are_told_from_so_many_days_before(before: int, told: bool) -> None:
    assert rules.is_told_of(TERM, LAST - before * DAY, within=30) is told


def test_nobody_is_told_of_what_has_ended_or_not_begun() -> None:
    ended = Term(begins_on=FIRST, until=LAST, ended_on=FIRST + DAY)

    assert rules.is_told_of(ended, LAST, within=30) is False
    assert rules.is_told_of(TERM, FIRST - DAY, within=900) is False


@pytest.mark.parametrize(
    ("until", "review_on", "words"),
    [
        (LAST, LAST, ""),
        (None, FIRST, ""),
        (FIRST, FIRST, ""),
        (FIRST - DAY, FIRST, "cannot end before it begins"),
        (LAST, FIRST - DAY, "review has to come after"),
    ],
)
def test_its_days_are_in_order(until: date | None, review_on: date, words: str) -> None:
    said = rules.why_not_term(begins_on=FIRST, until=until, review_on=review_on)

    assert words in said if words else said == ""


@pytest.mark.parametrize(
    ("signed_on", "ended", "words"),
    [
        (FIRST, False, ""),
        (FIRST - DAY, False, ""),
        (FIRST + DAY, False, "has not come yet"),
        (FIRST, True, "has ended"),
    ],
)
def test_a_signature_is_of_today_or_before_and_of_what_has_not_ended(
    signed_on: date, ended: bool, words: str
) -> None:
    said = rules.why_not_sign(signed_on=signed_on, today=FIRST, ended=ended)

    assert words in said if words else said == ""


@pytest.mark.parametrize(
    ("until", "before", "ended", "words"),
    [
        (LAST + DAY, LAST, False, ""),
        (None, LAST, False, ""),
        (None, None, False, ""),
        (LAST, LAST, False, "Give a later day"),
        (LAST - DAY, LAST, False, "Give a later day"),
        (LAST, None, False, "Give a later day"),
        (LAST + DAY, LAST, True, "has ended"),
    ],
)
def test_it_goes_on_longer_than_before_or_not_at_all(
    until: date | None, before: date | None, ended: bool, words: str
) -> None:
    said = rules.why_not_renew(until=until, before=before, ended=ended)

    assert words in said if words else said == ""
