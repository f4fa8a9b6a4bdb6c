"""Questions about people named later are chased as the first ones are (P28, a.8, 15)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.gathering import queries
from frontdoor.casework.gathering.models import Asked, Supplement
from frontdoor.jobs.example import midway
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from tests import make, pages

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def now_is(more: Supplement) -> Asked:
    make.enter("manager")
    return queries.question(more.agency.slug, more.request.enquiry, number=more.pk)


def test_more_time_about_one_person_is_no_more_time_about_the_others(walk: Walk) -> None:
    more = make.supplements(walk)[0]

    midway.extend(walk, more)

    about = now_is(more)
    assert about.falls_due_at == more.due_at + timedelta(days=2)
    assert about.whole.falls_due_at == more.request.due_at


def test_more_time_does_not_undo_a_miss(walk: Walk) -> None:
    police, education = make.supplements(walk)
    late = make.later(walk, hours=25)
    for more, when in ((police, late), (education, walk)):
        midway.extend(when, more)

    assert not now_is(police).was_kept(at=walk.at + timedelta(hours=26))
    assert now_is(education).was_kept(at=walk.at + timedelta(hours=26))


def test_the_deputy_is_told_when_the_time_is_up_and_not_before(walk: Walk) -> None:
    more = make.supplements(walk)[0]
    with pytest.raises(Refused, match="when the time is up"):
        midway.escalate(walk, more)

    told = midway.escalate(make.later(walk, hours=25), more)

    assert told.told == "Sergeant of the Central Referral Unit"
    assert now_is(more).chased == [told]
    assert now_is(more).whole.chased == []


def test_who_has_answered_about_a_person_is_not_chased_about_them(walk: Walk) -> None:
    more = make.supplements(walk)[0]
    walk.answer_more(more)

    with pytest.raises(Refused, match="has answered by now"):
        midway.escalate(make.later(walk, hours=25), more)


def test_another_rating_gives_whoever_owes_an_answer_its_time_from_when_they_were_asked(
    walk: Walk,
) -> None:
    police, education = make.supplements(walk)
    walk.answer_more(education)

    midway.re_rate(make.later(walk, hours=1), police.request.enquiry, "red")

    assert now_is(police).falls_due_at == walk.at + timedelta(hours=4)
    assert now_is(education).falls_due_at == education.due_at


def test_the_case_leads_to_a_page_of_its_own_that_gives_time_and_escalates(
    sign_in: SignIn,
) -> None:
    walk = make.walk(at=now() - timedelta(hours=30))
    police, _ = make.supplements(walk)
    reference = str(police.request.enquiry)
    manager = sign_in("manager")
    where = f"/cases/{reference}/chase/police/also/{police.pk}/"

    case = manager.get(f"/cases/{reference}/").content.decode()
    read = pages.text(manager.get(where))
    nothing = pages.sent(manager, where)
    told = pages.sent(manager, where, what="escalate", reason="He may come back tonight.")
    after = pages.text(manager.get(f"/cases/{reference}/"))
    given = pages.sent(manager, where, what="extend", until="2h", reason="The unit is full.")

    assert where in case
    assert "West Midlands Police on Dez: no reply in time" in read
    assert nothing.status_code == 422
    assert (told.status_code, given.status_code) == (302, 302)
    assert "No reply from West Midlands Police on Dez: sergeant" in after
    assert "He may come back tonight." in after


def test_a_question_that_the_agency_was_not_asked_is_unknown(sign_in: SignIn) -> None:
    police, education = make.supplements(make.walk(at=now()))
    reference = str(police.request.enquiry)

    codes = [
        sign_in("manager").get(f"/cases/{reference}/chase/police/also/{number}/").status_code
        for number in (police.pk, education.pk, 999_999)
    ]

    assert codes == [200, 404, 404]


def test_the_agency_reads_the_time_that_it_was_given(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=30))
    police, _ = make.supplements(walk)
    midway.extend(replace(walk, at=now()), police, days=4)

    tray = pages.text(sign_in("police").get("/requests/"))

    row = tray.split("Robin Example, on Dez")[1]
    assert "no reply in time" not in row.split("Answered")[0].lower()
