"""The compiled look: ours to use, nothing from outside, made once."""

import json
import re
import sys
import time
from pathlib import Path

import pytest

from launch import look

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def css() -> str:
    look.build()
    return (look.STATIC / "frontdoor.css").read_text()


def test_the_look_uses_nothing_that_only_govuk_may_use(css: str) -> None:
    assert "Transport" not in css
    assert "@font-face" not in css
    assert not re.search("crown|crest|logotype", css, re.IGNORECASE)
    assert "arial" in css


def test_the_look_asks_nothing_of_another_machine(css: str) -> None:
    found = re.findall(r"url\(([^)]*)\)", css)

    assert "@import" not in css
    assert all((look.STATIC / name.strip("'\"")).exists() for name in found)


def test_what_is_served_is_all_there_and_axe_is_not(css: str) -> None:
    served = {path.name for path in look.STATIC.iterdir()}

    assert {"frontdoor.css", "init.js", "early.js", "govuk-frontend.min.js"} <= served
    assert "axe.min.js" not in served
    assert (look.TEST / "axe.min.js").exists()
    assert all("sourceMappingURL" not in path.read_text() for path in look.STATIC.glob("*.js"))


def test_the_first_page_is_light(css: str) -> None:
    """U7: 100 KB at most, compressed."""
    import gzip  # noqa: PLC0415

    first = ("frontdoor.css", "init.js", "early.js", "govuk-frontend.min.js")

    assert sum(len(gzip.compress((look.STATIC / name).read_bytes())) for name in first) < 100_000


def test_a_second_call_does_nothing_and_is_quick(css: str) -> None:
    started = time.perf_counter()

    assert look.build() is False
    assert time.perf_counter() - started < 0.2


def test_a_changed_source_is_compiled_again(css: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "_fingerprint", lambda paths: "another")
    compiled: list[object] = []
    monkeypatch.setattr(look, "_install", lambda npm: None)
    monkeypatch.setattr(look, "_compile", compiled.append)
    kept = look.STAMP.read_text()

    try:
        assert look.build() is True
    finally:
        look.STAMP.write_text(kept)

    assert len(compiled) == 1


def test_what_fails_is_told_in_plain_words() -> None:
    with pytest.raises(look.LookError, match=r"Could not do this\. It said:\nno such thing"):
        look._run([sys.executable, "-c", "import sys; sys.exit('no such thing')"], "do this")
    with pytest.raises(look.LookError, match="Could not do that"):
        look._run(["/no/such/program"], "do that")


def test_the_lock_file_pins_by_hash_and_names_no_host() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: each for name, each in lock["packages"].items() if name}

    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert not any("resolved" in each for each in packages.values())
    wanted = json.loads((ROOT / "package.json").read_text())
    pinned = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert all(re.fullmatch(r"[\d.]+", version) for version in pinned.values())


def test_nothing_of_theirs_is_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text().split()

    assert {"node_modules/", "build/"} <= set(ignored)
