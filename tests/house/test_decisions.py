"""Decisions are kept in order, so that each can be named by its number."""

from tests.house.source import files, text

DECISIONS = sorted(path for path in files() if path.startswith("docs/decisions/0"))


def test_each_decision_has_the_next_number_and_begins_with_it() -> None:
    names = [path.rpartition("/")[2] for path in DECISIONS]
    numbers = [int(name.partition("-")[0]) for name in names]

    assert numbers == list(range(1, len(DECISIONS) + 1))
    assert [text(path).partition(".")[0] for path in DECISIONS] == [f"# {each}" for each in numbers]
