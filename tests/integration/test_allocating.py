"""Who carries a case, and who covers for whom: each refusal beside what goes through."""

from typing import Any

import pytest

from frontdoor.access.actor import Actor
from frontdoor.access.models import Membership
from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.triage import giving, queries
from frontdoor.casework.triage.models import Allocation
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from tests import make

pytestmark = pytest.mark.django_db

AWAY = "Tomasz is away until Thursday."


def now(case: Case) -> Case:
    make.enter("manager")
    return Case.objects.get(pk=case.pk)


def kinds(case: Case) -> list[str]:
    make.enter("manager")
    return [event.kind for event in audit.history([case.reference, case.contact.reference])]


# --- Who carries it ---


def test_a_case_is_given_to_a_named_worker(walk: Walk) -> None:
    case = make.in_triage(walk)

    looking.allocate(walk, case)

    make.enter("manager")
    held = queries.of(case)
    assert held is not None
    assert held.name == "Tomasz Wilk"
    assert held.allocated_by_name == "Moira Quayle"
    assert kinds(case)[0] == "case.allocated"


def test_from_one_worker_to_another_takes_a_reason(walk: Walk) -> None:
    case = make.in_triage(walk)
    looking.allocate(walk, case)

    with pytest.raises(Invalid, match="why Tomasz Wilk does not keep it") as refused:
        looking.allocate(walk, case, to="social-worker")
    looking.allocate(walk, case, to="social-worker", why=AWAY)

    assert refused.value.field == "why"
    make.enter("manager")
    first, second = Allocation.objects.filter(case=case).order_by("pk")
    assert (first.until, second.until) == (walk.at, None)
    assert (second.name, second.why) == ("Adaeze Obi", AWAY)


def test_nobody_is_given_what_they_have(walk: Walk) -> None:
    case = make.in_triage(walk)
    looking.allocate(walk, case)

    with pytest.raises(Invalid, match="Tomasz Wilk has this case already"):
        looking.allocate(walk, case, why="Again.")


@pytest.mark.parametrize("short", ["officer", "police", "performance", "early-help-team-team"])
def test_only_who_looks_into_cases_is_given_one(walk: Walk, short: str) -> None:
    case = make.in_triage(walk)

    with pytest.raises(Invalid, match="Choose somebody of this hub"):
        looking.allocate(walk, case, to=short)


def test_nobody_of_another_hub_is_given_a_case(walk: Walk) -> None:
    case = make.in_triage(walk)
    stranger = Membership.objects.get(user_id=make.actor("triage", hub_slug="surrey").user_id)

    with pytest.raises(Invalid, match="Choose somebody of this hub"):
        walk.as_("manager", lambda by: _allocate(case, stranger, by, seen=now(case).version))


def test_who_has_left_is_given_nothing(walk: Walk) -> None:
    case = make.in_triage(walk)
    gone = looking.worker(walk, "triage")
    Membership.objects.filter(pk=gone.pk).update(until=make.MONDAY_9AM.date().replace(month=2))

    with pytest.raises(Invalid, match="Choose somebody of this hub"):
        walk.as_("manager", lambda by: _allocate(case, gone, by, seen=case.version))


@pytest.mark.parametrize("short", ["officer", "triage", "social-worker"])
def test_giving_is_for_those_whose_task_it_is(walk: Walk, short: str) -> None:
    case = make.in_triage(walk)

    with pytest.raises(Refused, match="for the triage co-ordinator or team manager"):
        walk.as_(
            short,
            lambda by: _allocate(case, looking.worker(walk, "triage"), by, seen=case.version),
        )


def test_a_case_that_waits_for_its_manager_is_with_nobody(walk: Walk) -> None:
    case = make.case(walk)

    with pytest.raises(Refused, match="Nobody carries this now"):
        looking.allocate(walk, case)


def test_an_enquiry_has_its_lead_worker(walk: Walk) -> None:
    case = make.enquiry(walk).case

    assert looking.allocate(walk, case, to="social-worker").name == "Adaeze Obi"


def test_the_second_who_gives_it_away_is_told(walk: Walk) -> None:
    case = make.in_triage(walk)
    looking.allocate(walk, case)

    with pytest.raises(Stale):
        walk.as_(
            "coordinator",
            lambda by: _allocate(
                case, looking.worker(walk, "social-worker"), by, seen=case.version
            ),
        )


def _allocate(case: Case, worker: Membership, by: Actor, *, seen: int) -> Allocation:
    return giving.allocate(case=case, worker=worker, why=AWAY, seen=seen, by=by, at=make.MONDAY_9AM)


# --- Absence ---


def _two_of_tomasz(walk: Walk) -> tuple[Case, Case]:
    cases = make.in_triage(walk), make.in_triage(walk)
    for case in cases:
        looking.allocate(walk, case)
    return cases


def _cover(walk: Walk, *, seen: int | None = None, why: str = AWAY, to: str = "social-worker",
           by: str = "manager") -> list[Allocation]:  # fmt: skip
    away, worker = looking.worker(walk, "triage"), looking.worker(walk, to)

    def do(actor: Actor) -> list[Allocation]:
        stamp = queries.stamp(queries.carried(away)) if seen is None else seen
        return giving.cover(away=away, worker=worker, why=why, seen=stamp, by=actor, at=walk.at)

    return walk.as_(by, do)


def test_everything_of_one_who_is_away_goes_to_another_at_once(walk: Walk) -> None:
    _two_of_tomasz(walk)
    closed = make.in_triage(walk)
    looking.allocate(walk, closed)
    walk.route(closed.contact, CaseMove.CLOSE)

    moved = _cover(walk)

    make.enter("manager")
    assert len(moved) == 2
    assert queries.carried(looking.worker(walk, "triage")) == []
    assert len(queries.carried(looking.worker(walk, "social-worker"))) == 2
    held = queries.of(closed)
    assert held is not None
    assert held.name == "Tomasz Wilk"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"why": " "}, "Give the reason"),
        ({"to": "triage"}, "Choose somebody else"),
        ({"to": "officer"}, "Choose somebody of this hub"),
        ({"by": "triage"}, "for the triage co-ordinator or team manager"),
    ],
)
def test_all_of_it_moves_or_none(walk: Walk, more: dict[str, Any], words: str) -> None:
    _two_of_tomasz(walk)

    with pytest.raises(Refused, match=words):
        _cover(walk, **more)

    make.enter("manager")
    assert len(queries.carried(looking.worker(walk, "triage"))) == 2


def test_nothing_moves_that_was_not_seen(walk: Walk) -> None:
    _two_of_tomasz(walk)
    make.enter("manager")
    seen = queries.stamp(queries.carried(looking.worker(walk, "triage")))
    looking.allocate(walk, make.in_triage(walk))

    with pytest.raises(Stale):
        _cover(walk, seen=seen)


def test_who_carries_nothing_has_nothing_to_give(walk: Walk) -> None:
    with pytest.raises(Invalid, match="carries nothing"):
        _cover(walk)


def test_other_cases_have_another_stamp_though_their_numbers_add_up_alike() -> None:
    one, two, three = (Allocation(pk=number) for number in (1, 2, 3))

    assert queries.stamp([three]) != queries.stamp([one, two])
    assert queries.stamp([one, two]) == queries.stamp([two, one])
