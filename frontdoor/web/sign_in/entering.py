"""From a right password to being signed in. Between the two nobody is signed in at all.

So "signed in" means that all was proven, and no page has to ask for it again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate

from frontdoor.access import context
from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.access.models import User
from frontdoor.access.vocabulary import Zone
from frontdoor.entrance import operations, queries
from frontdoor.entrance.vocabulary import Door, Ending
from frontdoor.kernel.refusal import Unknown
from frontdoor.web import session, slowing
from frontdoor.web.request import HubRequest

HOME = "worklist:home"
EVERYBODY = (Zone.HUB, Zone.PARTNER, Zone.TEAM, Zone.NOBODY)
PENDING, PROVEN, WANTED = "entering", "proven", "wanted"
THEN = "then"
# Long enough to find the telephone.
PATIENCE = timedelta(minutes=10)
# What proves who somebody is may be changed this long after it was last proven.
FRESH = timedelta(minutes=15)


def begin(
    request: HttpRequest, user: User, *, wanted: str, door: Door, at: datetime
) -> HttpResponse:
    """Go on to the second factor of somebody whose password was right, or to setting one up."""
    # Whatever was planted in this session before is gone, and so is its key.
    request.session.flush()
    request.session[PENDING] = {
        "user": user.pk,
        "proof": user.get_session_auth_hash(),
        "at": at.timestamp(),
        "wanted": wanted,
        "door": door.value,
    }
    return redirect(_next(request, user))


def _next(request: HttpRequest, user: User) -> str:
    if not queries.factors(user.pk):
        return "sign_in:set_up"
    return "sign_in:second_passkey" if can_ask_passkey(request, user) else "sign_in:second"


def has_passkeys(request: HttpRequest) -> bool:
    """Tell whether passkeys are good here: at the one address that the settings name."""
    return bool(settings.ORIGIN) and urlsplit(settings.ORIGIN).netloc == request.get_host()


def can_ask_passkey(request: HttpRequest, user: User) -> bool:
    """Tell whether somebody has a passkey that is good here."""
    return has_passkeys(request) and bool(queries.passkeys(user.pk))


def pending(request: HttpRequest, *, at: datetime) -> User | None:
    """Return whose password was right a while ago in this browser, and nothing more."""
    said = request.session.get(PENDING)
    if not said or at.timestamp() - said["at"] > PATIENCE.total_seconds():
        return None
    user = access.user(said["user"])
    # Whoever began with a password that has ended since did not begin at all.
    if user is None or not constant_time_compare(said["proof"], user.get_session_auth_hash()):
        return None
    return user


def asked_for(request: HttpRequest) -> str:
    """Return the page that was asked for before signing in, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else ""


def wanted(request: HttpRequest) -> str:
    """Return where whoever is signing in wanted to go."""
    return str(request.session.get(PENDING, {}).get("wanted", "")) or HOME


def door(request: HttpRequest) -> Door:
    """Return how whoever is signing in began to."""
    return Door(request.session.get(PENDING, {}).get("door", Door.PASSWORD))


def complete(
    request: HttpRequest, user: User, *, to: str, door: Door, at: datetime
) -> HttpResponse:
    """Sign somebody in who has proven all that is asked, and lead them on."""
    request.session.pop(PENDING, None)
    # Django gives the session a new key here, so that one planted before is worth nothing.
    auth.login(request, user)
    if request.session.session_key is None:
        request.session.create()
    request.session[session.ENTERED] = at.timestamp()
    _come_in(request, user, door=door, at=at)
    response = redirect(to)
    slowing.mark(response, username=user.username)
    return response


def go_on(request: HttpRequest, user: User, *, at: datetime) -> None:
    """Let a sign-in go on whose password has just been changed: here it stands under a new key."""
    before = request.session.session_key or ""
    doors = [visit.door for visit in queries.visits(user.pk) if visit.session == before]
    auth.update_session_auth_hash(request, user)
    operations.end(before, ending=Ending.SELF, at=at)
    _come_in(request, user, door=Door(next(iter(doors), Door.PASSWORD)), at=at)


def _come_in(request: HttpRequest, user: User, *, door: Door, at: datetime) -> None:
    operations.come_in(
        user=user,
        session=request.session.session_key or "",
        door=door,
        address=slowing.address(request),
        browser=request.headers.get("User-Agent", "").replace("\0", ""),
        at=at,
    )


def is_fresh(request: HttpRequest, *, at: datetime) -> bool:
    """Tell whether whoever is signed in proved it just now."""
    entered = request.session.get(session.ENTERED, 0)
    return bool(at.timestamp() - entered < FRESH.total_seconds())


def ask_again(request: HubRequest, *, then: str) -> HttpResponse:
    """Ask whoever is signed in to prove who they are again, and lead them on to a page then."""
    request.session[THEN] = then
    user = access.user(request.actor.user_id)
    can = user is not None and can_ask_passkey(request, user)
    return redirect("sign_in:prove_passkey" if can else "sign_in:prove")


def prove(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Remember that whoever is signed in has proven again who they are, and lead them on."""
    request.session[session.ENTERED] = request.session[PROVEN] = at.timestamp()
    return redirect(request.session.pop(THEN, "sign_in:set_up"))


def is_proven(request: HttpRequest, *, at: datetime) -> bool:
    """Tell whether whoever is signed in has proven again just now who they are."""
    return bool(at.timestamp() - request.session.get(PROVEN, 0) < FRESH.total_seconds())


def forget_proof(request: HttpRequest) -> None:
    """Ask for it again before the next change."""
    request.session.pop(PROVEN, None)


def actor_of(user: User) -> Actor:
    """Return somebody who is about to come in as one who acts, so that it is remembered who did.

    :raises Unknown: if they have lost their place in this moment.
    """
    actor = access.actor(user.pk, on=localdate())
    if actor is None:
        raise Unknown(user.username)
    context.enter(actor)
    return actor


def key() -> str:
    """Return the key under which secrets of second factors are locked."""
    return str(settings.SECRET_KEY)


def older_keys() -> Sequence[str]:
    """Return the keys under which such secrets may still be locked."""
    return tuple(settings.SECRET_KEY_FALLBACKS)
