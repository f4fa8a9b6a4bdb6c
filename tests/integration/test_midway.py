"""While agencies gather: another rating, one more agency, and a partner who never answers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.audit.models import Event
from frontdoor.casework.contacts.models import Clock
from frontdoor.casework.contacts.vocabulary import Span
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import chasing, queries
from frontdoor.casework.gathering.models import Request
from frontdoor.jobs.example import midway
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from tests import make, pages

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def promises(enquiry: Enquiry, span: Span = Span.COMPLETION) -> list[Clock]:
    make.enter()
    return list(Clock.objects.filter(case=enquiry.case, span=span.value).order_by("pk"))


def request_of(enquiry: Enquiry, agency: str = "police") -> Request:
    make.enter()
    return queries.request_to(agency, enquiry)


def address(enquiry: Enquiry, page: str) -> str:
    return f"/cases/{enquiry}/{page}/"


# --- Another rating (B18) ---


def test_up_to_red_the_enquiry_is_due_in_four_hours_from_the_same_start(walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry

    midway.re_rate(make.later(walk, hours=1), enquiry, "red")

    before, after = promises(enquiry)
    assert (before.kept, before.replaced_at) == (None, walk.at + timedelta(hours=1))
    assert after.started_at == walk.at
    assert after.due_at == walk.at + timedelta(hours=4)
    assert Enquiry.objects.get(pk=enquiry.pk).due_at == after.due_at


def test_down_from_red_a_promise_that_was_missed_stays_missed(walk: Walk) -> None:
    enquiry = walk.commence(make.enquiry(walk, rating="red"))[0].enquiry

    midway.re_rate(make.later(walk, hours=5), enquiry, "amber")

    before, after = promises(enquiry)
    assert before.kept is False
    assert after.stopped_at is None
    assert after.due_at == walk.at + timedelta(hours=24)


def test_a_decision_in_the_new_time_does_not_undo_the_miss(walk: Walk) -> None:
    enquiry = walk.commence(make.enquiry(walk, rating="red"))[0].enquiry
    late = make.later(walk, hours=5)
    midway.re_rate(late, enquiry, "amber")
    for agency in ("police", "education"):
        late.answer(request_of(enquiry, agency))

    late.decide(enquiry, make.EARLY_HELP)

    make.enter("manager")
    assert Event.objects.get(kind="decision.decided").facts["in_time"] is False


def test_agencies_that_owe_an_answer_see_the_new_time(walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry
    walk.answer(request_of(enquiry, "education"))

    midway.re_rate(make.later(walk, hours=1), enquiry, "red")

    assert request_of(enquiry).falls_due_at == walk.at + timedelta(hours=4)
    assert request_of(enquiry).due_at == walk.at + timedelta(hours=24)
    assert request_of(enquiry, "education").falls_due_at == walk.at + timedelta(hours=24)


def test_before_it_commences_a_new_red_has_to_commence_soon(walk: Walk) -> None:
    enquiry = make.enquiry(walk)
    assert promises(enquiry, Span.COMMENCING) == []

    midway.re_rate(make.later(walk, hours=1), enquiry, "red")
    [red] = promises(enquiry, Span.COMMENCING)
    assert red.started_at == walk.at + timedelta(hours=1)

    midway.re_rate(make.later(walk, hours=2), enquiry, "amber")
    [red] = promises(enquiry, Span.COMMENCING)
    assert red.replaced_at == walk.at + timedelta(hours=2)


@pytest.mark.parametrize("rating", ["amber", "red"])
def test_a_rating_changes_with_a_reason_and_to_another(rating: str, walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry
    reason = "" if rating == "red" else "The same again."

    with pytest.raises(Invalid):
        walk.as_(
            "manager",
            lambda by: chasing.re_rate(
                enquiry=enquiry, rating=rating, reason=reason, seen=enquiry.version,
                by=by, at=walk.at,
            ),
        )  # fmt: skip


def test_the_page_changes_the_rating_and_the_case_keeps_what_was_promised(
    sign_in: SignIn,
) -> None:
    walk = make.walk(at=now() - timedelta(minutes=5))
    enquiry = make.requests(walk)[0].enquiry
    manager = sign_in("manager")

    page = pages.sent(manager, address(enquiry, "re-rate"), rating="red", reason="He was seen.")

    assert page.status_code == 302
    said = pages.text(manager.get(f"/cases/{enquiry}/"))
    assert "Rating changed from Amber to Red" in said
    assert "Replaced" in said


def test_the_second_of_two_who_change_a_rating_is_told(sign_in: SignIn) -> None:
    enquiry = make.requests(make.walk(at=now()))[0].enquiry
    held = pages.opened(sign_in("manager-2"), address(enquiry, "re-rate"))
    pages.sent(sign_in("manager"), address(enquiry, "re-rate"), rating="red", reason="Seen.")

    page = sign_in("manager-2").post(
        address(enquiry, "re-rate"), {**held, "rating": "green", "reason": "Calm."}
    )

    assert page.status_code == 409
    assert "Rating changed from Amber to Red" in pages.text(page)


# --- One more agency (P28) ---


def test_an_agency_added_on_the_way_is_asked_about_everybody(walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry

    asked = midway.ask_more(make.later(walk, hours=3), enquiry, "health")

    make.enter("health")
    [request] = queries.tray(asked.agency_id)
    assert [person.given_names for person in queries.people(request)] == ["Robin"]
    assert request.due_at == walk.at + timedelta(hours=27)


def test_an_agency_is_not_asked_twice_and_not_after_the_decision(walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry
    with pytest.raises(Invalid, match="not been asked yet"):
        midway.ask_more(walk, enquiry, "police")

    decided = make.decision(walk).enquiry
    with pytest.raises(Refused, match="while agencies are gathering"):
        midway.ask_more(walk, decided, "health")


def test_the_page_asks_one_more_agency(sign_in: SignIn) -> None:
    enquiry = make.requests(make.walk(at=now()))[0].enquiry
    manager = sign_in("manager")

    page = pages.sent(
        manager, address(enquiry, "ask"), agency="health", summary="Please.", basis="section_47"
    )

    assert page.status_code == 302
    assert "3 of 3 have yet to answer" in pages.text(manager.get(f"/cases/{enquiry}/"))


# --- A partner who never answers (a.8, 15) ---


def test_more_time_does_not_undo_a_miss(walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry
    late = make.later(walk, hours=25)

    midway.extend(late, request_of(enquiry))
    make.later(walk, hours=26).answer(request_of(enquiry))

    request = request_of(enquiry)
    assert request.falls_due_at == walk.at + timedelta(hours=24 + 48)
    assert not request.was_kept(at=walk.at + timedelta(hours=26))


def test_more_time_given_in_time_is_kept_by_an_answer_in_it(walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry

    midway.extend(make.later(walk, hours=23), request_of(enquiry))

    assert request_of(enquiry).was_kept(at=walk.at + timedelta(hours=30))


def test_a_deputy_is_told_when_the_time_is_up_and_not_before(walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry
    with pytest.raises(Refused, match="when the time is up"):
        midway.escalate(walk, request_of(enquiry))

    told = midway.escalate(make.later(walk, hours=25), request_of(enquiry))

    assert told.told


def test_who_has_answered_is_not_chased(walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry
    request = request_of(enquiry)
    walk.answer(request)

    with pytest.raises((Refused, Stale), match="has answered"):
        midway.extend(walk, request)


def test_no_reply_in_time_reads_so_everywhere(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=25))
    enquiry = make.requests(walk)[0].enquiry
    manager = sign_in("manager")

    for page in (
        f"/cases/{enquiry}/",
        address(enquiry, "decide"),
        address(enquiry, "chase/police"),
    ):
        assert "no reply in time" in pages.text(manager.get(page)).lower(), page
    for page in ("/requests/", f"/requests/{enquiry}/"):
        assert "No reply in time" in pages.text(sign_in("police").get(page)), page


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ({"what": "extend", "until": "1d"}, "West Midlands Police given more time"),
        ({"what": "escalate"}, "No reply from West Midlands Police"),
    ],
)
def test_the_manager_chooses_with_a_reason(
    typed: dict[str, str], title: str, sign_in: SignIn
) -> None:
    enquiry = make.requests(make.walk(at=now() - timedelta(hours=25)))[0].enquiry
    manager, page = sign_in("manager"), address(enquiry, "chase/police")
    assert pages.sent(manager, page, **typed).status_code == 422

    assert pages.sent(manager, page, **typed, reason="It bears on tonight.").status_code == 302

    said = pages.text(manager.get(f"/cases/{enquiry}/"))
    assert title in said
    assert "It bears on tonight." in said
    assert "It bears on tonight." not in pages.text(sign_in("police").get(f"/requests/{enquiry}/"))


def test_more_time_needs_to_say_how_much(sign_in: SignIn) -> None:
    enquiry = make.requests(make.walk(at=now() - timedelta(hours=25)))[0].enquiry

    page = pages.sent(
        sign_in("manager"), address(enquiry, "chase/police"), what="extend", reason="Soon."
    )

    assert page.status_code == 422
    assert "Choose how much longer." in pages.errors(page)
    assert "2 working days, until" in pages.text(page)
