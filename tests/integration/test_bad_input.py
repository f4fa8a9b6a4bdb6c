"""What makes no sense gets a page that says so, whatever was sent: never a fault of ours."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frontdoor.access import context
from tests.house.test_pages import COLUMNS, FILES, Row, rows
from tests.integration.conftest import SignIn
from tests.world import PEOPLE, World

pytestmark = pytest.mark.django_db

WORD = "\u202e‘; DROP TABLE contacts_contact; -- <script>alert(1)</script> \ud83d\ude00".encode(
    "utf-16", "surrogatepass"
).decode("utf-16")
ODD: dict[str, object] = {
    "nothing at all": {},
    "a NUL in every field": "a\0b",
    "far too much": "x" * 60_000,
    "markup and signs": WORD,
    "a number beyond any": "9" * 400,
    "a minus": "-1",
    "not a number": "NaN",
    "an empty list": "[]",
    "blanks": " \t\r\n ",
}


SHOWN = [row for row in rows() if row.page not in FILES]
WITHOUT_FORM = {
    "worklist:home", "contacts:show", "contacts:people", "cases:show", "disclosures:product",
    "components", "process_map:show", "triage:show", "worklist:carrying",
    "worklist:out_of_hours", "worklist:closing",
    "oversight:download", "oversight:children", "sign_in:stay", "sign_in:ending",
    "contacts:challenges", "actions:show", "worklist:answers", "worklist:find",
    "notices:notices", "contacts:awaited", "sign_in:mine",
    "settings:history", "cases:looks", "settings:agreements", "settings:agreement", "papers:show",
    "cases:basis", "cases:basis_download",
    "restricting:records", "records:home", "records:request", "records:copy",
    "linking:pairs", "linking:undone", "people:show", "people:warnings", "network:around",
    "network:family", "people:nhs",
    "searches:found", "searches:made",
    "rolls:home", "rolls:matches", "rolls:not_taken",
    "records:schedule", "records:holds", "records:disposals", "records:certificate",
}  # fmt: skip


def _who(row: Row) -> str:
    """Return somebody who gets the page, or goes on from it, by the page table."""
    return next((c for c in COLUMNS if row.cells[c] in {"yes", "go"} and c in PEOPLE), "man")


def _fields(client: Client, address: str) -> set[str]:
    """Return the names of all that the page's forms would send."""
    page = client.get(address).content.decode(errors="replace")
    return set(re.findall(r'<(?:input|textarea|select)[^>]*? name="([^"]+)"', page, re.S))


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row.page)
def test_odd_input_is_told_to_be_odd(row: Row, sign_in: SignIn) -> None:
    world = World(row.at)
    address = world.address(row.page)
    client = sign_in(PEOPLE[_who(row)]) if _who(row) in PEOPLE else Client()

    names = _fields(client, address) - {"csrfmiddlewaretoken"}
    if row.cells["man"] == "yes" and row.page not in WITHOUT_FORM:
        assert len(names) > 1, f"{row.page} shows no field to write into"

    for told, what in ODD.items():
        sent = dict.fromkeys(names, what) if what else {}
        answer = client.post(address, sent)
        assert answer.status_code < 500, f"{row.page}: {told} gave {answer.status_code}"
        upload = SimpleUploadedFile("a.txt", b"\xff\xfe")
        assert client.post(address, {"seen": upload}).status_code < 500
    context.enter(None)


@pytest.mark.parametrize(
    "path",
    [
        "/cases/CV-26-00001-A%00/",
        "/cases/%ff%fe/",
        "/cases/" + "A" * 5000 + "/",
        "/contacts/../",
        "/?show=%00",
        "/find/?reference=%00",
        "/find/?reference=%ff%fe",
        "/find/?reference=" + "9" * 9999,
        "/?show=" + "9" * 9999,
        "/contacts/new/?part=%00",
        "/contacts/new/?draft=%00",
        "/requests/tellings/99999999999999999999/",
        "/requests/clearances/99999999999999999999/",
    ],
)
def test_odd_addresses_lead_nowhere(path: str, sign_in: SignIn) -> None:
    for short in ("manager", "police"):
        assert sign_in(short).get(path).status_code < 500
