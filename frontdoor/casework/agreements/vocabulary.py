"""The words of information-sharing agreements."""

from frontdoor.kernel.lifecycle import Labelled


class Standing(Labelled):
    """Whether anything may rest on an agreement today."""

    NOT_YET = "not_yet", "Not in force yet"
    IN_FORCE = "in_force", "In force"
    RUNS_OUT = "runs_out", "Runs out soon"
    RUN_OUT = "run_out", "Has run out"
    ENDED = "ended", "Ended"
