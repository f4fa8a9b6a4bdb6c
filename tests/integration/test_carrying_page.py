"""Who carries what: the counts, the filters of the worklist, and cover for who is away."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.actions import covering
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.triage import queries
from frontdoor.jobs.example import acting, looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from tests import make
from tests.pages import errors, opened, sent, text

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def walk(db: None) -> Walk:
    """Return a walk that goes on now: pages look at the clock, and end what was begun."""
    return make.walk(at=now())


def _named(walk: Walk, name: str) -> Case:
    return make.in_triage(walk, children=[Told(given_names=name, family_name="Example")])


@pytest.fixture
def two(walk: Walk) -> tuple[Case, Case]:
    """Return a case that Tomasz has, and one that nobody has."""
    hers, nobodys = _named(walk, "Wren"), _named(walk, "Lark")
    looking.allocate(walk, hers)
    return hers, nobodys


def test_everybody_is_listed_with_what_they_carry(sign_in: SignIn, two: tuple[Case, Case]) -> None:
    page = text(sign_in("triage").get("/who-carries-what/"))

    assert "Tomasz Wilk Open cases 1" in page
    assert "Nobody yet Open cases 1" in page
    assert "Adaeze Obi Open cases 0" in page
    assert "Bea Holloway" not in page.partition("Open cases")[2]


def _listed(client: Client, two: tuple[Case, Case], who: object) -> list[bool]:
    """Return which of the two cases stand in the list: the warning above it names them all."""
    page = client.get("/", {"who": str(who)}).content.decode()
    return [f'href="/cases/{case.reference}/"' in page for case in two]


@pytest.mark.parametrize(
    ("who", "listed"), [("me", [True, False]), ("nobody", [False, True]), ("", [True, True])]
)
def test_the_worklist_is_asked_for_by_who_has_it(
    sign_in: SignIn, two: tuple[Case, Case], who: str, listed: list[bool]
) -> None:
    assert _listed(sign_in("triage"), two, who) == listed


def test_a_manager_reads_the_worklist_of_one_worker(
    sign_in: SignIn, walk: Walk, two: tuple[Case, Case]
) -> None:
    assert _listed(sign_in("manager"), two, looking.worker(walk, "triage").pk) == [True, False]
    assert _listed(sign_in("manager"), two, "me") == [False, False]


@pytest.mark.parametrize("who", ["\0", "-1", "9" * 5000, "you"])
def test_whose_nobody_is_has_nothing(sign_in: SignIn, two: tuple[Case, Case], who: str) -> None:
    assert _listed(sign_in("manager"), two, who) == [False, False]


def test_one_covers_for_another_with_one_reason(
    sign_in: SignIn, walk: Walk, two: tuple[Case, Case]
) -> None:
    tomasz, adaeze = looking.worker(walk, "triage").pk, looking.worker(walk, "social-worker").pk
    manager, address = sign_in("manager"), f"/who-carries-what/{tomasz}/cover/"
    assert "Wren Example" in text(manager.get(address))

    refused = sent(manager, address, worker=adaeze)
    assert (refused.status_code, "Why?" in errors(refused)) == (422, True)
    answer = sent(manager, address, worker=adaeze, why="Tomasz is ill.")

    assert answer["Location"] == "/who-carries-what/"
    make.enter("manager")
    held = queries.of(two[0])
    assert held is not None
    assert (held.name, held.why) == ("Adaeze Obi", "Tomasz is ill.")
    assert "carries nothing now" in text(manager.get(address))


def test_cover_for_what_has_changed_meanwhile_is_shown_first(
    sign_in: SignIn, walk: Walk, two: tuple[Case, Case]
) -> None:
    tomasz, adaeze = looking.worker(walk, "triage").pk, looking.worker(walk, "social-worker").pk
    make.enter("manager")
    seen = covering.stamp(queries.carried(looking.worker(walk, "triage")), [])
    looking.allocate(walk, two[1])

    answer = sign_in("manager").post(
        f"/who-carries-what/{tomasz}/cover/",
        {"seen": seen, "worker": adaeze, "why": "Tomasz is ill."},
    )

    assert answer.status_code == 409
    assert "Lark Example" in answer.content.decode()


# --- What there is to do goes along ---


def _to_do(short: str) -> list[tuple[str, datetime]]:
    make.enter("manager")
    found = actions.of_worker(looking.worker(make.walk(at=now()), short))
    return [(each.what, each.falls_due_at) for each in found]


def test_cover_takes_what_there_is_to_do_along_by_its_time(
    sign_in: SignIn, walk: Walk, two: tuple[Case, Case]
) -> None:
    action = acting.set_action(walk, two[1], to="triage")
    tomasz, adaeze = looking.worker(walk, "triage").pk, looking.worker(walk, "social-worker").pk
    coordinator, address = sign_in("coordinator"), f"/who-carries-what/{tomasz}/cover/"
    assert action.what in text(coordinator.get(address))

    sent(coordinator, address, worker=adaeze, why="Tomasz is ill.")

    assert _to_do("triage") == []
    assert _to_do("social-worker") == [(action.what, action.due_at)]


def test_who_has_something_to_do_and_no_case_is_covered_for_and_what_is_late_is_due_anew(
    sign_in: SignIn, walk: Walk
) -> None:
    before = make.walk(at=now() - timedelta(days=1))
    action = acting.set_action(before, make.case(before), to="triage")
    tomasz, adaeze = looking.worker(walk, "triage").pk, looking.worker(walk, "social-worker").pk
    manager, address = sign_in("manager"), f"/who-carries-what/{tomasz}/cover/"
    assert address in manager.get("/who-carries-what/").content.decode()

    sent(manager, address, worker=adaeze, why="Tomasz is ill.")

    [(what, due_at)] = _to_do("social-worker")
    assert what == action.what
    assert due_at > now()
    assert [each.kept for each in actions.turns(action)] == [False, None]


def test_what_was_given_to_do_meanwhile_is_shown_before_it_goes_along(
    sign_in: SignIn, walk: Walk, two: tuple[Case, Case]
) -> None:
    tomasz, adaeze = looking.worker(walk, "triage").pk, looking.worker(walk, "social-worker").pk
    manager, address = sign_in("manager"), f"/who-carries-what/{tomasz}/cover/"
    form = opened(manager, address)
    acting.set_action(walk, two[1], to="triage")

    answer = manager.post(address, form | {"worker": adaeze, "why": "Tomasz is ill."})

    assert answer.status_code == 409
    assert _to_do("social-worker") == []
