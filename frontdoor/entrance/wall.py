"""What the application may do with the tables of signing in. No case data is in them.

They are asked before anybody is known, so no policy could say whose they are. What opens something
is locked with the installation's key, or stands there as a digest: reading the table is not enough.
Nothing is removed; a factor's owner, kind and age stay as they were written.
"""

from frontdoor.access import wall

OPEN = (
    wall.Open(
        name="entrance_factor",
        may="SELECT, INSERT, UPDATE (locked, credential, counter, used_at, removed_at)",
    ),
    wall.Open(name="entrance_recoverycode", may="SELECT, INSERT, UPDATE (spent_at)"),
    wall.Open(name="entrance_visit", may="SELECT, INSERT, UPDATE (used_at, ended_at, ending)"),
    wall.Open(name="entrance_invitation", may="SELECT, INSERT, UPDATE (spent_at)"),
    wall.Open(name="entrance_identity", may="SELECT, INSERT"),
    wall.Open(name="entrance_attempt", may="SELECT, INSERT, UPDATE (level, at)"),
)
