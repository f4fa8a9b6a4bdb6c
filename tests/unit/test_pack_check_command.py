"""The check of packs as a command: what it says, and how it ends."""

import io
import subprocess
import sys
from pathlib import Path

from frontdoor.policy import check

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "packs"
COVENTRY = (PACKS / "coventry.toml").read_text(encoding="utf-8")


def checked(*names: Path) -> tuple[int, str]:
    out = io.StringIO()
    status = check.main([str(name) for name in names], out)
    return status, out.getvalue()


def test_good_packs_are_one_line_each_and_all_is_well() -> None:
    status, said = checked(*sorted(PACKS.rglob("*.toml")))

    assert status == 0
    assert len(said.splitlines()) == 5
    assert "coventry.toml: good. Coventry MASH: Red, Amber, Green, Blue; 7 agencies." in said


def test_a_faulty_pack_is_told_line_by_line(tmp_path: Path) -> None:
    faulty = tmp_path / "x.toml"
    faulty.write_text(COVENTRY.replace("order = 1 ", 'order = "first" '), encoding="utf-8")

    status, said = checked(faulty)

    assert status == 1
    where = COVENTRY[: COVENTRY.index("order = 1 ")].count("\n") + 1
    assert said == f'{faulty}:{where}: routes[0].order: "first" is not a whole number.\n'


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(tmp_path: Path) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")

    status, said = checked(tmp_path / "none.toml", tmp_path, binary, PACKS / "durham.toml")

    assert status == 2
    none, folder, bad, good = said.splitlines()
    assert none.endswith("none.toml: There is no such file.")
    assert folder.endswith(": This is a folder; name a file.")
    assert bad.endswith("binary.toml: This is not a text in UTF-8, so it is not a pack.")
    assert "durham.toml: good." in good


def test_the_check_asks_for_a_file_when_it_is_given_none() -> None:
    assert checked() == (2, "Name at least one pack to check, such as packs/coventry.toml.\n")


def test_the_check_runs_from_the_command_line_without_django() -> None:
    code = (
        "import sys; sys.argv = ['check', 'packs/coventry.toml']\n"
        "import runpy\n"
        "try: runpy.run_module('frontdoor.policy.check', run_name='__main__')\n"
        "except SystemExit as end: print(end.code, 'django' in sys.modules)\n"
    )

    ran = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.splitlines()[-1] == "0 False"
