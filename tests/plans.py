"""Lets the plans of a connection outlive what a test takes back.

The driver forgets every prepared statement when something is rolled back, because a table might
have gone with it. Tests roll back after each page, and planning anew what stands behind the wall
took them longer than everything else in the database. No table comes or goes here: where one is
changed, the server plans again by itself, and the driver still forgets.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from psycopg._preparing import Prepare, PrepareManager

if TYPE_CHECKING:
    from psycopg.pq.abc import PGresult


def keep_plans() -> None:
    """Let the driver forget its prepared statements when a table changes, and not at a rollback."""
    forgets = PrepareManager._should_discard

    def after_changes(self: PrepareManager, prep: Prepare, results: "Sequence[PGresult]") -> bool:
        done = [each for each in results if each.command_status != b"ROLLBACK"]
        return forgets(self, prep, done)

    pytest.MonkeyPatch().setattr(PrepareManager, "_should_discard", after_changes)
