"""A record has come to its end: one manager reviews it, another confirms, a certificate stays."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = "/records/disposal/"


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_two_managers_let_a_record_go_and_keep_another(visit: Visit, scripted: bool) -> None:
    before = make.walk(at=now() - timedelta(days=4 * 366))
    goes, stays = make.closed(before).reference, make.closed(before).reference
    moira, idris = visit("manager", scripted=scripted), visit("manager-2", scripted=scripted)

    moira_finds_what_is_over(moira, goes, stays)
    moira_says_that_one_goes(moira, goes)
    moira_cannot_confirm_it_herself(moira, goes)
    moira_keeps_the_other(moira, stays)
    idris_confirms_and_has_the_certificate(idris, goes)
    whoever_looks_for_it_is_led_to_the_certificate(visit("officer", scripted=scripted), goes)


def moira_finds_what_is_over(moira: Desk, *references: str) -> None:
    moira.open("/records/")
    moira.follow("Records at the end of their time")
    moira.sees("Nothing goes by itself", *references)
    moira.photograph("disposal_list")


def moira_says_that_one_goes(moira: Desk, reference: str) -> None:
    moira.follow(reference)
    moira.sees("Robin Example", "3 years from the last activity", "Nothing stands in the way")
    moira.press("Save")
    moira.sees("Choose what becomes of it")
    moira.choose("What becomes of it?", "Dispose of it, once somebody else confirms that")
    moira.photograph("disposal_review")
    moira.press("Save")
    moira.sees("To be confirmed by somebody else")


def moira_cannot_confirm_it_herself(moira: Desk, reference: str) -> None:
    moira.follow(f"{reference} to confirm")
    moira.sees("You reviewed this yourself")
    moira.sees_not("Dispose of it now")


def moira_keeps_the_other(moira: Desk, reference: str) -> None:
    moira.open(LIST)
    moira.follow(f"{reference} to review")
    moira.choose("What becomes of it?", "Keep it longer")
    moira.press("Save")
    moira.sees("Enter the day until which it is kept")
    day = localdate() + timedelta(days=400)
    moira.write_date("Keep it until", day.day, day.month, day.year)
    moira.write("Why is it kept longer?", "The court may still ask for it.")
    moira.press("Save")
    moira.sees_not(reference)


def idris_confirms_and_has_the_certificate(idris: Desk, reference: str) -> None:
    idris.open(LIST)
    idris.follow(f"{reference} to confirm")
    idris.sees("says that it is to go", "Everything below goes")
    idris.choose("What becomes of it?", "Dispose of it now")
    idris.photograph("disposal_confirm")
    idris.press("Save")
    idris.sees("of disposal", reference, "Reviewed by", "Confirmed by", "Rows removed")
    idris.sees_not("Robin")
    idris.photograph("disposal_certificate")
    idris.follow("Records at the end of their time")
    idris.sees("Disposed of lately", reference)


def whoever_looks_for_it_is_led_to_the_certificate(officer: Desk, reference: str) -> None:
    officer.open(f"/contacts/{reference}/")
    officer.follow("certificate")
    officer.sees("of disposal", reference)
