"""Slows guessing down, without a lock that somebody could close on a hub (trust.md section 1).

Tries are counted for the account and for the place that they come from. A browser in which this
account has signed in before carries a mark, and is counted by itself: whatever somebody elsewhere
tries, a person at their own desk gets in.
"""

import hashlib
import hmac
import logging
import math
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from frontdoor.entrance import operations, rules
from frontdoor.entrance.rules import Allowance

_log = logging.getLogger(__name__)

MARK = "known"
LASTS = 400 * 24 * 60 * 60
NAME_LENGTH = 5  # hexadecimal digits: 2^20 rows at most

Keys = Mapping[str, Allowance]


def of_account(request: HttpRequest, username: str) -> Keys:
    """Return what a try at somebody's password is counted by."""
    mark = _mark(request, username)
    if mark:
        return {_key("browser", mark): rules.KNOWN_BROWSER}
    return {_key("account", _same(username)): rules.ACCOUNT, **_place(request)}


def of_second(user_id: int) -> Keys:
    """Return what a try at somebody's second factor is counted by: their password was right."""
    return {_key("second", str(user_id)): rules.SECOND}


def of_report(request: HttpRequest) -> Keys:
    """Return what a try at the code of a report is counted by."""
    return {_key("report", rules.network(address(request))): rules.REPORT}


def of_passkey(request: HttpRequest) -> Keys:
    """Return what a try with a passkey is counted by, where no name was given."""
    return _place(request)


def _place(request: HttpRequest) -> Keys:
    return {_key("address", rules.network(address(request))): rules.ADDRESS}


def too_many(keys: Keys, *, at: datetime) -> str:
    """Count one more try, or return the words that ask for patience."""
    wait = operations.tried(keys, at=at)
    if wait:
        _log.warning("Too many tries were made at %s", ", ".join(sorted(keys)))
    return f"There were too many tries. {_words(wait)}" if wait else ""


def _words(wait: timedelta) -> str:
    minutes = math.ceil(wait / timedelta(minutes=1))
    return f"Wait {minutes} minute{'' if minutes == 1 else 's'}, then try again."


def was_wrong(keys: Keys) -> None:
    """Tell the operator of a try that failed, by the digests that it is counted by."""
    _log.warning("A try was wrong at %s", ", ".join(sorted(keys)))


def was_right(keys: Keys, *, at: datetime) -> None:
    """Take the last try back."""
    operations.forgive(keys, at=at)


def mark(response: HttpResponse, *, username: str) -> None:
    """Let this browser be known as one in which somebody has signed in."""
    said = [_same(username), secrets.token_urlsafe(12)]
    response.set_cookie(
        _cookie(),
        signing.dumps(said, salt=MARK),
        max_age=LASTS,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def _cookie() -> str:
    return f"{settings.COOKIE_PREFIX}{MARK}"


def _mark(request: HttpRequest, username: str) -> str:
    try:
        said = signing.loads(request.COOKIES.get(_cookie(), ""), salt=MARK, max_age=LASTS)
    except signing.BadSignature:
        return ""
    return str(said[1]) if said[0] == _same(username) else ""


def _same(username: str) -> str:
    return hashlib.sha256(username.strip().casefold().encode()).hexdigest()


def address(request: HttpRequest) -> str:
    """Return where a request comes from; behind a proxy, what that proxy says of it.

    `FRONTDOOR_PROXIES` says how many stand in front. What a browser says of itself counts nothing.
    """
    heard = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXIES <= len(heard):
        told: str = heard[-settings.PROXIES]
        return told.strip()
    found: str = request.META.get("REMOTE_ADDR", "")
    return found


def _key(kind: str, value: str) -> str:
    said = f"{kind} {value}".encode()
    name = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
    return f"{kind}-{name[:NAME_LENGTH]}"
