"""What is known of the step that a page was taking, for whatever page is shown in the end."""

from enum import StrEnum

from django.db import Error
from django.http import HttpRequest


class Outcome(StrEnum):
    """What has become of a step."""

    UNDONE = "undone"
    IN_DOUBT = "in doubt"
    KEPT = "kept"


_NOTED, _AGAIN = "outcome", "looked_again"
_Noted = tuple[Outcome, Error | None]


def note(
    request: HttpRequest, outcome: Outcome = Outcome.UNDONE, *, failed: Error | None = None
) -> None:
    """Note what has become of the step, and what the database refused it."""
    setattr(request, _NOTED, (outcome, failed))


def noted(request: HttpRequest) -> Outcome:
    """Return what has become of the step so far."""
    return _noted(request)[0]


def failed(request: HttpRequest) -> Error | None:
    """Return what the database refused, if it did."""
    return _noted(request)[1]


def _noted(request: HttpRequest) -> _Noted:
    found: _Noted = getattr(request, _NOTED, (Outcome.UNDONE, None))
    return found


def note_looked_again(request: HttpRequest) -> None:
    """Note that the page is begun anew, because the wall refused a step that had begun."""
    setattr(request, _AGAIN, True)


def has_looked_again(request: HttpRequest) -> bool:
    """Tell whether it was begun anew for that before."""
    return bool(getattr(request, _AGAIN, False))
