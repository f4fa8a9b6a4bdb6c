"""Bea writes down who holds parental responsibility for Sasha, and that her mother's partner has
gone: the page, the case and the family tree say so, the past as past.
"""

from datetime import date

import pytest
from django.utils.timezone import now

from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.people.operations import Told
from tests import make
from tests.browser.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SASHA = Told(given_names="Sasha", family_name="Kowalski", date_of_birth=date(2019, 5, 3), sex="F")
DANA = Told(given_names="Dana", family_name="Kowalska", date_of_birth=date(1993, 2, 8), sex="F")


def test_a_partner_is_gone_and_a_mother_holds_parental_responsibility(visit: Visit) -> None:
    walk = make.walk(at=now())
    contact = walk.contact(children=[SASHA])
    dana = walk.person(contact, DANA, Part.CARER, kin="mother", parental_responsibility="yes")
    walk.person(contact, Told(given_names="محمد", sex="M"), Part.HOUSEHOLD)
    case = walk.case(walk.describe(contact))
    bea = visit("officer")

    bea.open(f"/cases/{case.reference}/people/{case.child_id}/")
    bea.follow("Add who holds it")
    bea.choose("Who?", "Dana Kowalska")
    bea.choose("How do they hold it?", "As birth mother")
    bea.write("Since", "3 May 2019")
    bea.photograph("parental responsibility is added")
    bea.press("Save")
    bea.sees("As birth mother, since 3 May 2019")

    bea.open(f"/cases/{case.reference}/people/{dana.pk}/")
    bea.follow("Add a relationship")
    bea.choose("Who?", "محمد")
    bea.pick("What is the relationship?", "Partner")
    bea.write("Since", "about 2019")
    bea.photograph("a relationship is added")
    bea.press("Save")
    bea.follow("Change or end Partner, since about 2019")
    bea.write("Until when did it hold?", "March 2025")
    bea.write("Why does it hold no longer?", "She says that he moved out.")
    bea.press("End it")
    bea.sees("Partner, from about 2019 until March 2025")
    bea.photograph("a relationship is over")

    bea.open(f"/cases/{case.reference}/")
    bea.sees("has parental responsibility as birth mother")
    bea.photograph("a case with a relationship that is over")
    bea.follow("Family tree")
    bea.sees("Partner of Dana Kowalska from about 2019 until March 2025")
    bea.photograph("a family with a relationship that is over")
