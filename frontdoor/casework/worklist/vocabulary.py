"""The words of the worklist: how a case stands that waits, and with whom it can be."""

# How the promise stands that runs out first.
LATE, RUNNING_OUT, ON_TIME, NO_CLOCK = "late", "running out", "on time", "no clock"
STATES = (LATE, RUNNING_OUT, ON_TIME, NO_CLOCK)

# With whom a case is, beside the number of a worker.
MINE, NOBODY = "me", "nobody"
