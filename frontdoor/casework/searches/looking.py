"""Look for a person where no contact is taken and no list was brought: for a stated purpose (a.8).

A search changes nothing, so that it leaves looks and no event: one for itself, and one for each
record that it shows, each with its purpose.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import persons, whole
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.whole import Possible
from frontdoor.casework.searches.models import Search
from frontdoor.kernel.refusal import Invalid, Refused, Unknown, refuse_if
from frontdoor.people import operations as people
from frontdoor.people import queries as register
from frontdoor.people.matching.weighing import COLUMNS
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.searching import described
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not

TASK = "find_person"
LONGEST = 300  # Ours: a purpose is a sentence.
OVER = "What was found is shown for {} minutes. Say again what you look for, and what for."
TOO_LITTLE = (
    "Enter two of given name, family name, date of birth, postcode and telephone, or an NHS number"
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """Who may be the one who is looked for, the likeliest first, and how many more records agree.

    `cases` has, by the number of the record that agrees most, their own cases; or, where they have
    none, those of contacts that named them. The newest contact comes first.
    """

    possible: list[Possible]
    more: int
    cases: dict[int, list[Case]]


def why_not(by: Actor, *, at: datetime) -> str:
    """Return why it is not theirs to look for people, or an empty string."""
    return may_not(policies.current(by.hub_id, at=at).policy, TASK, by=by)


@transaction.atomic
def state(*, reason: str, why: str, told: Told, by: Actor, at: datetime) -> Search:
    """State for what purpose somebody is looked for, and who. Without both nobody is.

    :raises Refused: if looking for people is not theirs.
    :raises Invalid: if the purpose is missing, or too little is said to look with.
    """
    refuse_if(why_not(by, at=at))
    version = policies.current(by.hub_id, at=at)
    if reason not in {each.slug for each in version.policy.finding.reasons}:
        raise Invalid("reason", "Choose what you look for somebody for")
    if not (words := " ".join(why.split())):
        raise Invalid("why", "Say in your own words what you look for them for")
    description = described(people.described(told, by=by))
    if not description.is_enough:
        raise Invalid("given_names", TOO_LITTLE)
    said = {column: getattr(description, column) for column in COLUMNS}
    born = description.date_of_birth
    made = Search.objects.create(
        hub_id=by.hub_id,
        policy_version=version,
        reason=reason,
        why=words[:LONGEST],
        asked={key: value for key, value in said.items() if value}
        | ({"date_of_birth": born.isoformat()} if born else {}),
        by_id=by.user_id,
        by_name=by.name,
        at=at,
    )
    audit.looked(made.subject, purpose=made.reason_name, by=by, at=at)
    return made


def mine(number: int, *, by: Actor) -> Search | None:
    """Return a search of one's own, if it is one."""
    found = Search.objects.filter(pk=number, by_id=by.user_id)
    return found.select_related("policy_version").first()


def get(number: int, *, by: Actor) -> Search:
    """Return a search of one's own.

    :raises Unknown: if there is none, or it is somebody else's.
    """
    if (search := mine(number, by=by)) is None:
        raise Unknown("search")
    return search


@transaction.atomic
def found(search: Search, *, by: Actor, at: datetime) -> Found:
    """Return whom the register has who may be meant, and remember the look at each record.

    :raises Refused: if it is not theirs, or its time is over.
    """
    refuse_if(why_not(by, at=at))
    if search.by_id != by.user_id:
        raise Unknown("search")
    if not search.is_shown(at=at):
        raise Refused(OVER.format(search.policy_version.policy.finding.minutes))
    asked = Person(hub_id=search.hub_id, **asdict(search.description))
    seen = whole.once(register.candidates(asked), contact=None, most=whole.MOST_SHOWN)
    whole.remember(seen, seen=(), purpose=search.purpose, by=by, at=at)
    held = Search.objects.select_for_update().get(pk=search.pk)
    held.shown = sorted({*held.shown, *seen.numbers})
    held.save(update_fields=["shown"])
    return Found(possible=seen.possible, more=seen.more, cases=_cases(seen.possible))


def _cases(possible: Sequence[Possible]) -> dict[int, list[Case]]:
    of_contact = persons.cases([part for each in possible for part in each.whole.parts])
    found = {}
    for each in possible:
        contacts = dict.fromkeys(part.contact_id for part in each.whole.parts)
        named = [case for contact in contacts for case in of_contact.get(contact, ())]
        own = {record.pk for record in each.whole.records}
        found[each.person.pk] = [case for case in named if case.child_id in own] or named
    return found


def empty(*, hub_id: int, days: int, at: datetime) -> int:
    """Empty what was typed to find people so many days ago, and return of how many searches.

    Who looked, when, what for, and which records were shown stays.
    """
    old = Search.objects.filter(hub=hub_id, emptied_at__isnull=True, at__lt=at - timedelta(days))
    return old.update(asked={}, emptied_at=at)
