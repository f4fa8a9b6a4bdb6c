"""Who has yet to answer, over all cases: each number with the cases behind it (P24)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from frontdoor.casework.worklist.owing import Owing, owing
from frontdoor.jobs.example import midway
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from tests import make
from tests.integration.conftest import SignIn
from tests.pages import text

pytestmark = pytest.mark.django_db

PAGE = "/who-has-yet-to-answer/"


def _asked(walk: Walk, name: str, *agencies: str) -> None:
    child = [Told(given_names=name, family_name="Example")]
    walk.commence(make.enquiry(walk, children=child), asked=agencies)


def _by(walk: Walk, **later: float) -> dict[str, Owing]:
    make.enter("manager")
    return {each.slug: each for each in owing(at=walk.at + timedelta(**later))}


def _cases(client: Client, agency: str) -> str:
    return text(client.get("/", {"owes": agency}))


def test_each_agency_is_counted_with_what_it_owes(walk: Walk) -> None:
    _asked(walk, "One", "police", "education")
    _asked(walk, "Two", "police")

    found = _by(walk)

    assert {slug: (each.cases, each.late) for slug, each in found.items()} == {
        "police": (2, 0),
        "education": (1, 0),
    }


def test_what_has_run_out_is_late_and_stands_first(walk: Walk) -> None:
    _asked(walk, "One", "police", "education")

    found = _by(walk, days=30)

    assert {each.late for each in found.values()} == {1}


def test_more_time_counts_until_it_runs_out(walk: Walk) -> None:
    police, education = make.requests(walk)
    due = max(police.due_at, education.due_at)
    midway.extend(walk, police)

    make.enter("manager")
    late = {each.slug: each.late for each in owing(at=due + timedelta(seconds=1))}

    assert late == {police.agency.slug: 0, education.agency.slug: 1}


def test_an_answer_takes_the_agency_off_the_page(walk: Walk) -> None:
    police, _ = make.requests(walk)

    walk.answer(police)

    assert police.agency.slug not in _by(walk)


def test_somebody_named_later_is_owed_an_answer_too(walk: Walk) -> None:
    supplements = make.supplements(walk)
    for request in {each.request for each in supplements}:
        walk.answer(request)

    assert {each.cases for each in _by(walk).values()} == {1}
    assert len(_by(walk)) == len({each.agency_id for each in supplements})


def test_what_was_decided_without_an_answer_is_awaited_no_more(walk: Walk) -> None:
    make.decision(walk)

    assert _by(walk) == {}


def test_each_number_leads_to_its_cases(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    _asked(walk, "Both", "police", "education")
    _asked(walk, "Onlypolice", "police")
    moira = sign_in("manager")

    page = moira.get(PAGE)

    assert 'href="/?owes=police"' in page.content.decode()
    assert "West Midlands Police Cases 2" in text(page)
    assert "Onlypolice Example" in _cases(moira, "police")
    rows = moira.get("/", {"owes": "education"}).content.decode().split("<tbody")[1]
    assert "Both Example" in rows
    assert "Onlypolice" not in rows


def test_when_all_have_answered_the_page_says_so(sign_in: SignIn, walk: Walk) -> None:
    make.answered(walk)

    assert "Every agency has answered." in text(sign_in("manager").get(PAGE))


def test_the_manager_finds_it_on_the_worklist(sign_in: SignIn) -> None:
    assert f'href="{PAGE}"' in sign_in("manager").get("/").content.decode()
    assert f'href="{PAGE}"' not in sign_in("officer").get("/").content.decode()


def test_it_asks_as_often_for_many_as_for_one(sign_in: SignIn, walk: Walk) -> None:
    moira = sign_in("manager")
    counted = []
    for name in ("One", "Two"):
        _asked(walk, name, "police", "education")
        moira.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            moira.get(PAGE)
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_another_hub_sees_nothing_of_it(walk: Walk) -> None:
    make.requests(walk)

    make.enter("manager", hub_slug="surrey")

    assert owing(at=walk.at) == []
