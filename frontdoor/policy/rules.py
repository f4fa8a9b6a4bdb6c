"""What a hub's policy decides: who may do what, where a case may go, and what is due when."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from zoneinfo import ZoneInfo

from frontdoor.access.vocabulary import Role
from frontdoor.kernel.openings import in_utc
from frontdoor.kernel.worktime import Calendar, Duration
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_people import TaskRule
from frontdoor.policy.pack_routing import Route
from frontdoor.policy.pack_sharing import Outcome
from frontdoor.policy.pack_words import ItemKind, Stage, StartEvent

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def allowed_roles(policy: Policy, task: str) -> tuple[Role, ...]:
    """Return the roles that may do a task.

    :raises LookupError: if there is no such task.
    """
    return _task(policy, task).roles


def why_not(policy: Policy, task: str, *, role: str, qualified: bool) -> str:
    """Return why somebody may not do a task, or an empty string when they may.

    :raises LookupError: if there is no such task.
    """
    rule = _task(policy, task)
    if role not in rule.roles:
        who = _listed([_lower(each.label) for each in rule.roles])
        return f"This is for the {who} to do."
    if rule.qualified and not qualified:
        return "This needs a registered social worker (S10)."
    return ""


def why_not_kind(outcome: Outcome, kind: str, *, stage: Stage) -> str:
    """Return why a kind is not one of an outcome at a stage, or an empty string (C15.10)."""
    kinds = {each.slug for each in outcome.kinds(stage)}
    if kinds and kind not in kinds:
        return f"Choose which kind of “{outcome.name}”."
    if not kinds and kind:
        return f"“{outcome.name}” has no kinds to choose from."
    return ""


@dataclass(frozen=True)
class RouteFacts:
    """What is known of a case when it is routed. None means that nobody has answered yet."""

    immediate_harm: bool | None = None
    significant_harm: bool | None = None
    below_threshold: bool | None = None
    safeguarding_concern: bool | None = None
    identified: bool | None = None
    open_to_social_care: bool | None = None
    open_to_early_help: bool | None = None
    closed_days_ago: int | None = None
    private_fostering: bool | None = None
    no_recourse: bool | None = None
    unaccompanied: bool | None = None
    money_at_16_or_17: bool | None = None
    disability: bool | None = None
    unborn: bool | None = None
    position_of_trust: bool | None = None
    needs_screening: bool | None = None
    person_posing_risk: bool | None = None
    domestic_abuse: bool | None = None
    missing: bool | None = None
    exploitation: bool | None = None
    outside_remit: bool | None = None

    def holding(self, *, window: int) -> frozenset[str]:
        """Return the facts that hold, in the words of routes, for a window of that many days."""
        held = {each.name for each in fields(self) if getattr(self, each.name) is True}
        if self.identified is False:
            held.add("unidentified")
        if self.closed_days_ago is not None:
            # Whole days from closure; the last day of the window is within it (a.8(4)).
            within = self.closed_days_ago <= window
            held.add("recently_closed" if within else "closed_before")
        return frozenset(held)


@dataclass(frozen=True)
class Advice:
    """One piece of advice, with the requirement that it rests on.

    `first` marks the harm test; while it is `blocking`, no other advice may be followed.
    """

    route: str
    sentence: str
    source: str
    team: str | None = None
    also_tell: tuple[str, ...] = ()
    service: str | None = None
    rating: str | None = None
    outcome: str | None = None
    tier: str | None = None
    link: str | None = None
    first: bool = False
    blocking: bool = False
    automatic: bool = False


def advise(policy: Policy, facts: RouteFacts) -> list[Advice]:
    """Return what the pack advises, in its order, the harm test before anything else (a.8(4)).

    A harm test that nobody has answered is itself the first advice. Until it is answered with
    no, nothing happens automatically.
    """
    held = facts.holding(window=policy.window.days)
    safe = facts.immediate_harm is False
    routes = sorted(policy.routes, key=lambda route: route.order)
    advice = [
        _advice(route, first=route.slug == policy.harm_test.route, safe=safe)
        for route in routes
        if held.issuperset(route.when) and held.isdisjoint(route.unless)
    ]
    if facts.immediate_harm is None:
        test = policy.harm_test
        question = Advice(test.route, test.question, test.source, first=True, blocking=True)
        return [question, *advice]
    return advice


def of_harm(policy: Policy) -> Advice:
    """Return what the pack has for a child who suffers immediate harm (C6.4, B17)."""
    [route] = [each for each in policy.routes if each.slug == policy.harm_test.route]
    return _advice(route, first=True, safe=False)


def _advice(route: Route, *, first: bool, safe: bool) -> Advice:
    return Advice(
        route=route.slug,
        sentence=route.sentence,
        source=route.source,
        team=route.team,
        also_tell=route.also_tell,
        service=route.service,
        rating=route.rating,
        outcome=route.outcome,
        tier=route.tier,
        link=route.link,
        first=first,
        blocking=first,
        automatic=route.automatic and safe,
    )


def calendar(policy: Policy, holidays: Iterable[date]) -> Calendar:
    """Return the calendar of the hub, with the holidays of its division.

    A year whose holidays are not listed has none: what is due then is due sooner than it has to be,
    and no child waits for a list (docs/decisions/0048).
    """
    days = frozenset(holidays)
    week = {
        number: (day.opens, day.closes)
        for number, name in enumerate(_WEEKDAYS)
        if (day := getattr(policy.calendar.hours, name)) is not None
    }
    return Calendar(week, holidays=days, zone=policy.calendar.zone)


def day(policy: Policy, at: datetime) -> date:
    """Return which day it is for a hub at a moment: a day of its own calendar, not of UTC."""
    return at.astimezone(ZoneInfo(policy.calendar.zone)).date()


def starts_at(policy: Policy, rating_slug: str, *, assessment: bool = False) -> StartEvent:
    """Return the event that starts the clock of a rating.

    :raises LookupError: if the pack has no such rating.
    """
    return policy.rating(rating_slug).clock(assessment=assessment).starts


def due_at(
    policy: Policy,
    calendar: Calendar,
    rating_slug: str,
    started_at: datetime,
    *,
    assessment: bool = False,
) -> datetime:
    """Return when a case of that rating is due, if its clock started at `started_at`.

    :raises LookupError: if the pack has no such rating.
    """
    clock = policy.rating(rating_slug).clock(assessment=assessment)
    return calendar.due(started_at, clock.duration.length, day_one=policy.calendar.day_one)


@dataclass(frozen=True)
class Within:
    """A length of time, and the moment that it is counted from."""

    duration: Duration
    counted_from: datetime


def at_once(policy: Policy, calendar: Calendar, *, at: datetime) -> Within:
    """Return within what something that is asked for at once has to be done (a.8, 16).

    The pack has one span for when the hub is open, and one for when it is shut. Where closing
    comes first, the second one runs from closing: what is immediate does not wait for Monday.
    """
    in_hours = policy.spans.strategy_in_hours.length
    shut = policy.spans.strategy_out_of_hours.length
    if not calendar.is_open(at):
        return Within(shut, at)
    closing, day_one = calendar.closing(at), policy.calendar.day_one
    ends = calendar.due(at, in_hours, day_one=day_one)
    if in_utc(ends) <= in_utc(calendar.due(closing, shut, day_one=day_one)):
        return Within(in_hours, at)
    return Within(shut, closing)


@dataclass(frozen=True)
class Item:
    """One thing that could leave the hub, as far as a tier looks at it."""

    kind: ItemKind
    relevant: bool = False
    sensitive_health: bool = False
    third_party: bool = False
    caveats: tuple[str, ...] = ()


def preselected(policy: Policy, tier_slug: str, item: Item, *, participant: bool = False) -> bool:
    """Return whether an item is ticked beforehand, for the manager to leave or to change.

    `participant` says that the recipient takes part in the section 47 enquiry: sensitive health
    facts are never preselected for anyone else, and caveats hold in every tier (a.8(5)).

    :raises LookupError: if the pack has no such tier or caveat.
    """
    tier = policy.tier(tier_slug)
    if any(policy.caveat(caveat).holds_back for caveat in item.caveats):
        return False
    if item.sensitive_health and not (tier.sensitive_health and participant):
        return False
    if item.third_party and not tier.third_party:
        return False
    return item.kind in tier.contains and (item.relevant or not tier.only_relevant)


def _task(policy: Policy, task: str) -> TaskRule:
    if task not in type(policy.tasks).model_fields:
        raise LookupError(f"There is no task {task!r}.")
    rule: TaskRule = getattr(policy.tasks, task)
    return rule


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _listed(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
