"""A contact tells of a child whose record is hidden: a reader says what the officer may know."""

import pytest

from tests import make, meeting
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
