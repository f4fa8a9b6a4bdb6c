"""Every field that can tell something of a child has its row in tests/canaries/fields.csv.

Numbers, moments and words from a list tell nothing that a search for words would find; whatever
else holds case data has a canary planted in it, or the row says why there is nothing to plant.
"""

import csv

from django.apps import apps
from django.db import models

from tests.canaries.declared import FIELDS
from tests.canaries.reading import COLUMNS_OF
from tests.house.source import ROOT
from tests.house.test_field_classes import ABOUT_A_CHILD, TABLE

# Words of who may read, as tests/canaries/reading.py explains them.
WHO = set(COLUMNS_OF) | {"referrer"}
WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
DAYS_OF_A_PERSON = {("people_person", "date_of_birth"), ("people_person", "expected_on")}


def _telling() -> set[tuple[str, str]]:
    """Return the fields of case data in which words can stand."""
    with (ROOT / TABLE).open(encoding="utf-8", newline="") as file:
        about = {
            (row["table"], row["field"])
            for row in csv.DictReader(file)
            if row["class"] in ABOUT_A_CHILD
        }
    return DAYS_OF_A_PERSON | {
        (model._meta.db_table, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if (model._meta.db_table, field.name) in about
        if isinstance(field, WORDS) and not field.choices
    }


def test_every_field_that_can_tell_of_a_child_says_who_may_read_it() -> None:
    listed = {key for key, each in FIELDS.items() if each.how or each.why}

    assert _telling() - listed == set(), "These need a row in tests/canaries/fields.csv"


def test_every_row_is_of_a_field_and_a_canary_has_readers() -> None:
    there = {
        (model._meta.db_table, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
    }

    assert set(FIELDS) - there == set()
    assert [str(each) for each in FIELDS.values() if bool(each.how) != bool(each.who)] == []
    assert [str(each) for each in FIELDS.values() if not each.who <= WHO] == []
    assert [str(each) for each in FIELDS.values() if bool(each.how) == bool(each.why)] == []
