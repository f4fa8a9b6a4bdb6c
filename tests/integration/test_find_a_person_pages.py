"""The pages on which a person is found, and on which managers see what for."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from frontdoor.audit import queries as audit
from frontdoor.casework.searches import queries
from frontdoor.casework.searches.models import HiddenMatch, Search
from frontdoor.jobs.example.walk import Walk
from tests import looking_for, make, meeting
from tests.integration.conftest import SignIn
from tests.integration.test_find_a_person import PERSON, TYPED, known, looked, post
from tests.looking_for import TAMSIN, WHY
from tests.meeting import JUNO, WORDS
from tests.pages import errors, text

pytestmark = pytest.mark.django_db


def test_a_person_is_found_on_the_page_and_no_address_has_a_name(
    walk: Walk, sign_in: SignIn
) -> None:
    case = known(walk)
    client = sign_in("social-worker")

    page = client.post(PERSON, TYPED)

    where = page["Location"]
    assert where == f"{PERSON}{Search.objects.latest('pk').pk}/"
    found = client.get(where)
    told = text(found)
    for words in (
        "Almost certainly the same person.",
        "Tamsin Lowther, born 1 February 2015",
        WHY,
        case.reference,
    ):
        assert words in told
    html = found.content.decode()
    assert f"/cases/{case.reference}/people/{case.child_id}/" in html
    assert client.get(f"/cases/{case.reference}/people/{case.child_id}/").status_code == 200


def test_nobody_found_says_that_it_proves_nothing(walk: Walk, sign_in: SignIn) -> None:
    page = text(post(sign_in("social-worker"), given_names="Zebedee", family_name="Nobody"))

    assert "Nobody found" in page
    assert "“Not found” does not mean “not known”." in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": ""}, "Choose what you look for somebody for"),
        ({"why": "  "}, "Say in your own words what you look for them for"),
        ({"nhs_number": "1234567890"}, "NHS number must be 10 digits that belong together"),
        (
            {"given_names": "", "date_of_birth-day": "", "date_of_birth-month": "",
             "date_of_birth-year": ""},
            "Enter two of given name, family name",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(
    walk: Walk, sign_in: SignIn, typed: dict[str, str], words: str
) -> None:
    known(walk)

    page = post(sign_in("social-worker"), **typed)

    assert page.status_code == 422
    assert words in errors(page)
    assert 'value="Lowther"' in page.content.decode()
    assert not Search.objects.exists()


def test_a_purpose_is_not_typed_twice_for_the_same_matter(walk: Walk, sign_in: SignIn) -> None:
    made = looking_for.search(walk)
    other = looking_for.search(walk, by="triage")
    client = sign_in("social-worker")

    mine = client.get(f"{PERSON}?again={made.pk}").content.decode()
    theirs = client.get(f"{PERSON}?again={other.pk}").content.decode()

    for words in (WHY, 'value="Lowther"'):
        assert words in mine.replace("&#39;", "'")
        assert words not in theirs
    for nonsense in ("x", "", "9" * 30, "-1", "٣"):
        assert client.get(PERSON, {"again": nonsense}).status_code == 200


def test_after_a_while_the_page_asks_for_a_purpose_anew(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(minutes=40))
    known(walk)
    made = looking_for.search(walk)

    page = text(sign_in("social-worker").get(f"{PERSON}{made.pk}/"))

    assert "What was found is shown for 30 minutes." in page
    assert "Almost certainly" not in page
    assert looked(walk) == []


def test_managers_see_who_was_looked_for_and_what_for(walk: Walk, sign_in: SignIn) -> None:
    known(walk)
    mine = looking_for.search(walk)
    looking_for.found(walk, mine)
    other = looking_for.search(walk, replace(TAMSIN, given_names="Nora"), by="triage")
    client = sign_in("manager")

    page = text(client.get("/searches/made/"))

    for words in (WHY, "Tamsin Lowther, born 1 February 2015", "1 record", "Nora", mine.by_name):
        assert words in page
    filtered = text(client.get("/searches/made/", {"who": other.by_id}))
    assert "Nora Lowther" in filtered
    assert "Tamsin Lowther" not in filtered
    make.enter("manager")
    assert audit.looks(mine.subject)[0].purpose == "see who was looked for, and what for"
    for nonsense in ({"who": "x"}, {"page": "x"}, {"page": "99999"}, {"who": "9" * 40}):
        assert client.get("/searches/made/", nonsense).status_code == 200


def test_who_looked_at_a_case_tells_of_searches_for_its_child(walk: Walk, sign_in: SignIn) -> None:
    case = known(walk)
    made = looking_for.search(walk)
    looking_for.found(walk, made)

    page = text(sign_in("manager").get(f"/cases/{case.reference}/looks/"))

    assert f"Search {made.pk}: Somebody rang back about a contact" in page


def test_a_reader_reads_who_looked_and_for_whom(walk: Walk, sign_in: SignIn) -> None:
    meeting.restricted(walk)
    made = looking_for.search(walk, JUNO, by="triage")
    meeting.watch(walk)
    number = walk.as_("social-worker", lambda _: HiddenMatch.objects.get().pk)

    page = text(sign_in("social-worker").get(reverse("restricting:match", args=[number])))

    for words in ("Juno Hartwell, born 2 April 2019", WHY, made.by_name):
        assert words in page


def test_whoever_looked_reads_what_they_are_told_there(walk: Walk, sign_in: SignIn) -> None:
    meeting.restricted(walk)
    made = looking_for.search(walk, JUNO, by="triage")
    meeting.watch(walk)
    held = walk.as_("manager", lambda _: queries.match(HiddenMatch.objects.get().pk))
    meeting.answer(walk, held)
    meeting.watch(walk)
    client = sign_in("triage")

    assert f'href="{PERSON}{made.pk}/"' in client.get("/notices/").content.decode()
    assert WORDS in text(client.get(f"{PERSON}{made.pk}/"))
