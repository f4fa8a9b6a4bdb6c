"""What was written of a child is read by those who have the right to, and by nobody else (R4).

The page table asks each page at one stage; here cases go further, and what shows a case is opened
after each deed. A search for what nobody ever reads would find nothing and prove nothing: so every
canary is planted, and every right that fields.csv gives is used by somebody.
"""

import logging
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from django.db import transaction
from django.urls import NoReverseMatch

from tests import pages
from tests.canaries import figures
from tests.canaries.declared import PLANTED
from tests.canaries.deeds import DEEDS
from tests.canaries.heard import Heard
from tests.canaries.planting import TOKEN, planting
from tests.canaries.reading import COLUMNS_OF, Reading
from tests.canaries.walk import planted
from tests.database import Copy
from tests.matrix import walls
from tests.matrix.answering import Answering
from tests.world import World

pytestmark = pytest.mark.django_db

# What shows the words of a case, to each of those who ask.
PAGES = {
    "man": """cases:show cases:looks cases:basis cases:basis_download cases:known cases:news
        cases:route cases:protection contacts:show contacts:people contacts:person
        contacts:concern contacts:caller contacts:identity contacts:challenges
        contacts:tell_referrer triage:show triage:recommend papers:of_case papers:show
        papers:download enquiries:re_rate enquiries:decide enquiries:authorise
        actions:show disclosures:send disclosures:tell disclosures:product worklist:home
        worklist:alert worklist:out_of_hours restricting:records restricting:readers
        restricting:review restricting:match strategy:arrange strategy:record notices:notices
        records:holds records:place_hold records:lift_hold people:show people:end people:untie
        people:warnings searches:found searches:made
        triage:ring_back""",
    "off": """contacts:identity cases:show cases:looks cases:basis contacts:show triage:show
        papers:of_case enquiries:decide restricting:review""",
    "tri": """cases:show cases:basis cases:looks contacts:show contacts:caller triage:show
        gathering:keep""",
    "par": """gathering:tray gathering:answer gathering:answer_more gathering:agree gathering:clear
        gathering:keep actions:show cases:show disclosures:products""",
    "tea": """disclosures:products disclosures:product disclosures:added worklist:alert actions:show
        cases:show""",
    "oth": "gathering:keep gathering:tray cases:show",
    "x_man": "cases:show contacts:show worklist:home",
}

# Subject access and disposal are walked in the worlds of the page table alone: nothing here
# registers a request, brings a list, and no time is over.
ELSEWHERE = {
    "rolls_roll",
    "rolls_piece",
    "holdings_accessrequest",
    "holdings_item",
    "disposal_keeping",
}
HERE = [each for each in PLANTED if each.table not in ELSEWHERE]
# Rights that no page above serves, and why.
NOT_ON_THESE_PAGES = {
    # A draft is put back where it was typed (test_drafts.py).
    "access_draft.typed by author",
    # Nobody who asks here is of the out-of-hours team.
    "closing_alert.needs by own",
    "closing_alert.result by own",
    # The timeline tells these from the event, which has a canary of its own.
    "contacts_joining.parted_why by hub",
    "people_adoption.lifted_why by readers",
    "people_pair.why by hub",
    "people_dealt.done by managers",
    "restricting_restriction.lifted_why by readers",
    "triage_allocation.why by hub",
    # Shown to the agency alone, or to the hub alone, though the other might read it.
    "disclosures_clearance.why by hub",
    "gathering_request.summary by hub",
    # Only a reason that is none of the list has words.
    "restricting_restriction.words by readers",
}


def _opened(deed: str) -> Reading:
    """Do what is to be done, and open the pages of the case as each who asks."""
    at, deeds = DEEDS[deed]
    with planting() as garden:
        world = World(at, planted())
        for do in deeds:
            do(world)
    reading = Reading(garden, at, "open")
    answering = Answering(world, "open", list(PAGES), read=reading.read)
    for column, named in PAGES.items():
        for page in named.split():
            # Not every case has an action, a question or a paper to open.
            with suppress(NoReverseMatch):
                answering.opened(page, column)
    return reading


def test_every_right_to_read_is_used_and_nobody_reads_without_one(heard: Heard) -> None:
    leaks: dict[str, dict[str, set[str]]] = {}
    said: set[str] = set()
    read: dict[str, set[str]] = defaultdict(set)

    for deed in DEEDS:
        with transaction.atomic():
            reading = _opened(deed)
            transaction.set_rollback(True)
        if reading.leaks:
            leaks[deed] = reading.leaks
        said |= {str(each.declared) for each in reading.garden.planted.values()}
        for canary, column in reading.seen:
            read[str(canary.declared)].add(column)
        assert heard.of(reading.garden) == []
        figures.add(canaries=len(reading.garden.planted), pages=reading.pages)

    assert leaks == {}
    assert {str(each) for each in HERE if each.how in ("words", "leaves")} - said == set()
    unused = {
        f"{each} by {who}"
        for each in HERE
        for who in each.who - {"referrer"}
        if not COLUMNS_OF[who] & read[str(each)]
    }
    assert unused == NOT_ON_THESE_PAGES


def test_canaries_are_heard_where_both_walls_around_rows_are_gone(database_copy: Copy) -> None:
    """A search that finds nothing, whatever is taken away, would prove nothing."""
    both = walls.without_reach(database_copy), walls.without_row_security(database_copy)
    with both[0], both[1], transaction.atomic():
        reading = _opened("sent")
        transaction.set_rollback(True)

    strangers = {page for pages in reading.leaks.values() for page in pages}
    assert "cases:show as x_man" in strangers
    assert len(reading.leaks) > 10


def test_a_logger_that_tells_of_a_child_is_heard(heard: Heard) -> None:
    with planting() as garden:
        case = World("taken", planted()).case
    assert case is not None

    logging.getLogger("anything").debug("Looked at %s", case.child)

    assert len(heard.of(garden)) == 1


def test_an_error_in_the_middle_puts_nothing_of_a_child_in_a_log(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tracebacks are written without what the variables held (R15)."""
    with planting() as garden:
        world = World("taken", planted())
    assert world.case is not None
    browser = pages.signed_in("manager")
    browser.raise_request_exception = False

    def broken(page: object, *_: object, **__: object) -> None:
        name = world.case and world.case.child.name
        raise RuntimeError(f"of {len(name or '')} letters")

    monkeypatch.setattr("frontdoor.web.cases.show.render", broken)
    answer = browser.get(world.address("cases:show"))

    assert answer.status_code == 500
    assert any("Traceback" in said for said in heard.said)
    assert heard.of(garden) == []
    assert not TOKEN.search(answer.content.decode())


def test_the_database_writes_no_statement_of_the_program_into_its_log(database_copy: Copy) -> None:
    """A statement that fails has its values in it: a name that is too long, a child's number."""
    with psycopg.connect(database_copy.superuser) as behind:
        [place] = behind.execute("SHOW data_directory").fetchone() or [""]
    log = Path(place).parent / "postgres.log"
    said = len(log.read_text(encoding="utf-8", errors="replace"))

    for address in (database_copy.application, database_copy.owner):
        with psycopg.connect(address) as program, pytest.raises(psycopg.Error):
            program.execute("SELECT 'Zqxj0000'::text, 1 / 0")

    since = log.read_text(encoding="utf-8", errors="replace")[said:]
    assert since.count("division by zero") >= 2
    assert not TOKEN.search(since)
