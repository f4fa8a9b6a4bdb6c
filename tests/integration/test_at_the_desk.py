"""What has to be minded of somebody stands beside each record that is found, and before a call."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.jobs.example import registering, restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import cautions
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Judged, Mark
from tests import make, pairs
from tests.integration.conftest import SignIn
from tests.integration.test_lists_looked_up import TAMSIN, TOLD, brought
from tests.integration.test_telling_pages import agreed, tell
from tests.pages import Page, text
from tests.taking import call

pytestmark = pytest.mark.django_db

SASHA = Told(
    given_names="Sasha", family_name="Kowalski", date_of_birth=date(2018, 4, 9), postcode="CV1 9ZZ"
)
SAID = {"given_names": "Sascha", "family_name": "Kowalski"}
VIOLENT = "Visit in pairs: a man there was violent"


@pytest.fixture
def before(walk: Walk) -> Case:
    """Return the case of a child of whom somebody told some weeks ago."""
    return walk.case(make.later(walk, days=-60).contact(children=[SASHA]))


def typed(client: Client) -> str:
    """Type a name at the desk, and return what is answered."""
    return _words(client.post("/contacts/new/", call(hear="now", **SAID)))


def known(client: Client, case: Case) -> str:
    """Return the page that asks whether the child of a case is known."""
    return _words(client.get(f"/cases/{case.reference}/known/"))


def _words(page: Page) -> str:
    return text(page).replace(" .", ".")


# --- Warning notes ---


def test_a_warning_stands_beside_a_record_that_is_found_with_its_review(
    sign_in: SignIn, walk: Walk, before: Case
) -> None:
    registering.warn(walk, before, review_by=date(2099, 6, 1))
    registering.warn(walk, before, kind=Mark.RISK, words="On licence.", review_by=date(2099, 7, 1))
    now = walk.case(walk.contact(children=[SASHA]))

    for page in (typed(sign_in("officer")), known(sign_in("officer"), now)):
        assert f"Warning for whoever visits or rings: {VIOLENT}. Review by 1 June 2099." in page
        assert "May pose a risk to children: On licence. Review by 1 July 2099." in page


def test_a_review_that_is_past_is_said_and_what_was_ended_warns_no_more(
    sign_in: SignIn, before: Case
) -> None:
    long_ago = make.later(make.walk(), days=-400)
    past = registering.warn(long_ago, before, kind=Mark.TRUST, words="Coaches under tens")

    page = typed(sign_in("officer"))

    due = past.review_by.strftime("%-d %B %Y")
    assert f"In a position of trust: Coaches under tens. Its review was due by {due}" in page
    assert "it still stands" in page
    registering.end(make.walk(), before, past, why="He left the club.")
    assert "Coaches under tens" not in typed(sign_in("officer"))


def test_a_warning_on_a_linked_record_is_told_of_the_one_who_is_shown(
    sign_in: SignIn, walk: Walk, before: Case
) -> None:
    other = walk.case(make.later(walk, days=-30).contact(children=[Told(given_names="Sacha")]))
    pairs.answer(walk, pairs.of(walk, before.child, other.child), Judged.SAME)
    registering.warn(walk, other)

    assert VIOLENT in typed(sign_in("officer"))


def test_a_warning_on_a_restricted_record_warns_its_readers_alone(
    sign_in: SignIn, walk: Walk, before: Case
) -> None:
    other = make.later(walk, days=-30).contact(children=[Told(given_names="Sacha")])
    case = walk.case(other)
    pairs.answer(walk, pairs.of(walk, before.child, case.child), Judged.SAME)
    registering.warn(walk, case)

    restricting.restrict(walk, other, "manager")

    assert VIOLENT not in typed(sign_in("officer"))
    make.enter("manager")
    assert [each.words for each in cautions.warnings([before.child])] == [VIOLENT]


def test_a_list_that_is_looked_up_says_it_too(sign_in: SignIn, walk: Walk) -> None:
    registering.warn(walk, walk.case(walk.contact(children=[TOLD])))
    coordinator = sign_in("coordinator")

    assert VIOLENT in text(coordinator.get(brought(coordinator, [TAMSIN])))


def test_two_records_side_by_side_say_it_too(sign_in: SignIn, walk: Walk, before: Case) -> None:
    pair = pairs.pair(walk, before)
    registering.warn(walk, before)

    assert VIOLENT in text(sign_in("officer").get(f"/register/pairs/{pair.pk}/"))


# --- How they are safely reached ---


def test_how_a_number_is_safe_is_one_line_beside_the_record(
    sign_in: SignIn, walk: Walk, before: Case
) -> None:
    registering.reach(walk, before)
    now = walk.case(walk.contact(children=[SASHA]))
    line = (
        "Before you ring 07700 900321 (Mobile, Her sister): It is safe to use. "
        "When: weekdays until 3pm. Leave no message. Must not know: Dez."
    )

    assert line in typed(sign_in("officer"))
    assert line in known(sign_in("officer"), now)


def test_it_stands_on_the_known_page_of_the_child_of_the_contact_too(
    sign_in: SignIn, walk: Walk, before: Case
) -> None:
    registering.reach(walk, before)
    registering.warn(walk, before)

    page = known(sign_in("officer"), before)

    assert "Before you ring" in page
    assert "Must not know: Dez." in page
    assert VIOLENT in page


def test_it_stands_before_the_referrer_is_told(sign_in: SignIn, walk: Walk) -> None:
    contact = make.over(walk)
    registering.reach(walk, walk.case(contact))

    page = text(sign_in("manager").get(f"/contacts/{contact.reference}/tell-referrer/"))

    assert "Must not know: Dez." in page


def test_it_stands_before_the_family_is_told(sign_in: SignIn, walk: Walk) -> None:
    telling = agreed(walk, make.telling(walk))
    registering.reach(walk, telling.enquiry.case)

    page = sign_in("manager").get(f"{tell(telling.enquiry)}{telling.pk}/")

    assert "Must not know: Dez." in text(page)


# --- What was linked, and parted ---


def test_a_link_that_was_undone_is_said_and_what_rested_on_it_is_one_press_away(
    sign_in: SignIn, walk: Walk, before: Case
) -> None:
    link = pairs.undone(walk, before)
    other = link.person if link.same_as_id == before.child_id else link.same_as

    page = sign_in("manager").get(f"/cases/{before.reference}/known/")

    assert "Linked before, and the link undone" in text(page)
    assert link.undone_why in text(page)
    assert f"/register/links/{link.pk}/" in page.content.decode()
    make.enter("manager")
    looks = [each.purpose for each in audit.looks(f"person {other.pk}")]
    assert f"was {before.reference} taken for them?" in looks


def test_who_may_not_deal_with_it_reads_that_they_were_parted_and_no_more(
    sign_in: SignIn, walk: Walk, before: Case
) -> None:
    link = pairs.undone(walk, before)

    page = sign_in("officer").get(f"/cases/{before.reference}/known/")

    assert "Linked before, and the link undone" in text(page)
    assert f"/register/links/{link.pk}/" not in page.content.decode()


def test_a_link_with_a_restricted_record_is_silent(
    sign_in: SignIn, walk: Walk, before: Case
) -> None:
    link = pairs.undone(walk, before)
    other = link.person if link.same_as_id == before.child_id else link.same_as
    make.enter("manager")
    restricting.restrict(walk, Contact.objects.get(parties__person=other), "manager")

    assert "Linked before" not in known(sign_in("officer"), before)
    assert "Linked before" in known(sign_in("manager"), before)


# --- The NHS ---


def test_the_nhs_is_asked_from_the_known_page_where_it_can_be(
    sign_in: SignIn, before: Case, settings: Settings
) -> None:
    assert "Ask the NHS" not in known(sign_in("officer"), before)

    settings.PDS_URL = "http://127.0.0.1:1"

    assert "Ask the NHS for the number" in known(sign_in("officer"), before)
