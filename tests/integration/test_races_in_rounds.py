"""Eight people do one thing to one case at once, round after round: one wins, seven are told (R7).

FRONTDOOR_ROUNDS=500 runs longer than the build does. The losers of a form are shown what the first
did beside what they typed: 409.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from frontdoor.access import operations as access
from frontdoor.access.models import Draft
from frontdoor.audit.models import Event
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.decisions import operations as decisions
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.triage import giving
from frontdoor.jobs.example import looking, together
from frontdoor.jobs.example.walk import Walk
from tests import make, pages, reporting
from tests.canaries import figures
from tests.integration.test_races import THREADS, TOLD, WON, _at_once, _count

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = int(os.environ.get("FRONTDOOR_ROUNDS", "2"))
Try = Callable[[], object]


@dataclass(frozen=True)
class Race:
    """What eight try at once, and the one event that it leaves of a subject."""

    tries: list[Try]
    subject: str
    kind: str


def _each(do: Callable[[int], object]) -> list[Try]:
    return [partial(do, number) for number in range(THREADS)]


def _rate(walk: Walk) -> Race:
    enquiry = make.enquiry(walk, rating="")
    ratings = ["red", "amber", "green", "red"] * 2
    tries = _each(lambda number: walk.rate(enquiry, ratings[number]))
    return Race(tries, enquiry.case.reference, "enquiry.rated")


def _assign(walk: Walk) -> Race:
    case = make.in_triage(walk)
    workers = ["triage", "social-worker"] * 4
    seen = case.version

    def give(number: int) -> object:
        return walk.as_(
            "manager",
            lambda by: giving.allocate(
                case=case,
                worker=looking.worker(walk, workers[number]),
                why="",
                seen=seen,
                by=by,
                at=walk.at,
            ),
        )

    return Race(_each(give), case.reference, "case.allocated")


def _decide(walk: Walk) -> Race:
    enquiry = make.answered(walk)
    seen = walk.as_("manager", lambda _: Enquiry.objects.get(pk=enquiry.pk).version)

    def decide(number: int) -> object:
        choice = replace(make.EARLY_HELP, rationale=f"Rationale {number}.")
        return walk.as_(
            "manager",
            lambda by: decisions.decide(
                enquiry=enquiry, choice=choice, seen=seen, by=by, at=walk.at
            ),
        )

    return Race(_each(decide), enquiry.case.reference, "decision.decided")


def _link(walk: Walk) -> Race:
    first, second = reporting.reported(walk), reporting.reported(walk)
    tries = _each(lambda _: together.link(walk, second, first))
    return Race(tries, second.reference, "people.linked")


def _close(walk: Walk) -> Race:
    case = make.case(walk)

    def close(number: int) -> object:
        return walk.as_(
            "manager",
            lambda by: triage.route(
                case=case,
                move=CaseMove.CLOSE,
                route="",
                team="",
                reason=f"Reason {number}.",
                unlooked_why="The caller gave no name.",
                advised=False,
                seen=case.version,
                by=by,
                at=walk.at,
            ),
        )

    return Race(_each(close), case.reference, "case.routed")


@pytest.mark.parametrize("lined_up", [_rate, _assign, _decide, _link, _close])
def test_of_eight_at_once_one_wins_and_seven_are_told(
    walk: Walk, lined_up: Callable[[Walk], Race]
) -> None:
    for _ in range(ROUNDS):
        race = lined_up(walk)

        ends = _at_once(*race.tries)

        assert _count(ends) == {WON: 1, TOLD: THREADS - 1}
        with transaction.atomic():
            make.enter()
            assert Event.objects.filter(kind=race.kind, subject=race.subject).count() == 1
        figures.add(race_rounds=1, race_winners=1)


STEPS = [2, 7, 1, 8, 3, 6, 4, 5]


def _keeps(walk: Walk, path: str, tab: Callable[[int], str], steps: list[int]) -> list[Try]:
    def keep(number: int) -> object:
        typed = {"reason": [str(steps[number])]}
        return walk.as_(
            "manager",
            lambda by: access.keep_draft(
                path=path, tab=tab(number), step=steps[number], typed=typed, by=by, at=walk.at
            ),
        )

    return _each(keep)


def test_of_eight_who_keep_a_draft_at_once_the_latest_step_stays_and_no_tab_loses_its_own(
    walk: Walk,
) -> None:
    for number in range(ROUNDS):
        path = f"/cases/CV-27-{number:05}-A/route/"

        one = _at_once(*_keeps(walk, path, lambda _: "one", STEPS))
        own = _at_once(*_keeps(walk, path, lambda n: f"tab {n}", STEPS))

        assert _count(one) == _count(own) == {WON: THREADS}
        with transaction.atomic():
            make.enter()
            kept = dict(Draft.objects.filter(path=path).values_list("tab", "typed"))
        assert kept.pop("one") == {"reason": ["8"]}
        assert kept == {f"tab {n}": {"reason": [str(STEPS[n])]} for n in range(THREADS)}
        figures.add(race_rounds=1, race_winners=1)


def test_of_eight_who_send_one_form_at_once_one_goes_on_and_seven_are_shown_the_first(
    walk: Walk,
) -> None:
    for _ in range(ROUNDS):
        enquiry = make.enquiry(walk, rating="")
        address = f"/cases/{enquiry.case.reference}/rate/"
        ratings = ["red", "amber", "green", "red"] * 2
        at_desks = [pages.signed_in("manager") for _ in range(THREADS)]
        forms = [
            {**pages.opened(desk, address), "rating": rating, "reason": f"As {number} sees it."}
            for number, (desk, rating) in enumerate(zip(at_desks, ratings, strict=True))
        ]

        def send(
            number: int,
            desks: list[Client] = at_desks,
            forms: list[dict[str, str]] = forms,
            address: str = address,
        ) -> object:
            return desks[number].post(address, forms[number])

        answers = _at_once(*_each(send))

        told = [each for each in answers if _status(each) == 409]
        assert sorted(map(_status, answers)) == [302, *[409] * (THREADS - 1)]
        for number, answer in enumerate(answers):
            if answer in told:
                assert f"As {number} sees it." in _words(answer)
                assert "rated" in _words(answer).lower()
        figures.add(race_rounds=1, race_winners=1)


def _status(answer: object) -> int:
    assert isinstance(answer, HttpResponse), answer
    return answer.status_code


def _words(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()
