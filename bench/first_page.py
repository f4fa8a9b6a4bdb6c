"""How long a new machine waits: from a clean clone to the first page, by `make demo` itself.

The clone has an empty state folder of its own. Packages come from wherever pip and npm get them
here; a cache of theirs, if there is one, is used as it would be on that machine.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.table import Row, row, show, write

PORT = 8765
PATIENCE = 900  # seconds
CHECKOUT = Path(__file__).parent.parent


def main() -> None:
    """Measure, write bench/results/first_page.json and print the table."""
    with _clone() as clone:
        first = _until_page(clone)
        again = _until_page(clone)
    rows: list[Row] = [
        row("clean clone to first page", first, "s"),
        row("second start to first page", again, "s", peer="first", peer_value=first,
            less_is_better=True),
    ]  # fmt: skip
    write("first_page", rows)
    show(rows)


@contextmanager
def _clone() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="frontdoor clone ") as folder:
        clone = Path(folder) / "frontdoor"
        subprocess.run(["git", "clone", "-q", str(CHECKOUT), str(clone)], check=True)
        try:
            yield clone
        finally:
            subprocess.run(["make", "-s", "clean-demo"], cwd=clone, env=_env(), check=False)
            shutil.rmtree(clone, ignore_errors=True)


def _env() -> dict[str, str]:
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return known | {"PORT": str(PORT)}


def _until_page(clone: Path) -> float:
    """Return the seconds until the sign-in page answers, and stop the demo again."""
    start = time.perf_counter()
    with subprocess.Popen(["make", "-s", "demo"], cwd=clone, env=_env(), start_new_session=True,
                          stdout=subprocess.DEVNULL) as demo:  # fmt: skip
        try:
            while not _answers():
                if demo.poll() is not None or time.perf_counter() - start > PATIENCE:
                    raise RuntimeError("make demo did not come to its first page.")
                time.sleep(0.1)
            return time.perf_counter() - start
        finally:
            os.killpg(demo.pid, signal.SIGINT)
            demo.wait(60)


def _answers() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/sign-in/", timeout=5) as page:
            return bool(page.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


if __name__ == "__main__":
    main()
