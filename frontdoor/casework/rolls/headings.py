"""Which column of a file holds what, by the words at its head. A person has the last word."""

from collections.abc import Mapping, Sequence

from frontdoor.casework.rolls.vocabulary import Column

# As exports of case systems and spreadsheets name them, without spaces and signs.
_SAID = {
    Column.NUMBER: "number personid personnumber clientid caseid id reference uniqueid childid "
    "childuniqueid lachildid swiftid mosaicid lcsid systemid personref",
    Column.GIVEN_NAMES: "givennames givenname firstname firstnames forename forenames",
    Column.FAMILY_NAME: "familyname surname lastname",
    Column.NAME: "name fullname childname personname childsname nameofchild",
    Column.ALSO_KNOWN_AS: "alsoknownas aka alias aliases knownas othernames",
    Column.DATE_OF_BIRTH: "dateofbirth dob born birthdate birthday dateborn",
    Column.SEX: "sex gender",
    Column.NHS_NUMBER: "nhsnumber nhsno nhs nhsnum",
    Column.ADDRESS: "address homeaddress currentaddress address1 addressline1 fulladdress",
    Column.POSTCODE: "postcode postalcode zip",
    Column.PHONE: "phone telephone mobile phonenumber telephonenumber tel contactnumber",
    Column.SCHOOL: "school schoolname",
    Column.GP: "gp gpname gppractice doctor",
    Column.SERVICE: "service involvement servicetype casetype",
    Column.TEAM: "team allocatedteam teamname",
    Column.WORKER: "worker allocatedworker socialworker leadprofessional keyworker",
    Column.OPENED_ON: "opened openedon opendate dateopened startdate start referraldate",
    Column.CLOSED_ON: "closed closedon closedate dateclosed enddate end closuredate",
}


def bare(heading: str) -> str:
    """Return a heading without case, spaces and signs."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


# Our own words are known as well: what was saved can be brought again.
_BY_WORD = {
    word: column for column, words in _SAID.items() for word in (bare(column.label), *words.split())
}


def suggested(heads: Sequence[str], remembered: Mapping[str, str]) -> dict[str, int]:
    """Return the place of each column, as it was said the last time, else by its heading."""
    found: dict[str, int] = {}
    for place, head in enumerate(heads):
        word = bare(head)
        column = remembered.get(word) or _BY_WORD.get(word, "")
        if column and column not in found:
            found[str(column)] = place
    return found


def to_remember(heads: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """Return what somebody said of the headings, for the next file of the same source."""
    return {bare(heads[place]): column for column, place in columns.items()}
