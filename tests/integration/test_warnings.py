"""What has to be known of a person before somebody acts, and how they are safely reached."""

from datetime import date

import pytest

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.jobs.example import registering, restricting
from frontdoor.jobs.example.together import link as joined_to
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from frontdoor.people import cautions, rules, searching
from frontdoor.people.matching import Description
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Mark, Reached
from tests import make
from tests.integration.conftest import SignIn

pytestmark = pytest.mark.django_db

VIOLENT = "Visit in pairs: a man there was violent"


def read(sign_in: SignIn, address: str, *, by: str = "officer") -> str:
    """Return a page, as it is read."""
    answer = sign_in(by).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def person(case: Case) -> str:
    """Return the address of the page of the child of a case."""
    return f"/cases/{case.reference}/people/{case.child.pk}/"


# --- Warning notes ---


def test_a_warning_stands_on_the_person_and_on_top_of_each_case(
    sign_in: SignIn, walk: Walk
) -> None:
    case = make.case(walk)
    typed = {"kind": "warning", "words": VIOLENT, "told_by": "The health visitor"}
    typed |= {"review_by-day": "1", "review_by-month": "6", "review_by-year": "2099"}

    answer = sign_in("officer").post(f"{person(case)}add/warning/", typed)

    assert answer.status_code == 302
    said = read(sign_in, person(case))
    assert VIOLENT in said
    assert "Look at it again by 1 June 2099" in said
    assert VIOLENT in read(sign_in, f"/cases/{case.reference}/", by="manager")


def test_a_warning_on_an_earlier_record_warns_once_the_two_are_joined(
    sign_in: SignIn, walk: Walk
) -> None:
    earlier = make.case(make.later(walk, days=-60))
    registering.warn(walk, earlier)
    case = make.case(walk)
    assert VIOLENT not in read(sign_in, f"/cases/{case.reference}/")

    joined_to(walk, case, earlier)

    assert VIOLENT in read(sign_in, f"/cases/{case.reference}/")
    make.enter("manager")
    assert [each.words for each in cautions.warnings([case.child])] == [VIOLENT]


def test_a_warning_on_a_restricted_record_warns_its_readers_alone(
    sign_in: SignIn, walk: Walk
) -> None:
    earlier = make.contact(make.later(walk, days=-60))
    registering.warn(walk, walk.case(earlier))
    case = make.case(walk)
    joined_to(walk, case, walk.case(earlier))

    restricting.restrict(walk, earlier, "manager")

    assert VIOLENT in read(sign_in, f"/cases/{case.reference}/", by="manager")
    assert VIOLENT not in read(sign_in, f"/cases/{case.reference}/")


def test_an_overdue_warning_still_stands_and_is_listed_to_managers(
    sign_in: SignIn, walk: Walk
) -> None:
    long_ago = make.later(walk, days=-400)
    case = make.case(long_ago)
    registering.warn(long_ago, case)

    said = read(sign_in, "/cases/warnings/to-review/", by="manager")

    assert VIOLENT in said
    assert "Overdue" in said
    assert "Its review is overdue" in read(sign_in, f"/cases/{case.reference}/")
    assert sign_in("officer").get("/cases/warnings/to-review/").status_code == 403
    make.enter("manager")
    assert audit.looks(f"person {case.child.pk}")[0].purpose == "review warning notes"


def test_a_warning_that_still_holds_is_looked_at_again_later(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)
    row = registering.warn(walk, case)
    address = f"{person(case)}end/warning/{row.pk}/"
    again = {"again-day": "1", "again-month": "6", "again-year": "2098"}

    answer = sign_in("manager").post(address, {"seen": 1, "why": "He is still there."} | again)

    assert answer.status_code == 302
    assert "Look at it again by 1 June 2098" in read(sign_in, person(case))
    with pytest.raises(Stale):
        registering.review(walk, case, row)


def test_a_warning_is_ended_with_a_reason_and_warns_no_more(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)
    row = registering.warn(walk, case)
    officer = sign_in("officer")
    address = f"{person(case)}end/warning/{row.pk}/"
    assert officer.post(address, {"seen": 1, "why": ""}).status_code == 422

    assert officer.post(address, {"seen": 1, "why": "He is in prison."}).status_code == 302

    assert "He is in prison." in read(sign_in, person(case))
    assert VIOLENT not in read(sign_in, f"/cases/{case.reference}/")
    row.refresh_from_db()
    with pytest.raises(Refused):
        registering.review(walk, case, row)


def test_a_review_is_in_the_future_and_a_warning_says_something(walk: Walk) -> None:
    case = make.case(walk)
    with pytest.raises(Invalid, match="in the future"):
        registering.warn(walk, case, review_by=walk.at.date())
    with pytest.raises(Invalid, match="what it warns of"):
        registering.warn(walk, case, words=" ")
    with pytest.raises(Refused):
        registering.warn(walk, case, by="police")

    row = registering.warn(walk, case)

    with pytest.raises(Invalid, match="in the future"):
        registering.review(walk, case, row, review_by=walk.at.date())
    with pytest.raises(Invalid, match="why it still holds"):
        registering.review(walk, case, row, why=" ")


def test_who_may_pose_a_risk_and_who_is_in_a_position_of_trust_is_said_of_an_adult(
    sign_in: SignIn, walk: Walk
) -> None:
    contact = walk.contact()
    coach = walk.person(contact, Told(given_names="Dez"), Part.RISK)
    case = walk.case(contact)

    registering.warn(walk, case, person=coach, kind=Mark.RISK, words="On licence; no contact")
    registering.warn(walk, case, person=coach, kind=Mark.TRUST, words="Coaches under tens")

    said = read(sign_in, f"/cases/{case.reference}/")
    assert "May pose a risk to children: On licence; no contact" in said
    assert "In a position of trust: Coaches under tens" in said


# --- How they are safely reached ---


def test_how_a_number_is_safe_stands_wherever_somebody_may_ring(
    sign_in: SignIn, walk: Walk
) -> None:
    case = make.in_triage(walk)

    registering.reach(walk, case)

    pages = (person(case), f"/cases/{case.reference}/", f"/cases/{case.reference}/ring-back/")
    for page in pages:
        said = read(sign_in, page, by="triage")
        assert "07700 900321" in said
        assert "When: weekdays until 3pm." in said
        assert "Leave no message." in said
        assert "Must not know: Dez." in said


def test_a_number_of_which_nobody_said_how_it_is_safe_says_nothing_before_ringing(
    sign_in: SignIn, walk: Walk
) -> None:
    case = make.in_triage(walk)

    registering.reach(walk, case, is_safe="", safe_when="", message="", not_to_know="")

    assert "07700 900321" in read(sign_in, person(case))
    assert "Before you ring" not in read(
        sign_in, f"/cases/{case.reference}/ring-back/", by="triage"
    )


def test_a_number_that_is_not_safe_says_so() -> None:
    assert rules.safely("no", "", "", "") == ["It is not safe: do not use it."]
    assert rules.safely("", "", "not_known", "") == []


def test_somebody_is_found_by_each_number(walk: Walk) -> None:
    case = make.case(walk)
    by = make.enter("manager")
    asked = Description(given_names="Quentin", phone="01632 960222")
    assert searching.search(asked, hub_id=by.hub_id) == []

    registering.reach(walk, case, kind=Reached.WORK, value="+44 1632 960222")

    make.enter("manager")
    found = searching.search(asked, hub_id=by.hub_id)
    assert [each.person_id for each in found] == [case.child.pk]


def test_a_number_and_a_vehicle_say_which(walk: Walk) -> None:
    case = make.case(walk)
    with pytest.raises(Invalid, match="Enter the number"):
        registering.reach(walk, case, value=" ")
    with pytest.raises(Invalid, match="registration, or the make"):
        registering.drive(walk, case, registration=" - ", words="")

    assert (
        registering.drive(walk, case, registration="zz12 abc", words="").registration == "ZZ12ABC"
    )


def test_a_vehicle_is_added_and_ended_on_the_page(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)
    officer = sign_in("officer")
    typed = {"registration": "zz12 abc", "words": "A white van", "told_by": "A neighbour"}

    assert officer.post(f"{person(case)}add/vehicle/", typed).status_code == 302

    assert "ZZ12ABC, A white van" in read(sign_in, person(case))


# --- The unique pupil number ---


@pytest.mark.parametrize("number", ["A123456789012", "T12345678901A"])
def test_a_pupil_number_is_checked_by_its_letter(number: str) -> None:
    letters = [each for each in rules.UPN_LETTERS if rules.is_upn(each + number[1:])]

    assert len(letters) == 1
    assert rules.is_upn("A123456789012")


@pytest.mark.parametrize(
    "wrong",
    ["", "A12345678901", "B123456789012", "I123456789012", "A12345678901S", "a123456789012"],
)
def test_what_is_no_pupil_number_is_not_taken(wrong: str) -> None:
    assert not rules.is_upn(wrong)


def test_a_pupil_number_is_never_required_and_a_wrong_one_is_told(
    sign_in: SignIn, walk: Walk
) -> None:
    contact = walk.contact(children=[Told(given_names="Sasha")])
    case = walk.case(contact)
    officer = sign_in("officer")
    address = f"/contacts/{contact.reference}/people/{case.child.pk}/"

    wrong = officer.post(address, {"seen": 1, "given_names": "Sasha", "upn": "B123456789012"})
    assert wrong.status_code == 422
    assert "read it back" in wrong.content.decode()

    right = officer.post(address, {"seen": 1, "given_names": "Sasha", "upn": "a12345 6789012"})
    assert right.status_code == 302
    assert "A123456789012" in read(sign_in, person(case))


def test_until_when_is_in_words() -> None:
    assert rules.period(date(2026, 2, 3), None) == "since 3 February 2026"
    assert rules.period(None, date(2026, 2, 3)) == "until 3 February 2026"
    assert rules.period(None, None) == ""
