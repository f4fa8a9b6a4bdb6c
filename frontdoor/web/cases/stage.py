"""What a case waits for, in a few words."""

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseStage, ContactStage
from frontdoor.casework.enquiries.vocabulary import Stage
from frontdoor.casework.gathering.queries import Replies


def waits_for(case: Case, enquiry_stage: str, replies: Replies | None) -> str:
    """Return what a case waits for: the taking, a manager, agencies, or nothing any more.

    Without an enquiry that the asker may see, its stage is empty.
    """
    if enquiry_stage and case.stage == CaseStage.IN_MASH:
        return _enquiry_waits_for(Stage(enquiry_stage), replies)
    if case.stage == CaseStage.AWAITING and case.contact.stage == ContactStage.BEING_TAKEN:
        return case.contact.stage_label
    return case.stage_label


def _enquiry_waits_for(stage: Stage, replies: Replies | None) -> str:
    if stage != Stage.GATHERING or replies is None:
        return stage.label
    if not replies.waiting:
        return "All agencies have answered"
    have = "has" if replies.waiting == 1 else "have"
    return f"{replies.waiting} of {replies.asked} {have} yet to answer"
