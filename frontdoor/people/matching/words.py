"""What each level is called, for somebody who has never heard of weights."""

# Levels at which a field agrees, or nearly.
ALIKE = frozenset(
    {"exact", "exchanged", "short", "part", "close", "sound", "similar", "initial", "digit", "slip",
     "most"}
)  # fmt: skip

WORDS = {
    "given_name": {
        "exact": "same given name",
        "exchanged": "given name and family name exchanged",
        "short": "given name in another form or order",
        "initial": "given name with the same initial",
        "close": "given name nearly the same",
        "sound": "given name that sounds alike",
        "similar": "given name alike",
        "different": "different given name",
    },
    "family_name": {
        "exact": "same family name",
        "part": "part of the family name the same, or used before",
        "close": "family name nearly the same",
        "sound": "family name that sounds alike",
        "similar": "family name alike",
        "different": "different family name",
    },
    "date_of_birth": {
        "exact": "same date of birth",
        "exchanged": "date of birth with day and month exchanged",
        "digit": "date of birth but for one digit",
        "day": "same birthday, another year of birth",
        "month": "born in the same month, on another day",
        "year": "born in the same year, on another date",
        "different": "different date of birth",
    },
    "postcode": {
        "exact": "same postcode",
        "slip": "postcode but for one letter or figure",
        "sector": "postcode nearby",
        "district": "postcode of the same district",
        "different": "different postcode",
    },
    "address": {
        "exact": "same address",
        "most": "address nearly the same",
        "some": "little of the address the same",
        "different": "different address",
    },
    "sex": {"exact": "same sex", "different": "different sex"},
    "phone": {"exact": "same phone number", "different": "different phone number"},
    "nhs_number": {"exact": "same NHS number", "different": "different NHS number"},
}
