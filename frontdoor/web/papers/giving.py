"""Gives files out so that no browser acts on what is in them."""

from urllib.parse import quote

from django.http import HttpResponse

from frontdoor.casework.papers.models import Paper
from frontdoor.casework.papers.rules import MEDIA_TYPES

# A page that is made of it, if a browser made one, could do nothing and belong nowhere.
ALONE = "sandbox; default-src 'none'"


def to_save(paper: Paper, content: bytes) -> HttpResponse:
    """Return a file to be saved under its name, which ends as what it is."""
    answer = _alone(HttpResponse(content, content_type=MEDIA_TYPES[paper.sort]))
    answer["Content-Disposition"] = disposition(paper.name_to_save)
    return answer


def to_see(picture: bytes) -> HttpResponse:
    """Return a picture that was drawn here."""
    return _alone(HttpResponse(picture, content_type="image/jpeg"))


def disposition(name: str) -> str:
    """Return the header that says under which name a file is saved (RFC 6266)."""
    plain = "".join(each if each.isascii() and each.isprintable() else "_" for each in name)
    plain = plain.replace('"', "_").replace("\\", "_").replace("%", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _alone(answer: HttpResponse) -> HttpResponse:
    answer["Content-Security-Policy"] = ALONE
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
