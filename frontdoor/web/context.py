"""What every page shows around itself: the hub, who has signed in, and where they can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.timezone import now
from markupsafe import Markup

from frontdoor.access.actor import Actor
from frontdoor.access.context import can_ask
from frontdoor.access.vocabulary import Role, Zone
from frontdoor.watch import queries as watch
from frontdoor.watch.queries import Board
from frontdoor.web import keeping, reds, session
from frontdoor.web.addresses import address

# Each entry: the words, the name of the page, and the zones or roles that have it.
PLACES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Worklist", "worklist:home", (Zone.HUB,)),
    ("New contact", "contacts:new", (Zone.HUB,)),
    ("Type in a form", "contacts:form", (Zone.HUB,)),
    ("Who carries what", "worklist:carrying", (Zone.HUB,)),
    ("Register", "linking:pairs", (Zone.HUB,)),
    ("Requests", "gathering:tray", (Zone.PARTNER,)),
    ("Products", "disclosures:products", (Zone.TEAM,)),
    ("Notices", "notices:notices", (Zone.HUB, Zone.PARTNER, Zone.TEAM)),
    (
        "Figures",
        "oversight:figures",
        (Role.TEAM_MANAGER, Role.PERFORMANCE_OFFICER, Role.HUB_ADMINISTRATOR),
    ),
    ("Records", "records:home", (Role.TEAM_MANAGER,)),
    # A manager comes to them from Records: more places would take a second line.
    ("Lists of people", "rolls:home", (Role.TRIAGE_COORDINATOR,)),
    ("People", "settings:people", (Role.HUB_ADMINISTRATOR,)),
    ("Agreements", "settings:agreements", (Role.TEAM_MANAGER, Role.HUB_ADMINISTRATOR)),
    ("Bank holidays", "settings:holidays", (Role.HUB_ADMINISTRATOR,)),
    (
        "History",
        "settings:history",
        (Role.TEAM_MANAGER, Role.PERFORMANCE_OFFICER, Role.HUB_ADMINISTRATOR),
    ),
    ("How it works", "process_map:show", (Zone.HUB, Zone.PARTNER, Zone.TEAM, Zone.NOBODY)),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the layout needs besides what the page gives."""
    actor: Actor | None = getattr(request, "actor", None)
    board = _board(actor) if actor else None
    mine = {"csrf_input": _csrf_input(request, actor), "stay": _stay(request)} if actor else {}
    return mine | {
        "board": board,
        "reds_told": reds.told(board.reds) if board else {},
        "actor": actor,
        "hub": actor.hub if actor else "",
        "demo": settings.DEMO,
        "navigation": _places(actor, request.path) if actor else [],
    }


def _board(actor: Actor) -> Board | None:
    """Return what the watch tells somebody, where they do casework."""
    # A page that tells of an error may come when nothing can be asked any more.
    if actor.zone == Zone.NOBODY or not can_ask():
        return None
    return watch.board(actor, at=now())


def _stay(request: HttpRequest) -> dict[str, Any]:
    """Return how long somebody stays signed in, for the page to warn them by itself (U5)."""
    at = now()
    return {
        "ends_at": session.ends_at(request, at=at),
        "left": int(session.left(request, at=at).total_seconds()),
        "warn": int(session.warn_before().total_seconds()),
        "back": request.get_full_path() if request.method == "GET" else request.path,
    }


def _places(actor: Actor, path: str) -> list[dict[str, Any]]:
    return [
        {"text": words, "href": (href := address(name)), "current": path == href}
        for words, name, who in PLACES
        if actor.zone in who or actor.role in who
    ]


def _csrf_input(request: HttpRequest, actor: Actor) -> Markup:
    """Return what every form carries: the mark against forgery, and whose page it is."""
    return Markup("{}{}").format(csrf_input(request), keeping.mark(actor))
