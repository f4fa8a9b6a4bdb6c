"""What triage finds out, and what it recommends: each refusal beside what goes through."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from frontdoor.access.actor import Actor
from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.rules import Way
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.triage import operations, queries
from frontdoor.casework.triage.operations import Found
from frontdoor.casework.triage.vocabulary import CheckResult
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import ROBIN, Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from frontdoor.kernel.when import When
from tests import make

pytestmark = pytest.mark.django_db

NOTHING = {"lcs": Found(result=CheckResult.NOTHING_FOUND)}
Step = Callable[[Case, int, Actor], object]


def now(case: Case) -> Case:
    make.enter("manager")
    return Case.objects.get(pk=case.pk)


def kinds(case: Case) -> list[str]:
    make.enter("manager")
    return [event.kind for event in audit.history([case.reference, case.contact.reference])]


# --- What they find ---


STEPS: dict[str, Step] = {
    "ring back": lambda case, seen, by: operations.ring_back(
        case=case, reached=False, spoke_to="", said="", seen=seen, by=by, at=make.MONDAY_9AM
    ),
    "check": lambda case, seen, by: operations.check_systems(
        case=case, found=NOTHING, seen=seen, by=by, at=make.MONDAY_9AM
    ),
    "chronology": lambda case, seen, by: operations.add_line(
        case=case, when=When(2025), what="Moved.", source="", seen=seen, by=by, at=make.MONDAY_9AM
    ),
    "recommend": lambda case, seen, by: operations.recommend(
        case=case,
        way=Way(move=CaseMove.SEND_TO_MASH),
        level=3,
        summary="Much is not known.",
        reason="It may meet the threshold.",
        seen=seen,
        by=by,
        at=make.MONDAY_9AM,
    ),
}  # fmt: skip
EVERY = pytest.mark.parametrize("step", STEPS)


@EVERY
@pytest.mark.parametrize("short", ["triage", "social-worker", "coordinator", "manager"])
def test_each_step_is_taken_and_counted(walk: Walk, step: str, short: str) -> None:
    case = make.in_triage(walk)

    walk.as_(short, lambda by: STEPS[step](case, case.version, by))

    assert now(case).version == case.version + 1
    assert len(kinds(case)) == len(set(kinds(case)))


@EVERY
def test_each_step_is_for_those_who_look_into_cases(walk: Walk, step: str) -> None:
    case = make.in_triage(walk)

    with pytest.raises(Refused, match="for the triage worker"):
        walk.as_("officer", lambda by: STEPS[step](case, case.version, by))

    assert now(case).version == case.version


@EVERY
def test_whoever_comes_second_is_told(walk: Walk, step: str) -> None:
    case = make.in_triage(walk)
    walk.as_("triage", lambda by: STEPS[step](case, case.version, by))

    with pytest.raises(Stale):
        walk.as_("social-worker", lambda by: STEPS[step](case, case.version, by))


@EVERY
def test_nothing_is_added_to_a_case_that_is_over(walk: Walk, step: str) -> None:
    case = make.in_triage(walk)
    walk.route(case.contact, CaseMove.CLOSE)

    with pytest.raises(Refused, match="“Closed”"):
        walk.as_("triage", lambda by: STEPS[step](case, now(case).version, by))


@EVERY
def test_a_hub_that_checks_before_it_routes_may(step: str) -> None:
    barnet = make.walk("barnet")
    case = make.case(barnet)

    def do() -> object:
        return barnet.as_("social-worker", lambda by: STEPS[step](case, case.version, by))

    if step == "check":
        with pytest.raises(Invalid, match="Choose a system of the hub"):
            do()
    elif step == "recommend":
        with pytest.raises(Refused, match="comes from triage"):
            do()
    else:
        do()


def test_who_was_reached_said_something(walk: Walk) -> None:
    case = make.in_triage(walk)

    with pytest.raises(Invalid, match="Write what was said"):
        walk.as_(
            "triage",
            lambda by: operations.ring_back(
                case=case, reached=True, spoke_to="Jo", said=" ", seen=case.version, by=by,
                at=walk.at,
            ),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("result", "words"),
    [(CheckResult.FOUND, "what was found in LCS"), (CheckResult.NOT_NEEDED, "no need to look")],
)
def test_a_find_and_a_reason_not_to_look_are_told(
    walk: Walk, result: CheckResult, words: str
) -> None:
    case = make.in_triage(walk)

    def check(said: str) -> object:
        found = {"lcs": Found(result=result, words=said)}
        return walk.as_(
            "triage",
            lambda by: operations.check_systems(
                case=case, found=found, seen=case.version, by=by, at=walk.at
            ),
        )

    with pytest.raises(Invalid, match=words) as refused:
        check(" ")
    assert refused.value.field == "words_lcs"
    check("Two closed episodes.")


def test_the_last_look_into_a_system_counts_and_the_first_stays(walk: Walk) -> None:
    case = make.in_triage(walk)
    looking.look_into(walk, case)
    again = {"lcs": Found(result=CheckResult.FOUND, words="A brother is known.")}
    walk.as_(
        "triage",
        lambda by: operations.check_systems(
            case=case, found=again, seen=Case.objects.get(pk=case.pk).version, by=by, at=walk.at
        ),
    )

    make.enter("manager")
    last = {each.check.slug: each.last for each in queries.work(case).checks}["lcs"]
    assert last is not None
    assert last.words == "A brother is known."
    assert sum(kind == "case.system_checked" for kind in kinds(case)) == len(case.policy.checks) + 1


def _add(walk: Walk, case: Case, known: When) -> None:
    walk.as_(
        "triage",
        lambda by: operations.add_line(
            case=case,
            when=known,
            what="It happened.",
            source="",
            seen=Case.objects.get(pk=case.pk).version,
            by=by,
            at=walk.at,
        ),
    )


def test_the_chronology_stands_in_the_order_of_its_dates(walk: Walk) -> None:
    case = make.in_triage(walk)
    for known in (When(2025, 9, 2), When(2019), When(2025), When(2025, 9)):
        _add(walk, case, known)

    make.enter("manager")
    told = [str(line.when) for line in queries.work(case).chronology]
    assert told == ["2019", "2025", "September 2025", "2 September 2025"]


def test_what_was_not_looked_into_is_named_and_holds_nothing_up(walk: Walk) -> None:
    case = make.in_triage(walk)

    sent = looking.recommend(walk, case)

    always = [check.name for check in case.policy.checks if check.always]
    assert sent.unchecked == always == ["LCS", "Capita One", "Early Help record"]


@pytest.mark.parametrize(
    ("way", "field"),
    [
        (Way(move=CaseMove.SEND_TO_TRIAGE), "move"),
        (Way(move=CaseMove.COMPLETE), "move"),
        (Way(move=CaseMove.PASS_ON), "team"),
        (Way(move=CaseMove.PASS_ON, team="nobody"), "team"),
        (Way(move=CaseMove.CLOSE), "outcome"),
        (Way(move=CaseMove.CLOSE, outcome="section_47"), "outcome"),
    ],
)
def test_a_recommendation_names_a_way_that_there_is(walk: Walk, way: Way, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        looking.recommend(walk, make.in_triage(walk), way)

    assert refused.value.field == field


def test_siblings_share_the_call_and_nothing_else(walk: Walk) -> None:
    contact = make.contact(walk, children=[ROBIN, replace(ROBIN, given_names="Sasha")])
    looking.to_triage(walk, contact)
    make.enter("manager")
    first, second = Case.objects.filter(contact=contact).order_by("reference")
    looking.look_into(walk, first)

    make.enter("manager")
    work = queries.work(second)
    assert (len(work.callbacks), work.was_reached) == (1, True)
    assert (work.checked, work.chronology) == ([], [])
