"""On which line each key of a pack stands."""

import tomllib
from pathlib import Path

import pytest

from frontdoor.policy.pack_lines import Path as Place
from frontdoor.policy.pack_lines import line_of, lines

PACKS = Path(__file__).parents[2] / "packs"

WRITTEN = """# a comment with [brackets] = "and" more
title = "one" # trailing ] }
[a.b]
"quoted key".x = 'lit # eral'
inline = { c = 1, d = [ { e = "]" } ] }
many = [
  1, # first
  \"\"\"two
  lines\"\"\",
  '''three
  ]''',
]
[[list]]
x = 1979-05-27 07:32:00
[[list]]
[list.sub]
y = [[1], [2,
3]]
"""


def test_the_line_of_every_kind_of_key_is_known() -> None:
    assert tomllib.loads(WRITTEN)["list"][1] == {"sub": {"y": [[1], [2, 3]]}}

    known = lines(WRITTEN)

    assert known == {
        ("title",): 2,
        ("a",): 3,
        ("a", "b"): 3,
        ("a", "b", "quoted key"): 4,
        ("a", "b", "quoted key", "x"): 4,
        ("a", "b", "inline"): 5,
        ("a", "b", "inline", "c"): 5,
        ("a", "b", "inline", "d"): 5,
        ("a", "b", "inline", "d", 0): 5,
        ("a", "b", "inline", "d", 0, "e"): 5,
        ("a", "b", "many"): 6,
        ("a", "b", "many", 0): 7,
        ("a", "b", "many", 1): 8,
        ("a", "b", "many", 2): 10,
        ("list",): 13,
        ("list", 0): 13,
        ("list", 0, "x"): 14,
        ("list", 1): 15,
        ("list", 1, "sub"): 16,
        ("list", 1, "sub", "y"): 17,
        ("list", 1, "sub", "y", 0): 17,
        ("list", 1, "sub", "y", 0, 0): 17,
        ("list", 1, "sub", "y", 1): 17,
        ("list", 1, "sub", "y", 1, 0): 17,
        ("list", 1, "sub", "y", 1, 1): 18,
    }


def test_what_is_not_there_stands_where_the_thing_around_it_does() -> None:
    known = lines(WRITTEN)

    assert line_of(("a", "b", "missing"), known) == 3
    assert line_of(("list", 1, "missing", "deeper"), known) == 15
    assert line_of(("missing",), known) == 1


def places(data: object, path: Place = ()) -> set[Place]:
    if isinstance(data, dict):
        inner = [places(value, (*path, key)) for key, value in data.items()]
    elif isinstance(data, list):
        inner = [places(value, (*path, index)) for index, value in enumerate(data)]
    else:
        inner = []
    return {path}.union(*inner) - {()}


@pytest.mark.parametrize("file", sorted(PACKS.rglob("*.toml")), ids=lambda file: file.stem)
def test_every_place_of_our_packs_has_a_line(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    known = lines(text)

    assert set(known) == places(tomllib.loads(text))
    assert max(known.values()) <= text.count("\n") + 1
