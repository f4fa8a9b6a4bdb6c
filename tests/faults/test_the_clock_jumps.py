"""The machine's clock jumps, a night has an hour twice, a list ends: no child waits for it (R2)."""

from datetime import datetime, timedelta

import pytest

from frontdoor.casework.contacts.models import Clock
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.jobs import watching
from frontdoor.jobs.example.walk import Walk
from frontdoor.policy.models import BankHoliday
from frontdoor.watch.models import Notice
from tests import make

pytestmark = pytest.mark.django_db

STEPS = ("describe", "route", "rate", "commence", "answer", "decide", "authorise", "share", "read")
JUMPS = {"back": timedelta(hours=-2), "forth": timedelta(days=400)}


def _down_the_river(walk: Walk, jump: timedelta = timedelta(), *, at: str = "") -> None:
    """Walk a case to its end, one step of it by a clock that has jumped."""
    there = {step: make.later(walk, seconds=step == at and jump.total_seconds()) for step in STEPS}
    enquiry = there["route"].to_mash(there["describe"].describe(walk.contact()))
    enquiry = there["rate"].rate(enquiry, "red")
    for request in there["commence"].commence(enquiry, asked=("police",)):
        there["answer"].answer(request)
    there["decide"].decide(enquiry, make.EARLY_HELP)
    decision = there["authorise"].authorise(enquiry)
    product = there["share"].share(decision, team="early_help_team")
    assert product is not None
    there["read"].as_(
        "early-help-team-team",
        lambda by: disclosures.acknowledge(
            product=product, seen=product.version, by=by, at=there["read"].at
        ),
    )


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("jump", JUMPS)
def test_no_step_is_refused_because_the_clock_has_jumped(jump: str, step: str) -> None:
    walk = make.walk()

    _down_the_river(walk, JUMPS[jump], at=step)

    make.enter()
    first = Clock.objects.filter(span="response").get()
    assert first.started_at == walk.at
    assert first.due_at > walk.at


def test_a_watch_whose_clock_goes_back_does_not_tell_again() -> None:
    walk = make.walk()
    make.requests(walk, asked=("police",))
    late = make.later(walk, hours=30)
    assert watching.look_at(walk.hub, at=late.at)
    make.enter()
    told = _notices()

    assert watching.look_at(walk.hub, at=walk.at)
    assert watching.look_at(walk.hub, at=late.at)

    make.enter()
    assert _notices() == told


def _notices() -> int:
    return Notice.objects.count()


@pytest.mark.parametrize(
    ("half_past", "fold"),
    [("2027-03-28T00", 0), ("2027-03-28T01", 0), ("2027-03-28T02", 0), ("2027-10-31T00", 0),
     ("2027-10-31T01", 0), ("2027-10-31T01", 1), ("2027-10-31T02", 0)],
)  # fmt: skip
def test_the_night_in_which_the_clocks_change_holds_nobody_up(half_past: str, fold: int) -> None:
    at = datetime.fromisoformat(f"{half_past}:30").replace(tzinfo=make.LONDON, fold=fold)

    _down_the_river(make.walk(at=at))

    make.enter()
    for clock in Clock.objects.all():
        assert clock.due_at >= clock.started_at
        if clock.unit == "clock_hours":
            assert clock.due_at - clock.started_at >= timedelta(hours=1)


@pytest.mark.parametrize("day", ["2027-12-24", "2033-05-03"])
@pytest.mark.parametrize("listed", ["as they are", "none at all", "not of that year"])
def test_a_list_of_bank_holidays_that_ends_or_is_not_there_holds_nobody_up(
    listed: str, day: str
) -> None:
    if listed == "none at all":
        BankHoliday.objects.all().delete()
    if listed == "not of that year":
        BankHoliday.objects.filter(day__year=int(day[:4])).delete()

    _down_the_river(make.walk(at=make.london(day, "16:40")))

    make.enter()
    assert not Clock.objects.filter(due_at__lt=make.london(day)).exists()
