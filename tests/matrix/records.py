"""What is about a record: the same pages, for a case that is open, that has ended, that is not."""

from collections.abc import Callable
from dataclasses import replace

from django.urls import reverse

from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.decisions.operations import Choice
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.vocabulary import Stage
from frontdoor.jobs.example import together
from frontdoor.jobs.example.walk import Walk
from tests.world import World

# A page that is about no record.
NO_RECORD = "-"
NO_MORE = Choice(
    rating="amber",
    outcome="no_further_action",
    variant="",
    level=1,
    rationale="Nothing more is needed.",
    recommendations="",
    without_reply_why="It need not wait.",
)
Address = Callable[[str], str]


def open_(world: World) -> Address:
    """The case as far as the page needs it."""
    return world.address


def ended(world: World) -> Address:
    """The same case after its end: closed, however far it had come."""
    walk, case = world.walk, world.case
    assert case is not None
    now = walk.case(case.contact)
    if now.stage in (CaseStage.AWAITING, CaseStage.IN_TRIAGE):
        if walk.as_("manager", lambda _: [e for e in reports.joined(now) if not e.read_at]):
            together.read(walk, now)
        walk.route(case.contact, CaseMove.CLOSE)
    elif now.stage == CaseStage.IN_MASH:
        _end_in_mash(walk, now)
    return world.address


def _end_in_mash(walk: Walk, case: Case) -> None:
    """Go the rest of the road, from wherever it has come to."""
    found = walk.as_("manager", lambda _: enquiries.of(case))
    assert found is not None
    if found.stage == Stage.TO_RATE:
        found = walk.rate(found, "amber")
    if found.stage == Stage.RATED:
        walk.commence(found)
    if found.stage in (Stage.TO_RATE, Stage.RATED, Stage.GATHERING):
        walk.decide(found, replace(NO_MORE, rating=found.rating))
    if found.stage != Stage.AUTHORISED:
        walk.authorise(found)
    decision = walk.as_("manager", lambda _: Decision.objects.filter(enquiry=found).last())
    assert decision is not None
    walk.share(decision, team="early_help_team" if decision.outcome == "early_help" else "")


def nothing(world: World) -> Address:
    """A record that is not there, under an address that looks as if it were."""

    def address(page: str) -> str:
        words = {word: _not_there(word, value) for word, value in world.words.get(page, {}).items()}
        return reverse(page, kwargs=words)

    return address


def _not_there(word: str, value: object) -> object:
    if word == "reference":
        return "CV-20-99999-A-1" if str(value).count("-") > 3 else "CV-20-99999-A"
    return 999999 if isinstance(value, int) else value


RECORDS: dict[str, Callable[[World], Address]] = {
    NO_RECORD: open_,
    "open": open_,
    "ended": ended,
    "nothing": nothing,
}
