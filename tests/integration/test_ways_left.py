"""A page offers only what is left to do: a choice of one is no question (C9.4, P28)."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from frontdoor.casework.gathering import queries
from frontdoor.jobs.example import midway
from tests import make, pages
from tests.integration.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_before_it_is_late_there_is_more_time_to_give_and_nothing_to_choose(
    sign_in: SignIn,
) -> None:
    request = make.requests(make.walk(at=now()))[0]
    where = f"/cases/{request.enquiry}/chase/{request.agency.slug}/"

    page = sign_in("manager").get(where)
    nothing = pages.sent(sign_in("manager"), where, reason="They asked for it.")
    done = pages.sent(sign_in("manager"), where, until="2h", reason="They asked for it.")

    assert "What do you choose?" not in pages.text(page)
    assert "Choose how much longer" in pages.errors(nothing)
    assert done.status_code == 302


def test_once_it_is_late_a_deputy_may_be_told_instead(sign_in: SignIn) -> None:
    request = make.requests(make.walk(at=now() - timedelta(hours=30)))[0]

    page = sign_in("manager").get(f"/cases/{request.enquiry}/chase/{request.agency.slug}/")

    assert "What do you choose?" in pages.text(page)
    assert "Tell the deputy" in pages.text(page)


def test_another_agency_is_asked_as_long_as_there_is_one(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    enquiry = make.requests(walk)[0].enquiry
    case, where = f"/cases/{enquiry}/", f"/cases/{enquiry}/ask/"
    before = pages.text(sign_in("manager").get(case))

    for slug in [slug for slug, _ in walk.as_("manager", lambda _: queries.not_asked(enquiry))]:
        midway.ask_more(walk, enquiry, slug)
    after = pages.text(sign_in("manager").get(case))
    refused = sign_in("manager").get(where)

    assert "Ask another agency" in before
    assert "Ask another agency" not in after
    assert refused.status_code == 403
    assert "Every agency of the hub has been asked." in pages.text(refused)
