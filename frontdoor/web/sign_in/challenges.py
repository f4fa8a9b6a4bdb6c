"""What passkeys are asked to sign: for one browser and one purpose, and good for one answer."""

import base64
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from frontdoor.access.models import User
from frontdoor.entrance import ceremony, passkeys
from frontdoor.entrance.ceremony import Site
from frontdoor.kernel.refusal import Unknown
from frontdoor.web.sign_in import entering

CHALLENGE = "challenge"


def site(request: HttpRequest) -> Site:
    """Return where passkeys are good.

    :raises Unknown: if this installation has none, or is looked at under another address.
    """
    if not entering.has_passkeys(request):
        raise Unknown("passkeys")
    return Site(settings.ORIGIN)


def new(request: HttpRequest, purpose: str, *, of: User | None, at: datetime) -> bytes:
    """Return a new challenge for this browser; an earlier one is over."""
    made = secrets.token_bytes(ceremony.CHALLENGE)
    request.session[CHALLENGE] = {
        "purpose": purpose,
        "of": of.pk if of else None,
        "at": at.timestamp(),
        "bytes": base64.b64encode(made).decode(),
    }
    return made


def taken(request: HttpRequest, purpose: str, *, of: User | None, at: datetime) -> bytes:
    """Return the challenge that this browser was given for this, or nothing that could be signed.

    It is taken before it is looked at: whatever comes of it, it is good for no other answer.
    """
    held = passkeys.taken(request.session.session_key or "", CHALLENGE)
    request.session.pop(CHALLENGE, None)
    return _whole(held, purpose, of=of, at=at) if isinstance(held, Mapping) else _nobodys()


def _whole(held: Mapping[str, object], purpose: str, *, of: User | None, at: datetime) -> bytes:
    meant = (held["purpose"], held["of"]) == (purpose, of.pk if of else None)
    is_fresh = at.timestamp() - float(str(held["at"])) <= entering.PATIENCE.total_seconds()
    return base64.b64decode(str(held["bytes"])) if meant and is_fresh else _nobodys()


def _nobodys() -> bytes:
    """Return a challenge that nobody was ever given, so that no answer is to it."""
    return secrets.token_bytes(ceremony.CHALLENGE)
