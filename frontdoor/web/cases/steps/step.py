"""One thing that may be done next on a case, and whose it is."""

from dataclasses import dataclass

from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage, ContactMove
from frontdoor.casework.disclosures.vocabulary import TellingMove
from frontdoor.casework.enquiries.vocabulary import Move
from frontdoor.policy.staged import Staged


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that may be done now. `whose` says why it is somebody else's, if it is."""

    text: str
    href: str
    whose: str = ""

    @property
    def is_mine(self) -> bool:
        """Tell whether whoever looks can do it."""
        return not self.whose


ENDED = (CaseStage.PASSED_ON, CaseStage.CLOSED)


def is_possible(record: Staged, move: ContactMove | CaseMove | Move | TellingMove) -> bool:
    """Tell whether a move is one of its stage, whoever would make it."""
    return not record.LIFECYCLE.why_not(move, stage=record.stage)
