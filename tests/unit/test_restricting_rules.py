"""Who may read a restricted record, and for how long somebody looks without the right to."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdoor.casework.restricting import rules

AT = datetime(2027, 3, 1, 9, tzinfo=UTC)
NOBODY: tuple[int, ...] = ()
MOIRA, BEA, POLICE = 1, 2, 3
MAY_READ, IN_HUB = (MOIRA, BEA, POLICE), (MOIRA, BEA)


@pytest.mark.parametrize(("minutes", "lasts"), [(1, 1), (59, 59), (60, 60), (61, 60), (600, 60)])
def test_a_look_lasts_as_long_as_the_pack_says_and_an_hour_at_most(
    minutes: int, lasts: int
) -> None:
    assert rules.until(AT, minutes=minutes) == AT + timedelta(minutes=lasts)


@pytest.mark.parametrize(
    ("seconds", "is_open"),
    [(-1, False), (0, True), (1, True), (59, True), (60, False), (61, False)],
)
def test_a_look_goes_on_from_its_beginning_until_just_before_its_end(
    seconds: int, is_open: bool
) -> None:
    ends_at = AT + timedelta(minutes=1)

    assert rules.is_open(AT, ends_at, at=AT + timedelta(seconds=seconds)) is is_open


@pytest.mark.parametrize("readers", [(MOIRA,), (MOIRA, POLICE), (MOIRA, BEA, POLICE)])
def test_somebody_of_the_hub_is_enough_and_an_agency_may_be_beside_them(
    readers: tuple[int, ...],
) -> None:
    assert rules.why_not_readers(readers, may_read=MAY_READ, in_hub=IN_HUB) == ""


@pytest.mark.parametrize(
    ("readers", "words"),
    [
        (NOBODY, "at least one person who may read"),
        ((MOIRA, 99), "no place in the hub"),
        ((99,), "no place in the hub"),
        ((POLICE,), "at least one person of the hub"),
    ],
)
def test_whom_a_record_cannot_be_restricted_to_is_told(
    readers: tuple[int, ...], words: str
) -> None:
    assert words in rules.why_not_readers(readers, may_read=MAY_READ, in_hub=IN_HUB)


@pytest.mark.parametrize(
    ("readers", "now", "may"),
    [
        ((BEA,), (BEA,), True),
        ((MOIRA, BEA), (MOIRA,), True),
        ((MOIRA, BEA), (BEA,), False),
        ((MOIRA,), NOBODY, False),
    ],
)
def test_nobody_names_themselves_who_may_not_read_it_already(
    readers: tuple[int, ...], now: tuple[int, ...], may: bool
) -> None:
    said = rules.why_not_name(readers, now=now, me=MOIRA)

    assert said == "" if may else "cannot name yourself" in said


def test_the_limits_are_those_of_the_house() -> None:
    """An hour at most, and a reason that can be judged; five wrong references an hour."""
    assert timedelta(hours=1) == rules.LONGEST == rules.MISSES_WITHIN
    assert rules.SHORTEST_REASON == 20
    assert rules.MISSES == 5
