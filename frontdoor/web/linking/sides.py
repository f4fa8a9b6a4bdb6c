"""Two records side by side: each fact beside the same of the other."""

from dataclasses import dataclass
from datetime import date

from frontdoor.casework.contacts.whole import Whole
from frontdoor.people.models import Person
from frontdoor.people.queries import Standing
from frontdoor.people.vocabulary import Sex
from frontdoor.web.components import words


@dataclass(frozen=True, kw_only=True)
class Row:
    """One fact, as either record has it; empty where a record says nothing of it."""

    name: str
    one: str
    other: str


def side_by_side(one: Whole, other: Whole, *, on: date) -> list[Row]:
    """Return what two records say, and what is known by each. What neither says is left out."""
    left, right = _facts(one, on=on), _facts(other, on=on)
    return [
        Row(name=name, one=left[name], other=right[name])
        for name in left
        if left[name] or right[name]
    ]


def _facts(whole: Whole, *, on: date) -> dict[str, str]:
    record = whole.person
    return _own(record, on=on) | {
        "Warnings": "\n".join(map(str, whole.cautions.warnings)),
        "Linked with": "\n".join(each.name for each in whole.others),
        "Known": "\n".join(map(standing, whole.standings)),
        "Named in": "\n".join(whole.told_of),
    }


def _own(record: Person, *, on: date) -> dict[str, str]:
    return {
        "Name": record.name,
        "Also known as": record.also_known_as,
        "Birth": record.birth(on=on),
        "Sex": Sex(record.sex).label if record.sex else "",
        "Address": "\n".join(filter(None, [record.address, record.postcode])),
        "Phone": record.phone,
        "NHS number": record.nhs_number,
        "School": record.school,
        "GP": record.gp,
        "First language": record.first_language,
        "Description": record.description,
    }


def standing(each: Standing) -> str:
    """Return one answer to "is the person known?" with its source, and as at when (a.8, 12)."""
    source = f"From: {each.source}, as at {words.moment(each.as_at)}"
    return f"{each.known.label}. {each.words}. {source}"
