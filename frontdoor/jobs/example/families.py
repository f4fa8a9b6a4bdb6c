"""Invented families as the register holds them: people named before, elsewhere, or otherwise.

Each begins long before the day that the hub shows. What ended long ago is closed.
"""

from datetime import date, timedelta
from typing import Any

from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.restricting.vocabulary import Reason
from frontdoor.jobs.example import knowing, registering, restricting, shapes
from frontdoor.jobs.example.walk import Walk, on
from frontdoor.people import operations as people
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Dwelling, Mark, Service

SCHOOL = Caller(source="school", name="Mr Petrie", relationship="Head of year")
GP = Caller(source="gp", name="Dr Linnet")
NEIGHBOUR = Caller(source="acquaintance", name="Ms Linden", phone="01632 960137")
POLICE = Caller(source="police", name="PC Ardent", relationship="Attending officer")
MIDWIFE = Caller(source="other_health", name="Ines Fairbrother")
HOME: dict[str, Any] = {"address": "7 Tansy Row", "postcode": "CV2 9ZZ"}
HIS: dict[str, Any] = {"address": "Flat 2, 40 Millwheel Road", "postcode": "CV3 9ZZ"}
# Somebody besides the children, their part, and how they stand to them.
Other = tuple[Told, Part, dict[str, str]]


def told_of(
    walk: Walk, children: list[Told], *others: Other, caller: Caller = SCHOOL, concern: str
) -> tuple[Contact, list[Person]]:
    """Take a contact with everybody in it; return it, and the others as they are held."""
    contact = walk.contact(children=children, caller=caller)
    held = [walk.person(contact, told, part, **said) for told, part, said in others]
    return walk.describe(contact, Concern(concern=concern)), held


def closed(
    walk: Walk, children: list[Told], *others: Other, caller: Caller = SCHOOL, concern: str
) -> tuple[Contact, list[Person]]:
    """Take a contact likewise, close it for each child within the hour, and tell who told it."""
    contact, held = told_of(walk, children, *others, caller=caller, concern=concern)
    for place, _ in enumerate(children):
        on(walk, minutes=50).route(contact, CaseMove.CLOSE, child=place)
    shapes.tell(on(walk, hours=1), contact)
    return contact, held


def to_triage(walk: Walk, contact: Contact) -> Case:
    """Let the triage team look into it."""
    return on(walk, minutes=40).route(contact, CaseMove.SEND_TO_TRIAGE)


def day(walk: Walk, years: int, days: int) -> date:
    """Return a day so many years and days before the step that is taken."""
    return (walk.at - timedelta(days=365 * years + days)).date()


def removed(walk: Walk) -> None:
    """A baby is expected; its brother and sister were removed under another name (P30)."""
    mother = Told(given_names="Kerris", family_name="Hollister", sex="F",
                  date_of_birth=day(walk, 27, 80))  # fmt: skip
    before = on(walk, days=-700)
    wren, teal = (
        Told(
            given_names=name, family_name="Hollister", date_of_birth=day(walk, years, 130), sex=sex
        )
        for name, years, sex in (("Wren", 8, "F"), ("Teal", 6, "M"))
    )
    earlier, [held, _] = closed(
        before, [wren, teal],
        (mother, Part.CARER, {"kin": "mother", "parental_responsibility": "yes"}),
        (Told(given_names="Dorian", family_name="Slate", sex="M"), Part.ABSENT_PARENT,
         {"kin": "father"}),
        caller=POLICE, concern="Both alone at home overnight, for the third time.",
    )  # fmt: skip
    for place in (0, 1):
        child = walk.case(earlier, child=place)
        _looked_after(walk, child.child)
        registering.live(walk, child, kind=Dwelling.FOSTER, address="2 Teasel Lane",
                         postcode="CV4 9ZZ", since=day(walk, 1, 300))  # fmt: skip
    baby = Told(
        description="Baby of Kerris Hollister-Vane",
        expected_on=(walk.at + timedelta(days=80)).date(),
        sex="U",
    )
    her = Told(given_names="Kerris", family_name="Hollister-Vane", phone="07700 900321", sex="F",
               date_of_birth=mother.date_of_birth, **HIS)  # fmt: skip
    contact, [now, partner, _] = told_of(
        walk, [baby],
        (her, Part.CARER, {"kin": "mother", "parental_responsibility": "yes"}),
        (Told(given_names="Desmond", family_name="Pike", sex="M"), Part.RISK, {"kin": "father"}),
        (Told(given_names="Maud", family_name="Hollister", sex="F"), Part.OTHER,
         {"kin": "grandparent"}),
        caller=MIDWIFE, concern="A bruise on her arm; he answers every question for her.",
    )  # fmt: skip
    case = to_triage(walk, contact)
    knowing.link(on(walk, hours=1), case, now, held, why="The midwife has her maiden name.")
    _known_of_them(on(walk, hours=2), case, now, partner)


def _looked_after(walk: Walk, child: Person) -> None:
    walk.as_(
        walk.whose("confirm_known"),
        lambda by: people.note_involvement(
            person=child, service=Service.SOCIAL_CARE, opened_on=day(walk, 1, 310),
            team="Looked after children", worker="Philippa Strand", source="Case system",
            by=by, at=walk.at,
        ),
    )  # fmt: skip


def _known_of_them(walk: Walk, case: Case, mother: Person, partner: Person) -> None:
    """Where she lived, how she is safely reached, and what is to be known of him."""
    moved = day(walk, 0, 40)
    flat = registering.live(walk, case, person=mother, kind=Dwelling.HOME, postcode="CV1 9ZZ",
                            address="31 Old Foundry Lane", since=day(walk, 3, 0))  # fmt: skip
    registering.end(walk, case, flat, until=moved, why="She moved in with him.")
    registering.live(walk, case, person=mother, kind=Dwelling.HOME, since=moved, **HIS)
    registering.reach(walk, case, person=mother, whose="Her mother", not_to_know="Desmond Pike")
    registering.warn(walk, case, person=mother, why="He reads her messages.",
                     words="Do not ring or write while he is at home")  # fmt: skip
    registering.warn(walk, case, person=partner, kind=Mark.RISK, why="Two earlier partners told.",
                     words="Violent to earlier partners")  # fmt: skip
    registering.drive(walk, case, person=partner)


def second_girl(walk: Walk) -> None:
    """A missing girl is found with a man who is named in another girl's contact (P28)."""
    ray = Told(given_names="Ray", family_name="Tarrant", phone="07700 900471",
               date_of_birth=day(walk, 36, 200))  # fmt: skip
    sunniva = Told(given_names="Sunniva", family_name="Calder", date_of_birth=day(walk, 15, 60))
    closed(on(walk, days=-70), [sunniva], (ray, Part.RISK, {}),
           concern="Fetched from school by a man whom her mother does not know.")  # fmt: skip
    linnea = Told(given_names="Linnea", family_name="Frostwick", date_of_birth=day(walk, 14, 90))
    contact, _ = told_of(walk, [linnea], (ray, Part.RISK, {}), caller=POLICE,
                         concern="Missing since Friday; found at a hotel with him.")  # fmt: skip
    to_triage(walk, contact)


def third_at_one_address(walk: Walk) -> None:
    """Three contacts of one address: a child whom nobody could name, a baby, a boy."""
    nobody = Told(description="A boy of about 4 in a red coat", **HOME,
                  not_known=["given_names", "family_name", "date_of_birth"])  # fmt: skip
    closed(on(walk, days=-50), [nobody], caller=NEIGHBOUR, concern="Out on the stairs at night.")
    glyn = Told(given_names="Glyn", family_name="Haskett", date_of_birth=day(walk, 31, 10))
    pippin = Told(given_names="Pippin", family_name="Ashdale", date_of_birth=day(walk, 1, 20),
                  **HOME)  # fmt: skip
    _, [before] = closed(on(walk, days=-21), [pippin], (glyn, Part.RISK, {}),
                         caller=GP, concern="A bruise behind the ear of a baby.")  # fmt: skip
    rory = Told(given_names="Rory", family_name="Kestlebury", date_of_birth=day(walk, 7, 15),
                address="Flat 7, Tansy Rw", postcode="cv29zz")  # fmt: skip
    contact, [now] = told_of(walk, [rory], (glyn, Part.CARER, {"kin": "step_parent"}),
                             concern="Says that he sleeps in the car.")  # fmt: skip
    case = to_triage(walk, contact)
    knowing.link(on(walk, hours=1), case, now, before, why="The same birthday, and the GP knows.")


def adopted(walk: Walk) -> None:
    """A child who was adopted: who they were is for two named people alone."""
    then = on(walk, days=-1200)
    sasha = Told(given_names="Sasha", family_name="Birtwhistle", date_of_birth=day(walk, 9, 33))
    before, _ = closed(then, [sasha], caller=POLICE, concern="Found alone in a car.")
    restricting.restrict(then, before, "manager", "social-worker", reason=Reason.ADOPTED)
    juniper = Told(given_names="Juniper", family_name="Fairlight", school="Larkrise Primary",
                   date_of_birth=day(walk, 9, 33))  # fmt: skip
    contact, _ = told_of(walk, [juniper], concern="Asks in lessons who her first mother was.")
    case = to_triage(walk, contact)
    registering.tie(on(walk, hours=1), case, walk.case(before).reference)
