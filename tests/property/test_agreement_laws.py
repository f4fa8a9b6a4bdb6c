"""Laws of agreements: on every day, exactly one thing is true of each, and it follows its days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.casework.agreements import rules
from frontdoor.casework.agreements.rules import Term
from frontdoor.casework.agreements.vocabulary import Standing

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2030, 12, 31))


@st.composite
def terms(draw: st.DrawFn) -> Term:
    begins = draw(DAYS)
    lasts = draw(st.none() | st.integers(0, 900))
    until = None if lasts is None else begins + timedelta(days=lasts)
    return Term(begins_on=begins, until=until, ended_on=draw(st.none() | DAYS))


@given(terms(), DAYS)
def test_it_holds_within_its_days_and_before_it_was_ended_and_never_else(
    term: Term, day: date
) -> None:
    within = term.begins_on <= day and (term.until is None or day <= term.until)
    not_ended = term.ended_on is None or day < term.ended_on

    assert term.holds(day) == (within and not_ended)


@given(terms(), DAYS, DAYS)
def test_what_is_ended_never_holds_again(term: Term, day: date, later: date) -> None:
    if term.standing(min(day, later)) is Standing.ENDED:
        assert term.standing(max(day, later)) is Standing.ENDED


@given(terms(), DAYS, st.integers(1, 90))
def test_managers_are_told_in_time_and_of_nothing_that_goes_on(
    term: Term, day: date, within: int
) -> None:
    told = rules.is_told_of(term, day, within=within)

    if term.until is None or (term.ended_on is not None and day >= term.ended_on):
        assert not told
    elif term.begins_on <= day:
        assert told == (day >= term.until - timedelta(days=within))
