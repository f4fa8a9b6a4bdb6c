"""Whatever is remembered can be told: no event is written that the timeline has no words for."""

import importlib
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from frontdoor.audit.events import Fact
from frontdoor.audit.models import Event
from frontdoor.web.timeline import telling

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 20, 16, 40, tzinfo=UTC)
EXAMPLES: dict[object, Any] = {
    str: "some words",
    int: 3,
    bool: False,
    datetime: AT,
    date: AT.date(),
    date | None: None,
    datetime | None: AT,
    tuple[str, ...]: ("one", "two"),
}


def _facts() -> list[type[Fact]]:
    for path in sorted((ROOT / "frontdoor").rglob("events.py")):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return sorted(Fact.__subclasses__(), key=lambda fact: fact.kind)


def _example(fact: type[Fact], *, empty: bool) -> Event:
    hints = get_type_hints(fact)
    made: dict[str, Any] = {
        field.name: ("" if hints[field.name] is str else ()) if empty
        and hints[field.name] in (str, tuple[str, ...])
        else EXAMPLES[hints[field.name]]
        for field in fields(fact)
    }  # fmt: skip
    return Event(kind=fact.kind, facts=fact(**made).facts(), by_name="Moses Adeyemi", at=AT)


@pytest.mark.parametrize("empty", [False, True], ids=["full", "empty"])
@pytest.mark.parametrize("fact", _facts(), ids=lambda fact: fact.kind)
def test_every_event_has_words(fact: type[Fact], empty: bool) -> None:
    event = _example(fact, empty=empty)

    told = telling.told(event)

    assert told.title[:1].isupper() or told.title.startswith(("some words", " "))
    assert "None" not in told.title + told.detail
    assert "_" not in told.title + told.detail


def test_no_words_are_left_of_events_that_are_gone() -> None:
    assert set(telling.TELLINGS) == {fact.kind for fact in _facts()}


def test_what_changed_is_told_with_who_and_when() -> None:
    event = Event(
        kind="enquiry.rated",
        facts={"rating": "Red", "reason": "An adult waits at the gate."},
        by_name="Moses Adeyemi",
        at=AT,
    )

    changes = telling.changes([event])

    assert changes == [
        {
            "what": "Rated Red",
            "now": "Reason: An adult waits at the gate.\nMoses Adeyemi, 20 November 2026 at 4:40pm",
        }
    ]
