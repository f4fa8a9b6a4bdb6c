"""Every field has a class: how much it can hurt, and how long it is kept.

The table is frontdoor/field_classes.csv, at the top of the house: it speaks of every storey, and
as data it makes none of them import upwards. `keep` names a class of the packs' [retention], the
longest that may apply: a case that ends below the threshold, or whose child was never identified,
goes by the shorter class for that. The classes are explained in docs/glossary.md.
"""

import csv
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from frontdoor.jobs.set_up import TABLES
from tests.house.source import ROOT, files, text

TABLE = "frontdoor/field_classes.csv"
# From what hurts nobody to what may be seen by fewest.
CLASSES = ("none", "staff", "personal", "special", "criminal", "sealed", "security")
ABOUT_A_CHILD = {"personal", "special", "criminal", "sealed"}
# Not about anybody: kept as long as the installation, or gone by itself like a session.
NOT_KEPT = "none"


def _rows() -> list[dict[str, str]]:
    with (ROOT / TABLE).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _fields() -> Iterator[tuple[str, "models.Field[Any, Any]"]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            yield model._meta.db_table, field


def _retention(pack: str) -> set[str]:
    return {each["slug"] for each in tomllib.loads(text(pack))["retention"]}


PACKS = [path for path in files() if path.startswith("packs/") and path.count("/") == 1]


def test_every_field_has_a_row_and_every_row_a_field() -> None:
    rows = [(row["table"], row["field"]) for row in _rows()]
    there = [(table, field.name) for table, field in _fields()]

    assert set(there) - set(rows) == set(), "These fields need a row in " + TABLE
    assert set(rows) - set(there) == set(), "These rows are of fields that are gone"
    assert rows == there, f"{TABLE} stands in the order of the models"


def test_every_class_is_one_that_is_explained() -> None:
    explained = text("docs/glossary.md")

    assert {row["class"] for row in _rows()} <= set(CLASSES)
    assert [name for name in CLASSES if f"| {name} |" not in explained] == []


@pytest.mark.parametrize("pack", PACKS)
def test_every_hub_says_how_long_each_kind_is_kept(pack: str) -> None:
    assert {row["keep"] for row in _rows()} - {NOT_KEPT} <= _retention(pack)


def test_whatever_is_about_somebody_is_kept_for_a_time_that_ends() -> None:
    endless = [row for row in _rows() if row["keep"] == NOT_KEPT]

    assert [row for row in endless if row["class"] not in {"none", "security"}] == []


def test_whatever_is_about_a_child_stands_behind_the_wall() -> None:
    walled = {table.name for table in TABLES}

    assert {row["table"] for row in _rows() if row["class"] in ABOUT_A_CHILD} <= walled


def test_what_is_sealed_is_in_no_table_that_a_grant_opens() -> None:
    opened = {table.name for table in TABLES if "access_grant" in table.see}

    assert {row["table"] for row in _rows() if row["class"] == "sealed"} & opened == set()


def test_free_text_is_taken_for_the_worst_that_people_write() -> None:
    free = {
        (table, field.name) for table, field in _fields() if isinstance(field, models.TextField)
    }
    walled = {table.name for table in TABLES}
    mild = [
        (row["table"], row["field"])
        for row in _rows()
        if (row["table"], row["field"]) in free and row["table"] in walled
        if row["class"] in {"none", "staff"}
    ]

    assert mild == []
