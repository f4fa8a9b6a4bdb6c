"""Walks a state machine a number of times, in parts, so that several workers share them.

A part is a test: its rows are rolled back, and no part gets slow by what the others left behind.
The chance of each is given, so that what failed once fails again; a long form has other chances.
"""

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

PART = 25


def parts(runs: int) -> range:
    """Return the numbers of the parts of so many runs."""
    return range(-(-runs // PART))


def walk(machine: type[RuleBasedStateMachine], *, part: int, of: int, steps: int) -> int:
    """Walk one part of so many runs, each of so many steps at most, and return how many it had."""
    runs = min(PART, of - part * PART)
    run_state_machine_as_test(
        seed(of + part)(machine),
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
    return runs
