"""Who breaks the constraints of agreements and of the ledger, for test_constraints.py."""

from collections.abc import Callable
from datetime import date

from frontdoor.casework.rolls.models import Piece, Roll
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.models import SourceRecord
from tests import make, rolling
from tests.integration import rows
from tests.integration.rows import again as _again
from tests.integration.rows import changed as _changed


def _roll(walk: Walk) -> Roll:
    return rolling.taken(walk)


def _record(walk: Walk) -> SourceRecord:
    rolling.taken(walk)
    make.enter("manager")
    return SourceRecord.objects.earliest("pk")


def _piece(walk: Walk) -> Piece:
    roll = rolling.taken(walk)
    make.enter("manager")
    return Piece.objects.get(roll=roll)


SHARING: dict[str, Callable[[Walk], None]] = {
    # agreements
    "an_agency_signs_an_agreement_once": lambda walk: _again(rows.signature(walk)),
    "an_agreement_ends_after_it_begins": lambda walk: _changed(
        rows.signature(walk).agreement, until=date(2019, 1, 1)
    ),
    "an_agreement_that_is_ended_says_who_and_why": lambda walk: _changed(
        rows.signature(walk).agreement, ended_on=date(2027, 1, 1), ended_by=1
    ),
    # ledger
    "what_is_not_shared_says_why": lambda walk: _again(
        rows.entry(walk), outcome="not_shared", basis=""
    ),
    "what_is_shared_says_on_what_basis": lambda walk: _again(rows.entry(walk), basis=""),
    # what other systems tell
    "a_source_has_a_name_of_its_own": lambda walk: _again(_roll(walk).source),
    "a_source_has_one_record_under_a_number": lambda walk: _again(_record(walk)),
    "a_feed_says_as_at_when": lambda walk: _changed(_roll(walk), as_at=None),
    "a_begun_roll_has_both_who_and_when": lambda walk: _changed(_roll(walk), begun_by=None),
    "people_are_looked_up_for_a_purpose": lambda walk: _changed(rolling.to_match(walk), purpose=""),
    "people_who_are_looked_up_are_not_taken": lambda walk: _changed(
        rolling.to_match(walk), begun_at=walk.at, begun_by=1
    ),
    "a_piece_is_in_a_roll_once": lambda walk: _again(_piece(walk)),
}
