"""Says in words where somebody is signed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from frontdoor.entrance.models import Visit

# The first that is found counts: most browsers also name those that came before them.
PROGRAMS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"),
            ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "an iPhone"), ("iPad", "an iPad"),
           ("Windows", "Windows"), ("Mac OS", "a Mac"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Place:
    """One sign-in that stands: in which browser, and whether it is this one."""

    number: int
    browser: str
    address: str
    began_at: datetime
    used_at: datetime
    door: str
    is_here: bool


def places(visits: Iterable[Visit], *, here: str, since: datetime) -> list[Place]:
    """Return the sign-ins that were used since then: what was not has run out by itself."""
    return [
        Place(
            number=visit.pk,
            browser=named(visit.browser),
            address=visit.address,
            began_at=visit.began_at,
            used_at=visit.used_at,
            door=visit.get_door_display(),
            is_here=visit.session == here,
        )
        for visit in visits
        if visit.used_at >= since
    ]


def named(agent: str) -> str:
    """Return what a browser says of itself, in words: "Firefox on Windows"."""
    program = next((name for mark, name in PROGRAMS if mark in agent), "Another browser")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{program} on {system}" if system else program
