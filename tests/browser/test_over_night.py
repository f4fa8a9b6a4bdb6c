"""At closing: what runs out goes to the out-of-hours team, and comes back next day (C3.7)."""

from collections.abc import Callable

import pytest

from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOUR, NIGHT, MORNING = "2027-03-01 16:40", "2027-03-01 21:00", "2027-03-02 08:35"
PAGES = ("worklist.closing", "worklist.back", "worklist.views", "disclosures.hand_back")
DONE = "Rang the mother at nine and saw the girl. All is safe; she stays with her aunt."
SetClock = Callable[[str], None]


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return a function that sets the clock on the wall of the hub."""

    def set_to(moment: str) -> None:
        for page in PAGES:
            monkeypatch.setattr(f"frontdoor.web.{page}.now", lambda: make.london(*moment.split()))

    return set_to


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_runs_out_at_night_comes_back_in_the_morning(
    visit: Visit, it_is: SetClock, scripted: bool
) -> None:
    given_two_reds_that_have_to_be_decided_tonight()
    it_is(FOUR)
    moira = visit("manager", scripted=scripted)
    moira_hands_both_over_at_closing(moira)

    it_is(NIGHT)
    edt = visit("edt-team", scripted=scripted)
    the_team_writes_what_it_did_for_one_of_them(edt)

    it_is(MORNING)
    moira_sees_first_what_nobody_acknowledged(moira)
    moira_reads_what_was_done(moira)
    moira_rings_about_the_other(moira)


def given_two_reds_that_have_to_be_decided_tonight() -> None:
    walk = make.walk(at=make.london("2027-03-01", "16:00"))
    for _ in range(2):
        walk.commence(make.enquiry(walk, rating="red"))


def moira_hands_both_over_at_closing(moira: Desk) -> None:
    moira.open("/")
    moira.sees("2 cases run out while the hub is shut")
    moira.photograph("worklist-at-closing")
    moira.follow("Hand over to the Emergency Duty Team")
    moira.sees("CV-27-00001-A", "CV-27-00002-A", "also phone the duty officer")
    moira.press("Hand over what is ticked")
    moira.sees("There is a problem", "Choose what sharing rests on")
    moira.choose("Where a contact records nothing", "section 47")
    moira.photograph("closing")
    moira.press("Hand over what is ticked")
    moira.sees("2 cases are with the Emergency Duty Team", "Nobody there has acknowledged")
    moira.photograph("out-of-hours")


def the_team_writes_what_it_did_for_one_of_them(edt: Desk) -> None:
    edt.open("/products/CV-27-00001-A-1/")
    edt.sees("Emergencies only", "Enquiry to be decided")
    edt.press("Acknowledge")
    edt.follow("Write what you did, and hand it back")
    edt.press("Hand back to the hub")
    edt.sees("There is a problem")
    edt.write("What did you do?", DONE)
    edt.photograph("hand-back")
    edt.press("Hand back to the hub")
    edt.sees("Handed back. The hub reads it when it opens.")


def moira_sees_first_what_nobody_acknowledged(moira: Desk) -> None:
    moira.open("/")
    moira.sees("Back from the Emergency Duty Team: 1", "1 not acknowledged there.")
    moira.photograph("worklist-in-the-morning")
    moira.follow("See what was done")
    said = moira.page.locator("main").inner_text()
    assert said.index("Nobody there has acknowledged") < said.index(DONE)


def moira_reads_what_was_done(moira: Desk) -> None:
    moira.open("/out-of-hours/CV-27-00001-A-1/")
    moira.sees(DONE)
    moira.press("Mark as read")
    moira.open("/cases/CV-27-00001-A/")
    moira.sees(DONE)


def moira_rings_about_the_other(moira: Desk) -> None:
    moira.open("/out-of-hours/CV-27-00002-A-1/")
    moira.sees("It should be back since")
    moira.press("Save, and end the alert")
    moira.sees("There is a problem")
    moira.write("What does the team say?", "The mail was not read. Nothing was done.")
    moira.photograph("out-of-hours-not-back")
    moira.press("Save, and end the alert")
    moira.sees("Nothing has come back that you have not read.")
    moira.open("/cases/CV-27-00002-A/")
    moira.sees("The mail was not read. Nothing was done.")
