"""Finds a Chromium for the browser tests, or gets one: `python -m launch.browser`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from launch import account
from launch.voice import Trouble, say, spoken

# First the one without a window: the others draw theirs also where nobody sees it, and take twice
# as long for the same pages.
WINDOWLESS = "chromium-headless-shell"
NAMES = (WINDOWLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the program to give to Playwright; FRONTDOOR_BROWSER names one's own."""
    named = os.environ.get("FRONTDOOR_BROWSER")
    found = [shutil.which(name) for name in ((named,) if named else NAMES)]
    return next(filter(None, found), None) or _of_playwright()


def get() -> str:
    """Return a browser that is there already, or has been installed now.

    :raises Trouble: when there is none and none can be had, with the ways to get one.
    """
    if found := find():
        return found
    if account.is_root() and shutil.which("apt-get"):
        say("Installing Chromium for the browser tests")
        _quietly("apt-get", "update")
        for package in (WINDOWLESS, "chromium"):
            if not find():
                _quietly("apt-get", "install", "--yes", "--no-install-recommends", package)
    if not find():
        say("Fetching Playwright's Chromium for the browser tests")
        _quietly(sys.executable, "-m", "playwright", "install", "chromium")
    if found := find():
        return found
    raise Trouble(
        "The browser tests need Chromium, and it could not be installed from here.\n"
        "On Debian and Ubuntu: apt install chromium. Elsewhere: .venv/bin/python -m playwright "
        "install chromium.\nOr name a program: FRONTDOOR_BROWSER=/path/to/chrome make test"
    )


def _of_playwright() -> str | None:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or cache / "ms-playwright")
    found = sorted(place.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def _quietly(*words: str) -> None:
    subprocess.run(
        words,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
    )


def main() -> int:
    """Make sure that there is a browser."""
    get()
    return 0


if __name__ == "__main__":
    sys.exit(spoken(main))
