"""What the log says when the database refuses a row: where and why, and nothing of the row."""

import json
import logging

import pytest
from django.db import IntegrityError, transaction

from config.logs import Lines
from frontdoor.access.models import User

pytestmark = pytest.mark.django_db

NAME = "jessamy-marlowe"


def test_a_row_that_is_refused_is_told_by_its_constraint_and_not_by_what_is_in_it() -> None:
    User.objects.create(username=NAME, name="Jessamy Marlowe")
    with pytest.raises(IntegrityError, match=NAME) as refused, transaction.atomic():
        User.objects.create(username=NAME, name="Jessamy Marlowe")
    found = (refused.type, refused.value, refused.tb)
    record = logging.LogRecord("x", logging.ERROR, "", 1, "It broke", (), found)
    trace = json.loads(Lines().format(record))["trace"]

    assert "psycopg.errors.UniqueViolation" in trace
    assert "sqlstate 23505" in trace
    assert "constraint_name access_user_username_key" in trace
    assert NAME not in trace
