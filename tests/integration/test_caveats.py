"""What is kept to managers, or to whoever gave it, is there for nobody else: one item at a time."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.access.reach import Kept
from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.models import Event
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.gathering.models import Finding, Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.casework.ledger.models import Entry
from frontdoor.casework.triage import operations, undoing
from frontdoor.casework.triage import queries as triage
from frontdoor.casework.triage.models import Callback, ChronologyLine, SystemCheck
from frontdoor.casework.triage.operations import Found
from frontdoor.casework.triage.vocabulary import CheckResult
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.jobs.set_up import TABLES
from frontdoor.kernel.refusal import Invalid
from frontdoor.kernel.when import When
from tests import make, pages
from tests.caveats import INSIDE, OUTSIDE, SECRET, whoever_sees
from tests.database import Copy
from tests.integration.behind import ask, refused
from tests.matrix import walls

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def walk() -> Walk:
    return make.walk(at=now())


def shared(walk: Walk, caveat: Caveat) -> Request:
    """Return what the police were asked, and answered under a caveat."""
    [asked, *_] = make.requests(walk, asked=("police",))
    said = Said(answer=Answer.SHARED, facts=SECRET, kept_to=caveat)
    walk.answer(asked, {"Robin Example": said}, analysis="It bears on safety.")
    return asked


def written(walk: Walk, caveat: Caveat) -> Case:
    """Return a case of which a triage worker wrote three things under a caveat."""
    case = make.in_triage(walk)
    system = case.policy.checks[0].slug

    def seen() -> int:
        return Case.objects.get(pk=case.pk).version

    def do(by: Actor) -> None:
        operations.ring_back(
            case=case,
            reached=True,
            spoke_to="Rosalind Vale",
            said=SECRET,
            kept_to=caveat,
            seen=seen(),
            by=by,
            at=walk.at,
        )
        found = Found(result=CheckResult.FOUND, words=SECRET, kept_to=caveat)
        operations.check_systems(case=case, found={system: found}, seen=seen(), by=by, at=walk.at)
        operations.add_line(
            case=case,
            when=When(2026, 2),
            what=SECRET,
            source="A neighbour",
            kept_to=caveat,
            seen=seen(),
            by=by,
            at=walk.at,
        )

    walk.as_("triage", do)
    return case


@pytest.mark.parametrize(
    ("caveat", "sees"),
    [
        (Caveat.MANAGERS, {"manager", "police"}),
        (Caveat.ORIGINATOR, {"manager", "police", "another of the police"}),
    ],
)
def test_what_an_agency_shares_is_seen_as_its_caveat_says(
    walk: Walk, caveat: Caveat, sees: set[str]
) -> None:
    shared(walk, caveat)

    assert whoever_sees(Finding) == sees
    for short in (*INSIDE, *OUTSIDE):
        make.enter(short)
        assert Finding.objects.filter(facts=SECRET).exists() == (short in sees), short


def test_what_an_agency_shares_with_the_hub_is_seen_by_everybody_in_it(walk: Walk) -> None:
    shared(walk, Caveat.HUB)

    for short in (*INSIDE, *OUTSIDE):
        make.enter(short)
        expected = short in (*INSIDE, "police")
        assert Finding.objects.filter(facts=SECRET).exists() == expected, short


@pytest.mark.parametrize("answer", [Answer.NOTHING_HELD, Answer.NOT_SHARED])
def test_nothing_held_and_not_shared_look_alike_to_whoever_may_see_neither(
    walk: Walk, answer: Answer, sign_in: SignIn
) -> None:
    [asked, *_] = make.requests(walk, asked=("police",))
    why = "It would end an operation." if answer is Answer.NOT_SHARED else ""
    walk.answer(asked, {"Robin Example": Said(answer=answer, why_not_shared=why)})
    case = asked.enquiry.case

    page = pages.text(sign_in("officer").get(f"/cases/{case.reference}/"))

    assert "No facts shown on Robin Example." in page
    assert page.count("either nothing is held or managers alone see it") == 1
    assert answer.label not in page
    assert whoever_sees(Finding) == {"manager", "police", "another of the police"}
    assert answer.label in pages.text(sign_in("manager").get(f"/cases/{case.reference}/"))


@pytest.mark.parametrize("caveat", list(Caveat))
def test_an_analysis_that_all_can_read_is_asked_for_where_facts_are_for_all(
    walk: Walk, caveat: Caveat
) -> None:
    [asked, *_] = make.requests(walk, asked=("police",))
    said = {"Robin Example": Said(answer=Answer.SHARED, facts=SECRET, kept_to=caveat)}

    if caveat is Caveat.HUB:
        with pytest.raises(Invalid, match="what your agency makes of the facts"):
            walk.answer(asked, said, analysis="")
    else:
        assert walk.answer(asked, said, analysis="").is_answered


@pytest.mark.parametrize("model", [Callback, SystemCheck, ChronologyLine])
@pytest.mark.parametrize("caveat", [Caveat.MANAGERS, Caveat.ORIGINATOR])
def test_what_triage_writes_is_seen_by_whoever_wrote_it_and_managers(
    walk: Walk, caveat: Caveat, model: type[Kept]
) -> None:
    written(walk, caveat)

    assert whoever_sees(model) == {"manager", "triage"}


def test_what_triage_writes_for_the_hub_is_seen_by_everybody_in_it(walk: Walk) -> None:
    case = written(walk, Caveat.HUB)

    for short in INSIDE:
        make.enter(short)
        assert [each.said for each in triage.work(case).callbacks] == [SECRET], short


@pytest.mark.parametrize("short", INSIDE)
def test_no_page_of_a_case_tells_what_is_kept_or_that_it_is_there(
    walk: Walk, sign_in: SignIn, short: str
) -> None:
    case = written(walk, Caveat.MANAGERS)
    who = sign_in(short)
    where = ["", "triage/", "looks/"]

    told = [pages.text(who.get(f"/cases/{case.reference}/{each}")) for each in where]

    may = short in ("manager", "triage")
    assert any(SECRET in each for each in told) == may
    for sign in ("Managers only", "Rosalind Vale", "A neighbour", "Chronology: a line added"):
        assert any(sign in each for each in told) == may, sign


@pytest.mark.parametrize("caveat", [Caveat.MANAGERS, Caveat.ORIGINATOR])
def test_what_happened_to_an_item_is_for_those_who_see_the_item(walk: Walk, caveat: Caveat) -> None:
    case = written(walk, caveat)
    make.enter("triage")
    line = triage.written(case, "line", ChronologyLine.objects.get().pk)
    walk.as_(
        "manager",
        lambda by: undoing.strike(
            case=case,
            written=line,
            why="It was another child.",
            seen=Case.objects.get(pk=case.pk).version,
            by=by,
            at=walk.at,
        ),
    )

    for short in INSIDE:
        make.enter(short)
        kinds = set(
            Event.objects.filter(facts__kept_to=caveat.value).values_list("kind", flat=True)
        )
        wrote = {"contact.rung_back", "case.system_checked", "case.chronology_lengthened"}
        expected = {"manager": {*wrote, "case.struck_out"}, "triage": wrote}
        assert kinds == expected.get(short, set()), short


def test_an_item_for_everybody_leaves_no_caveat_in_history(walk: Walk) -> None:
    written(walk, Caveat.HUB)

    make.enter("manager")
    assert not Event.objects.filter(facts__has_key="kept_to").exists()


def test_what_is_kept_has_its_line_in_the_ledger_for_managers_alone(walk: Walk) -> None:
    shared(walk, Caveat.ORIGINATOR)

    for short in INSIDE:
        make.enter(short)
        lines = Entry.objects.filter(what="What West Midlands Police holds on Robin Example")
        assert lines.exists() == (short == "manager"), short


@pytest.mark.parametrize(
    ("caveat", "opens"), [(Caveat.MANAGERS, True), (Caveat.ORIGINATOR, False), (Caveat.HUB, True)]
)
def test_broken_glass_never_opens_what_is_kept_to_its_originator(
    walk: Walk, caveat: Caveat, opens: bool
) -> None:
    case = written(walk, caveat)
    restricting.restrict(walk, case.contact, "manager")

    restricting.break_glass(walk, case.reference, by="manager-2")

    with context.as_actor(walk.actor("manager-2"), at=walk.at):
        assert ask("SELECT count(*) FROM contacts_case") == [(1,)]
        for model in (Callback, SystemCheck, ChronologyLine):
            assert model._base_manager.exists() == opens, model
        words = Event.objects.filter(kind="case.chronology_lengthened", facts__what=SECRET)
        assert words.exists() == opens


def test_nobody_keeps_something_in_another_persons_name(walk: Walk) -> None:
    case = make.in_triage(walk)
    other = make.actor("manager").user_id
    me = make.enter("triage")
    line = (
        "INSERT INTO triage_chronologyline (hub_id, case_id, year, what, source, kept_to,"
        " written_at, written_by, written_by_name, struck_by_name, struck_why)"
        " VALUES (%s, %s, 2026, 'x', '', 'managers', now(), %s, 'x', '', '')"
    )

    refused(line, me.hub_id, case.pk, other, words="row-level security")
    ask(line, me.hub_id, case.pk, me.user_id)


@pytest.mark.parametrize("short", ["triage", "manager"])
def test_a_caveat_stays_as_it_was_given(walk: Walk, short: str) -> None:
    written(walk, Caveat.MANAGERS)
    make.enter(short)

    refused("UPDATE triage_callback SET kept_to = 'hub'", words="permission denied")


@pytest.mark.parametrize("removed", [walls.without_reach, walls.without_row_security])
def test_each_of_the_two_lower_walls_holds_alone(
    walk: Walk, database_copy: Copy, removed: Callable[..., AbstractContextManager[None]]
) -> None:
    kept = [each.objects for each in (Callback, SystemCheck, ChronologyLine, Finding)]
    with removed(database_copy), transaction.atomic():
        written(walk, Caveat.MANAGERS)
        shared(walk, Caveat.ORIGINATOR)
        seen = {
            short: [rows.exclude(kept_to="hub").exists() for rows in kept]
            for short in ("officer", "manager")
            if make.enter(short)
        }
        # Whoever puts the wall back waits for whoever looks.
        transaction.set_rollback(True)

    assert seen == {"officer": [False] * 4, "manager": [True] * 4}


def test_every_table_of_what_can_be_kept_is_walled_by_its_caveat() -> None:
    kept = [table for table in TABLES if issubclass(table.model, Kept)]

    models = apps.get_models()
    assert {each.model for each in kept} == {each for each in models if issubclass(each, Kept)}
    for table in kept:
        [see, *_] = [each for each in table.statements(application="x") if "_see ON" in each]
        assert "kept_to = 'hub'" in see
        assert ("kept_to" in table.changeable()) == table.rekept
