"""No page is served where the way in is weak: each reason is proven by breaking it (R19)."""

from pathlib import Path

import pytest
from pytest_django import Settings

from frontdoor.entrance.models import Factor
from frontdoor.jobs import startup
from tests import entering, make

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
        ("OIDC_ISSUER", "http://login.example", "anybody on the way could sign in"),
        ("OIDC_SECOND_FACTOR", ["amr:mfa", "anything"], "This does not: anything."),
        ("OIDC_SECOND_FACTOR", [""], "says what counts as a second factor"),
        ("ORIGIN", "http://testserver", "which is not https"),
        ("ORIGIN", "https://testserver/", "and nothing more"),
        ("ORIGIN", "https://somebody@testserver", "and nothing more"),
        ("ORIGIN", "testserver", "and nothing more"),
        ("ORIGIN", "https://mash.example", "FRONTDOOR_HOSTS does not name"),
        ("ORIGIN", "https://127.0.0.1:8000", "an address and no name"),
        ("ORIGIN", "https://[::1]", "an address and no name"),
    ],
)
def test_a_weak_way_in_is_not_served(
    name: str, value: object, words: str, settings: Settings
) -> None:
    setattr(settings, name, value)

    assert any(words in fault for fault in _faults())


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PDS_URL", "https://nhs.example/FHIR/R4", "The connection to the NHS lacks a part"),
        ("PDS_API_KEY", "ours", "The connection to the NHS lacks a part"),
        ("PDS_URL", "http://nhs.example", " is not https: who a child is would be read"),
        ("PDS_TOKEN_URL", "http://nhs.example", " is not https: who a child is would be read"),
        ("PDS_PRIVATE_KEY", "/no/such/key", "FRONTDOOR_PDS_PRIVATE_KEY is no file that can be"),
    ],
)
def test_half_a_connection_to_the_nhs_is_not_served(
    name: str, value: str, words: str, settings: Settings
) -> None:
    setattr(settings, name, value)

    assert any(words in fault for fault in _faults())


def test_a_whole_connection_to_the_nhs_is_served(settings: Settings, tmp_path: Path) -> None:
    key = tmp_path / "nhs.pem"
    key.write_text("a key")
    settings.PDS_URL, settings.PDS_TOKEN_URL = "https://nhs.example/R4", "https://nhs.example/token"
    settings.PDS_API_KEY, settings.PDS_KEY_NAME = "ours", "frontdoor-1"
    settings.PDS_PRIVATE_KEY = str(key)

    assert _faults() == []


def test_a_whole_single_sign_on_is_served(settings: Settings) -> None:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT = "https://login.example/v2.0", "frontdoor"
    settings.OIDC_SECRET, settings.OIDC_SECOND_FACTOR = "a secret", ["amr:mfa", "acr:possessed"]

    assert _faults() == []


@pytest.mark.parametrize("origin", ["", "https://testserver", "https://testserver:8443"])
def test_passkeys_at_a_name_over_https_or_nowhere_are_served(
    origin: str, settings: Settings
) -> None:
    settings.ORIGIN = origin

    assert _faults() == []


def test_the_demo_may_have_passkeys_on_this_machine_without_https(settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.ORIGIN = ["localhost"], "http://localhost:8000"
    assert any("which is not https" in fault for fault in _faults())

    settings.DEMO = True
    assert _faults() == []


def test_passkeys_that_are_good_nowhere_are_warned_of(settings: Settings) -> None:
    user = entering.somebody()
    Factor.objects.create(
        user=user, kind="passkey", name="Key", credential="AAAA", added_at=make.MONDAY_9AM
    )
    assert not _passkeys_are_warned_of()

    settings.ORIGIN = ""

    assert _passkeys_are_warned_of()


def _passkeys_are_warned_of() -> bool:
    told = startup.warnings(at=make.MONDAY_9AM)
    return any("people have set up a passkey" in words for words in told)


def test_the_page_that_signs_in_as_anybody_is_served_on_this_machine_alone(
    settings: Settings,
) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["127.0.0.1", "localhost"]
    settings.ORIGIN = ""
    assert _faults() == []

    settings.ALLOWED_HOSTS = ["127.0.0.1", "mash.example"]
    [fault] = _faults()
    assert "and is for this machine alone: FRONTDOOR_HOSTS names " in fault
    assert fault.endswith("mash.example.")


def test_the_page_that_signs_in_as_anybody_stands_beside_no_single_sign_on(
    settings: Settings,
) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["localhost"]
    settings.ORIGIN = ""
    settings.OIDC_ISSUER, settings.OIDC_CLIENT = "https://login.example", "frontdoor"
    settings.OIDC_SECRET = "a secret"

    assert ["with a single sign-on it is off" in fault for fault in _faults()] == [True]
