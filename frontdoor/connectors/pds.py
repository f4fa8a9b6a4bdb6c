"""Asks the NHS Personal Demographics Service for somebody, by its FHIR API for applications.

Whatever goes wrong is no answer, in words that say what to do; it is never "nobody". Nothing that
was asked or answered is in a log. No transaction may be open meanwhile (web/elsewhere.py).
"""

import http.client
import json
import logging
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import jwt
from django.conf import settings

from frontdoor.connectors import calling, fhir
from frontdoor.people.tracing import Answer, Question
from frontdoor.people.vocabulary import Sex, Traced

_log = logging.getLogger(__name__)

# Ours: a person waits for the answer, and the longest published one is a few kilobytes.
PATIENCE = 10  # seconds for all of it, however often it is asked
MOST = 200_000  # bytes of an answer
GOOD_FOR = 240  # seconds that our signature is good for; the NHS takes up to 300
FHIR, JSON = "application/fhir+json", "application/json"
SIGNED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
GENDERS = {Sex.FEMALE: "female", Sex.MALE: "male"}

SILENT = "The NHS did not answer in time. Wait a few minutes, then ask again."
BUSY = "The NHS is asked by too many just now. Wait a minute, then ask again."
DOWN = "The NHS service is out of order just now. Ask again later."
NOT_LET = "The NHS did not let Frontdoor ask. Tell the administrator of your hub."
NOT_TAKEN = (
    "The NHS did not take the question. Check how the name and the date of birth are written. If "
    "they are right, tell the administrator of your hub."
)
ODD = (
    "What came back is not an answer of the NHS that can be trusted, so nothing of it is shown. "
    "Ask again. If it happens twice, tell the administrator of your hub."
)


class _NoAnswer(Exception):
    """Why there is none: words for whoever asked, and what the operator's log may say."""

    def __init__(self, words: str, log: str) -> None:
        super().__init__(words)
        self.words, self.log = words, log


def is_there() -> bool:
    """Tell whether this installation may ask the NHS: startup.py refuses half a set-up."""
    return bool(settings.PDS_URL)


def trace(question: Question) -> Answer:
    """Return what the NHS answers about somebody. Every fault is an answer that cannot be told."""
    until = time.monotonic() + PATIENCE
    try:
        return _best(question, token=_token(until), until=until)
    except _NoAnswer as none:
        _log.warning("The NHS could not be asked: %s", none.log)
        return Answer(band=Traced.CANNOT_TELL, why=none.words)


def _best(question: Question, *, token: str, until: float) -> Answer:
    """Ask in one way after another until there is an answer to show, as seldom as possible."""
    best = Answer(band=Traced.NONE)
    for asked in _ways(question):
        answer = _read(_searched(asked, token=token, until=until))
        if answer.band not in (Traced.NONE, Traced.LOW):
            return answer
        best = answer if answer.band is Traced.LOW else best
    return best


def _ways(question: Question) -> Iterator[list[tuple[str, str]]]:
    """Return the ways to ask: with the postcode, without it, and then with what sounds alike.

    With a postcode the NHS finds nobody whose record is restricted. What sounds alike is asked
    last, as it says itself: it finds more people who are others.
    """
    # An asterisk would stand for any letters.
    family, names = (each.replace("*", "") for each in (question.family, question.given))
    said = [("family", family), ("birthdate", f"eq{question.born:%Y-%m-%d}")]
    given = [("given", each) for each in names.split()]
    gender = GENDERS.get(Sex(question.sex)) if question.sex else None
    said += given or ([("gender", gender)] if gender else [])
    history = [("_history", "true")]
    if question.postcode:
        yield [*said, ("address-postalcode", question.postcode), *history]
    yield [*said, *history]
    if given:
        yield [*said, ("_fuzzy-match", "true")]


def _read(said: Any) -> Answer:
    try:
        return fhir.read(said)
    except (ValueError, LookupError, TypeError, AttributeError) as odd:
        raise _NoAnswer(ODD, f"the answer is not as published ({type(odd).__name__})") from None


def _searched(asked: list[tuple[str, str]], *, token: str, until: float) -> Any:
    where = f"{settings.PDS_URL.rstrip('/')}/Patient?{urllib.parse.urlencode(asked)}"
    heads = {
        "Accept": FHIR,
        "Authorization": f"Bearer {token}",
        "X-Request-ID": str(uuid.uuid4()),
    }
    return _called(where, heads=heads, until=until)


def _token(until: float) -> str:
    """Return a token, asked for anew each time and kept nowhere."""
    said = {
        "grant_type": "client_credentials",
        "client_assertion_type": SIGNED,
        "client_assertion": _signed(),
    }
    data = urllib.parse.urlencode(said).encode()
    told = _called(settings.PDS_TOKEN_URL, heads={"Accept": JSON}, data=data, until=until)
    token = told.get("access_token") if isinstance(told, dict) else None
    if not isinstance(token, str) or not token.isascii() or not token.isprintable():
        raise _NoAnswer(NOT_LET, "the answer to our signature is no token")
    return token


def _signed() -> str:
    """Return who we are, signed with RS512 by the key whose public half the NHS has."""
    claims = {
        "iss": settings.PDS_API_KEY,
        "sub": settings.PDS_API_KEY,
        "aud": settings.PDS_TOKEN_URL,
        "jti": str(uuid.uuid4()),
        "exp": int(time.time()) + GOOD_FOR,
    }
    try:
        with open(settings.PDS_PRIVATE_KEY, encoding="ascii") as file:
            key = file.read()
        return jwt.encode(claims, key, algorithm="RS512", headers={"kid": settings.PDS_KEY_NAME})
    except (OSError, ValueError, TypeError, jwt.PyJWTError) as wrong:
        raise _NoAnswer(NOT_LET, f"our own key ({type(wrong).__name__})") from None


def _called(
    where: str, *, heads: Mapping[str, str], data: bytes | None = None, until: float
) -> Any:
    """Return what stands in the JSON of an answer."""
    request = urllib.request.Request(where, data=data, headers=dict(heads))  # noqa: S310  # nosec B310  # An address of the settings.
    left = max(until - time.monotonic(), 0.01)
    try:
        with urllib.request.build_opener(calling.NowhereElse).open(request, timeout=left) as came:
            if came.headers.get_content_type() not in (FHIR, JSON):
                raise ValueError("no JSON")
            return json.loads(calling.whole(came, until=until, most=MOST))
    except urllib.error.HTTPError as refused:
        refused.close()
        raise _NoAnswer(_words(refused.code), f"it answered {refused.code}") from None
    except OSError as silent:
        raise _NoAnswer(SILENT, type(silent).__name__) from None
    except (http.client.HTTPException, RecursionError, ValueError) as odd:
        raise _NoAnswer(ODD, f"no JSON, or over no HTTP ({type(odd).__name__})") from None


def _words(status: int) -> str:
    if status == 429:
        return BUSY
    if status >= 500:
        return DOWN
    if status in (401, 403):
        return NOT_LET
    return NOT_TAKEN if status in (400, 422) else ODD
