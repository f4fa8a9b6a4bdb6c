"""Pure decisions about when the time of a record is over, and what stands in the way (a.8, 13)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_sharing import Retention

FROM = {
    "birth": "birth, to the end of that year",
    "closure": "closing",
    "last_activity": "the last activity",
    "creation": "receipt",
    "told": "the last day on which another system or the hub told of them",
}
NO_CLASS = "The policy has no retention class for how it ended"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the time of one child's case is reckoned from. `outcomes` and `teams` say how it ended.

    `active_on` is the last day on which anything came of the child, here or in a later contact.
    """

    received_on: date
    ended_on: date
    active_on: date
    born_on: date | None = None
    outcomes: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    is_unidentified: bool = False
    names_risk: bool = False


@dataclass(frozen=True, kw_only=True)
class End:
    """When the time of a case is over, by which class of the policy."""

    retention: Retention
    due_on: date

    @property
    def basis(self) -> str:
        """Return how long it is kept, in words that tell nothing of anybody."""
        return f"{self.retention.years} years from {FROM[self.retention.counted_from]}"


def classes(policy: Policy, told: Told) -> list[Retention]:
    """Return every class that a case falls under."""
    return [each for each in policy.retention if _falls(each, told)]


def _falls(retention: Retention, told: Told) -> bool:
    match retention.of:
        case "cases":
            return bool(
                told.outcomes & set(retention.outcomes) or told.teams & set(retention.teams)
            )
        case "unidentified":
            return told.is_unidentified
        case "adults":
            return told.names_risk
    return False


def end(policy: Policy, told: Told) -> End | None:
    """Return when a case has been kept for long enough: as the longest of its classes says.

    Who falls under no class by how the case ended has no end, whatever else the case is.
    """
    found = classes(policy, told)
    if not any(each.of == "cases" for each in found):
        return None
    ends = [End(retention=each, due_on=_due_on(each, told)) for each in found]
    return max(ends, key=lambda each: each.due_on)


def _due_on(retention: Retention, told: Told) -> date:
    match retention.counted_from:
        case "birth":
            # To the end of the year: a certificate that told the day would tell a birthday.
            born = told.born_on or told.received_on
            return date(born.year + retention.years, 12, 31)
        case "closure":
            return years_after(told.ended_on, retention.years)
        case "last_activity":
            return years_after(told.active_on, retention.years)
    return years_after(told.received_on, retention.years)


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; after a 29 February, the 1 March where it has none.

    Negative years count back, and never to a later day than was meant.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1) if years > 0 else date(day.year + years, 2, 28)


def latest(ends: Iterable[End | None]) -> End | None:
    """Return the end of a record: that of the case which is kept longest; none if one has none."""
    every = list(ends)
    if not every or None in every:
        return None
    return max((each for each in every if each), key=lambda each: each.due_on)


def why_not_yet(end: End | None, *, today: date) -> str:
    """Return why the time of a record is not over, or an empty string."""
    if end is None:
        return f"{NO_CLASS}: it is kept."
    if today < end.due_on:
        return f"It is kept until {_day(end.due_on)}: {end.basis}."
    return ""


def why_not_until(until: date, *, today: date) -> str:
    """Return why a record cannot be kept until a day, or an empty string."""
    if until <= today:
        return "The day must be in the future."
    if until > years_after(today, 10):
        return "Choose a day within ten years. It can be kept longer again then."
    return ""


def why_not_confirm(*, proposed_by: int, by: int) -> str:
    """Return why this person is not the second one, or an empty string."""
    if proposed_by != by:
        return ""
    return "You reviewed this yourself. Somebody else has to confirm that it goes."


def sentences(reasons: Sequence[str]) -> str:
    """Return what stands in the way as one text, or an empty string."""
    return " ".join(each for each in reasons if each)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
