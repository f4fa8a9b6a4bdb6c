"""A contact that should not be there: a test, the same one twice, a wrong number."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.casework.contacts.models import Case, Receipt
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.jobs.example.walk import Walk
from frontdoor.oversight import operations
from frontdoor.oversight.measures import activity, sources
from frontdoor.oversight.measures.period import Period
from tests import make, pages
from tests.deciding import address, waiting
from tests.hubs import POLICIES
from tests.reopening import reopen
from tests.reporting import as_it_is

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
SCHOOL = Caller(source="school", name="Jo Sample")
WHY = "It was a test."
UNLOOKED = {"looked": "unlooked", "unlooked_why": WHY}


def _mistaken(client: Client, walk: Walk, **said: str) -> tuple[Case, int]:
    """Close a case as recorded by mistake, and return it with what the page answered."""
    case = waiting(walk, caller=SCHOOL, immediate_harm="no")
    told = {"move": "close/by_mistake", "because_by_mistake": "0", "tell_referrer": "on"}
    sent = pages.sent(client, address(case), **{**told, **UNLOOKED, **said})
    return as_it_is(case), sent.status_code


def test_a_manager_closes_it_with_a_reason_that_is_ready_and_it_stays_on_record(
    sign_in: SignIn,
) -> None:
    manager = sign_in("manager")

    case, status = _mistaken(manager, make.walk(at=now()))

    assert status == 302
    assert (case.stage, case.route, case.route_reason) == (CaseStage.CLOSED, "by_mistake", WHY)
    page = pages.text(manager.get(f"/cases/{case.reference}/"))
    assert WHY in page
    assert "Open again" in page
    assert "put on record by mistake" in Receipt.objects.get(contact=case.contact).words


def test_it_takes_a_reason(sign_in: SignIn) -> None:
    case, status = _mistaken(sign_in("manager"), make.walk(at=now()), because_by_mistake="")

    assert status == 422
    assert case.stage == CaseStage.AWAITING


@pytest.mark.parametrize("short", ["officer", "triage"])
def test_nobody_but_a_manager_says_so(sign_in: SignIn, short: str) -> None:
    case = waiting(make.walk(at=now()), caller=SCHOOL, immediate_harm="no")

    assert sign_in(short).get(address(case)).status_code == 403
    assert as_it_is(case).stage == CaseStage.AWAITING


def test_a_child_in_danger_is_no_mistake_without_a_word_why_not_mash(sign_in: SignIn) -> None:
    case = waiting(make.walk(at=now()), caller=SCHOOL, immediate_harm="yes")

    sent = pages.sent(
        sign_in("manager"), address(case),
        move="close/by_mistake", because_by_mistake="0", **UNLOOKED,
    )  # fmt: skip

    assert sent.status_code == 422
    assert as_it_is(case).stage == CaseStage.AWAITING


def test_it_is_opened_again_as_whatever_ended(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    case, _ = _mistaken(sign_in("manager"), walk)

    again = reopen(make.later(walk, hours=1), case)

    assert (again.stage, again.route) == (CaseStage.AWAITING, "")


def test_the_figures_count_it_apart_and_say_so(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    _mistaken(sign_in("manager"), walk)
    with context.inside(walk.hub.pk):
        operations.count(hub_id=walk.hub.pk, at=make.later(walk, hours=1).at)

    make.enter("manager")
    today = walk.at.date().replace(day=1)
    period = Period(since=today, until=today)
    [source] = sources.sources(walk.hub.pk, period)
    [month] = activity.activity(walk.hub.pk, period)
    assert (source.by_mistake, source.signposted_or_nfa, source.total) == (1, 0, 1)
    assert (month.children, month.mash_or_referral, month.not_yet) == (1, 0, 0)
    page = pages.text(sign_in("performance").get("/figures/"))
    assert "What was recorded by mistake is among them all" in page


@pytest.mark.parametrize("hub", POLICIES)
def test_every_pack_can_say_so_and_nobody_outside_is_sent_it(hub: str) -> None:
    [end] = [each for each in POLICIES[hub].outcomes if each.counts_as == "by_mistake"]

    assert (end.stages, end.teams, end.referral, end.urgency) == (("triage",), (), False, None)
    assert end.reasons
