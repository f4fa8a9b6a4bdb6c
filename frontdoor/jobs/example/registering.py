"""Steps of a walk with what is held of a person besides what a contact told."""

from datetime import date, timedelta

from frontdoor.casework.contacts import adoption, queries
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.restricting.vocabulary import Reason
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import adopting, noting, relating
from frontdoor.people.dating import Day
from frontdoor.people.held import (
    Adoption,
    Between,
    Bond,
    Marker,
    Number,
    OfPerson,
    Residence,
    Responsibility,
    Vehicle,
)
from frontdoor.people.models import Person
from frontdoor.people.noting import Source
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Dwelling, Holding, Kin, Mark, Precision, Reached

AUNT = "With her aunt, over the chip shop, Larkspur Row"


def source(
    case: Case,
    *,
    told_by: str = "The health visitor",
    since: date | None = None,
    until: date | None = None,
) -> Source:
    """Return who told something on a case."""
    return Source(told_by=told_by, since=since, until=until, subject=case.reference)


def live(
    walk: Walk,
    case: Case,
    *,
    person: Person | None = None,
    kind: Dwelling = Dwelling.STAYING,
    address: str = AUNT,
    postcode: str = "CV1 2ZZ",
    since: date | None = None,
    until: date | None = None,
    by: str = "officer",
) -> Residence:
    """Say where the child of a case, or another person, lives."""
    return walk.as_(
        by,
        lambda actor: noting.add_address(
            person=person or case.child,
            kind=kind,
            address=address,
            postcode=postcode,
            source=source(case, since=since, until=until),
            by=actor,
            at=walk.at,
        ),
    )


def warn(
    walk: Walk,
    case: Case,
    *,
    person: Person | None = None,
    kind: Mark = Mark.WARNING,
    words: str = "Visit in pairs: a man there was violent",
    why: str = "He threatened the health visitor.",
    review_by: date | None = None,
    by: str = "officer",
) -> Marker:
    """Say what has to be known of the child of a case, or of another person."""
    return walk.as_(
        by,
        lambda actor: noting.add_warning(
            person=person or case.child,
            kind=kind,
            words=words,
            why=why,
            review_by=review_by or walk.at.date() + timedelta(days=90),
            source=source(case),
            by=actor,
            at=walk.at,
        ),
    )


def review(
    walk: Walk,
    case: Case,
    row: Marker,
    *,
    review_by: date | None = None,
    why: str = "He still lives there.",
    by: str = "manager",
) -> Marker:
    """Say that a warning still holds."""
    return walk.as_(
        by,
        lambda actor: noting.review_warning(
            row=row,
            review_by=review_by or walk.at.date() + timedelta(days=180),
            why=why,
            seen=row.version,
            subject=case.reference,
            by=actor,
            at=walk.at,
        ),
    )


def reach(
    walk: Walk,
    case: Case,
    *,
    person: Person | None = None,
    kind: Reached = Reached.MOBILE,
    value: str = "07700 900321",
    whose: str = "Her sister",
    is_safe: str = "yes",
    safe_when: str = "weekdays until 3pm",
    message: str = "no",
    not_to_know: str = "Dez",
    by: str = "officer",
) -> Number:
    """Say how the child of a case, or another person, is reached, and how that is safe."""
    return walk.as_(
        by,
        lambda actor: noting.add_number(
            person=person or case.child,
            kind=kind,
            value=value,
            whose=whose,
            is_safe=is_safe,
            safe_when=safe_when,
            message=message,
            not_to_know=not_to_know,
            source=source(case),
            by=actor,
            at=walk.at,
        ),
    )


def drive(
    walk: Walk,
    case: Case,
    *,
    person: Person | None = None,
    registration: str = "zz12 abc",
    words: str = "A white van with a ladder",
    by: str = "officer",
) -> Vehicle:
    """Say which vehicle the child of a case, or another person, is seen in."""
    return walk.as_(
        by,
        lambda actor: noting.add_vehicle(
            person=person or case.child,
            registration=registration,
            words=words,
            source=source(case),
            by=actor,
            at=walk.at,
        ),
    )


ABOUT_2019 = Day(on=date(2019, 1, 1), known=Precision.ABOUT.value)
STILL = Day()
MARCH_2025 = Day(on=date(2025, 3, 31), known=Precision.MONTH.value)


def relative(walk: Walk, case: Case) -> Person:
    """Return somebody else of the contact of a case; where there is nobody, name somebody more."""
    told = walk.as_("officer", lambda _: list(queries.parties(case.contact)))
    others = [each.person for each in told if each.person_id != case.child_id]
    if others:
        return others[0]
    return walk.person(case.contact, Told(given_names="Dez"), Part.OTHER)


def relate(
    walk: Walk,
    case: Case,
    *,
    person: Person | None = None,
    other: Person | None = None,
    kin: Kin = Kin.STEP_PARENT,
    words: str = "",
    since: Day = ABOUT_2019,
    until: Day = STILL,
    by: str = "officer",
) -> Bond:
    """Say how somebody stands to the child of a case, or to another person."""
    person = person or relative(walk, case)
    return walk.as_(
        by,
        lambda actor: relating.add_bond(
            person=person,
            other=other or case.child,
            kin=kin,
            words=words,
            since=since,
            until=until,
            source=source(case),
            by=actor,
            at=walk.at,
        ),
    )


def hold(
    walk: Walk,
    case: Case,
    *,
    person: Person | None = None,
    other: Person | None = None,
    authority: str = "",
    how: Holding = Holding.CARE_ORDER,
    since: Day = ABOUT_2019,
    until: Day = STILL,
    by: str = "officer",
) -> Responsibility:
    """Say who holds parental responsibility for the child of a case: a local authority, where
    nobody is named.
    """
    return walk.as_(
        by,
        lambda actor: relating.add_responsibility(
            person=person or case.child,
            other=other,
            authority=authority or ("" if other else "Example Borough Council"),
            how=how,
            since=since,
            until=until,
            source=source(case),
            by=actor,
            at=walk.at,
        ),
    )


def end_between(
    walk: Walk,
    case: Case,
    row: Between,
    *,
    until: Day = MARCH_2025,
    why: str = "She says it is over.",
    by: str = "officer",
) -> None:
    """Say that something between two holds no longer; without a day, that it was a mistake."""
    walk.as_(
        by,
        lambda actor: relating.end(
            row=row,
            until=until,
            why=why,
            seen=row.version,
            subject=case.reference,
            by=actor,
            at=walk.at,
        ),
    )


def everything(walk: Walk, case: Case) -> None:
    """Write down one of each thing that can be held of a child, and end one."""
    end(walk, case, live(walk, case, kind=Dwelling.HOME, address="1 Example Road"))
    live(walk, case)
    end(walk, case, warn(walk, case, words="A dog that bites"), why="The dog is gone.")
    review(walk, case, warn(walk, case))
    end(walk, case, reach(walk, case, value="01632 960111"), why="It is cut off.")
    reach(walk, case)
    end(walk, case, drive(walk, case, registration="ZZ99 ZZZ"), why="It was sold.")
    drive(walk, case)
    dez = relative(walk, case)
    end_between(walk, case, relate(walk, case, person=dez, kin=Kin.FOSTER_CARER))
    relate(walk, case, person=dez, kin=Kin.OTHER, words="The husband of her aunt")
    end_between(walk, case, hold(walk, case, how=Holding.PROTECTION))
    hold(walk, case)


def end(
    walk: Walk,
    case: Case,
    row: OfPerson,
    *,
    until: date | None = None,
    why: str = "She moved out.",
    by: str = "officer",
) -> None:
    """Say that something holds no longer."""
    walk.as_(
        by,
        lambda actor: noting.end(
            row=row,
            until=until,
            why=why,
            seen=row.version,
            subject=case.reference,
            by=actor,
            at=walk.at,
        ),
    )


def adopt(walk: Walk, case: Case, *, readers: tuple[str, ...] = restricting.READERS) -> Adoption:
    """Tie the child of a case to who they were before an adoption, whose record is restricted."""
    before = walk.case(walk.contact(children=[Told(given_names="Sasha", family_name="Birthname")]))
    restricting.restrict(walk, before.contact, *readers, reason=Reason.ADOPTED)
    return tie(walk, case, before.reference)


def tie(
    walk: Walk, case: Case, other: str, *, is_before: bool = True, by: str = "manager"
) -> Adoption:
    """Say that the children of two cases are one, before and after an adoption."""
    return walk.as_(
        by,
        lambda actor: adoption.tie(
            case=case,
            other=other,
            is_before=is_before,
            told_by="The adoption team",
            by=actor,
            at=walk.at,
        ),
    )


def untie(walk: Walk, row: Adoption, *, why: str = "Another child.", by: str = "manager") -> None:
    """Say that two identities are not one child."""
    walk.as_(
        by,
        lambda actor: adopting.untie(row=row, why=why, seen=row.version, by=actor, at=walk.at),
    )
