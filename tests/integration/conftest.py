"""What tests of operations and pages share."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from frontdoor.jobs.example.walk import Walk
from tests import make, pages
from tests.canaries.heard import Heard, listening

SignIn = Callable[..., Client]


@pytest.fixture
def walk(db: None) -> Walk:
    """Return a walk through the Coventry hub on a Monday at nine."""
    return make.walk()


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """Return a function that gives a browser in which somebody has signed in: sign_in("police")."""
    return pages.signed_in


@pytest.fixture
def heard(capfd: pytest.CaptureFixture[str]) -> Iterator[Heard]:
    """Return whatever is said in logs, on screens and in letters from now on."""
    with listening(capfd) as ears:
        yield ears
