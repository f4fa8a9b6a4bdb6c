"""People named after agencies were asked: nobody goes unasked, each answer is its own (P28)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.gathering import queries
from frontdoor.casework.gathering.models import Request, Supplement
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from frontdoor.people.operations import Told
from tests import make, pages
from tests.taking import seen

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
DEZ = Told(given_names="Dez")
CONVICTED = Said(answer=Answer.SHARED, facts="Two convictions.")


def _answer_first(walk: Walk, asked: list[Supplement]) -> None:
    for more in asked:
        walk.answer(more.request)


def test_agencies_that_were_asked_are_asked_about_whoever_is_named_later(walk: Walk) -> None:
    asked = make.supplements(walk)

    assert {more.agency.slug for more in asked} == {"police", "education"}
    # Amber gives 24 hours, from the naming.
    assert {more.due_at - walk.at for more in asked} == {timedelta(hours=24)}
    make.enter("police")
    named = {party.person.given_names for party in Request.objects.get().enquiry.case.contact
             .parties.select_related("person")}  # fmt: skip
    assert "Dez" in named


def test_before_anybody_is_asked_a_name_is_only_a_name(walk: Walk) -> None:
    enquiry = make.enquiry(walk)

    walk.person(enquiry.case.contact, DEZ, Part.RISK)

    make.enter()
    assert Supplement.objects.count() == 0
    assert len(walk.commence(enquiry)) == 2
    make.enter()
    assert len(queries.people(queries.requests(enquiry)[0])) == 2


def test_after_the_decision_is_authorised_nobody_is_asked_any_more(walk: Walk) -> None:
    decided = make.decision(walk)
    walk.authorise(decided.enquiry)

    walk.person(decided.enquiry.case.contact, DEZ, Part.RISK)

    make.enter()
    assert Supplement.objects.count() == 0


def test_an_agency_not_asked_learns_nothing_of_the_new_person(walk: Walk) -> None:
    make.supplements(walk)

    make.enter("health")

    assert Supplement.objects.count() == 0


def test_an_answer_on_one_person_leaves_the_first_answer_as_it_was(walk: Walk) -> None:
    asked = make.supplements(walk)
    _answer_first(walk, asked)

    walk.answer_more(asked[0], CONVICTED, analysis="He is a risk.")

    make.enter("manager")
    [request] = [r for r in queries.requests(asked[0].request.enquiry) if r.is_settled]
    assert (request.agency.slug, request.for_all) == ("police", "On Dez: He is a risk.")
    assert {f.person.given_names for f in queries.own(request)} == {"Robin", "Dez"}


def test_who_owes_an_answer_on_a_later_person_has_yet_to_answer(walk: Walk) -> None:
    asked = make.supplements(walk)
    _answer_first(walk, asked)
    make.enter()
    enquiry = asked[0].request.enquiry
    assert queries.replies([enquiry.pk])[enquiry.pk].waiting == 2

    walk.answer_more(asked[0])

    make.enter()
    assert queries.replies([enquiry.pk])[enquiry.pk] == queries.Replies(asked=2, waiting=1)
    assert [each.agency.slug for each in queries.outstanding(enquiry)] == ["education"]


def test_a_decision_without_an_answer_on_a_later_person_says_why(walk: Walk) -> None:
    asked = make.supplements(walk)
    _answer_first(walk, asked)
    enquiry = asked[0].request.enquiry

    with pytest.raises(Invalid, match="not answered"):
        walk.decide(enquiry, make.EARLY_HELP)
    assert walk.decide(enquiry, replace(make.EARLY_HELP, without_reply_why="It cannot wait."))


def test_whoever_was_about_to_decide_is_told_of_the_new_person(walk: Walk) -> None:
    enquiry = make.answered(walk)
    make.enter()
    before = type(enquiry).objects.get(pk=enquiry.pk).version

    walk.person(enquiry.case.contact, DEZ, Part.RISK)

    make.enter()
    assert type(enquiry).objects.get(pk=enquiry.pk).version == before + 1


@pytest.mark.parametrize(
    ("said", "analysis"),
    [
        (Said(answer=Answer.SHARED), "Something."),
        (CONVICTED, ""),
        (Said(answer=Answer.NOTHING_HELD, facts="Something."), ""),
    ],
)
def test_a_later_answer_is_as_complete_as_any(walk: Walk, said: Said, analysis: str) -> None:
    asked = make.supplements(walk)

    with pytest.raises(Invalid):
        walk.answer_more(asked[0], said, analysis=analysis)


def test_a_later_answer_is_given_once_and_by_the_agency_alone(walk: Walk) -> None:
    asked = make.supplements(walk)
    with pytest.raises(Unknown):
        walk.as_("health", lambda by: queries.supplement(asked[0].pk, actor=by, to="", at=walk.at))
    walk.answer_more(asked[0])

    with pytest.raises((Refused, Stale)):
        walk.answer_more(asked[0])


# --- Pages ---


def test_naming_somebody_on_the_page_asks_and_the_tray_shows_it(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    contact = make.requests(walk)[0].enquiry.case.contact
    make.enter("officer")
    form = seen(contact, part="risk", description="A man called Dez", kin="friend")

    sent = sign_in("officer").post(f"/contacts/{contact.reference}/people/", form)

    assert sent.status_code == 302
    police = sign_in("police")
    said = pages.text(police.get("/requests/"))
    assert "Robin Example, on A man called Dez" in said
    make.enter("police")
    more = Supplement.objects.get()
    page = pages.sent(
        police, f"/requests/also/{more.pk}/", **{f"person_{more.person_id}": "nothing_held"}
    )
    assert page.status_code == 302
    assert "A man called Dez" in pages.text(police.get(page["Location"]))


def test_the_case_says_who_owes_an_answer_about_whom(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    asked = make.supplements(walk)
    _answer_first(walk, asked)

    said = pages.text(sign_in("manager").get(f"/cases/{asked[0].request.enquiry}/"))

    assert "2 of 2 have yet to answer" in said
    assert "On Dez: due on" in said
    assert "West Midlands Police asked about Dez as well" in said


def test_the_second_of_two_who_answer_on_a_later_person_is_told(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    more = make.supplements(walk)[0]
    address = f"/requests/also/{more.pk}/"
    second = sign_in("police")
    held = pages.opened(second, address)
    nothing = {f"person_{more.person_id}": "nothing_held"}
    pages.sent(sign_in("police"), address, **nothing)

    page = second.post(address, {**held, **nothing})

    assert page.status_code == 409
    assert "Answered by" in pages.text(page)
