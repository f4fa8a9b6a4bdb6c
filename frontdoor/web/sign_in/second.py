"""The second factor: proving it, setting it up, and what stands in when it is lost."""

import json
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from frontdoor.access import queries as access
from frontdoor.access.actor import Actor
from frontdoor.access.models import User
from frontdoor.entrance import operations, queries, rules, staff
from frontdoor.entrance.vocabulary import Ending
from frontdoor.kernel.refusal import refuse_if
from frontdoor.web import doing, session, slowing
from frontdoor.web.gate import page_for, public
from frontdoor.web.request import HubRequest
from frontdoor.web.sign_in import entering, square
from frontdoor.web.sign_in.entering import EVERYBODY
from frontdoor.web.sign_in.forms import FirstCode, Second

ISSUER = "Frontdoor"
SECRET, CODES = "app-secret", "codes"
NOT_FRESH = (
    "You signed in more than 15 minutes ago. Sign out and in again, so that nobody else at your "
    "desk can change how you sign in."
)
NOT_RIGHT = "This code is not right, or was used before. Wait for the next one, and try again."


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
@public
def second(request: HubRequest) -> HttpResponse:
    """Ask whoever knew the password for the second factor, and let them in."""
    at = now()
    user = entering.pending(request, at=at)
    if user is None:
        return redirect("sign_in:sign_in")
    form = Second(request.POST or None)
    if form.is_valid():
        keys = slowing.of_second(user.pk)
        refusal = slowing.too_many(keys, at=at)
        if not refusal and is_right(user, form.cleaned_data["code"], at=at):
            slowing.was_right(keys, at=at)
            to, door = entering.wanted(request), entering.door(request)
            return entering.complete(request, user, to=to, door=door, at=at)
        if not refusal:
            slowing.was_wrong(keys)
        form.add_error("code", refusal or NOT_RIGHT)
    context = {
        "has_app": queries.app(user.pk) is not None,
        "has_passkey": entering.can_ask_passkey(request, user),
    }
    return doing.show(request, "sign_in/second.html", context, form=form)


def is_right(user: User, typed: str, *, at: datetime) -> bool:
    """Tell whether a code is of the app, or a recovery code. Each is right once."""
    key, older = entering.key(), entering.older_keys()
    if len(rules.plain(typed)) == rules.DIGITS:
        return operations.prove_by_app(user=user, typed=typed, key=key, older=older, at=at)
    return operations.prove_by_code(user=user, typed=typed, key=key, older=older, at=at)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
@public
def set_up(request: HubRequest) -> HttpResponse:
    """Give somebody an authenticator app: on their first way in, or when they change it."""
    at = now()
    user = who_sets_up(request, at=at)
    if user is None:
        return lead_away(request, then="sign_in:set_up")
    secret = _secret(request, user)
    form = FirstCode(request.POST or None)
    if doing.done(form, lambda: _add(request, user, secret, form, at=at)):
        return go_on(request, user, at=at)
    context = {
        "passkeys": entering.has_passkeys(request),
        "square": square.drawn(rules.app_address(secret, username=user.username, issuer=ISSUER)),
        "typed": _in_fours(rules.shown(secret)),
        "replaces": queries.app(user.pk) is not None,
        "first": request.actor is None,
    }
    return doing.show(request, "sign_in/set_up.html", context, form=form)


def lead_away(request: HubRequest, *, then: str) -> HttpResponse:
    """Lead somebody who may not set anything up to where they prove that they may."""
    if request.actor is None:
        return redirect("sign_in:sign_in")
    return entering.ask_again(request, then=then)


def who_sets_up(request: HubRequest, *, at: datetime) -> User | None:
    """Return who sets up: somebody without any factor yet, or who has just proven theirs again."""
    if request.actor is None:
        user = entering.pending(request, at=at)
        return None if user is None or queries.factors(user.pk) else user
    user = access.user(request.actor.user_id)
    if user is None or not queries.factors(user.pk):
        refuse_if("" if entering.is_fresh(request, at=at) else NOT_FRESH)
        return user
    return user if entering.is_proven(request, at=at) else None


def _secret(request: HttpRequest, user: User) -> bytes:
    """Return the secret that this browser is shown until its code has come back."""
    kept = request.session.get(SECRET, "")
    secret = operations.opened(kept, user=user, key=entering.key()) if kept else None
    if secret is None:
        secret = operations.new_secret()
        request.session[SECRET] = operations.locked(secret, user=user, key=entering.key())
    return secret


def _add(request: HubRequest, user: User, secret: bytes, form: FirstCode, *, at: datetime) -> None:
    by, key = request.actor or entering.actor_of(user), entering.key()
    typed = form.cleaned_data["code"]
    operations.add_app(user=user, secret=secret, typed=typed, by=by, key=key, at=at)
    del request.session[SECRET]
    give_codes(request, user, by=by, at=at)
    if request.actor is not None:
        entering.forget_proof(request)
        end_others(request, user, at=at)


def end_others(request: HttpRequest, user: User, *, at: datetime) -> None:
    """Sign somebody out everywhere but here."""
    here = request.session.session_key or ""
    for key in staff.end_all(user, ending=Ending.SELF, besides=here, at=at):
        session.forget(key)


def give_codes(request: HttpRequest, user: User, *, by: Actor, at: datetime) -> None:
    """Make recovery codes, and keep them for the one page that shows them."""
    key = entering.key()
    codes = operations.make_codes(user=user, by=by, key=key, at=at)
    told = json.dumps(codes).encode()
    request.session[CODES] = operations.locked(told, user=user, key=key)


def go_on(request: HubRequest, user: User, *, at: datetime) -> HttpResponse:
    """Lead somebody on who has set up their first factor: in, and to their recovery codes."""
    if request.actor is not None:
        return redirect("sign_in:codes")
    request.session[entering.WANTED] = entering.wanted(request)
    door = entering.door(request)
    return entering.complete(request, user, to="sign_in:codes", door=door, at=at)


def _in_fours(words: str) -> str:
    return " ".join(words[place : place + 4] for place in range(0, len(words), 4))


@require_http_methods(["GET", "POST"])
@page_for(*EVERYBODY)
def codes(request: HubRequest) -> HttpResponse:
    """Show new recovery codes, until somebody says that they have kept them."""
    if request.method == "POST":
        request.session.pop(CODES, None)
        return redirect(request.session.pop(entering.WANTED, entering.HOME))
    told = request.session.get(CODES)
    user = access.user(request.actor.user_id)
    opened = operations.opened(told, user=user, key=entering.key()) if told and user else None
    if opened is None:
        return redirect(entering.HOME)
    return render(request, "sign_in/codes.html", {"codes": json.loads(opened)})
