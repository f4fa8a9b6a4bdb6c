"""Who works in and around the hub: joiners, movers and leavers, each with who and why."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access import queries as access
from frontdoor.access.models import Membership
from frontdoor.access.vocabulary import Role
from frontdoor.audit import queries as audit
from frontdoor.entrance import operations, queries, staff
from frontdoor.entrance.models import Visit
from frontdoor.kernel.refusal import Unknown
from frontdoor.web import browsers, doing, session
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.settings.people_forms import Joiner, Place, Why
from frontdoor.web.timeline import telling

CODE = "code-of-somebody"


@require_safe
@page_for(Role.HUB_ADMINISTRATOR)
def people(request: HubRequest) -> HttpResponse:
    """List everybody who has a place in the hub today."""
    context = {"members": access.members(request.actor.hub_id, on=localdate())}
    return render(request, "settings/people.html", context)


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def join(request: HubRequest) -> HttpResponse:
    """Let somebody in, and show the code with which they choose their password."""
    actor = request.actor
    form = Joiner(doing.typed(request), agencies=access.agencies(actor.hub_id))
    made: list[Membership] = []
    if doing.done(form, lambda: made.append(_join(request, form))):
        return _with_code(request, made[0])
    return doing.show(request, "settings/join.html", {}, form=form)


def _join(request: HubRequest, form: Joiner) -> Membership:
    told = form.cleaned_data
    return staff.join(
        username=told["username"],
        name=told["name"],
        agency=access.agency(request.actor.hub_id, told["agency"]),
        role=Role(told["role"]),
        qualified=told["qualified"],
        why=told["why"],
        by=request.actor,
        at=now(),
        on=localdate(),
    )


@require_safe
@page_for(Role.HUB_ADMINISTRATOR)
def person(request: HubRequest, number: int) -> HttpResponse:
    """Show somebody's place, what they sign in with, and what happened to it."""
    member = _member(request, number)
    visits = queries.visits(member.user_id)
    events = audit.history([queries.subject(member.user_id)])
    context = {
        "member": member,
        "factors": queries.factors(member.user_id),
        "last_used": visits[0].used_at if visits else None,
        "places": browsers.places(
            visits, here=request.session.session_key or "", since=now() - session.length()
        ),
        "events": telling.items(events),
        "is_oneself": member.user_id == request.actor.user_id,
    }
    return render(request, "settings/person.html", context)


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def sign_out(request: HubRequest, number: int, visit: int) -> HttpResponse:
    """End one sign-in of somebody, in whatever browser it is. To look at it, they have a page."""
    member = _member(request, number)
    if request.method == "POST":
        key = staff.sign_out(
            membership=member, visit=_visit(member, visit), by=request.actor, at=now()
        )
        session.forget(key)
        messages.success(request, f"{member.user.name} is signed out there")
    return redirect("settings:person", member.pk)


def _visit(member: Membership, number: int) -> Visit:
    for visit in queries.visits(member.user_id):
        if visit.pk == number:
            return visit
    raise Unknown(str(number))


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def move(request: HubRequest, number: int) -> HttpResponse:
    """Give somebody another agency or role; their rights change with their next page."""
    member = _member(request, number)
    initial = {"agency": member.agency.slug, "role": member.role, "qualified": member.qualified}
    agencies = access.agencies(request.actor.hub_id)
    form = Place(doing.typed(request), agencies=agencies, initial=initial)
    if doing.done(form, lambda: _move(request, member, form)):
        messages.success(request, f"{member.user.name} has another place from now on")
        return redirect("settings:person", member.pk)
    return doing.show(request, "settings/move.html", {"member": member}, form=form)


def _move(request: HubRequest, member: Membership, form: Place) -> None:
    told = form.cleaned_data
    staff.move(
        membership=member,
        agency=access.agency(request.actor.hub_id, told["agency"]),
        role=Role(told["role"]),
        qualified=told["qualified"],
        why=told["why"],
        by=request.actor,
        at=now(),
        on=localdate(),
    )


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def leave(request: HubRequest, number: int) -> HttpResponse:
    """End somebody's place, and every sign-in of theirs, at once."""
    member = _member(request, number)
    form = Why(doing.typed(request))
    if doing.done(form, lambda: _leave(request, member, form)):
        messages.success(request, f"{member.user.name} has left, and is signed out everywhere")
        return redirect("settings:people")
    return doing.show(request, "settings/leave.html", {"member": member}, form=form)


def _leave(request: HubRequest, member: Membership, form: Why) -> None:
    told = form.cleaned_data
    for key in staff.leave(membership=member, why=told["why"], by=request.actor, at=now()):
        session.forget(key)


@require_http_methods(["GET", "POST"])
@page_for(Role.HUB_ADMINISTRATOR)
def invite(request: HubRequest, number: int) -> HttpResponse:
    """Let somebody begin anew who has lost their password, telephone or codes."""
    member = _member(request, number)
    form = Why(doing.typed(request))
    if doing.done(form, lambda: _begin_anew(request, member, form)):
        return _with_code(request, member)
    return doing.show(request, "settings/invite.html", {"member": member}, form=form)


def _begin_anew(request: HubRequest, member: Membership, form: Why) -> None:
    told = form.cleaned_data
    for key in staff.begin_anew(membership=member, why=told["why"], by=request.actor, at=now()):
        session.forget(key)


def _with_code(request: HubRequest, member: Membership) -> HttpResponse:
    """Make a new code, and go on to the page that shows it."""
    by_id, key = request.actor.user_id, settings.SECRET_KEY
    code = staff.invite(user=member.user, by_id=by_id, key=key, at=now())
    kept = operations.locked(code.encode(), user=member.user, key=key)
    request.session[CODE] = {"of": member.pk, "code": kept}
    return redirect("settings:code", member.pk)


@require_safe
@page_for(Role.HUB_ADMINISTRATOR)
def code(request: HubRequest, number: int) -> HttpResponse:
    """Show a code once. It is read aloud or handed over, and never sent by the program."""
    member = _member(request, number)
    kept = request.session.pop(CODE, None)
    if kept is None or kept["of"] != member.pk:
        return redirect("settings:person", member.pk)
    opened = operations.opened(kept["code"], user=member.user, key=settings.SECRET_KEY)
    hours = staff.LASTS // timedelta(hours=1)
    context = {"member": member, "code": (opened or b"").decode(), "hours": hours}
    return render(request, "settings/code.html", context)


def _member(request: HubRequest, number: int) -> Membership:
    for member in access.members(request.actor.hub_id, on=localdate()):
        if member.pk == number:
            return member
    raise Unknown(str(number))
