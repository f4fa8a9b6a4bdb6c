"""Reads what the NHS answers to a search, and believes nothing that is not as it is published."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from frontdoor.people.rules import is_nhs_number
from frontdoor.people.tracing import TAKEN, Answer, Found, band
from frontdoor.people.vocabulary import Traced

NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
OPEN = "U"  # Unrestricted. Of anything else, and where it is not said, no place is read.
LONGEST = 100  # characters of a word that is shown
_PART_OF_A_DAY = re.compile(r"\d{4}(-\d{2})?")


def read(said: Any) -> Answer:
    """Return what an answer says: nobody, several, or one who is more or less like.

    :raises ValueError, LookupError, TypeError, AttributeError: if it is not as it is published.
    """
    if said["resourceType"] == "OperationOutcome":
        return _outcome(said)
    if said["resourceType"] != "Bundle" or said["type"] != "searchset":
        raise ValueError("no list of what was found")
    entries, total = said.get("entry", []), said["total"]
    if type(total) is not int or not isinstance(entries, list):
        raise ValueError("nothing that says how many")
    if max(total, len(entries)) > 1:
        return Answer(band=Traced.SEVERAL)
    if total != len(entries):
        raise ValueError("a count that is not that of what was found")
    return _one(entries[0]) if entries else Answer(band=Traced.NONE)


def _outcome(said: Any) -> Answer:
    codes = {each["code"] for issue in said["issue"] for each in issue["details"]["coding"]}
    if codes != {"TOO_MANY_MATCHES"}:
        raise ValueError("an outcome that is no answer")
    return Answer(band=Traced.SEVERAL)


def _one(entry: Any) -> Answer:
    likeness = entry["search"]["score"]
    if type(likeness) not in (int, float) or not 0 <= likeness <= 1:
        raise ValueError("a score that is none")
    found = _found(entry["resource"], likeness=float(likeness))
    how = band(likeness)
    # Of whom is hardly like, nothing is shown: most likely it is another child.
    return Answer(band=how, found=found if how in TAKEN else None)


def _found(patient: Any, *, likeness: float) -> Found:
    codes = [str(each["code"]) for each in patient.get("meta", {}).get("security", [])]
    if patient["resourceType"] != "Patient" or "REDACTED" in codes:
        raise ValueError("nobody, or a record that is not to be used")
    is_restricted = codes != [OPEN]
    return Found(
        number=_number(patient),
        name=_name(patient["name"]),
        born=_day(patient.get("birthDate", "")),
        postcode="" if is_restricted else _postcode(patient.get("address", [])),
        is_restricted=is_restricted,
        died=_day(str(patient.get("deceasedDateTime", ""))[:10]),
        likeness=likeness,
    )


def _number(patient: Any) -> str:
    said = {each["value"] for each in patient["identifier"] if each["system"] == NUMBER}
    number = patient["id"]
    if said != {number} or not is_nhs_number(number):
        raise ValueError("a number that is none, or two")
    return str(number)


def _name(names: Any) -> str:
    usual = [each for each in names if each.get("use") == "usual"] or names
    given, family = usual[0].get("given", []), usual[0].get("family", "")
    return _words([*given, family])


def _postcode(addresses: Any) -> str:
    homes = [each for each in addresses if each.get("use") == "home"]
    return _words([homes[0].get("postalCode", "")]) if homes else ""


def _day(said: str) -> str:
    if not said or _PART_OF_A_DAY.fullmatch(said):
        return said
    return f"{date.fromisoformat(said):%-d %B %Y}"


def _words(parts: Iterable[str]) -> str:
    said = " ".join(" ".join(parts).split())
    if len(said) > LONGEST or not said.isprintable():
        raise ValueError("words that are none")
    return said
