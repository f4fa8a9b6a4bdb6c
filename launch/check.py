"""`make check`: every check that needs no person, side by side on the cores that there are."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from launch.state import CHECKOUT
from launch.voice import say, spoken

# Settings want a key and an address; no check here speaks to a database through them.
NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"
# It would like to compare with a database, and warns that there is none.
MIGRATIONS = ("-W", "ignore::RuntimeWarning", "manage.py", "makemigrations", "--check", "--dry-run")


@dataclass(frozen=True)
class Check:
    """One check: what it is about, and what Python is given to do it."""

    name: str
    words: tuple[str, ...]


def checks() -> list[Check]:
    """Return the checks, those that take longest first."""
    packs = sorted(path.relative_to(CHECKOUT) for path in CHECKOUT.glob("packs/**/*.toml"))
    return [
        Check("types", ("-m", "mypy", ".")),
        Check("house rules", ("-m", "pytest", "tests/house")),
        Check("drawings", ("-m", "launch.drawings", "--check")),
        Check("migrations", MIGRATIONS),
        Check("storeys", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
        *(_pack(path) for path in packs),
        Check("lint", ("-m", "ruff", "check", "--quiet", ".")),
        Check("format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    ]


def _pack(path: Path) -> Check:
    return Check(f"pack {path.stem}", ("-m", "frontdoor.policy.check", str(path)))


def _carry_out(check: Check) -> tuple[Check, bool, float, str]:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, *check.words],
        cwd=CHECKOUT, text=True, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={"DATABASE_URL": NOWHERE, "FRONTDOOR_SECRET_KEY": "check" * 12, **os.environ},
    )  # fmt: skip
    return check, done.returncode == 0, time.monotonic() - began, done.stdout.strip()


def main() -> int:
    """Carry out all checks and print what the failing ones say."""
    failed = []
    with ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
        for check, passed, seconds, said in pool.map(_carry_out, checks()):
            say(f"{'ok    ' if passed else 'FAILED'} {check.name} ({seconds:.1f} s)")
            if not passed:
                say(said + "\n")
                failed.append(check.name)
    say(f"Failed: {', '.join(failed)}" if failed else "Every check passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(spoken(main))
