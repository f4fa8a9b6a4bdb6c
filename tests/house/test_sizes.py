"""Files and functions stay small. The guides are lower than these fences: see sizes.py."""

from tests.house.sizes import FILE, FUNCTION, length, measured
from tests.house.source import python, text

ALL = python("frontdoor/", "config/", "launch/", "bench/", "tests/")


def test_no_file_has_more_than_400_lines() -> None:
    sizes = {source.path: source.lines for source in ALL}
    sizes |= {path: text(path).count("\n") for path in measured("*.html", "*.scss", "*.sql")}

    assert {path: lines for path, lines in sizes.items() if lines > FILE.fence} == {}


def test_no_function_has_a_body_of_more_than_40_lines() -> None:
    long = {
        f"{source.at(function)} {function.name}": length(function)
        for source in ALL
        for function in source.functions()
        if length(function) > FUNCTION.fence
    }

    assert long == {}
