"""The pages of papers: attached by several, shown, given out, checked again, released."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from frontdoor.audit.models import Look
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.papers import queries
from frontdoor.casework.papers.models import Paper
from frontdoor.casework.papers.rules import Checked
from frontdoor.casework.papers.vocabulary import PaperStage, Verdict
from frontdoor.connectors import clamd
from frontdoor.jobs.example import papers
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.integration.conftest import SignIn
from tests.pages import Page

pytestmark = pytest.mark.django_db

EICAR = b"a harmless text that our check takes for a virus"
Says = Callable[[Checked], None]


@pytest.fixture
def check_says(monkeypatch: pytest.MonkeyPatch) -> Says:
    """Return a function that sets what the check for viruses says from now on."""
    monkeypatch.setattr(settings, "CLAMD", "unix:/nowhere")

    def says(checked: Checked) -> None:
        monkeypatch.setattr(clamd, "scan", lambda content, *, address: checked)

    return says


def _photograph() -> bytes:
    made = BytesIO()
    taken = Image.new("RGB", (1200, 900), "green")
    exif = Image.Exif()
    exif[0x010F] = "Telephone of Dana Example"
    exif.get_ifd(0x8825)[2] = (52.0, 24.0, 30.0)
    taken.save(made, "JPEG", exif=exif)
    return made.getvalue()


def _send(client: Client, case: Case, *files: tuple[str, bytes], what: str = "") -> Page:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    answer: Page = client.post(_list(case), {"papers": sent, "what": what})
    return answer


def _list(case: Case) -> str:
    return reverse("papers:of_case", args=[case.reference])


def _one(paper: Paper, page: str = "show") -> str:
    return reverse(f"papers:{page}", args=[paper.contact.reference, paper.pk])


def _papers(case: Case) -> list[Paper]:
    make.enter("manager")
    return queries.on_case(case)


def _words(response: Page) -> str:
    page = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_several_files_at_once_each_with_what_it_is(case: Case, sign_in: SignIn) -> None:
    client = sign_in("officer")

    answer = _send(
        client, case, ("letter.txt", b"Dear hub"), ("garden.jpg", _photograph()), what="From school"
    )
    page = _words(client.get(_list(case)))

    assert answer.status_code == 302
    assert [(each.name, each.kind, each.what) for each in _papers(case)] == [
        ("garden.jpg", "jpeg", "From school"),
        ("letter.txt", "txt", "From school"),
    ]
    assert "From school: letter.txt In quarantine Text, 8 bytes. " in page
    assert "In quarantine" in page
    on_case = _words(client.get(reverse("cases:show", args=[case.reference])))
    assert "From school: letter.txt In quarantine" in on_case


def test_on_the_contact_while_it_is_recorded(walk: Walk, sign_in: SignIn) -> None:
    contact = walk.contact()
    client = sign_in("officer")
    address = reverse("papers:of_contact", args=[contact.reference])

    answer = client.post(address, {"papers": [SimpleUploadedFile("a.txt", b"Words")], "what": ""})

    assert answer.status_code == 302
    assert [each.name for each in _papers(walk.case(contact))] == ["a.txt"]
    assert (
        "a.txt" in client.get(reverse("contacts:show", args=[contact.reference])).content.decode()
    )


def test_one_bad_file_loses_none_of_the_good(case: Case, sign_in: SignIn) -> None:
    client = sign_in("officer")

    answer = _send(client, case, ("a.txt", b"Words"), ("run.exe", b"MZ\x90"), ("none.txt", b""))
    said = _words(answer)

    assert answer.status_code == 422
    assert [each.name for each in _papers(case)] == ["a.txt"]
    assert "“run.exe”: It is a program." in said
    assert "“none.txt”: It is empty." in said
    assert "Attached: “a.txt”" in said


def test_the_same_form_sent_twice_is_one_paper(case: Case, sign_in: SignIn) -> None:
    client = sign_in("officer")

    for _ in range(2):
        _send(client, case, ("a.txt", b"Words"))

    assert len(_papers(case)) == 1
    page = _words(client.get(_list(case)))
    assert "Attached before, and there once: “a.txt”" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose at least one file"),
        ({"papers": "not a file"}, "Choose at least one file"),
    ],
)
def test_nothing_chosen_is_told_at_the_field(
    case: Case, sign_in: SignIn, sent: dict[str, str], said: str
) -> None:
    answer = sign_in("officer").post(_list(case), sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_what_is_too_large_is_told_with_its_size(
    case: Case, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LARGEST_PAPER", 1_000)
    monkeypatch.setattr(settings, "LARGEST_FORM", 1_500)

    answer = _send(
        sign_in("officer"), case,
        ("large.txt", b"x" * 1_001), ("a.txt", b"a" * 900), ("b.txt", b"b" * 900),
    )  # fmt: skip
    said = _words(answer)

    assert answer.status_code == 422
    assert "“large.txt”: It is 1 KB, and at most 1 KB is taken." in said
    assert "“b.txt”: With the others it is more than 2 KB." in said
    assert [each.name for each in _papers(case)] == ["a.txt"]


def test_more_files_than_anybody_chooses_are_told(case: Case, sign_in: SignIn) -> None:
    many = [(f"{number}.txt", f"Words {number}".encode()) for number in range(22)]

    answer = _send(sign_in("officer"), case, *many)

    assert answer.status_code == 422
    assert "It is more than 20 files at once." in _words(answer)
    assert len(_papers(case)) == 20


def test_what_it_is_in_too_many_words_attaches_nothing_and_says_so(
    case: Case, sign_in: SignIn
) -> None:
    answer = _send(sign_in("officer"), case, ("a.txt", b"Words"), what="x" * 201)

    assert answer.status_code == 422
    assert "has to be chosen again" in _words(answer)
    assert _papers(case) == []


def test_a_name_that_claims_something_else_is_told(case: Case, sign_in: SignIn) -> None:
    client = sign_in("officer")
    _send(client, case, ("letter.pdf", b"Only words"))
    [paper] = _papers(case)

    page = _words(client.get(_one(paper)))

    assert "It is named .pdf; by what is in it, it is: Text." in page


def test_a_photograph_is_drawn_again_without_where_it_was_taken(
    case: Case, sign_in: SignIn
) -> None:
    client = sign_in("officer")
    _send(client, case, ("garden.jpg", _photograph()))
    [paper] = _papers(case)

    answer = client.get(_one(paper, "picture"))

    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    with Image.open(BytesIO(answer.content)) as small:
        assert max(small.size) == 640
        assert dict(small.getexif()) == {}
    assert b"Telephone of" not in answer.content
    # It is there in what was sent: a reader of the file itself would find it.
    assert b"Telephone of" in _photograph()


def test_a_file_is_given_out_to_be_saved_and_never_shown(
    case: Case, sign_in: SignIn, check_says: Says
) -> None:
    check_says(Checked(verdict=Verdict.CLEAN))
    client = sign_in("officer")
    _send(client, case, ("Brief für \u202efdp.Zoë.txt", b"Dear hub"))
    [paper] = _papers(case)

    answer = client.get(_one(paper, "download"))

    assert answer.content == b"Dear hub"
    assert answer["Content-Type"] == "text/plain"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Content-Disposition"] == (
        'attachment; filename="Brief f_r fdp.Zo_.txt"; '
        "filename*=UTF-8''Brief%20f%C3%BCr%20fdp.Zo%C3%AB.txt"
    )
    assert answer["Cache-Control"] == "no-store"


def test_each_look_and_each_download_is_in_the_read_log(
    case: Case, sign_in: SignIn, walk: Walk
) -> None:
    paper = papers.letter(walk, case)
    client = sign_in("triage")

    for page in ("show", "download"):
        client.get(_one(paper, page))

    make.enter("manager")
    found = Look.objects.filter(subject=case.reference).order_by("pk")
    assert [each.purpose for each in found][-2:] == [
        f"read paper {paper.pk}",
        f"open paper {paper.pk}",
    ]


def test_in_quarantine_it_is_read_but_not_opened_until_a_manager_releases_it(
    case: Case, sign_in: SignIn
) -> None:
    officer, manager = sign_in("officer"), sign_in("manager")
    _send(officer, case, ("letter.txt", b"Dear hub, we worry."))
    [paper] = _papers(case)

    page = _words(officer.get(_one(paper)))
    refused = officer.get(_one(paper, "download"))
    not_theirs = officer.get(_one(paper, "release"))
    blank = manager.post(_one(paper, "release"), {"seen": paper.version, "why": " "})
    done = manager.post(_one(paper, "release"), {"seen": paper.version, "why": "I rang them"})
    stale = manager.post(_one(paper, "release"), {"seen": paper.version, "why": "Me too"})
    opened = officer.get(_one(paper, "download"))

    assert "In quarantine: it has not been checked for viruses" in page
    assert "Dear hub, we worry." in page
    assert "releases it with a reason: Team manager" in page
    assert (refused.status_code, not_theirs.status_code) == (403, 403)
    assert (blank.status_code, done.status_code, stale.status_code) == (422, 302, 409)
    assert opened.content == b"Dear hub, we worry."
    assert "Released by" in _words(officer.get(_one(paper)))


def test_where_a_check_is_compulsory_nobody_is_offered_to_release(
    case: Case, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "CLAMD_REQUIRED", True)
    manager = sign_in("manager")
    _send(manager, case, ("letter.txt", b"Dear hub"))
    [paper] = _papers(case)

    page = manager.get(_one(paper)).content.decode()
    answer = manager.post(_one(paper, "release"), {"seen": paper.version, "why": "I rang them"})

    assert _one(paper, "release") not in page
    assert answer.status_code == 422
    assert _papers(case)[0].stage == PaperStage.QUARANTINED


def test_a_virus_is_told_to_whoever_attached_it_and_served_to_nobody(
    case: Case, sign_in: SignIn, check_says: Says
) -> None:
    check_says(Checked(verdict=Verdict.INFECTED, virus="Eicar-Test"))
    client = sign_in("officer")

    answer = _send(client, case, ("invoice.txt", EICAR))
    [paper] = _papers(case)

    assert answer.status_code == 422
    assert "“invoice.txt”: a virus was found in it (Eicar-Test)." in _words(answer)
    for short in ("officer", "manager"):
        who = sign_in(short)
        assert who.get(_one(paper, "download")).status_code == 403
        assert who.get(_one(paper, "picture")).status_code == 404
        assert who.post(_one(paper, "check")).status_code == 403
        assert EICAR.decode() not in _words(who.get(_one(paper)))
    on_case = _words(client.get(reverse("cases:show", args=[case.reference])))
    assert "Virus found in invoice.txt" in on_case


def test_a_check_that_did_not_answer_is_asked_again_with_a_button(
    case: Case, sign_in: SignIn, check_says: Says
) -> None:
    silent = Checked(verdict=Verdict.NOT_CHECKED, why="The check for viruses did not answer.")
    check_says(silent)
    client = sign_in("officer")
    _send(client, case, ("letter.txt", b"Dear hub"))
    [paper] = _papers(case)

    page = client.get(_one(paper)).content.decode()
    still = client.post(_one(paper, "check"))
    check_says(Checked(verdict=Verdict.CLEAN))
    again = client.post(_one(paper, "check"))

    assert "The check for viruses did not answer." in page
    assert "Check it again" in page
    assert still.status_code == 403
    assert "could not be checked" in still.content.decode()
    assert again.status_code == 302
    assert client.get(_one(paper, "download")).content == b"Dear hub"


def test_what_was_exchanged_in_the_database_is_not_given_out(
    case: Case, sign_in: SignIn, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = papers.letter(walk, case)
    monkeypatch.setattr("frontdoor.casework.papers.rules.digest", lambda _: "0" * 64)

    answer = sign_in("officer").get(_one(paper, "download"))

    assert answer.status_code == 403
    assert "not what was attached" in answer.content.decode()


def test_what_is_struck_out_is_listed_and_opened_no_more(
    case: Case, sign_in: SignIn, walk: Walk
) -> None:
    paper = papers.letter(walk, case)
    client = sign_in("officer")

    answer = client.post(_one(paper, "strike"), {"seen": paper.version, "why": "Another child"})

    assert answer.status_code == 302
    assert "Struck out by" in _words(client.get(_list(case)))
    page = _words(client.get(_one(paper)))
    assert "falls asleep" not in page
    assert client.get(_one(paper, "download")).status_code == 403


def test_a_file_from_somebody_who_may_attach_none_is_not_even_kept(
    case: Case, sign_in: SignIn
) -> None:
    for client in (Client(), sign_in("police"), sign_in("early-help-team-team")):
        answer = _send(client, case, ("a.txt", b"Words"))
        assert answer.status_code in (302, 403)

    assert _papers(case) == []
