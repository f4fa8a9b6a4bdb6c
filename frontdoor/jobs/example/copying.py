"""The SQL that makes the rows of copies: each column as its kind asks."""

from collections.abc import Callable
from typing import Any

from django.db import models

from frontdoor.access.models import Grant
from frontdoor.casework.contacts import wall as contacts
from frontdoor.casework.enquiries import wall as enquiries
from frontdoor.jobs.example.copied import COPIED, ZONE, Model, Plan, name_of
from frontdoor.people import wall as people

FUNCTIONS = """
CREATE FUNCTION pg_temp.said(words text, olds text[], news text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    FOR place IN 1 .. cardinality(olds) LOOP
        words := replace(words, olds[place], news[place]);
    END LOOP;
    RETURN words;
END $$;

-- The next number of the range for tests (999) whose last digit checks the others.
CREATE FUNCTION pg_temp.nhs(number bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    digits text;
    proof int;
BEGIN
    LOOP
        digits := '999' || lpad((number % 1000000)::text, 6, '0');
        SELECT (11 - sum(substr(digits, n, 1)::int * (11 - n)) % 11) % 11
        INTO proof FROM generate_series(1, 9) n;
        EXIT WHEN proof < 10;
        number := number + 1;
    END LOOP;
    RETURN digits || proof;
END $$;
"""

# People and codes have to differ, and not only in words.
OTHERWISE = {
    "people_person.nhs_number": "CASE WHEN r.nhs_number = '' THEN '' "
    "ELSE pg_temp.nhs(c.seq::bigint * 7 + r.rank) END",
    "people_person.address": "regexp_replace(r.address, '^[0-9]+', (1 + c.seq %% 180)::text)",
    "people_person.postcode": "regexp_replace(r.postcode, '[0-9]+ ', (1 + c.seq %% 89) || ' ')",
    "people_person.date_of_birth": "(r.date_of_birth + c.shift)::date - c.seq %% 300",
    # Written now: in the name of the journey's own transaction it would be a forgery.
    "audit_event.xact": "audit_xact()",
    "audit_look.xact": "audit_xact()",
    "contacts_receipt.code": "encode(sha256((c.news[1] || r.rank)::bytea), 'hex')",
}
# What a grant lets somebody see is told by a word, and not by a reference.
KINDS = {
    contacts.KIND: "contacts_contact",
    enquiries.KIND: "enquiries_enquiry",
    people.PERSON: "people_person",
}


def insert(model: Model, planned: Plan) -> str:
    """Return the SQL that makes the rows of one table for the copies `first` to `last`."""
    name = name_of(model)
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ",\n    ".join(_value(model, field, planned) for field in fields)
    return (
        f"INSERT INTO {name} ({columns})\nSELECT\n    {values}\n"
        f"FROM copies c JOIN journey j ON j.number = c.journey"
        f" JOIN t_{name} r ON r.journey = c.journey\n"
        "WHERE c.seq BETWEEN %(first)s AND %(last)s ORDER BY c.seq, r.rank"  # nosec B608  # Names and words of this code alone.
    )


def _value(model: Model, field: Any, planned: Plan) -> str:
    """Return as SQL what a column holds in a copy."""
    name, column = name_of(model), f"r.{field.column}"
    if otherwise := OTHERWISE.get(f"{name}.{field.column}"):
        return otherwise
    if target := _refers_to(model, field):
        return _moved(target, column, planned)
    if model is Grant and field.name == "record_id":
        cases = (f"WHEN '{k}' THEN {_moved(t, column, planned)}" for k, t in KINDS.items())
        return f"CASE r.kind {' '.join(cases)} END"
    for kind, value in VALUES:
        if isinstance(field, kind):
            return value(field.column)
    return column


def _refers_to(model: Model, field: Any) -> str:
    """Return the copied table whose numbers a column holds, or an empty string."""
    target = model if field.primary_key else field.related_model
    return name_of(target) if target in COPIED else ""


def _moved(name: str, column: str, planned: Plan) -> str:
    """Return the number of a copied row; what a journey refers to beyond itself stays."""
    base, width = planned.base[name], planned.width[name]
    return (
        f"CASE WHEN {column} > j.b_{name} AND {column} <= j.a_{name}"
        f" THEN {base} + (c.seq - 1)::bigint * {width} + {column} - j.b_{name} ELSE {column} END"
    )


def _later(moment: str) -> str:
    """Return a moment moved by the clock on the wall: nine stays nine when the clocks change."""
    return f"({moment} AT TIME ZONE '{ZONE}' + c.shift) AT TIME ZONE '{ZONE}'"


def _said(column: str, words: str = "") -> str:
    words = words or f"r.{column}"
    return f"CASE WHEN r.said_{column} THEN pg_temp.said({words}, c.olds, c.news) ELSE {words} END"


def _json(column: str) -> str:
    said, moved = f"({_said(column, f'r.{column}::text')})::jsonb", _later("value::timestamptz")
    later = (
        f"{said} || (SELECT jsonb_object_agg(key, to_jsonb({moved}))"  # noqa: S608  # nosec B608  # Names and words of this code alone.
        f" FROM jsonb_each_text(r.at_{column}))"
    )
    return f"CASE WHEN r.at_{column} IS NULL THEN {said} ELSE {later} END"


# A moment is a day as well, for Django: the first that fits counts.
VALUES: tuple[tuple[Any, Callable[[str], str]], ...] = (
    (models.UUIDField, lambda _: "gen_random_uuid()"),
    (models.DateTimeField, lambda column: _later(f"r.{column}")),
    (models.DateField, lambda column: f"(r.{column} + c.shift)::date"),
    (models.JSONField, _json),
    ((models.CharField, models.TextField), _said),
)
