"""What asking agencies rests on, and what they read (a.8(7), C4.11 to C4.13)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from tests import make, pages
from tests.integration import orchard
from tests.integration.orchard import address, now_is
from tests.integration.test_enquiry_pages import SUMMARY

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def ground_of(enquiry: Enquiry) -> str:
    make.enter("manager")
    return Contact.objects.get(pk=enquiry.case.contact_id).not_asked_ground


def summary_in(page: Any) -> str:
    found = re.search(
        r'<textarea[^>]*name="summary"[^>]*>([^<]*)</textarea>', page.content.decode()
    )
    assert found
    return found[1].strip()


OUTSIDE = {"asked": ["police"], "summary": SUMMARY, "basis": "ground"}


def test_each_basis_says_what_is_on_record_and_where_consent_is_recorded(sign_in: SignIn) -> None:
    walk = orchard.today()
    without, given = orchard.enquiry(walk), orchard.enquiry(walk, consent="yes")

    missing = sign_in("manager").get(address(without, "commence"))
    recorded = sign_in("manager").get(address(given, "commence"))

    contact = without.case.contact.reference
    person = f"/contacts/{contact}/people/{without.case.child_id}/"
    assert "Nobody’s consent is on record. Record it with" in pages.text(missing)
    assert f'href="{person}#id_consent_asked"' in missing.content.decode()
    assert 'id="id_consent_asked"' in sign_in("manager").get(person).content.decode()
    assert "No ground is on record. Choose it here" in pages.text(missing)
    assert "With the consent of Dana Orchard." in pages.text(recorded)


def test_a_ground_of_the_pack_is_given_where_agencies_are_asked(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today())

    page = pages.sent(
        sign_in("manager"), address(enquiry, "commence"), **OUTSIDE, ground="increased_risk"
    )

    assert page.status_code == 302
    [request] = gathering.requests(now_is(enquiry))
    words = "Asking would put the person at increased risk of harm."
    assert request.basis_words == f"Without consent, on this ground: {words}"
    assert ground_of(enquiry) == "increased_risk"
    timeline = sign_in("manager").get(f"/cases/{enquiry.case.reference}/")
    assert "Ground recorded for not asking consent" in pages.text(timeline)


def test_another_ground_needs_the_managers_own_words(sign_in: SignIn) -> None:
    walk = orchard.today()
    silent, worded = orchard.enquiry(walk), orchard.enquiry(walk)
    typed = {**OUTSIDE, "ground": "other"}

    refused = pages.sent(sign_in("manager"), address(silent, "commence"), **typed)
    taken = pages.sent(
        sign_in("manager"), address(worded, "commence"), **typed, ground_why="She cannot be asked."
    )

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "Write the reason why consent was not asked for." in pages.errors(refused)
    assert ground_of(silent) == ""
    [request] = gathering.requests(now_is(worded))
    assert request.basis_words.endswith("on this ground: She cannot be asked.")


def test_a_ground_is_recorded_with_the_asking_or_not_at_all(sign_in: SignIn) -> None:
    enquiry = orchard.enquiry(orchard.today())
    typed = {**OUTSIDE, "summary": " ", "ground": "delay"}

    page = pages.sent(sign_in("manager"), address(enquiry, "commence"), **typed)

    assert page.status_code == 422
    assert ground_of(enquiry) == ""


def test_a_ground_that_is_recorded_stands(sign_in: SignIn) -> None:
    walk = orchard.today()
    first = orchard.enquiry(walk)
    where = address(first, "commence")
    held = pages.opened(sign_in("manager-2"), where)
    pages.sent(sign_in("manager"), where, **OUTSIDE, ground="delay")

    page = sign_in("manager-2").post(where, {**held, **OUTSIDE, "ground": "serious_crime"})

    assert page.status_code == 409
    assert "Ground recorded for not asking consent" in pages.text(page)
    assert ground_of(first) == "delay"


def test_what_the_public_told_is_shown_to_write_from_and_a_professionals_words_are_filled_in(
    sign_in: SignIn,
) -> None:
    walk = orchard.today()
    public = orchard.enquiry(walk)
    taken = walk.contact(caller=Caller(source="school", name="Ms Wick"))
    taken = walk.describe(taken, Concern(concern="He fell asleep in class."))
    professional = walk.rate(walk.to_mash(taken), "amber")

    empty = sign_in("manager").get(address(public, "commence"))
    filled = sign_in("manager").get(address(professional, "commence"))

    told = "Tamsin came home intoxicated from a friend."
    assert told in pages.text(empty)
    assert summary_in(empty) == ""
    assert "so that nobody can tell who told us" in pages.text(empty)
    assert summary_in(filled) == "He fell asleep in class."
    assert "so that nobody can tell who told us" not in pages.text(filled)
