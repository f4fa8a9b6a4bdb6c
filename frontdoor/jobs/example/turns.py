"""Invented cases that do not go straight on: written, found, joined, lent, opened again."""

from datetime import timedelta

from frontdoor.casework.contacts.concern import About, Concern
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.jobs.example import acting, closing, shapes, strategy, together, written
from frontdoor.jobs.example.stories import born, gathering, told
from frontdoor.jobs.example.walk import UNHARMED, Walk, on
from frontdoor.people.operations import Told


def written_form(walk: Walk) -> None:
    """A school nurse sends the form, and somebody types it in."""
    written.take_in(
        on(walk, minutes=25),
        Told(given_names="Winnow", family_name="Castellan", date_of_birth=born(walk, 6)),
        caller=Caller(
            source="school_nurse", name="Oona Pettifer", relationship="School nurse, Larkrise"
        ),
        worry=Concern(
            concern="Has lost weight since the summer; says there is no tea at home.",
            childs_words="I save my dinner for my brother.",
        ),
        received_at=walk.at,
        role="School nurse",
        agency="Larkrise Primary",
        evidence="Weighed on three Mondays; the chart is with the school.",
        parents_view="His mother cried, and asked for help with money.",
        help_given="Breakfast club since October.",
        signed_by="O. Pettifer",
        signed_on=walk.at.date(),
    )


def found_inside(walk: Walk) -> None:
    """The hub's own mapping brings a boy to light whom nobody has told of."""
    written.find(
        walk,
        Told(given_names="Tobin", family_name="Underleaf", age_said="14 or 15"),
        exercise="Mapping of this month around the bus station",
        worry=Concern(concern="Said to carry packages for a man known to the police."),
        about=About(answers=UNHARMED.answers, triggers=["criminal_exploitation"]),
        evidence="Named twice on the map, by two schools.",
    )


def _reported(walk: Walk, child: Told, caller: Caller, concern: str) -> Case:
    return walk.case(told(walk, child, caller, concern))


def _two_reports(walk: Walk, child: Told) -> tuple[Case, Case]:
    """Return a neighbour's report of an evening, and the school's, that goes on in it."""
    neighbour = Caller(source="acquaintance", name="Ms Linden", phone="01632 960137")
    school = Caller(source="school", name="Mr Hallow", relationship="Deputy head")
    first = _reported(walk, child, neighbour, "Shouting and a crash at about eight last night.")
    after = on(walk, hours=1)
    second = _reported(after, child, school, "Fell asleep in lessons: “They fought all night.”")
    together.link(on(after, minutes=10), second, first)
    together.join(on(after, minutes=15), second, first)
    return first, second


def joined(walk: Walk) -> None:
    """Two report one evening: the second goes on in the first, and is not read yet."""
    born_on = born(walk, 8)
    _two_reports(walk, Told(given_names="Larkin", family_name="Moonray", date_of_birth=born_on))


def parted(walk: Walk) -> None:
    """It was another family after all: both reports wait for decisions of their own."""
    child = Told(given_names="Posy", family_name="Ravenscar", date_of_birth=born(walk, 9))
    first, second = _two_reports(walk, child)
    together.read(on(walk, hours=2), first)
    together.part(on(walk, hours=3), second, other_child=True)


def discussion_due(walk: Walk) -> None:
    """A strategy discussion was called, while agencies gather."""
    child = Told(given_names="Isla", family_name="Thornquill", date_of_birth=born(walk, 4))
    asked = gathering(walk, child, "Bruises on both arms; says who it was.", "orange")
    strategy.call(
        on(walk, minutes=80), asked[0].enquiry.case, why="She names somebody at home, and is there."
    )


def lent_over_night(walk: Walk) -> None:
    """The out-of-hours team had it over night, and has handed it back; nobody has read that yet."""
    child = Told(given_names="Ferris", family_name="Oldacre", date_of_birth=born(walk, 13))
    asked = gathering(walk, child, "Left home after a row; his phone is off.", "red")
    [alert] = closing.hand_over(
        on(walk, hours=2), asked[0].enquiry.case, words="Ring his aunt at ten: is he there?"
    )
    closing.hand_back(
        on(walk, hours=9), alert, result="Rang the aunt at ten. He is with her, asleep and safe."
    )


def actions_due(walk: Walk) -> None:
    """Two did what they were given; what one agency and one worker have is still to do."""
    child = Told(given_names="Ottilie", family_name="Brackenfold", date_of_birth=born(walk, 11))
    asked = gathering(walk, child, "Carries a phone that nobody at home has bought.", "orange")
    case, given = asked[0].enquiry.case, on(walk, hours=1)
    searched = acting.set_action(given, case)
    called = acting.set_action(
        given,
        case,
        to="social-worker",
        what="Ring her father, who lives elsewhere.",
        why="Nobody has asked him.",
    )
    acting.complete(on(walk, hours=2), searched)
    acting.complete(on(walk, hours=3), called, "He will fetch her on Friday if we agree.")
    later = on(walk, hours=3)
    acting.set_action(
        later,
        case,
        what="Find out whose number the phone has.",
        why="Somebody pays for it.",
        due_at=later.at + timedelta(hours=3),
    )
    acting.set_action(
        later,
        case,
        to="triage",
        what="Ask the school who meets her at the gate.",
        why="A car was seen twice.",
        due_at=later.at + timedelta(hours=28),
    )


def opened_again(walk: Walk) -> None:
    """Closed, and opened again when somebody saw that it was the wrong child."""
    child = Told(given_names="Cosimo", family_name="Wintergate", date_of_birth=born(walk, 10))
    case = _reported(walk, child, Caller(source="gp", name="Dr Linnet"), "Burn on the leg.")
    on(walk, hours=1).route(case.contact, CaseMove.CLOSE, route="no_further_action")
    shapes.reopen(on(walk, hours=24), case, reason="The older brother was meant, and not he.")


def by_mistake(walk: Walk) -> None:
    """Somebody tried the page out: closed as recorded by mistake."""
    child = Told(given_names="Test", family_name="Trial")
    nobody = Caller(source="anonymous", anonymous=True)
    contact = told(walk, child, nobody, "This is a test of the new telephone.")
    on(walk, minutes=15).route(contact, CaseMove.CLOSE, route="by_mistake")
    end = contact.policy.outcome("by_mistake")
    shapes.tell(on(walk, minutes=20), contact, outcome=end.told)


def protected(walk: Walk) -> None:
    """The police have protected a child: 72 hours run."""
    child = Told(given_names="Merrin", family_name="Stonechat", date_of_birth=born(walk, 5))
    officer = Caller(source="police", name="Sgt Halloway", relationship="Duty sergeant")
    case = _reported(walk, child, officer, "Found alone at home at night, the door open.")
    shapes.protect(on(walk, minutes=15), case, hours=2)
