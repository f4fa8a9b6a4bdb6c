"""Two walks for the eye: one in which hardly anything is known, and one in which nothing is short.

Who walks them takes the same steps as everybody else (tests/make.py). Full is what a page has to
bear on its worst day: long names, names in other scripts, several children, every flag, every
answer yes, pages of text, and every agency sharing all that it has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.decisions.operations import Choice
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as requests
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer, Basis
from frontdoor.jobs.example.walk import ROBIN, SCHOOL, WORRY, Walk
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.policy import queries as policies
from frontdoor.web.contacts import questions

LONG = (
    "He said that it happened on Tuesday evening, after tea, and that nobody else was in. "
    "The class teacher wrote down his own words and rang at ten past nine. "
) * 3
# One word without a place to break it: a reference from another system, an address of the web.
UNBROKEN = "https://records.example.org/" + "a-reference-of-another-system-" * 6
LONGEST = "Maximiliana-Theodosia Wilhelmina-Constance"
SURNAME = "Featherstonehaugh-Cholmondeley-Llanfairpwllgwyngyll"

CHILD = Told(
    given_names=LONGEST,
    family_name=SURNAME,
    also_known_as="Billie, “Bee”, and Wilhelmina at school",
    date_of_birth=date(2014, 2, 28),
    sex="F",
    school="The Blessed Example of Larkspur and St Nobody’s Church of England Primary Academy",
    gp="Dr Example and Partners, Larkspur Health Centre",
    phone="07700 900123",
    nhs_number="9990000018",
    address="Flat 12b, The Old Telephone Exchange, 1452 Upper Larkspur Row, Coventry",
    postcode="CV1 1AA",
    description="Tall, red coat, walks with a stick.",
    ethnicity="Mixed: White and Asian",
    first_language="Ukrainian",
    interpreter="yes",
    religion="None told",
    disability="Hearing aids in both ears; autism assessed in 2024.",
)
CHILDREN = (
    CHILD,
    Told(given_names="أمينة بنت عبد الرحمن", family_name="المثال", sex="F"),
    Told(given_names="Nguyễn Thị Ánh Dương", family_name="Łukasiewicz-Ördög", age_said="About 4"),
    Told(given_names="示例小明", description="A boy in a yellow coat, seen at the bus stop."),
    Told(expected_on=date(2027, 6, 1), family_name=SURNAME),
)
CALLER = Caller(
    source="school",
    name=f"Professor Dame {LONGEST} {SURNAME}",
    relationship="Designated safeguarding lead, and class teacher of two of the children",
    phone="020 7946 0123 extension 45678",
    email="designated-safeguarding-lead.example@the-blessed-example-academy.example.org",
    address="The Blessed Example of Larkspur and St Nobody’s Academy, Larkspur Row, Coventry",
)
CONCERN = Concern(
    concern=LONG + UNBROKEN,
    childs_words="“I don’t want to go home on Fridays.” " * 6,
    strengths=LONG,
    where_now="With the deputy head, in the medical room, until half past three today.",
    kept_from_family="That the school rang; where the grandmother lives.",
    family_told="no",
    family_told_what=LONG,
    not_asked_ground="increased_risk",
    not_asked_why=LONG,
)
OTHERS = (
    (replace(CHILD, given_names="Оленка", sex="F"), Part.CARER, {"kin": "mother"}),
    (Told(given_names="Bogumił"), Part.ABSENT_PARENT, {"kin": "father", "strengths": LONG}),
    (Told(given_names="Dez", also_known_as="“Big Man”"), Part.RISK, {"kin": "partner"}),
    (Told(given_names="Élodie-Anaïs", family_name=SURNAME), Part.SIBLING, {"kin": "sibling"}),
)


@dataclass(frozen=True, kw_only=True)
class Bare(Walk):
    """A walk in which somebody who gives no name tells of a child whom nobody can name."""

    def contact(self, **more: Any) -> Contact:
        """Take in what somebody at a school tells of one child."""
        nobody = Told(description="A boy in a yellow coat.")
        return super().contact(**more | {"children": (nobody,), "caller": Caller(source="school")})

    def answer(
        self,
        request: Request,
        said: Mapping[str, Said] | None = None,
        *,
        analysis: str = "",
        analysis_kept_to: Caveat = Caveat.HUB,
    ) -> Request:
        """Say of the child what is said of anybody."""
        people = self.as_("manager", lambda _: requests.people(request))
        told = dict.fromkeys([people[0].name], *(said or {}).values()) if said else {}
        return super().answer(request, told, analysis=analysis, analysis_kept_to=analysis_kept_to)


@dataclass(frozen=True, kw_only=True)
class Full(Walk):
    """A walk in which everybody tells everything, at length."""

    def contact(
        self,
        *,
        children: Sequence[Told] = (ROBIN,),
        caller: Caller = SCHOOL,
        channel: str = "telephone",
        by: str = "officer",
    ) -> Contact:
        """Take in five children, and all that there is to say of who tells of them."""
        return super().contact(children=CHILDREN, caller=CALLER, channel=channel, by=by)

    def person(self, contact: Contact, told: Told, part: Part, **said: str) -> Person:
        """Name another person with more of a name."""
        longer = told if told.family_name else replace(told, family_name=SURNAME)
        every = {"same_household": "yes", "parental_responsibility": "yes"}
        asked = {"consent_asked": "yes", "consent_given": "no"}
        return super().person(contact, longer, part, **(every | asked | said))

    def describe(self, contact: Contact, concern: Concern = WORRY, **about: Any) -> Contact:
        """Write down everything: who else there is, every answer, every flag."""
        for told, part, said in OTHERS:
            self.person(contact, told, part, **said)
        policy = policies.current(self.hub.pk, at=self.at).policy
        everything = {
            "answers": dict.fromkeys(questions.asked(policy), "yes") | {"immediate_harm": "yes"},
            "triggers": [each.slug for each in policy.triggers],
            "possible_red": LONG,
        }
        return super().describe(contact, CONCERN, **everything)

    def to_mash(self, contact: Contact, *, reason: str = LONG) -> Enquiry:
        """Send it to MASH, and say at length why."""
        return super().to_mash(contact, reason=LONG)

    def rate(self, enquiry: Enquiry, rating: str, *, reason: str = LONG) -> Enquiry:
        """Rate it, and say at length why."""
        return super().rate(enquiry, rating, reason=LONG)

    def commence(
        self,
        enquiry: Enquiry,
        *,
        asked: Sequence[str] = (),
        depth: str = "full",
        basis: Basis = Basis.SECTION_47,
        summary: str = LONG,
    ) -> list[Request]:
        """Ask every agency that there is but one; the police first."""
        others = [each.slug for each in enquiry.policy.agencies if each.slug != "police"]
        asked = ["police", *others[:-1]]
        found = super().commence(enquiry, asked=asked, depth=depth, basis=basis, summary=LONG)
        return sorted(found, key=lambda request: asked.index(request.agency.slug))

    def answer(
        self,
        request: Request,
        said: Mapping[str, Said] | None = None,
        *,
        analysis: str = "",
        analysis_kept_to: Caveat = Caveat.HUB,
    ) -> Request:
        """Share all that is held on everybody."""
        told = next(iter((said or {}).values()), Said(answer=Answer.SHARED))
        people = self.as_("manager", lambda _: requests.people(request))
        held = {who.name: replace(told, facts="Seen there twice.") for who in people}
        held[people[0].name] = replace(told, facts=LONG + UNBROKEN)
        return super().answer(request, held, analysis=LONG, analysis_kept_to=analysis_kept_to)

    def decide(self, enquiry: Enquiry, choice: Choice) -> Decision:
        """Decide, and say at length why."""
        more = replace(choice, rationale=LONG, recommendations=LONG, without_reply_why=LONG)
        return super().decide(enquiry, more)

    def share(self, decision: Decision, *, team: str) -> Product | None:
        """Send the product, and close what was told of the other children."""
        sent = super().share(decision, team=team)
        contact = decision.enquiry.case.contact
        for child in range(1, len(CHILDREN)):
            self.route(contact, CaseMove.CLOSE, route="no_further_action", child=child)
        return sent
