"""Two at once on what is held: one decides, one ends, and nothing is collected twice."""

import pytest
from django.db import transaction

from frontdoor.casework.holdings.models import AccessRequest, Item
from frontdoor.casework.holdings.vocabulary import Choice, Ending, Ground
from frontdoor.jobs.example import holdings
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.integration.test_races import THREADS, TOLD, WON, _at_once, _count

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def walk(db: None) -> Walk:
    return make.walk()


@pytest.fixture
def request_(walk: Walk) -> AccessRequest:
    return holdings.register(walk, make.case(walk).child)


def test_of_eight_who_decide_about_one_item_one_does(walk: Walk, request_: AccessRequest) -> None:
    item = holdings.items(walk, holdings.collect(walk, request_))[0]
    give = [lambda: holdings.decide(walk, Item(**_row(item)))] * (THREADS // 2)
    keep = [
        lambda: holdings.decide(
            walk, Item(**_row(item)), Choice.WITHHOLD, ground=Ground.OTHER, why="It is so."
        )
    ] * (THREADS // 2)

    ends = _at_once(*give, *keep)

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
    with transaction.atomic():
        make.enter()
        assert Item.objects.get(pk=item.pk).version == item.version + 1


def _row(item: Item) -> dict[str, object]:
    """Return an item as each of them had looked at it."""
    fields = [field.attname for field in Item._meta.concrete_fields]
    return {name: getattr(item, name) for name in fields}


def test_what_is_held_is_collected_once_by_those_who_collect_at_once(
    walk: Walk, request_: AccessRequest
) -> None:
    _at_once(*[lambda: holdings.collect(walk, request_)] * THREADS)

    with transaction.atomic():
        make.enter()
        rows = list(Item.objects.values_list("table", "row_id"))
        assert rows
        assert len(rows) == len(set(rows))


def test_of_eight_who_end_a_request_one_does(walk: Walk, request_: AccessRequest) -> None:
    ends = _at_once(*[lambda: holdings.end(walk, request_, Ending.WITHDRAWN)] * THREADS)

    assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
