"""What may be a password (ASVS 5.0, 6.2): long, of any letters, and not the first that is tried."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.test import Client

from frontdoor.access.models import User
from frontdoor.entrance import operations, rules
from frontdoor.web.sign_in.forms import Another, SignIn
from frontdoor.web.sign_in.passwords import WORDS, Breached, OfHere
from tests import entering, make
from tests.conftest import ItIs
from tests.house.source import text

pytestmark = pytest.mark.django_db

GOOD = "otter candle tram"


def _refused(password: str, **about: str) -> str:
    try:
        password_validation.validate_password(password, user=User(**about))
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


@pytest.mark.parametrize(
    "password", [GOOD, "aaaa bbbb zzzz kkkk", "\N{SNOWMAN}" * 12, "9" * 6 + "4071138", "x y" * 60]
)
def test_a_long_one_of_any_letters_is_taken(password: str) -> None:
    assert _refused(password) == ""


def test_eleven_letters_are_too_few_and_twelve_enough() -> None:
    assert "too short" in _refused("otter candl")
    assert _refused("otter candle") == ""


@pytest.mark.parametrize(
    "password",
    [
        "Frontdoor2026!",
        "safeguarding-hub-1",
        "CoventryMASH99",
        "password12345",
        "ChildrenSocialCare",
    ],
)
def test_words_of_this_work_and_numbers_are_refused(password: str) -> None:
    entering.somebody()

    assert _refused(password) != ""


def test_a_word_of_this_work_beside_others_is_taken() -> None:
    assert _refused("otter candle hub") == ""


def test_ones_own_name_is_refused() -> None:
    assert "too similar" in _refused("moira.okonkwo", username="m.okonkwo", name="Moira.Okonkwo")


def test_the_words_that_are_refused_stand_in_the_documentation() -> None:
    told = text("docs/security.md")

    assert [word for word in WORDS if word not in told] == []


# --- Passwords that leaked ---


@pytest.fixture
def leaked(tmp_path: Path) -> Path:
    """Return a list as it is given out: ordered hashes with how often each was seen."""
    words = ["otter candle tram", *(f"word number {n}" for n in range(500))]
    hashes = (hashlib.sha1(word.encode(), usedforsecurity=False).hexdigest() for word in words)
    listed = tmp_path / "leaked.txt"
    listed.write_text("".join(f"{each.upper()}:{n}\n" for n, each in enumerate(sorted(hashes))))
    return listed


def test_every_password_of_the_list_is_refused_and_no_other(leaked: Path) -> None:
    check = Breached(str(leaked))
    for word in ["otter candle tram", *(f"word number {n}" for n in range(500))]:
        with pytest.raises(ValidationError, match="known from a theft"):
            check.validate(word)

    for n in range(500):
        check.validate(f"another word {n}")


def test_an_empty_list_and_none_refuse_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")

    Breached(str(empty)).validate(GOOD)
    Breached().validate(GOOD)


def test_both_are_asked_of_whoever_chooses() -> None:
    asked = password_validation.get_default_password_validators()

    assert {OfHere, Breached} <= {type(each) for each in asked}


# --- The fields ---


def test_a_password_is_hidden_and_may_be_pasted_and_kept_by_a_program() -> None:
    page = Client().get("/sign-in/").content.decode()

    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_a_password_is_taken_as_it_was_typed() -> None:
    """Neither blanks at its ends nor its letters are changed."""
    user = entering.somebody()
    typed = "  Otter CANDLE tram  "

    form = Another({"now": entering.PASSWORD, "password": typed}, user=user)

    assert form.is_valid()
    assert form.cleaned_data["password"] == typed
    at_the_door = SignIn().fields["password"]
    assert isinstance(at_the_door, CharField)
    assert at_the_door.strip is False


def test_a_password_holds_until_it_is_changed(it_is: ItIs) -> None:
    moira = entering.somebody()
    entering.give_app(moira, at=make.MONDAY_9AM)
    it_is(make.MONDAY_9AM + timedelta(days=3650))

    assert entering.password(Client(), moira) == entering.SECOND


def test_a_code_that_is_handed_over_is_one_of_more_than_two_to_the_fifty_eighth() -> None:
    letters = operations.new_code().replace("-", "")

    assert set(letters) <= set(rules.LETTERS)
    assert len(set(rules.LETTERS)) ** len(letters) > 2**58
    assert len({operations.new_code() for _ in range(100)}) == 100
