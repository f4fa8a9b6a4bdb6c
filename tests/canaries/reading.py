"""Reads what a page says for canaries that whoever reads it has no right to.

Who may read what stands in fields.csv, in these words:

hub       those inside the hub           managers  the hub's managers
inside    those inside the hub, whatever the caveat of the item that it is said of
own       the agency or team that the row is of: whoever was asked, answered, or was given it
asked     an agency that was asked about the child       invited   ... to a strategy discussion
named     an agency that was given an action about the child
team      a team that was sent a product of the case
author    whoever typed it               readers   named readers, and managers, of a restriction
looker    whoever broke the glass, and the managers who review it
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.canaries.declared import FIELDS
from tests.canaries.planting import DAYS, NHS, TOKEN, Canary, Garden
from tests.pages import Page
from tests.world import PEOPLE

INSIDE = {"off", "tri", "soc", "coo", "man"}
# Whose people the columns of the page table are.
OF_AGENCY = {
    "par": "police",
    "oth": "community_safety",
    "tea": "early_help_team",
    "els": "disability_team",
}
# At which stages of its world the police was asked, or given something to do; which the Early Help
# team was sent something at; and what the end of the road adds to them.
ASKED = {
    "asked", "named", "proposed", "agreed", "answered", "decided", "signed", "locked", "consulted",
    "sent",
}  # fmt: skip
ASKED_AT_THE_END = {"in_mash", "rated", "called"}
NAMED = {"acting", "came", *ASKED}
TOLD = {"came", "handed", "sent"}
TOLD_AT_THE_END = {"decided", "signed", "locked", "consulted"}
INVITED = {"called"}
# Records that are kept for none of those who ask; `glass` opens what is not its originator's.
HIDDEN = {"restricted", "adopted", "expired"}


# Who of those in a column may use a right.
COLUMNS_OF = {
    "hub": INSIDE,
    "inside": INSIDE,
    "own": set(OF_AGENCY),
    "asked": {"par"},
    "named": {"par"},
    "invited": {"par"},
    "team": {"tea"},
    "managers": {"man"},
    "author": {"man"},
    "readers": {"man"},
    "looker": {"off", "man"},
}


@dataclass
class Reading:
    """What was found on the pages of one world."""

    garden: Garden
    at: str
    record: str
    pages: int = 0
    leaks: dict[str, set[str]] = field(default_factory=dict)
    seen: set[tuple[Canary, str]] = field(default_factory=set)

    def read(self, page: str, column: str, answer: Page) -> None:
        """Note what one page says to one of those who ask."""
        self.pages += 1
        for canary in self._found(answer):
            self.seen.add((canary, column))
            if not self.may(column, canary):
                self.leaks.setdefault(str(canary), set()).add(f"{page} as {column}")

    def _found(self, answer: Page) -> list[Canary]:
        said = answer.content.decode(errors="replace")
        said += "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        said += answer.cookies.output()
        tokens = set(TOKEN.findall(said))
        tokens |= {f"Zqxj{last}" for _, last in NHS.findall(said)}
        found = [self.garden.planted[each] for each in tokens if each in self.garden.planted]
        return found + [
            Canary("", FIELDS["people_person", name], 0)
            for day, name in DAYS.items()
            if day in said
        ]

    def may(self, column: str, canary: Canary) -> bool:
        """Tell whether somebody may read a canary, in any of the ways in which one may."""
        return any(RIGHTS[who](self, column, canary) for who in canary.declared.who)

    @property
    def is_hidden(self) -> bool:
        """Tell whether the record is kept for none of those who ask."""
        return self.record in HIDDEN

    def is_open(self, column: str, canary: Canary) -> bool:
        """Tell whether the caveat of an item keeps it from somebody inside the hub."""
        if canary.kept_to in ("", "hub"):
            return True
        if canary.given_by.removeprefix("coventry-") == PEOPLE[column]:
            return True
        # Broken glass never opens what is kept to its originator.
        return column == "man" and (canary.kept_to == "managers" or self.record != "glass")

    def is_shut_to(self, column: str) -> bool:
        """Tell whether the record is kept from an agency that was let in before."""
        return column == "par" and self.record in {*HIDDEN, "glass"}

    def let_in(self, how: str) -> bool:
        """Tell whether the police were asked of the child, given something, or invited."""
        if self.is_shut_to("par"):
            return False
        at_the_end = self.record == "ended" and self.at in ASKED_AT_THE_END
        return at_the_end or self.at in {"asked": ASKED, "named": NAMED, "invited": INVITED}[how]

    def was_told(self) -> bool:
        """Tell whether the Early Help team was sent anything of the case."""
        return self.at in TOLD or (self.record == "ended" and self.at in TOLD_AT_THE_END)


RIGHTS: dict[str, Callable[[Reading, str, Canary], bool]] = {
    "hub": lambda on, who, what: who in INSIDE and not on.is_hidden and on.is_open(who, what),
    "inside": lambda on, who, _: who in INSIDE and not on.is_hidden,
    "managers": lambda on, who, _: who == "man" and not on.is_hidden and on.record != "glass",
    "own": lambda on, who, what: OF_AGENCY.get(who) == what.agency and not on.is_shut_to(who),
    "asked": lambda on, who, _: who == "par" and on.let_in("asked"),
    "named": lambda on, who, _: who == "par" and on.let_in("named"),
    "invited": lambda on, who, _: who == "par" and on.let_in("invited"),
    "team": lambda on, who, _: who == "tea" and on.was_told(),
    "author": lambda _, who, __: who == "man",
    "readers": lambda _, who, __: who == "man",
    "looker": lambda _, who, __: who in ("off", "man"),
    # Whoever has the code of a receipt asks from no column of the page table.
    "referrer": lambda _, __, ___: False,
}
