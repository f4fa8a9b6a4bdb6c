"""Police protection of a child: urgent at once, 72 hours on a clock, and an end (P27)."""

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localtime, now

from frontdoor.casework.contacts import protection, queries
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.casework.contacts.vocabulary import CaseMove, Span
from frontdoor.jobs.example import shapes
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from tests import make
from tests.integration.conftest import SignIn
from tests.pages import errors, sent, text

pytestmark = pytest.mark.django_db


def _when(hours: float = 0) -> dict[str, str]:
    at = localtime(now() - timedelta(hours=hours))
    return {
        "began_on-day": str(at.day),
        "began_on-month": str(at.month),
        "began_on-year": str(at.year),
        "began_at": f"{at:%H:%M}",
    }


def _clock(case: Case) -> Clock:
    make.enter("manager")
    return next(c for c in queries.clocks(case) if c.span == Span.POLICE_PROTECTION)


def test_a_protected_child_is_urgent_and_seventy_two_hours_run_from_when_it_began(
    walk: Walk,
) -> None:
    case = make.case(walk)

    noted = shapes.protect(walk, case, hours=3)

    case = walk.case(case.contact)
    clock = _clock(case)
    assert clock.due_at == noted.began_at + timedelta(hours=72)
    assert (case.urgent, case.triggers) == (True, ["police_protection"])


def test_the_hours_are_real_hours_when_the_clocks_change() -> None:
    saturday = make.walk(at=make.london("2027-03-27", "12:00"))
    case = make.case(saturday)

    shapes.protect(saturday, case)

    clock = _clock(saturday.case(case.contact))
    assert localtime(clock.due_at).strftime("%d %H:%M") == "30 13:00"


def test_a_protected_child_stays_urgent_when_the_concern_is_written_anew(walk: Walk) -> None:
    contact = walk.contact()
    shapes.protect(walk, walk.case(contact))

    walk.describe(contact)

    assert walk.case(contact).urgent


@pytest.mark.parametrize(("hours", "why"), [(-1, "in the future"), (73, "over after 72 hours")])
def test_protection_that_cannot_be_is_refused(walk: Walk, hours: int, why: str) -> None:
    case = make.case(walk)

    with pytest.raises(Invalid, match=why):
        shapes.protect(walk, case, hours=hours)


def test_protection_is_put_on_record_once(walk: Walk) -> None:
    case = make.case(walk)
    shapes.protect(walk, case)

    with pytest.raises(Refused, match="on record already"):
        shapes.protect(walk, case)


def test_its_end_says_whether_it_was_in_time(walk: Walk) -> None:
    case = make.case(walk)
    noted = shapes.protect(walk, case)
    later = make.later(walk, hours=73)
    by = make.enter("officer")

    def end(*, seen: int, at: datetime) -> None:
        protection.end(protection=noted, ended_at=later.at, how="Home.", seen=seen, by=by, at=at)

    with pytest.raises(Invalid, match="not in the future"):
        end(seen=noted.version, at=walk.at)
    with pytest.raises(Stale):
        end(seen=9, at=later.at)
    end(seen=noted.version, at=later.at)
    with pytest.raises(Refused, match="ended already"):
        end(seen=noted.version + 1, at=later.at)

    clock = _clock(walk.case(case.contact))
    assert clock.kept is False


def test_a_case_that_is_closed_stays_in_the_list_while_the_police_protect_the_child(
    sign_in: SignIn,
) -> None:
    walk = make.walk(at=now())
    contact = make.contact(walk)
    shapes.protect(walk, walk.case(contact))
    walk.route(contact, CaseMove.CLOSE)
    shapes.tell(walk, contact)

    assert "Robin Example" in text(sign_in("manager").get("/"))


def test_the_page_takes_it_and_then_its_end(sign_in: SignIn) -> None:
    case = make.case(make.walk(at=now() - timedelta(hours=5)))
    officer, address = sign_in("officer"), f"/cases/{case.reference}/police-protection/"
    said = {"used_by": "PC 4711", "place": "With foster carers"}

    refused = sent(officer, address, **said, **_when(80))
    assert refused.status_code == 422
    assert "over after 72 hours" in errors(refused)
    assert "like 14:30" in errors(
        sent(officer, address, **{**said, **_when(), "began_at": "noonish"})
    )
    assert sent(officer, address, **said, **_when(4)).status_code == 302

    page = text(officer.get(f"/cases/{case.reference}/"))
    for words in ("Police protection to end", "PC 4711", "With foster carers"):
        assert words in page
    at = localtime(now())
    end = {"ended_on-day": at.day, "ended_on-month": at.month, "ended_on-year": at.year}
    done = sent(officer, address, **end, ended_at=f"{at:%H:%M}", how="Home with his father.")
    assert done.status_code == 302
    assert "Home with his father." in text(officer.get(f"/cases/{case.reference}/"))


def test_another_hub_does_not_see_it(sign_in: SignIn) -> None:
    case = make.case()

    for who in ({"short": "manager", "hub_slug": "surrey"}, {"short": "police"}):
        page = sign_in(**who).get(f"/cases/{case.reference}/police-protection/")
        assert page.status_code in (403, 404)
