"""Looks for what somebody has to know of: one function for each kind, each for one hub.

They read what stands in the rows now, so that whatever was interrupted is found again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from frontdoor.access.vocabulary import Role
from frontdoor.audit import queries as audit
from frontdoor.audit.rules import is_late
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.actions.models import Action
from frontdoor.casework.agreements import queries as agreements
from frontdoor.casework.agreements.rules import is_told_of
from frontdoor.casework.contacts import parted
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Clock
from frontdoor.casework.gathering import escalating
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering.models import Asked, Chase
from frontdoor.casework.gathering.vocabulary import Chasing
from frontdoor.casework.holdings import queries as holdings
from frontdoor.casework.holdings.rules import remind_on
from frontdoor.casework.restricting import queries as restricting
from frontdoor.casework.rolls import queries as rolls
from frontdoor.casework.searches import queries as searches
from frontdoor.casework.searches.lifecycle import TASK
from frontdoor.casework.searches.models import HiddenMatch, Line, Word
from frontdoor.casework.searches.models import Search as Stated
from frontdoor.casework.triage import queries as triage
from frontdoor.entrance import queries as entrance
from frontdoor.people import queries as people
from frontdoor.policy import queries as policies
from frontdoor.policy import rules
from frontdoor.policy.pack import Policy
from frontdoor.policy.rules import day as hub_day
from frontdoor.watch import queries
from frontdoor.watch.rules import Found
from frontdoor.watch.vocabulary import NoticeKind

MANAGERS = (Role.TEAM_MANAGER.value,)
HISTORY = "History"
# Ours: after that a link that was undone is no news any more. Its page stays.
STILL_ASKED = timedelta(days=90)
# Ours: whoever has been away for a fortnight reads it on the contact.
TOLD_LATELY = timedelta(days=14)


def promises(*, at: datetime) -> Iterator[Found]:
    """Find every promise that was missed, or runs out soon (P24); police protection is one.

    It is for the managers, and for whoever has the case.
    """
    clocks = contacts.to_warn_of(at=at)
    held = triage.holders(clock.case_id for clock in clocks)
    readers = restricting.users(clock.case.contact_id for clock in clocks)
    for clock in clocks:
        users = (held[clock.case_id],) if clock.case_id in held else ()
        users = tuple(dict.fromkeys((*users, *readers.get(clock.case.contact_id, ()))))
        yield _promise(clock, users, at=at)


def _promise(clock: Clock, users: tuple[int, ...], *, at: datetime) -> Found:
    missed = at > clock.due_at
    kind = NoticeKind.MISSED if missed else NoticeKind.RUNNING_OUT
    return Found(
        kind=kind,
        fact=f"clock {clock.pk} {kind}",
        subject=clock.case.reference,
        due_at=clock.due_at,
        roles=MANAGERS,
        users=users,
    )


def possible_reds(*, at: datetime) -> Iterator[Found]:
    """Find every possible Red that no manager has looked at yet (a.8, 6)."""
    clocks = contacts.not_looked_at()
    readers = restricting.users(clock.case.contact_id for clock in clocks)
    for clock in clocks:
        case = clock.case
        if case.urgent or case.possible_red:
            yield Found(
                kind=NoticeKind.POSSIBLE_RED,
                fact=f"case {case.pk} possible Red",
                subject=case.reference,
                due_at=clock.due_at,
                roles=MANAGERS,
                users=readers.get(case.contact_id, ()),
            )


def looks(*, at: datetime) -> Iterator[Found]:
    """Find every look through broken glass that nobody has reviewed: told by its number (R12)."""
    for glass in restricting.to_review():
        kind = NoticeKind.GLASS_LATE if at > glass.review_by else NoticeKind.GLASS
        yield Found(
            kind=kind,
            fact=f"{glass} {kind}",
            subject=str(glass),
            due_at=glass.review_by,
            roles=_whose(glass.policy, "review_glass"),
        )


def restricted(*, at: datetime) -> Iterator[Found]:
    """Find every restricted record on which something runs out, and which no reader has opened
    since it began to: they may be away, or have left. It is told by number, without what is due.
    """
    for hub_id in sorted({each.hub_id for each in restricting.standing()}):
        policy = policies.current(hub_id, at=at).policy
        for each in queries.restricted_due(hub_id, on=hub_day(policy, at), at=at):
            yield Found(
                kind=NoticeKind.RESTRICTED_DUE,
                fact=f"restricted record {each.number} due",
                subject=f"restricted record {each.number}",
                due_at=each.due_at,
                roles=_whose(policy, "restrict"),
            )


def matches(*, at: datetime) -> Iterator[Found]:
    """Find every search that met a restricted record and of which nobody has said what follows.

    Its readers are told, by its number. The managers are told the number of the record alone, once
    it is late, or at once where no reader is there who may say it: they name one (a.8).
    """
    for match in searches.waiting():
        here = _readers_here(match, at=at)
        if here:
            yield Found(
                kind=NoticeKind.MATCH,
                fact=str(match),
                subject=str(match),
                due_at=match.due_at,
                users=here,
            )
        if not here or at > match.due_at:
            record = f"restricted record {match.restriction_id}"
            yield Found(
                kind=NoticeKind.MATCH_LATE,
                fact=f"{match} late",
                subject=record,
                due_at=match.due_at,
                roles=_whose(match.policy, "restrict"),
            )


def _readers_here(match: HiddenMatch, *, at: datetime) -> tuple[int, ...]:
    """Return the readers of the record that was met who have a place now and may say it."""
    may = rules.allowed_roles(match.policy, TASK)
    who = restricting.who(match.hub_id, on=hub_day(match.policy, at))
    here = {each.user_id for each in who.members if each.role in may}
    reading = restricting.readers(match.restriction)
    return tuple(each.user_id for each in reading if each.user_id in here)


def told_beside(*, at: datetime) -> Iterator[Found]:
    """Find what people were told lately beside what a search found: whoever searched, or brought
    the list; or whoever took the contact, and whoever has the case. They may have read no further.
    """
    words = searches.said_since(at - TOLD_LATELY)
    held = triage.holders(each.case_id for each in words if each.case_id)
    for each in words:
        yield Found(
            kind=NoticeKind.MATCH_TOLD,
            fact=f"word {each.pk}",
            subject=each.subject,
            users=_told(each, held),
        )


def _told(word: Word, held: Mapping[int, int]) -> tuple[int, ...]:
    asks = word.asks
    if isinstance(asks, Stated):
        return (asks.by_id,)
    if isinstance(asks, Line):
        return (asks.roll.brought_by,)
    users = (asks.contact.taken_by, *((held[asks.pk],) if asks.pk in held else ()))
    return tuple(dict.fromkeys(users))


def _whose(policy: Policy, task: str) -> tuple[str, ...]:
    return tuple(role.value for role in rules.allowed_roles(policy, task))


def answers(*, at: datetime) -> Iterator[Found]:
    """Find every question to an agency whose answer is due soon: the agency is told (C9.4, P24)."""
    for request in gathering.still_gathering():
        for asked in (request, *request.unanswered):
            if asked.is_answered or asked.is_overdue(at=at) or at < gathering.warn_at(asked):
                continue
            yield Found(
                kind=NoticeKind.ANSWER_SOON,
                fact=f"{_name(asked)} soon {asked.falls_due_at.isoformat()}",
                subject=request.enquiry.case.reference,
                due_at=asked.falls_due_at,
                agencies=(asked.agency_id,),
            )


def _name(asked: Asked) -> str:
    return f"{type(asked).__name__} {asked.pk}"


def escalations(*, at: datetime) -> Iterator[Found]:
    """Find what was escalated and has no answer yet: by the policy, for the agency and the hub's
    cover; by a manager, for the agency (a.8, 15).
    """
    for request in gathering.still_gathering():
        for asked in (request, *request.unanswered):
            if asked.is_overdue(at=at):
                yield from map(_escalation, escalating.in_force(asked))


def _escalation(chase: Chase) -> Found:
    by_policy = chase.made_by is None
    return Found(
        kind=NoticeKind.NO_REPLY if by_policy else NoticeKind.DEPUTY_TOLD,
        fact=f"{Chasing.ESCALATED} {chase.pk}",
        subject=chase.request.enquiry.case.reference,
        due_at=chase.missed_at,
        roles=MANAGERS if by_policy else (),
        agencies=(chase.agency_id,),
    )


def products(*, at: datetime) -> Iterator[Found]:
    """Find what a team was sent and has not acknowledged in time: the team and the managers."""
    for product in queries.not_acknowledged(at=at):
        yield Found(
            kind=NoticeKind.NOT_ACKNOWLEDGED,
            fact=f"product {product.pk} late",
            subject=product.reference,
            due_at=product.acknowledge_by or product.sent_at,
            roles=MANAGERS,
            agencies=(product.team_id,),
        )


def things_to_do(*, at: datetime) -> Iterator[Found]:
    """Find what somebody has to do and is late, or is due soon."""
    for each in actions.still_open().values():
        for action in each:
            if at >= action.now_due.warn_at:
                yield _to_do(action, late=at > action.falls_due_at)


def _to_do(action: Action, *, late: bool) -> Found:
    kind = NoticeKind.ACTION_LATE if late else NoticeKind.ACTION_SOON
    return Found(
        kind=kind,
        fact=f"action {action.pk} {kind} {action.falls_due_at.isoformat()}",
        subject=action.case_reference,
        due_at=action.falls_due_at,
        roles=MANAGERS if late else (),
        users=(action.worker.user_id,) if action.worker else (),
        agencies=(action.agency_id,) if action.agency_id else (),
    )


def agreements_ending(*, at: datetime) -> Iterator[Found]:
    """Find every agreement that runs out soon, or has: the managers are told in time (B9, C8.2)."""
    for each in agreements.with_an_end():
        policy = policies.current(each.hub_id, at=at).policy
        warn = policy.sharing_agreement.warn_days
        if each.until and is_told_of(each.term, hub_day(policy, at), within=warn):
            yield Found(
                kind=NoticeKind.AGREEMENT_ENDS,
                fact=f"{agreements.subject(each)} ends {each.until}",
                subject=agreements.subject(each),
                due_at=_end_of(each.until, policy),
                roles=MANAGERS,
            )


def links_undone(*, at: datetime) -> Iterator[Found]:
    """Find every link that was wrong, and of which something has yet to be dealt with (C5.5)."""
    for link in people.all_undone(since=at - STILL_ASKED):
        if parted.on(link).open:
            yield Found(
                kind=NoticeKind.LINK_UNDONE,
                fact=f"link {link.pk} undone",
                subject=f"link {link.pk}",
                due_at=link.undone_at,
                roles=MANAGERS,
            )


def access_requests(*, at: datetime) -> Iterator[Found]:
    """Find every request for what is held that is due within days, or is late: a month is the law.

    The managers are told, of whom its holder is one, and told again when it is late.
    """
    for request in holdings.still_open():
        due, today = request.due_on, hub_day(request.policy, at)
        calendar = policies.calendar(request.policy_version)
        if today < remind_on(due, is_working_day=calendar.is_working_day):
            continue
        kind = NoticeKind.ACCESS_LATE if today > due else NoticeKind.ACCESS_SOON
        yield Found(
            kind=kind,
            fact=f"{holdings.subject(request)} {kind} {due}",
            subject=holdings.subject(request),
            due_at=_end_of(due, request.policy),
            roles=MANAGERS,
        )


def _end_of(day: date, policy: Policy) -> datetime:
    return datetime.combine(day, time.max, ZoneInfo(policy.calendar.zone))


def history(*, at: datetime) -> Iterator[Found]:
    """Find that history is not whole, or that its sealing has stopped. It is of no case (R10).

    Another number of faults is another fact: what comes to those that are known is told again.
    """
    sealing = audit.sealing()
    if sealing is None:
        # Where nobody ever sealed, the start-up check says so to whoever runs the program.
        return
    if sealing.faults:
        yield _of_history(NoticeKind.NOT_WHOLE, f"history has {sealing.faults} faults")
    if is_late(sealing.ran_at, at=at):
        since = sealing.ran_at.isoformat()
        yield _of_history(NoticeKind.NOT_SEALED, f"history is not sealed since {since}")


def _of_history(kind: NoticeKind, fact: str) -> Found:
    return Found(kind=kind, fact=fact, subject=HISTORY, roles=MANAGERS)


def lists(*, at: datetime) -> Iterator[Found]:
    """Find every list that somebody began and of which nothing is taken: what a case system says
    now is not known here yet, and nobody would notice.
    """
    for roll in rolls.left(at=at):
        yield Found(
            kind=NoticeKind.NOT_TAKEN,
            fact=f"{roll.subject} is not taken",
            subject=roll.subject,
            roles=MANAGERS,
        )


def new_places(*, at: datetime) -> Iterator[Found]:
    """Find whoever was let into the hub within a fortnight, or made one of its managers.

    An administrator lets in anybody, alone: managers know the people, and hear of each.
    """
    for event in entrance.new_places(at=at):
        yield Found(
            kind=NoticeKind.NEW_PLACE,
            fact=f"event {event.pk} new place",
            subject=event.subject,
            roles=MANAGERS,
        )


@dataclass(frozen=True)
class Search:
    """One function, and every kind that it finds: what it finds no longer is settled."""

    find: Callable[..., Iterable[Found]]
    kinds: tuple[NoticeKind, ...]


ALL = (
    Search(possible_reds, (NoticeKind.POSSIBLE_RED,)),
    Search(promises, (NoticeKind.RUNNING_OUT, NoticeKind.MISSED)),
    Search(history, (NoticeKind.NOT_WHOLE, NoticeKind.NOT_SEALED)),
    Search(lists, (NoticeKind.NOT_TAKEN,)),
    Search(new_places, (NoticeKind.NEW_PLACE,)),
    Search(looks, (NoticeKind.GLASS, NoticeKind.GLASS_LATE)),
    Search(links_undone, (NoticeKind.LINK_UNDONE,)),
    Search(matches, (NoticeKind.MATCH, NoticeKind.MATCH_LATE)),
    Search(told_beside, (NoticeKind.MATCH_TOLD,)),
    Search(restricted, (NoticeKind.RESTRICTED_DUE,)),
    Search(answers, (NoticeKind.ANSWER_SOON,)),
    Search(escalations, (NoticeKind.NO_REPLY, NoticeKind.DEPUTY_TOLD)),
    Search(agreements_ending, (NoticeKind.AGREEMENT_ENDS,)),
    Search(access_requests, (NoticeKind.ACCESS_SOON, NoticeKind.ACCESS_LATE)),
    Search(products, (NoticeKind.NOT_ACKNOWLEDGED,)),
    Search(things_to_do, (NoticeKind.ACTION_SOON, NoticeKind.ACTION_LATE)),
)
