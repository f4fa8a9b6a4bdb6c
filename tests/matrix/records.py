"""What is about a record: the same pages, for a case that is open, that has ended, that is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from django.urls import reverse

from frontdoor.casework.contacts import reports
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove, CaseStage
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.decisions.operations import Choice
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.vocabulary import Stage
from frontdoor.casework.restricting import glass
from frontdoor.casework.restricting import operations as restricting
from frontdoor.casework.restricting.vocabulary import Reason
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
# What was disposed of neither ends nor is restricted any more.
GONE = "gone"
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


# Who reads a restricted record, where none of those who ask is to: another manager of the hub.
NOT_ASKING = "manager-2"
OF_THE_HUB = ("officer", "triage", "social-worker", "coordinator", "manager")
TWO_HOURS = timedelta(hours=2)


def restricted(world: World, *, why: Reason = Reason.STAFF) -> Address:
    """The same case, kept for a reader who is none of those who ask."""
    return _kept_for(world, NOT_ASKING, why=why)


def adopted(world: World) -> Address:
    """The same case, kept because the child was adopted."""
    return restricted(world, why=Reason.ADOPTED)


def for_readers(world: World) -> Address:
    """The same case, restricted to everybody of the hub who asks, and the agency that is asked."""
    return _kept_for(world, NOT_ASKING, *OF_THE_HUB, "police")


def _kept_for(world: World, *shorts: str, why: Reason = Reason.STAFF) -> Address:
    walk, case = world.walk, world.case
    assert case is not None
    # Addresses are known from before: who asks now may not see the record any more.
    known = {page: reverse(page, kwargs=words) for page, words in world.words.items()}
    readers = [walk.actor(short).user_id for short in shorts]
    walk.as_(
        NOT_ASKING,
        lambda by: restricting.restrict(
            records=[case.contact], reason=why, readers=readers, by=by, at=walk.at - 2 * TWO_HOURS
        ),
    )
    return lambda page: known.get(page) or reverse(page)


def behind_glass(world: World, *, ago: timedelta = timedelta()) -> Address:
    """The same case, restricted, and opened by everybody of the hub without the right to."""
    address, case, at = restricted(world), world.case, world.walk.at - ago
    assert case is not None
    for short in OF_THE_HUB:
        world.walk.as_(
            short,
            lambda by: glass.break_(reference=case.reference, reason=REASON, by=by, at=at),
        )
    return address


def expired(world: World) -> Address:
    """The same case, to which everybody of the hub has had such a look, and has it no more."""
    return behind_glass(world, ago=TWO_HOURS)


REASON = "A colleague rings about this child at this moment."
RECORDS: dict[str, Callable[[World], Address]] = {
    NO_RECORD: open_,
    "open": open_,
    "ended": ended,
    "nothing": nothing,
    "restricted": restricted,
    "adopted": adopted,
    "readers": for_readers,
    "glass": behind_glass,
    "expired": expired,
}


# Stages at which nothing is about a record, and those at which it is restricted already.
OF_NO_RECORD = ("-", "kept", "brought", "listed", "untold")
RESTRICTED = ("glass",)


def of(at: str) -> list[str]:
    """Return what can be about the record that the pages of a stage are of."""
    if at in OF_NO_RECORD:
        return [NO_RECORD]
    if at == GONE:
        return ["open", "nothing"]
    few = ("open", "ended", "nothing")
    return [each for each in RECORDS if each in few or (at not in RESTRICTED and each != NO_RECORD)]
