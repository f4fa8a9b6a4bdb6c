"""An NHS Personal Demographics Service on loopback, as published for applications; it errs if told.

It gives a token for a signature that is right, finds one unique match or says that there are too
many, leaves out restricted records where a postcode is asked for, and scores as it is told.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pytest_django import Settings

TOKEN, API_KEY, KEY_NAME = "a-token-of-theirs", "our-api-key", "frontdoor-1"
CODES = {"U": "unrestricted", "R": "restricted", "V": "very restricted"}
SOUND_ALIKE = {"Kowalsky": "Kowalski"}


@cache
def key() -> rsa.RSAPrivateKey:
    """Return our key, made once for all tests."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True, kw_only=True)
class Patient:
    """Somebody whom the NHS holds, and how like they are to whom it is asked for."""

    number: str = "9990000018"
    given: str = "Sasha"
    family: str = "Kowalski"
    born: str = "2015-06-14"
    postcode: str = "CV1 9ZZ"
    security: str = "U"
    score: float = 1.0
    died: str = ""

    def is_asked_for(self, asked: Mapping[str, list[str]]) -> bool:
        """Tell whether a question finds them."""
        if asked["birthdate"] != [f"eq{self.born}"]:
            return False
        if place := asked.get("address-postalcode"):
            return self.security == "U" and place == [self.postcode] and self._is_called(asked)
        return self._is_called(asked)

    def _is_called(self, asked: Mapping[str, list[str]]) -> bool:
        family = asked["family"][0]
        if asked.get("_fuzzy-match") == ["true"]:
            family = SOUND_ALIKE.get(family, family)
        return family == self.family and self.given in asked.get("given", [self.given])

    def entry(self) -> dict[str, Any]:
        """Return what a search says of them."""
        said = {
            "resourceType": "Patient",
            "id": self.number,
            "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": self.number}],
            "meta": {"security": [{"code": self.security, "display": CODES[self.security]}]},
            "name": [{"use": "usual", "given": [self.given], "family": self.family}],
            "gender": "female",
            "birthDate": self.born,
            # The real one leaves it out where it is restricted. This one forgets to.
            "address": [{"use": "home", "postalCode": self.postcode, "line": ["14 Larkspur Row"]}],
        } | ({"deceasedDateTime": f"{self.died}T00:00:00+00:00"} if self.died else {})
        return {"fullUrl": "/Patient/1", "search": {"score": self.score}, "resource": said}


def bundle(*entries: Any, total: Any = None) -> dict[str, Any]:
    """Return the answer to a search."""
    count = len(entries) if total is None else total
    said = {"resourceType": "Bundle", "type": "searchset", "total": count}
    return said | ({"entry": list(entries)} if entries else {})


def outcome(code: str) -> dict[str, Any]:
    """Return the answer to a search that finds no unique match, or that goes wrong."""
    coding = {"code": code, "system": "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode"}
    return {"resourceType": "OperationOutcome", "issue": [{"details": {"coding": [coding]}}]}


Way = Callable[["Handler"], None]


@dataclass
class Service:
    """What it holds, how it answers, and what it was asked."""

    patients: list[Patient] = field(default_factory=list)
    way: Way | None = None
    token_way: Way | None = None
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    claims: dict[str, Any] = field(default_factory=dict)


class Handler(BaseHTTPRequestHandler):
    """Answers one call."""

    service: Service
    server: ThreadingHTTPServer

    def do_POST(self) -> None:
        """Give a token for a signature that is right."""
        said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.service.token_way:
            return self.service.token_way(self)
        address = f"{_address(self.server)}/oauth2/token"
        try:
            [signed] = said["client_assertion"]
            claims = jwt.decode(
                signed,
                key().public_key(),
                ["RS512"],
                audience=address,
                options={"require": ["iss", "sub", "aud", "jti", "exp"]},
            )
            if jwt.get_unverified_header(signed)["kid"] != KEY_NAME or claims["iss"] != API_KEY:
                raise jwt.PyJWTError
            if claims["exp"] > time.time() + 300 or claims["sub"] != API_KEY:
                raise jwt.PyJWTError
        except (jwt.PyJWTError, KeyError):
            return self.say(401, {"error": "invalid_request"}, kind="application/json")
        self.service.claims = claims
        told = {"access_token": TOKEN, "expires_in": "599", "token_type": "Bearer"}
        return self.say(200, told, kind="application/json")

    def do_GET(self) -> None:
        """Answer a search."""
        parts = urlsplit(self.path)
        asked = parse_qs(parts.query)
        self.service.asked.append(asked)
        self.service.heads.append(dict(self.headers))
        if self.service.way:
            return self.service.way(self)
        if parts.path != "/FHIR/R4/Patient" or not {"family", "birthdate"} <= asked.keys():
            return self.say(400, outcome("INVALID_SEARCH_DATA"))
        if self.headers["Authorization"] != f"Bearer {TOKEN}" or not self.headers["X-Request-ID"]:
            return self.say(401, outcome("ACCESS_DENIED"))
        found = [each for each in self.service.patients if each.is_asked_for(asked)]
        if len(found) > 1:
            return self.say(200, outcome("TOO_MANY_MATCHES"))
        return self.say(200, bundle(*(each.entry() for each in found)))

    def say(self, status: int, told: Any, *, kind: str = "application/fhir+json") -> None:
        """Say something whole."""
        self.raw(status, json.dumps(told).encode(), kind=kind)

    def raw(self, status: int, body: bytes, *, kind: str, where: str = "") -> None:
        """Say some bytes, or where else to go."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if where:
            self.send_header("Location", where)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing on the screen."""


def _address(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.socket.getsockname()[1]}"


@contextmanager
def serving(settings: Settings, folder: Path, **how: Any) -> Iterator[Service]:
    """Let Frontdoor ask an NHS of our own on loopback."""
    service = Service(**how)
    handler = type("Of", (Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    address = _address(server)
    file = folder / "nhs.pem"
    plain = serialization.NoEncryption(), serialization.PrivateFormat.PKCS8
    file.write_bytes(key().private_bytes(serialization.Encoding.PEM, plain[1], plain[0]))
    settings.PDS_URL, settings.PDS_TOKEN_URL = f"{address}/FHIR/R4", f"{address}/oauth2/token"
    settings.PDS_API_KEY, settings.PDS_KEY_NAME = API_KEY, KEY_NAME
    settings.PDS_PRIVATE_KEY = str(file)
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
