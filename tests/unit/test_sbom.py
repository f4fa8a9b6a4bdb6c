"""The list of what the program is made of has every locked package, with its hashes."""

import json
import re

from launch import sbom
from tests.house.source import text

PARTS = json.loads(sbom.whole())["components"]


def test_every_package_that_serves_people_is_a_part_with_its_version() -> None:
    locked = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text("requirements/run.txt"), re.M)
    there = {(part["name"], part["version"]) for part in PARTS if "pypi" in part["purl"]}

    assert there == set(locked)
    assert ("django", dict(locked)["django"]) in there


def test_every_package_of_the_pages_is_a_part() -> None:
    there = {part["name"] for part in PARTS if "npm" in part["purl"]}

    assert "govuk-frontend" in there
    assert there == {
        place.rpartition("node_modules/")[2]
        for place in json.loads(text("package-lock.json"))["packages"]
        if place
    }


def test_a_part_of_python_has_the_hashes_of_its_files_and_a_licence() -> None:
    for part in PARTS:
        assert part["licenses"][0]["license"]["name"]
        if "pypi" in part["purl"]:
            assert part["hashes"], part["name"]


def test_written_again_it_is_the_same() -> None:
    assert sbom.whole() == sbom.whole()
    assert json.loads(sbom.whole())["bomFormat"] == "CycloneDX"
