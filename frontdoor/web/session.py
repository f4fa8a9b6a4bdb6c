"""How long somebody stays signed in, and how much of it is left (U5, WCAG 2.2.1).

Every page that somebody opens or sends, and every word that a page keeps for them, begins the time
anew; so there is no end to which a person who works could not put one more page.
"""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest

from frontdoor.entrance import operations as entrance

# U5 asks for two minutes; there is time to finish a sentence in five.
WARN = timedelta(minutes=5)
# A row is written when a tenth of the time has gone, not with every page.
FRESH = 0.9


def length() -> timedelta:
    """Return how long somebody stays signed in after the last thing that they did."""
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)


def warn_before() -> timedelta:
    """Return how long before the end a person is warned."""
    return min(WARN, length() / 2)


def extend(request: HttpRequest, *, at: datetime) -> None:
    """Begin the time anew for whoever is signed in. A new length in the settings counts at once."""
    is_fresh = length() * FRESH <= left(request, at=at) <= length()
    if "_session_expiry" not in request.session or not is_fresh:
        request.session.set_expiry(at + length())
        entrance.use(request.session.session_key or "", at=at)


def ends_at(request: HttpRequest, *, at: datetime) -> datetime:
    """Return when the sign-in ends if nothing more is done."""
    return at + left(request, at=at)


def left(request: HttpRequest, *, at: datetime) -> timedelta:
    """Return how much time is left, or none for whoever is not signed in."""
    if getattr(request, "actor", None) is None:
        return timedelta()
    return max(request.session.get_expiry_date(modification=at) - at, timedelta())


def forget(key: str) -> None:
    """End a session that may be somebody else's, in whatever browser it is."""
    import_module(settings.SESSION_ENGINE).SessionStore(key).delete()
