"""Amounts of time, and what they are counted in (a.6, a.7(21))."""

import math
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Unit(StrEnum):
    """What an amount of time is counted in (a.6, a.7(21))."""

    CLOCK_HOURS = "clock hours"
    WORKING_HOURS = "working hours"
    WORKING_DAYS = "working days"
    SAME_DAY = "same day"


@dataclass(frozen=True)
class Duration:
    """How long something may take. "Same day" says it all: its amount is not looked at.

    :raises ValueError: if the amount is negative, endless, or a broken number of working days.
    """

    amount: int | float
    unit: Unit
    span: timedelta = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse an amount that nobody could keep."""
        object.__setattr__(self, "unit", Unit(self.unit))
        if not math.isfinite(self.amount):
            raise ValueError("A duration must end, so its amount must be a number.")
        if self.amount < 0:
            raise ValueError(
                f"{self.amount} {self.unit} is refused: nothing can be due before it starts."
            )
        if self.unit is Unit.WORKING_DAYS and self.amount != int(self.amount):
            raise ValueError(
                f"{self.amount} working days is refused: they are counted whole. "
                "For a part of a day, use working hours."
            )
        object.__setattr__(self, "span", _hours(self.amount))


def _hours(amount: float) -> timedelta:
    try:
        return timedelta(hours=amount)
    except OverflowError:
        raise ValueError(f"{amount} is longer than any time that can be told.") from None
