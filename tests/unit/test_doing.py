"""A form that came second is opened anew on what is there by then."""

import pytest
from django.http import QueryDict

from frontdoor.kernel.refusal import Stale
from frontdoor.web import doing

pytestmark = pytest.mark.django_db


def test_a_change_made_while_the_request_was_read_is_not_refused_again_for_nothing() -> None:
    # Given: version 1 was read for this request, and somebody made it 2 before the lock was held.
    form = doing.Change(QueryDict("seen=1&after=0"), version=1, subjects=["CV-27-00001"])
    assert form.is_valid()

    def do() -> None:
        raise Stale("CV-27-00001", seen=1, now=2)

    # When it is refused,
    assert not doing.done(form, do)

    # then the next try is made on version 2.
    assert form["seen"].value() == "2"
    assert form.is_stale
