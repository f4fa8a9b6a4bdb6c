"""The stages of a contact and of each child in it, and the moves between them."""

from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage, ContactMove, ContactStage
from frontdoor.kernel.lifecycle import Lifecycle, arrow

CONTACT = Lifecycle(
    name="contact",
    first=ContactStage.BEING_TAKEN,
    moves={
        ContactMove.HAND_OVER: arrow(
            ContactStage.BEING_TAKEN, to=ContactStage.TAKEN, task="take_contact"
        ),
    },
)

# A manager may route a child while the contact is still being taken: a call that was cut off
# must not keep a child waiting (C4.11, C4.6).
CASE = Lifecycle(
    name="case",
    first=CaseStage.AWAITING,
    moves={
        CaseMove.SEND_TO_TRIAGE: arrow(CaseStage.AWAITING, to=CaseStage.IN_TRIAGE, task="route"),
        CaseMove.SEND_TO_MASH: arrow(
            CaseStage.AWAITING, CaseStage.IN_TRIAGE, to=CaseStage.IN_MASH, task="route"
        ),
        CaseMove.PASS_ON: arrow(
            CaseStage.AWAITING, CaseStage.IN_TRIAGE, to=CaseStage.PASSED_ON, task="route"
        ),
        # An automatic route of the pack: nobody decides it, and a manager can take it back (B13).
        CaseMove.PASS_ON_BY_POLICY: arrow(
            CaseStage.AWAITING, to=CaseStage.PASSED_ON, task="confirm_known"
        ),
        CaseMove.RECALL: arrow(CaseStage.PASSED_ON, to=CaseStage.AWAITING, task="route"),
        CaseMove.CLOSE: arrow(
            CaseStage.AWAITING, CaseStage.IN_TRIAGE, to=CaseStage.CLOSED, task="route"
        ),
        CaseMove.COMPLETE: arrow(CaseStage.IN_MASH, to=CaseStage.CLOSED, task="disclose"),
        # Nothing is merged: the report goes on in the open case, and can be parted from it again.
        CaseMove.JOIN: arrow(
            CaseStage.AWAITING, CaseStage.IN_TRIAGE, to=CaseStage.JOINED, task="route"
        ),
        CaseMove.PART: arrow(CaseStage.JOINED, to=CaseStage.AWAITING, task="route"),
        # What ended by mistake: a decision of its own again, or its enquiry to be decided anew.
        CaseMove.REOPEN: arrow(
            CaseStage.CLOSED, CaseStage.PASSED_ON, to=CaseStage.AWAITING, task="reopen"
        ),
        CaseMove.REOPEN_IN_MASH: arrow(CaseStage.CLOSED, to=CaseStage.IN_MASH, task="reopen"),
    },
)
