"""One child down the whole river, step by step, as the rules of Coventry have it."""

import pytest

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.jobs.example.walk import Walk
from tests import make

pytestmark = pytest.mark.django_db


def test_a_contact_is_due_within_24_hours_of_receipt(walk: Walk) -> None:
    contact = make.contact(walk)

    make.enter("manager")
    clocks = {clock.span: clock.due_at for clock in contacts.clocks(contacts.cases(contact)[0])}

    assert clocks[Span.RESPONSE] == make.london("2027-03-02", "09:00")
    assert clocks[Span.FIRST_LOOK] == make.london("2027-03-01", "10:00")


def test_a_red_is_due_four_hours_after_it_commences(walk: Walk) -> None:
    enquiry = make.enquiry(walk, rating="red")

    walk = make.later(walk, minutes=30)
    [request, *_] = walk.commence(enquiry)

    assert request.due_at == make.london("2027-03-01", "13:30")


def test_a_case_goes_from_contact_to_product(walk: Walk) -> None:
    product = make.product(walk)

    make.enter("manager")
    enquiry = enquiries.of(product.enquiry.case)
    assert enquiry is not None
    assert (enquiry.stage, enquiry.case.stage) == ("complete", "closed")
    assert product.respond_by is not None
