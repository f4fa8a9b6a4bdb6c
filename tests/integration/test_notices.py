"""What the watch tells: each sees it for themselves, and what is over is settled by itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.decisions import operations as decisions
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs import watching
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.watch import operations, queries
from frontdoor.watch.models import Notice
from frontdoor.watch.vocabulary import NoticeKind
from tests import make, pages
from tests.deciding import waiting
from tests.integration.test_watch import told, watched

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


# --- Seen ---


def see(short: str = "manager") -> int:
    """Let somebody mark all that they were told as seen."""
    by = make.enter(short)
    told = [each.pk for each in queries.notices(by)]
    return operations.see(numbers=told, by=by, at=make.MONDAY_9AM)


def test_seen_is_seen_by_one_for_themselves_and_the_others_read_who_it_was(
    sign_in: SignIn, walk: Walk
) -> None:
    enquiry = make.requests(walk, asked=("police",))[0].enquiry
    watched(walk, hours=25)
    first, second = sign_in("manager"), sign_in("manager-2")

    before = pages.text(first.get("/notices/"))
    done = first.post("/notices/", pages.offered(first.get("/notices/")))
    after = pages.text(first.get("/notices/"))
    others = pages.text(second.get("/notices/"))

    assert str(enquiry) in before
    assert "Seen by Moira Quayle" not in before
    assert done.status_code == 302
    assert "There is nothing that you have not seen. Seen by you, and still so" in after
    assert str(enquiry) in after
    assert "Seen by Moira Quayle" in others
    assert "Mark all as seen by me" in others
    assert told("manager") == []
    assert told("manager-2") != []


def test_seen_twice_is_seen_once(walk: Walk) -> None:
    make.requests(walk, asked=("police",))
    watched(walk, hours=25)

    assert see() > 0
    assert see() == 0


def test_a_possible_red_stays_on_top_for_everybody_until_somebody_takes_it_on(
    sign_in: SignIn, walk: Walk
) -> None:
    red, other = _red(walk), waiting(walk)
    watched(walk, hours=30)
    first, second = sign_in("manager"), sign_in("manager-2")

    first.post("/notices/", pages.offered(first.get("/notices/")))

    for manager, short in ((first, "manager"), (second, "manager-2")):
        assert told(short)[0] == (NoticeKind.POSSIBLE_RED.value, red)
        assert f"not looked at yet: {_named(red)}" in pages.text(manager.get("/contacts/new/"))
        page = pages.text(manager.get("/notices/"))
        assert "What is marked “Now” stays here, for everybody, until somebody takes it on." in page
        assert "Seen by Moira Quayle" in page
    assert (NoticeKind.MISSED.value, other.reference) not in told("manager")

    looking.to_triage(walk, walk.as_("manager", lambda _: Case.objects.get(reference=red).contact))
    watched(walk, hours=31)

    for short in ("manager", "manager-2"):
        assert (NoticeKind.POSSIBLE_RED.value, red) not in told(short)
        assert queries.board(make.enter(short), at=walk.at).reds == ()


def test_what_is_not_answered_says_who_is_silent_and_about_whom(
    sign_in: SignIn, walk: Walk
) -> None:
    police = make.supplements(walk)[0]
    watched(walk, hours=25)

    said = pages.text(sign_in("manager").get("/notices/"))
    theirs = pages.text(sign_in("police").get("/notices/"))

    about = f"West Midlands Police on {police.person.name}"
    assert about in said
    assert f"Education on {police.person.name}" in said
    assert about not in theirs


# --- Settled ---


def _settled(short: str = "manager", **before: float) -> list[tuple[str, str]]:
    since = make.MONDAY_9AM - timedelta(**before)
    return [(each.kind, each.subject) for each in queries.settled(make.enter(short), since=since)]


def test_what_is_so_no_longer_is_settled_by_itself_seen_or_not(walk: Walk) -> None:
    request = make.requests(walk, asked=("police",))[0]
    watched(walk, hours=25)
    silent = (NoticeKind.NO_REPLY.value, str(request.enquiry))
    assert silent in told("police")
    assert _settled("police") == []

    walk.answer(request)
    watched(walk, hours=26)

    assert silent not in told("police")
    assert silent in _settled("police")
    assert silent in _settled("manager")
    assert silent not in _settled("officer")


def test_a_warning_gives_way_to_the_miss(walk: Walk) -> None:
    make.requests(walk, asked=("police",))
    watched(walk, hours=19)
    assert [kind for kind, _ in told("police")] == [NoticeKind.ANSWER_SOON]

    watched(walk, hours=25)

    assert [kind for kind, _ in told("police")] == [NoticeKind.NO_REPLY]
    assert [kind for kind, _ in _settled("police")] == [NoticeKind.ANSWER_SOON]


def _send_back(walk: Walk, decision: Decision) -> None:
    seen = walk.as_("manager", lambda _: Enquiry.objects.get(pk=decision.enquiry_id).version)
    walk.as_(
        "manager",
        lambda by: decisions.send_back(
            enquiry=decision.enquiry, reason="Think again.", seen=seen, by=by, at=walk.at
        ),
    )


def test_what_is_so_again_is_told_again_to_those_who_had_seen_it(walk: Walk) -> None:
    decision = make.decision(walk)
    missed = (NoticeKind.MISSED.value, str(decision.enquiry))
    _send_back(walk, decision)
    watched(walk, days=9)
    assert missed in told()
    see()
    walk.decide(decision.enquiry, make.EARLY_HELP)
    watched(walk, days=9)
    assert missed in _settled()
    assert missed not in told()

    _send_back(walk, decision)
    watched(walk, days=9)

    assert missed in told()
    assert missed not in _settled()


def test_whoever_a_case_is_given_to_later_is_told_as_well(walk: Walk) -> None:
    case = make.in_triage(walk)
    looking.allocate(walk, case)
    watched(walk, hours=25)
    late = (NoticeKind.MISSED.value, case.reference)
    assert late in told("triage")

    looking.allocate(walk, case, to="social-worker", why="On leave.")
    watched(walk, hours=26)

    assert late in told("social-worker")
    assert late not in told("triage")
    assert late in _settled("triage")


def test_what_was_settled_is_listed_for_as_long_as_the_policy_says(
    sign_in: SignIn, walk: Walk
) -> None:
    [request] = make.requests(make.walk(at=now() - timedelta(days=3)), asked=("police",))
    walk = make.walk(at=now())
    police = sign_in("police")
    watched(walk)
    walk.answer(request)

    watching.look_at(walk.hub, at=now() - timedelta(days=13))
    lately = pages.text(police.get("/notices/"))
    with context.inside(walk.hub.pk):
        Notice.objects.update(settled_at=now() - timedelta(days=15))
    long_ago = pages.text(police.get("/notices/"))

    assert "Settled in the last 14 days No reply in time" in lately
    assert str(request.enquiry) in lately
    assert str(request.enquiry) not in long_ago


def test_nobody_marks_what_is_for_others(sign_in: SignIn, walk: Walk) -> None:
    make.requests(walk, asked=("police",))
    watched(walk, hours=25)
    others = " ".join(str(e.pk) for e in queries.notices(make.enter("manager")))

    sign_in("police").post("/notices/", {"shown": others})
    sign_in("education").post("/notices/", {"shown": f"{others} x 99999999999999999999"})

    assert len(told("manager")) == len(others.split())


# --- A possible Red on every page ---


def test_a_page_that_stands_open_asks_what_is_urgent(sign_in: SignIn, walk: Walk) -> None:
    client = sign_in("manager")
    before = client.get("/notices/urgent/").json()
    contact = walk.contact()
    walk.describe(contact, Concern(concern="Now."), possible_red="Tonight.")
    watched(walk, seconds=30)

    after = client.get("/notices/urgent/").json()

    assert (before["newest"], before["waiting"]) == (0, 0)
    assert after["newest"] > 0
    assert Client().get("/notices/urgent/").json() == {"newest": 0, "waiting": 0, "reds": []}
    reference = walk.case(contact).reference
    assert after["reds"] == [[reference, f"/cases/{reference}/", _named(reference)]]


def _red(walk: Walk) -> str:
    contact = walk.contact()
    walk.describe(contact, Concern(concern="Now."), possible_red="Tonight.")
    return walk.case(contact).reference


def _named(red: str) -> str:
    return f"Robin Example ({red})"


def test_a_page_names_the_child_of_a_possible_red_and_leads_to_its_case(
    sign_in: SignIn, walk: Walk
) -> None:
    other, red, client = waiting(walk), _red(walk), sign_in("manager")
    watched(walk, seconds=30)

    page = client.get(f"/cases/{other.reference}/")
    notices = client.get("/notices/")
    of_itself = client.get(f"/cases/{red}/")

    assert f"Possible Red, not looked at yet: {_named(red)}" in pages.text(page)
    assert f'<a href="/cases/{red}/">{_named(red)}</a>' in page.content.decode()
    assert f'<a class="govuk-link" href="/cases/{red}/">{red}</a>' in notices.content.decode()
    assert "Possible Red, not looked at yet" not in pages.text(of_itself)


def test_of_several_possible_reds_two_are_named_and_the_others_counted(
    sign_in: SignIn, walk: Walk
) -> None:
    first, second, *_ = [_red(walk) for _ in range(4)]
    watched(walk, seconds=30)

    page = pages.text(sign_in("manager").get("/"))

    assert f"Possible Red, not looked at yet: {_named(first)} , {_named(second)} and 2 more" in page


def test_a_possible_red_is_not_shown_on_its_own_page_while_it_is_not_looked_at(
    sign_in: SignIn, walk: Walk
) -> None:
    red, other = _red(walk), _red(walk)
    watched(walk, seconds=30)

    page = pages.text(sign_in("manager").post(f"/cases/{red}/route/", {}))

    assert f"Possible Red, not looked at yet: {_named(other)}" in page
    assert f"Possible Red, not looked at yet: {_named(red)}" not in page
