"""Who is let in to a page, without a page: the first wall."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from frontdoor.access.vocabulary import Role, Zone
from frontdoor.web import gate


@dataclass
class Beside:
    """What the gate has done beside letting somebody in or not."""

    kept: int = 0
    extended: int = 0
    denied: str = ""


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Beside:
    done = Beside()

    def keep(request: HttpRequest) -> None:
        done.kept += 1

    def extend(request: HttpRequest, *, at: object) -> None:
        done.extended += 1

    def denied(request: HttpRequest, why: Exception) -> HttpResponse:
        done.denied = str(why)
        return HttpResponse(status=403)

    monkeypatch.setattr("frontdoor.web.gate.keeping.keep_refused", keep)
    monkeypatch.setattr("frontdoor.web.gate.session.extend", extend)
    monkeypatch.setattr("frontdoor.web.gate.errors.denied", denied)
    return done


def _asked(address: str = "/page/", *, actor: Any = None, **more: Any) -> HttpResponse:
    @gate.page_for(Zone.PARTNER, Role.TEAM_MANAGER)
    def page(request: HttpRequest, number: int = 0, *, name: str = "") -> HttpResponse:
        return HttpResponse(f"let in {number} {name}")

    request = RequestFactory().get(address)
    vars(request)["actor"] = actor
    return page(request, **more)


def _somebody(zone: Zone, role: Role) -> Any:
    return SimpleNamespace(zone=zone, role=role)


@pytest.mark.parametrize(
    ("zone", "role", "status"),
    [
        (Zone.PARTNER, Role.PARTNER, 200),
        (Zone.HUB, Role.TEAM_MANAGER, 200),
        (Zone.PARTNER, Role.TEAM_MANAGER, 200),
        (Zone.HUB, Role.SOCIAL_WORKER, 403),
        (Zone.TEAM, Role.RECEIVING_TEAM, 403),
        (Zone.NOBODY, Role.HUB_ADMINISTRATOR, 403),
    ],
)
def test_a_page_is_for_its_zones_and_its_roles_and_nobody_else(
    beside: Beside, zone: Zone, role: Role, status: int
) -> None:
    answer = _asked(actor=_somebody(zone, role), number=7, name="Robin")

    assert answer.status_code == status
    assert (answer.content == b"let in 7 Robin") == (status == 200)
    assert beside.denied == ("" if status == 200 else "This page is for other roles.")
    assert beside.kept == 0


def test_who_has_not_signed_in_is_asked_to_and_loses_nothing(beside: Beside) -> None:
    answer = _asked("/page/?what=this")

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("?next=/page/%3Fwhat%3Dthis")
    assert (beside.kept, beside.extended) == (1, 0)


def test_a_request_that_nobody_looked_at_is_nobodys(beside: Beside) -> None:
    @gate.page_for(Zone.HUB)
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("let in")

    assert page(RequestFactory().get("/page/")).status_code == 302
    assert beside.kept == 1


def test_what_a_page_asks_by_itself_keeps_nothing_and_nobody_signed_in(beside: Beside) -> None:
    _asked("/page/?by-itself=1")
    _asked("/page/?by-itself=1", actor=_somebody(Zone.PARTNER, Role.PARTNER))

    assert (beside.kept, beside.extended) == (0, 0)


def test_whoever_is_signed_in_has_their_time_anew(beside: Beside) -> None:
    _asked(actor=_somebody(Zone.PARTNER, Role.PARTNER))
    _asked(actor=_somebody(Zone.HUB, Role.SOCIAL_WORKER))

    assert beside.extended == 2


def test_a_page_says_for_whom_it_is() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("Anybody.")

    guarded, opened = gate.page_for(Zone.HUB, Role.PARTNER)(page), gate.public(page)

    assert vars(guarded)["page_for"] == (Zone.HUB, Role.PARTNER)
    assert vars(opened)["page_for"] == ("anybody",)
    assert guarded.__name__ == "page"
    assert opened(RequestFactory().get("/")).content == b"Anybody."
