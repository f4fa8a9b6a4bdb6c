"""A whole register is gone through for records that may be one person, and people are asked."""

import json
import re
from dataclasses import replace
from datetime import date
from io import StringIO
from itertools import combinations
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from frontdoor.jobs.example.walk import Walk
from frontdoor.people import duplicates, operations, searching
from frontdoor.people.matching import Band, linkage
from frontdoor.people.matching.model import shipped
from frontdoor.people.models import Link, Pair, Person
from frontdoor.people.operations import Told
from tests import make

pytestmark = pytest.mark.django_db

JUNO = Told(
    given_names="Juno", family_name="Hartwell", date_of_birth=date(2019, 4, 2), postcode="CV1 9ZZ",
    address="12 Larkrise Court",
)  # fmt: skip
MISHEARD = replace(JUNO, given_names="Juna", family_name="Hartwel")
STRANGER = Told(given_names="Bartholomew", family_name="Quince", date_of_birth=date(2001, 1, 9))


class Everybody(duplicates.Register):
    """A register that pairs everybody with everybody: Splink itself is tried by the bench."""

    def __init__(self, hub_id: int) -> None:
        self._people: list[int] = []

    def read(self) -> int:
        self._people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
        return len(self._people)

    def pairs(self, *, least: float) -> list[tuple[int, int]]:
        return list(combinations(self._people, 2))


def written(walk: Walk, told: Told) -> Person:
    return walk.as_("manager", lambda by: operations.write_down(told, by=by))


def gone_through(*words: str) -> str:
    out = StringIO()
    call_command("find_duplicates", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def without_splink(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "Register", Everybody)


@pytest.mark.usefixtures("without_splink")
def test_likely_pairs_are_put_before_people_and_nobody_is_joined(walk: Walk) -> None:
    one, other = written(walk, JUNO), written(walk, MISHEARD)
    written(walk, STRANGER)

    said = gone_through("--hub", walk.hub.slug)

    make.enter()
    [pair] = Pair.objects.all()
    assert (pair.person_id, pair.other_id) == (one.pk, other.pk)
    assert (Band[pair.band], pair.weights) == (Band.PROBABLY, shipped().version)
    assert pair.found_by is None
    assert not Link.objects.exists()
    assert "1 new pairs" in said


@pytest.mark.usefixtures("without_splink")
def test_what_waits_already_is_not_put_there_again(walk: Walk) -> None:
    written(walk, JUNO)
    written(walk, MISHEARD)
    gone_through("--hub", walk.hub.slug)

    assert "0 new pairs" in gone_through("--hub", walk.hub.slug)


@pytest.mark.usefixtures("without_splink")
def test_records_that_people_linked_are_left_out(walk: Walk) -> None:
    one, other = written(walk, JUNO), written(walk, MISHEARD)
    walk.as_(
        "manager",
        lambda by: operations.link(
            person=one, same_as=other, why="Same school.", subject="CV-27-00001-A", by=by,
            at=walk.at,
        ),
    )  # fmt: skip

    assert "0 new pairs" in gone_through("--hub", walk.hub.slug)


@pytest.mark.usefixtures("without_splink")
def test_another_hub_is_left_alone(walk: Walk) -> None:
    written(walk, JUNO)
    written(walk, MISHEARD)

    assert "0 people, 0 new pairs" in gone_through("--hub", "durham")


@pytest.mark.usefixtures("without_splink")
def test_a_hub_that_is_not_there_is_said(walk: Walk) -> None:
    with pytest.raises(CommandError, match="no hub atlantis"):
        gone_through("--hub", "atlantis")


def test_where_splink_is_not_installed_it_says_how(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(duplicates, "import_module", missing)

    with pytest.raises(CommandError, match="Splink is not installed here"):
        gone_through("--hub", walk.hub.slug)


def test_a_pair_has_the_weight_and_the_band_that_a_search_gives_it(walk: Walk) -> None:
    one, other = written(walk, JUNO), written(walk, MISHEARD)
    make.enter()

    [near] = duplicates.judged([(one.pk, other.pk)], hub_id=walk.hub.pk, least=0)

    found = searching.search(searching.described(one), hub_id=walk.hub.pk, without=[one.pk])
    assert (near.weight, near.band) == (found[0].weight, found[0].likeness.band)


def test_pairs_that_weigh_too_little_are_left_out(walk: Walk) -> None:
    one, other = written(walk, JUNO), written(walk, STRANGER)
    make.enter()

    assert not list(duplicates.judged([(one.pk, other.pk)], hub_id=walk.hub.pk, least=0))


# Functions that Spark has by itself or from Splink, and DuckDB by itself or from `OF_DUCKDB`.
SPARK = {
    "array_intersect", "arrays_overlap", "damerau_levenshtein", "jaro_winkler", "least", "length",
    "size", "split", "substr",
}  # fmt: skip


def test_the_settings_are_written_for_a_larger_machine_in_words_that_it_knows(
    tmp_path: Path,
) -> None:
    gone_through("--settings-to", str(tmp_path / "settings.json"))

    told = json.loads((tmp_path / "settings.json").read_text("utf-8"))
    levels = [each for of in told["comparisons"] for each in of["comparison_levels"]]
    sql = [each["sql_condition"] for each in levels]
    sql += [each["blocking_rule"] for each in told["blocking_rules_to_generate_predictions"]]
    assert told == linkage.settings()
    assert {name for each in sql for name in re.findall(r"(\w+)\(", each)} <= SPARK
    # Spark reads double quotes as a text, and DuckDB as a name.
    assert not any('"' in each or "`" in each for each in sql)
