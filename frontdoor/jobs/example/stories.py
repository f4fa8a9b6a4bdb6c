"""Invented cases at every stage: `today` tells when each began."""

from datetime import date, timedelta

from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.decisions.operations import Choice
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.jobs.example import acting, papers
from frontdoor.jobs.example.walk import Walk, on
from frontdoor.people import operations as people
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Service
from frontdoor.policy import queries as policies


def born(walk: Walk, years: int, day: int = 40) -> date:
    """Return when somebody was born who is so many years old."""
    return (walk.at - timedelta(days=365 * years + day)).date()


def told(walk: Walk, child: Told, caller: Caller, concern: str) -> Contact:
    """Take a contact about a child, and write down the worry."""
    contact = walk.contact(children=[child], caller=caller)
    return walk.describe(contact, Concern(concern=concern))


def being_taken(walk: Walk) -> None:
    """A call that is still going on."""
    walk.contact(
        children=[Told(given_names="Elowen", family_name="Marsh", age_said="about 6")],
        caller=Caller(source="school", name="Mr Petrie", relationship="Head of year"),
    )


def possible_red(walk: Walk) -> None:
    """A neighbour hears a child being hurt, now."""
    child = Told(
        description="Boy of about 4 at the flat with the green door",
        address="12B Larkrise Court",
        postcode="CV1 9ZZ",
        not_known=["given_names", "family_name", "date_of_birth"],
    )
    contact = walk.contact(children=[child], caller=Caller(source="anonymous", anonymous=True))
    walk.describe(
        contact,
        Concern(
            concern="Shouting and a child screaming for the third night. Heard a slap just now.",
        ),
        answers={"immediate_harm": "yes"},
        triggers=["immediate_safeguarding"],
        possible_red="The caller hears a child being hurt as we speak.",
    )


def unborn(walk: Walk) -> None:
    """A midwife worries about a baby that is not born yet."""
    child = Told(
        description="Baby of Cerys Lowther",
        expected_on=(walk.at + timedelta(days=70)).date(),
        sex="U",
    )
    contact = walk.contact(
        children=[child], caller=Caller(source="other_health", name="Ines Fairbrother")
    )
    mother = Told(given_names="Cerys", family_name="Lowther", date_of_birth=born(walk, 22))
    walk.person(contact, mother, Part.CARER, kin="mother", parental_responsibility="yes")
    walk.describe(contact, Concern(concern="Missed three appointments; bruise on her arm."))


def in_triage(walk: Walk) -> None:
    """Below the threshold, and looked into by the triage team."""
    child = Told(given_names="Noor", family_name="Hadley", date_of_birth=born(walk, 9))
    contact = told(
        walk, child, Caller(source="gp", name="Dr Linnet"), "Often tired, comes without breakfast."
    )
    on(walk, minutes=40).route(contact, CaseMove.SEND_TO_TRIAGE)
    papers.photograph(on(walk, minutes=50), walk.case(contact))


def _enquiry(walk: Walk, child: Told, concern: str, colour: str) -> Enquiry:
    caller = Caller(source="police", name="PC Ardent", relationship="Attending officer")
    opened = on(walk, minutes=35).to_mash(told(walk, child, caller, concern))
    return on(walk, minutes=45).rate(opened, _rating(walk, colour))


def waiting_to_commence(walk: Walk) -> None:
    """Rated by the hub, and not yet begun."""
    child = Told(given_names="Ronan", family_name="Tull", date_of_birth=born(walk, 12))
    _enquiry(
        walk,
        child,
        "Found in town at 2am with older boys, would not say why.",
        "orange",
    )


def _rating(walk: Walk, colour: str) -> str:
    """Return the first rating of that colour: hubs name and number theirs differently (a.6)."""
    ratings = policies.current(walk.hub.pk, at=walk.at).policy.ratings
    return next(rating.slug for rating in ratings if rating.colour == colour)


def gathering(walk: Walk, child: Told, concern: str, colour: str) -> list[Request]:
    """Return what agencies were asked about a child, an hour after somebody told of them."""
    enquiry = _enquiry(walk, child, concern, colour)
    required = enquiry.policy.rating(enquiry.rating).required
    return on(walk, hours=1).commence(enquiry, asked=required)


SEEN = Said(answer=Answer.SHARED, facts="Two incidents at the address this year, both verbal.")


def running_out(walk: Walk) -> None:
    """The most urgent rating, with agencies still to answer."""
    child = Told(given_names="Mabli", family_name="Sorrel", date_of_birth=born(walk, 3))
    requests = gathering(walk, child, "Unexplained burn to the hand; two accounts.", "red")
    on(walk, hours=2).answer(requests[0])
    on(walk, hours=2).answer(requests[1], {child_name(child): SEEN}, analysis="Escalating.")
    case = requests[0].enquiry.case
    visit = acting.set_action(
        on(walk, hours=1),
        case,
        what="See her at home now, and say who is with her.",
        why="Nobody has seen her since the call.",
    )
    acting.complete(on(walk, hours=2), visit, "Seen at her grandmother’s. She is calm.")
    acting.set_action(
        on(walk, hours=2),
        case,
        to="social-worker",
        what="Ask the burns clinic whether the two accounts fit the burn.",
        why="The accounts of her parents differ.",
    )


def child_name(child: Told) -> str:
    """Return the name under which an agency answers about somebody."""
    return f"{child.given_names} {child.family_name}"


def late(walk: Walk) -> None:
    """An agency has not answered, and the time has run out."""
    child = Told(given_names="Caspian", family_name="Ferrier", date_of_birth=born(walk, 15))
    requests = gathering(walk, child, "Missing overnight for the second time.", "orange")
    for request in requests[:-1]:
        on(walk, hours=3).answer(request)


def _answered(walk: Walk, child: Told, concern: str) -> Enquiry:
    requests = gathering(walk, child, concern, "orange")
    for request in requests:
        on(walk, hours=2).answer(request)
    return requests[0].enquiry


def waiting_for_decision(walk: Walk) -> None:
    """Every agency has answered."""
    child = Told(given_names="Saffron", family_name="Oakhill", date_of_birth=born(walk, 7))
    _answered(walk, child, "Mother’s partner arrested at home; children upstairs.")


def _decided(walk: Walk, child: Told, concern: str) -> Decision:
    enquiry = _answered(walk, child, concern)
    outcome = enquiry.policy.outcome("early_help")
    choice = Choice(
        rating=enquiry.rating,
        outcome=outcome.slug,
        variant=outcome.variants[-1].slug if outcome.variants else "",
        level=enquiry.policy.levels[1].number,
        rationale="The family want help, and Early Help can give it.",
        recommendations="Meet the family within a week; include the school.",
    )
    return on(walk, hours=3).decide(enquiry, choice)


def waiting_for_authorisation(walk: Walk) -> None:
    """Decided, and not yet authorised."""
    child = Told(given_names="Ossian", family_name="Brill", date_of_birth=born(walk, 10))
    _decided(walk, child, "Says he is afraid to go home on Fridays.")


def sent(walk: Walk) -> None:
    """A product that the Early Help team has to acknowledge."""
    child = Told(given_names="Juno", family_name="Hartwell", date_of_birth=born(walk, 5))
    decision = _decided(walk, child, "Speech delay; home is chaotic; mother asks for help.")
    on(walk, hours=4).authorise(decision.enquiry)
    team = decision.chosen.teams[0]
    on(walk, hours=5).share(decision, team=team)


def open_to_social_care(walk: Walk) -> None:
    """A child whose social worker is known: passed on to the worker's team."""
    child = Told(given_names="Marlon", family_name="Fairweather", date_of_birth=born(walk, 11))
    contact = told(walk, child, Caller(source="school", name="Ms Dunmore"), "Came with a cut lip.")
    case = walk.case(contact)
    walk.as_(
        "manager",
        lambda actor: people.note_involvement(
            person=case.child,
            service=Service.SOCIAL_CARE,
            opened_on=born(walk, 0, 200),
            team="Area team East",
            worker="Philippa Strand",
            source="Case system",
            by=actor,
            at=walk.at,
        ),
    )
    on(walk, minutes=20).pass_on(walk.case(contact), "allocated_team")


def closed(walk: Walk) -> None:
    """No further action, as most contacts end (P20)."""
    child = Told(given_names="Tilly", family_name="Ashgrove", date_of_birth=born(walk, 8))
    contact = told(walk, child, Caller(source="acquaintance"), "Cries at bedtime; heard singing.")
    on(walk, minutes=50).route(contact, CaseMove.CLOSE)
