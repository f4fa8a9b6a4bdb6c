"""What is remembered about people."""

from dataclasses import dataclass

from frontdoor.audit.events import Fact


@dataclass(frozen=True, kw_only=True)
class PeopleLinked(Fact):
    """Somebody said that two records are one person."""

    kind = "people.linked"
    person: str
    why: str


@dataclass(frozen=True, kw_only=True)
class PeopleParted(Fact):
    """A link between two records was undone."""

    kind = "people.parted"
    person: str
    why: str
