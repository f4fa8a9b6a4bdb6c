"""Who acts: a signed-in person in one hub, for one agency, in one role."""

from dataclasses import dataclass

from frontdoor.access.vocabulary import Role, Zone


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A person as the rules and the database see them. Made by `access.queries.actor`."""

    user_id: int
    username: str
    name: str
    hub_id: int
    hub: str
    agency_id: int
    agency: str
    role: Role
    zone: Zone
    qualified: bool

    def __str__(self) -> str:
        return self.name
