"""Whatever the cases are, the figures are those of somebody who counts them one by one."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.casework.contacts.models import Case, Clock, Contact, Joining, Referrer
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.oversight import operations, queries
from frontdoor.oversight.measures.activity import activity
from frontdoor.oversight.measures.period import Period
from frontdoor.oversight.measures.sources import sources
from frontdoor.oversight.measures.timeliness import timeliness
from frontdoor.oversight.queries import Cell
from frontdoor.oversight.rules import Row
from frontdoor.oversight.vocabulary import CountsAs, Span, State
from frontdoor.people.models import Person
from frontdoor.policy import queries as policies
from tests import counting, make

RUNS = int(os.environ.get("FRONTDOOR_RUNS", "25"))
AT = make.london("2026-09-15", "11:00")
WHOLE = Period(since=date(2025, 12, 1), until=date(2026, 10, 1))
# Around midnight of the first, by the clock of the hub, which is not that of the database.
EDGES = [make.london("2026-08-01", "00:00") + timedelta(minutes=each) for each in (-1, 0, 30)]
STANDS = ("kept", "missed", "running", "running_out", "late")
SPANS = ("first_look", "response", "commencing", "strategy", "completion", "referrer")


@dataclass(frozen=True)
class Told:
    """A child, as drawn: where the case stands, and how each of its clocks does."""

    fate: str
    route: str
    team: str
    rating: str
    clocks: dict[str, str]
    replaced: dict[str, str]
    joins: str


fates = st.sampled_from(["awaiting", "in_triage", "passed_on", "closed", "in_mash"])
children = st.builds(
    Told,
    fate=fates,
    route=st.sampled_from(
        ["", "no_further_action", "by_mistake", "early_help", "open_to_social_care"]
    ),
    team=st.sampled_from(["", "area_team", "early_help_team", "allocated_team", "looked_after"]),
    rating=st.sampled_from(["", "red", "amber", "green", "blue"]),
    clocks=st.dictionaries(
        st.sampled_from(SPANS),
        st.sampled_from(["kept", "missed", "running", "running_out", "late"]),
    ),
    replaced=st.dictionaries(st.sampled_from(SPANS), st.sampled_from(["kept", "missed", "ended"])),
    joins=st.sampled_from(["", "", "news", "incident", "parted"]),
)
minutes = st.integers(0, 240 * 24 * 60)
moments = st.sampled_from(EDGES) | minutes.map(
    lambda each: make.london("2026-01-01", "00:00") + timedelta(minutes=each)
)
contacts = st.lists(
    st.tuples(
        moments,
        st.sampled_from(["police", "school", "gp", "anonymous", "early_help"]),
        st.lists(children, min_size=1, max_size=3),
    ),
    max_size=4,
)
past = st.lists(
    st.builds(
        Row,
        reference=st.uuids().map(str),
        contact=st.sampled_from(["", "one", "another"]),
        month=st.sampled_from([date(2026, month, 1) for month in (1, 2, 8)]),
        source_group=st.sampled_from(["police", "family"]),
        counts_as=st.sampled_from([each.value for each in CountsAs]),
        rating=st.sampled_from(["", "red", "green"]),
        timeliness=st.sampled_from(["", "kept", "missed"]),
    ),
    max_size=4,
)
Drawn = list[tuple[datetime, str, list[Told]]]


def _write(drawn: Drawn, by: Actor) -> None:
    version = policies.current(by.hub_id, at=AT)
    for number, (received_at, source, told) in enumerate(drawn):
        contact = Contact.objects.create(
            hub_id=by.hub_id,
            policy_version=version,
            reference=f"CV-26-9{number:04}",
            form_key=uuid4(),
            stage="being_taken",
            channel="telephone",
            received_at=received_at,
            taken_by=by.user_id,
        )
        Referrer.objects.create(hub_id=by.hub_id, contact=contact, source=source)
        for letter, child in zip("ABC", told, strict=False):
            _write_child(contact, letter, child, by)
    _join(drawn, by)


def _join(drawn: Drawn, by: Actor) -> None:
    """Join children of later contacts to the first child of the first one, and part some again."""
    cases = list(Case.objects.filter(hub_id=by.hub_id).order_by("pk"))
    told = [child for _, _, children in drawn for child in children]
    for case, child in zip(cases, told, strict=True):
        if not child.joins or child.fate != "awaiting" or case.contact_id == cases[0].contact_id:
            continue
        parted = {"parted_at": AT, "parted_by": by.user_id, "parted_why": "So."}
        Joining.objects.create(
            hub_id=by.hub_id,
            case=case,
            into=cases[0],
            why="incident" if child.joins == "parted" else child.joins,
            joined_by=by.user_id,
            joined_at=AT,
            **(parted if child.joins == "parted" else {}),
        )
        if child.joins != "parted":
            Case.objects.filter(pk=case.pk).update(stage="joined")


def _write_child(contact: Contact, letter: str, told: Told, by: Actor) -> None:
    case = Case.objects.create(
        hub_id=by.hub_id,
        contact=contact,
        child=Person.objects.create(hub_id=by.hub_id),
        reference=f"{contact.reference}-{letter}",
        stage="awaiting",
    )
    if told.fate != "awaiting":
        Case.objects.filter(pk=case.pk).update(
            stage=told.fate,
            route=told.route,
            route_team=told.team,
            ended_at=AT if told.fate in ("closed", "passed_on") else None,
        )
    if told.fate == "in_mash":
        rated = {"rated_by": by.user_id, "rated_at": AT} if told.rating else {}
        Enquiry.objects.create(
            hub_id=by.hub_id, case=case, stage="to_rate", opened_at=AT, rating=told.rating, **rated
        )
    before = [_clock(case, *each) for each in told.replaced.items()]
    for clock in before:
        clock.replaced_at = AT
    now = [_clock(case, *each) for each in told.clocks.items()]
    Clock.objects.bulk_create([*before, *now])


def _clock(case: Case, span: str, stands: str) -> Clock:
    began = AT - timedelta(hours=20)
    due = {"late": AT - timedelta(minutes=1), "running_out": AT, "running": AT}
    warn = {"running": AT + timedelta(minutes=1)}
    stopped = stands in ("kept", "missed", "ended")
    due_at = due.get(stands, AT) + (timedelta(minutes=2) if stands == "running" else timedelta())
    return Clock(
        hub_id=case.hub_id,
        case=case,
        policy_version_id=case.contact.policy_version_id,
        span=span,
        unit="clock hours",
        started_at=began,
        warn_at=warn.get(stands, began),
        due_at=due_at,
        stopped_at=AT if stopped else None,
        kept={"kept": True, "missed": False}.get(stands),
    )


@pytest.mark.django_db
def test_the_figures_are_those_of_somebody_who_counts_one_by_one() -> None:
    by = make.actor()

    @settings(max_examples=RUNS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(drawn=contacts, rows=past)
    def agree(drawn: Drawn, rows: Sequence[Row]) -> None:
        with transaction.atomic():
            context.enter(by)
            _write(drawn, by)
            operations.load(hub_id=by.hub_id, rows=rows, at=AT)

            operations.count(hub_id=by.hub_id, at=AT, by=by)

            _hold(by)
            transaction.set_rollback(True)

    agree()


def _hold(by: Actor) -> None:
    """Hold every measure, and the children behind some of its figures, to the slow count."""
    slowly = counting.seen(make.hub(), at=AT)
    fast = timeliness(by.hub_id, WHOLE)
    assert activity(by.hub_id, WHOLE) == counting.activity(slowly, WHOLE)
    assert sources(by.hub_id, WHOLE) == counting.sources(slowly, WHOLE)
    assert fast == counting.timeliness(slowly, WHOLE)
    for source in sources(by.hub_id, WHOLE):
        for outcome, number in (
            (CountsAs.NOT_YET, source.not_yet),
            (CountsAs.JOINED, source.joined),
            (CountsAs.BY_MISTAKE, source.by_mistake),
        ):
            assert _behind(Cell(group=source.group, outcome=outcome.value), by) == number
    for span in Span:
        for row in fast[span]:
            cell = Cell(rating=row.rating, span=span, states=(State.MISSED, State.LATE))
            assert _behind(cell, by) == row.missed + row.late


def _behind(cell: Cell, by: Actor) -> int:
    found = queries.behind(cell, WHOLE, to="look", actor=by, at=AT)
    assert found.total == len(found.children)
    return found.total
