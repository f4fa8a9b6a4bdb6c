"""The words of weak signals: in which ways two contacts can be of the same people and places."""

from frontdoor.kernel.lifecycle import Labelled


class Way(Labelled):
    """What two contacts have in common."""

    PERSON = "person", "The same person"
    ALIKE = "alike", "May be the same person"
    ADDRESS = "address", "The same address"
    PHONE = "phone", "The same telephone number"
    VEHICLE = "vehicle", "The same vehicle"
    RELATED = "related", "Related"
