"""Managers hear of everybody who is let in, and of each new manager: do they know them?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from frontdoor.access import queries as access
from frontdoor.access.models import Membership
from frontdoor.access.vocabulary import Role
from frontdoor.entrance import staff
from frontdoor.jobs import watching
from frontdoor.watch import queries
from frontdoor.watch.models import Notice
from tests import make
from tests.pages import text

pytestmark = pytest.mark.django_db

AT = make.MONDAY_9AM
SOON = AT + timedelta(minutes=1)
SignIn = Callable[..., Client]


def _joins(username: str = "a.nobody", role: Role = Role.TEAM_MANAGER) -> Membership:
    by = make.enter("administrator")
    return staff.join(
        username=username, name="Ash Nobody", agency=access.agency(by.hub_id, "hub"), role=role,
        qualified=True, why="Begins today.", by=by, at=AT, on=AT.date(),
    )  # fmt: skip


def _moves(short: str, role: Role) -> Membership:
    by = make.enter("administrator")
    place = Membership.objects.get(user_id=make.actor(short).user_id, left_at__isnull=True)
    make.enter("administrator")
    return staff.move(
        membership=place, agency=access.agency(by.hub_id, "hub"), role=role, qualified=True,
        why="Covers.", by=by, at=AT, on=AT.date(),
    )  # fmt: skip


def _told(short: str = "manager", **later: Any) -> list[Notice]:
    watching.look_at(make.hub(), at=SOON + timedelta(**later))
    found = queries.notices(make.enter(short))
    return [each for each in found if each.kind == "new_place"]


@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.TRIAGE_WORKER])
def test_managers_are_told_of_whoever_is_let_in(role: Role) -> None:
    place = _joins(role=role)

    assert [each.subject for each in _told("manager")] == [f"staff-{place.user_id}"]
    assert len(_told("manager-2")) == 1
    assert _told("officer") == _told("police") == []


def test_managers_are_told_of_whoever_is_made_one_and_of_no_other_move() -> None:
    _moves("officer", Role.TRIAGE_WORKER)
    assert _told() == []

    place = _moves("triage", Role.TEAM_MANAGER)

    assert [each.subject for each in _told()] == [f"staff-{place.user_id}"]


def test_a_manager_who_stays_one_is_no_news() -> None:
    _moves("manager-2", Role.TEAM_MANAGER)

    assert _told() == []


def test_what_was_told_is_settled_when_they_leave_or_after_a_fortnight() -> None:
    place = _joins()
    _joins("b.nobody")
    assert len(_told()) == 2

    by = make.enter("administrator")
    staff.leave(membership=place, why="Nobody knows them.", by=by, at=SOON)

    assert len(_told()) == 1
    assert len(_told(days=13)) == 1
    assert _told(days=14) == []


def test_another_hub_hears_nothing_of_it() -> None:
    _joins()
    watching.look_at(make.hub("surrey"), at=SOON)

    found = queries.notices(make.enter("manager", hub_slug="surrey"))

    assert [each for each in found if each.kind == "new_place"] == []


def test_the_notice_says_who_as_what_and_by_whom(sign_in: SignIn) -> None:
    _joins()
    _told()

    page = sign_in("manager").get("/notices/")

    assert "Somebody was let in, or made a manager: do you know them?" in text(page)
    by = make.actor("administrator").name
    assert f"Ash Nobody, team manager for Coventry MASH, by {by}" in text(page)
    assert "Ash Nobody" not in text(sign_in("officer").get("/notices/"))
