"""No page is served where the way in is weak: each reason is proven by breaking it (R19)."""

import pytest
from pytest_django import Settings

from frontdoor.jobs import startup
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def disposable(settings: Settings) -> None:
    """Say openly that the tests' server may lose what it has confirmed."""
    settings.DISPOSABLE_DATABASE = True


def _faults() -> list[str]:
    return startup.faults(at=make.MONDAY_9AM)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"], "Argon2id"),
        ("BREACHED", "/no/such/list", "names no file: /no/such/list."),
        ("OIDC_CLIENT", "frontdoor", "half set up"),
        ("OIDC_ISSUER", "https://login.example", "half set up"),
        ("OIDC_ISSUER", "http://login.example", "is not https"),
        ("OIDC_SECOND_FACTOR", ["amr:mfa", "anything"], "This does not: anything."),
        ("OIDC_SECOND_FACTOR", [""], "says what counts as a second factor"),
    ],
)
def test_a_weak_way_in_is_not_served(
    name: str, value: object, words: str, settings: Settings
) -> None:
    setattr(settings, name, value)

    assert any(words in fault for fault in _faults())


def test_a_whole_single_sign_on_is_served(settings: Settings) -> None:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT = "https://login.example/v2.0", "frontdoor"
    settings.OIDC_SECRET, settings.OIDC_SECOND_FACTOR = "a secret", ["amr:mfa", "acr:possessed"]

    assert _faults() == []


def test_the_page_that_signs_in_as_anybody_is_served_on_this_machine_alone(
    settings: Settings,
) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["127.0.0.1", "localhost"]
    assert _faults() == []

    settings.ALLOWED_HOSTS = ["127.0.0.1", "mash.example"]
    assert ["FRONTDOOR_HOSTS names mash.example." in fault for fault in _faults()] == [True]


def test_the_page_that_signs_in_as_anybody_stands_beside_no_single_sign_on(
    settings: Settings,
) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["localhost"]
    settings.OIDC_ISSUER, settings.OIDC_CLIENT = "https://login.example", "frontdoor"
    settings.OIDC_SECRET = "a secret"

    assert ["with a single sign-on it is off" in fault for fault in _faults()] == [True]
