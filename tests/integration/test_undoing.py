"""What was written or given by mistake is taken back with a reason, and can still be read (U9)."""

from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.triage import queries, undoing
from frontdoor.casework.triage.models import Callback, ChronologyLine, SystemCheck
from frontdoor.casework.triage.queries import Work
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from frontdoor.kernel.rows import Strikable
from frontdoor.people import operations as people
from frontdoor.people import queries as register
from frontdoor.people.models import Link
from frontdoor.people.operations import Told
from tests import make
from tests.integration.behind import refused
from tests.integration.conftest import SignIn
from tests.pages import errors, sent, text

pytestmark = pytest.mark.django_db

WHY = "It is of another child of that name."
MODELS: dict[str, type[Strikable]] = {
    "call": Callback,
    "check": SystemCheck,
    "line": ChronologyLine,
}
EVERY = pytest.mark.parametrize("kind", MODELS)


@pytest.fixture
def walk(db: None) -> Walk:
    """Return a walk that goes on now: pages look at the clock."""
    return make.walk(at=now())


def _case(walk: Walk) -> Case:
    """Return a case that Tomasz has looked into."""
    case = make.in_triage(walk)
    looking.allocate(walk, case)
    looking.look_into(walk, case)
    return _now(case)


def _now(case: Case) -> Case:
    make.enter("manager")
    return Case.objects.get(pk=case.pk)


def _last(kind: str) -> int:
    make.enter("manager")
    return int(MODELS[kind]._base_manager.latest("pk").pk)


def _work(case: Case) -> Work:
    make.enter("manager")
    return queries.work(case)


def _strike(walk: Walk, case: Case, kind: str, *, short: str = "triage", why: str = WHY) -> None:
    number = _last(kind)
    walk.as_(
        short,
        lambda by: undoing.strike(
            case=case,
            written=queries.written(case, kind, number),
            why=why,
            seen=case.version,
            by=by,
            at=walk.at,
        ),
    )


def _give_back(walk: Walk, case: Case, *, short: str = "triage", why: str = WHY) -> None:
    held = _work(case).allocation
    assert held is not None
    walk.as_(
        short,
        lambda by: undoing.give_back(
            case=case, allocation=held, why=why, seen=case.version, by=by, at=walk.at
        ),
    )


# --- Struck out ---


@EVERY
def test_what_was_written_is_struck_out_and_stays(walk: Walk, kind: str) -> None:
    case = _case(walk)

    _strike(walk, case, kind)

    row: Any = MODELS[kind]._base_manager.latest("pk")
    assert (row.struck_by_name, row.struck_why) == ("Tomasz Wilk", WHY)
    assert _now(case).version == case.version + 1
    assert audit.history([case.reference])[0].kind == "case.struck_out"


def test_it_counts_no_longer(walk: Walk) -> None:
    case = _case(walk)
    before = _work(case)
    assert (before.was_reached, len(before.lines), len(before.unchecked)) == (True, 1, 0)

    for kind in MODELS:
        _strike(walk, _now(case), kind)

    after = _work(case)
    assert (after.was_reached, after.lines) == (False, [])
    assert len(after.struck_checks) == 1
    assert len(after.checked) == len(before.checked) - 1


def test_an_earlier_look_into_a_system_counts_again(walk: Walk) -> None:
    case = _case(walk)
    looking.look_into(walk, case)
    slug = SystemCheck.objects.latest("pk").system

    _strike(walk, _now(case), "check")

    [last] = [each.last for each in _work(case).checks if each.check.slug == slug]
    assert last is not None
    assert not last.is_struck


@EVERY
def test_nothing_is_struck_out_twice(walk: Walk, kind: str) -> None:
    case = _case(walk)
    _strike(walk, case, kind)

    with pytest.raises(Refused, match="Tomasz Wilk has struck this out already"):
        _strike(walk, _now(case), kind)


@EVERY
def test_nothing_is_struck_out_without_a_reason(walk: Walk, kind: str) -> None:
    case = _case(walk)

    with pytest.raises(Invalid) as told:
        _strike(walk, case, kind, why="  ")

    assert told.value.field == "why"
    assert not MODELS[kind]._base_manager.filter(struck_at__isnull=False).exists()


@EVERY
def test_only_those_who_look_into_cases_strike_out(walk: Walk, kind: str) -> None:
    case = _case(walk)

    with pytest.raises(Refused, match="for the triage worker"):
        _strike(walk, case, kind, short="officer")


def test_what_a_decision_may_rest_on_is_struck_out_no_more(walk: Walk) -> None:
    case = _case(walk)
    walk.route(case.contact, CaseMove.CLOSE)

    with pytest.raises(Refused, match="“Closed”"):
        _strike(walk, _now(case), "line")


def test_whoever_comes_second_is_told(walk: Walk) -> None:
    case = _case(walk)
    _strike(walk, case, "line")

    with pytest.raises(Stale):
        _strike(walk, case, "check")


@EVERY
def test_what_was_written_of_another_case_cannot_be_struck_out_here(walk: Walk, kind: str) -> None:
    case, other = make.in_triage(walk), _case(walk)
    assert other.contact_id != case.contact_id

    with pytest.raises(Unknown):
        _strike(walk, case, kind)


@EVERY
def test_the_database_lets_nobody_write_it_anew(walk: Walk, kind: str) -> None:
    _case(walk)
    table = MODELS[kind]._meta.db_table
    column = {"call": "said", "check": "words", "line": "what"}[kind]

    make.enter("triage")
    refused(f"UPDATE {table} SET {column} = 'Else'", words="permission denied")  # noqa: S608


# --- Given back ---


@pytest.mark.parametrize("short", ["triage", "manager", "coordinator"])
def test_a_case_is_given_back_by_whoever_has_it_or_gives_it(walk: Walk, short: str) -> None:
    case = _case(walk)

    _give_back(walk, case, short=short)

    assert _work(case).allocation is None
    assert audit.history([case.reference])[0].kind == "case.given_back"


def test_nobody_else_gives_it_back(walk: Walk) -> None:
    case = _case(walk)

    with pytest.raises(Refused):
        _give_back(walk, case, short="social-worker")
    with pytest.raises(Invalid, match="Give the reason"):
        _give_back(walk, case, why=" ")

    assert _work(case).allocation is not None


def test_what_somebody_else_has_by_now_is_not_given_back(walk: Walk) -> None:
    case = _case(walk)
    held = _work(case).allocation
    assert held is not None
    looking.allocate(walk, case, to="social-worker", why="Tomasz is away.")

    with pytest.raises(Invalid, match="does not have this case any more"):
        walk.as_(
            "manager",
            lambda by: undoing.give_back(
                case=case, allocation=held, why=WHY, seen=_now(case).version, by=by, at=walk.at
            ),
        )


# --- The page ---


def _address(case: Case, kind: str, number: int) -> str:
    return f"/cases/{case.reference}/undo/{kind}/{number}/"


@EVERY
def test_the_page_strikes_out_and_the_case_shows_it_struck_through(
    sign_in: SignIn, walk: Walk, kind: str
) -> None:
    case = _case(walk)
    tomasz = sign_in("triage")
    address = _address(case, kind, _last(kind))
    assert f'href="{address}"' in tomasz.get(f"/cases/{case.reference}/triage/").content.decode()

    without = sent(tomasz, address, why="")
    done = sent(tomasz, address, why=WHY)

    assert (without.status_code, "Give the reason" in errors(without)) == (422, True)
    assert done["Location"] == f"/cases/{case.reference}/triage/"
    for page in ("", "triage/"):
        shown = tomasz.get(f"/cases/{case.reference}/{page}")
        assert b"<s>" in shown.content
        assert f"Struck out by Tomasz Wilk, {_day(walk)}" in text(shown)
        assert WHY in text(shown)


def _day(walk: Walk) -> str:
    return f"{walk.at:%-d %B %Y}"


def test_the_page_says_what_cannot_be_taken_back(sign_in: SignIn, walk: Walk) -> None:
    case = _case(walk)

    page = text(sign_in("triage").get(_address(case, "line", _last("line"))))

    assert "A rating, a decision, what left the hub and what the referrer can read" in page


def test_the_page_gives_a_case_back(sign_in: SignIn, walk: Walk) -> None:
    case = _case(walk)
    held = _work(case).allocation
    assert held is not None
    tomasz = sign_in("triage")
    address = _address(case, "allocation", held.pk)
    assert f'href="{address}"' in tomasz.get(f"/cases/{case.reference}/triage/").content.decode()

    sent(tomasz, address, why="I know the family.")

    assert _work(case).allocation is None
    assert tomasz.get(address).status_code == 404


def _linked(walk: Walk) -> tuple[Case, Link]:
    """Return a case whose child somebody has joined to an earlier record."""
    earlier = walk.case(walk.contact(children=[Told(given_names="Sasha", family_name="Kowal")]))
    case = make.in_triage(walk)
    link = walk.as_(
        "manager",
        lambda by: people.link(
            person=case.child,
            same_as=earlier.child,
            why="Same address.",
            subject=case.reference,
            by=by,
            at=walk.at,
        ),
    )
    return case, link


@pytest.mark.parametrize("side", ["the later record", "the earlier record"])
def test_the_page_parts_two_records_again(sign_in: SignIn, walk: Walk, side: str) -> None:
    case, link = _linked(walk)
    make.enter("manager")
    opened = case if side == "the later record" else Case.objects.get(child=link.same_as)
    moira = sign_in("manager")
    address = _address(opened, "link", link.pk)
    known = f"/cases/{opened.reference}/known/"
    assert f'href="{address}"' in moira.get(known).content.decode()

    without = sent(moira, address, why="")
    done = sent(moira, address, why="Another child of that name.")

    assert without.status_code == 422
    assert done["Location"] == known
    make.enter("manager")
    assert register.same_as(case.child) == [case.child]
    assert audit.history([opened.reference])[0].kind == "people.parted"
    assert moira.get(address).status_code == 404


def test_a_link_of_others_is_none_of_this_case(sign_in: SignIn, walk: Walk) -> None:
    _, link = _linked(walk)
    other = make.in_triage(walk)

    assert sign_in("manager").get(_address(other, "link", link.pk)).status_code == 404


@pytest.mark.parametrize("what", ["rating", "decision", "line", "link", "allocation"])
def test_what_is_not_there_is_unknown(sign_in: SignIn, walk: Walk, what: str) -> None:
    case = make.in_triage(walk)

    assert sign_in("manager").get(_address(case, what, 999999)).status_code == 404


def test_a_page_that_only_looks_has_nothing_to_strike_out(sign_in: SignIn, walk: Walk) -> None:
    case = _case(walk)

    officer: Client = sign_in("officer")

    assert b"Strike out" not in officer.get(f"/cases/{case.reference}/triage/").content
    assert officer.get(_address(case, "line", _last("line"))).status_code == 403
