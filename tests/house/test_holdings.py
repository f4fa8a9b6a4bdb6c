"""Whoever asks for what is held gets it from every table: none is forgotten."""

import csv

from frontdoor.casework.holdings import collecting, wording
from frontdoor.casework.holdings.sources import LEFT_OUT, SOURCES, TOLD
from frontdoor.jobs.set_up import TABLES
from tests.house.source import ROOT


def _about_somebody() -> set[str]:
    with (ROOT / "frontdoor" / "field_classes.csv").open(encoding="utf-8", newline="") as file:
        return {row["table"] for row in csv.DictReader(file) if row["class"] in TOLD}


def test_every_table_with_something_about_somebody_is_collected_or_says_why_not() -> None:
    collected = {source.table for source in SOURCES}
    behind = {table.name for table in TABLES} & _about_somebody()

    assert behind - collected - set(LEFT_OUT) == set(), "Say in sources.py what these hold"
    assert collected & set(LEFT_OUT) == set()
    assert set(LEFT_OUT) - {table.name for table in TABLES} == set()
    assert collecting.HISTORY in LEFT_OUT


def test_every_source_has_fields_that_are_told() -> None:
    assert [source.table for source in SOURCES if not source.fields] == []


def test_every_code_that_is_told_in_words_is_a_field_that_is_told() -> None:
    told = {f"{source.table}.{field.name}" for source in SOURCES for field in source.fields}

    assert wording.CODES.keys() - told == set()
