"""A date of a chronology, as far as it is known (C5.3)."""

from datetime import date

import pytest

from frontdoor.kernel import when as dates
from frontdoor.kernel.when import When

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("2019", When(2019)),
        ("May 2019", When(2019, 5)),
        (" sept 2019 ", When(2019, 9)),
        ("5/2019", When(2019, 5)),
        ("14 May 2019", When(2019, 5, 14)),
        ("14th may 2019", When(2019, 5, 14)),
        ("14/5/2019", When(2019, 5, 14)),
        ("1.3.2027", When(2027, 3, 1)),
    ],
)
def test_a_date_is_understood_as_far_as_it_goes(typed: str, known: When) -> None:
    assert dates.when(typed, today=TODAY) == known


@pytest.mark.parametrize(
    "typed",
    ["", "yesterday", "19", "31/2/2019", "13/2019", "0/2019", "Brumaire 2019", "14 2019", "2028",
     "2/3/2027", "1066", "14 May", "2019-05-14-1", "\0", "٢٠١٩"],
)  # fmt: skip
def test_what_is_no_date_of_the_past_is_not_guessed(typed: str) -> None:
    assert dates.when(typed, today=TODAY) is None


@pytest.mark.parametrize(
    ("known", "words"),
    [(When(2019), "2019"), (When(2019, 5), "May 2019"), (When(2019, 5, 14), "14 May 2019")],
)
def test_it_is_told_as_far_as_it_goes(known: When, words: str) -> None:
    assert str(known) == words
