"""The packs of the four hubs, read once."""

from pathlib import Path

from frontdoor.policy import reading
from frontdoor.policy.pack import Policy

PACKS = Path(__file__).parents[1] / "packs"
HUBS = ("coventry", "durham", "barnet", "surrey")


def read(hub: str) -> Policy:
    """Return the policy that stands in a hub's pack."""
    return reading.read((PACKS / f"{hub}.toml").read_text(encoding="utf-8"), name=hub)


POLICIES = {hub: read(hub) for hub in HUBS}
