"""Tells, after the house tests, what is near a fence: seldom over is not never over."""

import pytest

from tests.house.sizes import FILE, FUNCTION, length, told
from tests.house.source import python


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what is over the guides, with `-v`."""
    if terminalreporter.config.get_verbosity() < 0:
        return
    product = python("frontdoor/", "config/", "launch/")
    functions = {
        f"{source.at(function)} {function.name}": length(function)
        for source in product
        for function in source.functions()
    }
    terminalreporter.section("sizes")
    lines = told("Files", {source.path: source.lines for source in product}, FILE)
    for line in [*lines, *told("Functions", functions, FUNCTION)]:
        terminalreporter.line(line)
