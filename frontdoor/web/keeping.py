"""Nothing typed is lost: what a page holds is kept as it is typed, and through a sign-in that ran
out in the middle (U4).

Every form of a signed-in person carries a signed mark that says whose it is. With it, a page that
comes back after the session has ended is kept for that person, and for nobody else.
"""

import json
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate, now
from markupsafe import Markup

from frontdoor.access import context, operations, queries
from frontdoor.access.actor import Actor

KEEPER = "keeper"
NO_TAB = "sent"
HOURS = 24
LONGEST_PATH = 300
MOST = 200_000  # characters; a page takes 20,000 in its longest field
UNKEPT = {"csrfmiddlewaretoken", KEEPER}
# Passwords and codes are typed there: they are kept nowhere.
UNKEPT_PAGES = "/sign-in/"


def mark(actor: Actor) -> Markup:
    """Return the hidden field that says whose page this is."""
    signed = signing.dumps(actor.user_id, salt=KEEPER)
    return Markup('<input type="hidden" name="{}" value="{}">').format(KEEPER, signed)


def whose(request: HttpRequest) -> Actor | None:
    """Return whose page was sent: of whoever is signed in, else of whom its mark names."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None:
        return actor
    try:
        user_id = signing.loads(request.POST.get(KEEPER, ""), salt=KEEPER, max_age=HOURS * 60 * 60)
    except signing.BadSignature:
        return None
    return queries.actor(int(user_id), on=localdate())


def keep_refused(request: HttpRequest) -> None:
    """Keep a page that was sent by somebody whose sign-in had ended, for when they are back."""
    owner = whose(request) if request.method == "POST" else None
    if owner is not None and not why_not(request.path, request.POST):
        keep(request.path, tab=NO_TAB, sent=request.POST, by=owner)


def why_not(path: str, sent: QueryDict) -> str:
    """Return why a page cannot be kept, or an empty string."""
    if not path.startswith("/") or path.startswith(UNKEPT_PAGES) or len(path) > LONGEST_PATH:
        return "This is not a page of the hub."
    if len(json.dumps(_typed(sent))) > MOST:
        return "This is more than can be kept. Send the page, or make it shorter."
    return ""


def keep(path: str, *, tab: str, sent: QueryDict, by: Actor, step: int = 0) -> bool:
    """Keep what was typed, and tell whether the page is open in another tab as well."""
    typed = _typed(sent)
    with context.as_actor(by):
        return operations.keep_draft(
            path=path, tab=tab[:40], step=step, typed=typed, by=by, at=now()
        )


def _typed(sent: QueryDict) -> dict[str, list[str]]:
    """Return what was typed, without the marks of the form and what no table can hold."""
    return {
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in sent.lists()
        if name not in UNKEPT
    }


def kept(request: HttpRequest, form: forms.Form) -> dict[str, Any]:
    """Return what the page tells of an unsent one, and put that back where it is asked for."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or form.is_bound:
        return {}
    drafts = queries.drafts(request.path, by=actor)
    asked = next((each for each in drafts if str(each.pk) == request.GET.get("draft")), None)
    if asked is not None:
        typed = QueryDict(mutable=True)
        for name, values in asked.typed.items():
            typed.setlist(name, values)
        put_back(form, typed)
    return {"drafts": drafts, "put_back": asked}


def put_back(form: forms.Form, typed: QueryDict) -> None:
    """Let a form show what was typed, whole or not, without saying what is wrong with it."""
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(typed, {}, form.add_prefix(name))


def spend(request: HttpRequest) -> None:
    """Empty what was kept of a page that has now been sent."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None:
        operations.spend_drafts(path=request.path, by=actor, at=now())
