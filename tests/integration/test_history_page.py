"""The page that says in words how far history is sealed, and whether it is whole."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from frontdoor.audit.models import Sealing
from tests import make
from tests.integration import rows
from tests.integration.conftest import SignIn
from tests.pages import text

pytestmark = pytest.mark.django_db


def test_before_the_first_seal_it_says_so(sign_in: SignIn) -> None:
    page = text(sign_in("administrator").get("/settings/history/"))

    assert "Nothing is sealed yet." in page
    assert "History is not being sealed. Tell whoever runs the program." in page


def test_it_says_until_when_history_is_sealed_and_that_it_is_whole(sign_in: SignIn) -> None:
    at = now()
    Sealing.objects.create(pk=1, ran_at=at, sealed_until=at, checked_at=at)

    page = text(sign_in("performance").get("/settings/history/"))

    assert "Sealed until" in page
    assert "and whole." in page
    assert "Warning" not in page


def test_it_says_what_was_found_and_what_to_do(sign_in: SignIn) -> None:
    at = now()
    Sealing.objects.create(pk=1, ran_at=at, sealed_until=at, checked_at=at, faults=3)

    page = text(sign_in("administrator").get("/settings/history/"))

    assert "3 faults were found." in page
    assert "Change nothing, and call whoever answers for information governance" in page


def test_it_says_that_nobody_seals_any_more(sign_in: SignIn) -> None:
    at = now() - timedelta(minutes=6)
    Sealing.objects.create(pk=1, ran_at=at, sealed_until=at)

    page = text(sign_in("administrator").get("/settings/history/"))

    assert "History is not being sealed." in page
    assert "It has not been checked yet." in page


def test_it_gives_the_line_to_keep_elsewhere(sign_in: SignIn) -> None:
    batch = rows.batch(make.walk())
    batch.signature = bytes(64)
    batch.save(force_insert=True)

    page = text(sign_in("administrator").get("/settings/history/"))

    assert batch.checkpoint in page
    assert "frontdoor-seal-1 number=1 " in page
