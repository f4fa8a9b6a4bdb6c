"""Starts the provider for tests, and goes through it as a browser would."""

import json
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

CLIENT, SECRET = "frontdoor", "only for the tests"


@dataclass(frozen=True)
class Provider:
    """A provider that runs, and the folder in which it keeps what it knows."""

    address: str
    home: Path

    def says(self, username: str, **claims: Any) -> None:
        """Let it say something else of somebody from now on."""
        (self.home / f"{username}.json").write_text(json.dumps(claims))

    def allows(self, uri: str) -> None:
        """Let it send browsers back to one more address."""
        query = urllib.parse.urlencode({"uri": uri})
        urllib.request.urlopen(f"{self.address}/allow/?{query}", timeout=30).close()  # noqa: S310

    def sends_back(self, sent_to: str, *, username: str) -> str:
        """Sign somebody in where a browser was sent, and return where it is sent next."""
        browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), _Stay()
        )
        who = urllib.parse.urlencode({"who": username, "next": "/"})
        _where(browser, f"{self.address}/in/?{who}")
        return _where(browser, sent_to)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Goes nowhere by itself."""

    def redirect_request(self, *_: Any) -> None:
        """Return nothing."""


def _where(browser: urllib.request.OpenerDirector, address: str) -> str:
    try:
        with browser.open(address, timeout=30):
            where = ""
    except urllib.error.HTTPError as answer:
        answer.close()
        where = answer.headers["Location"]
    assert where, f"{address} led nowhere."
    return str(where)


@contextmanager
def serving(home: Path) -> Iterator[Provider]:
    """Serve the provider for a while."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.provider", str(home)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, "The provider did not start."
        yield Provider(address, home)
    finally:
        process.terminate()
        process.wait(timeout=30)
        if process.stdout is not None:
            process.stdout.close()
