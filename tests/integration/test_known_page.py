"""Is the child known? Records are offered with reasons, and a person says which is the child."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.operations import Caller
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import queries as register
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Judged
from tests import make, pairs
from tests.taking import child, seen, taken, written

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

SASHA = Told(given_names="Sasha", family_name="Kowalski", postcode="CV1 9ZZ")


def candidate(walk: Walk, told: Told = SASHA) -> Case:
    """Return a case of a child who was told of some weeks earlier."""
    earlier = make.later(walk, days=-60)
    return walk.case(walk.describe(earlier.contact(children=[told])))


def test_nobody_is_joined_by_themselves(sign_in: SignIn, walk: Walk) -> None:
    before = candidate(walk)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    page = officer.get(f"/cases/{contact.reference}-A/known/").content.decode()

    assert "same given name and same family name" in page
    assert "1 earlier contact, the last on 31 December 2026" in page
    make.enter("manager")
    assert register.same_as(before.child) == [before.child]


def test_a_person_says_that_it_is_the_same_child_and_why(sign_in: SignIn, walk: Walk) -> None:
    before = candidate(walk)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    address = f"/cases/{contact.reference}-A/known/"
    form = {"seen": 1, "same": [before.child.pk], "why": "The mother confirms the address."}

    assert officer.post(address, form)["Location"] == f"/contacts/{contact.reference}/"

    now = child(written(contact.reference))
    assert now.known_answer == "yes"
    assert before.child in register.same_as(now.child)
    assert "Linked to an earlier record already" in officer.get(address).content.decode()


def test_a_record_that_was_offered_and_left_is_told_on_the_case(
    sign_in: SignIn, walk: Walk
) -> None:
    """Whoever reads the case later sees that there was another child to think of."""
    before, other = candidate(walk), candidate(walk, replace(SASHA, given_names="Sascha"))
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    case, address = f"/cases/{contact.reference}-A/", f"/cases/{contact.reference}-A/known/"
    form = {"seen": 1, "same": [before.child.pk], "why": "The mother confirms the address."}

    officer.post(address, form)

    page = officer.get(case).content.decode()
    assert page.count("1 other record was offered and not said to be the child") == 2
    assert f'href="{address}">Look again</a>' in page
    left = child(written(contact.reference))
    form = {"seen": left.version, "same": [other.child.pk], "why": "So does the school."}
    officer.post(address, form)
    page = officer.get(case).content.decode()
    assert "Look again" not in page
    assert page.count("1 other record was offered and not said to be the child") == 1


def test_who_has_several_records_is_asked_about_once(sign_in: SignIn, walk: Walk) -> None:
    before = candidate(walk)
    again = candidate(walk, replace(SASHA, also_known_as="Sacha Nowak", address="9 Larkspur Row"))
    pairs.answer(walk, pairs.of(walk, before.child, again.child), Judged.SAME)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")

    page = officer.get(f"/cases/{contact.reference}-A/known/").content.decode()

    assert page.count("This is the same child") == 1
    assert "People have linked another record to this one" in page
    assert before.contact.reference in page
    assert again.contact.reference in page
    assert "2 earlier contacts" in page
    make.enter("manager")
    for record in (before.child, again.child):
        assert len(audit.looks(f"person {record.pk}")) == 1


def test_the_look_at_a_candidate_is_remembered(sign_in: SignIn, walk: Walk) -> None:
    before = candidate(walk)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    officer.get(f"/cases/{contact.reference}-A/known/")

    make.enter("manager")
    [look] = audit.looks(f"person {before.child.pk}")
    assert look.purpose == f"is {contact.reference}-A known?"


def test_without_a_candidate_not_known_is_one_click(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    address = f"/cases/{contact.reference}-A/known/"
    assert "Confirm: not known to us" in officer.get(address).content.decode()

    assert officer.post(address, {"seen": 1, "otherwise": "no"}).status_code == 302
    assert child(written(contact.reference)).known_answer == "no"


def test_the_mother_of_the_same_contact_is_no_earlier_record(sign_in: SignIn, walk: Walk) -> None:
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski", postcode="CV1 9ZZ")
    form = seen(contact, part="carer", family_name="Kowalski", postcode="CV1 9ZZ")
    officer.post(f"/contacts/{contact.reference}/people/", form)

    page = officer.get(f"/cases/{contact.reference}-A/known/").content.decode()

    assert "No record that may be this child" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Tick the records of this child, or say that none is"),
        ({"same": ["0"]}, "from the list"),
        ({"same": ["\0"]}, "from the list"),
        ({"otherwise": "perhaps"}, "Choose one of the answers"),
        ({"same": ["there"], "otherwise": "no", "why": "Both."}, "Either tick a record"),
        ({"same": ["there"]}, "Write how you know that it is the same child"),
        ({"same": ["there"], "why": "x" * 5001}, "5,000 characters or fewer"),
    ],
)
def test_an_answer_that_says_nothing_or_two_things_is_not_taken(
    sign_in: SignIn, walk: Walk, said: dict[str, Any], words: str
) -> None:
    before = candidate(walk)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    if said.get("same") == ["there"]:
        said = said | {"same": [str(before.child.pk)]}

    response = officer.post(f"/cases/{contact.reference}-A/known/", {"seen": 1} | said)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert child(written(contact.reference)).known_answer == ""


def test_the_second_of_two_answers_is_shown_the_first(sign_in: SignIn, walk: Walk) -> None:
    before = candidate(walk)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    address = f"/cases/{contact.reference}-A/known/"
    form = seen(contact) | {"seen": 1}
    officer.post(address, form | {"otherwise": "not_known"})

    yes = {"same": [before.child.pk], "why": "Same school."}
    second = sign_in("triage").post(address, form | yes)

    assert second.status_code == 409
    assert "Checked whether the child is known" in second.content.decode()
    assert "Same school." in second.content.decode()
    make.enter("manager")
    assert register.same_as(before.child) == [before.child]


def test_another_hubs_records_are_no_candidates(sign_in: SignIn, walk: Walk) -> None:
    make.walk("durham").contact(children=[SASHA], caller=Caller(source="school"))
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")

    page = officer.get(f"/cases/{contact.reference}-A/known/").content.decode()

    assert "No record that may be this child" in page
