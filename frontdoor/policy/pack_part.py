"""What every part of a pack is made of: frozen, closed, and strict about its types."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from frontdoor.kernel.worktime import Duration, Unit

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True)]
Days = Annotated[int, Field(strict=True, gt=0)]
Amount = Annotated[float, Field(strict=True, gt=0, le=10_000, allow_inf_nan=False)]
Minutes = Annotated[int, Field(strict=True, gt=0, le=60)]
Share = Annotated[float, Field(strict=True, gt=0, lt=1)]


class Part(BaseModel):
    """A piece of a pack. It never changes, and refuses keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Part):
    """A thing with a slug for the program, a name for people, and the name in the source (a.7(9)).

    `source_name` is empty when the source uses the current name.
    """

    slug: Slug
    name: Text
    source_name: str = ""


class Span(Part):
    """A promised length of time, always with its unit (a.7(21))."""

    amount: Amount | None = None
    unit: Unit

    @property
    def length(self) -> Duration:
        """The span as the clock wants it. "Same day" needs no amount: it is one day."""
        amount = 1.0 if self.amount is None else self.amount
        return Duration(int(amount) if amount.is_integer() else amount, self.unit)

    def __str__(self) -> str:
        """Return the span in words: "4 working hours", "1 working day", "same day"."""
        if self.amount is None:
            return self.unit.value
        words = self.unit.value.removesuffix("s") if self.amount == 1 else self.unit.value
        return f"{self.amount:g} {words}"
