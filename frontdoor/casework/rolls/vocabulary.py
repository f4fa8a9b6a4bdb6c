"""The words of rolls: lists of people that come as files, row by row."""

from frontdoor.kernel.lifecycle import Labelled


class Kind(Labelled):
    """What a roll is brought for."""

    FEED = "feed", "What the case system says now"
    REGISTER = "register", "A register of your own"
    MATCH = "match", "People to be looked up"


class Column(Labelled):
    """What a column of a roll can hold."""

    NUMBER = "number", "Their own number for the person"
    GIVEN_NAMES = "given_names", "Given names"
    FAMILY_NAME = "family_name", "Family name"
    NAME = "name", "Whole name"
    ALSO_KNOWN_AS = "also_known_as", "Also known as"
    DATE_OF_BIRTH = "date_of_birth", "Date of birth"
    SEX = "sex", "Sex"
    NHS_NUMBER = "nhs_number", "NHS number"
    ADDRESS = "address", "Address"
    POSTCODE = "postcode", "Postcode"
    PHONE = "phone", "Telephone"
    SCHOOL = "school", "School"
    GP = "gp", "GP"
    SERVICE = "service", "Service"
    TEAM = "team", "Team"
    WORKER = "worker", "Worker"
    OPENED_ON = "opened_on", "Opened"
    CLOSED_ON = "closed_on", "Closed"
