"""A contact tells of a child whose record is hidden: a reader says what the officer may know."""

import pytest

from tests import make, meeting, rolling
from tests.browser.conftest import Visit
from tests.browser.desk import Desk
from tests.integration import orchard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_reader_decides_what_whoever_took_the_contact_is_told(
    visit: Visit, scripted: bool
) -> None:
    walk = orchard.today()
    meeting.restricted(walk)
    case = make.case(walk, children=[meeting.ALIKE])
    bea, moira = visit("officer", scripted=scripted), visit("manager", scripted=scripted)
    idris = visit("manager-2", scripted=scripted)

    bea.open(f"/cases/{case.reference}/known/")
    bea.sees("No record that may be this child")
    meeting.watch(walk)
    idris.open("/notices/")
    idris.sees_not("A search met a restricted record")
    moira_tells_her(moira)
    bea_reads_it(bea, case.contact.reference)


def moira_tells_her(moira: Desk) -> None:
    moira.open("/notices/")
    moira.sees("A search met a restricted record that you read")
    moira.follow("match")
    moira.sees("Juna Hartwell", "Juno Hartwell")
    moira.photograph("hidden_match")
    moira.choose("What follows?", "Tell whoever searched, or works on the contact, in my words")
    moira.write("What they are told", meeting.WORDS)
    moira.write("Why?", meeting.WHY)
    moira.press("Save")
    moira.sees("Whoever searched, or works on the contact, was told", meeting.WORDS)
    moira.photograph("hidden_match_told")


def bea_reads_it(bea: Desk, contact: str) -> None:
    bea.open(f"/contacts/{contact}/")
    bea.sees("Beside what the search found", meeting.WORDS)
    bea.sees_not(meeting.WHY)
    bea.photograph("told_beside")


def test_a_reader_decides_what_whoever_opens_a_list_is_told(visit: Visit) -> None:
    walk = orchard.today()
    meeting.restricted(walk, "manager")
    rows = [["Aurelio", "Quillfeather", ""], ["Juna", "Hartwell", "2/4/2019"]]
    roll = rolling.to_match(walk, rows, heads=["Forename", "Surname", "DOB"])
    moira, tomasz = visit("manager"), visit("coordinator")

    tomasz.open(f"/rolls/{roll.pk}/matches/")
    tomasz.sees("0 of 2 rows may be somebody on record")
    meeting.watch(walk)
    moira.open("/notices/")
    moira.follow("match")
    moira.sees("Row 3 of", "Juna Hartwell", "Juno Hartwell")
    moira.photograph("hidden_match_of_a_list")
    moira.choose("What follows?", "Tell whoever searched, or works on the contact, in my words")
    moira.write("What they are told", meeting.WORDS)
    moira.write("Why?", meeting.WHY)
    moira.press("Save")

    tomasz.open(f"/rolls/{roll.pk}/matches/")
    tomasz.sees("Beside what the search found for row 3", meeting.WORDS)
    tomasz.sees_not(meeting.WHY)
    tomasz.photograph("told_beside_a_list")
