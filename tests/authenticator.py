"""A passkey in software, which does as the standard says, or as somebody hostile would."""

import hashlib
import json
import re
import secrets
import struct
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.utils import websafe_decode, websafe_encode

# Where the test client says that it is.
ORIGIN = "https://testserver"
PRESENT, VERIFIED, ELIGIBLE, BACKED_UP, ATTESTED = 0x01, 0x04, 0x08, 0x10, 0x40


def asked_on(page: str) -> dict[str, Any]:
    """Return what a page asks of the browser."""
    [told] = re.findall(r'data-passkey="([^"]+)"', page)
    read: dict[str, Any] = json.loads(unescape(told))
    return read


@dataclass
class Passkey:
    """One key, with its counter. What a method is given beside the question, it says instead."""

    number: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    counter: int = 0
    handle: str = ""
    _key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(
        self,
        asked: dict[str, Any],
        *,
        origin: str = ORIGIN,
        domain: str = "",
        flags: int = PRESENT | VERIFIED,
        public: dict[int, Any] | None = None,
        **said: Any,
    ) -> str:
        """Answer a page that wants a passkey made."""
        self.handle = asked["user"]["id"]
        shown = public or self._public()
        made = b"\0" * 16 + struct.pack(">H", len(self.number)) + self.number + cbor.encode(shown)
        data = self._data(domain or asked["rp"]["id"], flags | ATTESTED) + made
        attested = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        told = {"type": "webauthn.create", "challenge": asked["challenge"], "origin": origin}
        return self._answer(
            clientDataJSON=_json({**told, "crossOrigin": False, **said}),
            attestationObject=attested,
        )

    def prove(
        self,
        asked: dict[str, Any],
        *,
        origin: str = ORIGIN,
        domain: str = "",
        flags: int = PRESENT | VERIFIED,
        handle: str | None = "",
        **said: Any,
    ) -> str:
        """Answer a page that wants a passkey proven."""
        self.counter += bool(self.counter)
        data = self._data(domain or asked["rpId"], flags)
        told = {"type": "webauthn.get", "challenge": asked["challenge"], "origin": origin}
        client = _json({**told, "crossOrigin": False, **said})
        signed = data + hashlib.sha256(client).digest()
        return self._answer(
            clientDataJSON=client,
            authenticatorData=data,
            signature=self._key.sign(signed, ec.ECDSA(hashes.SHA256())),
            userHandle=websafe_decode(self.handle) if handle == "" else handle,
        )

    def _public(self) -> dict[int, Any]:
        """Return the key as COSE writes it: ECDSA with P-256."""
        at = self._key.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32, "big"), -3: at.y.to_bytes(32, "big")}

    def _data(self, domain: str, flags: int) -> bytes:
        return hashlib.sha256(domain.encode()).digest() + struct.pack(">BI", flags, self.counter)

    def _answer(self, **response: bytes | str | None) -> str:
        words = {
            name: websafe_encode(each) if isinstance(each, bytes) else each
            for name, each in response.items()
        }
        number = websafe_encode(self.number)
        return _json(
            {"id": number, "rawId": number, "type": "public-key", "response": words}
        ).decode()


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode()
