"""What rested on a link that was wrong: who saw it, what was decided, what left the hub.

Nothing of it is stored a second time. The read log, the events and the ledger say it for good, and
whoever asks is told what they may see of each; stored is what somebody did about it, line by line.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Role
from frontdoor.audit.models import Event, Look
from frontdoor.audit.operations import record
from frontdoor.casework.contacts.models import Case, Party
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.ledger.models import Entry
from frontdoor.casework.ledger.vocabulary import Outcome
from frontdoor.kernel import rows
from frontdoor.kernel.refusal import Invalid, Taken, refuse_if
from frontdoor.people import queries as people
from frontdoor.people.events import LinkDealtWith
from frontdoor.people.models import Dealt, Link

THROUGH_GLASS = "You see this record through broken glass. Ask one of its readers."
# What a child's history can have decided, by the kinds of its events.
DECIDED = (
    "case.known_confirmed", "case.recommended", "case.routed", "case.reopened", "case.joined",
    "case.allocated", "action.set", "enquiry.opened", "enquiry.rated", "enquiry.re_rated",
    "strategy.called", "strategy.held", "decision.decided", "decision.authorised",
)  # fmt: skip


@dataclass(kw_only=True)
class Seen:
    """Somebody who looked while the link stood: at what, how often, and when last."""

    by_id: int
    by_name: str
    subjects: list[str] = field(default_factory=list)
    times: int = 0
    last_at: datetime | None = None

    @property
    def what(self) -> str:
        """Return its name among all that rested on the link."""
        return f"seen {self.by_id}"


@dataclass(frozen=True, kw_only=True)
class Rested:
    """All that rested on a link and that whoever asks may see; and what was done about it."""

    seen: list[Seen]
    decided: list[Event]
    left: list[Entry]
    dealt: Mapping[str, Dealt]

    @property
    def whats(self) -> list[str]:
        """Return the names of all that rested on it."""
        return [
            *(each.what for each in self.seen),
            *(f"event {each.pk}" for each in self.decided),
            *(f"entry {each.pk}" for each in self.left),
        ]

    @property
    def open(self) -> list[str]:
        """Return what nobody has dealt with yet."""
        return [what for what in self.whats if what not in self.dealt]


def on(link: Link) -> Rested:
    """Return what rested on a link that was undone, from when it was made until then."""
    subjects = _subjects(people.together_then(link))
    while_it_stood = Q(subject__in=subjects, at__gte=link.linked_at, at__lte=link.undone_at)
    looks = Look.objects.filter(while_it_stood, refused=False).order_by("at", "pk")
    events = Event.objects.filter(while_it_stood, kind__in=DECIDED).order_by("at", "pk")
    entries = Entry.objects.filter(while_it_stood, outcome=Outcome.SHARED.value)
    return Rested(
        seen=_by_whom(looks),
        decided=list(events),
        left=list(entries.order_by("at", "pk")),
        dealt={each.what: each for each in Dealt.objects.filter(link=link)},
    )


def _subjects(records: Collection[int]) -> list[str]:
    """Return by which references the logs speak of these records, and of the cases they are in.

    A child's own case alone is theirs; of an adult, every case of the contact is.
    """
    parts = Party.objects.filter(person__in=records).select_related("contact")
    theirs = [each for each in parts if each.part != Part.CHILD]
    cases = Case.objects.filter(
        Q(child__in=records) | Q(contact__in=[each.contact_id for each in theirs])
    )
    return [
        *(f"person {number}" for number in records),
        *sorted({each.contact.reference for each in parts}),
        *cases.order_by("reference").values_list("reference", flat=True),
    ]


def _by_whom(looks: Collection[Look]) -> list[Seen]:
    found: dict[int, Seen] = {}
    for look in looks:
        seen = found.setdefault(look.by_id, Seen(by_id=look.by_id, by_name=look.by_name))
        seen.times, seen.last_at = seen.times + 1, look.at
        if look.subject not in seen.subjects:
            seen.subjects.append(look.subject)
    return list(found.values())


def why_not_deal(by: Actor) -> str:
    """Return why it is not theirs to say what was done, or an empty string."""
    return "" if by.role is Role.TEAM_MANAGER else "A manager of the hub deals with this."


def why_not_show(link: Link) -> str:
    """Return why a manager cannot deal with what rested on a link, or an empty string."""
    return THROUGH_GLASS if people.is_through_glass([link.person_id, link.same_as_id]) else ""


@transaction.atomic
def deal(*, link: Link, whats: Collection[str], done: str, by: Actor, at: datetime) -> list[Dealt]:
    """Say what was done about some of what rested on a link: each of them once.

    :raises Refused: if it is not theirs.
    :raises Invalid: if nothing is chosen, it did not rest on the link, or what was done is missing.
    :raises Taken: if somebody has dealt with one of them.
    """
    refuse_if(why_not_deal(by) or why_not_show(link))
    if not whats:
        raise Invalid("whats", "Tick what you dealt with.")
    if not done.strip():
        raise Invalid("done", "Write what was done, and who was told.")
    link = rows.held(link)
    rested = on(link)
    if not set(whats) <= set(rested.whats):
        raise Invalid("whats", "One of these did not rest on this link.")
    first = next((rested.dealt[what] for what in whats if what in rested.dealt), None)
    if first is not None:
        raise Taken(f"{first.dealt_by_name} has dealt with one of these already: {first.done}")
    made = [
        Dealt.objects.create(
            hub_id=link.hub_id,
            link=link,
            person_id=link.person_id,
            other_id=link.same_as_id,
            what=what,
            done=done.strip(),
            dealt_by=by.user_id,
            dealt_by_name=by.name,
            dealt_at=at,
        )
        for what in sorted(set(whats))
    ]
    fact = LinkDealtWith(
        subject=f"link {link.pk}", hub_id=link.hub_id, number=len(made), done=done.strip()
    )
    record(fact, by=by, at=at)
    return made
