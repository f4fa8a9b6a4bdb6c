"""Serve the provider until told to stop: `python -m tests.provider FOLDER`. Prints its address."""

import os
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


class _Server(ThreadingMixIn, WSGIServer):
    """Answers several at once, and waits for nobody at the end."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    """Says nothing of what it answers."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _key(place: Path) -> None:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    place.write_bytes(
        made.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def main(home: Path) -> None:
    """Make keys and tables, register Frontdoor, and serve."""
    for name in ("key.pem", "other.pem"):
        _key(home / name)
    os.environ["PROVIDER_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.provider.settings"
    import django  # noqa: PLC0415  It reads the keys.

    django.setup()
    from allauth.idp.oidc.models import Client  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    client = Client(id="frontdoor", name="Frontdoor", skip_consent=True, scopes="openid\nprofile")
    client.set_secret("only for the tests")
    client.set_redirect_uris(["http://testserver/sign-in/single/back/"])
    client.save()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
