"""An invented family after case study P26: a girl, her mother, and an adult who is a risk."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.utils.timezone import now

from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.decisions.operations import Choice
from frontdoor.casework.disclosures import offers
from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering.models import Request
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from tests import make

TEAM = "early-help-team-team"
SECTION_17 = {"team": "early_help_team", "basis": "section_17"}
AGENCIES = ("social_care", "police", "health", "education", "probation")
TAMSIN = Told(given_names="Tamsin", family_name="Orchard", date_of_birth=date(2013, 3, 9))
CONVICTIONS = "Two convictions for offences against children."
KEPT_BACK = "It would put a live investigation at risk."
SCHOOL_SAYS = "Two exclusions since September."
HEALTH_SAYS = "Seen by a confidential service in October."
POLICE_THINK = "He seeks out children of her age."
SCHOOL_THINKS = "The change is sudden."
HEALTH_THINKS = "She needs somebody to talk to."

POLICE_SAID = {
    "Lewis Varley": Said(answer=Answer.SHARED, facts=CONVICTIONS, caveats=("keep_from_family",)),
    "Dana Orchard": Said(answer=Answer.NOT_SHARED, why_not_shared=KEPT_BACK),
}
EARLY_HELP = replace(make.EARLY_HELP, rationale="Dana is able to protect her with our help.")


def address(enquiry: Enquiry, verb: str) -> str:
    """Return the address of a page of an enquiry."""
    return f"/cases/{enquiry.case.reference}/{verb}/"


def now_is(enquiry: Enquiry) -> Enquiry:
    """Return the enquiry as it is now."""
    make.enter("manager")
    found = enquiries.of(enquiry.case)
    assert found is not None
    return found


def send(decision: Decision) -> str:
    """Return the address of the page that sends what was decided."""
    return f"/cases/{decision.enquiry}/send/"


def keys(decision: Decision) -> dict[str, str]:
    """Return the key of each item that could be sent, by its heading."""
    make.enter("manager")
    return {offer.heading: offer.key for offer in offers.of_decision(decision)}


def today() -> Walk:
    """Return a walk through Coventry that began an hour ago, for pages run by the real clock."""
    return make.walk(at=now() - timedelta(hours=1))


def contact(walk: Walk, *, consent: str = "", child: Told = TAMSIN) -> Contact:
    """Return what Dana Orchard told the hub about her daughter."""
    taken = walk.contact(
        children=[child],
        caller=Caller(source="family_member", name="Dana Orchard", relationship="Mother"),
    )
    asked = {"consent_asked": "yes", "consent_given": consent} if consent else {}
    dana = Told(given_names="Dana", family_name="Orchard")
    walk.person(taken, dana, Part.CARER, kin="mother", **asked)
    lewis = Told(given_names="Lewis", family_name="Varley")
    walk.person(taken, lewis, Part.RISK, kin="friend")
    return walk.describe(taken, Concern(concern="Tamsin came home intoxicated from a friend."))


def enquiry(
    walk: Walk, *, rating: str = "amber", consent: str = "", child: Told = TAMSIN
) -> Enquiry:
    """Return Tamsin's enquiry, rated, or with rating="" waiting for a rating."""
    opened = walk.to_mash(contact(walk, consent=consent, child=child))
    return walk.rate(opened, rating) if rating else opened


def asked(
    walk: Walk,
    *,
    agencies: Sequence[str] = AGENCIES,
    consent: str = "",
    child: Told = TAMSIN,
) -> list[Request]:
    """Return the requests about Tamsin, none of them answered."""
    return walk.commence(enquiry(walk, consent=consent, child=child), asked=agencies)


def answered(walk: Walk, *, but: str = "", consent: str = "") -> Enquiry:
    """Return Tamsin's enquiry when the agencies have answered, all but one."""
    requests = asked(walk, consent=consent)
    for request in requests:
        _answer(walk, request, but=but)
    return requests[0].enquiry


def _answer(walk: Walk, request: Request, *, but: str) -> None:
    slug = request.agency.slug
    if slug == but:
        return
    tamsin = "Tamsin Orchard"
    if slug == "police":
        walk.answer(request, POLICE_SAID, analysis=POLICE_THINK)
    elif slug == "education":
        said = Said(answer=Answer.SHARED, facts=SCHOOL_SAYS)
        walk.answer(request, {tamsin: said}, analysis=SCHOOL_THINKS)
    elif slug == "health":
        said = Said(answer=Answer.SHARED, facts=HEALTH_SAYS, sensitive_health=True)
        walk.answer(request, {tamsin: said}, analysis=HEALTH_THINKS)
    else:
        walk.answer(request)


def decided(walk: Walk, choice: Choice = EARLY_HELP, *, consent: str = "") -> Decision:
    """Return the decision on Tamsin, waiting for authorisation."""
    return walk.decide(answered(walk, consent=consent), choice)


def authorised(walk: Walk, choice: Choice = EARLY_HELP, *, consent: str = "") -> Decision:
    """Return the decision on Tamsin, authorised."""
    return walk.authorise(decided(walk, choice, consent=consent).enquiry)
