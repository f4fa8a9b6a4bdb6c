"""Changing what one signs in with: another authenticator app, another password.

Whoever sits at a desk that was left open changes nothing: both ask for the password again. And
afterwards one is signed in here alone, so that whoever learnt the old ones is out.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from frontdoor.access import queries as access
from frontdoor.access.models import User
from frontdoor.entrance import operations, queries
from frontdoor.kernel.refusal import Unknown
from frontdoor.web import doing, slowing
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.sign_in import entering, second
from frontdoor.web.sign_in.entering import EVERYBODY
from frontdoor.web.sign_in.forms import Again, Another

# One answer for both: it does not tell which of them was right.
NOT_BOTH = "The password or the code is not right, or the code was used before. Try again."
NOT_YOURS = "This is not your password."


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password", "code")
@page_for(*EVERYBODY)
def prove(request: HubRequest) -> HttpResponse:
    """Ask for the password and a code again, and go on to what it is asked for."""
    user = _oneself(request)
    if not queries.factors(user.pk):
        return redirect("sign_in:mine")
    form = Again(request.POST or None)
    if form.is_valid() and _is_proven(request, user, form):
        return entering.prove(request, at=now())
    context = {"has_passkey": entering.can_ask_passkey(request, user)}
    return doing.show(request, "sign_in/prove.html", context, form=form)


def _is_proven(request: HubRequest, user: User, form: Again) -> bool:
    told, at = form.cleaned_data, now()
    keys = {**slowing.of_account(request, user.username), **slowing.of_second(user.pk)}
    if refusal := slowing.too_many(keys, at=at):
        form.add_error(None, refusal)
        return False
    # The code is looked at last: a wrong password does not use it up.
    right = user.check_password(told["password"])
    if not (right and second.is_right(user, told["code"], at=at)):
        slowing.was_wrong(keys)
        form.add_error(None, NOT_BOTH)
        return False
    slowing.was_right(keys, at=at)
    return True


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("now", "password")
@page_for(*EVERYBODY)
def password(request: HubRequest) -> HttpResponse:
    """Let somebody who knows their password choose another."""
    user = _oneself(request)
    if not user.has_usable_password():
        return redirect("sign_in:mine")
    form = Another(request.POST or None, user=user)
    if form.is_valid() and _is_known(request, user, form):
        _change(request, user, form.cleaned_data["password"])
        messages.success(request, "You have another password, and are signed in here alone")
        return redirect("sign_in:mine")
    return doing.show(request, "sign_in/password.html", {}, form=form)


def _is_known(request: HubRequest, user: User, form: Another) -> bool:
    at, keys = now(), slowing.of_account(request, user.username)
    if refusal := slowing.too_many(keys, at=at):
        form.add_error(None, refusal)
        return False
    if not user.check_password(form.cleaned_data["now"]):
        slowing.was_wrong(keys)
        form.add_error("now", NOT_YOURS)
        return False
    slowing.was_right(keys, at=at)
    return True


def _change(request: HubRequest, user: User, chosen: str) -> None:
    at = now()
    operations.change_password(user=user, password=chosen, by=request.actor, at=at)
    entering.go_on(request, user, at=at)
    second.end_others(request, user, at=at)


def _oneself(request: HubRequest) -> User:
    user = access.user(request.actor.user_id)
    if user is None:
        raise Unknown("user")
    return user
