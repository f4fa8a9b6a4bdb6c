"""Two at once on what is to go: one of them says what becomes of it, and the other is told."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils.timezone import now

from frontdoor.audit.models import Event
from frontdoor.casework.contacts.models import Contact
from frontdoor.disposal.models import Certificate, Disposal
from frontdoor.jobs.example import disposing, retention
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel import rows
from frontdoor.kernel.refusal import Unknown
from tests import make, pages
from tests.integration.test_races import THREADS, TOLD, WON, _at_once, _count

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def then(db: None) -> Walk:
    """Return a walk when the time of what ended on the first day is over."""
    return make.later(make.walk(), days=3 * 365 + 2)


@pytest.fixture
def asked(then: Walk) -> Disposal:
    return disposing.propose(then, make.closed())


def test_of_eight_who_say_that_one_record_is_to_go_one_does(then: Walk) -> None:
    contact = make.closed()

    ends = _at_once(
        *[lambda: disposing.propose(then, contact)] * (THREADS // 2),
        *[lambda: disposing.propose(then, contact, by="manager-2")] * (THREADS // 2),
    )

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}


def test_of_eight_who_confirm_at_once_one_does_and_one_certificate_stays(
    then: Walk, asked: Disposal
) -> None:
    ends = _at_once(*[lambda: disposing.confirm(then, asked)] * THREADS)

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
    with transaction.atomic():
        make.enter()
        assert Certificate.objects.filter(disposal=asked).count() == 1
        assert Event.objects.filter(kind="record.disposed").count() == 1


def test_of_those_who_confirm_and_those_who_decline_at_once_one_is_heard(
    then: Walk, asked: Disposal
) -> None:
    ends = _at_once(
        *[lambda: disposing.confirm(then, asked)] * (THREADS // 2),
        *[lambda: disposing.decline(then, asked)] * (THREADS // 2),
    )

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
    with transaction.atomic():
        make.enter()
        went = Certificate.objects.filter(disposal=asked).exists()
        assert Contact.objects.exists() != went


def test_a_legal_hold_that_is_placed_meanwhile_holds_or_comes_too_late(
    then: Walk, asked: Disposal
) -> None:
    contact = asked.contact
    assert contact is not None

    def place() -> None:
        # Whoever comes too late finds nothing to hold.
        with suppress(Unknown):
            retention.place(then, contact)

    _at_once(lambda: disposing.confirm(then, asked), place)

    with transaction.atomic():
        make.enter()
        went = Certificate.objects.filter(disposal=asked).exists()
        assert Contact.objects.exists() != went


def test_the_second_who_confirms_on_a_page_is_shown_what_the_first_did(
    sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other page is sent at the very moment in which this one has been read and not done."""
    today = make.walk(at=now())
    asked = disposing.propose(today, make.closed(make.walk(at=now() - timedelta(days=4 * 366))))
    browser, where = sign_in("manager-2"), f"/records/disposal/{asked.pk}/"
    opened, whole = pages.opened(browser, where), rows.held

    def held(row: Any) -> Any:
        monkeypatch.setattr(rows, "held", whole)
        _at_once(lambda: disposing.confirm(today, asked))
        return whole(row)

    monkeypatch.setattr(rows, "held", held)
    late = browser.post(where, {**opened, "choice": "dispose"})
    connection.close()

    assert late.status_code == 409
    assert "Somebody else has taken this on or changed it" in pages.errors(late)
    after = browser.post(where, {**opened, "choice": "dispose"})
    assert after.headers["Location"].startswith("/records/certificates/")
