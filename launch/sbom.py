"""`make sbom`: writes what the program is made of, as CycloneDX, from the lists of locked packages.

What serves people, and with it the styles and scripts of its pages; not what only tests use.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata

from launch.state import CHECKOUT
from launch.voice import say, spoken

PLACE = CHECKOUT / "build" / "sbom.json"
# A package of the lock, and the hashes of its files.
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)[^\n]*((?:\n +--hash=\S+(?: \\)?)*)", re.M)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
NPM = "node_modules/"


def whole() -> str:
    """Return the list of all parts as CycloneDX 1.5: without a date, so that it is the same again.

    Each part has its package URL. Hashes are those of the lock, one for each file that is offered.
    """
    parts = sorted([*_of_python(), *_of_pages()], key=lambda part: str(part["purl"]))
    told = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": parts}
    return json.dumps(told, indent=1) + "\n"


def _of_python() -> Iterator[dict[str, object]]:
    text = (CHECKOUT / "requirements" / "run.txt").read_text(encoding="utf-8")
    for name, version, hashes in LOCKED.findall(text):
        yield {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"license": {"name": _licence(name)}}],
            "hashes": [{"alg": "SHA-256", "content": each} for each in HASH.findall(hashes)],
        }


def _licence(name: str) -> str:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "see the package"
    named = [*about.get_all("License-Expression", []), *about.get_all("License", [])]
    classified = about.get_all("Classifier", [])
    named += [each.rpartition(" :: ")[2] for each in classified if each.startswith("License")]
    return next((each.splitlines()[0] for each in named if each), "see the package")


def _of_pages() -> Iterator[dict[str, object]]:
    locked = json.loads((CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))
    for place, about in locked["packages"].items():
        if place.startswith(NPM):
            name = place.rpartition(NPM)[2]
            yield {
                "type": "library",
                "name": name,
                "version": about["version"],
                "purl": f"pkg:npm/{name.replace('@', '%40')}@{about['version']}",
                "licenses": [{"license": {"name": about.get("license", "see the package")}}],
            }


def main() -> int:
    """Write the list, and say where it is."""
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(whole(), encoding="utf-8")
    say(str(PLACE.relative_to(CHECKOUT)))
    return 0


if __name__ == "__main__":
    sys.exit(spoken(main))
