"""A school sends an email and a photograph after its call; one of the files is a program.

Nobody checks for viruses here: Bea reads what the email says at once, and nobody opens the files.
Moira rings the school, releases the photograph with that reason, and Bea can save it.
"""

from io import BytesIO

import pytest
from django.utils.timezone import now
from PIL import Image
from playwright.sync_api import FilePayload

from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EMAIL = (
    b"From: Jo Sample <jo@school.example>\r\nTo: hub@hub.example\r\nSubject: Robin\r\n"
    b"Date: Mon, 1 Mar 2027 09:12:00 +0000\r\n\r\nRobin has no coat, and the window is broken.\r\n"
)
PROGRAM = b"MZ\x90\x00 a program"


def _photograph() -> bytes:
    made = BytesIO()
    Image.new("RGB", (1600, 1200), (150, 190, 210)).save(made, "JPEG")
    return made.getvalue()


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_letter_comes_with_a_photograph(visit: Visit, scripted: bool) -> None:
    case = make.case(make.walk(at=now())).reference
    bea = visit("officer", scripted=scripted)
    moira = visit("manager", scripted=scripted)

    bea_attaches_three_files_and_one_is_a_program(bea, case)
    bea_reads_the_email_and_cannot_open_it(bea, case)
    moira_releases_the_photograph(moira, case)
    bea_saves_it(bea, case)
    bea_strikes_out_what_is_about_another_child(bea, case)


def bea_attaches_three_files_and_one_is_a_program(bea: Desk, case: str) -> None:
    bea.open(f"/cases/{case}/")
    bea.follow("Attach Letters, photographs, emails")
    bea.sees("Nothing is attached yet")
    bea.press("Attach")
    bea.sees("Choose at least one file")
    bea.page.get_by_label("Files").set_input_files(
        [
            _file("email.eml", EMAIL),
            _file("window.jpg", _photograph()),
            _file("invoice.pdf.exe", PROGRAM),
        ]
    )
    bea.write("What is it?", "From the school")
    bea.press("Attach")
    bea.sees("“invoice.pdf.exe”: It is a program.", "Attached: “email.eml” and “window.jpg”")
    bea.photograph("papers-one-refused")


def bea_reads_the_email_and_cannot_open_it(bea: Desk, case: str) -> None:
    bea.open(f"/cases/{case}/")
    bea.sees("From the school", "In quarantine")
    bea.photograph("papers-on-the-case")
    bea.goes_by(bea.page.get_by_role("link", name="From the school").last)
    bea.sees("In quarantine: it has not been checked", "Jo Sample <jo@school.example>")
    bea.sees("Robin has no coat, and the window is broken.")
    bea.photograph("paper-email")
    assert bea.page.get_by_role("button", name="Download").count() == 0


def moira_releases_the_photograph(moira: Desk, case: str) -> None:
    moira.open(f"/cases/{case}/papers/")
    moira.follow("From the school")
    moira.sees("Photograph (JPEG)", "Drawn again, smaller")
    moira.photograph("paper-photograph")
    moira.follow("Release it")
    moira.press("Release it")
    moira.sees("Give the reason why it is released")
    moira.write("Why is it released?", "I rang Jo Sample at the school.")
    moira.photograph("paper-release")
    moira.press("Release it")
    moira.sees("It is released", "I rang Jo Sample at the school.")


def bea_saves_it(bea: Desk, case: str) -> None:
    bea.open(f"/cases/{case}/papers/")
    bea.follow("From the school")
    with bea.page.expect_download() as saved:
        bea.page.get_by_role("button", name="Download").click()
    assert saved.value.suggested_filename == "window.jpg"
    assert saved.value.path().read_bytes() == _photograph()


def bea_strikes_out_what_is_about_another_child(bea: Desk, case: str) -> None:
    bea.follow("Strike it out")
    bea.write("Why is it struck out?", "It is another house.")
    bea.photograph("paper-strike")
    bea.press("Strike it out")
    bea.sees("It stays on record, and is opened no more.")
    bea.open(f"/cases/{case}/")
    bea.sees("Struck out by", "It is another house.")
