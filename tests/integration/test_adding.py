"""New rows of several tables in one message: stored as if each had been alone, or not at all."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from frontdoor.casework.contacts.models import Case, Clock, Party
from frontdoor.casework.contacts.vocabulary import Part, Span
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.adding import add
from frontdoor.people import operations as people
from frontdoor.people.operations import Told
from tests import make

pytestmark = pytest.mark.django_db


def _party(case: Case, person: int) -> Party:
    part = Part.HOUSEHOLD.value
    return Party(hub_id=case.hub_id, contact_id=case.contact_id, person_id=person, part=part)


def test_rows_of_several_tables_are_stored_in_one_message_and_know_their_numbers(
    walk: Walk,
) -> None:
    case = make.case(walk)
    by = make.enter()
    aunt = people.write_down(Told(given_names="Ines"), by=by)
    uncle = people.described(Told(given_names="Bo"), by=by)
    party = _party(case, aunt.pk)

    with CaptureQueriesContext(connection) as captured:
        add(party, uncle)

    assert len(captured) == 1
    assert Party.objects.get(pk=party.pk).person == aunt
    assert type(uncle).objects.get(pk=uncle.pk).name == "Bo"


def test_what_was_added_is_changed_like_what_was_stored_alone(walk: Walk) -> None:
    make.case(walk)
    uncle = people.described(Told(given_names="Bo"), by=make.enter())

    add(uncle)
    uncle.keep(given_names="Bosse")

    assert type(uncle).objects.get(pk=uncle.pk).given_names == "Bosse"


def test_a_promise_of_the_tables_that_is_broken_leaves_nothing_of_the_message(walk: Walk) -> None:
    case, other = make.case(walk), make.case(walk)
    make.enter()
    twice = Clock.objects.get(case=case, span=Span.RESPONSE.value)
    twice.pk = None
    known = Party.objects.count()

    with pytest.raises(IntegrityError, match="a_case_has_each_clock"), transaction.atomic():
        add(_party(case, other.child_id), twice)

    assert Party.objects.count() == known
