"""A version that was in force stays readable when packs learn to say more."""

import re
from pathlib import Path

import pytest

from frontdoor.policy import grown, reading
from frontdoor.policy.reading import Unreadable

COVENTRY = (Path(__file__).parents[2] / "packs" / "coventry.toml").read_text(encoding="utf-8")
LATER = [(table, key) for table, keys in grown.GROWN.items() for key in keys]


def _without(table: str, key: str) -> str:
    """Return the pack without one key of a table: others have keys of the same name."""
    before, head, after = COVENTRY.partition(f"\n[{table}]\n")
    within, following, rest = after.partition("\n[")
    less = re.sub(rf"^{key} = (?:\[\n(?:  .*\n)*\]|.*)\n", "", within, flags=re.MULTILINE)
    assert less != within
    return before + head + less + following + rest


@pytest.mark.parametrize(("table", "key"), LATER)
def test_a_new_pack_has_to_say_what_packs_learned_to_say(table: str, key: str) -> None:
    with pytest.raises(Unreadable, match=f"{table}.{key}"):
        reading.read(_without(table, key), name="old")


@pytest.mark.parametrize(("table", "key"), LATER)
def test_an_older_version_is_read_with_what_it_could_not_say(table: str, key: str) -> None:
    policy = reading.cached(f"without {table}.{key}", lambda: _without(table, key))

    assert getattr(policy, table).model_dump()[key] == grown.GROWN[table][key]


def _without_where_kinds_are_chosen() -> str:
    # What an outcome says of its own stages is followed by more; a kind ends with them.
    return re.sub(r"^stages = .*\n\n", "\n", COVENTRY, flags=re.MULTILINE)


def test_an_older_version_chooses_every_kind_in_mash_alone() -> None:
    policy = reading.cached("without stages of kinds", _without_where_kinds_are_chosen)

    kinds = [kind for outcome in policy.outcomes for kind in outcome.variants]
    assert kinds
    assert {kind.stages for kind in kinds} == {("mash",)}


def test_a_new_pack_has_to_say_where_a_kind_is_chosen() -> None:
    with pytest.raises(Unreadable, match=r"variants\[0\]\.stages"):
        reading.read(_without_where_kinds_are_chosen(), name="old")


def test_what_a_version_says_itself_stands() -> None:
    policy = reading.cached("now", lambda: COVENTRY)

    assert policy == reading.read(COVENTRY, name="now")


def _without_what_falls_under_a_class() -> str:
    text = re.sub(r"^teams = \[  # ours[^\]]*\]\n", "", COVENTRY, flags=re.MULTILINE)
    head, _, classes = text.partition("\n[[retention]]")
    return head + "\n[[retention]]" + re.sub(r"(?m)^(of|outcomes|teams) = .*\n", "", classes)


def test_an_older_version_has_nothing_under_any_class_of_retention() -> None:
    policy = reading.cached("without what is kept", _without_what_falls_under_a_class)

    assert policy.retention
    assert {(each.of, each.outcomes, each.teams) for each in policy.retention} == {
        ("cases", (), ())
    }


def test_a_new_pack_has_to_say_what_falls_under_a_class_of_retention() -> None:
    with pytest.raises(Unreadable, match=r"retention\[0\]\.of"):
        reading.read(_without_what_falls_under_a_class(), name="old")
