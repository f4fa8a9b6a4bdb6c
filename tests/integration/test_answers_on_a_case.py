"""What agencies answered, on the page of a case: whether, what, and what of it is new."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from tests import make, pages

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page be looked at on Monday at eleven, two hours after the contact."""
    at = make.london("2027-03-01", "11:00")
    monkeypatch.setattr("frontdoor.web.cases.show.now", lambda: at)


def _page(client: Client) -> str:
    return client.get("/cases/CV-27-00001-A/").content.decode()


def _said(client: Client) -> str:
    return pages.text(client.get("/cases/CV-27-00001-A/"))


def test_who_has_yet_to_answer_is_named(sign_in: SignIn, walk: Walk) -> None:
    asked = walk.commence(make.enquiry(walk), asked=("police", "education", "health"))
    walk.answer(asked[0])

    said = _said(sign_in("manager"))

    assert "2 of 3 have yet to answer" in said
    assert re.search("2 of 3 have yet to answer: .*Education", said)
    assert "West Midlands Police Answered 1 March 2027 at 9am, " in said


def _kit(walk: Walk) -> Request:
    """Return what the police are asked about a girl and a man whom she calls a friend."""
    contact = walk.contact()
    walk.person(contact, Told(given_names="Kit", family_name="Otherman"), Part.RISK)
    [police] = walk.commence(walk.rate(walk.to_mash(contact), "amber"), asked=("police",))
    return police


def test_an_answer_stands_beneath_its_agency_with_facts_apart_from_analysis(
    sign_in: SignIn, walk: Walk
) -> None:
    walk.answer(
        _kit(walk),
        {"Kit Otherman": Said(answer=Answer.SHARED, facts="Convicted of an offence in 2019.")},
        analysis="He seeks out girls of this age.",
    )

    said = _said(sign_in("manager"))

    part = said.split("What the agencies answered ")[1].split("What is strong and safe")[0]
    order = (
        "West Midlands Police Answered", "On Kit Otherman Held and shared",
        "Convicted of an offence", "Nothing held on Robin Example.",
        "What West Midlands Police makes of it: He seeks out girls",
    )  # fmt: skip
    places = [part.index(words) for words in order]
    assert places == sorted(places)


def test_a_long_answer_is_folded_until_it_is_new_to_whoever_looks(
    sign_in: SignIn, walk: Walk
) -> None:
    police, manager = _kit(walk), sign_in("manager")
    _page(manager)
    long = {"Kit Otherman": Said(answer=Answer.SHARED, facts="Seen with her again. " * 60)}
    make.later(walk, hours=3).answer(police, long, analysis="It goes on.")

    for_her = _page(manager)
    for_others = _page(sign_in("manager-2"))

    assert 'govuk-details" open' in for_her
    assert 'govuk-details" open' not in for_others
    assert "What West Midlands Police answered" in for_others


def test_what_is_new_leads_to_the_words_of_the_answer(sign_in: SignIn, walk: Walk) -> None:
    police, manager = _kit(walk), sign_in("manager")
    _page(manager)
    make.later(walk, hours=3).answer(police)

    page = _page(manager)

    link = '<a class="govuk-link" href="#answer-police">West Midlands Police answered</a>'
    assert page.count(link) == 2  # At the top, and in what happened.
    assert page.count('id="answer-police"') == 1


def test_what_is_held_and_not_shared_is_for_managers_alone(sign_in: SignIn, walk: Walk) -> None:
    [police] = walk.commence(make.enquiry(walk), asked=("police",))
    walk.answer(
        police,
        {"Robin Example": Said(answer=Answer.NOT_SHARED, why_not_shared="An operation goes on.")},
    )

    managers = _said(sign_in("manager"))
    officers = _said(sign_in("officer"))

    assert "Not shared because: An operation goes on." in managers
    assert "An operation goes on." not in officers
    assert "Held and not shared" not in officers
