"""What is done with papers, and by those who look into a case."""

from collections.abc import Callable

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.papers import operations as papers
from frontdoor.casework.papers.rules import Checked, Read, Sent, Sheet
from frontdoor.casework.papers.vocabulary import Kind, Verdict
from frontdoor.casework.triage import operations as triage
from frontdoor.casework.triage import queries, undoing
from frontdoor.casework.triage.models import Callback, ChronologyLine, SystemCheck
from frontdoor.casework.triage.vocabulary import CheckResult
from frontdoor.jobs.example import (
    looking,
)
from frontdoor.kernel.rows import Strikable
from frontdoor.kernel.when import When
from tests.world import World

WHY = "It was of another child."


def case_of(world: World) -> Case:
    assert world.case is not None
    return world.walk.case(world.case.contact)


def released(world: World) -> None:
    paper = world.paper
    assert paper is not None
    world.walk.as_(
        "manager",
        lambda by: papers.release(
            paper=paper, why="It is needed now.", seen=paper.version, required=False, by=by,
            at=world.walk.at,
        ),
    )  # fmt: skip


def paper_struck(world: World) -> None:
    paper = world.paper
    assert paper is not None
    world.walk.as_(
        "manager",
        lambda by: papers.strike(paper=paper, why=WHY, seen=paper.version, by=by, at=world.walk.at),
    )


def attached_a_table(world: World) -> None:
    sheet = Sheet(name="A sheet", rows=(("Day", "What was seen"), ("Monday", "No coat again")))
    sent = Sent(
        name="days.csv",
        kind=Kind.CSV,
        content=b"Monday;No coat again",
        checked=Checked(verdict=Verdict.CLEAN),
        read=Read(sheets=(sheet,)),
    )
    case = case_of(world)
    world.paper = world.walk.as_(
        "officer",
        lambda by: papers.attach(
            contact=case.contact, case=case, files=[sent], what="A list", by=by, at=world.walk.at
        ),
    ).new[0]


def struck(world: World) -> None:
    kinds: dict[str, type[Strikable]] = {
        "call": Callback,
        "check": SystemCheck,
        "line": ChronologyLine,
    }
    for kind, model in kinds.items():
        world.walk.as_("manager", strike(world, kind, model))


def strike(world: World, kind: str, model: type[Strikable]) -> Callable[[Actor], None]:
    case = case_of(world)
    return lambda by: undoing.strike(
        case=case,
        written=queries.written(case, kind, model._base_manager.latest("pk").pk),
        why=WHY,
        seen=Case.objects.get(pk=case.pk).version,
        by=by,
        at=world.walk.at,
    )


def recommended(world: World) -> None:
    looking.recommend(world.walk, case_of(world))


def recommended_to_managers(world: World) -> None:
    looking.recommend(world.walk, case_of(world), kept_to=Caveat.MANAGERS)


def kept_in_triage(world: World) -> None:
    case = case_of(world)
    for who in ("triage", "manager"):
        for kept_to in Caveat:
            world.walk.as_(who, line(world, case, kept_to))
            rung(world, case, who, kept_to)


def line(world: World, case: Case, kept_to: Caveat) -> Callable[[Actor], ChronologyLine]:
    return lambda by: triage.add_line(
        case=case,
        when=When(2025, 3),
        what="Moved to the town.",
        source="A neighbour",
        kept_to=kept_to,
        seen=Case.objects.get(pk=case.pk).version,
        by=by,
        at=world.walk.at,
    )


def rung(world: World, case: Case, who: str, kept_to: Caveat) -> None:
    world.walk.as_(
        who,
        lambda by: triage.ring_back(
            case=case,
            reached=True,
            spoke_to="Jo Sample",
            said="They are worried.",
            kept_to=kept_to,
            seen=Case.objects.get(pk=case.pk).version,
            by=by,
            at=world.walk.at,
        ),
    )
    check = triage.Found(result=CheckResult.FOUND, words="Known since May.", kept_to=kept_to)
    world.walk.as_(
        who,
        lambda by: triage.check_systems(
            case=case,
            found={case.policy.checks[0].slug: check},
            seen=Case.objects.get(pk=case.pk).version,
            by=by,
            at=world.walk.at,
        ),
    )
