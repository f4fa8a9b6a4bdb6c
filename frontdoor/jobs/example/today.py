"""Which stories a new hub is told, so that its first page shows a day of work."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from frontdoor.access.models import Hub
from frontdoor.casework.contacts import queries as contacts
from frontdoor.jobs.example import families, register, stories, turns
from frontdoor.jobs.example.walk import Walk

Story = Callable[[Walk], object]
Told = tuple[float, Story]

# How many hours before now each began, of those that have ended, and of those that go on.
ENDED: tuple[Told, ...] = ((200, stories.closed), (10, turns.by_mistake))
GOING_ON: tuple[Told, ...] = (
    (120, stories.open_to_social_care),
    (52, stories.sent),
    (34, stories.late),
    (30, turns.parted),
    (26, turns.opened_again),
    (21, stories.in_triage),
    (18, turns.lent_over_night),
    (12, turns.protected),
    (9, turns.found_inside),
    (7, stories.waiting_for_authorisation),
    (6, stories.waiting_for_decision),
    (5.5, turns.actions_due),
    (5, turns.joined),
    (4, stories.running_out),
    (3, stories.unborn),
    (2.5, turns.written_form),
    (2, stories.waiting_to_commence),
    (1.8, turns.discussion_due),
    (0.4, stories.possible_red),
    (0.1, stories.being_taken),
)
# What makes the register worth trying. It is of certain people, and is not multiplied.
OF_THE_REGISTER: tuple[Told, ...] = (
    (1200, register.pairs),
    (31, families.removed),
    (23, families.second_girl),
    (16, families.third_at_one_address),
    (14, families.adopted),
    (9.5, register.wrong_link),
    (3.5, register.case_system),
    (3.2, register.school_roll),
    (1.5, register.looked_up),
    (0.8, register.misspelt),
)


def tell(hub: Hub, *, at: datetime, secret: str) -> int:
    """Tell a hub's stories as if they had happened just before `at`; return how many were told.

    A hub that has contacts already is told none.
    """
    walk = Walk(hub=hub, at=at, secret=secret)
    if walk.as_("manager", lambda _: contacts.are_there_any()):
        return 0
    told = sorted((*ENDED, *GOING_ON, *OF_THE_REGISTER), key=lambda each: -each[0])
    for hours, story in told:
        story(replace(walk, at=at - timedelta(hours=hours)))
    return len(told)
