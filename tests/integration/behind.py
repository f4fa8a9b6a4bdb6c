# ruff: noqa: S608  Table names come from the declarations.
"""What tests of the wall share: two hubs full of rows, and words for asking the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

import psycopg
import pytest
from django.db import Error, connection, transaction

from frontdoor.access import context
from frontdoor.access import operations as access
from frontdoor.access.actor import Actor
from frontdoor.casework.actions import leaving
from frontdoor.casework.contacts import identity
from frontdoor.casework.contacts.models import Case, Contact, Referrer
from frontdoor.casework.contacts.rules import Way
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures import passing
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.casework.strategy.operations import Plan
from frontdoor.jobs import watching
from frontdoor.jobs.example import (
    acting,
    closing,
    disposing,
    holdings,
    looking,
    midway,
    originators,
    papers,
    registering,
    restricting,
    retention,
    shapes,
    strategy,
    together,
)
from frontdoor.jobs.example.walk import ROBIN, Walk
from frontdoor.jobs.set_up import TABLES
from frontdoor.oversight import operations as oversight
from frontdoor.oversight.rules import Row
from frontdoor.people import operations as people
from frontdoor.people import rules
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Service
from frontdoor.policy import queries as policies
from frontdoor.watch import operations, queries
from tests import looking_for, make, meeting, pairs, rolling

NAMES = [table.name for table in TABLES]
DENIED = "42501"  # insufficient_privilege: what row-level security and missing rights answer.
MOTHER = Told(given_names="Dana", family_name="Example")
ONE_OF_THE_PAST = Row(
    reference="OLD-1",
    contact="",
    month=date(2015, 11, 1),
    source_group="police",
    counts_as="mash_or_referral",
    rating="",
    timeliness="",
)
INVITING_POLICE = Plan(chair="Responsive Services", invited=("police",))
NAMED_LATER = Told(given_names="Dez")
RATING = {"coventry": "amber", "surrey": "level_3"}


@dataclass(frozen=True)
class River:
    """One child's whole way in a hub, and a second contact that no agency was asked about."""

    walk: Walk
    enquiry: Enquiry
    decision: Decision
    product: Product
    other: Contact
    mother: Person


def river(slug: str) -> River:
    """Return a hub in which every table behind the wall has rows."""
    walk = make.walk(slug)
    policy = policies.current(walk.hub.pk, at=walk.at).policy
    rating = RATING[slug]
    contact = walk.contact()
    mother = walk.person(contact, MOTHER, Part.CARER, kin="mother")
    other = walk.contact()
    walk.describe(contact)
    _look_into(walk, contact)
    enquiry = walk.rate(walk.to_mash(contact), rating)
    for request in walk.commence(enquiry, asked=[agency.slug for agency in policy.agencies]):
        midway.extend(walk, request)
        _answer(walk, request)
    _know_more(walk, contact, other)
    papers.photograph(walk, walk.case(contact))
    papers.letter(walk, walk.case(other))
    _protect(walk, other)
    _join(walk, contact)
    _tell_out_of_hours(walk, walk.case(other), team=policy.out_of_hours.team)
    closing.hand_over(walk, walk.case(other))
    strategy.call(walk, walk.case(other), INVITING_POLICE)
    shapes.protect(walk, walk.case(other))
    shapes.write(walk, other, channel="post")
    _type(walk)
    make.saved_list(walk)
    _tell(walk, enquiry, mother)
    walk.person(contact, NAMED_LATER, Part.RISK)
    action = acting.set_action(walk, enquiry.case)
    acting.retime(walk, action, due_at=walk.at + timedelta(hours=6))
    acting.complete(walk, action)
    choice = replace(make.EARLY_HELP, rating=rating, without_reply_why="It cannot wait.")
    decision = walk.decide(enquiry, choice)
    walk.authorise(enquiry)
    originators.answer(walk, originators.ask(walk, decision))
    product = walk.share(decision, team=policy.outcome("early_help").teams[0])
    assert product is not None
    _ask_for(walk, contact, mother)
    _restrict(walk)
    count(walk)
    watch(walk)
    return River(walk, enquiry, decision, product, other, mother)


def _protect(walk: Walk, contact: Contact) -> None:
    """Keep who told of a contact to whoever took it, and managers."""
    walk.as_(
        "manager",
        lambda by: identity.protect(
            contact=contact,
            why="He may harm her.",
            seen=Referrer.objects.get(contact=contact).version,
            by=by,
            at=walk.at,
        ),
    )


def _join(walk: Walk, contact: Contact) -> None:
    """Join one more report of the child to the case, and read it."""
    report = walk.case(walk.describe(walk.contact()))
    case = walk.case(contact)
    together.link(walk, report, case)
    together.join(walk, report, case)
    together.read(walk, case)


def _ask_for(walk: Walk, contact: Contact, person: Person) -> None:
    """Have what is held asked for, a record held for a court for a time, and old ones go."""
    holdings.collect(walk, holdings.register(walk, person))
    retention.lift(walk, retention.place(walk, contact))
    _dispose(walk)


def _dispose(walk: Walk) -> None:
    """Have one record disposed of whose time is over, another proposed, and one kept longer."""
    disposing.dispose(walk, make.over(walk))
    disposing.propose(walk, make.over(walk))
    disposing.keep(walk, make.over(walk))


def _look_for(walk: Walk, child: Person) -> None:
    """Look for the child without a contact."""
    made = looking_for.search(walk, looking_for.of(child), by="manager")
    assert looking_for.found(walk, made, by="manager").possible


def _restrict(walk: Walk) -> None:
    """Restrict one more contact, look at it without the right to, and have that reviewed."""
    held = restricting.restrict(walk, walk.contact())
    meeting.answer(walk, meeting.put(walk, walk.case(walk.contact()), held))
    restricting.review(walk, restricting.break_glass(walk, held.reference))


def _tell_out_of_hours(walk: Walk, case: Case, *, team: str) -> None:
    """Tell a team what somebody of the hub has still to do."""
    action = acting.set_action(walk, case, to="triage")
    walk.as_(
        "manager",
        lambda by: passing.tell(
            case=case,
            shares={team: [leaving.key(action)]},
            basis="Children Act 1989, section 17.",
            reason="They may be rung about it.",
            by=by,
            at=walk.at,
        ),
    )


def _type(walk: Walk) -> None:
    """Type something that is not sent."""
    walk.as_(
        "manager",
        lambda by: access.keep_draft(
            path="/", tab="one", step=1, typed={"a": ["b"]}, by=by, at=walk.at
        ),
    )


def _look_into(walk: Walk, contact: Contact) -> None:
    case = looking.to_triage(walk, contact)
    looking.allocate(walk, case)
    looking.look_into(walk, case)
    looking.recommend(walk, case, Way(move=CaseMove.SEND_TO_MASH))


def _answer(walk: Walk, request: Request) -> None:
    child = rules.name(ROBIN.given_names, ROBIN.family_name, "")
    said = {
        "police": {
            child: Said(
                answer=Answer.SHARED, facts="Seen at the address twice.", caveats=("originator",)
            )
        },
        "health": {child: Said(answer=Answer.NOT_SHARED, why_not_shared="A patient's wish.")},
    }
    slug = request.agency.slug
    walk.answer(request, said.get(slug), analysis="It bears on safety." if slug in said else "")


def _know_more(walk: Walk, contact: Contact, other: Contact) -> None:
    found = pairs.pair(walk, walk.case(other))
    link = pairs.linked(walk, found.person, found.other)
    pairs.look(walk, walk.case(other))
    pairs.deal(walk, pairs.parted(walk, link))

    def do(by: Actor) -> None:
        child, again = (each.cases.get().child for each in (contact, other))
        people.link(
            person=child,
            same_as=again,
            why="Same address.",
            subject=contact.reference,
            by=by,
            at=walk.at,
        )
        people.note_involvement(
            person=child,
            service=Service.SOCIAL_CARE,
            opened_on=date(2027, 1, 4),
            source="Register",
            by=by,
            at=walk.at,
        )

    walk.as_("manager", do)
    registering.everything(walk, walk.case(contact))
    registering.untie(walk, registering.adopt(walk, walk.case(contact)))
    _look_for(walk, walk.case(contact).child)


def _tell(walk: Walk, enquiry: Enquiry, mother: Person) -> None:
    walk.as_(
        "manager",
        lambda by: disclosures.propose_telling(
            enquiry=enquiry,
            person=mother,
            words="Please do not leave them alone with him.",
            why="She can keep the child away from him.",
            by=by,
            at=walk.at,
        ),
    )


def watch(walk: Walk) -> None:
    """Go round once, as the program does by itself, when everything is late."""
    later = walk.at + timedelta(days=30)
    watching.look_at(walk.hub, at=later)

    def see(by: Actor) -> None:
        told = [each.pk for each in queries.notices(by)]
        operations.see(numbers=told, by=by, at=later)

    walk.as_("manager", see)


def count(walk: Walk) -> None:
    """Take a feed, load one child of the past, and count, as the program does by itself."""
    rolling.taken(walk)
    with context.inside(walk.hub.pk):
        oversight.load(hub_id=walk.hub.pk, rows=[ONE_OF_THE_PAST], at=walk.at)
        oversight.count(hub_id=walk.hub.pk, at=walk.at)


@contextmanager
def two_hubs() -> Iterator[tuple[River, River]]:
    """Fill Coventry, and Surrey beside it, for as long as somebody looks."""
    with transaction.atomic():
        yield river("coventry"), river("surrey")
        transaction.set_rollback(True)


Value = bool | int | float | str | None


def ask(sql: str, *values: Value) -> list[tuple[object, ...]]:
    """Return what the database answers whoever the context says is asking."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else []


def change(sql: str, *values: Value) -> int:
    """Return how many rows a statement changed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return int(cursor.rowcount)


def seen() -> dict[str, int]:
    """Return how many rows of each table are in sight, where there are any."""
    counts = {name: ask(f"SELECT count(*) FROM {name}")[0][0] for name in NAMES}
    return {name: int(str(count)) for name, count in counts.items() if count}


def state_of(sql: str, *values: Value) -> str:
    """Return the SQLSTATE with which the database refuses a statement, or an empty string."""
    try:
        with transaction.atomic():
            ask(sql, *values)
            transaction.set_rollback(True)
    except Error as error:
        cause = error.__cause__
        assert isinstance(cause, psycopg.Error)
        return cause.sqlstate or "?"
    return ""


def refused(sql: str, *values: Value, words: str = "", state: str = DENIED) -> None:
    """Expect the database to refuse a statement, and leave everything as it was."""
    with pytest.raises(Error, match=words) as raised, transaction.atomic():
        ask(sql, *values)
    cause = raised.value.__cause__
    assert isinstance(cause, psycopg.Error)
    assert cause.sqlstate == state, str(cause)


def nobody() -> None:
    """Look from now on as nobody."""
    context.enter(None)
