"""How fast the working-time clock is beside its peers, and whether they agree.

    .venv/bin/python -m bench.worktime

The peers are measured as they like it best: holidays in a set, and their own kind of datetimes made
beforehand. Ours is asked twice: with UTC, as a database hands it out, and with naive local times
that are made aware while the time is taken. Answers are aware local times.

The longer a promise, the more days the peers walk through: hence short promises and long ones.

Where the peers cannot follow: business-duration knows one pair of hours for all days, no zones and
no adding, so it is compared on a week without an early Friday, in local times, outside of which the
clocks change. businesstimedelta knows zones, so it is compared with an early Friday too, and
with a hub that works through the very hours in which the clocks change.
"""

import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytz
from business_duration import businessDuration
from businesstimedelta import BusinessTimeDelta, HolidayRule, Rules, WorkDayRule
from govuk_bank_holidays.bank_holidays import BankHolidays

from bench.table import Row, row, seconds, show, side_by_side, write
from frontdoor.kernel.openings import openings
from frontdoor.kernel.worktime import Calendar, Duration, Unit
from tests.property.worktime_twin import Twin

MINUTE = timedelta(minutes=1)
LONDON, PYTZ_LONDON = ZoneInfo("Europe/London"), pytz.timezone("Europe/London")
HOLIDAYS = frozenset(
    date.fromisoformat(event["date"])
    for event in BankHolidays.load_backup_data()["england-and-wales"]["events"]
)
OPENS, CLOSES, EARLY = time(8, 30), time(17), time(16, 30)
FLAT = dict.fromkeys(range(5), (OPENS, CLOSES))
EARLY_FRIDAY = FLAT | {4: (OPENS, EARLY)}
THROUGH_CHANGES = FLAT | {6: (time(0), time(4))}
FIRST, LAST = 2015, 2027
# In working hours: the ratings of hubs (a.6), and 10, 15 and 45 working days of 8.5 hours.
HUB_PROMISES, LONG_PROMISES = (0.5, 1, 4, 8, 8.5, 17, 24), (85, 127.5, 382.5)
RANDOM = random.Random(62)
WORKING_HOURS = Unit.WORKING_HOURS

TIMED, ROUNDS, COMPARED, WALKED = 300, 40, 10_000, 1_000
DURATION, TIMEDELTA = "business-duration", "businesstimedelta"

Hours = dict[int, tuple[time, time]]
Case = tuple[datetime, datetime, float]  # start and end, naive and local; working hours


def main() -> None:
    """Measure, compare, write and print; fail when anybody disagrees."""
    disagreements = list(agreement())
    rows = [*speed(), *disagreements]
    write("worktime", rows)
    show(rows)
    sys.exit(any(each.value for each in disagreements))


def speed() -> Iterator[Row]:
    """Measure due times and time left beside the peers, for short and for long promises."""
    for name, promises in (("to 24 hours", HUB_PROMISES), ("to 45 days", LONG_PROMISES)):
        cases = list(some_cases(TIMED, FLAT, promises))
        yield from speed_of_due(f"due, {name}", cases)
        yield from speed_of_left(f"left, {name}", cases)
    yield row("openings of 24 years, built once", 1000 * built(), "milliseconds")


def speed_of_due(name: str, cases: list[Case]) -> Iterator[Row]:
    """Measure due times, asked with UTC and with local times made aware meanwhile."""
    hub, rules = calendar(FLAT), peer_rules(FLAT)
    local = [(start, Duration(hours, WORKING_HOURS)) for start, _, hours in cases]
    stored = [(aware(start).astimezone(UTC), each) for start, each in local]
    theirs = [(in_pytz(start), BusinessTimeDelta(rules, hours=hours)) for start, _, hours in cases]
    from_utc, made_aware, of_timedelta = side_by_side(
        lambda: repeated(lambda: [hub.due(start, each) for start, each in stored]),
        lambda: repeated(lambda: [hub.due(aware(start), each) for start, each in local]),
        lambda: [start + each for start, each in theirs],
    )
    yield beside(f"{name}, from UTC", from_utc, TIMEDELTA, of_timedelta)
    yield beside(f"{name}, made aware", made_aware, TIMEDELTA, of_timedelta)


def speed_of_left(name: str, cases: list[Case]) -> Iterator[Row]:
    """Measure time left, asked with UTC and with local times made aware meanwhile."""
    hub, rules = calendar(FLAT), peer_rules(FLAT)
    local = [(start, end) for start, end, _ in cases]
    stored = [(aware(start).astimezone(UTC), aware(end).astimezone(UTC)) for start, end in local]
    theirs = [(in_pytz(start), in_pytz(end)) for start, end in local]
    from_utc, made_aware, of_duration, of_timedelta = side_by_side(
        lambda: repeated(lambda: [hub.time_left(at, due, WORKING_HOURS) for at, due in stored]),
        lambda: repeated(
            lambda: [hub.time_left(aware(at), aware(due), WORKING_HOURS) for at, due in local]
        ),
        lambda: [by_duration(*each) for each in local],
        lambda: [rules.difference(*each) for each in theirs],
    )
    for peer, time_of_peer in ((DURATION, of_duration), (TIMEDELTA, of_timedelta)):
        yield beside(f"{name}, from UTC", from_utc, peer, time_of_peer)
        yield beside(f"{name}, made aware", made_aware, peer, time_of_peer)


def agreement() -> Iterator[Row]:
    """Count the cases in which somebody answers differently."""
    cases = list(some_cases(COMPARED, FLAT))
    hub = calendar(FLAT)
    yield compared(
        "time left, flat week",
        DURATION,
        cases,
        lambda start, end, _: hub.working_time(aware(start), aware(end)).total_seconds(),
        lambda start, end, _: by_duration(start, end),
    )
    for name, week in (("early Friday", EARLY_FRIDAY), ("open in changes", THROUGH_CHANGES)):
        yield from with_timedelta(name, week)
        yield from with_twin(name, week)


def with_timedelta(name: str, week: Hours) -> Iterator[Row]:
    """Compare with the peer that knows zones."""
    hub, rules, cases = calendar(week), peer_rules(week), list(some_cases(COMPARED, week))
    yield compared(
        f"time left, {name}",
        TIMEDELTA,
        cases,
        lambda start, end, _: hub.working_time(aware(start), aware(end)),
        lambda start, end, _: rules.difference(in_pytz(start), in_pytz(end)).timedelta,
    )
    yield compared(
        f"due times, {name}",
        TIMEDELTA,
        cases,
        lambda start, _, hours: hub.due(aware(start), Duration(hours, WORKING_HOURS)),
        lambda start, _, hours: in_pytz(start) + BusinessTimeDelta(rules, hours=hours),
    )


def with_twin(name: str, week: Hours) -> Iterator[Row]:
    """Compare with the slow twin, which looks at the wall every minute."""
    hub, twin, cases = calendar(week), Twin(week, HOLIDAYS), list(some_cases(WALKED, week))
    yield compared(
        f"time left, {name}",
        "slow twin",
        cases,
        lambda start, end, _: hub.working_time(aware(start), aware(end)),
        lambda start, end, _: twin.working_time(
            aware(start).astimezone(UTC), aware(end).astimezone(UTC)
        ),
    )
    yield compared(
        f"due times, {name}",
        "slow twin",
        cases,
        lambda start, _, hours: hub.due(aware(start), Duration(hours, WORKING_HOURS)),
        lambda start, _, hours: twin.due_in_working_hours(aware(start), timedelta(hours=hours)),
    )


def compared(
    name: str,
    peer: str,
    cases: list[Case],
    ours: Callable[[datetime, datetime, float], Any],
    theirs: Callable[[datetime, datetime, float], Any],
) -> Row:
    """Count the cases with different answers, and print the first few."""
    differ = [each for each in cases if in_utc(ours(*each)) != in_utc(theirs(*each))]
    for each in differ[:3]:
        print(f"{name}: {each}: we say {ours(*each)}, {peer} says {theirs(*each)}")
    packages = () if peer == "slow twin" else (peer,)
    unit = f"disagreements in {len(cases):,} cases"
    return row(name, len(differ), unit, peer=peer, packages=packages)


def some_cases(
    count: int, week: Hours, promises: tuple[float, ...] = HUB_PROMISES
) -> Iterator[Case]:
    """Return cases of whole minutes; one in four starts within two days of a clock change."""
    hub = calendar(week)
    for number in range(count):
        start = near_a_change() if number % 4 == 0 else any_minute()
        hours = RANDOM.choice(promises)
        due = hub.due(start, Duration(hours, WORKING_HOURS)).astimezone(UTC)
        lived = RANDOM.randint(0, int((due - start) / MINUTE)) if number % 2 else 0
        yield naive(start + lived * MINUTE), naive(due), hours


def any_minute() -> datetime:
    """Return any minute of the years."""
    minutes = RANDOM.randrange((LAST - FIRST + 1) * 365 * 24 * 60)
    return datetime(FIRST, 1, 1, tzinfo=UTC) + minutes * MINUTE


def near_a_change() -> datetime:
    """Return a minute around the last Sunday of a March or an October."""
    last_day = datetime(RANDOM.randint(FIRST, LAST), RANDOM.choice((3, 10)), 31, 1, tzinfo=UTC)
    change = last_day - timedelta(days=last_day.isoweekday() % 7)
    return change + RANDOM.randint(-2 * 24 * 60, 2 * 24 * 60) * MINUTE


def naive(at: datetime) -> datetime:
    """Return the local time without its zone; its fold still tells a repeated hour apart."""
    return at.astimezone(LONDON).replace(tzinfo=None)


def in_pytz(local: datetime) -> datetime:
    """Return a naive local time as businesstimedelta wants it."""
    moment: datetime = PYTZ_LONDON.localize(local, is_dst=not local.fold)
    return moment


def aware(local: datetime) -> datetime:
    """Return a naive local time as the moment it means."""
    return datetime.combine(local, local.timetz(), LONDON)


def in_utc(answer: Any) -> Any:
    """Return times in UTC, which are compared as moments, and anything else as it is."""
    return answer.astimezone(UTC) if isinstance(answer, datetime) else answer


def calendar(week: Hours) -> Calendar:
    """Return our calendar of a week in England."""
    return Calendar(week, holidays=HOLIDAYS, last=2028)


def peer_rules(week: Hours) -> Any:
    """Return the same week as businesstimedelta says it."""
    rules = [
        WorkDayRule(*hours, [day for day in week if week[day] == hours], tz=PYTZ_LONDON)
        for hours in sorted(set(week.values()))
    ]
    return Rules([*rules, HolidayRule(HOLIDAYS, tz=PYTZ_LONDON)])


def by_duration(start: datetime, end: datetime) -> float:
    """Return the working seconds as business-duration counts them."""
    return float(businessDuration(start, end, OPENS, CLOSES, holidaylist=HOLIDAYS, unit="sec"))


def repeated(work: Callable[[], object]) -> None:
    """Do quick work often enough to be timed."""
    for _ in range(ROUNDS):
        work()


def beside(name: str, ours: float, peer: str | None = None, theirs: float | None = None) -> Row:
    """Return a row of cases in a second."""
    return row(
        name,
        round(TIMED * ROUNDS / ours),
        "per second",
        peer=peer,
        peer_value=theirs and round(TIMED / theirs, 1),
        packages=[peer] if peer else [],
    )


def built() -> float:
    """Return how long the openings of the default years take to build."""
    week = tuple(EARLY_FRIDAY.get(weekday) for weekday in range(7))
    return min(
        seconds(
            lambda: openings.__wrapped__(
                week=week, holidays=HOLIDAYS, zone=LONDON, first=2012, last=2035
            )
        )
        for _ in range(5)
    )


if __name__ == "__main__":
    main()
