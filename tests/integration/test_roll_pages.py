"""The pages on which a manager brings a list, sees what would come of it, and takes it."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.rolls.models import Roll
from frontdoor.jobs import rolling as job
from frontdoor.kernel.wall_clock import local
from tests import make, pages, rolling
from tests.integration import orchard

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def send(client: Client, content: bytes, *, name: str = "open.csv", **more: str) -> pages.Page:
    """Send a file as the case system's feed of an hour ago."""
    then = local(now() - timedelta(hours=1))
    form = {
        "kind": "feed", "source": "Casebook", "on-day": str(then.day),
        "on-month": str(then.month), "on-year": str(then.year), "clock": f"{then:%H:%M}",
        "file": SimpleUploadedFile(name, content),
    }  # fmt: skip
    answer: pages.Page = client.post("/rolls/bring/", form | more)
    return answer


def newest() -> Roll:
    """Return the list that was brought last."""
    make.enter("manager")
    return Roll.objects.latest("pk")


def test_a_manager_brings_a_feed_and_takes_it(sign_in: SignIn) -> None:
    manager = sign_in("manager")

    sent = send(manager, rolling.csv([rolling.TAMSIN, rolling.JOEL]))

    where = f"/rolls/{newest().pk}/"
    assert sent["Location"] == f"{where}columns/"
    columns = pages.text(manager.get(f"{where}columns/"))
    assert "Such as Tamsin, Joel" in columns
    said = {f"column-{place}": column for column, place in newest().columns.items()}
    assert pages.sent(manager, f"{where}columns/", **said)["Location"] == where
    before = pages.text(manager.get(where))
    assert "Nothing is taken yet. This would come of its 2 rows" in before
    assert pages.sent(manager, where)["Location"] == where
    assert "0 of 2 rows are taken." in pages.text(manager.get(where))

    job.go_round(clock=now)

    after = pages.text(manager.get(where))
    assert "2 new, 0 changed, 0 as they were, 0 not taken." in after
    assert "Casebook" in pages.text(manager.get("/rolls/"))


def test_rows_that_were_not_taken_are_saved_with_why_and_no_live_formula(
    sign_in: SignIn,
) -> None:
    manager = sign_in("manager")
    bad = ["P9", "=HYPERLINK(1)", *rolling.TAMSIN[2:9], "soon", ""]
    send(manager, rolling.csv([rolling.JOEL, bad]))
    where = f"/rolls/{newest().pk}/"
    pages.sent(manager, where)
    job.go_round(clock=now)

    page = pages.text(manager.get(where))
    assert "Opened “soon” is no date: write it like 27/3/2015." in page
    file = manager.get(f"{where}not-taken/")
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(file.content))
    head, row = book.get_sheet_by_index(0).to_python()
    assert head[:3] == ["Row", "Why it was not taken", "Person ID"]
    assert row[0] == "3"
    assert "=HYPERLINK(1)" in row
    assert b"<f>" not in file.content


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.csv", "It is empty."),
        (b"%PDF-1.7", "a.csv", "It is no list."),
        (b"ID,Surname\r\n", "a.csv", "There is no row in it under the headings."),
        (b"PK\x03\x04xl/workbook.xml", "a.xlsx", "It could not be read."),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field_and_nothing_typed_is_lost(
    sign_in: SignIn, content: bytes, name: str, why: str
) -> None:
    manager = sign_in("manager")

    answer = send(manager, content, name=name, source="Our own system")

    assert answer.status_code == 422
    said = pages.text(answer)
    assert why in said
    assert 'value="Our own system"' in answer.content.decode()


def test_a_feed_without_as_at_is_asked_for_it(sign_in: SignIn) -> None:
    answer = send(sign_in("manager"), rolling.csv([rolling.JOEL]), clock="")

    assert answer.status_code == 422
    assert "Enter the time" in pages.text(answer)


def test_two_columns_cannot_hold_the_same(sign_in: SignIn) -> None:
    manager = sign_in("manager")
    send(manager, rolling.csv([rolling.JOEL]))

    answer = pages.sent(
        manager, f"/rolls/{newest().pk}/columns/", **{"column-1": "team", "column-2": "team"}
    )

    assert answer.status_code == 422
    assert "“Team” is chosen twice" in pages.text(answer)


def test_of_two_who_begin_it_the_second_is_told(sign_in: SignIn) -> None:
    manager = sign_in("manager")
    send(manager, rolling.csv([rolling.JOEL]))
    where = f"/rolls/{newest().pk}/"
    pages.sent(manager, where)

    answer = manager.post(where, {"seen": "1", "after": "0"})

    assert answer.status_code in (409, 422)
    assert "Its rows are to be taken" in pages.text(answer)


def test_a_list_is_put_away(sign_in: SignIn) -> None:
    manager = sign_in("manager")
    send(manager, rolling.csv([rolling.JOEL]))
    number = newest().pk

    assert manager.post(f"/rolls/{number}/put-away/")["Location"] == "/rolls/"

    assert "It has been put away." in pages.text(manager.get(f"/rolls/{number}/"))


def test_a_case_says_as_at_when_the_case_system_told_and_when_that_is_too_long_ago(
    sign_in: SignIn,
) -> None:
    walk = orchard.today()
    rolling.taken(walk)
    told = rolling.HEARD
    contact = walk.describe(walk.contact(children=[told]))
    where = f"/cases/{contact.reference}-A/known/"
    fresh = pages.text(sign_in("manager").get(where))
    assert "Open to social care. Children's social care: Area West" in fresh
    assert "From: Casebook, as at" in fresh
    assert "Nothing newer came" not in fresh

    rolling.taken(walk, as_at=walk.at - timedelta(hours=49), source="Old")

    stale = pages.text(sign_in("manager").get(where))
    assert "From: Old, as at" in stale
    assert "Nothing newer came: ask them how it stands now" in stale
