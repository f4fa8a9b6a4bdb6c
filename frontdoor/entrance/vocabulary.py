"""The words of signing in."""

from frontdoor.kernel.lifecycle import Labelled


class Kind(Labelled):
    """What somebody has that proves, beside their password, who they are."""

    APP = "app", "Authenticator app"
    PASSKEY = "passkey", "Passkey"


class Door(Labelled):
    """How somebody came in."""

    PASSWORD = "password", "Password and second factor"
    PASSKEY = "passkey", "Passkey"
    SINGLE = "single", "Single sign-on"
    DEMO = "demo", "The page of the demo"


class Ending(Labelled):
    """How a sign-in ended, when it did not just run out."""

    OUT = "out", "Signed out"
    SELF = "self", "Ended by themselves from another place"
    OTHERS = "others", "Ended by an administrator"
    LEFT = "left", "Left the hub"
