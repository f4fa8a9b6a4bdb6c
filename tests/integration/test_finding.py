"""A case that is on no list any more is found again: no child is lost for having been closed."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.disclosures import passing
from frontdoor.casework.worklist import finding
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel import references
from frontdoor.people.operations import Told
from tests import make
from tests.integration.conftest import SignIn
from tests.pages import asked, text

pytestmark = pytest.mark.django_db

PAGE = "/find/"
NONE = "There is no case with this reference, or none that you may see"


@pytest.fixture
def walk(db: None) -> Walk:
    """Return a walk that goes on now: the page looks at the clock."""
    return make.walk(at=now())


def _told(name: str) -> Told:
    return Told(given_names=name, family_name="Example")


def _closed(walk: Walk, *names: str) -> Case:
    """Return a case that was closed, its referrer told: nobody has anything to do on it."""
    contact = make.contact(walk, children=[_told(name) for name in names or ("Robin",)])
    for child in range(len(names) or 1):
        case = walk.route(contact, CaseMove.CLOSE, child=child)
    walk.as_(
        "officer",
        lambda actor: triage.tell_referrer(
            contact=Contact.objects.get(pk=contact.pk), outcome="Advice.", by=actor, at=walk.at
        ),
    )
    return case


def _bare(reference: str) -> str:
    return reference.rpartition("-")[0]


def test_a_closed_case_is_on_no_worklist_and_is_found_again(sign_in: SignIn, walk: Walk) -> None:
    case = _closed(walk)
    client = sign_in("manager")

    page = text(client.get(PAGE))

    assert case.child.name not in text(client.get("/"))
    assert f"{case.child.name}" in page
    assert case.reference in page
    assert "How it ended Closed" in page


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("CV-26-00011-A", "CV-26-00011-A"),
        ("  cv-26-00011-a ", "CV-26-00011-A"),
        ("cv 26 00011 a", "CV-26-00011-A"),
        ("cv2600011a", "CV-26-00011-A"),
        ("CV-26-11", "CV-26-00011"),
        ("CV-26-1234567-AB", "CV-26-1234567-AB"),
        ("Robin Example", ""),
        ("CV-26", ""),
        ("CV-26-00011-A' OR 1=1", ""),
        ("", ""),
    ],
)
def test_a_reference_is_taken_as_people_type_it(typed: str, written: str) -> None:
    assert references.typed(typed) == written


def test_a_reference_leads_to_its_case_and_the_look_is_remembered(
    sign_in: SignIn, walk: Walk
) -> None:
    case = _closed(walk)
    client = sign_in("manager")

    response = client.get(PAGE, {"reference": case.reference.lower()}, follow=True)

    assert response.redirect_chain == [(f"/cases/{case.reference}/", 302)]
    make.enter()
    assert "show" in {look.purpose for look in audit.looks(case.reference)}


def test_a_reference_of_a_contact_leads_to_its_only_child(sign_in: SignIn, walk: Walk) -> None:
    case = _closed(walk)

    response = sign_in("manager").get(PAGE, {"reference": _bare(case.reference)})

    assert response["Location"] == f"/cases/{case.reference}/"


def test_a_reference_of_a_contact_with_two_children_leads_to_the_contact(
    sign_in: SignIn, walk: Walk
) -> None:
    contact = _bare(_closed(walk, "Robin", "Alex").reference)

    response = sign_in("manager").get(PAGE, {"reference": contact})

    assert response["Location"] == f"/contacts/{contact}/"


def test_there_is_none_and_none_that_you_may_know_of_have_one_answer_at_the_field(
    sign_in: SignIn, walk: Walk
) -> None:
    case = _closed(walk, "Hidden")
    elsewhere = sign_in("manager", hub_slug="surrey")

    theirs = elsewhere.get(PAGE, {"reference": case.reference})
    nothing = elsewhere.get(PAGE, {"reference": "CV-20-99999-A"})

    assert theirs.status_code == nothing.status_code == 422
    assert text(theirs).count(NONE) == text(nothing).count(NONE) == 2
    assert "Hidden" not in text(theirs)
    make.enter(hub_slug="surrey")
    assert {look.refused for look in audit.looks(case.reference)} == {True}


@pytest.mark.parametrize(
    ("typed", "told"), [("", "Enter a reference,"), ("Robin", "Enter a reference such")]
)
def test_what_is_no_reference_is_told_at_the_field_and_stays_there(
    sign_in: SignIn, typed: str, told: str
) -> None:
    page = sign_in("manager").get(PAGE, {"reference": typed})

    assert page.status_code == 422
    assert told in text(page)
    assert f'value="{typed}"' in page.content.decode() or not typed


def test_the_worklist_leads_to_the_form_and_to_what_ended(sign_in: SignIn) -> None:
    client = sign_in("officer")

    assert 'href="/find/"' in client.get("/").content.decode()
    assert 'name="reference"' in client.get("/find/").content.decode()


def test_what_was_passed_on_says_to_whom_and_what_was_completed_says_its_outcome(
    sign_in: SignIn, walk: Walk
) -> None:
    make.handed_over(walk)
    make.product(make.later(walk, hours=1))

    make.enter()
    lately = finding.ended_lately(at=now() + timedelta(hours=2))
    page = text(sign_in("manager").get(PAGE))

    assert [each.decision is not None for each in lately.cases] == [True, False]
    assert "Enquiry complete: " in page
    assert "Passed on to a team: " in page


def test_what_ended_is_listed_for_fourteen_days_newest_first(walk: Walk) -> None:
    first = _closed(walk, "First")
    second = _closed(make.later(walk, hours=1), "Second")

    def listed(**later: float) -> list[str]:
        make.enter()
        found = finding.ended_lately(at=walk.at + timedelta(**later))
        return [each.case.reference for each in found.cases]

    assert listed(days=1) == [second.reference, first.reference]
    assert listed(days=14, minutes=30) == [second.reference]
    assert listed(days=15) == []


def test_what_was_taken_back_has_not_ended(walk: Walk) -> None:
    sent = make.handed_over(walk)

    walk.as_(
        "manager",
        lambda actor: passing.recall(
            case=Case.objects.get(pk=sent.case_id),
            reason="It was another child.",
            seen=Case.objects.get(pk=sent.case_id).version,
            by=actor,
            at=walk.at,
        ),
    )

    make.enter()
    assert not finding.ended_lately(at=walk.at).cases


def test_a_long_list_says_how_many_more_and_asks_as_often_as_a_short_one(
    sign_in: SignIn, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.product(walk)
    client = sign_in("manager")
    client.get(PAGE)
    few = asked(client, PAGE)
    for name in ("One", "Two", "Three"):
        make.product(walk)
        _closed(walk, name)

    many = asked(client, PAGE)
    monkeypatch.setattr(finding, "MOST", 2)

    assert len(many) == len(few)
    assert "And 5 more in the last 14 days" in text(client.get(PAGE))


@pytest.mark.parametrize(("hub", "begins"), [("coventry", "CV"), ("durham", "DU")])
def test_the_example_is_a_reference_as_the_hub_gives_them(
    hub: str, begins: str, sign_in: SignIn
) -> None:
    walk = make.walk(hub, at=now())
    example = f"{begins}-{walk.at:%y}-00042-A"
    client = sign_in("manager", hub_slug=hub)

    assert f"Such as {example}" in text(client.get(PAGE))
    assert f"Enter a reference such as {example}" in text(client.get(PAGE, {"reference": "Robin"}))
    assert make.case(walk).reference.startswith(example[:6])
