"""Speaks OpenID Connect with the provider of a single sign-on: authorization code with PKCE.

What comes back is believed only with the state and the nonce of this browser, a signature by the
provider's key, its name, ours, and a time that has not passed. A state is good for one return.
"""

import base64
import hashlib
import hmac
import http.client
import json
import logging
import math
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from django.conf import settings

from frontdoor.connectors.calling import NowhereElse, whole
from frontdoor.entrance.single import Known
from frontdoor.kernel.refusal import Refused

_log = logging.getLogger(__name__)

PATIENCE = 10  # seconds for each answer of the provider, and for the whole of it
MOST = 1_000_000  # bytes of an answer
DRIFT = 60  # seconds by which its clock may differ
OLD = 600  # seconds after which its keys and addresses are asked anew
# Signed with a key that the provider alone has; never with one that both know, or with none.
SIGNATURES = ("RS256", "PS256", "ES256")
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
COMPULSORY = ("iss", "sub", "aud", "exp", "iat", "nonce")
NOT_SIGNED_IN = (
    "Your organisation's answer could not be used, so you are not signed in. Go back to the "
    "sign-in page and begin again. If it happens twice, tell the administrator of your hub."
)
NO_ANSWER = (
    "Your organisation's sign-in does not answer. Try again in a few minutes, or sign in with a "
    "username and a password if you have one."
)


@dataclass(frozen=True, kw_only=True)
class Errand:
    """What this browser was sent away with, and has to come back with."""

    state: str
    nonce: str
    verifier: str
    back: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Who came back, and whether they have proven a second factor on the way."""

    known: Known
    has_second_factor: bool


def is_there() -> bool:
    """Tell whether this installation has a single sign-on."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT and settings.OIDC_SECRET)


def errand(back: str) -> Errand:
    """Return a new errand, which nobody can guess."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return Errand(state=state, nonce=nonce, verifier=verifier, back=back)


def address(sent: Errand) -> str:
    """Return where a browser is sent with an errand.

    :raises Refused: if the provider does not answer.
    """
    challenge = hashlib.sha256(sent.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT,
        "redirect_uri": sent.back,
        "scope": "openid profile",
        "state": sent.state,
        "nonce": sent.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    return f"{_told()['authorization_endpoint']}?{urllib.parse.urlencode(asked)}"


def answer(sent: Errand, came: Mapping[str, str]) -> Answer:
    """Return who came back, when everything about it is right.

    :raises Refused: if anything is not. Which it was is not told.
    """
    if not hmac.compare_digest(sent.state.encode(), came.get("state", "").encode()):
        raise _refused("the state is not that of this browser")
    if came.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER or not came.get("code"):
        raise _refused("another issuer, or no code: the provider refused or was asked by nobody")
    told = _told()
    token = _exchanged(told["token_endpoint"], sent, came["code"])
    claims = _checked(token, keys=told["jwks_uri"])
    if not hmac.compare_digest(sent.nonce.encode(), str(claims["nonce"]).encode()):
        raise _refused("the nonce is not that of this browser")
    return Answer(known=_known(claims), has_second_factor=_second(claims))


def _known(claims: Mapping[str, Any]) -> Known:
    roles = claims.get(settings.OIDC_ROLES, ())
    return Known(
        issuer=str(claims["iss"]),
        subject=str(claims["sub"])[:255],
        name=str(claims.get("name", "")),
        roles=tuple(str(each) for each in roles) if isinstance(roles, list) else (),
    )


def _second(claims: Mapping[str, Any]) -> bool:
    """Tell whether the provider says, in a word that the settings name, that there were two."""
    methods = claims.get("amr", ())
    said = {f"amr:{each}" for each in methods} if isinstance(methods, list) else set()
    said.add(f"acr:{claims.get('acr', '')}")
    return bool(said & set(settings.OIDC_SECOND_FACTOR))


def _checked(token: str, *, keys: str) -> Mapping[str, Any]:
    try:
        key = _key(keys, name=str(jwt.get_unverified_header(token).get("kid", "")))
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=SIGNATURES,
            audience=settings.OIDC_CLIENT,
            issuer=settings.OIDC_ISSUER,
            leeway=DRIFT,
            options={"require": list(COMPULSORY)},
        )
    except (jwt.PyJWTError, KeyError) as wrong:
        raise _refused(f"the token: {type(wrong).__name__}: {wrong}") from wrong
    if claims.get("azp", settings.OIDC_CLIENT) != settings.OIDC_CLIENT:
        raise _refused("the token was made for another program")
    return claims


def _key(keys: str, *, name: str) -> jwt.PyJWK:
    """Return a key of the provider. One that is not known may be new: it is asked for once more."""
    try:
        return jwt.PyJWKSet.from_dict(_told_by.get(keys))[name]
    except KeyError:
        return jwt.PyJWKSet.from_dict(_told_by.anew(keys))[name]


def _exchanged(endpoint: str, sent: Errand, code: str) -> str:
    said = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": sent.back,
        "code_verifier": sent.verifier,
        "client_id": settings.OIDC_CLIENT,
        "client_secret": settings.OIDC_SECRET,
    }
    return str(_asked(endpoint, said).get("id_token", ""))


def _told() -> dict[str, Any]:
    """Return what the provider tells of itself."""
    told = _told_by.get(settings.OIDC_ISSUER.rstrip("/") + "/.well-known/openid-configuration")
    if told.get("issuer") != settings.OIDC_ISSUER:
        _told_by.forget()
        raise _refused(f"the provider calls itself {told.get('issuer')!r}")
    if not all(_is_address(told.get(name)) for name in NEEDED):
        _told_by.forget()
        raise _refused("the provider does not tell where it is to be asked")
    return told


def _is_address(said: object) -> bool:
    """Tell whether this is an address of the scheme that the settings name."""
    scheme = settings.OIDC_ISSUER.partition(":")[0]
    return scheme in ("http", "https") and str(said).startswith(f"{scheme}://")


def _asked(where: str, said: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the provider answers, over the scheme that the settings name."""
    if not _is_address(where):
        raise _refused("an address of the provider is not as the settings have it")
    data = urllib.parse.urlencode(said).encode() if said is not None else None
    request = urllib.request.Request(where, data=data, headers={"Accept": "application/json"})  # noqa: S310  # nosec B310  # An address of FRONTDOOR_OIDC_ISSUER.
    try:
        with urllib.request.build_opener(NowhereElse).open(request, timeout=PATIENCE) as came:
            read = json.loads(whole(came, until=time.monotonic() + PATIENCE, most=MOST))
    except urllib.error.HTTPError as refused:
        refused.close()
        raise _refused(f"the provider answered {refused.code}") from refused
    except OSError as silent:
        raise Refused(NO_ANSWER) from silent
    except (http.client.HTTPException, RecursionError, ValueError) as odd:
        raise _refused("the provider's answer is no JSON, or comes over no HTTP") from odd
    if not isinstance(read, dict):
        raise _refused("the provider's answer is no object")
    return read


def _refused(why: str) -> Refused:
    """Return the refusal, the same for everybody; the reason is for the operator's log alone."""
    _log.warning("A single sign-on was refused: %s", why)
    return Refused(NOT_SIGNED_IN)


class _Kept:
    """What the provider has told, for as long as it may be old, in this process alone."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[float, dict[str, Any]]] = {}

    def get(self, where: str) -> dict[str, Any]:
        """Return what it tells there, asked anew when that was long ago."""
        asked, told = self._told.get(where, (-math.inf, {}))
        return told if time.monotonic() - asked < OLD else self.anew(where)

    def anew(self, where: str) -> dict[str, Any]:
        """Ask it again. What it does not answer changes nothing."""
        told = _asked(where)
        self._told[where] = time.monotonic(), told
        return told

    def forget(self) -> None:
        """Know nothing."""
        self._told.clear()


_told_by = _Kept()
