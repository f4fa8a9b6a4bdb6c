"""Several people at one action: one of them is first, the others are told, and nothing vanishes."""

from datetime import timedelta

import pytest
from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.models import Event
from frontdoor.casework.actions import changing
from frontdoor.casework.actions.models import Action
from frontdoor.casework.actions.rules import Due
from frontdoor.casework.actions.vocabulary import Stage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import passing
from frontdoor.jobs.example import acting
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.integration.test_races import TOLD, WON, _at_once, _count

pytestmark = pytest.mark.django_db(transaction=True)


def _stages(case: Case) -> list[str]:
    with transaction.atomic():
        make.enter("manager")
        return list(
            Action.objects.filter(case=case).order_by("turn").values_list("stage", flat=True)
        )


def test_of_two_officers_one_says_what_came_of_it(walk: Walk) -> None:
    case = make.case(walk)
    action = acting.set_action(walk, case)

    ends = _at_once(
        *(
            lambda said=said: acting.complete(walk, action, said)
            for said in ("Nothing.", "A knife.")
        )
    )

    assert _count(ends) == {WON: 1, TOLD: 1}
    assert _stages(case) == [Stage.DONE]
    with transaction.atomic():
        make.enter("manager")
        assert Event.objects.filter(kind="action.done").count() == 1


def test_of_two_managers_one_gives_it_to_somebody_else(walk: Walk) -> None:
    case = make.case(walk)
    action = acting.set_action(walk, case)

    def give(to: str) -> Action:
        return walk.as_(
            "manager",
            lambda by: changing.give_on(
                action=action,
                owner=acting.owner(walk, to),
                due=Due(at=walk.at + timedelta(hours=1)),
                why="Better placed.",
                seen=action.version,
                by=by,
                at=walk.at,
            ),
        )

    ends = _at_once(lambda: give("health"), lambda: give("triage"))

    assert _count(ends) == {WON: 1, TOLD: 1}
    assert _stages(case) == [Stage.GIVEN_ON, Stage.OPEN]


def test_what_is_done_while_its_case_is_closed_is_either_done_or_withdrawn(walk: Walk) -> None:
    case = make.case(walk)
    action = acting.set_action(walk, case)
    seen = walk.case(case.contact).version

    def close(by: Actor) -> object:
        return passing.close(
            case=case,
            shares={},
            basis="",
            route="",
            team="",
            reason="No risk is left.",
            advised=False,
            withdraw_why="No risk is left.",
            unlooked_why="It was tried out.",
            seen=seen,
            by=by,
            at=walk.at,
        )

    ends = _at_once(lambda: acting.complete(walk, action), lambda: walk.as_("manager", close))

    [stage] = _stages(case)
    assert stage == (Stage.DONE if isinstance(ends[0], Action) else Stage.WITHDRAWN)
    assert WON in _count(ends)
