"""The words of what goes to the out-of-hours team at closing."""

from frontdoor.kernel.lifecycle import Labelled


class AlertStage(Labelled):
    """Where an alert stands. The case itself stays the hub’s all the time."""

    OUT = "out", "With the out-of-hours team"
    BACK = "back", "Back from the out-of-hours team"
    READ = "read", "Read by the hub"


class AlertMove(Labelled):
    """What can be done with an alert."""

    HAND_BACK = "hand_back", "Hand back"
    READ = "read", "Mark as read"
    FETCH = "fetch", "Write down what the team says"
