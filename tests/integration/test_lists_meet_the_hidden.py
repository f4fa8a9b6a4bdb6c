"""A list tells of a child whose record is restricted: its readers hear of it, and nobody else."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from frontdoor.casework.rolls import operations
from frontdoor.casework.rolls.models import Roll
from frontdoor.casework.searches.models import HiddenMatch, Word
from frontdoor.casework.searches.vocabulary import MatchMove
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from frontdoor.policy import reading
from frontdoor.watch.models import Notice
from frontdoor.watch.vocabulary import NoticeKind
from tests import make, meeting, rolling
from tests.integration.behind import ask
from tests.integration.conftest import SignIn
from tests.meeting import ALIKE, JUNO, WORDS
from tests.pages import text

pytestmark = pytest.mark.django_db
HEADS = ["Forename", "Surname", "DOB", "Postcode", "Mother"]
HIDDEN = ["Juna", "Hartwell", "2/4/2019", "CV1 9ZZ", "Hester"]
NOBODY = ["Aurelio", "Quillfeather", "9/9/2009", "", ""]
NAME_AND_BIRTH = {"given_names": 0, "family_name": 1, "date_of_birth": 2}


@pytest.fixture
def walk(db: None) -> Walk:
    """Return a walk of today: pages look at the clock."""
    return make.walk(at=now() - timedelta(minutes=5))


def listed(walk: Walk, *rows: list[str]) -> Roll:
    """Return a list that a manager brought, of a child who is in a restricted record."""
    return rolling.to_match(walk, rows or (NOBODY, HIDDEN), heads=HEADS)


def notices(short: str) -> list[tuple[str, str]]:
    """Return what somebody is told of what was met, by kind and subject."""
    me = make.enter(short)
    found = Notice.objects.filter(
        kind__startswith="match", settled_at__isnull=True, user_id=me.user_id
    )
    return list(found.values_list("kind", "subject"))


def address(roll: Roll) -> str:
    """Return the page of whom a list's rows find."""
    return f"/rolls/{roll.pk}/matches/"


def test_the_readers_of_the_record_are_told_which_row_met_it(walk: Walk, sign_in: SignIn) -> None:
    meeting.restricted(walk, "social-worker")
    roll = listed(walk)

    meeting.watch(walk)

    make.enter("social-worker")
    held = HiddenMatch.objects.get()
    assert (held.case, held.search, held.roll, held.row) == (None, None, roll, 3)
    assert notices("social-worker") == [(NoticeKind.MATCH, f"match {held.pk}")]
    page = text(sign_in("social-worker").get(f"/restricted/matches/{held.pk}/"))
    assert "Juna Hartwell, born 2 April 2019, CV1 9ZZ" in page
    assert "Row 3 of Police: people.csv" in page
    assert "list of yesterday" in page
    assert "Juno Hartwell" in page


def test_the_list_is_silent_and_nobody_else_can_tell(walk: Walk, sign_in: SignIn) -> None:
    coordinator, roll = sign_in("coordinator"), listed(walk)
    coordinator.get(address(roll))
    before = text(coordinator.get(address(roll)))
    meeting.restricted(walk, "social-worker")

    meeting.watch(walk)

    assert text(coordinator.get(address(roll))) == before
    for other in ("coordinator", "manager", "officer"):
        assert notices(other) == []
        make.enter(other)
        assert ask("SELECT count(*) FROM searches_hiddenmatch") == [(0,)]
        assert ask("SELECT count(*) FROM audit_event WHERE kind LIKE '%%match%%'") == [(0,)]


def test_whoever_opens_the_list_reads_what_a_reader_tells_them(walk: Walk, sign_in: SignIn) -> None:
    meeting.restricted(walk, "social-worker")
    roll = listed(walk)
    [held] = meeting.look_at_lists(walk)

    meeting.answer(walk, held, by="social-worker")
    meeting.watch(walk)

    assert notices("manager") == [(NoticeKind.MATCH_TOLD, roll.subject)]
    manager = sign_in("manager")
    assert f'href="{address(roll)}"' in manager.get("/notices/").content.decode()
    said = text(manager.get(address(roll)))
    assert "Beside what the search found for row 3" in said
    assert WORDS in said
    assert meeting.WHY not in said
    assert notices("coordinator") == []
    assert WORDS in text(sign_in("coordinator").get(address(roll)))


def test_or_nothing_is_told_and_the_list_shows_nothing(walk: Walk, sign_in: SignIn) -> None:
    meeting.restricted(walk, "social-worker")
    roll = listed(walk)
    [held] = meeting.look_at_lists(walk)

    meeting.answer(walk, held, MatchMove.LEAVE, by="social-worker")
    meeting.watch(walk)

    assert notices("manager") == []
    assert "Beside what the search found" not in text(sign_in("manager").get(address(roll)))


def test_who_is_less_alike_than_probably_is_told_to_nobody(walk: Walk) -> None:
    meeting.restricted(walk)
    listed(walk, ["Juno", "Hartley", "", "", ""], ["Juno", "", "", "", ""])

    assert meeting.look_at_lists(walk) == []


def test_each_row_is_looked_at_once_however_often_the_program_goes_round(walk: Walk) -> None:
    meeting.restricted(walk)
    listed(walk, HIDDEN, HIDDEN)

    assert len(meeting.look_at_lists(walk)) == 2
    assert meeting.look_at_lists(walk) == []


def test_a_long_list_is_looked_at_in_parts_and_none_of_it_is_left_out(walk: Walk) -> None:
    meeting.restricted(walk)
    listed(walk, *[NOBODY] * 120, HIDDEN)

    assert meeting.look_at_lists(walk) == []
    assert [each.row for each in meeting.look_at_lists(walk)] == [122]


def test_a_list_is_looked_at_anew_when_its_columns_hold_something_else(walk: Walk) -> None:
    meeting.restricted(walk)
    roll = listed(walk, ["Hester", "Hartwell", "2/4/2019", "", "Juna"])
    assert meeting.look_at_lists(walk) == []

    walk.as_(
        "manager",
        lambda by: operations.name_columns(
            roll=roll, columns=NAME_AND_BIRTH | {"given_names": 4}, seen=roll.version, by=by,
            at=walk.at,
        ),
    )  # fmt: skip

    assert [each.row for each in meeting.look_at_lists(walk)] == [2]


def test_a_list_that_came_before_the_record_was_restricted_is_looked_at_once_more(
    walk: Walk,
) -> None:
    meeting.restricted(walk, child=Told(given_names="Ottoline", family_name="Vane"))
    case = make.case(walk, children=[JUNO])
    listed(walk)
    assert meeting.look_at_lists(walk) == []

    later = make.later(walk, hours=1)
    restricting.restrict(later, case.contact)

    assert [each.row for each in meeting.look_at_lists(later)] == [3]


def test_a_list_that_was_put_away_is_looked_at_no_more(walk: Walk) -> None:
    meeting.restricted(walk)
    roll = listed(walk)
    walk.as_(
        "manager",
        lambda by: operations.put_away(roll=roll, seen=roll.version, by=by, at=walk.at),
    )

    assert meeting.look_at_lists(walk) == []


def test_what_was_met_is_still_answered_when_the_rows_are_emptied(
    walk: Walk, sign_in: SignIn
) -> None:
    meeting.restricted(walk)
    roll = listed(walk)
    [held] = meeting.look_at_lists(walk)
    walk.as_(
        "manager",
        lambda by: operations.put_away(roll=roll, seen=roll.version, by=by, at=walk.at),
    )

    page = text(sign_in("manager").get(f"/restricted/matches/{held.pk}/"))

    assert "What was typed is kept no longer" in page
    assert "Juna" not in page
    assert "What follows?" in page


def test_where_the_policy_says_ask_the_list_says_so_once_of_a_row(
    walk: Walk, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting.restricted(walk, "social-worker")
    meeting.restricted(walk, "social-worker", child=ALIKE)
    roll = listed(walk)
    version = meeting.version(walk)
    asks = version.policy.restricted.model_copy(update={"when_met": "ask"})
    changed = version.policy.model_copy(update={"restricted": asks})
    monkeypatch.setitem(reading._KNOWN, version.sha256, changed)

    assert len(meeting.look_at_lists(walk)) == 2

    said = text(sign_in("manager").get(address(roll)))
    assert "for row 3 A record that you may not see may match. Ask the manager on duty." in said
    make.enter("manager")
    assert Word.objects.filter(roll=roll, row=3).count() == 1
