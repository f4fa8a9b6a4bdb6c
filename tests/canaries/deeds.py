"""What is done to a case that no page of the table needs, but that has words of its own."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

from django.urls import reverse

from frontdoor.access import operations as access
from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.contacts import challenges, identity, writing
from frontdoor.casework.contacts.models import Challenge, Contact, Referrer
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.contacts.writing import Written
from frontdoor.casework.disclosures import clearing, passing
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.casework.restricting.models import Restriction
from frontdoor.casework.searches.models import HiddenMatch
from frontdoor.casework.strategy.models import Discussion
from frontdoor.jobs.example import (
    acting,
    closing,
    originators,
    registering,
    restricting,
    retention,
    shapes,
    strategy,
    together,
)
from frontdoor.people import operations as people
from frontdoor.people.held import Adoption
from frontdoor.people.models import Link
from frontdoor.people.operations import Told
from tests import handing, looking_for, meeting, pairs, reopening
from tests.canaries import found
from tests.canaries.found import WHY, case_of
from tests.world import World

ROBIN = "Robin Example"


def _reopened(world: World) -> None:
    reopening.reopen(world.walk, reopening.closed(world.walk, world.case, told=True))


def _expected(world: World) -> None:
    told = Told(expected_on=date(2031, 1, 1), family_name="Example")
    world.walk.person(case_of(world).contact, told, Part.CHILD)


def _typed(world: World) -> None:
    path = reverse("cases:route", kwargs={"reference": case_of(world).reference})
    typed = {"reason": ["Words that nobody has sent yet."]}
    world.walk.as_(
        "manager",
        lambda by: access.keep_draft(
            path=path, tab="one", step=1, typed=typed, by=by, at=world.walk.at
        ),
    )


def _known(world: World) -> None:
    handing.known(world.walk, case_of(world))


def _untied(world: World) -> None:
    tie = world.walk.as_("manager", lambda _: Adoption.objects.get())
    registering.untie(world.walk, tie)


def _held_of_them(world: World) -> None:
    registering.everything(world.walk, case_of(world))


def _protected(world: World) -> None:
    shapes.protect(world.walk, case_of(world), hours=2)
    shapes.unprotect(world.walk, case_of(world))


def _protected_at_first(world: World) -> None:
    told = case_of(world).policy.sources
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
    contact = case_of(world).contact
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
    contact = case_of(world).contact
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
    subject = case_of(world).reference
    world.walk.as_(
        "manager",
        lambda by: people.part(
            link=Link.objects.latest("pk"), why=WHY, subject=subject, by=by, at=world.walk.at
        ),
    )


def _told_apart(world: World) -> None:
    pairs.two_people(world.walk, pairs.pair(world.walk, case_of(world)))


def _dealt_with(world: World) -> None:
    pairs.deal(world.walk, pairs.undone(world.walk, case_of(world)))


def _looked_for(world: World) -> None:
    nobody = Told(given_names="Tamsin Rose", family_name="Lowther", date_of_birth=date(2015, 2, 1))
    made = looking_for.search(world.walk, nobody, by="manager")
    looking_for.found(world.walk, made, by="manager")
    world.search = made.pk


def _parted(world: World) -> None:
    together.part(world.walk, case_of(world))


def _answered(said: Said, *, thought: Caveat = Caveat.HUB) -> Callable[[World], None]:
    def do(world: World) -> None:
        asked = world.walk.as_(
            "manager",
            lambda _: list(
                Request.objects.select_related("agency", "enquiry__case__contact__policy_version")
            ),
        )
        for request in asked:
            world.walk.answer(
                request, {ROBIN: said}, analysis="So it seems to us.", analysis_kept_to=thought
            )

    return do


def _shared(kept_to: Caveat, *caveats: str) -> Callable[[World], None]:
    said = Said(answer=Answer.SHARED, facts="Seen twice.", kept_to=kept_to, caveats=caveats)
    return _answered(said, thought=kept_to)


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
    case = case_of(world)
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


def _typed_in(world: World) -> None:
    contact = case_of(world).contact
    for kept_to in Caveat:
        said = Written(
            channel="email",
            received_at=world.walk.at,
            evidence="Seen on three mornings.",
            signed_by="J. Sample",
            kept_to=kept_to,
        )
        world.walk.as_("officer", partial(_joined, world, contact, said))


def _joined(world: World, contact: Contact, said: Written, by: Actor) -> None:
    writing.join(contact=contact, form_key=uuid4(), written=said, by=by, at=world.walk.at)


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


def _answered_match(world: World) -> None:
    found = world.walk.as_("manager", lambda _: HiddenMatch.objects.get())
    meeting.answer(world.walk, found)


def _lifted(world: World) -> None:
    held = world.walk.as_("manager", lambda _: Restriction.objects.get())
    assert world.glass is not None
    restricting.review(world.walk, world.glass)
    restricting.lift(world.walk, held)


def _lifted_and_held_anew(world: World) -> None:
    assert world.hold is not None
    retention.lift(world.walk, world.hold)
    retention.place(world.walk, case_of(world).contact, asked_by="The coroner")


SHARED = Said(answer=Answer.SHARED, facts="Seen twice.")
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
    "dealt with": ("two", (_dealt_with,)),
    "told apart": ("two", (_told_apart,)),
    "parted": ("joined", (_parted,)),
    "gone on together": ("joined_to", ()),
    "forms kept": ("taken", (_typed_in,)),
    "paper released": ("attached", (found.released,)),
    "held of a person": ("living", (_held_of_them,)),
    "adopted": ("tied", ()),
    "adopted by mistake": ("tied", (_untied,)),
    "paper cleared": ("cleared", ()),
    "a table": ("cleared", (found.attached_a_table,)),
    "paper struck out": ("cleared", (found.paper_struck,)),
    "looked into": ("triage", (found.kept_in_triage, found.struck, found.recommended)),
    "recommended to managers": ("triage", (found.recommended_to_managers,)),
    "shared": ("asked", (_shared(Caveat.HUB),)),
    "shared with managers": ("asked", (_shared(Caveat.MANAGERS),)),
    "kept to its originator": ("asked", (_shared(Caveat.ORIGINATOR, "originator"),)),
    "not shared": ("asked", (_answered(NOT_SHARED),)),
    "thought by managers": ("asked", (_answered(SHARED, thought=Caveat.MANAGERS),)),
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
    "a search met it and it was told": ("met", (_answered_match,)),
    "looked for without a contact": ("taken", (_looked_for,)),
    "restriction lifted": ("glass", (_lifted,)),
    "held anew": ("on_hold", (_lifted_and_held_anew,)),
}
