"""What is new to one person: what others did since that person last opened a case (U10)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.worklist.unread import Unread, unread
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from tests import make
from tests.integration.conftest import SignIn
from tests.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(db: None) -> Walk:
    """Return a walk that began an hour ago: pages look at the clock."""
    return make.walk(at=now() - timedelta(hours=1))


def _named(name: str) -> list[Told]:
    return [Told(given_names=name, family_name="Example")]


def _opened(client: Client, case: Case) -> str:
    return text(client.get(f"/cases/{case.reference}/"))


def _of(case: Case, *, short: str = "manager") -> Unread:
    actor = make.enter(short)
    return unread(case.reference, me=actor.user_id)


def _later(walk: Walk) -> Walk:
    """Return a walk that goes on now."""
    return make.walk(at=now())


def test_a_case_that_nobody_opened_is_unread_by_everybody(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)

    assert _of(case).seen_at is None
    assert "Not opened yet" in text(sign_in("manager").get("/"))


def test_opening_it_makes_it_read_for_that_person_alone(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)
    moira, tomasz = sign_in("manager"), sign_in("triage")

    _opened(moira, case)

    assert _of(case).number == 0
    assert _of(case, short="triage").seen_at is None
    assert "Not opened yet" not in text(moira.get("/"))
    assert "Not opened yet" in text(tomasz.get("/"))


def test_what_others_do_afterwards_is_new_and_marked(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)
    moira = sign_in("manager")
    _opened(moira, case)
    looking.look_into(_later(walk), case)
    count = _of(case).number

    worklist, page = text(moira.get("/")), moira.get(f"/cases/{case.reference}/")

    assert count == 2 + len(case.policy.checks)
    assert f"{count} new" in worklist
    assert f"{count} new since you looked" in text(page)
    timeline = page.content.decode().split('id="what-happened"')[1]
    assert timeline.count(">New<") == timeline.count("New") == count


def test_it_is_read_once_it_was_opened_again(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)
    moira = sign_in("manager")
    _opened(moira, case)
    looking.look_into(_later(walk), case)
    _opened(moira, case)

    assert "new since you looked" not in _opened(moira, case)
    assert _of(case).number == 0


def test_what_one_does_oneself_is_no_news(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)
    _opened(sign_in("triage"), case)

    looking.look_into(_later(walk), case, by="triage")

    assert _of(case, short="triage").number == 0


def test_that_a_manager_looked_is_no_news(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)
    _opened(sign_in("triage"), case)

    _opened(sign_in("manager"), case)

    assert _of(case, short="triage").number == 0


def test_a_look_from_another_page_does_not_count_as_opening(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)

    sign_in("manager").get(f"/cases/{case.reference}/triage/")

    assert _of(case).seen_at is None


def test_the_tab_lists_what_is_unread_and_nothing_else(sign_in: SignIn, walk: Walk) -> None:
    read, unopened, changed = (
        make.in_triage(walk, children=_named(name)) for name in ("Read", "Unopened", "Changed")
    )
    moira = sign_in("manager")
    for case in (read, changed):
        _opened(moira, case)
    looking.look_into(_later(walk), changed)

    page = moira.get("/", {"unread": "yes"}).content.decode()

    shown = {case for case in (read, unopened, changed) if f'"/cases/{case}/"' in page}
    assert shown == {unopened, changed}


def test_a_page_of_many_cases_asks_once(sign_in: SignIn, walk: Walk) -> None:
    moira = sign_in("manager")
    asked = []
    for name in ("One", "Two", "Three"):
        make.in_triage(walk, children=_named(name))
        moira.get("/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            moira.get("/")
        asked.append(
            [q["sql"] for q in queries if "audit_look" in q["sql"] and "SELECT" in q["sql"]]
        )

    assert [len(each) for each in asked] == [1, 1, 1]


def test_the_database_finds_the_last_look_by_an_index(walk: Walk) -> None:
    case = make.in_triage(walk)
    actor = make.enter("manager")
    with connection.cursor() as cursor:
        # In a table of a few rows one index is as good as another.
        cursor.execute(
            "INSERT INTO audit_look (hub_id, subject, purpose, refused, by_id, by_name, at)"
            " SELECT %s, %s, 'show', false, %s, 'Moira Quayle', now() - number * interval '1 min'"
            " FROM generate_series(1, 5000) AS number",
            [actor.hub_id, f"{case.reference}-Z", actor.user_id],
        )
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT max(at) FROM audit_look WHERE hub_id = %s AND by_id = %s"
            " AND subject = %s AND purpose = 'show' AND NOT refused",
            [actor.hub_id, actor.user_id, case.reference],
        )
        plan = " ".join(row[0] for row in cursor.fetchall())

    assert "look_by_reader" in plan
