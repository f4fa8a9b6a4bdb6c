"""A list of hundreds of people is looked up in one go: nobody is written down, every look stays."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

from frontdoor.access.actor import Actor
from frontdoor.audit import queries as audit
from frontdoor.audit.models import Look
from frontdoor.casework.rolls import operations
from frontdoor.casework.rolls.models import Piece, Roll
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.jobs import rolling as job
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused
from frontdoor.people import operations as people
from frontdoor.people.models import Link, Person
from frontdoor.people.operations import Told
from tests import make, pages, rolling
from tests.integration import orchard

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
HEADS = ["Forename", "Surname", "DOB", "Postcode"]
TAMSIN = ["Tamsin", "Lowther", "1/2/2015", "EX1 1AA"]
NOBODY = ["Aurelio", "Quillfeather", "9/9/2009", ""]
WHY = "Police list, Friday to Sunday"
TOLD = Told(
    given_names="Tamsin", family_name="Lowther", date_of_birth=date(2015, 2, 1), postcode="EX1 1AA"
)


def send(
    client: Client, rows: list[list[str]], *, heads: list[str] = HEADS, **more: str
) -> pages.Page:
    """Send a list of people who are to be looked up."""
    file = SimpleUploadedFile("daily.csv", rolling.csv(rows, heads=heads))
    form = {"kind": "match", "source": "Police", "purpose": WHY, "file": file}
    answer: pages.Page = client.post("/rolls/bring/", form | more)
    return answer


def brought(client: Client, rows: list[list[str]], *, heads: list[str] = HEADS) -> str:
    """Bring a list, say what its columns hold as suggested, and return the page of who is found."""
    sent = send(client, rows, heads=heads)
    assert sent.status_code == 302, pages.text(sent)
    make.enter("manager")
    roll = Roll.objects.latest("pk")
    columns = {f"column-{place}": column for column, place in roll.columns.items()}
    answer = pages.sent(client, sent["Location"], **columns)
    assert answer["Location"] == f"/rolls/{roll.pk}/matches/"
    return answer["Location"]


def looks(person: Person) -> list[str]:
    """Return for what somebody looked at a person on a list, once for each look."""
    make.enter("manager")
    found = Look.objects.filter(subject=f"person {person.pk}", purpose=WHY)
    return list(found.values_list("purpose", flat=True))


@pytest.mark.parametrize("who", ["manager", "coordinator"])
def test_a_list_is_looked_up_from_the_file_to_the_page_of_a_child(
    sign_in: SignIn, who: str
) -> None:
    walk = orchard.today()
    contact = walk.describe(walk.contact(children=[TOLD]))
    make.enter("manager")
    case = contact.cases.get()
    before = Person.objects.count()
    client = sign_in(who)

    where = brought(client, [NOBODY, TAMSIN])

    page = client.get(where)
    said = pages.text(page)
    assert f"Looked up for: {WHY}." in said
    assert "1 of 2 rows may be somebody on record" in said
    assert "Aurelio, Quillfeather, 9/9/2009 Row 2 May be Nobody found" in said
    assert "Almost certainly the same person. Same given name" in said
    assert f"/cases/{case.reference}/people/{case.child_id}/" in page.content.decode()
    assert client.get(f"/cases/{case.reference}/people/{case.child_id}/").status_code == 200
    assert looks(case.child) == [WHY]
    assert (Person.objects.count(), Link.objects.count()) == (before, 0)
    assert "daily.csv" in pages.text(client.get("/rolls/"))
    assert client.post(where.replace("matches", "put-away"))["Location"] == "/rolls/"


def test_each_view_of_a_page_is_one_look_at_each_record_that_it_shows(
    walk: Walk, sign_in: SignIn
) -> None:
    child = make.case(walk, children=[TOLD]).child
    rows = [NOBODY] * 50 + [TAMSIN, TAMSIN]
    client = sign_in("manager")
    where = brought(client, rows)

    first = pages.text(client.get(where))
    assert "Tamsin" not in first
    assert looks(child) == []

    second = pages.text(client.get(f"{where}?page=2"))
    assert "Page 2 of 2" in second
    assert looks(child) == [WHY]

    client.get(f"{where}?page=2")
    assert looks(child) == [WHY, WHY]


def test_those_found_stand_first_where_somebody_asks_for_that(walk: Walk, sign_in: SignIn) -> None:
    make.case(walk, children=[TOLD])
    near = ["Tamsyn", "Lowther", "2/1/2015", ""]
    client = sign_in("manager")
    where = brought(client, [NOBODY] * 60 + [near, TAMSIN])

    said = pages.text(client.get(f"{where}?order=found"))

    assert "2 of 62 rows may be somebody on record" in said
    assert said.index("Row 63") < said.index("Row 62") < said.index("Row 2 ")
    assert 'href="?page=2&amp;order=found"' in client.get(f"{where}?order=found").content.decode()


def test_a_restricted_record_is_silent_and_no_look_at_it_is_told(
    walk: Walk, sign_in: SignIn
) -> None:
    case = make.case(walk, children=[TOLD])
    where = brought(sign_in("manager"), [TAMSIN])
    restricting.restrict(walk, case.contact, "manager")

    silent = pages.text(sign_in("coordinator").get(where))
    assert "0 of 1 rows may be somebody on record" in silent
    assert "1/2/2015, EX1 1AA Row 2 May be Nobody found" in silent
    assert looks(case.child) == []

    assert "Almost certainly the same person" in pages.text(sign_in("manager").get(where))
    assert looks(case.child) == [WHY]


def test_a_record_of_another_hub_is_not_found(walk: Walk, sign_in: SignIn) -> None:
    make.case(walk, children=[TOLD])
    client = sign_in("manager", hub_slug="durham")
    send(client, [TAMSIN])
    make.enter("manager", hub_slug="durham")
    where = f"/rolls/{Roll.objects.latest('pk').pk}/matches/"

    assert "0 of 1 rows" in pages.text(client.get(where))
    assert sign_in("manager").get(where).status_code == 404


def test_records_that_people_linked_stand_there_once_and_say_what_both_know(
    walk: Walk, sign_in: SignIn
) -> None:
    one, other = (make.case(walk, children=[TOLD]).child for _ in range(2))
    rolling.taken(walk)

    def link(by: Actor) -> None:
        people.link(person=one, same_as=other, why="one child", subject="x", by=by, at=walk.at)

    walk.as_("manager", link)
    client = sign_in("manager")

    said = pages.text(client.get(brought(client, [TAMSIN])))

    assert said.count("the same person.") == 2
    assert "Open to social care. Children's social care: Area West" in said
    assert looks(one) == looks(other) == [WHY]


def test_what_cannot_be_read_of_a_row_is_told_and_the_rest_is_looked_up(
    walk: Walk, sign_in: SignIn
) -> None:
    make.case(walk, children=[TOLD])
    client = sign_in("manager")

    said = pages.text(
        client.get(brought(client, [["Tamsin", "Lowther", "soon", ""], ["Tamsin", "", "", ""]]))
    )

    assert "“soon” is no date: write it like 27/3/2015. Looked up without it." in said
    assert "the same person. Same given name" in said
    assert "Not looked up. It says too little" in said


def test_five_hundred_rows_are_looked_up_in_as_many_statements_as_fifty(
    walk: Walk, sign_in: SignIn
) -> None:
    make.case(walk, children=[TOLD])
    client = sign_in("manager")
    some = [TAMSIN, *[NOBODY] * 9]
    few, many = brought(client, some * 5), brought(client, some * 50)

    asked = [pages.asked(client, where) for where in (few, many)]

    assert len(asked[1]) == len(asked[0])
    assert "Page 1 of 10" in pages.text(client.get(many))
    assert "50 of 500 rows" in pages.text(client.get(f"{many}?order=found"))


def test_without_a_purpose_it_is_refused_and_nothing_typed_is_lost(sign_in: SignIn) -> None:
    answer = send(sign_in("manager"), [TAMSIN], purpose=" ")

    assert answer.status_code == 422
    assert "Say what they are looked up for" in pages.text(answer)
    assert 'value="Police"' in answer.content.decode()


def test_a_file_that_cannot_be_read_or_has_too_many_rows_is_refused(sign_in: SignIn) -> None:
    client = sign_in("manager")
    bad = SimpleUploadedFile("daily.xlsx", b"PK\x03\x04xl/workbook.xml")
    form = {"kind": "match", "source": "Police", "purpose": WHY}

    unread = client.post("/rolls/bring/", form | {"file": bad})
    many = send(client, [NOBODY] * 1_001)

    assert (unread.status_code, many.status_code) == (422, 422)
    assert "It could not be read." in pages.text(unread)
    assert "It has 1,001 rows, and at most 1,000 are read at once." in pages.text(many)


def test_a_list_without_a_column_of_names_says_so_and_finds_nobody(
    walk: Walk, sign_in: SignIn
) -> None:
    child = make.case(walk, children=[TOLD]).child
    client = sign_in("manager")
    where = brought(client, [["1", "EX1 1AA"]], heads=["Reference", "Postcode"])

    said = pages.text(client.get(where))

    assert "Say which column has the name, or the NHS number." in said
    assert "Nobody found" not in said
    assert looks(child) == []


def test_whoever_may_look_lists_up_may_not_bring_those_that_are_taken(
    walk: Walk, sign_in: SignIn
) -> None:
    client = sign_in("coordinator")

    assert "What the case system says now" not in pages.text(client.get("/rolls/bring/"))
    answer = send(client, [TAMSIN], kind="register")

    assert answer.status_code == 422
    assert client.get(f"/rolls/{rolling.brought(walk).pk}/").status_code == 403
    with pytest.raises(Refused):
        walk.as_(
            "triage",
            lambda by: operations.bring(
                kind=Kind.MATCH, source="Police", as_at=None, file_name="a", digest="a",
                heads=HEADS, rows=[(2, TAMSIN)], purpose=WHY, by=by, at=walk.at,
            ),
        )  # fmt: skip
    with pytest.raises(Invalid):
        rolling.to_match(walk, purpose=" ")


def test_nothing_of_a_list_that_is_looked_up_is_ever_taken(walk: Walk, sign_in: SignIn) -> None:
    roll = rolling.to_match(walk)
    make.enter("manager")
    before = Person.objects.count()

    with pytest.raises(Refused, match="nothing of it is taken"):
        rolling.begun(walk, roll)
    job.go_round(clock=lambda: walk.at)

    assert sign_in("manager").get(f"/rolls/{roll.pk}/")["Location"] == f"/rolls/{roll.pk}/matches/"
    make.enter("manager")
    assert Person.objects.count() == before


def test_its_rows_are_emptied_after_the_days_of_the_pack_or_when_it_is_put_away(
    walk: Walk, sign_in: SignIn
) -> None:
    client = sign_in("manager")
    old, away = brought(client, [TAMSIN]), brought(client, [TAMSIN])

    assert client.post(away.replace("matches", "put-away"))["Location"] == "/rolls/"
    job.go_round(clock=lambda: now() + timedelta(days=31))

    make.enter("manager")
    assert list(Piece.objects.values_list("rows", flat=True)) == [[], []]
    assert "Its rows have been emptied, as they are 30 days after" in pages.text(client.get(old))
    assert "It has been put away." in pages.text(client.get(away))


def test_the_same_list_again_is_looked_up_anew_with_its_own_purpose(sign_in: SignIn) -> None:
    client = sign_in("manager")
    first = brought(client, [TAMSIN])

    send(client, [TAMSIN], purpose="compare it")

    make.enter("manager")
    newest = Roll.objects.latest("pk")
    assert f"/rolls/{newest.pk}/matches/" != first
    assert newest.purpose == "compare it"
    assert audit.history([newest.subject])
