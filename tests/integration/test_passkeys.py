"""Passkeys are set up, stand beside an app, are taken off; and where there are none."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from frontdoor.access.models import Membership, User
from frontdoor.entrance import operations, queries, staff
from frontdoor.entrance.models import Factor
from tests import entering, make
from tests.authenticator import BACKED_UP, ORIGIN, PRESENT, VERIFIED, Passkey
from tests.entering import CODES, SECOND, SET_UP
from tests.pages import text
from tests.with_passkeys import (
    ADD,
    AGAIN,
    AT,
    ENTER,
    MINE,
    PROVE,
    add,
    ask,
    enter,
    is_in,
    leads,
    prove,
    refuses,
    remembered,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def test_the_first_way_in_offers_an_app_or_a_passkey(client: Client, moira: User) -> None:
    assert entering.password(client, moira) == SET_UP

    said = text(client.get(SET_UP))

    assert "Set up a passkey" in said
    assert "Type the six digits" in said


def test_somebody_without_a_second_proof_sets_up_a_passkey_andis_in(
    client: Client, moira: User, key: Passkey
) -> None:
    entering.password(client, moira, next="/how-it-works/")

    answer = add(client, key, "Laptop")

    assert leads(answer) == CODES
    assert client.get(CODES).content.decode().count("<li><code>") == 10
    assert client.post(CODES).headers["Location"] == "/how-it-works/"
    assert "Laptop, a passkey, since 1 March 2027" in text(client.get(MINE))
    assert remembered(moira) == ["staff.factor_added", "staff.recovery_codes_made"]


def test_a_page_asks_for_a_passkey_of_this_site_that_looks_at_who_it_is(
    client: Client, moira: User
) -> None:
    entering.password(client, moira)

    asked = ask(client, ADD)

    assert asked["rp"]["id"] == "testserver"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["attestation"] == "none"
    assert str(moira.pk) not in asked["user"]["id"]


@pytest.mark.parametrize(
    "said",
    [
        {"origin": "https://testserver.example"},
        {"origin": "http://testserver"},
        {"origin": "https://sub.testserver"},
        {"domain": "example.org"},
        {"challenge": "A" * 43},
        {"challenge": ""},
        {"type": "webauthn.get"},
        {"crossOrigin": True},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"flags": PRESENT | VERIFIED | BACKED_UP},
        {"public": {1: 2, 3: -35, -1: 2, -2: b"x" * 48, -3: b"y" * 48}},
        {"public": {1: 2}},
        {"public": {3: 9}},
    ],
)
def test_a_passkey_that_is_not_made_as_was_asked_is_not_set_up(
    client: Client, moira: User, key: Passkey, said: dict[str, Any]
) -> None:
    entering.password(client, moira)

    assert refuses(add(client, key, **said), "The passkey could not be used")

    assert queries.factors(moira.pk) == []
    assert not is_in(client)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": "Key", "failed": "NotAllowedError"}, "It was cancelled"),
        ({"name": "Key", "failed": "InvalidStateError"}, "set up already"),
        ({"name": "Key", "failed": "SomethingElse"}, "Nothing came from your passkey"),
        ({"name": "Key"}, "Nothing came from your passkey"),
        ({"name": "Key", "answer": "x" * 20_000}, "Nothing came from your passkey"),
        ({"name": "Key", "answer": "{}"}, "could not be used"),
        ({"name": "Key", "answer": "[[[["}, "could not be used"),
        ({"name": "Key", "answer": "[" * 9_000}, "could not be used"),
        ({"name": "", "answer": "{}"}, "Enter a name for this passkey"),
    ],
)
def test_what_did_not_come_is_said_where_it_was_asked_and_the_name_stays(
    client: Client, moira: User, sent: dict[str, str], words: str
) -> None:
    entering.password(client, moira)

    answer = client.post(ADD, sent)

    assert refuses(answer, words)
    assert sent["name"] in answer.content.decode()


def test_without_a_right_password_no_page_asks_for_a_passkey(client: Client, moira: User) -> None:
    for page in (ADD, PROVE, AGAIN):
        assert leads(client.get(page)).startswith("/sign-in/")
        assert leads(client.post(page, {"answer": "{}"})).startswith("/sign-in/")


def test_whoever_has_a_passkey_cannot_go_round_it_by_setting_up_another(
    client: Client, ready: User
) -> None:
    assert entering.password(client, ready) == PROVE

    assert leads(client.get(ADD)) == "/sign-in/"
    assert leads(client.get(SET_UP)) == "/sign-in/"


def test_a_passkey_of_one_person_is_not_set_up_for_another(
    client: Client, ready: User, key: Passkey
) -> None:
    other = entering.somebody("manager-2")
    entering.password(client, other)

    assert refuses(add(client, key), "set up already")


# --- Beside the app, under "Your sign-in" ---


def test_another_passkey_is_set_up_after_the_first_has_proven_it_again(
    ready: User, key: Passkey
) -> None:
    desk = enter(ready, key)
    assert leads(desk.get(ADD)) == AGAIN

    assert leads(prove(desk, key, AGAIN)) == ADD
    assert leads(add(desk, Passkey(), "Blue key")) == MINE

    said = text(desk.get(MINE))
    assert "Laptop, a passkey" in said
    assert "Blue key, a passkey" in said
    assert "10 recovery codes left" in said
    assert leads(desk.get(ADD)) == AGAIN


def test_an_app_and_a_passkey_work_beside_each_other(ready: User, key: Passkey) -> None:
    entering.give_app(ready, at=AT - timedelta(days=1))
    by_code = Client()
    assert entering.password(by_code, ready) == PROVE

    assert entering.second(by_code, entering.code(AT)) == "/"
    assert is_in(enter(ready, key))


def test_what_is_taken_off_proves_nothing_and_ends_the_other_sign_ins(
    ready: User, key: Passkey
) -> None:
    entering.give_app(ready, at=AT - timedelta(days=1))
    other, desk = enter(ready, key), enter(ready, key)
    [passkey] = queries.passkeys(ready.pk)
    off = f"/sign-in/mine/factors/{passkey.pk}/off/"
    assert leads(desk.post(off)) == AGAIN
    assert leads(prove(desk, key, AGAIN)) == off

    assert leads(desk.post(off)) == MINE

    assert [each.name for each in queries.factors(ready.pk)] == ["Authenticator app"]
    assert not is_in(other)
    assert is_in(desk)
    assert remembered(ready)[-1] == "staff.factor_removed"
    assert entering.password(other, ready) == SECOND
    assert refuses(prove(Client(), key, ENTER), "not known here")


def test_the_only_one_is_not_taken_off(ready: User, key: Passkey) -> None:
    desk = enter(ready, key)
    [passkey] = queries.passkeys(ready.pk)
    off = f"/sign-in/mine/factors/{passkey.pk}/off/"
    desk.get(off)
    prove(desk, key, AGAIN)

    assert refuses(desk.post(off), "This is all that you prove with that it is you")

    assert len(queries.factors(ready.pk)) == 1


def test_nobody_takes_off_what_another_has(ready: User, key: Passkey) -> None:
    other, theirs = entering.somebody("manager-2"), Passkey(counter=1)
    first = Client()
    entering.password(first, other)
    add(first, theirs)
    [passkey] = queries.passkeys(other.pk)

    answer = enter(ready, key).get(f"/sign-in/mine/factors/{passkey.pk}/off/")

    assert answer.status_code == 404


def test_nobody_has_more_than_ten(ready: User, key: Passkey) -> None:
    for number in range(9):
        Factor.objects.create(
            user=ready,
            kind="passkey",
            name="Key",
            added_at=AT,
            locked="AA",
            credential=f"k{number}",
        )
    desk = enter(ready, key)
    desk.get(ADD)
    prove(desk, key, AGAIN)

    assert refuses(add(desk, Passkey()), "You have 10 passkeys")


# --- Beginning anew, leaving, and where there are none ---


def _place(user: User) -> Membership:
    return Membership.objects.get(user=user, left_at__isnull=True)


def test_who_begins_anew_has_no_passkey_and_may_bring_the_same_one_again(
    client: Client, ready: User, key: Passkey
) -> None:
    by = make.enter("administrator")
    staff.begin_anew(membership=_place(ready), why="The laptop is gone.", by=by, at=AT)
    code = staff.invite(user=ready, by_id=by.user_id, key=settings.SECRET_KEY, at=AT)
    assert refuses(prove(Client(), key, ENTER), "not known here")

    told = {"username": ready.username, "code": code, "password": "three words quite apart"}
    assert leads(client.post("/sign-in/first/", told)) == SET_UP

    assert leads(add(client, key)) == CODES


def test_who_leaves_has_no_passkey(ready: User, key: Passkey) -> None:
    by = make.enter("administrator")
    staff.leave(membership=_place(ready), why="A new post.", by=by, at=AT)

    assert refuses(prove(Client(), key, ENTER), "not known here")

    assert list(Factor.objects.values_list("locked", "credential")) == [("", "")]


@pytest.mark.parametrize("origin", ["", "https://mash.example"])
def test_where_passkeys_are_not_good_none_is_offered_or_asked(
    client: Client, ready: User, origin: str, settings: Settings
) -> None:
    settings.ORIGIN = origin

    assert "passkey" not in text(client.get("/sign-in/"))
    assert client.get(ENTER).status_code == 404
    assert entering.password(client, ready) == SECOND
    [code, *_] = entering.give_codes(ready, at=AT)
    assert entering.second(client, code) == "/"
    assert "Set up another passkey" not in text(client.get(MINE))


def test_neither_key_nor_owner_can_be_read_from_the_table(ready: User, key: Passkey) -> None:
    [factor] = Factor.objects.all()

    opened = operations.opened(factor.locked, user=ready, key=settings.SECRET_KEY)
    assert opened is not None
    assert key.number in opened
    assert operations.opened(factor.locked, user=ready, key="stolen without it") is None
    assert ORIGIN not in factor.locked
