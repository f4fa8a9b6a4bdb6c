"""What is done to a case that no page of the table needs, but that has words of its own."""

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse

from frontdoor.access import operations as access
from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.contacts import challenges, identity
from frontdoor.casework.contacts.models import Case, Challenge, Referrer
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.disclosures import clearing, passing
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.casework.papers import operations as papers
from frontdoor.casework.papers.rules import Checked, Read, Sent, Sheet
from frontdoor.casework.papers.vocabulary import Kind, Verdict
from frontdoor.casework.restricting.models import Restriction
from frontdoor.casework.strategy.models import Discussion
from frontdoor.casework.triage import operations as triage
from frontdoor.casework.triage import queries, undoing
from frontdoor.casework.triage.models import Callback, ChronologyLine, SystemCheck
from frontdoor.casework.triage.rules import When
from frontdoor.casework.triage.vocabulary import CheckResult
from frontdoor.jobs.example import (
    acting,
    closing,
    looking,
    originators,
    restricting,
    shapes,
    strategy,
    together,
)
from frontdoor.kernel.rows import Strikable
from frontdoor.people import operations as people
from frontdoor.people.models import Link
from frontdoor.people.operations import Told
from tests import handing, reopening
from tests.world import World

WHY = "It was of another child."
ROBIN = "Robin Example"


def _case(world: World) -> Case:
    assert world.case is not None
    return world.walk.case(world.case.contact)


def _reopened(world: World) -> None:
    reopening.reopen(world.walk, reopening.closed(world.walk, world.case, told=True))


def _expected(world: World) -> None:
    told = Told(expected_on=date(2031, 1, 1), family_name="Example")
    world.walk.person(_case(world).contact, told, Part.CHILD)


def _typed(world: World) -> None:
    path = reverse("cases:route", kwargs={"reference": _case(world).reference})
    typed = {"reason": ["Words that nobody has sent yet."]}
    world.walk.as_(
        "manager",
        lambda by: access.keep_draft(
            path=path, tab="one", step=1, typed=typed, by=by, at=world.walk.at
        ),
    )


def _known(world: World) -> None:
    handing.known(world.walk, _case(world))


def _protected(world: World) -> None:
    shapes.protect(world.walk, _case(world), hours=2)
    shapes.unprotect(world.walk, _case(world))


def _protected_at_first(world: World) -> None:
    told = _case(world).policy.sources
    source = next(each.slug for each in told if not each.professional and not each.inside)
    caller = Caller(
        source=source,
        name="Ottilie Fennimore",
        relationship="Lives in the flat above",
        phone="01632 960555",
        email="ottilie@example.org",
        address="Flat 9, Larkspur Row",
        protected=True,
    )
    world.case = world.walk.case(world.walk.describe(world.walk.contact(caller=caller)))


def _protected_later(world: World) -> None:
    contact = _case(world).contact
    world.walk.as_(
        "officer",
        lambda by: identity.protect(
            contact=contact,
            why="He may harm her.",
            seen=Referrer.objects.get(contact=contact).version,
            by=by,
            at=world.walk.at,
        ),
    )


def _known_again(world: World) -> None:
    contact = _case(world).contact
    world.walk.as_(
        "manager",
        lambda by: identity.lift(
            contact=contact,
            why="She has agreed.",
            seen=Referrer.objects.get(contact=contact).version,
            by=by,
            at=world.walk.at,
        ),
    )


def _challenged(world: World) -> None:
    world.walk.as_(
        "manager",
        lambda by: challenges.say(
            challenge=(asked := Challenge.objects.get()),
            said="Told them to ring next time.",
            seen=asked.version,
            by=by,
            at=world.walk.at,
        ),
    )


def _linked_no_more(world: World) -> None:
    subject = _case(world).reference
    world.walk.as_(
        "manager",
        lambda by: people.part(
            link=Link.objects.latest("pk"), why=WHY, subject=subject, by=by, at=world.walk.at
        ),
    )


def _parted(world: World) -> None:
    together.part(world.walk, _case(world))


def _released(world: World) -> None:
    paper = world.paper
    assert paper is not None
    world.walk.as_(
        "manager",
        lambda by: papers.release(
            paper=paper, why="It is needed now.", seen=paper.version, required=False, by=by,
            at=world.walk.at,
        ),
    )  # fmt: skip


def _paper_struck(world: World) -> None:
    paper = world.paper
    assert paper is not None
    world.walk.as_(
        "manager",
        lambda by: papers.strike(paper=paper, why=WHY, seen=paper.version, by=by, at=world.walk.at),
    )


def _attached_a_table(world: World) -> None:
    sheet = Sheet(name="A sheet", rows=(("Day", "What was seen"), ("Monday", "No coat again")))
    sent = Sent(
        name="days.csv",
        kind=Kind.CSV,
        content=b"Monday;No coat again",
        checked=Checked(verdict=Verdict.CLEAN),
        read=Read(sheets=(sheet,)),
    )
    case = _case(world)
    world.paper = world.walk.as_(
        "officer",
        lambda by: papers.attach(
            contact=case.contact, case=case, files=[sent], what="A list", by=by, at=world.walk.at
        ),
    ).new[0]


def _struck(world: World) -> None:
    kinds: dict[str, type[Strikable]] = {
        "call": Callback,
        "check": SystemCheck,
        "line": ChronologyLine,
    }
    for kind, model in kinds.items():
        world.walk.as_("manager", _strike(world, kind, model))


def _strike(world: World, kind: str, model: type[Strikable]) -> Callable[[Actor], None]:
    case = _case(world)
    return lambda by: undoing.strike(
        case=case,
        written=queries.written(case, kind, model._base_manager.latest("pk").pk),
        why=WHY,
        seen=Case.objects.get(pk=case.pk).version,
        by=by,
        at=world.walk.at,
    )


def _recommended(world: World) -> None:
    looking.recommend(world.walk, _case(world))


def _kept_in_triage(world: World) -> None:
    case = _case(world)
    for who in ("triage", "manager"):
        for kept_to in Caveat:
            world.walk.as_(who, _line(world, case, kept_to))
            _rung(world, case, who, kept_to)


def _line(world: World, case: Case, kept_to: Caveat) -> Callable[[Actor], ChronologyLine]:
    return lambda by: triage.add_line(
        case=case,
        when=When(2025, 3),
        what="Moved to the town.",
        source="A neighbour",
        kept_to=kept_to,
        seen=Case.objects.get(pk=case.pk).version,
        by=by,
        at=world.walk.at,
    )


def _rung(world: World, case: Case, who: str, kept_to: Caveat) -> None:
    world.walk.as_(
        who,
        lambda by: triage.ring_back(
            case=case,
            reached=True,
            spoke_to="Jo Sample",
            said="They are worried.",
            kept_to=kept_to,
            seen=Case.objects.get(pk=case.pk).version,
            by=by,
            at=world.walk.at,
        ),
    )
    check = triage.Found(result=CheckResult.FOUND, words="Known since May.", kept_to=kept_to)
    world.walk.as_(
        who,
        lambda by: triage.check_systems(
            case=case,
            found={case.policy.checks[0].slug: check},
            seen=Case.objects.get(pk=case.pk).version,
            by=by,
            at=world.walk.at,
        ),
    )


def _answered(said: Said) -> Callable[[World], None]:
    def do(world: World) -> None:
        asked = world.walk.as_(
            "manager",
            lambda _: list(
                Request.objects.select_related("agency", "enquiry__case__contact__policy_version")
            ),
        )
        for request in asked:
            world.walk.answer(request, {ROBIN: said}, analysis="So it seems to us.")

    return do


def _shared(kept_to: Caveat, *caveats: str) -> Callable[[World], None]:
    said = Said(answer=Answer.SHARED, facts="Seen twice.", kept_to=kept_to, caveats=caveats)
    return _answered(said)


def _retimed(world: World) -> None:
    assert world.action is not None
    acting.retime(world.walk, world.action, due_at=world.walk.at + timedelta(days=1))


def _not_agreed(world: World) -> None:
    telling = world.telling
    assert telling is not None
    world.walk.as_(
        "police",
        lambda by: disclosures.answer_telling(
            telling=telling, agreed=False, why="It would warn him.", seen=telling.version, by=by,
            at=world.walk.at,
        ),
    )  # fmt: skip


def _told(world: World) -> None:
    telling = world.telling
    assert telling is not None
    world.walk.as_(
        "manager",
        lambda by: disclosures.tell(
            telling=telling, how="By telephone, at noon.", seen=telling.version + 1, by=by,
            at=world.walk.at,
        ),
    )  # fmt: skip


def _recalled(world: World) -> None:
    case = _case(world)
    world.walk.as_(
        "manager",
        lambda by: passing.recall(
            case=case, reason=WHY, seen=case.version, by=by, at=world.walk.at
        ),
    )


def _cleared(*, agreed: bool) -> Callable[[World], None]:
    def do(world: World) -> None:
        assert world.clearance is not None
        words = "Say that they know the family." if agreed else ""
        why = "" if agreed else "It would give away who told us."
        originators.answer(world.walk, world.clearance, agreed=agreed, words=words, why=why)

    return do


def _asked_no_longer(world: World) -> None:
    clearance = world.clearance
    assert clearance is not None
    world.walk.as_(
        "manager",
        lambda by: clearing.withdraw(
            clearance=clearance, why="It is needed no longer.", by=by, at=world.walk.at
        ),
    )


def _discussion(world: World) -> Discussion:
    return world.walk.as_(
        "manager",
        lambda _: Discussion.objects.select_related(
            "case__contact__policy_version", "case__child"
        ).get(),
    )


def _held(world: World) -> None:
    strategy.hold(world.walk, _discussion(world))


def _called_off(world: World) -> None:
    strategy.call_off(world.walk, _discussion(world))


def _handed_back(world: World) -> None:
    alert = world.walk.as_("manager", lambda _: Alert.objects.select_related("product").get())
    closing.hand_back(world.walk, alert)


def _answered_more(world: World) -> None:
    assert world.more is not None
    world.walk.answer_more(world.more, analysis="He is known to us.")


def _lifted(world: World) -> None:
    held = world.walk.as_("manager", lambda _: Restriction.objects.get())
    assert world.glass is not None
    restricting.review(world.walk, world.glass)
    restricting.lift(world.walk, held)


NOT_SHARED = Said(answer=Answer.NOT_SHARED, why_not_shared="It would give away a source.")
Deed = Callable[[World], None]
# What is done one after the other, and to a case that has come how far.
DEEDS: dict[str, tuple[str, tuple[Deed, ...]]] = {
    "known to a service": ("taken", (_expected, _typed, _known, _protected)),
    "who told us protected at first": ("taken", (_protected_at_first,)),
    "who told us protected": ("taken", (_protected_later,)),
    "who told us known again": ("taken", (_protected_later, _known_again)),
    "opened again": ("taken", (_reopened,)),
    "partner challenged": ("posted", (_challenged,)),
    "linked no more": ("two", (_linked_no_more,)),
    "parted": ("joined", (_parted,)),
    "gone on together": ("joined_to", ()),
    "paper released": ("attached", (_released,)),
    "paper cleared": ("cleared", ()),
    "a table": ("cleared", (_attached_a_table,)),
    "paper struck out": ("cleared", (_paper_struck,)),
    "looked into": ("triage", (_kept_in_triage, _struck, _recommended)),
    "shared": ("asked", (_shared(Caveat.HUB),)),
    "shared with managers": ("asked", (_shared(Caveat.MANAGERS),)),
    "kept to its originator": ("asked", (_shared(Caveat.ORIGINATOR, "originator"),)),
    "not shared": ("asked", (_answered(NOT_SHARED),)),
    "answered more": ("named", (_answered_more,)),
    "more time": ("acting", (_retimed,)),
    "not agreed": ("proposed", (_not_agreed,)),
    "told": ("agreed", (_told,)),
    "decided": ("decided", ()),
    "sent": ("sent", ()),
    "came later": ("came", ()),
    "taken back": ("handed", (_recalled,)),
    "agreed to go": ("consulted", (_cleared(agreed=True),)),
    "not to go": ("consulted", (_cleared(agreed=False),)),
    "asked no longer": ("consulted", (_asked_no_longer,)),
    "discussion to come": ("called", ()),
    "discussion held": ("called", (_held,)),
    "discussion called off": ("called", (_called_off,)),
    "handed back": ("lent", (_handed_back,)),
    "glass broken": ("glass", ()),
    "restriction lifted": ("glass", (_lifted,)),
}
