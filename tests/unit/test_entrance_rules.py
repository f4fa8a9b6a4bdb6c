"""Codes by the clock and by chance, and how often may be tried: laws, and the RFC's tables."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.entrance import rules
from frontdoor.entrance.rules import Allowance

AT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
RFC = b"12345678901234567890"
KEY = "k" * 50
FEW = Allowance(3, timedelta(minutes=2))


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("1970-01-01T00:00:59", "287082"), ("2005-03-18T01:58:29", "081804"),
        ("2005-03-18T01:58:31", "050471"), ("2009-02-13T23:31:30", "005924"),
        ("2033-05-18T03:33:20", "279037"), ("2603-10-11T11:33:20", "353130"),
    ],
)  # fmt: skip
def test_the_app_shows_what_rfc_6238_says(moment: str, shown: str) -> None:
    """RFC 6238, appendix B: the last six of its eight digits."""
    step = rules.step_at(datetime.fromisoformat(moment).replace(tzinfo=UTC))

    assert rules.app_code(RFC, step) == shown


@pytest.mark.parametrize(("seconds", "is_near"), [(-60, 0), (-30, 1), (0, 1), (30, 1), (60, 0)])
def test_a_code_counts_half_a_minute_before_and_after_its_own(seconds: int, is_near: int) -> None:
    typed = rules.app_code(RFC, rules.step_at(AT + timedelta(seconds=seconds)))

    assert (rules.step_of(typed, secret=RFC, after=0, at=AT) is not None) == bool(is_near)


def test_a_code_that_was_used_and_any_before_it_are_worth_nothing() -> None:
    now = rules.step_at(AT)
    shown = {step: rules.app_code(RFC, step) for step in (now - 1, now, now + 1)}

    found = {
        step: rules.step_of(code, secret=RFC, after=now, at=AT) for step, code in shown.items()
    }

    assert found == {now - 1: None, now: None, now + 1: now + 1}


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_code_or_not_and_never_an_error(typed: str) -> None:
    found = rules.step_of(typed, secret=RFC, after=0, at=AT)

    assert found is None or "".join(typed.split()) == rules.app_code(RFC, found)


@given(st.binary(max_size=200), st.text(min_size=1), st.binary(min_size=12, max_size=12))
def test_a_secret_opens_with_its_key_for_its_owner_alone(
    secret: bytes, whose: str, nonce: bytes
) -> None:
    text = rules.locked(secret, key=KEY, whose=whose, nonce=nonce)

    assert rules.opened(text, key=KEY, whose=whose) == secret
    assert rules.opened(text, key=KEY + "x", whose=whose) is None
    assert rules.opened(text, key=KEY, whose=whose + "x") is None
    assert len(secret) < 4 or secret not in text.encode()


def test_how_a_code_is_typed_does_not_matter_and_whose_it_is_does() -> None:
    digest = rules.digest("ABCD-EFGH-2345", key=KEY, whose="staff-1")

    assert rules.digest(" abcd efgh2345", key=KEY, whose="staff-1") == digest
    assert rules.digest("ABCD-EFGH-2345", key=KEY, whose="staff-2") != digest
    assert rules.digest("ABCD-EFGH-2345", key="other", whose="staff-1") != digest


def test_so_many_may_be_tried_at_once_and_then_one_in_a_while() -> None:
    weights = [0.0, 1.0, 2.0, 3.0]

    waits = [FEW.wait(weight) for weight in weights]

    assert waits == [timedelta(), timedelta(), timedelta(), timedelta(minutes=2)]
    assert FEW.left_of(3, since=AT, at=AT + timedelta(minutes=2)) == 2


@given(st.floats(0, 100), st.integers(0, 10_000))
def test_whoever_waits_as_long_as_was_said_may_try_again(level: float, seconds: int) -> None:
    wait = FEW.wait(level)

    left = FEW.left_of(level, since=AT, at=AT + wait)

    assert FEW.wait(left) < timedelta(milliseconds=1)
    assert FEW.left_of(level, since=AT, at=AT + timedelta(seconds=seconds)) <= level


def test_a_clock_that_went_back_forgives_nothing() -> None:
    assert FEW.left_of(3, since=AT, at=AT - timedelta(hours=1)) == 3


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"),
        ("2001:db8:1:2::9", "2001:db8:1:2"),
        ("2001:0db8::1", "2001:db8:0:0"),
        ("::1", "0:0:0:0"),
        ("", ""),
    ],
)
def test_half_an_address_of_ipv6_is_one_place(address: str, place: str) -> None:
    assert rules.network(address) == place
