"""What tests of operations and pages share."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from frontdoor.access.models import User
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.holdings.models import AccessRequest
from frontdoor.jobs.example import holdings
from frontdoor.jobs.example.walk import Walk
from tests import entering, make, pages, with_passkeys
from tests.authenticator import Passkey
from tests.canaries.heard import Heard, listening
from tests.conftest import ItIs
from tests.integration.behind import River, two_hubs

SignIn = Callable[..., Client]


@pytest.fixture
def walk(db: None) -> Walk:
    """Return a walk through the Coventry hub on a Monday at nine."""
    return make.walk()


@pytest.fixture
def case(walk: Walk) -> Case:
    """Return the case of one child, described."""
    return make.case(walk)


@pytest.fixture
def request_(walk: Walk, case: Case) -> AccessRequest:
    """Return a request for what is held about that child, collected."""
    return holdings.collect(walk, holdings.register(walk, case.child))


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """Return a function that gives a browser in which somebody has signed in: sign_in("police")."""
    return pages.signed_in


@pytest.fixture
def moira(db: None, it_is: ItIs, settings: Settings) -> User:
    """Return a manager with a password and nothing else yet, on a Monday at nine."""
    it_is(make.MONDAY_9AM)
    settings.PASSWORD_HASHERS = with_passkeys.QUICK
    return entering.somebody()


@pytest.fixture
def key() -> Passkey:
    """Return a passkey that counts what it signs."""
    return Passkey(counter=1)


@pytest.fixture
def ready(moira: User, key: Passkey) -> User:
    """Return a manager whose only second proof is a passkey."""
    with_passkeys.give(moira, key)
    return moira


@pytest.fixture(scope="module")
def hubs(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[River, River]]:
    """Return Coventry and Surrey, filled once for all tests of this file."""
    with django_db_blocker.unblock(), two_hubs() as filled:
        yield filled


@pytest.fixture
def coventry(hubs: tuple[River, River]) -> Iterator[River]:
    """Return Coventry; what a test does to it is taken back."""
    with transaction.atomic():
        yield hubs[0]
        transaction.set_rollback(True)


@pytest.fixture
def heard(capfd: pytest.CaptureFixture[str]) -> Iterator[Heard]:
    """Return whatever is said in logs, on screens and in letters from now on."""
    with listening(capfd) as ears:
        yield ears
