"""Is the child known? The page that takes a contact says so while it is filled in."""

from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.utils.timezone import localdate, now

from frontdoor.casework.contacts import hearing
from frontdoor.web import doing, keeping
from frontdoor.web.contacts.person_forms import ChildFields
from frontdoor.web.request import HubRequest

ASKED = "hear"
SEEN = "heard"


def show(
    request: HubRequest,
    template: str,
    page: dict[str, Any],
    *,
    form: ChildFields,
    sent: ChildFields,
) -> HttpResponse:
    """Show a page again as it was sent, with whom the register has. Nothing is put on record.

    `form` is empty, and `sent` is what was typed: what is wrong with it is not said yet.
    """
    keeping.put_back(form, request.POST)
    return doing.show(request, template, page | _heard(request, sent), form=form)


def _heard(request: HubRequest, form: ChildFields) -> dict[str, object]:
    """Return whom the register has; what cannot be understood yet is left out."""
    form.is_valid()
    seen = _seen(request)
    found = hearing.heard(form.so_far(), seen=seen, by=request.actor, at=now())
    memory = signing.dumps(sorted({*seen, *found.numbers}), salt=_salt(request))
    return {"heard": found, "seen": memory, "today": localdate()}


def _seen(request: HubRequest) -> set[int]:
    """Return whom the page has shown, as it remembers by itself; a forged memory is none."""
    try:
        return set(signing.loads(request.POST.get(SEEN, ""), salt=_salt(request)))
    except signing.BadSignature:
        return set()


def _salt(request: HubRequest) -> str:
    return f"{SEEN} {request.actor.user_id}"
