"""The page on which an agency agrees to words for a family, or does not (P26)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from frontdoor.casework.disclosures import queries as tellings
from tests import make, pages
from tests.integration import orchard

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

WORDS = "Somebody may be a risk to Robin online; this is how to keep safe."


def test_words_to_agree_stand_on_top_of_the_tray(sign_in: SignIn) -> None:
    make.telling(orchard.today())

    said = pages.text(sign_in("police").get("/requests/"))

    assert said.index("What Alex may be told") < said.index("To answer")


def test_an_agency_agrees_to_the_words(sign_in: SignIn) -> None:
    telling = make.telling(orchard.today())
    client, where = sign_in("police"), f"/requests/tellings/{telling.pk}/"

    read = pages.text(client.get(where))
    page = pages.sent(client, where, agreed="yes")

    assert WORDS in read
    assert page.status_code == 302
    make.enter("manager")
    [told] = tellings.tellings(telling.enquiry_id)
    assert told.stage == "agreed"
    after = pages.text(client.get(where))
    assert "Agreed, to be told" in after
    assert "Send the answer" not in after


def test_not_agreeing_needs_a_reason(sign_in: SignIn) -> None:
    telling = make.telling(orchard.today())
    client, where = sign_in("police"), f"/requests/tellings/{telling.pk}/"

    nothing_said = pages.sent(client, where)
    silent = pages.sent(client, where, agreed="no", why=" ")
    taken = pages.sent(client, where, agreed="no", why="He would be warned.")

    assert "Answer the question “Do you agree to these words?”" in pages.errors(nothing_said)
    assert "Say why not, so that the hub can find other words." in pages.errors(silent)
    assert [nothing_said.status_code, silent.status_code, taken.status_code] == [422, 422, 302]


def test_words_are_agreed_to_once(sign_in: SignIn) -> None:
    telling = make.telling(orchard.today())
    second, where = sign_in("police"), f"/requests/tellings/{telling.pk}/"
    held = pages.opened(second, where)
    pages.sent(sign_in("police"), where, agreed="yes")

    page = second.post(where, {**held, "agreed": "no", "why": "He would be warned."})

    assert page.status_code == 409
    assert "Answered by Nadia Thistlewood" in pages.text(page)
    assert "He would be warned." in pages.text(page)


def test_words_are_there_for_the_agency_that_has_to_agree_alone(sign_in: SignIn) -> None:
    telling = make.telling(orchard.today())
    where = f"/requests/tellings/{telling.pk}/"

    codes = [sign_in(who).get(where).status_code for who in ("education", "health", "manager")]
    missing = sign_in("police").get("/requests/tellings/999999/")

    assert codes == [404, 404, 403]
    assert missing.status_code == 404


def test_an_agency_that_was_not_asked_before_can_agree(sign_in: SignIn) -> None:
    walk = orchard.today()
    enquiry = orchard.asked(walk, agencies=["education"])[0].enquiry
    pages.sent(
        sign_in("manager"),
        f"/cases/{enquiry}/tell/",
        person=str(dana(enquiry)),
        words="Lewis is a risk to her.",
        why="Dana can keep her away.",
    )

    page = sign_in("police").get("/requests/")

    assert "What Dana Orchard may be told" in pages.text(page)


def dana(enquiry: Any) -> int:
    make.enter("manager")
    [person] = tellings.may_be_told(enquiry)
    return int(person.pk)
