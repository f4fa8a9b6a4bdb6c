"""How long somebody stays signed in, and how much of it is left (U5, WCAG 2.2.1).

Every page that somebody opens or sends, and every word that a page keeps for them, begins the time
anew, for a day at most: then they prove again who they are (ASVS 5.0, 7.3.2).
"""

from datetime import UTC, datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest

from frontdoor.entrance import operations as entrance

# U5 asks for two minutes; there is time to finish a sentence in five.
WARN = timedelta(minutes=5)
# A row is written when a tenth of the time has gone, not with every page.
FRESH = 0.9
# NIST SP 800-63B for two factors; WCAG 2.2.1 asks for no way to put off what comes after 20 hours.
LONGEST = timedelta(hours=24)
ENTERED = "entered"


def length() -> timedelta:
    """Return how long somebody stays signed in after the last thing that they did."""
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)


def warn_before() -> timedelta:
    """Return how long before the end a person is warned."""
    return min(WARN, length() / 2)


def extend(request: HttpRequest, *, at: datetime) -> None:
    """Begin the time anew for whoever is signed in. A new length in the settings counts at once."""
    most = min(length(), _latest(request, at=at) - at)
    is_fresh = most * FRESH <= left(request, at=at) <= most
    if "_session_expiry" not in request.session or not is_fresh:
        request.session.set_expiry(at + most)
        entrance.use(request.session.session_key or "", at=at)


def _latest(request: HttpRequest, *, at: datetime) -> datetime:
    """Return when a sign-in ends whatever is done."""
    entered = request.session.get(ENTERED)
    return (datetime.fromtimestamp(entered, UTC) if entered else at) + LONGEST


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
