"""What holds of matching whoever is compared: the same both ways, and missing is not different."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from frontdoor.people import matching
from frontdoor.people.matching import Description, keys
from frontdoor.people.matching.alike import one_slip, winkler
from frontdoor.people.matching.names import folded
from frontdoor.people.matching.weighing import COLUMNS, Weighing

LETTERS = "abdeilmnorstuzéłøßЖя'- "
NAMES = st.text(LETTERS, max_size=9) | st.sampled_from(
    ["Sasha", "Alexander", "Smith-Jones", "O’Brien"]
)
DESCRIPTIONS = st.builds(
    Description,
    given_names=NAMES,
    family_name=NAMES,
    also_known_as=st.just("") | NAMES,
    date_of_birth=st.none() | st.dates(date(2010, 1, 1), date(2012, 12, 31)),
    sex=st.sampled_from(["", "F", "M", "U"]),
    postcode=st.sampled_from(["", "CV1 9ZZ", "cv19zx", "DH1 4AB"]),
    address=st.sampled_from(["", "12 Larkrise Court", "12 Larkrise Ct", "3 Tollgate Row"]),
    phone=st.sampled_from(["", "01632 960001", "+44 1632 960001", "07700 900123"]),
    nhs_number=st.sampled_from(["", "9990000018", "9990000026"]),
)  # fmt: skip
FIELDS = ["date_of_birth", "sex", "postcode", "address", "phone", "nhs_number"]
EMPTY = Description()
quietly = settings(deadline=None)


def weights(one: Description, other: Description) -> dict[str, float]:
    return {each.field: each.weight for each in matching.compare(one, other).reasons}


@quietly
@given(one=DESCRIPTIONS, other=DESCRIPTIONS)
def test_it_is_the_same_both_ways(one: Description, other: Description) -> None:
    there, back = matching.compare(one, other), matching.compare(other, one)

    assert (there.weight, there.band, there.agrees) == (back.weight, back.band, back.agrees)


@quietly
@given(one=DESCRIPTIONS, other=DESCRIPTIONS, field=st.sampled_from(FIELDS))
def test_what_is_missing_is_not_different(one: Description, other: Description, field: str) -> None:
    whole = weights(one, other)
    without = weights(replace(one, **{field: getattr(EMPTY, field)}), other)

    assert without == {name: weight for name, weight in whole.items() if name != field}


@quietly
@given(asked=DESCRIPTIONS, held=st.lists(DESCRIPTIONS, max_size=5), often=st.floats(1e-7, 0.1))
def test_what_is_weighed_quickly_is_what_the_reasons_say(
    asked: Description, held: list[Description], often: float
) -> None:
    frequencies = {"given_name": often, "postcode": often / 2}
    rows = [(0, 1, *(getattr(each, name) for name in COLUMNS)) for each in held]
    weighed = list(Weighing(asked, frequencies).of(rows))

    assert [row for row, _, _ in weighed] == rows
    for each, (_, weight, is_worth_a_look) in zip(held, weighed, strict=True):
        likeness = matching.compare(asked, each, frequencies=frequencies)
        assert weight == pytest.approx(likeness.weight, abs=1e-9)
        assert is_worth_a_look == likeness.is_worth_a_look


@quietly
@given(one=DESCRIPTIONS)
def test_nothing_differs_from_itself(one: Description) -> None:
    assert matching.compare(one, one).differs == ()


@quietly
@given(one=DESCRIPTIONS)
def test_case_accents_hyphens_and_the_order_of_names_leave_the_pairs_of_names(
    one: Description,
) -> None:
    plain = replace(
        one, given_names=folded(one.given_names).upper(), family_name=folded(one.family_name)
    )
    alone = replace(one, also_known_as="")
    exchanged = replace(alone, given_names=one.family_name, family_name=one.given_names)

    def pairs(said: Description) -> set[str]:
        return {each for each in keys.first(said) if each.startswith("names ")}

    assert set(keys.of(plain)) == set(keys.of(one))
    if len(folded(one.given_names).split()) <= 1 and len(folded(one.family_name).split()) <= 1:
        assert pairs(exchanged) == pairs(alone)


@quietly
@given(one=DESCRIPTIONS, other=DESCRIPTIONS)
def test_whoever_agrees_in_two_strong_things_shares_a_key(
    one: Description, other: Description
) -> None:
    exact: Any = {
        each.field for each in matching.compare(one, other).reasons if each.level == "exact"
    }

    strong = exact & {
        "given_name",
        "family_name",
        "date_of_birth",
        "postcode",
        "phone",
        "nhs_number",
    }
    if len(strong) >= 2:
        assert set(keys.numbers(keys.first(one))) & set(keys.of(other))


@quietly
@given(one=st.text("abc", max_size=8), other=st.text("abc", max_size=8))
def test_letters_are_compared_as_others_compare_them(one: str, other: str) -> None:
    assert abs(winkler(one, other) - JaroWinkler.similarity(one, other)) < 1e-9
    assert one_slip(one, other) == (DamerauLevenshtein.distance(one, other) <= 1)
