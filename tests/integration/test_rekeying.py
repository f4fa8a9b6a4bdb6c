"""Another FRONTDOOR_SECRET_KEY: nobody is locked out, and the older key is needed no more."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings as now_set
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from frontdoor.access.models import User
from frontdoor.entrance import staff
from frontdoor.jobs import startup
from tests import entering, make, with_passkeys
from tests.authenticator import Passkey
from tests.pages import text
from tests.with_passkeys import AT, PROVE, leads, prove

pytestmark = pytest.mark.django_db

OLD, NEW = now_set.SECRET_KEY, "only-for-tests-" + "new" * 20
SignIn = Callable[..., Client]


def _change(settings: Settings, *, keep: bool = True) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD] if keep else []


def _rekey() -> str:
    said = StringIO()
    call_command("rekey", stdout=said)
    return said.getvalue()


def _enters(user: User, code: str) -> str:
    client = Client()
    entering.password(client, user)
    return entering.second(client, code)


def test_app_passkey_and_codes_of_before_open_while_the_older_key_is_named(
    moira: User, key: Passkey, settings: Settings
) -> None:
    with_passkeys.give(moira, key)
    entering.give_app(moira, at=AT - timedelta(days=1))
    [code, *_] = entering.give_codes(moira, at=AT)

    _change(settings)

    assert _enters(moira, entering.code(AT)) == "/"
    assert _enters(moira, code) == "/"
    client = Client()
    assert entering.password(client, moira) == PROVE
    assert leads(prove(client, key)) == "/"


def test_without_the_older_key_nothing_of_before_opens(moira: User, settings: Settings) -> None:
    entering.give_app(moira, at=AT - timedelta(days=1))
    _change(settings, keep=False)

    assert "not right" in _enters(moira, entering.code(AT))
    with pytest.raises(CommandError, match="None of the keys opens 1"):
        _rekey()


def test_what_was_locked_anew_needs_the_older_key_no_more(
    moira: User, key: Passkey, settings: Settings
) -> None:
    with_passkeys.give(moira, key)
    entering.give_app(moira, at=AT - timedelta(days=1))
    _change(settings)

    assert "Locked anew: 2." in _rekey()
    assert "Locked anew: 0." in _rekey()

    _change(settings, keep=False)
    assert _enters(moira, entering.code(AT)) == "/"
    client = Client()
    entering.password(client, moira)
    assert leads(prove(client, key)) == "/"


def test_an_invitation_of_before_is_accepted(
    client: Client, moira: User, settings: Settings
) -> None:
    code = staff.invite(user=moira, by_id=None, key=settings.SECRET_KEY, at=AT)
    _change(settings)

    told = {"username": moira.username, "code": code, "password": "three words quite apart"}

    assert leads(client.post("/sign-in/first/", told)) == entering.SET_UP


def test_who_is_signed_in_stays_so(sign_in: SignIn, settings: Settings) -> None:
    manager = sign_in("manager")

    _change(settings)

    assert manager.get("/").status_code == 200


def test_the_code_of_a_referrer_is_shown_as_it_was_given(
    sign_in: SignIn, settings: Settings
) -> None:
    contact = make.walk().contact()
    manager, page = sign_in("manager"), f"/contacts/{contact.reference}/"
    said = text(manager.get(page))
    given = said.partition("and the code ")[2][:11]
    assert given.count("-") == 1

    _change(settings)
    assert f"and the code {given}" in text(sign_in("manager").get(page))

    _change(settings, keep=False)
    assert "the code that they were given" in text(sign_in("manager").get(page))


@pytest.mark.django_db(transaction=True)
def test_a_weak_older_key_is_not_served(settings: Settings) -> None:
    settings.DISPOSABLE_DATABASE = True
    settings.SECRET_KEY_FALLBACKS = ["short"]

    [fault] = startup.faults(at=AT)

    assert "FRONTDOOR_SECRET_KEY_FALLBACKS names a weak key" in fault
