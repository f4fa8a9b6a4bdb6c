"""The database goes before, in the middle of, and after whatever people do (R2).

It goes for real: the cable is pulled, and backends are ended. What was being done is stored whole
or not at all, the page says which or that nobody knows, and what was typed is given back.
"""

from collections.abc import Iterator

import pytest

from tests.database import Copy
from tests.faults import behind, deeds
from tests.faults.cable import Cable, laid
from tests.faults.deeds import WORDS, Deed
from tests.pages import Page, text

pytestmark = pytest.mark.django_db(transaction=True)

every_deed = pytest.mark.parametrize("what", deeds.ALL)
UNDONE, IN_DOUBT = "That was not saved", "It may not have been saved"


@pytest.fixture
def cable(database_copy: Copy) -> Iterator[Cable]:
    """Return the cable to the database."""
    with laid(database_copy) as link:
        yield link


def _is_told(answer: Page, deed: Deed, said: str) -> None:
    words = answer.content.decode()
    assert answer.status_code == 503, text(answer)[:300]
    assert f'<h1 class="govuk-heading-l">{said}</h1>' in words
    assert "call 999" in words
    assert answer["Cache-Control"] == "no-store"
    assert (WORDS in words) == deed.gives_back
    assert all(name in words for name, _ in deed.files.values())
    assert str(deed.typed.get("password", "no password")) not in words


@every_deed
def test_what_people_do_is_stored_whole_or_not_at_all_and_they_are_told(
    what: str, cable: Cable, database_copy: Copy, caplog: pytest.LogCaptureFixture
) -> None:
    deed = deeds.ALL[what]()
    before = behind.stored(database_copy)
    ways = {
        "gone before": (b"SELECT", cable.pull, UNDONE),
        "ended in the middle": (deed.last, lambda: behind.terminate(database_copy), UNDONE),
        # Nobody is signed in yet, and has nothing that could be in doubt.
        "cut at the end": (b"COMMIT", cable.cut, UNDONE if what == "sign in" else IN_DOUBT),
    }
    for way, (mark, do, said) in ways.items():
        cable.at(mark, do)

        _is_told(deed.send(), deed, said)

        assert cable.passed, way
        assert behind.stored(database_copy) == before, way
        cable.put_in()

    assert WORDS not in caplog.text
    assert "The database did not do what a page asked" in caplog.text


@pytest.mark.parametrize("what", [name for name in deeds.ALL if name not in ("draft", "sign in")])
def test_what_was_stored_and_never_answered_is_not_done_twice(
    what: str, cable: Cable, database_copy: Copy
) -> None:
    """The answer to the last word is lost: the page says so, and a second try is one."""
    deed = deeds.ALL[what]()
    cable.at(b"COMMIT", cable.swallow)

    _is_told(deed.send(), deed, IN_DOUBT)

    assert behind.events(database_copy, deed.leaves) == 1
    stored = behind.stored(database_copy)
    again = deed.send()
    assert again.status_code in (302, 403, 409, 422), text(again)[:200]
    assert behind.events(database_copy, deed.leaves) == 1
    assert behind.stored(database_copy) == stored
