"""The strategy discussions that an agency is invited to, as its tray tells them."""

from dataclasses import dataclass

from frontdoor.casework.strategy import queries
from frontdoor.casework.strategy.models import Invitation

NOT_ARRANGED = "Not arranged yet: the hub will ring you."


@dataclass(frozen=True, kw_only=True)
class Invited:
    """One discussion. Who the child is stands here where the agency was asked about the child."""

    invitation: Invitation
    child: str

    @property
    def about(self) -> str:
        """Return whom it is about, as far as the agency may know."""
        return self.child or self.invitation.reference

    @property
    def joining(self) -> str:
        """Return when and how to join."""
        return self.invitation.joining or NOT_ARRANGED


@dataclass(frozen=True, kw_only=True)
class Discussions:
    """What an agency is invited to, what is due first, and what is over."""

    due: list[Invited]
    over: list[Invited]


def of(agency_id: int) -> Discussions:
    """Return the discussions that an agency is, or was lately, invited to."""
    due, over = queries.invitations(agency_id)
    children = queries.children(each.reference for each in (*due, *over))

    def told(found: list[Invitation]) -> list[Invited]:
        return [Invited(invitation=each, child=children.get(each.reference, "")) for each in found]

    return Discussions(due=told(due), over=told(over))
