"""What a fact is: small, made of plain values, and named in the past tense."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A past fact about the record that `subject` refers to.

    `kept_to` is the caveat of the item that it tells of: who may not see the item is not told that
    it was ever written.
    """

    kind: ClassVar[str]
    subject: str
    hub_id: int
    kept_to: str = ""

    def facts(self) -> dict[str, object]:
        """Return what is told beyond the subject, as plain values."""
        return {
            field.name: _plain(getattr(self, field.name))
            for field in fields(self)
            if field.name not in {"subject", "hub_id", "kept_to"}
        } | ({"kept_to": self.kept_to} if self.kept_to else {})


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
