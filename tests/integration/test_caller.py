"""Whoever told the hub can be put right, and passed to the manager while they speak (C4.11)."""

import pytest

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import caller
from frontdoor.casework.contacts.operations import Caller
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from tests import make
from tests.integration.conftest import SignIn
from tests.pages import errors, opened, sent, text
from tests.taking import taken, written

pytestmark = pytest.mark.django_db

ANONYMOUS = Caller(source="anonymous", anonymous=True)


def test_a_callers_number_is_put_right_and_the_second_of_two_is_shown_the_first(
    sign_in: SignIn,
) -> None:
    officer = sign_in("officer")
    contact = taken(officer, caller_phone="01632 960001")
    address = f"/contacts/{contact.reference}/caller/"
    form = {**opened(officer, address), "source": "unknown", "phone": "01632 960002"}

    assert officer.post(address, form).status_code == 302
    second = sign_in("triage").post(address, form | {"phone": "01632 960003"})

    assert written(contact.reference).referrer.phone == "01632 960002"
    assert second.status_code == 409
    assert "Details of the caller corrected" in text(second)


def test_who_wants_to_stay_unknown_is_not_given_away(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    address = f"/contacts/{taken(officer).reference}/caller/"

    refused = sent(officer, address, source="anonymous", anonymous="on", phone="01632 960001")

    assert refused.status_code == 422
    assert "untick this box" in errors(refused)


def test_a_caller_is_passed_to_the_manager_when_the_question_is_answered(
    sign_in: SignIn,
) -> None:
    officer = sign_in("officer")
    contact = taken(officer, anonymous="on")
    address = f"/contacts/{contact.reference}/pass-caller/"

    asked = text(officer.get(address))
    assert "Is the caller with the manager now?" in asked
    assert written(contact.reference).caller_passed_at is None
    page = opened(officer, address)
    assert officer.post(address, page).status_code == 302
    assert written(contact.reference).caller_passed_at is not None
    assert "Caller passed to the manager" in text(officer.get(f"/contacts/{contact.reference}/"))
    again = officer.post(address, page)
    assert again.status_code == 422
    assert "The caller has been passed to the manager already" in errors(again)


def test_that_a_caller_was_passed_is_taken_back_with_a_reason_and_said_anew(
    sign_in: SignIn,
) -> None:
    officer = sign_in("officer")
    contact = taken(officer, anonymous="on")
    where, back = (f"/contacts/{contact.reference}/pass-caller/{end}" for end in ("", "back/"))
    assert officer.get(back).status_code == 403
    sent(officer, where)

    without = sent(officer, back, reason=" ")
    done = sent(officer, back, reason="The line was cut.")

    assert (without.status_code, done.status_code) == (422, 302)
    assert written(contact.reference).caller_passed_at is None
    event = next(e for e in audit.history([contact.reference]) if e.kind.endswith("not_passed"))
    assert event.facts == {"reason": "The line was cut."}
    assert sent(officer, where).status_code == 302
    assert written(contact.reference).caller_passed_at is not None


@pytest.mark.parametrize(("channel", "done"), [("email", False), ("telephone", True)])
def test_nobody_is_passed_on_who_is_not_on_the_line(walk: Walk, channel: str, done: bool) -> None:
    contact = walk.contact(caller=ANONYMOUS, channel=channel)
    contact = walk.describe(contact) if done else contact
    by = make.enter("officer")

    with pytest.raises(Refused, match=r"on the line|talk is over"):
        caller.pass_on(contact=contact, by=by, at=walk.at)


def test_another_hub_and_a_partner_pass_nobody_on(sign_in: SignIn, walk: Walk) -> None:
    reference = walk.contact(caller=ANONYMOUS).reference

    for client in (sign_in("manager", hub_slug="surrey"), sign_in("police")):
        assert client.post(f"/contacts/{reference}/pass-caller/").status_code in (403, 404)


def test_a_mistyped_email_address_keeps_no_call_off_the_record(sign_in: SignIn) -> None:
    officer = sign_in("officer")

    contact = taken(officer, caller_email="dana at example")
    page = text(officer.get(f"/contacts/{contact.reference}/"))

    assert contact.referrer.email == "dana at example"
    assert "“dana at example” does not look like an email address" in page
    right = taken(officer, caller_email="dana@example.com")
    assert "does not look like" not in text(officer.get(f"/contacts/{right.reference}/"))
