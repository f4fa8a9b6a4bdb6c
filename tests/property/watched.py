# ruff: noqa: S608  The names of tables are written here.
"""A case under watch: whoever tries something, what is stored afterwards is held to what may be."""

import json
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import connection, transaction
from hypothesis.stateful import RuleBasedStateMachine

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.audit.models import Event, RowChange
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused, Unknown
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from tests import make

INSIDE = {"officer", "triage", "social-worker", "coordinator", "manager", "manager-2"}
AGENCIES = ("police", "education")
TEAM = "early-help-team-team"
OUTSIDE = {*AGENCIES, "health", TEAM, "performance", "administrator"}

TABLES = (
    "contacts_contact", "contacts_party", "contacts_case", "contacts_clock", "contacts_receipt",
    "enquiries_enquiry", "gathering_request", "gathering_finding", "decisions_decision",
    "disclosures_telling", "disclosures_product", "access_grant", "people_person",
    "actions_action", "actions_actionperson", "actions_retiming",
)  # fmt: skip
LOGS = ("audit_event", "audit_rowchange")
SNAPSHOT = "SELECT " + ", ".join(
    [
        *(
            f"(SELECT coalesce(jsonb_object_agg(id, to_jsonb(t)), '{{}}') FROM {table} t)"
            for table in TABLES
        ),
        *(f"(SELECT coalesce(max(id), 0) FROM {table})" for table in LOGS),
    ]
)
Row = dict[str, Any]
Rows = dict[str, dict[str, Row]]


class Watched(RuleBasedStateMachine):
    """One case in a hub that is otherwise empty, and everybody around it."""

    steps = 0
    newest = (0, 0)
    actors: ClassVar[dict[str, Actor]] = {}
    walk: Walk
    mother: Person

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.rows = self.snapshot()

    @classmethod
    def begin(cls) -> None:
        """Take the call once, and get to know everybody: every run begins where this ends."""
        cls.actors = {short: make.actor(short) for short in INSIDE | OUTSIDE}
        cls.walk = make.walk()
        contact = cls.walk.contact()
        cls.mother = cls.walk.person(contact, Told(given_names="Dana"), Part.CARER)
        Watched.steps = 0

    def teardown(self) -> None:
        """Leave nothing for the next case."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def snapshot(self) -> Rows:
        """Return everything that a manager sees of the hub, and go on looking as one.

        The newest entries of both logs are noted with it, in one question.
        """
        context.enter(self.actors["manager"])
        with connection.cursor() as cursor:
            cursor.execute(SNAPSHOT)
            found: tuple[Any, ...] = cursor.fetchone() or ()
        *rows, event, change = found
        self.newest = int(event), int(change)
        return dict(zip(TABLES, map(json.loads, rows), strict=True))

    def attempt(self, short: str, *, legal: bool, do: Callable[[Actor], object]) -> bool:
        """Let somebody try, hold what came of it to what may be, and tell whether it was done."""
        Watched.steps += 1
        self.walk = make.later(self.walk, minutes=7)
        newest, why = self.newest, ""
        try:
            with context.as_actor(self.actors[short]):
                do(self.actors[short])
        except (Refused, Unknown) as reason:
            why = repr(reason)
        after = self.snapshot()
        assert (not why) == legal, f"{short} was {'refused: ' + why if why else 'let'}"
        if why:
            assert after == self.rows, "A refusal changed something"
            assert self.newest == newest
        else:
            self._hold(self.actors[short], after, *newest)
        self.rows = after
        return not why

    def _hold(self, by: Actor, after: Rows, event: int, change: int) -> None:
        """Hold what was done to who and when, to its history, and to what each row promises."""
        events = Event.objects.filter(pk__gt=event)
        assert {(each.by_id, each.at) for each in events} == {(by.user_id, self.walk.at)}
        changes = RowChange.objects.filter(pk__gt=change)
        assert {each.by_id for each in changes} == {by.user_id}
        told = {(each.table, str(each.row_id)) for each in changes}
        for table, rows in after.items():
            before = self.rows[table]
            assert before.keys() <= rows.keys(), f"A row of {table} is gone"
            changed = {key for key, row in rows.items() if row != before.get(key)}
            assert {(table, key) for key in changed} <= told, f"No history of a row of {table}"
            for key in changed & before.keys():
                _hold_row(table, before[key], rows[key])


def _hold_row(table: str, before: Row, after: Row) -> None:
    if before.get("stage") != after.get("stage"):
        assert after["version"] > before["version"], "A stage changed and was not counted"
    if "version" in before:
        assert after["version"] >= before["version"]
    if table == "contacts_clock":
        for promised in ("started_at", "warn_at", "due_at", "span", "unit"):
            assert after[promised] == before[promised], "A promise was moved"
        # A decision that was sent back lets its clock run on, to the same due time.
        runs_on = after["span"] == "completion" and after["stopped_at"] is None
        # Of a case that is opened again, what was judged stays judged, and is replaced.
        replaced = after["replaced_at"] is not None and after["kept"] == before["kept"]
        same = before["stopped_at"] is None or runs_on or replaced
        assert same, "A clock that had stopped changed"
    if table == "gathering_request" and before["stage"] == "returned":
        assert after == before, "An answer changed"
    if table == "disclosures_product":
        assert after["contents"] == before["contents"]
