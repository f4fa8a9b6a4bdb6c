"""Nothing typed is lost: pages are kept as they are typed, and through an expired sign-in (U4)."""

import re
from typing import Protocol
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client

from frontdoor.access.models import Draft
from tests import make
from tests.integration.conftest import SignIn
from tests.pages import Page

pytestmark = pytest.mark.django_db

PATH = "/contacts/new/"
TYPED = {"given_names": "Elowen", "family_name-not-known": "yes", "date_of_birth-year": "2019"}


class Answer(Page, Protocol):
    """What came back to a script."""

    def json(self) -> dict[str, object]: ...


CALL = {"channel": "telephone", "source": "school", "description": "A girl at the bus stop"}


def _offered(page: Page) -> list[str]:
    """Return the numbers of the drafts that a page offers, in its order."""
    return re.findall(r'href="\?draft=(\d+)"', page.content.decode())


def _save(
    client: Client, *, tab: str = "one", step: str = "1", path: str = PATH, **typed: str
) -> Answer:
    sent = {"path": path, "tab": tab, "step": step, "typed": urlencode(TYPED | typed)}
    answer: Answer = client.post("/drafts/", sent)
    return answer


def test_what_was_typed_is_offered_again_and_put_back(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    assert set(_save(officer).json()) == {"saved", "elsewhere", "left"}

    offered = officer.get(PATH)
    restored = officer.get(PATH, {"draft": _offered(offered)[0]})

    assert b"did not send it" in offered.content
    assert b'value="Elowen"' not in offered.content
    assert b'value="Elowen"' in restored.content
    assert b'value="2019"' in restored.content


def test_what_was_on_its_way_for_longer_takes_no_newer_ones_place(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    _save(officer, step="2", given_names="Elowen Mary")

    answer = _save(officer, step="1", given_names="Elowen")
    restored = officer.get(PATH, {"draft": _offered(officer.get(PATH))[0]})
    _save(officer, step="3", given_names="Elowen Mary Ann")
    again = officer.get(PATH, {"draft": _offered(officer.get(PATH))[0]})

    assert answer.status_code == 200
    assert b'value="Elowen Mary"' in restored.content
    assert b'value="Elowen Mary Ann"' in again.content


def test_a_step_that_is_no_number_keeps_what_was_typed_all_the_same(sign_in: SignIn) -> None:
    officer = sign_in("officer")

    answers = [_save(officer, tab=step, step=step) for step in ("", "-1", "two", "9" * 40)]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert len(_offered(officer.get(PATH))) == 4


def test_nobody_else_is_offered_it(sign_in: SignIn) -> None:
    _save(sign_in("officer"))

    assert _offered(sign_in("manager").get(PATH)) == []
    assert Draft.objects.count() == 0


def test_the_database_shows_a_draft_to_its_writer_alone(sign_in: SignIn) -> None:
    _save(sign_in("officer"))

    make.enter("officer")
    assert Draft.objects.count() == 1
    make.enter("manager")
    assert Draft.objects.count() == 0
    assert Draft.objects.update(typed={}) == 0


def test_a_page_that_is_sent_is_kept_no_longer(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    _save(officer)

    officer.post(PATH, {**CALL, "form_key": str(uuid4())})

    make.enter("officer")
    assert [(draft.typed, draft.spent_at is None) for draft in Draft.objects.all()] == [({}, False)]


def test_a_page_that_was_refused_stays_kept(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    _save(officer)

    assert officer.post(PATH, {"source": "nobody"}).status_code == 422

    assert len(_offered(officer.get(PATH))) == 1


def test_it_can_be_thrown_away(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    _save(officer)

    officer.post("/drafts/throw-away/", {"path": PATH})

    assert _offered(officer.get(PATH)) == []


@pytest.mark.parametrize("path", ["//elsewhere.example/", "https://elsewhere.example/", "", "x"])
def test_throwing_away_leads_nowhere_else(sign_in: SignIn, path: str) -> None:
    assert sign_in("officer").post("/drafts/throw-away/", {"path": path}).status_code == 403


def test_two_tabs_are_warned_and_kept_apart(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    assert _save(officer, tab="one").json()["elsewhere"] is False

    assert _save(officer, tab="two", given_names="Elwyn").json()["elsewhere"] is True

    names = [officer.get(PATH, {"draft": pk}).content for pk in _offered(officer.get(PATH))]
    assert b'value="Elwyn"' in names[0]
    assert b'value="Elowen"' in names[1]


def test_a_page_sent_after_the_sign_in_ended_is_offered_when_they_are_back(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    mark = officer.get(PATH).content.split(b'name="keeper" value="')[1].split(b'"')[0].decode()
    officer.logout()

    sent = officer.post(PATH, {**TYPED, "keeper": mark})

    assert sent["Location"] == "/sign-in/?next=/contacts/new/"
    back = sign_in("officer")
    [draft] = _offered(back.get(PATH))
    assert b'value="Elowen"' in back.get(PATH, {"draft": draft}).content
    assert _offered(sign_in("manager").get(PATH)) == []


@pytest.mark.parametrize("mark", ["", "1:forged", "1:1abcde:forged"])
def test_a_page_without_a_true_mark_is_kept_for_nobody(sign_in: SignIn, mark: str) -> None:
    sign_in("officer")

    assert Client().post(PATH, {**TYPED, "keeper": mark}).status_code == 302
    assert Client().post("/drafts/", {"path": PATH, "keeper": mark}).status_code == 403

    make.enter("officer")
    assert Draft.objects.count() == 0


def test_what_cannot_be_kept_is_told(sign_in: SignIn) -> None:
    officer = sign_in("officer")

    assert _save(officer, concern="x" * 300_000).status_code == 422
    assert _save(officer, path="elsewhere").status_code == 422
    assert _save(officer, concern="a\0b").status_code == 200


def test_no_password_is_ever_kept(sign_in: SignIn) -> None:
    assert b"data-keep" in sign_in("officer").get(PATH).content
    assert b"data-keep" not in Client().get("/sign-in/").content
