"""What the worry is: harm first, consent and law apart, and nothing typed is lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from frontdoor.casework.contacts import concern as worries
from frontdoor.casework.contacts.models import Contact
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid
from tests import make
from tests.pages import offered, ticked
from tests.taking import child, seen, taken, written

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def worry(contact: Contact, **said: Any) -> dict[str, Any]:
    """Return a concern as it is sent when the harm test alone is answered."""
    return seen(contact, immediate_harm="no") | said


def test_the_concern_is_written_down_with_what_routes_rest_on(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = worry(
        contact, concern="Came home drunk.", childs_words="He is nice to me.",
        triggers=["risky_adult"], ask_significant_harm="yes", ask_unborn="not_known",
        family_told="yes", not_asked_ground="increased_risk", bases=["section_47"],
    )  # fmt: skip

    assert officer.post(f"/contacts/{contact.reference}/concern/", form).status_code == 302

    now = written(contact.reference)
    assert (now.concern, now.bases) == ("Came home drunk.", ["section_47"])
    assert child(now).triggers == ["risky_adult"]
    assert child(now).answers == {
        "immediate_harm": "no", "significant_harm": "yes", "unborn": "not_known",
    }  # fmt: skip


def test_what_a_question_asks_is_not_asked_again_as_a_flag(sign_in: SignIn, walk: Walk) -> None:
    contact = walk.contact()
    walk.describe(contact, triggers=["missing", "risky_adult"])
    officer, address = sign_in("officer"), f"/contacts/{contact.reference}/concern/"

    page = officer.get(address)
    first = officer.post(address, offered(page))

    assert offered(page)["ask_missing"] == ["yes"]
    assert ticked(page, "triggers") == {"Risky adult identified"}
    assert 'name="triggers" type="checkbox" value="missing"' not in page.content.decode()
    assert first.status_code == 302
    assert set(child(written(contact.reference)).triggers) == {"missing", "risky_adult"}

    officer.post(address, {**offered(officer.get(address)), "ask_missing": "no"})

    assert child(written(contact.reference)).triggers == ["risky_adult"]


def test_what_was_written_is_there_when_the_concern_is_opened_again(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    address = f"/contacts/{contact.reference}/concern/"
    officer.post(address, worry(contact, concern="Came home drunk.", ask_missing="yes"))

    page = officer.get(address).content.decode()

    assert "Came home drunk." in page
    assert 'name="ask_missing" type="radio" value="yes" checked' in page


def test_a_possible_red_is_on_top_of_the_list(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = worry(contact, immediate_harm="not_known", possible_red="Screams in the background")

    officer.post(f"/contacts/{contact.reference}/concern/", form)

    page = officer.get(f"/contacts/{contact.reference}/").content.decode()
    assert "on top of the manager’s list" in page
    assert child(written(contact.reference)).urgent


def test_only_law_that_is_in_force_can_be_relied_on(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    address = f"/contacts/{contact.reference}/concern/"

    assert "16LA" not in officer.get(address).content.decode()
    assert officer.post(address, worry(contact, bases=["duty_to_share"])).status_code == 422


def test_a_ground_outside_the_pack_is_for_a_manager_with_a_reason(sign_in: SignIn) -> None:
    officer, manager = sign_in("officer"), sign_in("manager")
    contact = taken(officer)
    address = f"/contacts/{contact.reference}/concern/"
    other = worry(contact, not_asked_ground="other")

    assert officer.post(address, other | {"not_asked_why": "A reason."}).status_code == 422
    without = manager.post(address, other)
    assert without.status_code == 422
    assert "Write the reason why consent was not asked for" in without.content.decode()
    assert manager.post(address, other | {"not_asked_why": "A reason."}).status_code == 302

    # What the manager settled stays when an officer writes on.
    now = written(contact.reference)
    kept = worry(now, not_asked_ground="other", not_asked_why="A reason.", concern="More.")
    assert officer.post(address, kept).status_code == 302
    changed = worry(written(contact.reference), not_asked_ground="other", not_asked_why="Mine.")
    assert officer.post(address, changed).status_code == 422


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"immediate_harm": ""}, "Answer the first question of all"),
        ({"immediate_harm": "maybe"}, "Choose one of the answers"),
        ({"triggers": ["nonsense"]}, "Choose one of the answers"),
        ({"ask_unborn": "yes\0"}, "Choose one of the answers"),
        ({"concern": "x" * 20_001}, "must be 20,000 characters or fewer"),
        ({"childs_words": "\0"}, "must not include null characters"),
        ({"family_told": "1"}, "Choose one of the answers"),
        ({"not_asked_ground": "no reason"}, "Why consent was not asked for"),
    ],
)
def test_a_concern_that_cannot_be_is_named_and_kept(
    sign_in: SignIn, said: dict[str, Any], words: str
) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = worry(contact, strengths="A grandmother next door") | said

    response = officer.post(f"/contacts/{contact.reference}/concern/", form)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert "A grandmother next door" in response.content.decode()


def test_what_is_to_be_put_right_is_listed_in_the_order_of_the_talk(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = seen(
        contact, bases=["nonsense"], kept_from_family="\0", family_told="1", ask_unborn="1",
        triggers=["nonsense"], concern="\0", where_now="\0", possible_red="\0",
    )  # fmt: skip
    page = officer.post(f"/contacts/{contact.reference}/concern/", form).content.decode()

    listed = re.findall(r'<a href="#(\w[\w-]*)">', page)
    assert len(listed) == 9
    assert listed == sorted(listed, key=lambda each: page.index(f' id="{each}"'))


def test_the_second_of_two_descriptions_is_shown_the_first_and_can_be_sent_again(
    sign_in: SignIn,
) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    address = f"/contacts/{contact.reference}/concern/"
    form = worry(contact, concern="Hers.")
    officer.post(address, form)

    second = sign_in("triage")
    refused = second.post(address, form | {"concern": "His."})

    assert refused.status_code == 409
    page = refused.content.decode()
    assert "Concern written down" in page
    assert "Bea Holloway" in page
    assert "His." in page
    now = written(contact.reference)
    assert now.concern == "Hers."
    assert second.post(address, worry(now, concern="His.")).status_code == 302


def test_the_operation_itself_refuses_a_ground_that_nobody_knows(walk: Walk) -> None:
    contact = make.contact(walk)
    actor = make.enter("officer")
    with pytest.raises(Invalid, match="one of the reasons in the list"):
        worries.describe(
            contact=contact,
            concern=worries.Concern(concern="", not_asked_ground="because"),
            children={},
            seen=written(contact.reference).version,
            by=actor,
            at=walk.at,
        )
