"""Files with a contact or a case: attached, checked, released, struck out; who may, and who not."""

from dataclasses import replace

import pytest

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.papers import operations, queries
from frontdoor.casework.papers.models import Content, Paper, Reading
from frontdoor.casework.papers.rules import Checked, Read, Sent
from frontdoor.casework.papers.vocabulary import Kind, PaperStage, Verdict
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import ROBIN, Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from tests import make

pytestmark = pytest.mark.django_db

UNCHECKED = Checked(verdict=Verdict.NOT_CHECKED, why="No check for viruses is set up here.")
CLEAN = Checked(verdict=Verdict.CLEAN)
EICAR = Checked(verdict=Verdict.INFECTED, virus="Eicar-Test-Signature")
LETTER = Sent(
    name="letter.txt",
    kind=Kind.TXT,
    content=b"Dear hub",
    checked=UNCHECKED,
    read=Read(text="Dear hub"),
)


@pytest.fixture
def case(walk: Walk) -> Case:
    """Return the case of one child, described."""
    return walk.case(walk.describe(walk.contact()))


def _attach(case: Case, *files: Sent, to_case: bool = True, by: str = "officer") -> list[Paper]:
    who = make.enter(by)
    done = operations.attach(
        contact=case.contact,
        case=case if to_case else None,
        files=files or [LETTER],
        what="Letter",
        by=who,
        at=make.MONDAY_9AM,
    )
    return [*done.new, *done.before]


def _release(
    paper: Paper,
    *,
    why: str = "I rang them",
    by: str = "manager",
    seen: int | None = None,
    required: bool = False,
) -> Paper:
    return operations.release(
        paper=paper,
        why=why,
        by=make.enter(by),
        at=make.MONDAY_9AM,
        seen=paper.version if seen is None else seen,
        required=required,
    )


def _events(case: Case) -> list[str]:
    make.enter("manager")
    subjects = [case.reference, case.contact.reference]
    told = [each.kind for each in reversed(audit.history(subjects))]
    return [kind for kind in told if kind.startswith("paper.")]


def test_what_nobody_checked_is_in_quarantine_and_can_be_read_but_not_opened(case: Case) -> None:
    [paper] = _attach(case)

    assert paper.stage == PaperStage.QUARANTINED
    with pytest.raises(Refused, match="quarantine"):
        queries.content(paper)
    reading = queries.reading(paper)
    assert reading is not None
    assert reading.text == "Dear hub"
    assert _events(case) == ["paper.attached"]


def test_what_a_check_cleared_is_opened_byte_for_byte(case: Case) -> None:
    [paper] = _attach(case, replace(LETTER, checked=CLEAN))

    assert paper.stage == PaperStage.CLEARED
    assert queries.content(paper) == b"Dear hub"


def test_a_virus_is_kept_away_from_everybody_and_told_in_the_timeline(case: Case) -> None:
    [paper] = _attach(case, replace(LETTER, checked=EICAR))

    assert paper.stage == PaperStage.INFECTED
    assert paper.virus == "Eicar-Test-Signature"
    for short in ("officer", "manager"):
        make.enter(short)
        # Not even the program could: the wall has no row for it.
        assert not Content.objects.filter(paper=paper).exists()
        with pytest.raises(Refused, match="virus"):
            queries.content(paper)
    with pytest.raises(Refused):
        _release(paper)
    assert _events(case) == ["paper.attached", "paper.virus_found"]


def test_the_same_file_sent_again_is_the_paper_that_it_is(case: Case) -> None:
    [first] = _attach(case)
    [again] = _attach(case)
    [with_contact] = _attach(case, to_case=False)

    assert again == first
    assert with_contact != first
    assert _events(case).count("paper.attached") == 2


def test_a_manager_releases_it_with_a_reason_and_nobody_else(case: Case) -> None:
    [paper] = _attach(case)

    with pytest.raises(Refused):
        _release(paper, by="triage")
    with pytest.raises(Invalid):
        _release(paper, why="  ")
    with pytest.raises(Stale):
        _release(paper, seen=7)
    released = _release(paper)

    assert released.stage == PaperStage.RELEASED
    assert released.released_why == "I rang them"
    assert queries.content(released) == b"Dear hub"
    with pytest.raises(Refused):
        _release(released, seen=released.version)


def test_where_a_check_is_compulsory_nobody_releases(case: Case) -> None:
    [paper] = _attach(case)

    with pytest.raises(Refused, match="without a check"):
        _release(paper, required=True)


@pytest.mark.parametrize("before", [PaperStage.QUARANTINED, PaperStage.RELEASED])
@pytest.mark.parametrize(
    ("said", "stage", "event"),
    [
        (CLEAN, PaperStage.CLEARED, "paper.cleared"),
        (EICAR, PaperStage.INFECTED, "paper.virus_found"),
    ],
)
def test_a_later_check_says_what_an_earlier_one_could_not(
    case: Case, before: str, said: Checked, stage: str, event: str
) -> None:
    [paper] = _attach(case)
    if before == PaperStage.RELEASED:
        paper = _release(paper)
    by = make.enter("officer")

    with pytest.raises(Refused, match="could not be checked"):
        operations.check(paper=paper, checked=UNCHECKED, by=by, at=make.MONDAY_9AM)
    held = operations.check(paper=paper, checked=said, by=by, at=make.MONDAY_9AM)

    assert held.stage == stage
    assert _events(case)[-1] == event
    with pytest.raises(Refused):
        operations.check(paper=held, checked=said, by=by, at=make.MONDAY_9AM)


def test_what_belongs_elsewhere_is_struck_out_and_opened_no_more(case: Case) -> None:
    [paper] = _attach(case, replace(LETTER, checked=CLEAN))
    by = make.enter("officer")

    def strike(why: str, seen: int) -> Paper:
        return operations.strike(paper=paper, why=why, seen=seen, by=by, at=make.MONDAY_9AM)

    with pytest.raises(Invalid):
        strike(" ", 2)
    with pytest.raises(Stale):
        strike("Another child", 1)
    struck = strike("Another child", 2)

    with pytest.raises(Refused, match="struck out"):
        queries.content(struck)
    assert queries.reading(struck) is None
    assert not Content.objects.filter(paper=struck).exists()
    with pytest.raises(Refused):
        strike("Again", struck.version)
    # It may belong here after all: the same file is another paper then.
    [again] = _attach(case, replace(LETTER, checked=CLEAN))
    assert again != struck


@pytest.mark.parametrize("short", ["police", "early-help-team-team", "performance"])
def test_nobody_outside_the_hub_attaches_or_sees_anything(case: Case, short: str) -> None:
    [paper] = _attach(case, replace(LETTER, checked=CLEAN))
    by = make.enter(short)

    assert not Paper.objects.exists()
    assert not Content.objects.exists()
    assert not Reading.objects.exists()
    with pytest.raises(Refused):
        _as(by, case)
    with pytest.raises(Unknown):
        queries.get(case.contact, paper.pk)


def _as(by: Actor, case: Case) -> None:
    operations.attach(
        contact=case.contact, case=case, files=[LETTER], what="", by=by, at=make.MONDAY_9AM
    )


def test_another_hub_sees_nothing(case: Case) -> None:
    _attach(case, replace(LETTER, checked=CLEAN))
    context.enter(make.actor("manager", hub_slug="surrey"))

    assert not Paper.objects.exists()
    assert not Content.objects.exists()


def test_papers_of_one_child_are_not_with_the_brother(walk: Walk) -> None:
    contact = walk.describe(walk.contact(children=[ROBIN, replace(ROBIN, given_names="Alex")]))
    robin, alex = walk.case(contact), walk.case(contact, child=1)
    [of_robin] = _attach(robin)
    [of_all] = _attach(robin, replace(LETTER, content=b"To all"), to_case=False)

    assert queries.on_case(robin) == [of_all, of_robin]
    assert queries.on_case(alex) == [of_all]
    assert queries.on_contact(contact) == [of_all, of_robin]


def test_the_papers_of_a_restricted_record_are_for_its_readers_alone(
    walk: Walk, case: Case
) -> None:
    [paper] = _attach(case, replace(LETTER, checked=CLEAN))
    restricting.restrict(walk, case.contact, "manager", "social-worker")

    for short, sees in (("triage", False), ("officer", False), ("social-worker", True)):
        make.enter(short)
        assert Paper.objects.filter(pk=paper.pk).exists() is sees
        assert Content.objects.filter(paper=paper.pk).exists() is sees
        assert Reading.objects.filter(paper=paper.pk).exists() is sees
