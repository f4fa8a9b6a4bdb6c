# ruff: noqa: S608  Its SQL is made of names of our own tables.
"""Volume has the shape of the journeys that it comes from, and the wall stands behind it."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker, Settings

from frontdoor.access.models import User
from frontdoor.casework.contacts.models import Contact
from frontdoor.jobs import startup
from frontdoor.jobs.example import journeys, volume
from frontdoor.jobs.example.copied import COPIED, Model, Plan, Walked
from frontdoor.kernel import together
from frontdoor.kernel.refusal import Refused
from frontdoor.oversight import operations
from frontdoor.oversight.measures.activity import activity
from frontdoor.oversight.measures.period import Period
from frontdoor.oversight.measures.sources import sources
from frontdoor.oversight.measures.timeliness import timeliness
from frontdoor.people.models import Person
from frontdoor.people.rules import is_nhs_number
from tests import counting, make
from tests.database import Copy
from tests.pages import asked
from tests.taking import call

pytestmark = pytest.mark.django_db

AT = make.london("2027-03-04", "11:30")
CONTACTS = 400
SignIn = Callable[..., Client]
Shape = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Made:
    """A database with journeys and their copies, and a way to look behind its wall."""

    walked: list[Walked]
    plan: Plan
    superuser: str

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Return what the superuser sees."""
        with psycopg.connect(self.superuser) as behind:
            return behind.execute(sql.encode()).fetchall()


@pytest.fixture(scope="module")
def made(
    database_copy: Copy, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Made]:
    """Walk and multiply once, in a database beside the one of all other tests."""
    own = replace(database_copy, name=f"{database_copy.name}_volume")
    with django_db_blocker.unblock():
        own.renew()
        own.use()
        with psycopg.connect(own.owner, autocommit=True) as owner:
            hubs = [make.hub()]
            walked = volume.walk(hubs, owner, at=AT, secret="only-here", tell=_quietly)
            plan = volume.multiply(hubs, walked, owner, contacts=CONTACTS, at=AT, tell=_quietly)
    yield Made(walked=walked, plan=plan, superuser=own.superuser)
    with django_db_blocker.unblock():
        own.drop()
        database_copy.use()


def _quietly(what: str, done: int, of: int) -> None:
    assert done <= of, what


def _shapes(made: Made, spans: list[dict[str, range]]) -> list[Shape]:
    """Return for each span of numbers which rows there are, and what of each is empty."""
    found: list[dict[str, dict[int, str]]] = [defaultdict(dict) for _ in spans]
    for model in COPIED:
        table = model._meta.db_table
        place = {number: (i, number - span[table].start)
                 for i, span in enumerate(spans) for number in span[table]}  # fmt: skip
        for number, emptiness in made.ask(f"SELECT id, {_emptiness(model)} FROM {table}"):
            if number in place:
                i, rank = place[int(str(number))]
                found[i][table][rank] = str(emptiness)
    return [
        tuple((table, tuple(rows[rank] for rank in sorted(rows)))
              for table, rows in sorted(each.items()))
        for each in found
    ]  # fmt: skip


def _emptiness(model: Model) -> str:
    columns = [f'"{field.column}"' for field in model._meta.concrete_fields]
    each = [f"CASE WHEN {column} IS NULL THEN '0' WHEN {column}::text IN ('', '[]') THEN '_'"
            " ELSE '1' END" for column in columns]  # fmt: skip
    stage = " || stage" if any(field.name == "stage" for field in model._meta.fields) else ""
    return " || ".join(each) + stage


def _walked(made: Made) -> list[dict[str, range]]:
    return [
        {name: range(each.before[name] + 1, each.after[name] + 1) for name in made.plan.base}
        for each in made.walked
    ]


def _copied(made: Made) -> list[dict[str, range]]:
    return [
        {name: made.plan.numbers(name, copy) for name in made.plan.base}
        for copy in range(1, made.plan.copies + 1)
    ]


def test_a_copy_has_the_rows_of_a_journey_filled_and_empty_alike(made: Made) -> None:
    journeys_ = set(_shapes(made, _walked(made)))
    copies = _shapes(made, _copied(made))

    assert len(copies) == made.plan.copies > 300
    assert [copy for copy in copies if copy not in journeys_] == []
    assert len(set(copies)) > 25


def test_there_are_as_many_contacts_as_were_wanted_and_no_number_twice(made: Made) -> None:
    references = [
        str(reference) for (reference,) in made.ask("SELECT reference FROM contacts_contact")
    ]

    assert CONTACTS - 2 <= len(references) == len(set(references)) <= CONTACTS


def test_a_copy_refers_to_itself_and_never_to_the_journey(made: Made) -> None:
    for model in COPIED:
        for field in model._meta.concrete_fields:
            target = field.related_model
            if target in COPIED:
                strays = _strays(made, model, str(field.column), target._meta.db_table)
                assert made.ask(strays) == [], field


def _strays(made: Made, model: Model, column: str, other: str) -> str:
    """Return the SQL that finds rows of copies that refer to rows of other copies."""
    name = model._meta.db_table
    base, width = made.plan.base, made.plan.width
    mine = f"(id - {base[name] + 1}) / {width[name]}"
    theirs = f"({column} - {base[other] + 1}) / {width[other]}"
    return f"SELECT id FROM {name} WHERE id > {base[name]} AND {mine} <> {theirs}"


def test_every_reference_leads_somewhere(made: Made) -> None:
    links: list[tuple[str, Any]] = [
        (model._meta.db_table, field)
        for model in apps.get_models() if model.__module__.startswith("frontdoor.")
        for field in model._meta.concrete_fields if field.is_relation
    ]  # fmt: skip

    for table, field in links:
        there = f"SELECT 1 FROM {field.related_model._meta.db_table} o WHERE o.id = {field.column}"
        nowhere = f"SELECT 1 FROM {table} WHERE {field.column} IS NOT NULL AND NOT EXISTS ({there})"
        assert made.ask(nowhere) == [], field


def test_what_happened_is_told_of_the_copy_and_in_its_own_time(made: Made) -> None:
    subjects = (
        "SELECT id FROM audit_event e WHERE kind NOT LIKE 'agreement.%' AND NOT EXISTS"
        " (SELECT 1 FROM contacts_contact c WHERE starts_with(e.subject, c.reference))"
    )
    later = (
        "SELECT e.id FROM audit_event e JOIN contacts_contact c"
        " ON starts_with(e.subject, c.reference)"
        " WHERE e.at < c.received_at OR e.at > c.received_at + interval '30 days'"
    )
    promised = (
        "SELECT e.id FROM audit_event e JOIN contacts_case c ON starts_with(c.reference, e.subject)"
        " JOIN contacts_clock k ON k.case_id = c.id AND k.span = 'response'"
        " AND NOT EXISTS (SELECT 1 FROM contacts_clock b WHERE b.case_id = c.id"
        " AND b.span = k.span AND b.id < k.id)"
        " WHERE e.kind = 'contact.received' AND (e.facts ->> 'due_at')::timestamptz <> k.due_at"
    )

    assert (made.ask(subjects), made.ask(later), made.ask(promised)) == ([], [], [])


def test_a_promise_was_kept_if_it_was_stopped_in_time_in_copies_too(made: Made) -> None:
    wrong = (
        "SELECT id FROM contacts_clock WHERE kept IS NOT NULL AND kept <> (stopped_at <= due_at)"
    )

    assert made.ask(wrong) == []
    assert made.ask("SELECT DISTINCT kept FROM contacts_clock ORDER BY 1") == [
        (False,), (True,), (None,),
    ]  # fmt: skip


def test_august_and_the_weekend_are_quiet_and_what_is_going_on_is_of_these_days(
    made: Made,
) -> None:
    when = made.ask(
        "SELECT received_at AT TIME ZONE 'Europe/London', c.stage FROM contacts_case c"
        " JOIN contacts_contact k ON k.id = c.contact_id"
    )
    over = ("closed", "passed_on", "joined")
    ended = [at for at, stage in when if stage in over]

    assert sum(at.weekday() > 4 for at in ended) < len(ended) / 5
    assert {at.year for at in ended} >= {2025, 2026, 2027}
    open_ = [at for at, stage in when if stage not in over]
    assert len(open_) > 20
    assert {at.month for at in open_} == {3}


def test_people_have_names_and_numbers_of_their_own(made: Made) -> None:
    make.enter()
    people = Person.objects.exclude(nhs_number="")

    assert all(is_nhs_number(each.nhs_number) for each in people)
    assert all(each.nhs_number.startswith("999") for each in people)
    assert len({each.family_name for each in people}) > 100


def test_whoever_has_a_name_in_a_copy_is_found_by_it(made: Made) -> None:
    [(found, lost)] = made.ask(
        "SELECT count(*) FILTER (WHERE there), count(*) FILTER (WHERE NOT there) FROM ("
        " SELECT EXISTS (SELECT FROM people_matchkey k WHERE k.person_id = p.id) AS there"
        " FROM people_person p WHERE family_name <> '') named"
    )

    assert found > CONTACTS
    assert lost == 0


def test_the_figures_of_volume_are_those_of_somebody_who_counts_one_by_one(made: Made) -> None:
    by = make.enter()

    operations.count(hub_id=by.hub_id, at=AT, by=by)

    whole = Period(since=AT.date().replace(year=2024, day=1), until=AT.date().replace(day=1))
    children = counting.seen(make.hub(), at=AT)
    assert activity(by.hub_id, whole) == counting.activity(children, whole)
    assert sources(by.hub_id, whole) == counting.sources(children, whole)
    assert timeliness(by.hub_id, whole) == counting.timeliness(children, whole)


def test_the_wall_stands_as_before(made: Made, settings: Settings) -> None:
    settings.DISPOSABLE_DATABASE = True

    assert startup.faults(at=AT) == []
    assert Contact.objects.count() == 0


def test_the_next_contact_has_the_next_number(made: Made) -> None:
    [(last,)] = made.ask(
        "SELECT max(reference) FROM contacts_contact WHERE reference LIKE 'CV-27%'"
    )

    taken = make.walk(at=AT).contact()

    assert taken.reference == f"CV-27-{int(str(last)[-5:]) + 1:05}"


def test_no_page_of_daily_work_reads_all_rows_of_a_table_that_grows(
    made: Made, sign_in: SignIn
) -> None:
    """The plans are those of the application's role, behind the wall, with these rows: the planner
    is told nothing, so small tables are left out, which it rightly reads whole.
    """
    client = sign_in("manager")
    cases = made.ask(
        "SELECT DISTINCT ON (c.stage) c.reference FROM contacts_case c"
        " LEFT JOIN enquiries_enquiry e ON e.case_id = c.id ORDER BY c.stage, e.id"
    )
    pages = ["/", "/?who=me", "/figures/", *(f"/cases/{case}/" for (case,) in cases)]
    pages += [f"/cases/{case}/around/" for (case,) in cases]
    messages = [sql for page in pages for sql in asked(client, page)]
    with CaptureQueriesContext(connection) as captured:
        assert client.post("/contacts/new/", call()).status_code == 302
    messages += [each["sql"] for each in captured.captured_queries]
    questions = [sql for message in messages for sql in message.split(together.BETWEEN)]
    growing = _growing(made)

    make.enter()

    assert len(growing) > 10
    assert len(questions) > 100
    found = {(table, sql[:300]) for sql in questions for table in _read_whole(sql, growing)}
    assert sorted(found) == []


def test_a_question_that_reads_all_rows_would_be_seen(made: Made) -> None:
    make.enter()

    asked_ = "SELECT * FROM people_person WHERE school = 'Elm Road'"
    assert list(_read_whole(asked_, _growing(made))) == ["people_person"]


def _growing(made: Made) -> dict[str, bool]:
    """Return which tables have many rows, and of their indexes which serve no more than a hub."""
    [*tables] = made.ask("SELECT relname FROM pg_class WHERE relrowsecurity AND reltuples > 250")
    [*hubs] = made.ask(
        "SELECT indexrelid::regclass::text FROM pg_index WHERE indpred IS NULL AND EXISTS ("
        "SELECT 1 FROM pg_attribute a WHERE a.attrelid = indrelid AND a.attname = 'hub_id'"
        " AND indkey[0] = a.attnum)"
    )
    return {str(name): True for (name,) in tables} | {str(name): False for (name,) in hubs}


def _read_whole(sql: str, growing: dict[str, bool]) -> Iterator[str]:
    """Return which growing tables a question reads from end to end, or by their hub alone."""
    if not sql.lstrip().startswith(("SELECT", "WITH", "INSERT", "UPDATE")):
        return
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", None)
        [(plan,)] = cursor.fetchall()
    found = plan if isinstance(plan, list) else json.loads(plan)
    for node in _nodes(found[0]["Plan"]):
        table = node.get("Relation Name", "")
        # Of an index that begins with the hub, more has to be asked than the hub.
        by_hub = growing.get(node.get("Index Name", ""), True) is False
        asks_more = "AND" in node.get("Index Cond", "")
        if growing.get(table) and (node["Node Type"] == "Seq Scan" or (by_hub and not asks_more)):
            yield table


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    inner = node.get("Plans", [])
    # A bitmap of an index stands beneath the table that it is of.
    if node["Node Type"] == "Bitmap Index Scan":
        return
    yield node | {
        key: each[key]
        for each in inner
        if each["Node Type"] == "Bitmap Index Scan"
        for key in ("Index Name", "Index Cond")
        if key in each
    }
    for each in inner:
        yield from _nodes(each)


@pytest.mark.parametrize("slug", ["durham", "barnet", "surrey"])
def test_every_journey_can_be_walked_under_every_pack(slug: str) -> None:
    # One of each kind: the others differ in source, rating and outcome.
    kinds = {each.story.__qualname__: each for each in journeys.of(make.hub(slug), at=AT)}

    for journey in kinds.values():
        journey.story(make.walk(slug, at=journey.begins_at))

    make.enter(hub_slug=slug)
    assert Contact.objects.count() >= len(kinds) > 40


def test_a_hub_in_which_somebody_real_works_gets_no_invented_cases() -> None:
    volume.refuse_real_hubs([make.hub(slug) for slug in ("coventry", "durham", "barnet", "surrey")])

    User.objects.create_user("m.real", name="Somebody", password="pass-word-of-theirs")

    with pytest.raises(Refused, match="real people work here"):
        volume.refuse_real_hubs([make.hub()])


def test_volume_is_for_an_example_alone() -> None:
    with pytest.raises(CommandError, match="for an example"):
        call_command("example_volume", "--contacts=10")
