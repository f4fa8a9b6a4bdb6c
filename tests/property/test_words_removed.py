"""Whatever is taken out of words: what is left was there, in order, and nothing was put in."""

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.casework.holdings.rules import REMOVED, why_not_redacted

WORDS = st.text(alphabet="abc \n", max_size=40)


@st.composite
def taken_out(draw: st.DrawFn) -> tuple[str, str]:
    """Return words, and the same with some stretches of them taken out and marked."""
    parts = draw(st.lists(st.tuples(WORDS, WORDS.filter(bool)), min_size=1, max_size=4))
    last = draw(WORDS)
    held = "".join(kept + gone for kept, gone in parts) + last
    return held, "".join(kept + REMOVED for kept, _ in parts) + last


@given(taken_out())
def test_what_was_only_taken_out_is_taken(pair: tuple[str, str]) -> None:
    held, left = pair

    said = why_not_redacted(held, left)

    assert said == "" or (not left.replace(REMOVED, "").strip() and "Nothing is left" in said)


@given(WORDS, WORDS, WORDS)
def test_what_was_put_in_is_refused(before: str, after: str, new: str) -> None:
    held = f"{before}middle{after}"

    assert why_not_redacted(held, f"{before}{REMOVED}X{new}{REMOVED}{after}")


@given(WORDS)
def test_what_is_whole_is_no_redaction(held: str) -> None:
    assert "is taken out" in why_not_redacted(held, held)
