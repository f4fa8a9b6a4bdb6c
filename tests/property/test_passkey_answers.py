"""Whatever a browser sends in place of a passkey's answer is refused, and never a fault of ours."""

import json

import pytest
from fido2.utils import websafe_decode, websafe_encode
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.entrance import ceremony
from frontdoor.entrance.ceremony import Odd, Site
from tests.authenticator import ORIGIN, Passkey

SITE, CHALLENGE = Site(ORIGIN), b"c" * ceremony.CHALLENGE
TO_MAKE = ceremony.to_make(
    SITE, challenge=CHALLENGE, handle=b"h" * 32, username="moira", name="Moira", besides=()
)
TO_PROVE = ceremony.to_prove(SITE, challenge=CHALLENGE, among=())
KEY = Passkey(counter=1)
MADE = KEY.make(TO_MAKE)
KEPT = ceremony.made(MADE, site=SITE, challenge=CHALLENGE).kept
PROVEN = KEY.prove(TO_PROVE)


def _changed(answer: str, name: str, place: float, by: int) -> str:
    """Return an answer in which one byte is another."""
    told = json.loads(answer)
    raw = bytearray(websafe_decode(told["response"][name]))
    raw[int(place * len(raw))] ^= by
    told["response"][name] = websafe_encode(bytes(raw))
    return json.dumps(told)


PLACES = st.floats(0, 1, exclude_max=True)
BYTES = st.integers(1, 255)


def test_the_answer_itself_is_believed() -> None:
    assert ceremony.proven(PROVEN, site=SITE, challenge=CHALLENGE, kept=KEPT).counter == 2


@given(
    name=st.sampled_from(["clientDataJSON", "authenticatorData", "signature"]),
    place=PLACES,
    by=BYTES,
)
def test_a_proof_with_any_byte_changed_is_not_believed(name: str, place: float, by: int) -> None:
    with pytest.raises(Odd):
        ceremony.proven(
            _changed(PROVEN, name, place, by), site=SITE, challenge=CHALLENGE, kept=KEPT
        )


@given(name=st.sampled_from(["clientDataJSON", "attestationObject"]), place=PLACES, by=BYTES)
def test_a_new_passkey_with_any_byte_changed_is_taken_or_refused(
    name: str, place: float, by: int
) -> None:
    """What makes a passkey is signed by nobody: one with other bytes is another key, or none."""
    try:
        made = ceremony.made(_changed(MADE, name, place, by), site=SITE, challenge=CHALLENGE)
    except Odd:
        return
    with pytest.raises(Odd):
        ceremony.proven(PROVEN, site=SITE, challenge=b"d" * 32, kept=made.kept)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "rawId", "type", "response", "clientDataJSON", "signature"]),
            inner | st.just("public-key"),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(answer=JSON.map(json.dumps) | st.text(max_size=200))
def test_anything_at_all_is_refused(answer: str) -> None:
    for read in (
        lambda: ceremony.made(answer, site=SITE, challenge=CHALLENGE),
        lambda: ceremony.proven(answer, site=SITE, challenge=CHALLENGE, kept=KEPT),
        lambda: ceremony.number_in(answer),
    ):
        try:
            read()
        except Odd:
            continue
        assert json.loads(answer)["type"] == "public-key"


@pytest.mark.parametrize("deep", [b"\x81" * 3000, b"\xa1" * 3000, b"\x9b" + b"\xff" * 8, b""])
def test_bytes_that_only_want_to_be_read_are_refused(deep: bytes) -> None:
    told = json.loads(MADE)
    told["response"]["attestationObject"] = websafe_encode(deep)

    with pytest.raises(Odd):
        ceremony.made(json.dumps(told), site=SITE, challenge=CHALLENGE)


def test_a_counter_goes_on_or_never_begins() -> None:
    assert ceremony.has_gone_on(2, before=1)
    assert ceremony.has_gone_on(0, before=0)
    assert not ceremony.has_gone_on(1, before=1)
    assert not ceremony.has_gone_on(0, before=1)
