"""Whom another system told of and no contact, as their time ends."""

from datetime import date, datetime, timedelta

from frontdoor.access.actor import Actor
from frontdoor.access.models import Draft
from frontdoor.audit import operations as audited
from frontdoor.casework.contacts.models import Case
from frontdoor.disposal import operations, told
from frontdoor.disposal.models import Disposal
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.held import Bond, Marker, Number, Residence, Responsibility, Vehicle
from frontdoor.people.models import Involvement, Person
from frontdoor.people.vocabulary import Dwelling, Holding, Kin, Mark, Reached, Service
from tests import make, pairs, rolling
from tests.integration.behind import refused

REGISTER = [rolling.REGISTER]
YEARS = timedelta(days=6 * 366)


def listed(walk: Walk, short: str = "manager") -> list[Person]:
    """Return those whose time is over and whom nothing keeps."""
    found = walk.as_(short, lambda by: told.come_to_end(by, number=1, at=walk.at))
    return [each.person for each in found.reviews if not each.why_not]


def propose(walk: Walk, person: Person, *, by: str = "manager") -> Disposal:
    """Say as the first person that somebody is to go."""
    return walk.as_(by, lambda actor: operations.propose_told(person=person, by=actor, at=walk.at))


def behind(asked: Disposal, walk: Walk, words: str) -> None:
    """Let the database refuse it, whatever the program says."""
    make.enter("manager-2")
    refused(
        "SELECT frontdoor_dispose_of(%s, %s, %s)",
        asked.pk, walk.at.isoformat(), walk.at.date().isoformat(),
        words=words,
    )  # fmt: skip


def linked(walk: Walk, fed: Person) -> Case:
    """Return a case to whose child somebody is linked."""
    case = make.case(walk)
    pairs.linked(walk, fed, case.child)
    return case


def written(one: Person, other: Person, *, by: Actor, at: datetime) -> None:
    """Write down of two people all that can be, and type something that is never sent."""
    noted = {"hub_id": one.hub_id, "person": one, "told_by": "The school nurse",
             "noted_by": by.user_id, "noted_by_name": by.name, "noted_at": at}  # fmt: skip
    ended = {"lifted_why": "He moved away.", "lifted_by": by.user_id, "lifted_by_name": by.name,
             "lifted_at": at}  # fmt: skip
    Residence.objects.create(**noted, kind=Dwelling.HOME, address="3 Sample Lane")
    Marker.objects.create(**noted, **ended, kind=Mark.WARNING, words="Visit in pairs", why="A dog.",
                          review_by=at.date())  # fmt: skip
    Number.objects.create(**noted, kind=Reached.MOBILE, value="07700 900123", whose="an aunt")
    Vehicle.objects.create(**noted, words="A red van")
    Bond.objects.create(**noted, other=other, kin=Kin.OTHER, words="cousin of hers")
    Responsibility.objects.create(**noted, other=other, how=Holding.BIRTH_MOTHER)
    Involvement.objects.create(
        hub_id=one.hub_id, person=one, service=Service.SOCIAL_CARE, opened_on=date(2019, 1, 1),
        closed_on=date(2020, 1, 1), source="Told by telephone", team="Area East", as_at=at,
    )  # fmt: skip
    Draft.objects.create(
        hub_id=one.hub_id, by_id=by.user_id, path=f"/records/disposal/of-person/{one.pk}/", tab="a",
        typed={"why": "Somebody asks after them."}, saved_at=at,
    )  # fmt: skip
    audited.looked(f"person {one.pk}", purpose="a list that was brought", by=by, at=at)
