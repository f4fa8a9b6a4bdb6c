"""The words of triage: what a look into a system came to."""

from frontdoor.kernel.lifecycle import Labelled


class CheckResult(Labelled):
    """What somebody found in one of the pack's systems (C5.3). Not looked yet is no result."""

    NOTHING_FOUND = "nothing_found", "Nothing found"
    FOUND = "found", "Something found"
    NOT_NEEDED = "not_needed", "Not needed"


class WrittenKind(Labelled):
    """What somebody writes down in triage, and can strike out again (U9)."""

    CALL = "call", "Call back to the referrer"
    CHECK = "check", "System check"
    LINE = "line", "Line of the chronology"
