"""Who signs in at the provider, what it says of them, and how it lies when it is told to."""

import time
from collections.abc import Callable
from typing import Any

MANAGER = "frontdoor.coventry.hub.team_manager"
BOTH, ONE = ["pwd", "mfa"], ["pwd"]

# What stands in a token about each of them, beside what always does.
CLAIMS: dict[str, dict[str, Any]] = {
    "orla": {"name": "Orla Fenn", "roles": [MANAGER, "elsewhere.reader"], "amr": BOTH},
    "one-factor": {"name": "Perry Moss", "roles": [MANAGER], "amr": ONE},
    "says-nothing": {"name": "Quinn Ash", "roles": [MANAGER]},
    "no-role": {"name": "Rhea Stone", "roles": [], "amr": BOTH, "email": "manager@hub.example"},
    "odd-role": {"name": "Sy Reed", "roles": "frontdoor.coventry.hub.team_manager", "amr": BOTH},
    "no-such-role": {"roles": ["frontdoor.coventry.hub.king", "frontdoor"], "amr": BOTH},
    "not-that-agency": {"roles": ["frontdoor.coventry.police.team_manager"], "amr": BOTH},
    "two-roles": {
        "roles": [MANAGER, "frontdoor.surrey.hub.team_manager"],
        "amr": BOTH,
    },
    "partner": {
        "name": "Tess Vale", "roles": ["frontdoor.coventry.police.partner"], "amr": BOTH,
    },
}  # fmt: skip

# A token of Orla's with one thing wrong.
LIES: dict[str, Callable[[dict[str, Any]], None]] = {
    "foreign-issuer": lambda token: token.update(iss="https://elsewhere.example"),
    "another-audience": lambda token: token.update(aud="another-program"),
    "also-for-another": lambda token: token.update(
        aud=["frontdoor", "another-program"], azp="another-program"
    ),
    "expired": lambda token: token.update(exp=int(time.time()) - 120, iat=int(time.time()) - 900),
    "from-the-future": lambda token: token.update(iat=int(time.time()) + 900),
    "another-nonce": lambda token: token.update(nonce="of somebody else"),
    "no-nonce": lambda token: token.pop("nonce"),
    "no-expiry": lambda token: token.pop("exp"),
    "another-key": lambda token: None,
}
