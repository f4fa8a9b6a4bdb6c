"""The figures of a hub: the tables of the source, what is not known yet, and counting itself."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from frontdoor.access import context
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from frontdoor.oversight import operations, queries
from frontdoor.oversight.measures import activity, sources, timeliness
from frontdoor.oversight.measures.period import Period
from frontdoor.oversight.models import Past, Tally
from frontdoor.oversight.vocabulary import Span
from frontdoor.people.operations import Told
from tests import counting, make
from tests.database import Copy
from tests.integration.behind import refused

MARCH = Period(since=date(2027, 3, 1), until=date(2027, 3, 1))
YEAR = Period(since=date(2015, 1, 1), until=date(2015, 12, 1))
ROBIN, SAM = Told(given_names="Robin", family_name="Example"), Told(given_names="Sam")


def _count(walk: Walk) -> None:
    """Count as the program does by itself, and look on as the manager."""
    with context.inside(walk.hub.pk):
        operations.count(hub_id=walk.hub.pk, at=walk.at)
    make.enter()


@pytest.fixture
def loaded(walk: Walk) -> Walk:
    """Return Coventry with the children of P20 and P23 loaded and counted."""
    with context.inside(walk.hub.pk):
        operations.load(hub_id=walk.hub.pk, rows=counting.rows_of_the_source(), at=walk.at)
    _count(walk)
    return walk


# --- The tables of the source ---


@pytest.mark.django_db
def test_the_report_by_source_comes_out_with_every_figure_of_the_source(loaded: Walk) -> None:
    found = {row.group: row for row in sources.sources(loaded.hub.pk, YEAR)}

    assert {
        (
            group,
            row.mash_or_referral,
            str(row.share(row.mash_or_referral)),
            row.signposted_or_nfa,
            str(row.share(row.signposted_or_nfa)),
            row.total,
        )
        for group, row in found.items()
    } == set(counting.BY_SOURCE)


@pytest.mark.django_db
def test_the_totals_that_the_source_left_blank_are_there(loaded: Walk) -> None:
    row = sources.total(sources.sources(loaded.hub.pk, YEAR))

    assert (
        row.mash_or_referral,
        str(row.share(row.mash_or_referral)),
        row.signposted_or_nfa,
        str(row.share(row.signposted_or_nfa)),
        row.total,
    ) == (4724, "37.8", 7762, "62.2", 12486)
    assert row.not_yet == 0


@pytest.mark.django_db
def test_the_report_by_rating_comes_out_with_every_figure_of_the_source(loaded: Walk) -> None:
    rows = timeliness.timeliness(loaded.hub.pk, YEAR)[Span.COMPLETION]

    found = {
        (
            row.rating,
            row.kept,
            str(row.share(row.kept)),
            row.missed,
            str(row.share(row.missed)),
            row.judged,
        )
        for row in [*rows, timeliness.total(rows)]
        if row.judged
    }

    assert found == {*counting.BY_RATING, ("", 2697, "69.5", 1181, "30.5", 3878)}


@pytest.mark.django_db
def test_who_was_never_rated_is_counted_all_the_same(loaded: Walk) -> None:
    rows = {r.rating: r for r in timeliness.timeliness(loaded.hub.pk, YEAR)[Span.COMPLETION]}

    # P20 has 12,486 children and P23 3,878 of them (a.7, 8).
    assert rows["not_rated"].no_clock == 12486 - 3878
    assert (rows["not_rated"].judged, rows["not_rated"].share(0)) == (0, None)


@pytest.mark.django_db
def test_conversion_is_the_share_that_the_source_states(loaded: Walk) -> None:
    months = activity.activity(loaded.hub.pk, YEAR)
    year = activity.total(months)

    assert str(year.conversion) == "37.8"
    assert (year.children, year.mash_or_referral, year.enquiries) == (12486, 4724, 3878)
    assert len(months) == 12


@pytest.mark.django_db
def test_august_alone_is_marked_as_usually_quieter(loaded: Walk) -> None:
    months = activity.activity(loaded.hub.pk, YEAR)

    assert [month.month for month in months if month.is_quiet] == [date(2015, 8, 1)]


@pytest.mark.django_db
def test_live_cases_join_the_figures_of_what_was_loaded(loaded: Walk) -> None:
    make.enquiry(loaded)

    _count(loaded)

    both = Period(since=YEAR.since, until=MARCH.until)
    assert sources.total(sources.sources(loaded.hub.pk, both)).total == 12487


# --- What is not known yet ---


@pytest.mark.django_db
def test_a_child_without_rating_and_outcome_is_counted_in_every_table(walk: Walk) -> None:
    make.contact(walk)

    _count(walk)

    [month] = activity.activity(walk.hub.pk, MARCH)
    [source] = sources.sources(walk.hub.pk, MARCH)
    stands = timeliness.timeliness(walk.hub.pk, MARCH)
    assert (month.contacts, month.children, month.not_yet, month.enquiries) == (1, 1, 1, 0)
    assert (source.group, source.not_yet, source.total) == ("education", 1, 1)
    assert stands[Span.FIRST_LOOK] == [timeliness.Timeliness("not_rated", running=1)]
    assert stands[Span.COMPLETION] == [timeliness.Timeliness("not_rated", no_clock=1)]


@pytest.mark.django_db
def test_children_are_counted_and_contacts_beside_them(walk: Walk) -> None:
    make.contact(walk, children=[ROBIN, SAM])

    _count(walk)

    [month] = activity.activity(walk.hub.pk, MARCH)
    assert (month.contacts, month.children) == (1, 2)


@pytest.mark.django_db
def test_lateness_is_seen_before_the_deadline_and_after_it(walk: Walk) -> None:
    make.requests(walk)

    found = {}
    for hours in (1, 20, 25):  # An Amber has 24 hours, and warns after 18 of them.
        _count(make.later(walk, hours=hours))
        [row] = timeliness.timeliness(walk.hub.pk, MARCH)[Span.COMPLETION]
        found[hours] = (row.running, row.running_out, row.late, row.judged)

    assert found == {1: (1, 0, 0, 0), 20: (0, 1, 0, 0), 25: (0, 0, 1, 0)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("move", "team", "column"),
    [
        (CaseMove.PASS_ON, "area_team", "mash_or_referral"),
        (CaseMove.PASS_ON, "looked_after", "mash_or_referral"),
        (CaseMove.PASS_ON, "early_help_team", "signposted_or_nfa"),
        (CaseMove.PASS_ON, "allocated_team", "signposted_or_nfa"),
        (CaseMove.CLOSE, "", "signposted_or_nfa"),
        (CaseMove.SEND_TO_TRIAGE, "", "not_yet"),
    ],
)
def test_what_becomes_of_a_case_decides_its_column(
    move: CaseMove, team: str, column: str, walk: Walk
) -> None:
    walk.route(make.contact(walk), move, team=team)

    _count(walk)

    [source] = sources.sources(walk.hub.pk, MARCH)
    assert getattr(source, column) == source.total == 1


# --- Counting ---


@pytest.mark.django_db
def test_counting_twice_is_as_good_as_once(walk: Walk) -> None:
    make.enquiry(walk)
    _count(walk)
    before = list(Tally.objects.order_by("pk").values())

    _count(walk)

    assert list(Tally.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_case_that_goes_on_leaves_the_cell_where_it_was(walk: Walk) -> None:
    contact = make.contact(walk)
    _count(walk)

    walk.to_mash(contact)
    _count(walk)

    [month] = activity.activity(walk.hub.pk, MARCH)
    assert (month.children, month.not_yet, month.enquiries) == (1, 0, 1)


@pytest.mark.django_db(transaction=True)
def test_a_count_that_is_killed_half_way_leaves_the_figures_as_they_were(
    database_copy: Copy,
) -> None:
    walk = make.walk()
    make.contact(walk)
    with context.inside(walk.hub.pk):
        operations.count(hub_id=walk.hub.pk, at=walk.at)
    make.contact(walk)

    with pytest.raises(Error):
        _count_and_die(make.later(walk, hours=1), database_copy)
    connection.close()

    with transaction.atomic():
        make.enter()
        counted = queries.counted(walk.hub.pk)
        assert counted is not None
        assert counted.counted_at == walk.at
        [month] = activity.activity(walk.hub.pk, MARCH)
        assert month.children == 1


def _count_and_die(walk: Walk, copy: Copy) -> None:
    with context.inside(walk.hub.pk):
        operations.count(hub_id=walk.hub.pk, at=walk.at)
        _kill_this_connection(copy)


def _kill_this_connection(copy: Copy) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone() or (0,)
    with psycopg.connect(copy.superuser, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s)", [pid])


@pytest.mark.django_db
def test_a_manager_counts_and_it_is_told_who(walk: Walk) -> None:
    by = make.enter()

    operations.count(hub_id=by.hub_id, at=walk.at, by=by)

    counted = queries.counted(by.hub_id)
    assert counted is not None
    assert counted.by_name == by.name


@pytest.mark.django_db
@pytest.mark.parametrize("short", ["performance", "administrator", "officer", "social-worker"])
def test_nobody_else_counts_because_they_would_count_less(short: str, walk: Walk) -> None:
    by = make.enter(short)

    with pytest.raises(Refused, match="for a team manager"):
        operations.count(hub_id=by.hub_id, at=walk.at, by=by)
    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        operations.count(hub_id=by.hub_id, at=walk.at)


@pytest.mark.django_db
@pytest.mark.parametrize("short", ["manager", "performance", "administrator"])
def test_another_hub_sees_nothing_of_it(short: str, loaded: Walk) -> None:
    make.enter(short, hub_slug="surrey")

    assert queries.counted(loaded.hub.pk) is None
    assert queries.months(loaded.hub.pk) == []
    assert sources.sources(loaded.hub.pk, YEAR) == []


@pytest.mark.django_db
def test_the_program_in_nobodys_name_can_change_no_case(walk: Walk) -> None:
    make.contact(walk)

    with context.inside(walk.hub.pk):
        refused("UPDATE contacts_case SET urgent = true", words="row-level security")
        refused("UPDATE people_person SET school = 'x'", words="row-level security")


@pytest.mark.django_db
def test_the_program_counts_every_hub_by_itself(walk: Walk) -> None:
    make.contact(walk)

    call_command("refresh_figures")

    make.enter("performance")
    [month] = activity.activity(walk.hub.pk, MARCH)
    assert month.children == 1


# --- Loading ---

HEAD = "reference,contact,month,group,outcome,rating,timeliness\n"
GOOD = "A-1,A,2015-03,police,mash_or_referral,red,kept\nA-2,A,2015-03,police,signposted_or_nfa,,\n"
Write = Callable[[str], Path]


@pytest.fixture
def file(tmp_path: Path) -> Write:
    """Return a function that writes a file for a hub to load."""

    def written(text: str) -> Path:
        place = tmp_path / "history.csv"
        place.write_text(text, encoding="utf-8")
        return place

    return written


@pytest.mark.django_db
def test_a_file_is_loaded_and_counted_and_loading_it_again_adds_nothing(
    walk: Walk, file: Write
) -> None:
    call_command("load_history", "coventry", str(file(HEAD + GOOD)))
    call_command("load_history", "coventry", str(file(HEAD + GOOD)))

    make.enter("performance")
    month = activity.activity(walk.hub.pk, YEAR)[2]
    assert (month.contacts, month.children, month.enquiries) == (1, 2, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("B-1,,2015-13,police,not_yet,,", "Line 4: month '2015-13' is not written like 2015-11"),
        ("B-1,,2015-03,army,not_yet,,", "Line 4: group 'army' is none of: charities"),
        (
            "B-1,,2015-03,police,gone,,",
            "Line 4: outcome 'gone' is none of: by_mistake, joined, mash",
        ),
        ("B-1,,2015-03,police,not_yet,pink,", "Line 4: rating 'pink' is none of: amber"),
        ("B-1,,2015-03,police,not_yet,,soon", "Line 4: timeliness 'soon' is none of: kept, missed"),
        (",,2015-03,police,not_yet,,", "Line 4: reference is empty"),
        ("A-1,,2015-03,police,not_yet,,", "Line 4: reference 'A-1' stands in line 2 already"),
        ("B-1,,2015-03,police", "Line 4: it has not 7 values"),
    ],
)
def test_a_file_with_a_fault_is_refused_whole_with_the_line(
    line: str, words: str, walk: Walk, file: Write
) -> None:
    with pytest.raises(CommandError) as told:
        call_command("load_history", "coventry", str(file(HEAD + GOOD + line)))

    assert words in str(told.value)
    make.enter()
    assert Past.objects.count() == 0


@pytest.mark.django_db
def test_a_file_with_other_columns_is_refused(walk: Walk, file: Write) -> None:
    with pytest.raises(CommandError, match="Line 1 has to name these columns"):
        call_command("load_history", "coventry", str(file("a,b\n1,2\n")))


@pytest.mark.django_db
def test_what_was_loaded_stays_as_it_was(walk: Walk, file: Write) -> None:
    call_command("load_history", "coventry", str(file(HEAD + GOOD)))

    with pytest.raises(CommandError, match="loaded before with other words"):
        call_command("load_history", "coventry", str(file(HEAD + GOOD.replace("kept", "missed"))))


@pytest.mark.django_db
def test_a_file_for_a_hub_that_is_not_here_is_refused(walk: Walk, file: Write) -> None:
    with pytest.raises(CommandError, match="There is no hub 'nowhere'"):
        call_command("load_history", "nowhere", str(file(HEAD + GOOD)))
