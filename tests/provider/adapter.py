"""The one place where the provider is more than it is out of the box: what its tokens say."""

import json
import os
from pathlib import Path
from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import PrivateKey

from tests.provider.people import CLAIMS, LIES


class Adapter(DefaultOIDCAdapter):
    """Says of somebody what the tables say."""

    def populate_id_token(
        self, id_token: dict[str, Any], client: Any, scopes: Any, **more: Any
    ) -> None:
        """Put what is said of somebody into their token."""
        username = self.get_user_by_sub(client, id_token["sub"]).username
        id_token.update(_now(username))
        if username in LIES:
            LIES[username](id_token)
        self.is_another_key = username == "another-key"

    def get_signing_key(self) -> PrivateKey:
        """Return the key that is published, or one that nobody knows."""
        if getattr(self, "is_another_key", False):
            return PrivateKey(pem=(_home() / "other.pem").read_text())
        known: PrivateKey = super().get_signing_key()
        return known


def _now(username: str) -> dict[str, Any]:
    """Return what is said of somebody, or what a test has written since."""
    changed = _home() / f"{username}.json"
    if not changed.exists():
        return CLAIMS.get(username, CLAIMS["orla"])
    said: dict[str, Any] = json.loads(changed.read_text())
    return said


def _home() -> Path:
    return Path(os.environ["PROVIDER_HOME"])
