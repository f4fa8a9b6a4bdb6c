"""What the hub says: to referrers, families and callers, and where it points them."""

from typing import Annotated

from pydantic import StringConstraints

from frontdoor.policy.pack_part import Named, Part, Slug, Text

Address = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]


class Texts(Part):
    """The sentences of the hub. Words in curly brackets are filled in when they are said."""

    received: Text
    received_written: Text
    considered: Text
    outcome: Text
    anonymous: Text
    caller_hand_over: Text
    consent: Text
    no_consent: Text
    risky_person: Text
    out_of_hours: Text
    challenge: Text
    written_referral: Text
    outside_remit: Text


class Prompt(Part):
    """One step of the phone script (C4.3): what the officer says, for the step of that name."""

    step: Slug
    say: Text


class Link(Named):
    """A place to point people to."""

    url: Address
