"""The closed vocabularies of every pack: a word that is not here is an error in the pack."""

from typing import Literal

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

# What starts the clock of a rating: the sources differ (a.6, "Clock starts").
StartEvent = Literal["receipt", "rating", "commencing"]

# How much a hub gathers before it decides (B16).
Depth = Literal["none", "basic", "full"]

Kind = Literal["core", "virtual"]

# What whoever searches is told where a search meets a record that they may not see (a.8).
WhenMet = Literal["silent", "ask"]

Location = Literal["remote", "co-located"]

# The colours of a tag; the word is always printed as well, never the colour alone.
Colour = Literal["red", "orange", "yellow", "green", "blue", "grey"]

Stage = Literal["triage", "mash"]

# The two columns of the report by referring agency (P19).
CountsAs = Literal["mash_or_referral", "signposted_or_nfa"]
# An outcome may also say that the contact should not be there: it is counted apart.
EndsAs = Literal["mash_or_referral", "signposted_or_nfa", "by_mistake"]

# What a request to an agency can rest on (B19).
RequestBasis = Literal["section_47", "consent", "ground"]

# What can leave the hub; a disclosure tier names the kinds that it contains.
ItemKind = Literal[
    "identity",
    "concern",
    "rating",
    "rationale",
    "recommendation",
    "chronology",
    "agency_facts",
    "agency_analysis",
    "adult_risk",
    "referrer",
    "outcome",
]

# The facts that a route may ask about. The last three are worked out, the others are answered.
Fact = Literal[
    "immediate_harm",
    "significant_harm",
    "below_threshold",
    "safeguarding_concern",
    "open_to_social_care",
    "open_to_early_help",
    "private_fostering",
    "no_recourse",
    "unaccompanied",
    "money_at_16_or_17",
    "disability",
    "unborn",
    "position_of_trust",
    "needs_screening",
    "person_posing_risk",
    "domestic_abuse",
    "missing",
    "exploitation",
    "outside_remit",
    "unidentified",
    "recently_closed",
    "closed_before",
]

# Source of referral of the Children in Need census (d.1).
CinSource = Literal[
    "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F",
    "4", "5A", "5B", "5C", "5D", "6", "7", "8", "9", "10",
]  # fmt: skip

# Factors at assessment of the census, without 18A and 19A (retired) and 21 (none).
Factor = Literal[
    "1A", "1B", "1C", "2A", "2B", "2C", "3A", "3B", "3C", "4A", "4B", "4C", "5A", "5B", "5C",
    "6A", "6B", "6C", "7A", "8B", "8C", "8D", "8E", "8F", "9A", "10A", "11A", "12A", "13A",
    "14A", "15A", "16A", "17A", "18B", "18C", "19B", "19C", "20", "22A", "23A", "24A",
]  # fmt: skip

Division = Literal["england-and-wales", "scotland", "northern-ireland"]

CountedFrom = Literal["birth", "closure", "last_activity", "creation", "told"]

RetentionOf = Literal["cases", "unidentified", "adults", "told", "history"]

InForce = Literal["yes", "partly", "confirm"]

# The words in curly brackets that a text of the pack may use.
PLACEHOLDERS = frozenset({"reference", "hub", "outcome", "team", "agency", "phone", "due"})
