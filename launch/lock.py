"""`make lock`: writes requirements/*.txt anew from pyproject.toml, with a hash for every file."""

import shutil
import subprocess
import sys

from launch.environment import ROOT
from launch.voice import Trouble, say, spoken

EXTRAS: "dict[str, tuple[str, ...]]" = {
    "run": (), "embedded": ("embedded",), "test": ("test",), "matching": ("matching",),
}  # fmt: skip


def main() -> int:
    """Write every list; all of them agree, because each keeps to the versions of the first."""
    uv = shutil.which("uv")
    if uv is None:
        raise Trouble("`make lock` needs uv: https://docs.astral.sh/uv/ tells how to get it.")
    for name, extras in EXTRAS.items():
        words = [word for extra in extras for word in ("--extra", extra)]
        kept = [] if name == "run" else ["--constraint", "requirements/run.txt"]
        made = subprocess.run(
            [uv, "pip", "compile", "pyproject.toml", *words, *kept, "--generate-hashes",
             "--universal", "--python-version=3.11", "--no-header", "--no-annotate", "--quiet",
             f"--output-file=requirements/{name}.txt"],
            cwd=ROOT, check=False,
        )  # fmt: skip
        if made.returncode:
            return made.returncode
        say(f"requirements/{name}.txt")
    return 0


if __name__ == "__main__":
    sys.exit(spoken(main))
