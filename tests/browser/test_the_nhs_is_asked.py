"""Bea knows a child's name and birth but no number: she asks the NHS, looks, and takes it on."""

from datetime import date
from pathlib import Path

import pytest
from django.utils.timezone import now
from pytest_django import Settings

from frontdoor.connectors import pds
from frontdoor.people.operations import Told
from tests import make, nhs
from tests.browser.conftest import Visit
from tests.nhs import Patient

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SASHA = Told(
    given_names="Sasha",
    family_name="Kowalski",
    date_of_birth=date(2015, 6, 14),
    postcode="CV1 9ZZ",
)


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_number_is_asked_for_looked_at_and_taken_on(
    visit: Visit, settings: Settings, tmp_path: Path, scripted: bool
) -> None:
    case = make.case(make.walk(at=now()), children=[SASHA])
    bea = visit("officer", scripted=scripted)
    with nhs.serving(settings, tmp_path, patients=[Patient(security="R", score=0.91)]) as service:
        bea.open(f"/cases/{case.reference}/people/{case.child.pk}/")
        bea.follow("Ask the NHS for the number")
        bea.sees("This is sent", "family name, given names, date of birth and postcode")
        bea.photograph("the NHS is asked")

        service.way = lambda it: it.say(503, nhs.outcome("SERVER_ERROR"))
        bea.press("Ask the NHS")
        bea.sees("Cannot be told now", pds.DOWN)
        bea.photograph("the NHS is out of order")

        service.way = None
        bea.press("Ask the NHS again")
        bea.sees("Possible match", "Look closely", "999 000 0018", "keeps it restricted")
        bea.photograph("the NHS has answered")

        bea.press("Take the number on")
        bea.sees("9990000018", "NHS, possible match. Taken on by")
        bea.photograph("the NHS number is taken on")
