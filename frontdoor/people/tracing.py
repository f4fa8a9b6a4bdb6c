"""What is asked of the NHS about somebody, what it answers, and taking its number on (H1).

Nothing comes on record by itself: a person reads what the NHS holds beside what we have, and takes
the number on or leaves it. Whatever is no clear answer is one that cannot be told now.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.audit.operations import record
from frontdoor.kernel.refusal import Refused, refuse_if
from frontdoor.kernel.together import together
from frontdoor.kernel.wall_clock import local
from frontdoor.people import noting
from frontdoor.people.events import NhsAsked, NhsNumberTaken
from frontdoor.people.keying import keyed
from frontdoor.people.models import Person
from frontdoor.people.profile import Profile
from frontdoor.people.vocabulary import Traced

# As published by the Department for Education for its matcher, on the NHS's own measure of 0 to 1.
MATCH, POTENTIAL = 0.95, 0.85
TAKEN = (Traced.MATCH, Traced.POTENTIAL)
HAS_ONE = "An NHS number is on record already."
TOO_LITTLE = "The NHS can be asked once a family name and a date of birth are known."


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is sent to the NHS. A postcode that is protected is not in it."""

    family: str
    given: str = ""
    born: date
    sex: str = ""
    postcode: str = ""

    @property
    def said(self) -> list[str]:
        """Return in words what is sent."""
        sent = {
            "family name": self.family,
            "given names": self.given,
            "date of birth": self.born,
            "sex": self.sex,
            "postcode": self.postcode,
        }
        return [name for name, value in sent.items() if value]


@dataclass(frozen=True, kw_only=True)
class Found:
    """Whom the NHS holds. Of a restricted record it gives no place, and none is kept of it."""

    number: str
    name: str
    born: str
    postcode: str
    is_restricted: bool
    died: str
    likeness: float


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the NHS answers: whom it holds, if it is one who is like enough; or why not."""

    band: Traced
    found: Found | None = field(default=None)
    why: str = ""


def band(likeness: float) -> Traced:
    """Return how like somebody is, by the published bands."""
    if likeness >= MATCH:
        return Traced.MATCH
    return Traced.POTENTIAL if likeness >= POTENTIAL else Traced.LOW


def why_not_ask(records: Sequence[Person]) -> str:
    """Return why the NHS cannot be asked for somebody's number, or an empty string."""
    if any(each.nhs_number for each in records):
        return HAS_ONE
    first = records[0]
    return "" if first.family_name and first.date_of_birth else TOO_LITTLE


def question(of: Profile) -> Question:
    """Return what is asked about somebody.

    Sex is sent only where no given name is known: the NHS advises to leave it out.

    :raises Refused: if too little is known of them, or their number is.
    """
    refuse_if(why_not_ask(of.records))
    person = of.person
    born = person.date_of_birth
    if born is None:
        raise Refused(TOO_LITTLE)
    hidden = {_plain(each.postcode) for each in of.residences if each.is_protected}
    return Question(
        family=person.family_name,
        given=person.given_names,
        born=born,
        sex="" if person.given_names else person.sex,
        postcode="" if _plain(person.postcode) in hidden else person.postcode,
    )


def _plain(postcode: str) -> str:
    return "".join(postcode.upper().split())


@transaction.atomic
def ask(*, of: Profile, subject: str, by: Actor, at: datetime) -> Question:
    """Remember that the NHS is asked about somebody, by whom, and what is sent; return that.

    :raises Refused: if it is not theirs to ask, too little is known, or the number is on record.
    """
    refuse_if(noting.why_not(by, at=at))
    asked = question(of)
    hub = of.person.hub_id
    sent = NhsAsked(subject=subject, hub_id=hub, person=of.person.name, sent=tuple(asked.said))
    record(sent, by=by, at=at)
    return asked


@transaction.atomic
def take(
    *, person: Person, found: Found, seen: int, subject: str, by: Actor, at: datetime
) -> Person:
    """Take on the number that the NHS gave for somebody. They are found by it from now on.

    :raises Refused: if it is not theirs to say, or a number is on record already.
    :raises Stale: if somebody changed what is known of them since `seen`.
    """
    refuse_if(noting.why_not(by, at=at))
    person = Person.locked(person, seen=seen)
    refuse_if(HAS_ONE if person.nhs_number else "")
    likeness = band(found.likeness).label
    origin = f"NHS, {likeness.lower()}. Taken on by {by.name}, {local(at):%-d %B %Y}"
    person.keep(nhs_number=found.number, nhs_number_from=origin)
    together(keyed(person))
    what = NhsNumberTaken(
        subject=subject, hub_id=person.hub_id, person=person.name, likeness=likeness
    )
    record(what, by=by, at=at)
    return person
