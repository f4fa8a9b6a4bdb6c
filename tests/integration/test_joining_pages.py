"""The pages on which reports are joined, read and parted: what is proposed, shown and refused."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.vocabulary import Why
from frontdoor.casework.disclosures import offers
from frontdoor.jobs.example import together
from frontdoor.jobs.example.walk import SCHOOL, Walk
from frontdoor.people import queries as register
from tests import make, pages
from tests.reporting import as_it_is, joined, reported, two

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def test_the_case_page_proposes_the_open_case_and_says_why(sign_in: SignIn, walk: Walk) -> None:
    first, second = two(walk)
    manager = sign_in("manager")

    later = pages.text(manager.get(f"/cases/{second}/"))
    earlier = pages.text(manager.get(f"/cases/{first}/"))

    assert f"This child has an open case, {first}" in later
    assert f"Join this to {first}" in later
    assert f"Another report of this child waits: {second}" in earlier
    assert f"Join {second} to this" in earlier


def test_whoever_may_not_join_reads_whose_it_is(sign_in: SignIn, walk: Walk) -> None:
    first, second = two(walk)
    officer = sign_in("officer")

    page = officer.get(f"/cases/{second}/").content.decode()

    assert (
        f"Join this to {first}; Decide where this goes:</strong> This is for the team manager"
        in page
    )
    assert f"/cases/{second}/join/" not in page
    assert officer.get(f"/cases/{second}/join/").status_code == 403


def test_a_child_without_another_open_case_is_offered_nothing(sign_in: SignIn, walk: Walk) -> None:
    case = reported(walk)
    manager = sign_in("manager")

    assert "Join" not in pages.text(manager.get(f"/cases/{case}/"))
    page = manager.get(f"/cases/{case}/join/")
    assert page.status_code == 403
    assert "No other open case of this child is on record" in pages.text(page)


def test_joining_says_where_the_report_goes_on(sign_in: SignIn, walk: Walk) -> None:
    first, second = two(walk)
    manager = sign_in("manager")

    where = f"/cases/{second}/join/"
    without = pages.sent(manager, where, into=str(first))
    done = pages.sent(manager, where, into=str(first), why="incident", words="The same fight.")

    assert (without.status_code, done.status_code) == (422, 302)
    assert "Answer the question" in pages.errors(without)
    assert done["Location"] == f"/cases/{first}/"
    page = pages.text(manager.get(f"/cases/{second}/"))
    assert f"This report goes on in {first}" in page
    assert "Another report of the same incident: The same fight." in page


def test_a_case_that_is_not_the_childs_cannot_be_chosen(sign_in: SignIn, walk: Walk) -> None:
    _, second = two(walk)
    stranger = reported(walk)

    answer = pages.sent(
        sign_in("manager"), f"/cases/{second}/join/", into=str(stranger), why="news"
    )

    assert answer.status_code == 422
    assert as_it_is(second).stage == "awaiting"


def test_the_second_of_two_managers_is_shown_what_the_first_did(
    sign_in: SignIn, walk: Walk
) -> None:
    first, second = two(walk)
    where = f"/cases/{second}/join/"
    idris = sign_in("manager-2")
    opened = pages.opened(idris, where)
    pages.sent(sign_in("manager"), where, into=str(first), why="news")

    answer = idris.post(where, {**opened, "into": str(first), "why": "news", "words": "As I see."})

    assert answer.status_code == 409
    assert f"Joined to {first}" in pages.text(answer)
    assert "As I see." in answer.content.decode()


def test_the_open_case_shows_all_that_was_joined(sign_in: SignIn, walk: Walk) -> None:
    first, second = joined(walk, possible_red="A bruise.", triggers=["police_protection"])

    page = pages.text(sign_in("triage").get(f"/cases/{first}/"))

    assert "New information, not read yet" in page
    assert f"Possible Red: {second}" in page
    assert first.policy.trigger("police_protection").name in page
    assert "Says nobody slept, because of the fight last night." in page
    assert "Jo Sample" in page


def test_reading_is_written_down_with_who_and_when(sign_in: SignIn, walk: Walk) -> None:
    first, second = joined(walk)
    triage = sign_in("triage")

    done = pages.sent(triage, f"/cases/{first}/news/")

    assert done.status_code == 302
    page = pages.text(triage.get(f"/cases/{first}/"))
    assert "New information, not read yet" not in page
    assert "Read by Tomasz Wilk" in page
    assert f"News read: {second}" in page
    assert triage.get(f"/cases/{first}/news/").status_code == 403


def test_more_that_came_while_somebody_read_is_shown_and_not_marked(
    sign_in: SignIn, walk: Walk
) -> None:
    first, _ = joined(walk)
    triage = sign_in("triage")
    opened = pages.opened(triage, f"/cases/{first}/news/")
    third = reported(walk, by=SCHOOL)
    together.link(walk, third, first)
    together.join(walk, third, first)

    answer = triage.post(f"/cases/{first}/news/", opened)

    assert answer.status_code == 409
    assert f"News with {third}" in pages.text(answer)
    make.enter()
    assert reports.unread([first]) == {first.pk}


def test_the_worklist_says_that_there_is_news(sign_in: SignIn, walk: Walk) -> None:
    first, _ = joined(walk)
    manager = sign_in("manager")

    assert "New information, not read yet" in pages.text(manager.get("/"))

    together.read(walk, first)
    assert "New information, not read yet" not in pages.text(manager.get("/"))


def test_deciding_waits_until_the_news_is_read(sign_in: SignIn, walk: Walk) -> None:
    enquiry = make.answered(walk)
    report = reported(walk, by=SCHOOL)
    together.link(walk, report, enquiry.case)
    together.join(walk, report, enquiry.case)
    manager = sign_in("manager")

    refused = manager.get(reverse("enquiries:decide", args=[str(enquiry)]))
    assert refused.status_code == 403
    assert "nobody has read it yet" in pages.text(refused)

    together.read(walk, as_it_is(enquiry.case))
    assert manager.get(reverse("enquiries:decide", args=[str(enquiry)])).status_code == 200


def test_parting_asks_why_and_brings_the_report_back(sign_in: SignIn, walk: Walk) -> None:
    first, second = joined(walk)
    manager = sign_in("manager")
    where = f"/cases/{second}/part/"

    without = pages.sent(manager, where, reason="")
    done = pages.sent(manager, where, reason="It was another evening.")

    assert (without.status_code, done.status_code) == (422, 302)
    assert as_it_is(second).stage == "awaiting"
    page = pages.text(manager.get(f"/cases/{first}/"))
    assert f"{second} does not belong to this" in page
    assert "It was another evening." in page
    assert manager.get(where).status_code == 403


def test_records_stay_linked_while_a_report_goes_on_by_that(sign_in: SignIn, walk: Walk) -> None:
    _, second = joined(walk)
    manager = sign_in("manager")
    make.enter()
    [link] = register.links(second.child)
    undo = reverse("triage:undo", args=[second.reference, "link", link.pk])

    refused = manager.get(undo)
    assert refused.status_code == 403
    assert "Part that report first" in pages.text(refused)

    pages.sent(manager, f"/cases/{second}/part/", reason="It was another evening.")

    assert manager.get(undo).status_code == 200


def test_a_team_can_be_sent_what_was_told_later(walk: Walk) -> None:
    first, second = joined(walk)

    make.enter()
    told = {offer.key: offer.words for offer in offers.of_case(first)}

    assert told[f"told_{second.pk}"] == "Says nobody slept, because of the fight last night."
    together.part(walk, second)
    make.enter()
    assert f"told_{second.pk}" not in {offer.key for offer in offers.of_case(first)}


def test_a_professional_hears_of_the_open_case_when_it_has_an_outcome(
    sign_in: SignIn, walk: Walk
) -> None:
    first, second = joined(walk)
    manager = sign_in("manager")
    where = f"/contacts/{second.contact}/tell-referrer/"
    assert "Let the referrer read" not in pages.text(manager.get(f"/cases/{second}/"))
    together.read(walk, first)
    pages.sent(
        manager,
        f"/cases/{first}/route/",
        move="close/no_further_action",
        reason="All is well.",
        looked="yes",
    )

    page = pages.text(manager.get(f"/cases/{second}/"))

    assert as_it_is(first).stage == "closed"
    assert "Let the referrer read" in page
    told = pages.text(manager.get(where))
    assert str(first) not in told


def test_pages_ask_as_often_for_many_reports_as_for_one(
    sign_in: SignIn, walk: Walk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first, _ = joined(walk)
    manager = sign_in("manager")
    manager.get(f"/cases/{first}/")
    with django_assert_max_num_queries(200) as one:
        manager.get(f"/cases/{first}/")
    for _ in range(3):
        more = reported(walk, by=SCHOOL)
        together.link(walk, more, first)
        together.join(walk, more, first, why=Why.NEWS)

    with django_assert_max_num_queries(len(one.captured_queries) + 3):
        manager.get(f"/cases/{first}/")
