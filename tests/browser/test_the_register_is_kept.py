"""A manager keeps the register: two records of one person, a link that was wrong, two lists."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.timezone import localdate, now

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.jobs import rolling as job
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from tests import make, pairs, rolling
from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROBYN = replace(pairs.ALIKE, address="4 Larkspur Row", postcode="CV1 9ZZ")
LISTED = [["Robyn", "Example", "3/4/2015", "CV1 9ZZ"], ["Aurelio", "Quillfeather", "9/9/2009", ""]]


@pytest.fixture
def walk() -> Walk:
    """Return a walk that goes on now."""
    return make.walk(at=now())


def _told(walk: Walk) -> Case:
    """Return the case of a child whose mother and brother are named."""
    contact = walk.contact(children=[ROBYN])
    walk.person(contact, Told(given_names="Alex", family_name="Example"), Part.CARER, kin="mother")
    walk.person(contact, Told(given_names="Bo", family_name="Example"), Part.SIBLING)
    return walk.case(walk.describe(contact))


def test_two_records_are_told_one_the_link_is_undone_and_what_came_of_it_dealt_with(
    visit: Visit, walk: Walk
) -> None:
    case = _told(walk)
    other = pairs.another(walk, ROBYN)
    pairs.propose(walk, pairs.near(case.child, other.child))
    moira = visit("manager")

    _answers(moira, case)
    moira.open(f"/cases/{case.reference}/known/")
    moira.sees("Linked to an earlier record already")
    moira.follow("Undo the link")
    moira.page.get_by_role("textbox").first.fill("Two mothers: they are cousins.")
    moira.goes_by(moira.page.locator("main form button[type=submit]").first)

    moira.open(f"/cases/{case.reference}/known/")
    moira.sees("Linked before, and the link undone", "Two mothers: they are cousins.")
    moira.photograph("linked-and-parted")
    moira.follow("See what rested on it")
    moira.sees("What came of a wrong link", "still to be dealt with", "Who to tell")
    moira.photograph("a-wrong-link")
    for box in moira.page.locator("input[name=whats]").all():
        box.check()
    moira.write("What was done, and who was told?", "Rang everybody who looked.")
    moira.press("Save what was done")
    moira.sees("All of this was dealt with", "Rang everybody who looked.")

    _sees_the_drawings(moira, case)


def _answers(moira: Desk, case: Case) -> None:
    """Put the pair off with the mouse, and answer it with the keyboard alone."""
    moira.open("/register/pairs/")
    moira.sees("Robyn Example")
    moira.follow("Compare")
    moira.sees("the same person", "How much each of these says", "Given name")
    moira.photograph("two-records-side-by-side")
    moira.choose("What do you say?", "It cannot be told yet")
    moira.write("How do you know, or what would settle it?", "The school knows.")
    moira.write_date("Look again on", 1, 6, 2099)
    moira.press("Save the answer")
    moira.sees("it comes back on 1 June 2099")

    moira.follow("Compare")
    moira.page.get_by_label("They are one person").focus()
    keys = moira.page.keyboard
    keys.press("Space")
    moira.page.get_by_label("How do you know, or what would settle it?").focus()
    keys.press("Control+A")
    keys.type("The school says so.")
    button = moira.page.get_by_role("button", name="Save the answer")
    button.focus()
    with moira.page.expect_navigation(wait_until="load"):
        keys.press("Enter")
    moira.check()
    moira.sees("The two records are linked: they are one person")
    moira.open(f"/cases/{case.reference}/")


def _sees_the_drawings(moira: Desk, case: Case) -> None:
    moira.open(f"/cases/{case.reference}/family/")
    moira.sees("The family in words", "Alex Example", "Mother", "Bo Example")
    assert moira.page.locator(".fd-drawing svg").is_visible()
    moira.photograph("the-family")
    moira.open(f"/cases/{case.reference}/around/")
    moira.sees("Second contact at 4 Larkspur Row, CV1 9ZZ", "The drawing in words")
    assert moira.page.locator(".fd-drawing svg").is_visible()
    moira.photograph("what-is-around")


def test_a_list_is_looked_up_and_a_register_is_brought(
    visit: Visit, walk: Walk, tmp_path: Path
) -> None:
    _told(walk)
    moira = visit("manager")

    listed = _file(tmp_path, LISTED, ["Forename", "Surname", "DOB", "Postcode"])
    _brings(moira, listed, "Police", kind=Kind.MATCH)
    moira.press("Look them up")
    moira.sees("1 of 2 rows may be somebody on record", "the same person", "Nobody found")
    moira.photograph("a-list-looked-up")

    nobody = ["P9", "", "", "not a day", *[""] * 7]
    register = _file(tmp_path, [rolling.TAMSIN, nobody, rolling.JOEL])
    _brings(moira, register, "Casebook", kind=Kind.REGISTER)
    moira.sees("What does each column hold?")
    moira.photograph("what-columns-hold")
    moira.press("See what would come of it")
    moira.sees("Nothing is taken yet", "Cannot be taken as they are", "Row 3")
    moira.photograph("what-would-come-of-it")
    moira.press("Take the rows")
    moira.sees("0 of 3 rows are taken")
    assert job.go_round(clock=now) == 1
    moira.follow("Look again")
    moira.sees("Not taken", "Row 3", "Save all of them as a spreadsheet")
    moira.photograph("a-register-taken")


def _brings(moira: Desk, file: Path, source: str, *, kind: Kind) -> None:
    """Bring a list of people, and come to what its columns hold."""
    moira.open("/rolls/bring/")
    moira.page.locator(f"input[name=kind][value={kind}]").check()
    if kind is Kind.MATCH:
        moira.write("What are they looked up for?", f"Police list of {localdate()}")
    moira.write("Which system does it come from?", source)
    moira.page.get_by_label("File").set_input_files(file)
    moira.press("Read it")


def _file(folder: Path, rows: list[list[str]], heads: list[str] = rolling.HEADS) -> Path:
    made = folder / f"{len(heads)}.csv"
    made.write_bytes(rolling.csv(rows, heads=heads))
    return made
