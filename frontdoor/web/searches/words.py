"""Tells in words who was looked for."""

from frontdoor.casework.searches.models import Search
from frontdoor.people.matching import Description
from frontdoor.web.components import words

EMPTIED = "What was typed is kept no longer"


def asked(search: Search) -> str:
    """Return what was typed to find somebody, as far as it is kept."""
    return EMPTIED if search.emptied_at else described(search.description)


def described(of: Description) -> str:
    """Return what is said of somebody in one line, the name first."""
    name = " ".join(each for each in (of.given_names, of.family_name) if each)
    said = (
        name,
        f"born {words.date_words(of.date_of_birth)}" if of.date_of_birth else "",
        of.address,
        of.postcode,
        of.phone,
        f"NHS number {of.nhs_number}" if of.nhs_number else "",
    )
    return ", ".join(each for each in said if each)
