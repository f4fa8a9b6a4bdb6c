"""Passkeys at the door: set one up, prove with it, come in with nothing else, take it off.

A script asks the browser and sends what it answers; without JavaScript each page says so, and
names another way. What a browser refuses comes back as a form that says why.
"""

import json
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from frontdoor.access import queries as access
from frontdoor.access.models import User
from frontdoor.entrance import ceremony, operations, passkeys, queries
from frontdoor.entrance.models import Factor
from frontdoor.entrance.vocabulary import Door
from frontdoor.kernel.refusal import Unknown
from frontdoor.web import doing, slowing
from frontdoor.web.gate import page_for, public
from frontdoor.web.request import HubRequest
from frontdoor.web.sign_in import challenges, entering, second
from frontdoor.web.sign_in.entering import EVERYBODY
from frontdoor.web.sign_in.forms import NO_PLACE, NewPasskey, Passkey

ADD, SECOND, ENTER, AGAIN = "add", "second", "enter", "again"
NOT_RIGHT = "This passkey does not prove that it is you. Try again, or use another way."
# One answer to a passkey that nobody has and to one that is wrong: it tells nothing of who is here.
NOT_KNOWN = "This passkey is not known here. Use another one, or a username and a password."


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("answer")
@public
def add(request: HubRequest) -> HttpResponse:
    """Give somebody a passkey: on their first way in, or beside what they have."""
    at, site = now(), challenges.site(request)
    user = second.who_sets_up(request, at=at)
    if user is None:
        return second.lead_away(request, then="sign_in:set_up_passkey")
    form = NewPasskey(doing.typed(request))
    is_first = not queries.factors(user.pk)
    # Taken outside what is undone when it is refused.
    given = challenges.taken(request, ADD, of=user, at=at) if form.is_bound else b""
    if doing.done(form, lambda: _add(request, user, form, given, is_first=is_first, at=at)):
        if is_first:
            return second.go_on(request, user, at=at)
        messages.success(request, f"Set up: {form.cleaned_data['name']}")
        return redirect("sign_in:mine")
    asked = ceremony.to_make(
        site,
        challenge=challenges.new(request, ADD, of=user, at=at),
        handle=passkeys.handle(user),
        username=user.username,
        name=user.name,
        besides=passkeys.numbers(user),
    )
    context = {"asked": json.dumps(asked), "first": request.actor is None, "is_first": is_first}
    return doing.show(request, "sign_in/set_up_passkey.html", context, form=form)


def _add(
    request: HubRequest,
    user: User,
    form: NewPasskey,
    challenge: bytes,
    *,
    is_first: bool,
    at: datetime,
) -> None:
    by = request.actor or entering.actor_of(user)
    passkeys.add(
        user=user,
        name=form.cleaned_data["name"],
        answer=form.cleaned_data["answer"],
        site=challenges.site(request),
        challenge=challenge,
        by=by,
        key=entering.key(),
        at=at,
    )
    if is_first:
        second.give_codes(request, user, by=by, at=at)
    entering.forget_proof(request)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("answer")
@public
def second_factor(request: HubRequest) -> HttpResponse:
    """Let in whoever knew the password and has a passkey."""
    at = now()
    user = entering.pending(request, at=at)
    if user is None:
        return redirect("sign_in:sign_in")
    if not entering.can_ask_passkey(request, user):
        return redirect("sign_in:second")
    form = Passkey(doing.typed(request))
    if _is_proven(request, form, SECOND, of=user, keys=slowing.of_second(user.pk), at=at):
        to, door = entering.wanted(request), entering.door(request)
        return entering.complete(request, user, to=to, door=door, at=at)
    return _ask(request, "sign_in/second_passkey.html", form, SECOND, of=user, at=at)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("answer")
@public
def enter(request: HubRequest) -> HttpResponse:
    """Let somebody in with a passkey alone: it knows whose it is, and has looked at who that is."""
    at, wanted = now(), entering.asked_for(request)
    challenges.site(request)
    if request.actor is not None and not settings.DEMO:
        return redirect(wanted or entering.HOME)
    form = Passkey(doing.typed(request))
    user = _is_proven(request, form, ENTER, of=None, keys=slowing.of_passkey(request), at=at)
    if user and access.actor(user.pk, on=localdate()) is None:
        form.add_error("answer", NO_PLACE)
    elif user:
        # As after a password: whatever was planted in this session before is gone.
        request.session.flush()
        return entering.complete(
            request, user, to=wanted or entering.HOME, door=Door.PASSKEY, at=at
        )
    page = "sign_in/enter_passkey.html"
    return _ask(request, page, form, ENTER, of=None, at=at, wanted=wanted)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("answer")
@page_for(*EVERYBODY)
def prove(request: HubRequest) -> HttpResponse:
    """Ask somebody who is signed in for their passkey again, before they change what they have."""
    at, user = now(), access.user(request.actor.user_id)
    if user is None or not entering.can_ask_passkey(request, user):
        return redirect("sign_in:prove")
    form = Passkey(doing.typed(request))
    if _is_proven(request, form, AGAIN, of=user, keys=slowing.of_second(user.pk), at=at):
        return entering.prove(request, at=at)
    return _ask(request, "sign_in/prove_passkey.html", form, AGAIN, of=user, at=at)


def _is_proven(
    request: HubRequest,
    form: Passkey,
    purpose: str,
    *,
    of: User | None,
    keys: slowing.Keys,
    at: datetime,
) -> User | None:
    """Return whose passkey has answered, or nobody; the form then says why."""
    if not form.is_valid():
        return None
    if refusal := slowing.too_many(keys, at=at):
        form.add_error("answer", refusal)
        return None
    user = passkeys.prove(
        answer=form.cleaned_data["answer"],
        of=of,
        site=challenges.site(request),
        challenge=challenges.taken(request, purpose, of=of, at=at),
        key=entering.key(),
        older=entering.older_keys(),
        at=at,
        on=localdate(),
    )
    if user is None:
        slowing.was_wrong(keys)
        form.add_error("answer", NOT_RIGHT if of else NOT_KNOWN)
        return None
    slowing.was_right(keys, at=at)
    return user


def _ask(
    request: HubRequest,
    template: str,
    form: Passkey,
    purpose: str,
    *,
    of: User | None,
    at: datetime,
    **more: Any,
) -> HttpResponse:
    asked = ceremony.to_prove(
        challenges.site(request),
        challenge=challenges.new(request, purpose, of=of, at=at),
        among=passkeys.numbers(of) if of else (),
    )
    return doing.show(request, template, {"asked": json.dumps(asked), **more}, form=form)


@require_http_methods(["GET", "POST"])
@page_for(*EVERYBODY)
def take_off(request: HubRequest, number: int) -> HttpResponse:
    """Take off something that somebody proves with who they are, and sign them out elsewhere."""
    at, user = now(), access.user(request.actor.user_id)
    factor = _factor(request, number)
    if user is None or not entering.is_proven(request, at=at):
        return entering.ask_again(request, then=reverse("sign_in:take_off", args=[number]))
    form = forms.Form(doing.typed(request))
    if doing.done(form, lambda: operations.take_off(factor=factor, by=request.actor, at=at)):
        entering.forget_proof(request)
        second.end_others(request, user, at=at)
        messages.success(request, f"Taken off: {factor.name}")
        return redirect("sign_in:mine")
    return doing.show(request, "sign_in/take_off.html", {"factor": factor}, form=form)


def _factor(request: HubRequest, number: int) -> Factor:
    for factor in queries.factors(request.actor.user_id):
        if factor.pk == number:
            return factor
    raise Unknown(str(number))
