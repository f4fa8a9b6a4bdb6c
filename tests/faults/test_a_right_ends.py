"""A right that ends between two statements of one step ends in words, not in an error (R2)."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction

from frontdoor.casework.contacts.models import Contact
from frontdoor.jobs.example import restricting
from tests import make, pages
from tests.database import Copy
from tests.faults import behind, deeds
from tests.faults.cable import Cable, laid
from tests.faults.deeds import Deed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cable(database_copy: Copy) -> Iterator[Cable]:
    """Return the cable to the database."""
    with laid(database_copy) as link:
        yield link


def _restricted_to_another() -> None:
    """Restrict the one record to the social worker, by somebody else and elsewhere."""
    try:
        walk = make.walk()
        with transaction.atomic():
            make.enter()
            contact = Contact.objects.get()
        restricting.restrict(walk, contact, "social-worker")
    finally:
        connection.close()


# What is sent to the database when the step has begun, the record is held, and nothing is stored.
SAVED = {
    "rate": (deeds.rate, b'UPDATE "enquiries_enquiry"'),
    "answer": (deeds.answer, b'UPDATE "gathering_request"'),
    "answer, at its first row": (deeds.answer, b'INSERT INTO "gathering_finding"'),
    "decide": (deeds.decide, b'INSERT INTO "decisions_decision"'),
}


@pytest.mark.parametrize("step", SAVED)
def test_what_is_restricted_in_the_middle_of_a_step_is_none(
    cable: Cable, database_copy: Copy, step: str
) -> None:
    does, mark = SAVED[step]
    deed = does()
    cable.at(mark, _restricted_to_another)

    answer = deed.send()

    assert cable.passed == 1
    assert answer.status_code == 404
    assert pages.text(answer) == pages.text(deed.client.get("/there-is-none/"))
    assert behind.events(database_copy, deed.leaves) == 0


def test_what_was_stored_before_the_right_ended_stays_with_its_event(
    cable: Cable, database_copy: Copy
) -> None:
    deed = deeds.rate()
    cable.at(b'INSERT INTO "audit_event"', _restricted_to_another)

    assert deed.send().status_code == 302

    assert behind.events(database_copy, deed.leaves) == 1


@pytest.mark.parametrize("does", [deeds.rate, deeds.answer, deeds.decide])
def test_what_nobody_restricts_is_done(database_copy: Copy, does: Callable[[], Deed]) -> None:
    deed = does()

    assert deed.send().status_code == 302

    assert behind.events(database_copy, deed.leaves) == 1
