"""People whom a system told of are given out as a file, and every look is remembered."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import python_calamine
from django.test import Client

from frontdoor.audit import queries as audit
from frontdoor.casework.rolls import exporting
from frontdoor.connectors import rolls
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from frontdoor.people.models import Source, SourceRecord
from tests import make, pages, rolling

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
LIVE = ["P7", "=1+1", "@SUM(A1)", "2013-03-17", "", "", "CSC", "-2+3", "Bo", "4/1/2027", ""]


def saved(client: Client, form: str) -> pages.Page:
    """Return the file of everybody whom the case system told of."""
    make.enter("manager")
    number = Source.objects.get(name=rolling.SYSTEM).pk
    answer: pages.Page = client.post(
        "/rolls/export/", {"system": number, "format": form, "why": "compare it"}
    )
    return answer


def read(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV."""
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def test_a_manager_saves_people_and_each_look_is_remembered(walk: Walk, sign_in: SignIn) -> None:
    rolling.taken(walk)

    file = saved(sign_in("manager"), "csv")

    assert file.status_code == 200
    heads, tamsin, joel = read(file.content)
    assert heads[:3] == ["Their own number for the person", "Given names", "Family name"]
    assert tamsin[:3] == ["P1", "Tamsin", "Lowther"]
    assert tamsin[-5:] == ["Children's social care", "Area West", "Ada Example", "11/01/2027", ""]
    assert joel[-5] == "Early Help"
    make.enter("manager")
    for record in SourceRecord.objects.all():
        [look] = audit.looks(f"person {record.person_id}")
        assert look.purpose == "export: compare it"


def test_what_was_saved_can_be_brought_again_and_changes_nothing(
    walk: Walk, sign_in: SignIn
) -> None:
    rolling.taken(walk)
    for form, name in (("csv", "a.csv"), ("xlsx", "a.xlsx")):
        listed = rolls.read(name, saved(sign_in("manager"), form).content)
        tomorrow = make.later(walk, days=1)
        again = rolling.taken(
            tomorrow, [cells for _, cells in listed.rows], heads=listed.heads,
            as_at=walk.at - timedelta(hours=1),
        )  # fmt: skip
        assert again.rows == 2
        make.enter("manager")
        event = audit.history([again.subject])[0]
        assert (event.facts["same"], event.facts["refused"]) == (2, 0)


def test_no_cell_of_a_file_is_worked_out(walk: Walk, sign_in: SignIn) -> None:
    rolling.taken(walk, [LIVE])

    plain = read(saved(sign_in("manager"), "csv").content)[1]
    book = saved(sign_in("manager"), "xlsx").content

    assert {"'=1+1", "'@SUM(A1)", "'-2+3"} <= set(plain)
    sheet = python_calamine.CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0)
    assert "=1+1" in sheet.to_python()[1]


def test_a_record_that_is_restricted_to_others_is_not_in_it(walk: Walk, sign_in: SignIn) -> None:
    rolling.taken(walk)
    case = make.case(walk)
    make.enter("manager")
    source = Source.objects.get()
    SourceRecord.objects.create(
        hub_id=source.hub_id, source=source, number="P9", person=case.child, told_at=walk.at
    )
    assert "P9" in saved(sign_in("manager-2"), "csv").content.decode()

    restricting.restrict(walk, case.contact, "manager")

    assert "P9" not in saved(sign_in("manager-2"), "csv").content.decode()
    assert "P9" in saved(sign_in("manager"), "csv").content.decode()


def test_nobody_else_saves_anything(walk: Walk, sign_in: SignIn) -> None:
    rolling.taken(walk)

    assert sign_in("triage").get("/rolls/export/").status_code == 403
    source = walk.as_("manager", lambda _: Source.objects.get())
    with pytest.raises(Refused):
        walk.as_(
            "triage",
            lambda by: exporting.export(source=source, purpose="see", by=by, at=walk.at),
        )


def test_it_is_not_saved_without_saying_what_for(walk: Walk, sign_in: SignIn) -> None:
    rolling.taken(walk)

    answer = sign_in("manager").post("/rolls/export/", {"format": "csv"})

    assert answer.status_code == 422
    said = pages.text(answer)
    assert "Say what it is for" in said
    assert "Choose whose people" in said
