"""The words of the watch: what it notices by itself."""

from frontdoor.kernel.lifecycle import Labelled


class NoticeKind(Labelled):
    """What the program noticed. It tells no more of a case than its reference."""

    POSSIBLE_RED = "possible_red", "A possible Red waits for its first look"
    RUNNING_OUT = "running_out", "A promise runs out soon"
    MISSED = "missed", "A promise was missed"
    ANSWER_SOON = "answer_soon", "An answer is due soon"
    NO_REPLY = "no_reply", "No reply in time: escalated by the hub’s policy"
    DEPUTY_TOLD = "deputy_told", "No reply in time: escalated by a manager"
    ACTION_SOON = "action_soon", "Something to do is due soon"
    ACTION_LATE = "action_late", "Something to do was not done in time"
    AGREEMENT_ENDS = "agreement_ends", "An information-sharing agreement runs out"
    ACCESS_SOON = "access_soon", "An answer to somebody who asked what is held is due soon"
    ACCESS_LATE = "access_late", "Somebody who asked what is held was not answered in time"
    NOT_ACKNOWLEDGED = "not_acknowledged", "Nobody has acknowledged what a team was sent"
    GLASS = "glass", "Somebody opened a record that was not theirs to read: review it"
    GLASS_LATE = "glass_late", "A look at a record was not reviewed in time"
    NOT_WHOLE = "not_whole", "History is not whole: something was changed behind the program"
    NOT_SEALED = "not_sealed", "History is not being sealed"
    NOT_TAKEN = "not_taken", "A list of people waits, and nothing of it is being taken"
    NEW_PLACE = "new_place", "Somebody was let in, or made a manager: do you know them?"
    LINK_UNDONE = "link_undone", "A link between two records was wrong: say what was done about it"
    MATCH = "match", "A search met a restricted record that you read: say what follows"
    MATCH_LATE = "match_late", "A search met a restricted record, and no reader has said in time"
    MATCH_TOLD = "match_told", "You are told something beside what a search found: read it there"
    RESTRICTED_DUE = "restricted_due", "A restricted record is due, and no reader has opened it"
