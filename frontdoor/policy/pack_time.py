"""When a hub is open, how it rates, and what it promises by when."""

from datetime import time
from typing import Annotated, Literal

from pydantic import Field

from frontdoor.policy.pack_part import (
    Days,
    Flag,
    Minutes,
    Named,
    Part,
    Share,
    Slug,
    Span,
    Text,
    Whole,
)
from frontdoor.policy.pack_words import Colour, Depth, StartEvent, WhenMet

ClockTime = Annotated[time, Field(strict=True)]


class Opening(Part):
    """The hours of one weekday."""

    opens: ClockTime
    closes: ClockTime


class Week(Part):
    """The opening hours by weekday. A day that is not named is shut."""

    monday: Opening | None = None
    tuesday: Opening | None = None
    wednesday: Opening | None = None
    thursday: Opening | None = None
    friday: Opening | None = None
    saturday: Opening | None = None
    sunday: Opening | None = None


class Hours(Part):
    """The calendar of a hub. `day_one` says which day is the first of "two working days"."""

    zone: Text
    day_one: Literal["next", "same"]
    hours: Week


class Level(Part):
    """One level of the threshold document."""

    number: Annotated[int, Field(strict=True, ge=1, le=4)]
    name: Text
    meaning: Text


class Threshold(Part):
    """The document that governs levels of need. `link` is the slug of a link (C3.2)."""

    name: Text
    source_name: str = ""
    link: Slug


class Clock(Part):
    """A length of time, and the event that starts it."""

    duration: Span
    starts: StartEvent


class Rating(Named):
    """One rating: what it means, how long it gives, and how much is gathered.

    `assessed` is the clock that takes over when a MASH assessment is required (C7.2).
    `commence` is the time from rating to commencement (a.8(6)), where one is promised.
    """

    meaning: Text
    colour: Colour
    levels: tuple[Whole, ...]
    duration: Span
    starts: StartEvent
    assessed: Clock | None = None
    commence: Span | None = None
    runs_past_closing: Flag
    warn_at: Share
    gathering: Depth
    gathering_choice: tuple[Depth, ...] = ()
    required: tuple[Slug, ...] = ()
    disclosure: Slug

    def clock(self, *, assessment: bool = False) -> Clock:
        """Return the clock that runs, with or without a MASH assessment."""
        if assessment and self.assessed is not None:
            return self.assessed
        return Clock(duration=self.duration, starts=self.starts)


class Spans(Part):
    """The promises that hold for every contact, whatever its rating (C1.5, a.8(6), a.8(16))."""

    receipt: Span
    first_look: Span
    strategy_in_hours: Span
    strategy_out_of_hours: Span
    written_referral: Span
    position_of_trust: Span


class Telling(Part):
    """When the referrer hears (a.8(14)).

    `decide` is counted from receipt of a referral, `tell` from the decision. Only a professional
    is told the outcome; a member of the public hears that it was received and considered.
    """

    acknowledge_at_once: Flag
    decide: Span
    tell: Span


class Window(Part):
    """How long a closed case still belongs to its team, and who takes it with no address (C8.4)."""

    days: Days
    default_team: Slug
    tell_closing_team: Flag


class Watch(Part):
    """How long a warning that has been settled can still be read among the notices."""

    settled_days: Days


class Rolls(Part):
    """How long what a case system told is taken as new, and rows that were not taken are kept."""

    stale_hours: Annotated[int, Field(strict=True, gt=0)]
    keep_days: Days


class Reason(Part):
    """Why somebody is looked for, with the document that it comes from."""

    slug: Slug
    name: Annotated[Text, Field(max_length=48)]
    source: Text


class Finding(Part):
    """Why people are looked for without a contact and without a list (a.8), for how long what was
    found is shown for one purpose, and how long what was typed is kept for managers to see.
    """

    minutes: Minutes
    keep_days: Days
    reasons: Annotated[tuple[Reason, ...], Field(min_length=1)]

    def reason(self, slug: str) -> Reason:
        """Return the reason of that slug.

        :raises LookupError: if the pack has none.
        """
        for each in self.reasons:
            if each.slug == slug:
                return each
        raise LookupError(f"The policy has no reason {slug!r} to look for somebody.")


class BreakGlass(Part):
    """How long a look through broken glass lasts, and how soon somebody else reviews it (R12)."""

    minutes: Minutes
    review: Span


class Restricted(Part):
    """What happens where a search meets a record that whoever searches may not see (a.8).

    "silent" tells the readers of the record alone, and they decide what is said; "ask" also tells
    whoever works on the contact that there may be such a record, and whom to `ask`. `risk` is what
    that can do, for whoever sets it. `answer` is how soon a reader says what follows.
    """

    when_met: WhenMet
    ask: Text
    risk: Text
    answer: Span


class Gathering(Part):
    """How the hub gathers: whom a basic gathering asks, when it meets, who steps in (B16, C10.1).

    `cover` is the hub's own post that hears of a partner who has not answered (a.8(15)).
    """

    basic: tuple[Slug, ...] = ()
    meeting: Text
    cover: Text
