"""Packs and holidays hold no case data. The owner alone brings a pack into force."""

from frontdoor.access import wall

OPEN = (
    # What was in force stays as it was: cases keep the version that they began with (a.6).
    wall.Open(name="policy_policyversion", final=True),
    wall.Open(name="policy_bankholiday", may="SELECT, INSERT, DELETE"),
)
