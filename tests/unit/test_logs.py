"""What is logged is one line that nobody else can write (ASVS 5.0, 16.2 and 16.4)."""

import json
import logging
import sys

from config.logs import Lines

SECRET = "Jessamy Marlowe"


def _line(said: str, *, failed: bool = False) -> str:
    found = sys.exc_info() if failed else None
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, said, (), found)
    record.created = 1_790_000_000.25
    return Lines().format(record)


def test_it_says_when_in_utc_how_grave_from_where_and_what() -> None:
    assert json.loads(_line("It broke")) == {
        "at": "2026-09-21T14:13:20.250+00:00",
        "level": "ERROR",
        "from": "django.request",
        "said": "It broke",
    }


def test_nobody_adds_a_line_to_it() -> None:
    line = _line('Not found: /x\r\n{"level": "INFO", "said": "all is well"}')

    assert len(line.splitlines()) == 1
    assert json.loads(line)["level"] == "ERROR"


def test_a_bug_is_told_with_its_place_and_without_what_was_in_hand() -> None:
    name = SECRET.lower()
    try:
        int(name)
    except ValueError:
        line = _line("Internal Server Error", failed=True)

    assert "test_logs.py" in json.loads(line)["trace"]
    assert json.loads(line)["trace"].endswith("builtins.ValueError")
    assert name not in line
    assert len(line.splitlines()) == 1


def test_what_an_error_came_from_is_told_as_well_and_its_words_are_not() -> None:
    try:
        try:
            dict[str, str]()[SECRET]
        except KeyError as missing:
            raise RuntimeError(f"There is no {SECRET}.") from missing
    except RuntimeError:
        trace = json.loads(_line("Internal Server Error", failed=True))["trace"]

    kinds = [line for line in trace.splitlines() if line.startswith("builtins.")]
    assert kinds == ["builtins.KeyError", "builtins.RuntimeError"]
    assert SECRET not in trace
