"""The database answers, and cannot do what it is asked: held up, full, read-only (R2)."""

import resource
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import LiteralString

import psycopg
import pytest
from django.db import close_old_connections, connection

from tests import pages
from tests.database import Copy
from tests.faults import behind, deeds
from tests.faults.cable import Cable, laid
from tests.faults.deeds import WORDS
from tests.pages import Page

pytestmark = pytest.mark.django_db(transaction=True)

BUSY, AWAY = "Frontdoor was busy with the same record", "Frontdoor cannot reach its records"
MB = 1_000_000
SLOW = """
    CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_sleep(20); RETURN NEW; END';
    CREATE TRIGGER slow BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION slow();
"""
LIMIT = "-c lock_timeout=300ms -c statement_timeout=600ms"


@pytest.fixture
def cable(database_copy: Copy) -> Iterator[Cable]:
    """Return the cable to the database."""
    with laid(database_copy) as link:
        yield link


def _is_given_back(answer: Page, why: str) -> None:
    words = answer.content.decode()
    assert answer.status_code == 503
    assert "That was not saved" in words
    assert why in words
    assert WORDS in words


def test_what_somebody_else_holds_is_waited_for_and_not_for_ever(database_copy: Copy) -> None:
    with laid(database_copy, options=LIMIT):
        deed = deeds.rate()
        before = behind.stored(database_copy)
        with psycopg.connect(database_copy.superuser) as other:
            other.execute("LOCK TABLE audit_event IN SHARE MODE")
            given_back = deed.send()
            _is_given_back(given_back, BUSY)
            assert "Reason for the rating" in pages.text(given_back)

        assert behind.stored(database_copy) == before
        # As the button of that page sends it.
        assert deed.client.post(deed.address, pages.offered(given_back)).status_code == 302
        assert behind.events(database_copy, deed.leaves) == 1


def test_a_question_that_takes_too_long_is_given_up(database_copy: Copy) -> None:
    with laid(database_copy, options=LIMIT):
        deed = deeds.rate()
        before = behind.stored(database_copy)
        behind.run(database_copy, SLOW)

        _is_given_back(deed.send(), BUSY)

        assert behind.stored(database_copy) == before


@contextmanager
def _deadlock(cable: Cable, copy: Copy, wanted: LiteralString) -> Iterator[None]:
    """Let each hold what the other wants, so that PostgreSQL ends the page's transaction."""
    with ExitStack() as stack:
        other = stack.enter_context(psycopg.connect(copy.superuser))
        other.execute("SET deadlock_timeout = '1min'")
        other.execute("LOCK TABLE audit_event IN SHARE MODE")

        def wants_the_row() -> None:
            other.execute(wanted)
            other.commit()

        waits = threading.Thread(target=wants_the_row)
        cable.at(b'INSERT INTO "audit_event"', waits.start)
        yield
        waits.join(30)


def test_of_two_in_each_others_way_the_one_that_was_undone_is_done_again(
    cable: Cable, database_copy: Copy, caplog: pytest.LogCaptureFixture
) -> None:
    deed = deeds.rate()

    with _deadlock(cable, database_copy, "SELECT * FROM enquiries_enquiry FOR UPDATE"):
        assert deed.send().status_code == 302

    assert "DeadlockDetected 40P01" in caplog.text
    assert behind.events(database_copy, deed.leaves) == 1


def test_a_file_that_is_attached_again_is_whole(
    cable: Cable, database_copy: Copy, caplog: pytest.LogCaptureFixture
) -> None:
    deed = deeds.upload()

    with _deadlock(cable, database_copy, "SELECT * FROM contacts_contact FOR UPDATE"):
        assert deed.send().status_code == 302

    assert "DeadlockDetected 40P01" in caplog.text
    with psycopg.connect(database_copy.superuser) as other:
        kept = other.execute("SELECT content FROM papers_content").fetchall()
    assert [bytes(content) for (content,) in kept] == [b"Dear hub"]


def test_what_changed_under_a_page_is_read_again(
    cable: Cable, database_copy: Copy, caplog: pytest.LogCaptureFixture
) -> None:
    """A serialization failure, in a database that somebody has made stricter than ours."""
    deed = deeds.rate()
    behind.run(
        database_copy,
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation ="
        " ''repeatable read''', current_database()); END $$",
    )
    connection.close()
    cable.at(
        b"UPDATE OF",
        lambda: behind.run(database_copy, "UPDATE enquiries_enquiry SET version = version"),
    )

    assert deed.send().status_code == 302

    assert "SerializationFailure 40001" in caplog.text
    assert behind.events(database_copy, deed.leaves) == 1


@pytest.mark.parametrize(
    "so", ["ALLOW_CONNECTIONS false", "SET default_transaction_read_only = on"]
)
def test_a_database_that_takes_nobody_or_keeps_nothing_is_told(
    so: str, database_copy: Copy
) -> None:
    deed = deeds.rate()
    before = behind.stored(database_copy)
    with psycopg.connect(database_copy.admin, autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {database_copy.name} {so}".encode())
        connection.close()
        try:
            _is_given_back(deed.send(), AWAY)
        finally:
            admin.execute(f"ALTER DATABASE {database_copy.name} ALLOW_CONNECTIONS true".encode())
            admin.execute(f"ALTER DATABASE {database_copy.name} RESET ALL".encode())

    connection.close()
    assert behind.stored(database_copy) == before
    assert deed.send().status_code == 302


def test_a_disk_that_is_full_keeps_no_half_of_a_file(database_copy: Copy) -> None:
    """The backend may write no file beyond 17 MB, which is more than a segment of its log."""
    # Words that cannot be made much shorter.
    large = Random(2027).randbytes(9 * MB).hex().encode()
    deed = replace(deeds.upload(), files={"papers": ("letter.txt", large)})
    before = behind.stored(database_copy)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [backend] = cursor.fetchone() or (0,)
    _may_write(int(backend), most=17 * MB)

    _is_given_back(deed.post(), AWAY)

    connection.close()
    assert behind.stored(database_copy) == before


def _may_write(process: int, *, most: int) -> None:
    """Let a process write no file beyond so many bytes, as the account that it runs as."""
    subprocess.run(
        ["/bin/true"],
        check=True,
        user=(owner := Path(f"/proc/{process}").stat()).st_uid,
        group=owner.st_gid,
        preexec_fn=lambda: resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most)),
    )


def test_a_connection_that_was_lost_while_nobody_asked_is_made_anew(
    cable: Cable, database_copy: Copy
) -> None:
    deed = deeds.rate()
    behind.terminate(database_copy)
    close_old_connections()

    assert deed.post().status_code == 302


def test_a_page_that_only_looks_says_that_nothing_was_changed(cable: Cable) -> None:
    client = pages.signed_in("manager")
    client.get("/")
    cable.pull()

    answer = client.get("/")

    assert answer.status_code == 503
    assert "This page cannot be shown now" in pages.text(answer)
    assert "Nothing was changed." in pages.text(answer)
    assert "What you typed" not in pages.text(answer)


def test_words_that_another_site_sends_are_not_shown_as_somebodys(cable: Cable) -> None:
    """A form that comes without our cookie came from elsewhere."""
    deed = deeds.rate()
    deed.client.cookies.pop("csrftoken", None)
    deed.client.cookies.pop("__Host-csrftoken", None)
    cable.pull()

    assert WORDS not in deed.send().content.decode()
