"""The policy of a hub, as one frozen value: everything that differs between hubs."""

from collections.abc import Iterable
from typing import Annotated, Protocol, TypeVar

from pydantic import Field

from frontdoor.policy import pack_people as people
from frontdoor.policy import pack_routing as routing
from frontdoor.policy import pack_sharing as sharing
from frontdoor.policy import pack_texts as wording
from frontdoor.policy import pack_time as timing
from frontdoor.policy.pack_part import Part


class _HasSlug(Protocol):
    @property
    def slug(self) -> str: ...


S = TypeVar("S", bound=_HasSlug)


def _named(slug: str, things: Iterable[S]) -> S:
    for thing in things:
        if thing.slug == slug:
            return thing
    raise LookupError(f"The policy has nothing named {slug!r} here.")


class Policy(Part):
    """What a hub decides for itself. Rules are given it; a case keeps the version it began with."""

    hub: people.Hub
    calendar: timing.Hours
    threshold: timing.Threshold
    levels: Annotated[tuple[timing.Level, ...], Field(min_length=1)]
    ratings: Annotated[tuple[timing.Rating, ...], Field(min_length=1)]
    spans: timing.Spans
    telling: timing.Telling
    window: timing.Window
    watch: timing.Watch
    weak_signals: sharing.WeakSignals
    rolls: timing.Rolls
    finding: timing.Finding
    break_glass: timing.BreakGlass
    restricted: timing.Restricted
    gathering: timing.Gathering
    services: Annotated[tuple[people.Service, ...], Field(min_length=1)]
    groups: tuple[people.Group, ...]
    agencies: Annotated[tuple[people.Agency, ...], Field(min_length=1)]
    checks: tuple[people.Check, ...]
    tasks: people.Tasks
    agreement: people.Agreement
    authorising: people.Authorising
    sharing_agreement: sharing.SharingAgreement
    harm_test: routing.HarmTest
    routes: Annotated[tuple[routing.Route, ...], Field(min_length=1)]
    outcomes: Annotated[tuple[sharing.Outcome, ...], Field(min_length=1)]
    tiers: Annotated[tuple[sharing.Tier, ...], Field(min_length=1)]
    urgencies: tuple[sharing.Urgency, ...]
    consent: sharing.Consent
    grounds: Annotated[tuple[sharing.Ground, ...], Field(min_length=1)]
    caveats: tuple[sharing.Caveat, ...]
    channels: Annotated[tuple[people.Channel, ...], Field(min_length=1)]
    sources: Annotated[tuple[people.Source, ...], Field(min_length=1)]
    triggers: tuple[sharing.Trigger, ...]
    teams: Annotated[tuple[people.Team, ...], Field(min_length=1)]
    out_of_hours: people.OutOfHours
    texts: wording.Texts
    script: Annotated[tuple[wording.Prompt, ...], Field(min_length=1)]
    links: tuple[wording.Link, ...]
    retention: Annotated[tuple[sharing.Retention, ...], Field(min_length=1)]

    # Each raises LookupError: a slug that the pack does not have is a bug of the caller.
    def rating(self, slug: str) -> timing.Rating:
        """Return the rating of that slug."""
        return _named(slug, self.ratings)

    def agency(self, slug: str) -> people.Agency:
        """Return the agency of that slug."""
        return _named(slug, self.agencies)

    def team(self, slug: str) -> people.Team:
        """Return the receiving team of that slug."""
        return _named(slug, self.teams)

    def outcome(self, slug: str) -> sharing.Outcome:
        """Return the outcome of that slug."""
        return _named(slug, self.outcomes)

    def tier(self, slug: str) -> sharing.Tier:
        """Return the disclosure tier of that slug."""
        return _named(slug, self.tiers)

    def source(self, slug: str) -> people.Source:
        """Return the source of contacts of that slug."""
        return _named(slug, self.sources)

    def channel(self, slug: str) -> people.Channel:
        """Return the channel of that slug."""
        return _named(slug, self.channels)

    def ground(self, slug: str) -> sharing.Ground:
        """Return the ground for not asking consent of that slug."""
        return _named(slug, self.grounds)

    def trigger(self, slug: str) -> sharing.Trigger:
        """Return the trigger flag of that slug."""
        return _named(slug, self.triggers)

    def caveat(self, slug: str) -> sharing.Caveat:
        """Return the handling caveat of that slug."""
        return _named(slug, self.caveats)

    def urgency(self, slug: str) -> sharing.Urgency:
        """Return the response urgency of that slug."""
        return _named(slug, self.urgencies)

    def service(self, slug: str) -> people.Service:
        """Return the service of that slug."""
        return _named(slug, self.services)

    def link(self, slug: str) -> wording.Link:
        """Return the link of that slug."""
        return _named(slug, self.links)

    def kept(self, slug: str) -> sharing.Retention:
        """Return the class of retention of that slug."""
        return _named(slug, self.retention)

    def level(self, number: int) -> timing.Level:
        """Return the level of need of that number."""
        for level in self.levels:
            if level.number == number:
                return level
        raise LookupError(f"The policy has no level {number}.")
