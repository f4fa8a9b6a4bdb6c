"""The case system says who is open, closed and since when: again and again, from a file."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model

from frontdoor.access.actor import Actor
from frontdoor.audit import queries as audit
from frontdoor.casework.rolls import operations, queries
from frontdoor.casework.rolls.models import Piece, Roll
from frontdoor.casework.rolls.queries import Refusal
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused
from frontdoor.people import queries as people
from frontdoor.people.models import Involvement, Person, Source, SourceRecord
from frontdoor.people.queries import Standing
from tests import make
from tests.rolling import HEADS, HEARD, JOEL, SYSTEM, TAMSIN, begun, brought, finished, taken

pytestmark = pytest.mark.django_db


def everything(walk: Walk) -> list[list[str]]:
    """Return what the register holds, to be compared."""
    models: list[type[Model]] = [Person, SourceRecord, Involvement]
    return walk.as_(
        "manager",
        lambda _: [
            [str(row) for row in model._default_manager.order_by("pk").values()] for model in models
        ],
    )


def standings(walk: Walk, number: str) -> list[Standing]:
    """Return how services stand to whoever the system knows under a number."""

    def ask(_: Actor) -> list[Standing]:
        person = SourceRecord.objects.get(number=number).person
        return people.involved([person]).standings

    return walk.as_("manager", ask)


def refusals(walk: Walk, roll: Roll) -> list[Refusal]:
    """Return the rows that were not taken."""
    return walk.as_("manager", lambda _: list(queries.refusals(roll)))


def counts(roll: Roll, walk: Walk) -> tuple[int, int, int, int]:
    """Return how many rows were new, changed, as they were, and not taken."""
    found = walk.as_("manager", lambda _: queries.progress(roll))
    return found.new, found.changed, found.same, found.refused


def changed(row: list[str], **said: str) -> list[str]:
    """Return a row that says something else in some columns."""
    places = {"number": 0, "family": 2, "born": 3, "nhs": 4, "worker": 8, "opened": 9, "closed": 10}
    new = list(row)
    for name, words in said.items():
        new[places[name]] = words
    return new


def test_a_feed_says_who_is_open_since_when_and_as_at(walk: Walk) -> None:
    roll = taken(walk)

    assert counts(roll, walk) == (2, 0, 0, 0)
    [tamsin] = standings(walk, "P1")
    assert tamsin.known.value == "open_social_care"
    assert tamsin.words == "Children's social care: Area West, Ada Example"
    assert (tamsin.source, tamsin.as_at) == (SYSTEM, roll.as_at)
    [joel] = standings(walk, "P2")
    assert joel.known.value == "open_early_help"


def test_the_same_file_again_changes_nothing(walk: Walk) -> None:
    first = taken(walk)
    before = everything(walk)

    again = taken(make.later(walk, hours=1), as_at=first.as_at)

    assert counts(again, walk) == (0, 0, 2, 0)
    assert everything(walk) == before


def test_a_newer_file_updates_the_same_records(walk: Walk) -> None:
    taken(walk)
    tomorrow = make.later(walk, days=1)
    closes = changed(TAMSIN, closed="01/03/2027", family="Lowther-Gray", worker="Cy Example")

    roll = taken(tomorrow, [closes, JOEL])

    assert counts(roll, walk) == (0, 1, 1, 0)
    [tamsin] = standings(walk, "P1")
    assert tamsin.words == "Children's social care, closed on 1 March 2027"
    assert tamsin.as_at == roll.as_at
    [joel] = standings(walk, "P2")
    assert joel.as_at == roll.as_at, "What did not change stands as at the newer file"
    names = walk.as_("manager", lambda _: [p.name for p in Person.objects.order_by("pk")])
    assert names.count("Tamsin Lowther-Gray") == 1
    assert "Tamsin Lowther" not in names


def test_what_is_no_longer_in_the_feed_stays_and_says_so(walk: Walk) -> None:
    taken(walk)
    tomorrow = make.later(walk, days=1)

    roll = taken(tomorrow, [TAMSIN])

    assert roll.gone == 1
    [joel] = standings(walk, "P2")
    assert joel.known.value == "open_early_help"
    assert joel.words.endswith(", no longer in the feed as at 2 March 2027 08:00")

    back = taken(make.later(walk, days=2))
    [joel] = standings(walk, "P2")
    assert "no longer" not in joel.words
    assert joel.as_at == back.as_at


def test_nobody_is_marked_as_gone_whose_row_could_not_be_read(walk: Walk) -> None:
    taken(walk)

    roll = taken(make.later(walk, days=1), [TAMSIN, changed(JOEL, opened="soon")])

    assert roll.gone == 0
    assert "no longer" not in standings(walk, "P2")[0].words

    roll = taken(make.later(walk, days=2), [changed(TAMSIN, number="")])
    assert roll.gone == 0, "A row without a number could be anybody's"


def test_a_feed_that_is_older_than_what_is_held_is_refused_row_by_row(walk: Walk) -> None:
    taken(walk)
    before = everything(walk)

    roll = taken(
        make.later(walk, hours=1),
        [changed(TAMSIN, worker="Old Example")],
        as_at=walk.at - timedelta(days=2),
    )

    assert counts(roll, walk) == (0, 0, 0, 1)
    [refused] = refusals(walk, roll)
    assert refused.number == 2
    assert refused.why == (
        "This file is as at 27 February 2027 09:00. What is held is newer, as at "
        "1 March 2027 08:00, and stays."
    )
    assert everything(walk) == before
    assert roll.gone == 0


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (changed(TAMSIN, number=" "), "It has no number of its own"),
        (changed(TAMSIN, born="31/02/2015"), "Date of birth “31/02/2015” is no date"),
        (changed(TAMSIN, born="1/2/2035"), "Date of birth “1/2/2035” is in the future."),
        (changed(TAMSIN, nhs="9990000010"), "NHS number “9990000010” is not one"),
        (changed(TAMSIN, closed="1/1/2020"), "It is closed before it was opened."),
        (changed(TAMSIN, opened=""), "It does not say since when it is open."),
        (["P1", "", "", "", "", "", "CSC", "", "", "2027-01-11", ""], "It has no name."),
        ([*TAMSIN[:6], "Housing", *TAMSIN[7:]], "Service “Housing” is neither"),
        (["P1", "x" * 201, *TAMSIN[2:]], "Given names is longer than 200 characters."),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_the_others_are(
    walk: Walk, row: list[str], why: str
) -> None:
    roll = taken(walk, [row, JOEL])

    assert counts(roll, walk) == (1, 0, 0, 1)
    [refused] = refusals(walk, roll)
    assert refused.number == 2
    assert why in refused.why


def test_two_rows_of_one_number_agree_or_the_second_is_not_taken(walk: Walk) -> None:
    earlier = changed(TAMSIN, opened="2020-01-06", closed="2020-06-01")
    other = changed(TAMSIN, family="Somebody Else")

    roll = taken(walk, [TAMSIN, earlier, other])

    assert counts(roll, walk) == (1, 1, 0, 1)
    assert len(standings(walk, "P1")) == 2
    [refused] = refusals(walk, roll)
    assert refused.why == "An earlier row with this number says something else of the person."


def test_what_a_feed_leaves_blank_stays_as_it_was(walk: Walk) -> None:
    taken(walk)

    roll = taken(make.later(walk, days=1), [changed(TAMSIN, nhs="", born=""), JOEL])

    assert counts(roll, walk) == (0, 0, 2, 0)
    held = walk.as_("manager", lambda _: SourceRecord.objects.get(number="P1").person)
    assert held.nhs_number == "9990000018"
    assert held.date_of_birth is not None


def test_a_feed_grows_stale_after_the_hours_of_the_pack(walk: Walk) -> None:
    roll = taken(walk)
    [tamsin] = standings(walk, "P1")

    assert roll.as_at is not None
    assert tamsin.stale_from == roll.as_at + timedelta(hours=48)


def test_nobody_is_joined_and_the_record_is_found_by_its_keys(walk: Walk) -> None:
    case = walk.case(walk.describe(walk.contact(children=[HEARD])))
    taken(walk)

    found = walk.as_("manager", lambda _: people.candidates(case.child))

    likeliest = walk.as_("manager", lambda _: people.get(found[0].person_id))
    assert likeliest.name == "Tamsin Lowther"
    assert walk.as_("manager", lambda _: people.same_as(case.child)) == [case.child]


def test_a_list_is_emptied_as_it_is_taken(walk: Walk) -> None:
    roll = brought(walk, [TAMSIN, changed(JOEL, opened="soon")])
    assert walk.as_("manager", lambda _: list(queries.waiting(roll)))

    finished(walk, begun(walk, roll))

    pieces = walk.as_("manager", lambda _: list(Piece.objects.filter(roll=roll)))
    assert [piece.rows for piece in pieces] == [[]]
    assert [each[0] for each in pieces[0].refused] == [3]


def test_what_was_not_taken_is_emptied_after_the_days_of_the_pack(walk: Walk) -> None:
    roll = taken(walk, [changed(JOEL, opened="soon")])

    def empty(walk: Walk, days: int) -> int:
        at = make.later(walk, days=days).at
        return walk.as_("manager", lambda _: operations.empty(days=30, at=at))

    assert empty(walk, 29) == 0
    assert len(refusals(walk, roll)) == 1
    assert empty(walk, 31) == 1
    assert refusals(walk, roll) == []


def emptied(walk: Walk) -> int:
    """Empty what may be emptied a year later, and return how many pieces that were."""
    at = make.later(walk, days=365).at
    return walk.as_("manager", lambda _: operations.empty(days=30, at=at))


def test_a_list_that_was_left_until_it_was_emptied_is_brought_anew_and_nobody_is_lost(
    walk: Walk,
) -> None:
    left = brought(walk)
    assert emptied(walk) == 1

    with pytest.raises(Refused, match="Bring the file again"):
        begun(walk, left)
    roll = finished(walk, begun(walk, brought(walk)))

    assert roll.pk != left.pk
    assert counts(roll, walk) == (2, 0, 0, 0)


def test_a_list_that_waits_to_be_taken_is_not_emptied(walk: Walk) -> None:
    roll = begun(walk, brought(walk))

    assert emptied(walk) == 0
    assert counts(finished(walk, roll), walk) == (2, 0, 0, 0)


def put_away(walk: Walk, number: int, by: Actor) -> Roll:
    """Put a list away as it is now."""
    roll = queries.get(number, by=by)
    return operations.put_away(roll=roll, seen=roll.version, by=by, at=walk.at)


def test_a_list_can_be_put_away_and_nothing_more_is_taken(walk: Walk) -> None:
    roll = begun(walk, brought(walk))

    walk.as_("manager", lambda by: put_away(walk, roll.pk, by))

    assert not walk.as_("manager", lambda by: operations.advance(roll=roll, by=by, at=walk.at))
    assert walk.as_("manager", lambda _: SourceRecord.objects.count()) == 0
    with pytest.raises(Refused, match="put away"):
        walk.as_("manager", lambda by: put_away(walk, roll.pk, by))


def test_a_list_is_begun_once(walk: Walk) -> None:
    roll = begun(walk, brought(walk))

    with pytest.raises(Refused, match="has begun to take it already"):
        begun(walk, roll)


def test_the_same_file_that_was_not_begun_is_the_same_list(walk: Walk) -> None:
    assert brought(walk) == brought(walk)


def test_a_list_without_a_column_that_is_needed_is_not_begun(walk: Walk) -> None:
    roll = brought(walk, heads=["Ref", *HEADS[1:]])

    with pytest.raises(Refused, match="their own number"):
        begun(walk, roll)


def test_what_somebody_said_of_the_columns_is_remembered(walk: Walk) -> None:
    heads = ["Ref", *HEADS[1:]]
    roll = brought(walk, heads=heads)

    def name(by: Actor) -> Roll:
        columns = {**roll.columns, "number": 0}
        return operations.name_columns(
            roll=roll, columns=columns, seen=roll.version, by=by, at=walk.at
        )

    finished(walk, begun(walk, walk.as_("manager", name)))

    assert brought(walk, [JOEL], heads=heads).columns["number"] == 0


def test_whoever_may_not_bring_lists_brings_none(walk: Walk) -> None:
    def bring(by: Actor) -> Roll:
        return operations.bring(
            kind=Kind.FEED, source=SYSTEM, as_at=walk.at, file_name="a.csv", digest="0",
            heads=HEADS, rows=[(2, TAMSIN)], by=by, at=walk.at,
        )  # fmt: skip

    with pytest.raises(Refused):
        walk.as_("triage", bring)
    assert walk.as_("manager", bring).rows == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [({"source": " "}, "source"), ({"as_at": None}, "on"),
     ({"as_at": make.MONDAY_9AM + timedelta(days=1)}, "on"),
     ({"rows": []}, "file"), ({"rows": [(1, ["x"])] * 20_001}, "file")],
)  # fmt: skip
def test_a_list_that_makes_no_sense_is_refused_at_its_field(
    walk: Walk, given: dict[str, Any], field: str
) -> None:
    def bring(by: Actor) -> Roll:
        asked: dict[str, Any] = {
            "kind": Kind.FEED, "source": SYSTEM, "as_at": walk.at, "file_name": "a.csv",
            "digest": "0", "heads": HEADS, "rows": [(2, TAMSIN)],
        } | given  # fmt: skip
        return operations.bring(**asked, by=by, at=walk.at)

    with pytest.raises(Invalid) as refused:
        walk.as_("manager", bring)
    assert refused.value.field == field


def test_what_would_come_of_it_is_told_before_anything_is_taken(walk: Walk) -> None:
    taken(walk)
    tomorrow = make.later(walk, days=1)
    roll = brought(tomorrow, [TAMSIN, changed(TAMSIN, number="P3"), changed(JOEL, number="")])

    trial = walk.as_("manager", lambda by: queries.trial(roll, roll.columns, by=by, at=tomorrow.at))

    assert (trial.new, trial.known, trial.gone) == (1, 1, 1)
    assert [each.number for each in trial.refused] == [4]
    assert walk.as_("manager", lambda _: Source.objects.get().as_at) == walk.at - timedelta(hours=1)


def test_what_happened_to_a_list_is_remembered_without_a_name(walk: Walk) -> None:
    roll = taken(walk)

    events = walk.as_("manager", lambda _: audit.history([roll.subject]))

    assert [each.kind for each in events] == ["roll.taken", "roll.begun", "roll.brought"]
    assert not any("Tamsin" in str(each.facts) for each in events)
