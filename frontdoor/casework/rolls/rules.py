"""Read one row of a roll: what it says of a person, or every reason why it cannot be taken."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from frontdoor.casework.rolls.vocabulary import Column
from frontdoor.people import rules as people
from frontdoor.people.vocabulary import Service, Sex

LONGEST = 200
# Ours, as for the watch: a piece takes less than a second.
LEFT = timedelta(minutes=5)
_LONGER = {Column.ADDRESS: 1_000, Column.PHONE: 40, Column.POSTCODE: 10, Column.NUMBER: 100}
_DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %b %Y", "%d %B %Y",
          "%d-%b-%Y", "%d-%b-%y", "%Y%m%d")  # fmt: skip
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
# How a spreadsheet counts days: 1 is the first of January 1900, and it has a day too many. Of four
# figures it could be a year as well: then it is no day.
_SERIAL, _FIRST = re.compile(r"\d{5}(\.0+)?"), date(1899, 12, 30)
_SEXES = {
    **dict.fromkeys(("f", "female", "girl", "b) female"), Sex.FEMALE),
    **dict.fromkeys(("m", "male", "boy", "a) male"), Sex.MALE),
}
_NO_SEX = {"u", "unknown", "not known", "not stated", "i", "d) neither", "c) not stated/recorded"}
_SERVICES = {
    Service.SOCIAL_CARE: "childrenssocialcare socialcare csc cin childinneed cp childprotection "
    "cla lac lookedafter childreninneed statutory",
    Service.EARLY_HELP: "earlyhelp eh familyhelp targetedsupport caf tac",
}
_SERVICE_OF = {word: service for service, words in _SERVICES.items() for word in words.split()}


class Unreadable(ValueError):
    """A row cannot be taken; its words say why, and how to put it right."""


@dataclass(frozen=True, kw_only=True)
class Work:
    """What a row says of a service's work."""

    service: Service
    opened_on: date
    closed_on: date | None
    team: str
    worker: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """What a row says: the source's own number, the person, and a service's work, if any."""

    number: str
    person: dict[str, Any] = field(default_factory=dict)
    work: Work | None = None


def said(cells: Sequence[str], columns: Mapping[str, int], column: Column) -> str:
    """Return what a row says in a column, without spaces around it; empty where it says nothing."""
    place = columns.get(column.value)
    return " ".join(cells[place].split()) if place is not None and place < len(cells) else ""


def read(cells: Sequence[str], columns: Mapping[str, int], *, today: date, works: bool) -> Row:
    """Return what a row says. With `works`, it has to say of a service's work as well.

    :raises Unreadable: with all that is wrong with it.
    """
    reading = _Reading(cells, columns, today)
    row = Row(number=reading.number(), person=reading.person(), work=reading.work(works))
    if reading.wrong:
        raise Unreadable(" ".join(reading.wrong))
    return row


def asked(
    cells: Sequence[str], columns: Mapping[str, int], *, today: date
) -> tuple[dict[str, Any], list[str]]:
    """Return what a row says of a person as far as it can be read, and what of it cannot."""
    reading = _Reading(cells, columns, today)
    return reading.person(), reading.wrong


def a_date(words: str) -> date | None:
    """Return the day that is written there, as people, programs and spreadsheets write days."""
    plain = _CLOCK.sub("", words.strip())
    if _SERIAL.fullmatch(plain):
        return _FIRST + timedelta(days=int(float(plain)))
    for form in _DATES:
        try:
            found = datetime.strptime(plain, form).date()  # noqa: DTZ007  A day has no zone.
        except ValueError:
            continue
        return found if found.year > 1890 else None
    return None


class _Reading:
    """One row as it is read, and what is wrong with it."""

    def __init__(self, cells: Sequence[str], columns: Mapping[str, int], today: date) -> None:
        self.cells, self.columns, self.today = cells, columns, today
        self.wrong: list[str] = []

    def said(self, column: Column) -> str:
        words = said(self.cells, self.columns, column)
        most = _LONGER.get(column, LONGEST)
        if len(words) > most:
            self.wrong.append(f"{column.label} is longer than {most} characters.")
        return words

    def number(self) -> str:
        number = self.said(Column.NUMBER)
        if not number:
            self.wrong.append("It has no number of its own: nobody could tell it from another row.")
        return number

    def person(self) -> dict[str, Any]:
        given, family = self._names()
        told: dict[str, Any] = {
            "given_names": given,
            "family_name": family,
            "date_of_birth": self._day(Column.DATE_OF_BIRTH, past=True),
            "sex": self._sex(),
            "nhs_number": self._nhs_number(),
            "postcode": self.said(Column.POSTCODE).upper(),
        }
        for column in (
            Column.ALSO_KNOWN_AS,
            Column.ADDRESS,
            Column.PHONE,
            Column.SCHOOL,
            Column.GP,
        ):
            told[column.value] = self.said(column)
        if not (given or family or told["also_known_as"]):
            self.wrong.append("It has no name.")
        return {name: value for name, value in told.items() if value}

    def _names(self) -> tuple[str, str]:
        given, family = self.said(Column.GIVEN_NAMES), self.said(Column.FAMILY_NAME)
        whole = self.said(Column.NAME)
        if given or family or not whole:
            return given, family
        if "," in whole:
            family, _, given = whole.partition(",")
            return given.strip(), family.strip()
        given, _, family = whole.rpartition(" ")
        return given, family

    def _day(self, column: Column, *, past: bool) -> date | None:
        words = self.said(column)
        if not words:
            return None
        found = a_date(words)
        if found is None:
            self.wrong.append(f"{column.label} “{words}” is no date: write it like 27/3/2015.")
        elif past and found > self.today:
            self.wrong.append(f"{column.label} “{words}” is in the future.")
            return None
        return found

    def _sex(self) -> str:
        words = self.said(Column.SEX)
        if not words or words.casefold() in _NO_SEX:
            return ""
        found = _SEXES.get(words.casefold())
        if found is None:
            self.wrong.append(f"Sex “{words}” is none of female, male or not known.")
        return found.value if found else ""

    def _nhs_number(self) -> str:
        words = self.said(Column.NHS_NUMBER)
        digits = re.sub(r"[\s-]", "", words)
        if digits and not people.is_nhs_number(digits):
            self.wrong.append(f"NHS number “{words}” is not one: its last digit does not fit.")
            return ""
        return digits

    def work(self, wanted: bool) -> Work | None:
        """Return what is said of a service's work: a row of a feed is nothing without it."""
        words = self.said(Column.SERVICE)
        opened = self._day(Column.OPENED_ON, past=False)
        closed = self._day(Column.CLOSED_ON, past=False)
        if not (wanted or opened):
            return None
        if opened is None and not self.said(Column.OPENED_ON):
            self.wrong.append("It does not say since when it is open.")
        if opened and closed and closed < opened:
            self.wrong.append("It is closed before it was opened.")
        service = _service(words)
        if service is None:
            self.wrong.append(f"Service “{words}” is neither social care nor Early Help.")
        if opened is None or service is None:
            return None
        return Work(
            service=service, opened_on=opened, closed_on=closed,
            team=self.said(Column.TEAM), worker=self.said(Column.WORKER),
        )  # fmt: skip


def _service(words: str) -> Service | None:
    """Return the service that is meant; where a file names none, it is social care's own."""
    bare = "".join(letter for letter in words.casefold() if letter.isalnum())
    return _SERVICE_OF.get(bare) if bare else Service.SOCIAL_CARE


_NAMED = {Column.FAMILY_NAME.value, Column.GIVEN_NAMES.value, Column.NAME.value}


def why_not_looked_up(columns: Mapping[str, int]) -> str:
    """Return what a list says nowhere and nobody can be looked up without, or an empty string."""
    if not {*_NAMED, Column.NHS_NUMBER.value} & set(columns):
        return "Say which column has the name, or the NHS number."
    return ""


def why_not_columns(columns: Mapping[str, int], *, works: bool) -> str:
    """Return what a roll says nowhere and cannot be taken without, or an empty string."""
    if Column.NUMBER.value not in columns:
        return (
            "Say which column has their own number for each person: by it the same person is found "
            "again."
        )
    if not _NAMED & set(columns):
        return "Say which column has the name."
    if works and Column.OPENED_ON.value not in columns:
        return "Say which column has the day on which the case was opened."
    return ""


def is_left(begun_at: datetime, last_at: datetime | None, *, at: datetime) -> bool:
    """Tell whether no list has gone on for so long that managers have to know."""
    return at - max(begun_at, last_at or begun_at) > LEFT
