"""Tables keep their promises: references point down, constraints are sentences, walls stand."""

import ast
import re

import pytest
from django.apps import apps
from django.db import models

from frontdoor.access import wall
from frontdoor.access.reach import Reach
from frontdoor.access.vocabulary import Zone
from frontdoor.jobs.set_up import OPEN, TABLES
from frontdoor.policy.staged import Staged
from tests.house.source import python
from tests.house.storeys import height

OURS = [model for model in apps.get_models() if model.__module__.startswith("frontdoor.")]
REFERENCES = [
    field
    for model in OURS
    for field in model._meta.get_fields()
    if isinstance(field, models.ForeignKey)
]
CONSTRAINTS = [
    (model, constraint) for model in OURS for constraint in model._meta.constraints
]  # fmt: skip


def _tested_words() -> set[str]:
    """Return every string that a test outside of this folder holds."""
    return {
        node.value
        for source in python("tests/integration/", "tests/unit/", "tests/property/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_foreign_keys_point_down_the_storeys() -> None:
    up = [
        str(field)
        for field in REFERENCES
        if height(field.related_model.__module__) > height(field.model.__module__)
    ]

    assert up == []


def test_nothing_is_deleted_because_something_else_is() -> None:
    cascading = [
        str(field) for field in REFERENCES if field.remote_field.on_delete is not models.PROTECT
    ]

    assert cascading == []


def test_a_lower_package_gets_no_attribute_from_a_higher_one() -> None:
    loud = [
        str(field)
        for field in REFERENCES
        if field.model._meta.app_label != field.related_model._meta.app_label
        if not field.remote_field.hidden
    ]

    assert loud == []


@pytest.mark.parametrize("constraint", [name.name for _, name in CONSTRAINTS])
def test_a_constraint_is_named_as_the_sentence_that_it_keeps(constraint: str) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z0-9]+){2,}", constraint)
    assert not constraint.endswith(("_check", "_uniq", "_unique", "_constraint", "_idx"))


def test_each_constraint_has_a_test_that_breaks_it() -> None:
    tested = _tested_words()

    assert [name.name for _, name in CONSTRAINTS if name.name not in tested] == []


def test_every_lifecycle_is_guarded_by_the_database_too() -> None:
    guarded = {table.model: table.lifecycle for table in TABLES}
    staged = [model for model in OURS if issubclass(model, Staged)]

    assert staged
    assert {model: guarded.get(model) for model in staged} == {
        model: model.LIFECYCLE for model in staged
    }


def test_every_table_is_declared_to_the_wall_once() -> None:
    declared = [*(table.name for table in TABLES), *(table.name for table in OPEN)]
    ours = {model._meta.db_table for model in OURS}

    assert len(declared) == len(set(declared))
    assert ours <= set(declared)


def test_only_hubs_people_who_work_there_rules_and_seals_stand_outside_the_wall() -> None:
    outside = {table.name for table in OPEN}

    assert {model._meta.label for model in OURS if model._meta.db_table in outside} == {
        "access.Agency",
        "access.Counter",
        "access.Hub",
        "access.Membership",
        "access.User",
        "entrance.Attempt",
        "entrance.Factor",
        "entrance.Identity",
        "entrance.Invitation",
        "entrance.RecoveryCode",
        "entrance.Visit",
        "audit.Batch",
        "audit.Sealing",
        "policy.BankHoliday",
        "policy.PolicyVersion",
    }


def test_models_leave_saving_and_order_to_who_asks() -> None:
    assert [model for model in OURS if {"save", "delete"} & set(vars(model))] == []
    assert [model for model in OURS if model._meta.ordering] == []


def test_every_row_behind_the_wall_says_which_hub_it_is_of() -> None:
    assert [
        table.name
        for table in TABLES
        if "hub_id" not in {f.attname for f in table.model._meta.fields}
    ] == []


# Read by whose they are, by the record that was reached already, or by a code, in every query.
WITHOUT_REACH = {
    "access.Draft", "access.SavedList", "audit.Event", "audit.Look", "audit.RowChange",
    "contacts.Receipt",
}  # fmt: skip


def test_every_table_of_case_data_is_asked_for_the_hub_that_asks() -> None:
    without = {
        table.model._meta.label
        for table in TABLES
        if not isinstance(table.model._meta.default_manager, Reach)
    }

    assert without == WITHOUT_REACH, "Its model begins with Within: see frontdoor/access/reach.py."


def test_what_an_agency_may_see_is_asked_for_that_agency() -> None:
    outside = {Zone.PARTNER: "agency_id", Zone.TEAM: "team_id"}

    assert {
        table.name
        for table in TABLES
        for zone, column in outside.items()
        if wall.own_agency(column, zone) in table.see
        if f'"{column}"' not in str(table.model._default_manager.all().query).split("WHERE")[1]
    } == set()
