"""A case answers five questions without scrolling: what is this, how urgent, who has it, what is
missing, what next (U3). Asked at every stage, of twins with a long concern.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import Page

from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.vocabulary import CaseMove, Part
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TALL = 800
TWINS = [
    Told(
        given_names=name,
        family_name="Featherstonehaugh-Quartermain",
        date_of_birth=date(2016, 11, 3),
        address="Flat 14, Larkspur Court, 112 Larkspur Parade, Coventry",
        postcode="CV1 9ZY",
    )
    for name in ("Persephone Elowen", "Peregrine Arthur")
]
LONG = Concern(
    concern="Both children came to school in yesterday’s clothes again. "
    "Persephone told her teaching assistant that nobody was at home on Friday night. " * 12,
    childs_words="We had crisps and Perry cried until it was light.",
    strengths="Their grandmother lives in the next street.",
    where_now="At school until a quarter past three, then with whoever comes",
    kept_from_family="That the neighbour rang.",
)
EVERYBODY = ("social_care", "police", "health", "education", "probation")


def _being_taken(walk: Walk) -> Contact:
    contact = walk.contact(children=TWINS)
    walk.person(contact, Told(given_names="Ottoline"), Part.CARER, kin="mother")
    walk.person(contact, Told(given_names="Dez", description="A man in the flat"), Part.RISK)
    return contact


def _handed_over(walk: Walk) -> Contact:
    return walk.describe(
        _being_taken(walk),
        LONG,
        answers={"immediate_harm": "yes"},
        possible_red="Alone in the flat again tonight.",
        triggers=["sexual_exploitation"],
    )


def _in_triage(walk: Walk) -> Contact:
    contact = _handed_over(walk)
    looking.to_triage(walk, contact)
    return contact


def _looked_into(walk: Walk) -> Contact:
    contact = _in_triage(walk)
    looking.allocate(walk, walk.case(contact))
    looking.look_into(walk, walk.case(contact))
    looking.recommend(walk, walk.case(contact))
    return contact


def _to_rate(walk: Walk) -> Enquiry:
    return walk.to_mash(_handed_over(walk))


def _rated(walk: Walk) -> Enquiry:
    return walk.rate(_to_rate(walk), "red")


def _asked(walk: Walk) -> Enquiry:
    return walk.commence(_rated(walk), asked=EVERYBODY)[0].enquiry


def _answered(walk: Walk) -> Enquiry:
    asked = walk.commence(walk.rate(_to_rate(walk), "amber"), asked=EVERYBODY)
    for request in asked:
        walk.answer(request)
    return asked[0].enquiry


def _decided(walk: Walk) -> Enquiry:
    return walk.decide(_answered(walk), make.EARLY_HELP).enquiry


def _authorised(walk: Walk) -> Enquiry:
    return walk.authorise(_decided(walk)).enquiry


def _sent(walk: Walk) -> Enquiry:
    decision = walk.authorise(_decided(walk))
    walk.share(decision, team="early_help_team")
    return decision.enquiry


def _passed_on(walk: Walk) -> Contact:
    contact = _handed_over(walk)
    walk.pass_on(walk.case(contact), "early_help_team")
    return contact


def _closed(walk: Walk) -> Contact:
    contact = _handed_over(walk)
    walk.route(contact, CaseMove.CLOSE)
    return contact


STAGES: dict[str, Callable[[Walk], Contact | Enquiry]] = {
    "being taken": _being_taken,
    "waiting for a manager": _handed_over,
    "with triage": _in_triage,
    "looked into": _looked_into,
    "to rate": _to_rate,
    "rated": _rated,
    "agencies asked": _asked,
    "agencies have answered": _answered,
    "decided": _decided,
    "authorised": _authorised,
    "sent": _sent,
    "passed on": _passed_on,
    "closed": _closed,
}
# What is this, how urgent, who has it, what is missing: each in a part with its name.
PARTS = ("This case", "How urgent", "Who has it", "What is missing")


def _reference(made: Contact | Enquiry) -> str:
    """Return the reference of the first twin’s case."""
    return f"{made}-A" if isinstance(made, Contact) else str(made)


def _bottom(page: Page, name: str) -> float:
    part = page.get_by_role("region", name=name, exact=True)
    box = part.bounding_box()
    assert box is not None, f"{name} is not there"
    assert part.inner_text().strip(), f"{name} says nothing"
    return box["y"] + box["height"]


def _first_step(page: Page) -> float:
    """Return where the first thing to do ends: a button, or what says that there is none."""
    part = page.get_by_role("region", name="What next", exact=True)
    box = part.locator(".govuk-button, li, p").first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_five_answers_stand_on_the_first_screen_at_every_stage(visit: Visit) -> None:
    walk = make.walk(at=now() - timedelta(minutes=40))
    cases = {stage: _reference(get_there(walk)) for stage, get_there in STAGES.items()}
    moira = visit("manager")
    below: dict[str, dict[str, float]] = {}

    for stage, reference in cases.items():
        moira.open(f"/cases/{reference}/")
        moira.photograph(f"case-{stage.replace(' ', '-')}")
        moira.page.set_viewport_size({"width": WIDE, "height": TALL})
        lowest = {name: _bottom(moira.page, name) for name in PARTS}
        lowest["What next"] = _first_step(moira.page)
        below[stage] = {name: low for name, low in lowest.items() if low > TALL}

    assert below == {stage: {} for stage in STAGES}


def test_a_narrow_screen_has_them_in_the_same_order_before_all_else(visit: Visit) -> None:
    walk = make.walk(at=now() - timedelta(minutes=40))
    moira = visit("manager")
    moira.open(f"/cases/{_reference(_asked(walk))}/")

    moira.page.set_viewport_size({"width": NARROW, "height": TALL})

    places = [_bottom(moira.page, name) for name in PARTS] + [_first_step(moira.page)]
    assert places == sorted(places)
    after = moira.page.locator(".fd-after").bounding_box()
    assert after is not None
    assert max(places) < after["y"]


def test_the_places_of_a_manager_stand_on_one_line(visit: Visit) -> None:
    moira = visit("manager")
    moira.page.set_viewport_size({"width": WIDE, "height": TALL})

    boxes = [each.bounding_box() for each in moira.page.locator(".fd-navigation a").all()]

    assert len({round(box["y"]) for box in boxes if box}) == 1
    assert len(boxes) > 9
