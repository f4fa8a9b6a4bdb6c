"""One child down the whole river, step by step, as the rules of Coventry have it."""

import pytest

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.vocabulary import CaseMove, Span
from frontdoor.casework.decisions import operations as decisions
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
    enquiry = enquiries.of(product.case)
    assert enquiry is not None
    assert (enquiry.stage, enquiry.case.stage) == ("complete", "closed")
    assert product.respond_by is not None


def test_until_an_enquiry_commences_the_clock_from_receipt_runs_on(walk: Walk) -> None:
    enquiry = make.enquiry(walk, rating="amber")

    make.enter("manager")
    before = contacts.running([enquiry.case])[enquiry.case.pk]
    make.later(walk, hours=2).commence(enquiry)
    make.enter("manager")
    after = contacts.running([enquiry.case])[enquiry.case.pk]

    assert (before.span, before.due_at) == (Span.RESPONSE, make.london("2027-03-02", "09:00"))
    assert (after.span, after.due_at) == (Span.COMPLETION, make.london("2027-03-02", "11:00"))


def test_a_red_has_to_commence_within_one_opening_hour_of_rating(walk: Walk) -> None:
    enquiry = make.enquiry(walk, rating="red")

    make.enter("manager")
    running = contacts.running([enquiry.case])[enquiry.case.pk]

    assert (running.span, running.due_at) == (Span.COMMENCING, make.london("2027-03-01", "10:00"))


def test_the_clock_from_receipt_runs_on_in_triage(walk: Walk) -> None:
    contact = make.contact(walk)

    walk.route(contact, CaseMove.SEND_TO_TRIAGE)

    make.enter("manager")
    [running] = contacts.running(contacts.cases(contact)).values()
    assert running.span == Span.RESPONSE


@pytest.mark.parametrize("move", [CaseMove.CLOSE, CaseMove.PASS_ON])
def test_a_case_that_ends_before_an_enquiry_still_waits_for_its_referrer_to_be_told(
    walk: Walk, move: CaseMove
) -> None:
    contact = make.contact(walk)

    walk.route(contact, move)

    make.enter("manager")
    [running] = contacts.running(contacts.cases(contact)).values()
    assert (running.span, running.due_at) == (Span.REFERRER, make.london("2027-03-02", "17:00"))


def test_a_decision_that_is_sent_back_is_due_when_it_was_due_before(walk: Walk) -> None:
    decision = make.decision(walk)
    due_at = decision.enquiry.promised_at

    manager = make.enter("manager-2")
    enquiry = enquiries.of(decision.enquiry.case)
    assert enquiry is not None
    decisions.send_back(
        enquiry=enquiry, reason="The school.", seen=enquiry.version, by=manager, at=walk.at
    )

    clocks = {clock.span: clock for clock in contacts.clocks(enquiry.case)}
    assert (clocks[Span.COMPLETION].stopped_at, clocks[Span.COMPLETION].due_at) == (None, due_at)


@pytest.mark.parametrize("move", [CaseMove.SEND_TO_TRIAGE, CaseMove.CLOSE])
@pytest.mark.parametrize(("hours", "in_time"), [(23, True), (25, False)])
def test_a_decision_is_told_to_be_late_also_where_the_clock_from_receipt_runs_on(
    walk: Walk, move: CaseMove, hours: int, in_time: bool
) -> None:
    contact = make.contact(walk)

    make.later(walk, hours=hours).route(contact, move)

    make.enter("manager")
    [case] = contacts.cases(contact)
    [routed] = [each for each in audit.history([case.reference]) if each.kind == "case.routed"]
    assert routed.facts["in_time"] is in_time
