"""What the referrer is told of a contact, when, and by whom."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from frontdoor.access import context
from frontdoor.casework.contacts import queries, rules
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from tests import make
from tests.deciding import address, decided, waiting
from tests.handing import known

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
SENT = {"items": ["identity"], "basis": "section_17"}


def test_a_professional_reads_the_outcome(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, caller=Caller(source="school", name="Mr Petrie"), immediate_harm="no")
    manager = sign_in("manager")
    manager.post(address(case), decided(case, move="close/no_further_action"))

    words = tell(manager, case.contact)

    assert words == (
        f"Your referral {case.contact.reference} has been decided: No further action by social "
        "care. Your information is kept in case there are later concerns."
    )


def test_the_public_hear_that_it_was_considered_and_no_more(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    manager = sign_in("manager")
    manager.post(address(case), decided(case, move="close/no_further_action"))

    words = tell(manager, case.contact)

    assert "received and has been considered" in words
    assert "action" not in words


def test_who_is_told_of_a_case_passed_on_hears_whether_the_team_knows_the_child(
    sign_in: SignIn, walk: Walk
) -> None:
    open_case = waiting(walk, caller=Caller(source="gp"), immediate_harm="no")
    known(walk, open_case)
    teacher = waiting(
        walk, caller=Caller(source="gp"), immediate_harm="no", position_of_trust="yes"
    )
    manager = sign_in("manager")
    for case, team in ((open_case, "allocated_team"), (teacher, "lado")):
        manager.post(address(case), decided(case, move="pass_on", team=team, **SENT))

    assert "The team that knows the child has been told." in tell(manager, open_case.contact)
    assert "passed on to the team whose work this is." in tell(manager, teacher.contact)


def test_an_enquirys_outcome_is_told_when_it_is_authorised_and_not_before(
    sign_in: SignIn, walk: Walk
) -> None:
    decision = make.decision(walk)
    contact = decision.enquiry.case.contact
    manager = sign_in("manager")
    early = manager.get(f"/contacts/{contact.reference}/tell-referrer/")
    assert early.status_code == 403
    assert "no outcome yet that was authorised" in early.content.decode()

    walk.authorise(decision.enquiry)

    assert "Early Help will offer the family support." in tell(manager, contact)


def test_nobody_is_told_while_a_brother_waits(sign_in: SignIn, walk: Walk) -> None:
    contact = walk.contact(children=[Told(given_names="Sasha"), Told(given_names="Mika")])
    walk.route(contact, CaseMove.CLOSE)

    response = sign_in("manager").get(f"/contacts/{contact.reference}/tell-referrer/")

    assert response.status_code == 403
    assert f"{contact.reference}-B has no outcome yet." in response.content.decode()


def test_children_with_different_outcomes_are_told_apart(sign_in: SignIn, walk: Walk) -> None:
    contact = walk.contact(children=[Told(given_names="Sasha"), Told(given_names="Mika")])
    make.enter("manager")
    one, other = queries.cases(contact)
    manager = sign_in("manager")
    answered = {"against": "Both were seen today."}
    close = decided(one, move="close/no_further_action") | answered
    assert manager.post(address(one), close).status_code == 302
    signpost = decided(other, move="close/signpost") | answered
    assert manager.post(address(other), signpost).status_code == 302

    words = tell(manager, contact)

    assert "Child A: No further action" in words
    assert "Child B: The family has been told about services" in words
    assert "Sasha" not in words


def test_the_referrer_is_told_once(sign_in: SignIn, walk: Walk) -> None:
    case = waiting(walk, immediate_harm="no")
    walk.route(case.contact, CaseMove.CLOSE)
    manager, page = sign_in("manager"), f"/contacts/{case.contact.reference}/tell-referrer/"
    form = decided(case)
    manager.post(page, form)

    again = sign_in("manager-2").post(page, form)

    assert again.status_code == 409
    assert "The referrer can read it now, with their reference and code" in again.content.decode()
    assert "What they can read since" in manager.get(page).content.decode()


def tell(manager: Client, contact: Contact) -> str:
    """Tell the referrer, and return what they read with their code."""
    page = f"/contacts/{contact.reference}/tell-referrer/"
    preview = manager.get(page).content.decode()
    assert manager.post(page, {"seen": "1"}).status_code == 302
    code = rules.code(contact.reference, secret=settings.SECRET_KEY)
    context.enter_as_referrer(code=rules.digest(contact.reference, code))
    receipt = queries.receipt()
    assert receipt is not None
    assert receipt.words in preview
    return receipt.words
