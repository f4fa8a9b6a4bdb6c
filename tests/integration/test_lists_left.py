"""A list that waits while nobody takes it is no silence: managers are told."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from frontdoor.casework.rolls import operations, rules
from frontdoor.jobs import watching
from frontdoor.jobs.example.walk import Walk
from frontdoor.watch import queries
from frontdoor.watch.vocabulary import NoticeKind
from tests import make, pages, rolling
from tests.conftest import ItIs

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
LATE = timedelta(minutes=6)


def told(walk: Walk, short: str, *, at: datetime) -> list[str]:
    """Let the watch go round, and return of which lists somebody is told."""
    watching.look_at(walk.hub, at=at)
    found = walk.as_(short, queries.notices)
    return [each.subject for each in found if each.kind == NoticeKind.NOT_TAKEN]


def test_a_list_of_which_nothing_is_taken_is_told_to_managers_alone(walk: Walk) -> None:
    roll = rolling.begun(walk, rolling.brought(walk))

    assert told(walk, "manager", at=walk.at + rules.LEFT) == []
    assert told(walk, "manager", at=walk.at + LATE) == [roll.subject]
    for short in ("officer", "triage"):
        assert told(walk, short, at=walk.at + LATE) == []


def test_what_was_told_is_settled_once_it_is_taken(walk: Walk) -> None:
    roll = rolling.begun(walk, rolling.brought(walk))
    assert told(walk, "manager", at=walk.at + LATE)

    rolling.finished(make.later(walk, minutes=6), roll)

    assert told(walk, "manager", at=walk.at + 2 * LATE) == []


def test_a_list_that_waits_behind_another_is_not_told_of_while_that_one_goes_on(
    walk: Walk,
) -> None:
    first = rolling.begun(walk, rolling.brought(walk))
    rolling.begun(walk, rolling.brought(walk, [rolling.JOEL], source="Other"))

    later = walk.at + LATE
    walk.as_("manager", lambda by: operations.advance(roll=first, by=by, at=later))

    assert told(walk, "manager", at=later) == []
    assert len(told(walk, "manager", at=later + LATE)) == 2


def test_a_list_that_nobody_began_or_that_was_put_away_is_not_told_of(walk: Walk) -> None:
    rolling.brought(walk)
    roll = rolling.begun(walk, rolling.brought(walk, [rolling.JOEL]))
    walk.as_(
        "manager",
        lambda by: operations.put_away(roll=roll, seen=roll.version, by=by, at=walk.at),
    )

    assert told(walk, "manager", at=walk.at + LATE) == []


def test_its_page_says_so_and_the_notice_leads_there(
    walk: Walk, sign_in: SignIn, it_is: ItIs
) -> None:
    roll = rolling.begun(walk, rolling.brought(walk))
    page = f"/rolls/{roll.pk}/"
    it_is(walk.at + timedelta(minutes=1))
    client = sign_in("manager")
    assert "It goes on by itself" in pages.text(client.get(page))

    it_is(walk.at + LATE)
    watching.look_at(walk.hub, at=walk.at + LATE)

    said = pages.text(client.get(page))
    assert "Nothing has been taken for more than five minutes" in said
    assert "It goes on by itself" not in said
    notices = client.get("/notices/")
    assert "A list of people waits, and nothing of it is being taken" in pages.text(notices)
    assert f'href="{page}">{roll.subject}</a>' in notices.content.decode()
