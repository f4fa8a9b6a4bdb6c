"""Who breaks the constraints of agreements and of the ledger, for test_constraints.py."""

from collections.abc import Callable
from datetime import date

from frontdoor.jobs.example.walk import Walk
from tests.integration import rows
from tests.integration.rows import again as _again
from tests.integration.rows import changed as _changed

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
}
