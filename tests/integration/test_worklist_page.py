"""The worklist: urgent children on top, then what runs out first, in words (C1.8, P24)."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from frontdoor.access.actor import Actor
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.worklist import queries
from frontdoor.casework.worklist.queries import Wanted
from frontdoor.casework.worklist.vocabulary import NOBODY, ON_TIME
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from frontdoor.policy import queries as policies
from tests import make
from tests.pages import asked, text

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
Clock = Callable[[datetime], None]

FIVE = ("social_care", "police", "health", "education", "probation")


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return a function that tells the page what time it is."""

    def told(at: datetime) -> None:
        monkeypatch.setattr("frontdoor.web.worklist.views.now", lambda: at)

    return told


def _named(name: str) -> list[Told]:
    return [Told(given_names=name, family_name="Example")]


def _page(client: Client, **asked: str) -> str:
    response = client.get("/", asked)
    assert response.status_code == 200
    return response.content.decode()


def _children(page: str) -> list[str]:
    return re.findall(r'href="/cases/[^"]+">(\w+) Example', page)


def _row(page: str, name: str) -> str:
    """Return the words of one row."""
    rows = re.findall(r'<tr class="govuk-table__row" role="row">.*?</tr>', page, re.DOTALL)
    [row] = [row for row in rows if f">{name} Example" in row]
    return " ".join(re.sub(r"<[^>]+>", " ", row).split())


def test_urgent_comes_first_then_what_runs_out_first(
    sign_in: SignIn, walk: Walk, it_is: Clock
) -> None:
    make.contact(make.later(walk, hours=2), children=_named("Later"))
    make.contact(make.later(walk, hours=1), children=_named("Sooner"))
    urgent = make.later(walk, hours=3)
    urgent.describe(
        urgent.contact(children=_named("Urgent")), Concern(concern="Now."), possible_red="Screams."
    )

    it_is(make.later(walk, hours=4).at)
    page = _page(sign_in("manager"))

    assert _children(page) == ["Urgent", "Sooner", "Later"]
    assert "Urgent Time left" in _row(page, "Urgent")
    assert "Urgent Time left" not in _row(page, "Sooner")


def test_a_child_who_waits_comes_before_a_referrer_who_waits(
    sign_in: SignIn, walk: Walk, it_is: Clock
) -> None:
    over = walk.contact(children=_named("Over"))
    walk.route(over, CaseMove.CLOSE)
    long_after = make.later(walk, hours=100)
    make.contact(long_after, children=_named("Waiting"))

    it_is(long_after.at)
    page = _page(sign_in("manager"))

    assert "late" in _row(page, "Over").lower()
    assert _children(page) == ["Waiting", "Over"]


def test_a_case_without_a_clock_comes_last_and_is_never_out_of_sight(
    sign_in: SignIn, walk: Walk, it_is: Clock
) -> None:
    decided = make.decision(walk)
    walk.as_("officer", lambda actor: _tell_referrer(decided, actor, at=walk.at))
    make.contact(walk, children=_named("Fresh"))

    it_is(walk.at)
    page = _page(sign_in("manager"))

    assert _children(page) == ["Fresh", "Robin"]
    row = _row(page, "Robin")
    assert "No clock" in row
    assert "Waiting for Decided, waiting for authorisation" in row
    assert _children(_page(sign_in("manager"), show="no clock")) == ["Robin"]


def _tell_referrer(decided: Decision, actor: Actor, *, at: datetime) -> None:
    contact = contacts.get(
        decided.enquiry.case.contact.reference, actor=actor, to="tell_referrer", at=at
    )
    triage.tell_referrer(contact=contact, outcome="Early Help.", by=actor, at=at)


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("09:10", "50 minutes left On time"),
        ("09:50", "10 minutes left Running out"),
        ("10:00", "Less than a minute left Running out"),
        ("10:30", "30 minutes late Late"),
    ],
)
def test_time_is_told_in_words_with_how_it_stands(
    sign_in: SignIn, walk: Walk, it_is: Clock, clock: str, words: str
) -> None:
    make.contact(walk, children=_named("Robin"))

    it_is(make.london("2027-03-01", clock))
    row = _row(_page(sign_in("manager")), "Robin")

    assert f"{words} What runs out first First look by a manager" in row
    assert "Monday 1 March 2027 at 10am" in row


def test_a_promise_in_working_time_that_ran_out_at_closing_is_late_though_time_stands_still(
    sign_in: SignIn, walk: Walk, it_is: Clock
) -> None:
    monday = make.later(walk, hours=7)  # An opening hour from 4pm ends when the hub closes, at 5pm.
    make.contact(monday, children=_named("Robin"))

    it_is(make.london("2027-03-01", "19:00"))
    row = _row(_page(sign_in("manager")), "Robin")

    assert "Late since the hub closed Late" in row


def test_a_case_says_who_has_yet_to_answer_until_all_have(
    sign_in: SignIn, walk: Walk, it_is: Clock
) -> None:
    asked = walk.commence(make.enquiry(walk, children=_named("Robin")), asked=FIVE)
    for request in asked[:3]:
        walk.answer(request)
    it_is(walk.at)
    client = sign_in("manager")
    assert "2 of 5 have yet to answer" in _row(_page(client), "Robin")

    for request in asked[3:]:
        walk.answer(request)

    row = _row(_page(client), "Robin")
    assert "All agencies have answered" in row
    assert "Amber" in row


def test_a_contact_that_is_being_taken_is_in_the_list(
    sign_in: SignIn, walk: Walk, it_is: Clock
) -> None:
    walk.contact(children=_named("Robin"))

    it_is(walk.at)
    row = _row(_page(sign_in("manager")), "Robin")

    assert "Waiting for Being taken" in row
    assert "Told by School" in row
    assert "Not rated" in row


def test_the_counts_lead_to_the_cases_that_they_count(
    sign_in: SignIn, walk: Walk, it_is: Clock
) -> None:
    make.contact(walk, children=_named("Early"))
    make.contact(make.later(walk, hours=2), children=_named("Fresh"))
    it_is(make.later(walk, hours=2, minutes=5).at)
    client = sign_in("manager")

    assert re.search(r"Late <strong>1</strong>", _page(client))
    assert _children(_page(client, show="late")) == ["Early"]
    assert _children(_page(client, show="on time")) == ["Fresh"]
    assert "There are no such cases now." in _page(client, show="running out")
    assert _children(_page(client, show="something else")) == ["Early", "Fresh"]


def test_on_friday_afternoon_the_list_says_what_runs_out_over_the_weekend(
    sign_in: SignIn, it_is: Clock
) -> None:
    make.contact(make.walk(at=make.london("2027-03-05", "14:00")), children=_named("Robin"))
    client = sign_in("manager")

    it_is(make.london("2027-03-05", "16:10"))
    page = _page(client)

    # Its first look is late since 3pm, and its response is due on Saturday at 2pm.
    assert "The hub closes at 4:30pm today." in page
    assert "1 case runs out while the hub is shut" in page
    assert "until Monday 8 March 2027 at 8:30am" in page
    assert "Hand over to the Emergency Duty Team" in page
    assert "Runs out while the hub is shut" in _row(page, "Robin")

    it_is(make.london("2027-03-05", "16:40"))
    page = _page(client)

    assert "The hub is shut. It opens on Monday 8 March 2027 at 8:30am." in page
    assert "The Emergency Duty Team has it, if you handed it over." in page


def test_what_comes_anew_by_itself_has_no_field_to_lose_and_says_of_when_it_is(
    sign_in: SignIn, it_is: Clock
) -> None:
    it_is(make.london("2027-03-05", "16:10"))
    client = sign_in("manager")

    page = client.get("/?who=me")

    assert "As at 4:10pm. Reload" in text(page)
    assert '<meta http-equiv="refresh"' in page.content.decode()
    assert not re.search(r"<(textarea|select|input(?! type=.hidden))", page.content.decode())
    assert "Open a case by its reference" in text(client.get("/find/"))


def test_when_many_run_out_while_the_hub_is_shut_the_first_five_are_named(
    sign_in: SignIn, it_is: Clock
) -> None:
    friday = make.walk(at=make.london("2027-03-05", "14:00"))
    for name in ("Ash", "Beth", "Cal", "Dee", "Eli", "Fay", "Gus"):
        friday.contact(children=_named(name))

    it_is(friday.at)
    page = _page(sign_in("manager"))

    assert "7 cases run out while the hub is shut" in page
    assert "Ash Example, Beth Example, Cal Example, Dee Example, Eli Example and 2 more" in page


def test_nothing_is_said_of_closing_when_nothing_runs_out_before_the_next_opening(
    sign_in: SignIn, walk: Walk, it_is: Clock
) -> None:
    make.contact(walk, children=_named("Robin"))

    it_is(make.later(walk, minutes=5).at)
    page = _page(sign_in("manager"))

    assert "while the hub is shut" not in page


def test_another_hubs_children_are_not_in_the_list(sign_in: SignIn, walk: Walk) -> None:
    make.contact(walk, children=_named("Robin"))

    client = sign_in("manager", hub_slug="durham")

    assert "Robin Example" not in _page(client)


@pytest.mark.parametrize(
    ("who", "place"),
    [
        ("police", "gathering:tray"),
        ("early-help-team-team", "disclosures:products"),
        ("administrator", "settings:holidays"),
        ("performance", "oversight:figures"),
    ],
)
def test_everybody_else_is_led_to_their_own_first_page(
    sign_in: SignIn, walk: Walk, who: str, place: str
) -> None:
    make.contact(walk)

    response = sign_in(who).get("/")

    assert response.headers["Location"] == reverse(place)


def test_what_waits_for_a_decision_is_one_step_away_for_whoever_decides(
    sign_in: SignIn, walk: Walk
) -> None:
    waiting, rated = make.case(walk), make.enquiry(walk).case

    manager, officer = _page(sign_in("manager")), _page(sign_in("officer"))

    assert f'href="/cases/{waiting.reference}/route/"' in manager
    assert f'href="/cases/{rated.reference}/route/"' not in manager
    assert "/route/" not in officer


def test_a_long_list_comes_in_pages_that_lead_to_one_another(
    sign_in: SignIn, walk: Walk, it_is: Clock
) -> None:
    for _ in range(queries.PAGE + 1):
        walk.contact()
    it_is(walk.at)
    client = sign_in("manager")

    first, second = _page(client, show="on time"), _page(client, show="on time", page="2")

    assert (len(_children(first)), len(_children(second))) == (queries.PAGE, 1)
    assert 'href="/?show=on%20time&amp;page=2" rel="next"' in first
    assert 'href="/?show=on%20time" rel="prev"' in second
    assert "On time <strong>51</strong>" in second
    for beyond in ("3", "0", "-1", "9" * 50, "x"):
        assert _children(_page(client, page=beyond)) != []


def test_the_second_page_leads_back_also_when_much_runs_out_before_the_hub_opens(
    sign_in: SignIn, it_is: Clock
) -> None:
    friday = make.walk(at=make.london("2027-03-05", "14:00"))
    for _ in range(queries.PAGE + 1):
        friday.contact()
    it_is(friday.at)

    page = _page(sign_in("manager"), page="2")

    assert f"{queries.PAGE + 1} cases run out while the hub is shut" in page
    assert "1 of 2" in page


def test_what_is_wanted_is_narrowed_by_rating_source_and_stage(walk: Walk) -> None:
    rated = make.enquiry(walk).case
    make.contact(walk)
    me = make.enter("manager")
    calendar = policies.calendar(policies.current(me.hub_id, at=walk.at))
    look = queries.look(me=me.user_id, calendar=calendar, at=walk.at)

    for wanted in (
        Wanted(rating="amber"),
        Wanted(stage="in_mash", source="school"),
        Wanted(who=NOBODY, state=ON_TIME),
    ):
        found = queries.worklist(wanted, look)
        assert [each.case for each in found.cases] == [rated]
        assert found.counts.all == found.counts.on_time == 1
    assert queries.worklist(Wanted(source="police"), look).cases == []


def test_the_list_asks_the_database_as_often_for_many_cases_as_for_one(
    sign_in: SignIn, walk: Walk
) -> None:
    client = sign_in("manager")
    make.handed_over(walk)
    one = asked(client, "/")

    for _ in range(queries.PAGE):
        walk.contact()
    for _ in range(3):
        make.requests(walk)

    assert len(asked(client, "/")) == len(one) <= 12
