"""The pages on which a family is told enough to protect a child (P26)."""

from collections.abc import Callable

import pytest
from django.test import Client

from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.disclosures import operations, queries
from frontdoor.casework.disclosures.models import Telling
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example.walk import Walk
from tests import make, pages
from tests.integration import orchard

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

TEAM = "early-help-team-team"
SECTION_17 = {"team": "early_help_team", "basis": "section_17"}


def tell(enquiry: Enquiry) -> str:
    return f"/cases/{enquiry}/tell/"


def words(enquiry: Enquiry) -> dict[str, str]:
    make.enter("manager")
    [dana] = queries.may_be_told(enquiry)
    return {
        "person": str(dana.pk),
        "words": "Lewis is a risk to children. Keep Tamsin away from him.",
        "why": "Dana can only protect her if she knows.",
    }


def test_words_for_a_parent_go_to_the_agency_that_has_to_agree(sign_in: SignIn) -> None:
    enquiry = orchard.answered(orchard.today())
    client = sign_in("manager")

    offered = pages.text(client.get(tell(enquiry)))
    page = pages.sent(client, tell(enquiry), **words(enquiry))

    assert "once West Midlands Police has agreed." in offered
    assert "Who may pose a risk: Lewis Varley." in offered
    assert page.status_code == 302
    make.enter("manager")
    [telling] = queries.tellings(enquiry.pk)
    assert (telling.agency.slug, telling.stage) == ("police", "proposed")


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("person", "Answer the question “Who may be told?”"),
        ("words", "Enter what may be said"),
        ("why", "Enter how this protects the child"),
    ],
)
def test_words_that_cannot_be_taken_are_told_and_kept(
    sign_in: SignIn, missing: str, said: str
) -> None:
    enquiry = orchard.answered(orchard.today())
    typed = words(enquiry)

    page = pages.sent(sign_in("manager"), tell(enquiry), **{**typed, missing: ""})

    assert page.status_code == 422
    assert pages.errors(page)
    assert missing == "words" or typed["words"] in pages.text(page)
    assert queries.tellings(enquiry.pk) == []


def test_only_a_parent_or_carer_of_this_contact_may_be_told(sign_in: SignIn) -> None:
    walk = orchard.today()
    enquiry = orchard.answered(walk)
    make.enter("manager")
    named = [party.person for party in contacts.parties(enquiry.case.contact)]
    lewis = next(person for person in named if person.given_names == "Lewis")
    stranger = make.case(walk).child

    refused = [
        pages.sent(sign_in("manager"), tell(enquiry), **{**words(enquiry), "person": person})
        for person in (str(lewis.pk), str(stranger.pk), "0", "Dana")
    ]

    assert {page.status_code for page in refused} == {422}
    assert queries.tellings(enquiry.pk) == []


def test_telling_a_family_is_for_those_whose_task_the_pack_makes_it(sign_in: SignIn) -> None:
    enquiry = orchard.answered(orchard.today())

    who = ("social-worker", "officer", "police", TEAM)
    codes = [sign_in(short).get(tell(enquiry)).status_code for short in who]

    assert codes == [200, 403, 403, 403]


def test_without_a_parent_in_the_contact_nobody_can_be_told(sign_in: SignIn) -> None:
    enquiry = make.enquiry(orchard.today())

    page = sign_in("manager").get(tell(enquiry))

    assert page.status_code == 403
    assert "No parent or carer is named in the contact." in pages.text(page)


def test_the_second_of_two_who_propose_words_is_refused(sign_in: SignIn) -> None:
    enquiry = orchard.answered(orchard.today())
    second = sign_in("manager-2")
    held = pages.opened(second, tell(enquiry))
    pages.sent(sign_in("manager"), tell(enquiry), **words(enquiry))

    page = second.post(tell(enquiry), {**held, **words(enquiry), "words": "Other words."})

    assert page.status_code == 422
    assert "Words for Dana Orchard are under way already" in pages.errors(page)
    assert "Other words." in pages.text(page)
    assert len(queries.tellings(enquiry.pk)) == 1


def agreed(walk: Walk, telling: Telling) -> Telling:
    return walk.as_(
        "police",
        lambda actor: operations.answer_telling(
            telling=telling, agreed=True, why="", seen=telling.version, by=actor, at=walk.at
        ),
    )


def test_nothing_is_said_before_the_agency_has_agreed(sign_in: SignIn) -> None:
    walk = orchard.today()
    telling = make.telling(walk)
    client = sign_in("social-worker")
    where = f"{tell(telling.enquiry)}{telling.pk}/"

    before = client.get(where)
    agreed(walk, telling)
    silent = pages.sent(client, where, how=" ")
    after = pages.sent(client, where, how="By telephone; she will keep Robin at home.")

    assert before.status_code == 403
    assert "this is at “Waiting for the agency to agree”" in pages.text(before)
    assert "Answer the question “How were they told?”" in pages.errors(silent)
    assert [silent.status_code, after.status_code] == [422, 302]
    make.enter("manager")
    [told] = queries.tellings(telling.enquiry_id)
    assert (told.stage, told.told_by_name) == ("told", "Adaeze Obi")


def test_words_belong_to_their_own_case(sign_in: SignIn) -> None:
    walk = orchard.today()
    telling = agreed(walk, make.telling(walk))
    other = orchard.enquiry(walk)

    page = sign_in("manager").get(f"{tell(other)}{telling.pk}/")

    assert page.status_code == 404


def test_the_second_of_two_who_tell_is_shown_that_they_were_told(sign_in: SignIn) -> None:
    walk = orchard.today()
    telling = agreed(walk, make.telling(walk))
    second, where = sign_in("manager-2"), f"{tell(telling.enquiry)}{telling.pk}/"
    held = pages.opened(second, where)
    pages.sent(sign_in("manager"), where, how="On a visit.")

    page = second.post(where, {**held, "how": "By telephone."})

    assert page.status_code == 409
    assert "On a visit." in pages.text(page)
    assert "By telephone." in pages.text(page)
