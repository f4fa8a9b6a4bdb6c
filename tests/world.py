"""One case, taken by the real operations as far as a page needs it, and every page's address."""

from collections.abc import Callable
from functools import cached_property

from django.urls import reverse
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.access.actor import Actor
from frontdoor.access.models import Membership, SavedList
from frontdoor.casework.actions.models import Action
from frontdoor.casework.agreements.models import Agreement
from frontdoor.casework.contacts import caller as callers
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Clearance, Telling
from frontdoor.casework.gathering.models import Finding, Supplement
from frontdoor.casework.holdings.models import AccessRequest
from frontdoor.casework.papers.models import Paper
from frontdoor.casework.restricting.models import BreakGlass, Restriction
from frontdoor.casework.retention.models import LegalHold
from frontdoor.casework.triage.models import ChronologyLine
from frontdoor.jobs.example import (
    acting,
    disposing,
    holdings,
    looking,
    originators,
    papers,
    restricting,
    retention,
    shapes,
    together,
)
from frontdoor.jobs.example.walk import Walk
from frontdoor.oversight import operations as oversight
from frontdoor.policy.models import BankHoliday
from tests import living, looking_for, make, meeting, pairs, reporting, rolling
from tests.addressed import (
    ACCESS_PAGES,
    AGREEMENT_PAGES,
    CONTACT_PAGES,
    KEPT_PAGES,
    OF_A_PRODUCT,
    OF_NO_CASE,
    PAPER_PAGES,
    STAFF_PAGES,
    areas,
)

# Who opens the pages of each column: short names of the demo's people.
PEOPLE = {
    "off": "officer",
    "tri": "triage",
    "soc": "social-worker",
    "coo": "coordinator",
    "man": "manager",
    "par": "police",
    "oth": "community-safety",
    "tea": "early-help-team-team",
    "els": "disability-team",
    "per": "performance",
    "adm": "administrator",
    "hub": "manager",
}
ELSEWHERE = "surrey"


class World:
    """One case that has come as far as the pages of a row need it, and what they are opened for."""

    def __init__(self, at: str, walk: Walk | None = None) -> None:
        self.walk: Walk = walk or make.walk(at=now())
        self.telling: Telling | None = None
        self.more: Supplement | None = None
        self.locked: Decision | None = None
        self.clearance: Clearance | None = None
        self.action: Action | None = None
        self.kept: SavedList | None = None
        self.paper: Paper | None = None
        self.glass: BreakGlass | None = None
        self.access: AccessRequest | None = None
        self.hold: LegalHold | None = None
        self.going = self.gone = self.pair = self.roll = self.link = self.match = 999999
        self.search = self.untold = 999999
        self.case: Case | None = STAGES[at](self) if at in STAGES else None

    @cached_property
    def words(self) -> dict[str, dict[str, object]]:
        """Return what each page's address needs."""
        case = self.case
        holiday = BankHoliday.objects.filter(division="england-and-wales").order_by("-day")[:1]
        known: dict[str, dict[str, object]] = {
            **OF_NO_CASE,
            **{f"settings:{page}": {"number": self.member} for page in STAFF_PAGES},
            **{f"settings:{page}": {"number": self.agreement} for page in AGREEMENT_PAGES},
            "settings:sign_out": {"number": self.member, "visit": 999999},
            "settings:remove": {"holiday_id": holiday.get().pk},
            **self._guarded(),
            **self._asked_for(),
            **{f"rolls:{page}": {"number": self.roll} for page in rolling.PAGES},
            **{key: {"number": self.kept.pk if self.kept else 999999} for key in KEPT_PAGES},
        }
        if case is None:
            return known
        contact: dict[str, object] = {"reference": case.contact.reference}
        known |= {f"contacts:{page}": contact for page in CONTACT_PAGES}
        known |= {"papers:of_contact": contact, "papers:of_case": {"reference": case.reference}}
        one = contact | {"number": self.paper.pk if self.paper else 999999}
        known |= {f"papers:{page}": one for page in PAPER_PAGES}
        named = areas("cases", "network", "triage", "enquiries", "strategy")
        known |= {name: {"reference": case.reference} for name in named}
        known["triage:undo"] = {"reference": case.reference, "what": "line", "number": self.line}
        known |= living.words(self, case)
        asked: dict[str, object] = {"reference": case.reference, "agency": "police"}
        known["enquiries:chase"] = asked
        known["enquiries:chase_more"] = asked | {"number": self.more.pk if self.more else 0}
        known |= {
            "contacts:person": {**contact, "person_id": case.child_id},
            "worklist:cover": {"worker_id": looking.worker(self.walk, "triage").pk},
            "gathering:answer": {"reference": case.reference},
            "disclosures:propose": {"reference": case.reference},
            "disclosures:send": {"reference": case.reference},
            "disclosures:tell_team": {"reference": case.reference},
            "disclosures:take_back": {"reference": case.reference},
            "disclosures:reopen": {"reference": case.reference},
        }
        known |= {name: {"reference": f"{case.reference}-1"} for name in OF_A_PRODUCT}
        known["actions:set_action"] = {"reference": case.reference}
        return known | self._asked(case)

    def _asked(self, case: Case) -> dict[str, dict[str, object]]:
        """Return what the pages need that are about one question."""
        known: dict[str, dict[str, object]] = {}
        if self.action is not None:
            known |= {f"actions:{page}": {"number": self.action.pk} for page in ("show", "change")}
        known["gathering:keep"] = {"kind": "facts", "number": self.facts}
        if self.more is not None:
            known["gathering:answer_more"] = {"number": self.more.pk}
        if self.locked is not None:
            item = originators.item(self.walk, self.locked)
            known["disclosures:ask_first"] = {"reference": case.reference, "item": item}
        if self.clearance is not None:
            number: dict[str, object] = {"number": self.clearance.pk}
            known["gathering:clear"] = number
            known["disclosures:withdraw"] = {"reference": case.reference, **number}
        if self.telling is not None:
            known["gathering:agree"] = {"telling_id": self.telling.pk}
            known["disclosures:tell"] = {
                "reference": case.reference,
                "telling_id": self.telling.pk,
            }
        return known

    def _guarded(self) -> dict[str, dict[str, object]]:
        """Return what the pages of a restricted record need, and of a look at it."""
        found = Restriction.objects.values_list("pk", flat=True).order_by("pk")
        held = self.walk.as_("manager", lambda _: found.last()) or 999999
        look = self.glass.pk if self.glass else 999999
        pages = {"readers": held, "lift": held, "review": look, "end": look, "match": self.match}
        known: dict[str, dict[str, object]] = {
            f"restricting:{page}": {"number": number} for page, number in pages.items()
        }
        if self.case is not None:
            known["restricting:restrict"] = {"reference": self.case.reference}
        return known

    def _asked_for(self) -> dict[str, dict[str, object]]:
        """Return what the pages need on which what is held is given to who asks."""
        held = self.access
        number: dict[str, object] = {"number": held.pk if held else 999999}
        known = {f"records:{page}": number for page in ACCESS_PAGES}
        items = held.items.order_by("pk") if held else None
        first = self.walk.as_("manager", lambda _: items.first() if items else None)
        by_number = {
            "records:confirm": self.going, "records:certificate": self.gone,
            "records:review_told": self.untold, "records:ask_told": self.untold,
            "linking:rested": self.link, "linking:pair": self.pair, "searches:found": self.search,
            "records:lift_hold": self.hold.pk if self.hold else 999999,
        }  # fmt: skip
        known |= {page: {"number": each} for page, each in by_number.items()}
        known["records:item"] = number | {"item": first.pk if first else 999999}
        if self.case is not None:
            of_case: dict[str, object] = {"reference": self.case.reference}
            known["records:ask"] = known["records:place_hold"] = of_case
            known["records:review"] = {"reference": self.case.contact.reference}
        return known

    @property
    def member(self) -> int:
        """Return the number of the place of somebody of this hub."""
        found = Membership.objects.filter(hub=self.walk.hub, user__username__endswith="-triage")
        return found.get().pk

    @property
    def agreement(self) -> int:
        """Return the number of the agreement that this hub's agencies have signed."""
        return self.walk.as_("manager", lambda _: Agreement.objects.earliest("pk").pk)

    @property
    def facts(self) -> int:
        """Return the number of facts that the police share, where they have answered."""
        shared = Finding.objects.filter(answer="held_shared").values_list("pk", flat=True)
        return self.walk.as_("police", lambda _: shared.first()) or 999999

    @property
    def line(self) -> int:
        """Return the number of a line of the chronology, where there is one."""
        lines = ChronologyLine.objects.values_list("pk", flat=True)
        return self.walk.as_("manager", lambda _: lines.last()) or 0

    def address(self, page: str) -> str:
        """Return the address of a page for this world's case."""
        return reverse(page, kwargs=self.words.get(page, {}))


def _proposed(world: World) -> Case:
    world.telling = make.telling(world.walk)
    return world.telling.enquiry.case


def _named(world: World) -> Case:
    asked = make.supplements(world.walk)
    world.more = next(each for each in asked if each.agency.slug == "police")
    return world.more.request.enquiry.case


def _locked(world: World) -> Case:
    world.locked = make.locked(world.walk)
    return world.locked.enquiry.case


def _consulted(world: World) -> Case:
    world.clearance = make.clearance(world.walk)
    return world.clearance.enquiry.case


def _acting(world: World) -> Case:
    case = make.case(world.walk)
    world.action = acting.set_action(world.walk, case)
    return case


def _kept(world: World) -> Case:
    world.kept = make.saved_list(world.walk)
    return make.case(world.walk)


def _restricted(world: World) -> Case:
    case = make.case(world.walk)
    held = restricting.restrict(world.walk, case.contact)
    world.glass = restricting.break_glass(world.walk, held.reference)
    return case


def _asks(world: World, *, identity: str = holdings.IDENTITY) -> Case:
    case = make.case(world.walk)
    world.access = holdings.register(world.walk, case.child, identity=identity)
    if identity:
        world.access = holdings.collect(world.walk, world.access)
    return case


def _on_hold(world: World) -> Case:
    case = make.case(world.walk)
    world.hold = retention.place(world.walk, case.contact)
    return case


def _paired(world: World) -> Case:
    world.pair = pairs.pair(world.walk, case := make.case(world.walk)).pk
    return case


def _unlinked(world: World) -> Case:
    world.link = pairs.undone(world.walk, case := make.case(world.walk)).pk
    return case


def _to_go(world: World) -> Case:
    contact = make.over(world.walk)
    world.going = disposing.propose(world.walk, contact, by="manager-2").pk
    return world.walk.case(contact)


def _gone(world: World) -> Case:
    case = world.walk.case(make.over(world.walk))
    world.gone = disposing.dispose(world.walk, case.contact).pk
    return case


def _agreed(world: World) -> Case:
    case = _proposed(world)
    telling = world.telling
    assert telling is not None
    world.walk.as_(
        "police",
        lambda actor: disclosures.answer_telling(
            telling=telling, agreed=True, why="", seen=telling.version, by=actor, at=world.walk.at
        ),
    )
    return case


def _joined(world: World) -> tuple[Case, Case]:
    """Return a case to which a report was joined, and that report."""
    first, second = reporting.two(world.walk)
    together.join(world.walk, second, first)
    return world.walk.case(first.contact), world.walk.case(second.contact)


def _in_triage(world: World) -> Case:
    case = make.in_triage(world.walk)
    looking.allocate(world.walk, case)
    looking.look_into(world.walk, case)
    return world.walk.case(case.contact)


def _posted(world: World) -> Case:
    case = make.case(world.walk)
    shapes.write(world.walk, case.contact, channel="post")
    return case


def _passed(world: World) -> Case:
    contact = world.walk.contact()

    def do(by: Actor) -> Contact:
        return callers.pass_on(contact=contact, by=by, at=world.walk.at)

    world.walk.as_("officer", do)
    return world.walk.case(contact)


def _attached(world: World) -> Case:
    case = make.case(world.walk)
    world.paper = papers.photograph(world.walk, case)
    return case


def _cleared(world: World) -> Case:
    case = make.case(world.walk)
    world.paper = papers.letter(world.walk, case)
    return case


def _counted(world: World) -> Case:
    case = make.case(world.walk)
    with context.inside(world.walk.hub.pk):
        oversight.count(hub_id=world.walk.hub.pk, at=world.walk.at)
    return case


STAGES: dict[str, Callable[[World], Case]] = {
    "taken": lambda world: make.case(world.walk),
    "talking": lambda world: world.walk.case(world.walk.contact()),
    "passed": _passed,
    "posted": _posted,
    "kept": _kept,
    "glass": _restricted,
    "met": meeting.stage,
    "looked": looking_for.stage,
    "asks": _asks,
    "asks_who": lambda world: _asks(world, identity=""),
    "on_hold": _on_hold,
    "over": lambda world: world.walk.case(make.over(world.walk)),
    "to_go": _to_go,
    "paired": _paired,
    "unlinked": _unlinked,
    "gone": _gone,
    "two": lambda world: reporting.two(world.walk)[1],
    "joined": lambda world: _joined(world)[1],
    "joined_to": lambda world: _joined(world)[0],
    "living": living.living,
    "tied": living.tied,
    "triage": _in_triage,
    "attached": _attached,
    "cleared": _cleared,
    "counted": _counted,
    **rolling.STAGES,
    "in_mash": lambda world: make.enquiry(world.walk, rating="").case,
    "rated": lambda world: make.enquiry(world.walk).case,
    "called": lambda world: make.discussion(world.walk).case,
    "asked": lambda world: make.requests(world.walk)[0].enquiry.case,
    "named": _named,
    "acting": _acting,
    "proposed": _proposed,
    "agreed": _agreed,
    "answered": lambda world: make.answered(world.walk).case,
    "decided": lambda world: make.decision(world.walk).enquiry.case,
    "signed": lambda on: on.walk.authorise(make.decision(on.walk).enquiry).enquiry.case,
    "locked": _locked,
    "consulted": _consulted,
    "lent": lambda world: make.alert(world.walk).case,
    "came": lambda world: make.addition(world.walk)[0],
    "handed": lambda world: make.handed_over(world.walk).case,
    "sent": lambda world: make.product(world.walk).case,
}
