"""The page on which somebody breaks the glass, as whoever guesses a reference meets it."""

import pytest

from frontdoor.audit.models import Look
from frontdoor.casework.restricting.models import BreakGlass
from frontdoor.jobs.example import restricting
from tests import make
from tests.integration import orchard
from tests.integration.conftest import SignIn
from tests.pages import sent, text

pytestmark = pytest.mark.django_db

PAGE = "/break-glass/"
WHY = "The hospital rings about a child in the ward: which team has the case?"


def test_a_wrong_reference_is_told_at_its_field_with_what_was_typed(sign_in: SignIn) -> None:
    officer = sign_in("officer")

    answer = sent(officer, PAGE, reference="CV-26-99999-A", reason=WHY)

    assert answer.status_code == 422
    assert "There is no record with this reference that could be opened." in text(answer)
    assert 'value="CV-26-99999-A"' in answer.content.decode()
    assert WHY in text(answer)
    make.enter("manager")
    [look] = Look.objects.filter(purpose="break the glass", refused=True)
    assert (look.subject, look.by_name) == ("CV-26-99999-A", "Bea Holloway")


def test_after_five_wrong_ones_the_right_one_has_to_wait_as_well(sign_in: SignIn) -> None:
    walk = orchard.today()
    case = make.case(walk)
    restricting.restrict(walk, case.contact)
    officer = sign_in("officer")

    for number in range(5):
        sent(officer, PAGE, reference=f"CV-26-9999{number}-A", reason=WHY)
    answer = sent(officer, PAGE, reference=case.reference, reason=WHY)

    assert answer.status_code == 422
    assert "You had several references wrong. Wait an hour, or ask a manager." in text(answer)
    assert officer.get(f"/cases/{case.reference}/").status_code == 404
    make.enter("manager")
    assert BreakGlass.objects.count() == 0


def test_the_right_one_opens_the_record(sign_in: SignIn) -> None:
    walk = orchard.today()
    case = make.case(walk)
    restricting.restrict(walk, case.contact)
    officer = sign_in("officer")
    sent(officer, PAGE, reference="CV-26-99999-A", reason=WHY)

    answer = sent(officer, PAGE, reference=case.reference, reason=WHY)

    assert answer["Location"] == f"/cases/{case.reference}/"
    assert officer.get(f"/cases/{case.reference}/").status_code == 200
