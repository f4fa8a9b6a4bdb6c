"""What runs out while the hub is shut goes to the out-of-hours team and back (C3.7, C3.8)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from frontdoor.casework.closing import operations, queries
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.closing.operations import Needs
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Clock
from frontdoor.casework.disclosures import operations as team
from frontdoor.casework.disclosures import queries as disclosures
from frontdoor.jobs.example import acting, closing
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from tests import make, pages

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

FOUR, NIGHT, MORNING = "2027-03-01 16:00", "2027-03-01 21:00", "2027-03-02 08:35"
MOMENTS = ("worklist.closing", "worklist.back", "worklist.views", "disclosures.hand_back")


def when(moment: str) -> Walk:
    return make.walk(at=make.london(*moment.split()))


@pytest.fixture
def four(db: None) -> Walk:
    """Return a walk on Monday at four, an hour before closing."""
    return when(FOUR)


@pytest.fixture
def red(four: Walk) -> Case:
    """Return the case of a Red that has to be decided at eight in the evening."""
    return four.commence(make.enquiry(four, rating="red"))[0].enquiry.case


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that sets the clock of the pages."""

    def set_to(moment: str) -> None:
        for module in MOMENTS:
            monkeypatch.setattr(f"frontdoor.web.{module}.now", lambda: make.london(*moment.split()))

    return set_to


def running_out(walk: Walk) -> list[str]:
    make.enter()
    some = Case.objects.order_by("pk")[:1].get()
    times = queries.shut(contacts.calendar(some), at=walk.at)
    return [each.case.reference for each in queries.running_out(times)]


def needs(case: Case, **more: Any) -> Needs:
    whole: dict[str, Any] = {"words": "See to it.", "items": ["identity"]} | more
    return Needs(case=case, **whole)


# --- What runs out ---


def test_what_somebody_has_to_do_over_night_runs_out_too(
    four: Walk, sign_in: SignIn, it_is: Callable[[str], None]
) -> None:
    case, calm = make.case(four), make.case(four)
    acting.set_action(four, case, to="police", due_at=four.at + timedelta(hours=4))
    later = acting.set_action(four, calm, to="police", due_at=four.at + timedelta(hours=4))
    acting.retime(four, later, due_at=four.at + timedelta(days=1))
    it_is(FOUR)

    assert running_out(four) == [case.reference]
    page = pages.text(sign_in("manager").get("/closing/"))

    assert "Police: Search the home and the locker at school." in page
    closing.hand_over(four, case)
    assert running_out(four) == []


def test_what_ends_between_closing_and_opening_runs_out(four: Walk, red: Case) -> None:
    make.requests(four)

    assert running_out(four) == [red.reference]


def test_what_the_team_has_is_not_handed_over_again(four: Walk, red: Case) -> None:
    closing.hand_over(four, red)

    assert running_out(four) == []


# --- Handed over ---


def test_the_team_has_it_and_the_case_stays_the_hubs(four: Walk, red: Case) -> None:
    before = [(clock.span, clock.due_at) for clock in Clock.objects.filter(case=red)]

    [alert] = closing.hand_over(four, red)

    assert four.case(red.contact).stage == "in_mash"
    assert [(clock.span, clock.due_at) for clock in Clock.objects.filter(case=red)] == before
    assert alert.until == make.london("2027-03-02", "08:30")
    assert (alert.product.team.slug, alert.product.until) == ("edt", alert.until)
    assert alert.product.acknowledge_by == make.london("2027-03-01", "18:00")
    assert "Emergencies only." in alert.product.contents["asks"]
    assert "It runs out tonight." in alert.product.contents["asks"]


def test_handed_over_at_night_the_team_says_within_the_hour_that_it_has_it(red: Case) -> None:
    [alert] = closing.hand_over(when(NIGHT), red)

    assert alert.product.acknowledge_by == make.london("2027-03-01", "22:00")


def test_it_can_go_out_again_the_next_night(four: Walk, red: Case) -> None:
    [first] = closing.hand_over(four, red)
    closing.hand_back(when(NIGHT), first)

    [second] = closing.hand_over(make.later(four, hours=24), red)

    assert second.product.reference != first.product.reference


def test_two_at_once_are_refused(four: Walk, red: Case) -> None:
    closing.hand_over(four, red)

    with pytest.raises(Refused, match="has it already"):
        closing.hand_over(four, red)


def test_all_of_them_or_none(four: Walk, red: Case) -> None:
    other = make.case(four)
    closing.hand_over(four, other)

    with pytest.raises(Refused):
        closing.hand_over(four, red, other)

    make.enter()
    assert Alert.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"words": " "}, "what the team has to see to"),
        ({"items": []}, "at least one item"),
    ],
)
def test_a_team_is_not_alerted_to_nothing(
    four: Walk, red: Case, wrong: dict[str, object], words: str
) -> None:
    by = make.enter()

    with pytest.raises(Invalid, match=words):
        operations.hand_over(needs=[needs(red, **wrong)], basis="So.", by=by, at=four.at)
    with pytest.raises(Invalid, match="what this sharing rests on"):
        operations.hand_over(needs=[needs(red)], basis="", by=by, at=four.at)
    with pytest.raises(Invalid, match="Tick the cases"):
        operations.hand_over(needs=[], basis="So.", by=by, at=four.at)


@pytest.mark.parametrize("short", ["officer", "social-worker", "coordinator"])
def test_it_is_handed_over_by_those_who_route(four: Walk, red: Case, short: str) -> None:
    with pytest.raises(Refused, match="team manager"):
        operations.hand_over(needs=[needs(red)], basis="So.", by=make.enter(short), at=four.at)


def test_a_case_that_was_lent_can_still_be_passed_on_and_taken_back(four: Walk) -> None:
    case = make.case(four)
    [alert] = closing.hand_over(four, case)
    closing.hand_back(when(NIGHT), alert)

    four.pass_on(four.case(case.contact), "lado")

    make.enter()
    assert [each.team.slug for each in disclosures.handed_over(case.pk)] == ["lado"]
    assert four.case(case.contact).stage == "passed_on"


# --- Handed back ---


def test_what_was_done_comes_back_and_waits_to_be_read(four: Walk, red: Case) -> None:
    [alert] = closing.hand_over(four, red)

    back = closing.hand_back(when(NIGHT), alert)

    make.enter()
    [waiting] = queries.unread()
    assert (waiting.stage, waiting.result) == ("back", "Rang the mother: all is well.")
    assert waiting.product.stage == "acknowledged"
    assert waiting.back_by_name
    closing.read(when(MORNING), back)
    make.enter()
    assert queries.unread() == []


def test_without_a_word_it_is_not_handed_back(four: Walk, red: Case) -> None:
    [alert] = closing.hand_over(four, red)

    with pytest.raises(Invalid, match="Write what you did"):
        closing.hand_back(when(NIGHT), alert, result=" ")


@pytest.mark.parametrize("short", ["manager", "early-help-team-team"])
def test_nobody_hands_back_for_the_team(four: Walk, red: Case, short: str) -> None:
    [alert] = closing.hand_over(four, red)

    with pytest.raises((Refused, Unknown)):
        operations.hand_back(
            alert=alert, result="All well.", seen=alert.version, by=make.enter(short), at=four.at
        )


def test_what_is_back_is_not_handed_back_again(four: Walk, red: Case) -> None:
    [alert] = closing.hand_over(four, red)
    closing.hand_back(when(NIGHT), alert)

    with pytest.raises((Stale, Refused)):
        closing.hand_back(when(NIGHT), alert)


def test_nothing_is_read_before_it_is_back(four: Walk, red: Case) -> None:
    [alert] = closing.hand_over(four, red)

    with pytest.raises(Refused, match="not possible now"):
        closing.read(when(MORNING), alert)


def test_what_never_comes_back_is_asked_for_and_nobody_acts_on_it_later(
    four: Walk, red: Case
) -> None:
    [alert] = closing.hand_over(four, red)
    with pytest.raises(Invalid, match="Ring the team"):
        closing.fetch(when(MORNING), alert, result="")

    ended = closing.fetch(when(MORNING), alert)

    make.enter()
    assert (ended.stage, queries.unread()) == ("read", [])
    assert disclosures.products_on(red.pk)[0].is_recalled


def test_what_nobody_acknowledged_comes_first(four: Walk, red: Case) -> None:
    acknowledged, back = make.case(four), make.case(four)
    alerts = closing.hand_over(four, red, acknowledged, back)
    of = {alert.case_id: alert for alert in alerts}
    closing.hand_back(when(NIGHT), of[back.pk])
    product = of[acknowledged.pk].product
    team.acknowledge(
        product=product, seen=product.version, by=make.enter("edt-team"), at=when(NIGHT).at
    )

    make.enter()
    found = queries.unread()

    assert [each.case_id for each in found] == [red.pk, acknowledged.pk, back.pk]
    assert [each.is_overdue(at=when(MORNING).at) for each in found] == [True, True, False]
    assert not any(each.is_overdue(at=when(NIGHT).at) for each in found)


# --- The pages ---


def test_at_closing_everything_is_ticked_and_one_button_hands_it_over(
    sign_in: SignIn, red: Case, it_is: Callable[[str], None]
) -> None:
    it_is(FOUR)
    manager = sign_in("manager")
    assert 'href="/closing/"' in manager.get("/").content.decode()
    page = manager.get("/closing/")
    assert pages.ticked(page, "cases") == {f"Robin Example, {red.reference}"}
    assert "also phone the duty officer" in pages.text(page)

    bare = manager.post("/closing/", pages.offered(page))
    sent = manager.post("/closing/", {**pages.offered(page), "basis": "section_47"})

    assert "Choose what sharing rests on" in pages.errors(bare)
    assert sent.status_code == 302, pages.errors(sent)
    listed = pages.text(manager.get("/out-of-hours/"))
    assert "Nobody there has acknowledged" in listed
    assert "Enquiry to be decided: 1 March 2027 at 8pm" in listed
    again = pages.text(manager.get("/closing/"))
    assert "Nothing runs out while the hub is shut that the team does not have" in again


def test_what_the_team_needs_is_asked_of_what_is_ticked_alone(
    sign_in: SignIn, red: Case, it_is: Callable[[str], None]
) -> None:
    it_is(FOUR)
    manager = sign_in("manager")
    page = pages.offered(manager.get("/closing/")) | {f"needs_{red.pk}": "", "basis": "section_47"}

    refused = manager.post("/closing/", page)
    nothing = manager.post("/closing/", {**page, "cases": []})

    assert "Write what the team has to see to" in pages.errors(refused)
    assert pages.errors(nothing).count("Tick the cases") == 1


def test_who_comes_second_is_told_that_it_is_gone(
    sign_in: SignIn, four: Walk, red: Case, it_is: Callable[[str], None]
) -> None:
    it_is(FOUR)
    manager = sign_in("manager")
    page = pages.offered(manager.get("/closing/"))
    closing.hand_over(four, red)

    late = manager.post("/closing/", {**page, "basis": "section_47"})

    assert late.status_code == 422
    assert "Somebody handed over or finished one of these" in pages.errors(late)


def test_the_team_hands_back_and_the_manager_reads_it_in_the_morning(
    sign_in: SignIn, four: Walk, red: Case, it_is: Callable[[str], None]
) -> None:
    [alert] = closing.hand_over(four, red)
    team, where = sign_in("edt-team"), f"/products/{alert.product.reference}/"
    it_is(NIGHT)
    assert "hand it back" in pages.text(team.get(where))
    assert pages.sent(team, f"{where}hand-back/").status_code == 422
    done = pages.sent(team, f"{where}hand-back/", result="Went there at nine. All safe.")
    assert done.status_code == 302
    assert team.get(f"{where}hand-back/").status_code == 403

    it_is(MORNING)
    manager, read = sign_in("manager"), f"/out-of-hours/{alert.product.reference}/"
    assert "Back from the Emergency Duty Team: 1" in pages.text(manager.get("/"))
    assert "Went there at nine. All safe." in pages.text(manager.get(read))
    assert pages.sent(manager, read).status_code == 302

    assert "Back from the Emergency Duty Team" not in pages.text(manager.get("/"))
    assert "Went there at nine" in pages.text(manager.get(f"/cases/{red.reference}/"))


def test_what_nobody_handed_back_is_late_until_somebody_asks(
    sign_in: SignIn, four: Walk, red: Case, it_is: Callable[[str], None]
) -> None:
    [alert] = closing.hand_over(four, red)
    it_is(MORNING)
    manager, where = sign_in("manager"), f"/out-of-hours/{alert.product.reference}/"
    home = pages.text(manager.get("/"))
    assert "1 not acknowledged there." in home
    assert "1 not handed back." in home
    assert "It should be back since 2 March 2027 at 8:30am" in pages.text(manager.get(where))
    assert pages.sent(manager, where).status_code == 422

    assert pages.sent(manager, where, result="They say: nobody rang.").status_code == 302

    assert "They say: nobody rang." in pages.text(manager.get(f"/cases/{red.reference}/"))
    team = pages.text(sign_in("edt-team").get("/products/"))
    assert "Taken back by the hub" in team
    assert sign_in("edt-team").get(f"/products/{alert.product.reference}/").status_code == 200


def test_the_second_who_reads_is_shown_the_first(sign_in: SignIn, four: Walk, red: Case) -> None:
    [alert] = closing.hand_over(four, red)
    closing.hand_back(when(NIGHT), alert)
    where = f"/out-of-hours/{alert.product.reference}/"
    second = sign_in("manager-2")
    seen = pages.opened(second, where)
    pages.sent(sign_in("manager"), where)

    assert second.post(where, seen).status_code == 409


@pytest.mark.parametrize("short", ["lado-team", "early-help-team-team"])
def test_another_team_knows_of_no_alert(sign_in: SignIn, four: Walk, red: Case, short: str) -> None:
    [alert] = closing.hand_over(four, red)

    where = f"/products/{alert.product.reference}/hand-back/"
    assert sign_in(short).get(where).status_code == 404


@pytest.mark.parametrize("odd", ["a\0b", "x" * 60_000, "9" * 400, "-1", " \t\r\n "])
def test_odd_input_of_the_team_is_told_to_be_odd(
    sign_in: SignIn, four: Walk, red: Case, odd: str
) -> None:
    [alert] = closing.hand_over(four, red)
    where = f"/products/{alert.product.reference}/hand-back/"

    sent = sign_in("edt-team").post(where, {"seen": odd, "after": odd, "result": odd})

    assert sent.status_code in (409, 422)
