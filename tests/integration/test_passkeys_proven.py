"""What a passkey proves, after a password or alone; and what somebody hostile would try."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client

from frontdoor.access.models import Membership, User
from frontdoor.entrance import passkeys, queries
from frontdoor.entrance.models import Factor, Visit
from tests import entering
from tests.authenticator import ATTESTED, BACKED_UP, PRESENT, VERIFIED, Passkey
from tests.conftest import ItIs
from tests.pages import text
from tests.with_passkeys import (
    AT,
    ENTER,
    PROVE,
    add,
    ask,
    is_in,
    leads,
    prove,
    refuses,
    remembered,
)  # fmt: skip

pytestmark = pytest.mark.django_db


# --- Proving it after the password ---


def test_a_passkey_opens_the_page_that_was_wanted(
    client: Client, ready: User, key: Passkey
) -> None:
    assert entering.password(client, ready, next="/how-it-works/") == PROVE
    assert not is_in(client)

    assert leads(prove(client, key)) == "/how-it-works/"

    assert is_in(client)
    [factor] = queries.factors(ready.pk)
    assert (factor.counter, factor.used_at) == (2, AT)


def test_a_key_that_keeps_no_number_of_its_owner_proves_after_a_password(
    client: Client, ready: User, key: Passkey
) -> None:
    entering.password(client, ready)

    assert leads(prove(client, key, handle=None)) == "/"


def test_a_passkey_that_never_counts_proves_again_and_again(moira: User) -> None:
    synced = Passkey(counter=0)
    first = Client()
    entering.password(first, moira)
    add(first, synced)

    for _ in range(2):
        client = Client()
        entering.password(client, moira)
        assert leads(prove(client, synced)) == "/"


@pytest.mark.parametrize(
    "said",
    [
        {"origin": "https://testserver.example"},
        {"origin": "http://testserver"},
        {"domain": "example.org"},
        {"challenge": "A" * 43},
        {"type": "webauthn.create"},
        {"crossOrigin": True},
        {"crossOrigin": "no"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"flags": PRESENT | VERIFIED | ATTESTED},
        {"flags": PRESENT | VERIFIED | BACKED_UP},
        {"handle": "c29tZWJvZHkgZWxzZQ"},
    ],
)
def test_an_answer_to_another_question_proves_nothing(
    client: Client, ready: User, key: Passkey, said: dict[str, Any]
) -> None:
    entering.password(client, ready)

    assert refuses(prove(client, key, **said), "does not prove that it is you")

    assert not is_in(client)
    # What was tried changes nothing: the key proves as before.
    assert leads(prove(client, key)) == "/"


def test_another_key_under_the_same_number_proves_nothing(
    client: Client, ready: User, key: Passkey
) -> None:
    entering.password(client, ready)
    forged = Passkey(number=key.number, counter=9, handle=key.handle)

    assert refuses(prove(client, forged), "does not prove")


def test_an_answer_that_was_heard_on_the_way_proves_nothing_again(
    client: Client, ready: User, key: Passkey
) -> None:
    entering.password(client, ready)
    heard = key.prove(ask(client, PROVE))
    assert leads(client.post(PROVE, {"answer": heard})) == "/"
    other = Client()
    entering.password(other, ready)
    other.get(PROVE)

    assert refuses(other.post(PROVE, {"answer": heard}), "does not prove")


def test_a_challenge_is_good_for_one_answer_right_or_wrong(
    client: Client, ready: User, key: Passkey
) -> None:
    entering.password(client, ready)
    asked = ask(client, PROVE)
    client.post(PROVE, {"answer": key.prove(asked, origin="https://example.org")})

    assert refuses(client.post(PROVE, {"answer": key.prove(asked)}), "does not prove")


def test_a_challenge_of_another_browser_is_not_answered_here(
    client: Client, ready: User, key: Passkey
) -> None:
    other = Client()
    for each in (client, other):
        entering.password(each, ready)
    client.get(PROVE)

    assert refuses(client.post(PROVE, {"answer": key.prove(ask(other, PROVE))}), "does not prove")


def test_a_challenge_for_one_thing_is_not_answered_for_another(
    client: Client, ready: User, key: Passkey
) -> None:
    entering.password(client, ready)
    asked = ask(client, ENTER)

    assert refuses(client.post(PROVE, {"answer": key.prove(asked)}), "does not prove")


def test_a_challenge_is_over_after_ten_minutes(
    client: Client, ready: User, key: Passkey, it_is: ItIs
) -> None:
    asked = ask(client, ENTER)
    it_is(AT + timedelta(minutes=10, seconds=1))

    assert refuses(client.post(ENTER, {"answer": key.prove(asked)}), "not known here")


def test_the_passkey_of_another_person_proves_nothing(client: Client, ready: User) -> None:
    other, theirs = entering.somebody("manager-2"), Passkey(counter=1)
    first = Client()
    entering.password(first, other)
    add(first, theirs)
    entering.password(client, ready)

    assert refuses(prove(client, theirs), "does not prove")
    assert refuses(prove(client, theirs, handle=None), "does not prove")


def test_a_passkey_copied_to_another_row_proves_nothing(
    client: Client, ready: User, key: Passkey
) -> None:
    """Whoever can write into the table cannot give themselves the key of another."""
    other = entering.somebody("manager-2")
    [factor] = queries.factors(ready.pk)
    Factor.objects.filter(pk=factor.pk).update(credential="")
    Factor.objects.create(
        user=other, kind="passkey", name="Key", added_at=AT,
        locked=factor.locked, credential=factor.credential,
    )  # fmt: skip
    entering.password(client, other)

    assert refuses(prove(client, key, handle=None), "does not prove")


def test_a_counter_that_goes_back_is_refused_andremembered(
    client: Client, ready: User, key: Passkey
) -> None:
    """Two keys count apart: the one that is behind may be the copy, or the one that was copied."""
    copy = Passkey(number=key.number, counter=key.counter, handle=key.handle, _key=key._key)
    first = Client()
    entering.password(first, ready)
    assert leads(prove(first, key)) == "/"
    entering.password(client, ready)

    assert refuses(prove(client, copy), "does not prove")

    assert remembered(ready)[-1] == "staff.passkey_doubted"
    assert not is_in(client)


def test_guessing_is_slowed_down(client: Client, ready: User, key: Passkey) -> None:
    entering.password(client, ready)
    for _ in range(5):
        assert refuses(prove(client, key, origin="https://example.org"), "does not prove")

    assert refuses(prove(client, key), "too many tries")


def test_a_recovery_code_stands_in_for_a_lost_passkey(client: Client, ready: User) -> None:
    [code, *_] = entering.give_codes(ready, at=AT)
    entering.password(client, ready)
    assert "use a code" in text(client.get(PROVE))

    assert entering.second(client, code) == "/"


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_to_one_challenge_at_once_one_is_taken() -> None:
    session = SessionStore()
    session["challenge"] = "to be signed"
    session.create()
    begin = threading.Barrier(4)

    def once(_: int) -> object:
        begin.wait(30)
        try:
            with transaction.atomic():
                return passkeys.taken(session.session_key or "", "challenge")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(once, range(4)))

    assert sorted(taken, key=str) == [None, None, None, "to be signed"]


# --- With nothing but the passkey ---


def test_a_passkey_alone_lets_its_owner_in(client: Client, ready: User, key: Passkey) -> None:
    asked = ask(client, ENTER)
    assert asked["allowCredentials"] == []

    answer = client.post(ENTER, {"answer": key.prove(asked), "next": "/how-it-works/"})

    assert leads(answer) == "/how-it-works/"
    assert is_in(client)
    assert Visit.objects.filter(user=ready).latest("pk").door == "passkey"


def test_the_page_that_follows_is_one_of_ours(client: Client, ready: User, key: Passkey) -> None:
    answer = client.post(
        ENTER, {"answer": key.prove(ask(client, ENTER)), "next": "https://example.org/"}
    )

    assert leads(answer) == "/"


@pytest.mark.parametrize(
    "said",
    [
        {"handle": None},
        {"handle": "c29tZWJvZHkgZWxzZQ"},
        {"flags": PRESENT},
        {"origin": "https://example.org"},
        {"challenge": "A" * 43},
    ],
)
def test_alone_it_has_to_say_whose_it_is_and_to_look_who_it_is(
    client: Client, ready: User, key: Passkey, said: dict[str, Any]
) -> None:
    assert refuses(prove(client, key, ENTER, **said), "not known here")

    assert not is_in(client)


def test_a_passkey_that_nobody_has_is_answered_like_one_that_is_wrong(
    client: Client, ready: User
) -> None:
    assert refuses(prove(client, Passkey(counter=1, handle="AAAA"), ENTER), "not known here")


def test_a_passkey_of_somebody_without_a_place_lets_nobody_in(
    client: Client, ready: User, key: Passkey
) -> None:
    Membership.objects.filter(user=ready).update(until=AT.date() - timedelta(days=1))

    assert refuses(prove(client, key, ENTER), "You have no place in any hub today")

    assert not is_in(client)


def test_what_was_planted_in_a_session_before_is_gone_and_so_is_its_key(
    client: Client, ready: User, key: Passkey
) -> None:
    session = client.session
    session["planted"] = True
    session.save()

    prove(client, key, ENTER)

    assert "planted" not in client.session
    assert "challenge" not in client.session
    assert client.session.session_key != session.session_key
