"""The watch: what it does by itself, whom it tells, and that it does no more (a.8, 15, P24)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.gathering.models import Asked
from frontdoor.jobs import watching
from frontdoor.jobs.example import looking, midway, shapes
from frontdoor.jobs.example.walk import Walk
from frontdoor.oversight import queries as figures
from frontdoor.watch import finding, operations, queries
from frontdoor.watch.rules import Found
from frontdoor.watch.vocabulary import NoticeKind
from tests import make, pages
from tests.deciding import waiting
from tests.integration.behind import ask

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def watched(walk: Walk, **after: float) -> bool:
    """Go round once, so much later."""
    return watching.look_at(walk.hub, at=make.later(walk, **after).at)


def told(short: str = "manager") -> list[tuple[str, str]]:
    """Return what somebody was told and has not seen: the kind, and which record."""
    return [(each.kind, each.subject) for each in queries.notices(make.enter(short))]


def asked_of(enquiry: Enquiry, agency: str = "police") -> Asked:
    make.enter("manager")
    return gathering.question(agency, enquiry)


def by_itself(asked: Asked) -> list[datetime | None]:
    """Return the times that were missed and escalated by the policy."""
    return [each.missed_at for each in asked.chased if each.made_by is None]


# --- An agency that does not answer ---


def test_a_silent_request_escalates_by_itself_and_one_with_an_answer_does_not(walk: Walk) -> None:
    police, education = sorted(make.requests(walk), key=lambda each: -each.agency_id)
    walk.answer(education)

    watched(walk, hours=23)
    assert by_itself(asked_of(police.enquiry, police.agency.slug)) == []
    watched(walk, hours=25)

    silent = asked_of(police.enquiry, police.agency.slug)
    assert by_itself(silent) == [police.due_at]
    assert by_itself(asked_of(police.enquiry, education.agency.slug)) == []
    assert silent.chased[0].told


def test_it_is_the_programs_step_by_the_policy_and_bears_nobodys_name(walk: Walk) -> None:
    enquiry = make.requests(walk)[0].enquiry

    watched(walk, hours=25)

    make.enter("manager")
    [event, *_] = [e for e in audit.history([str(enquiry)]) if e.kind == "watch.escalated"]
    assert (event.by_id, event.by_name) == (None, "Coventry MASH, by its policy")
    assert event.facts["cover"] == "MASH team manager on duty"


def test_the_agency_and_the_hubs_cover_are_told_and_nobody_else(walk: Walk) -> None:
    enquiry = make.requests(walk, asked=("police",))[0].enquiry

    watched(walk, hours=25)

    no_reply = (NoticeKind.NO_REPLY.value, str(enquiry))
    assert no_reply in told("manager")
    assert told("police") == [no_reply]
    assert told("education") == []
    assert no_reply not in told("officer")
    assert told("early-help-team-team") == []


def test_each_miss_escalates_once_however_often_the_watch_goes_round(walk: Walk) -> None:
    enquiry = make.requests(walk, asked=("police",))[0].enquiry

    for hours in (25, 25, 26, 50):
        watched(walk, hours=hours)

    assert len(by_itself(asked_of(enquiry))) == 1
    assert [kind for kind, _ in told("police")].count(NoticeKind.NO_REPLY) == 1


def test_more_time_that_is_missed_as_well_escalates_again_and_the_first_miss_stays(
    walk: Walk,
) -> None:
    enquiry = make.requests(walk, asked=("police",))[0].enquiry
    watched(walk, hours=25)
    midway.extend(make.later(walk, hours=26), asked_of(enquiry), days=1)

    watched(walk, hours=40)
    assert len(by_itself(asked_of(enquiry))) == 1
    watched(walk, hours=49)

    first, second = by_itself(asked_of(enquiry))
    assert first is not None
    assert second == first + timedelta(days=1)
    assert not asked_of(enquiry).was_kept(at=make.later(walk, hours=30).at)


def test_what_a_manager_escalated_the_policy_does_not_escalate_again(walk: Walk) -> None:
    enquiry = make.requests(walk, asked=("police",))[0].enquiry
    midway.escalate(make.later(walk, hours=25), asked_of(enquiry))

    watched(walk, hours=26)

    assert by_itself(asked_of(enquiry)) == []
    assert (NoticeKind.DEPUTY_TOLD.value, str(enquiry)) in told("police")


def test_a_person_named_later_escalates_apart(walk: Walk) -> None:
    police, _ = make.supplements(walk)
    walk.answer(police.request)

    watched(walk, hours=25)

    make.enter("manager")
    more = gathering.question("police", police.request.enquiry, number=police.pk)
    assert by_itself(more) == [police.due_at]
    assert by_itself(more.whole) == []


def test_what_was_decided_without_an_answer_escalates_no_more(walk: Walk) -> None:
    enquiry = make.decision(walk).enquiry

    watched(walk, days=9)

    make.enter("manager")
    assert [e.kind for e in audit.history([str(enquiry)]) if e.kind.startswith("watch.")] == []


def test_an_answer_on_its_way_is_let_in(walk: Walk) -> None:
    enquiry = make.requests(walk, asked=("police",))[0].enquiry

    watched(walk, hours=24, seconds=30)
    assert by_itself(asked_of(enquiry)) == []
    watched(walk, hours=24, seconds=90)

    assert len(by_itself(asked_of(enquiry))) == 1


def test_the_agency_is_warned_before_its_time_is_up(walk: Walk) -> None:
    make.requests(walk, asked=("police",))

    watched(walk, hours=12)
    before = told("police")
    watched(walk, hours=19)  # Amber warns when three quarters of its 24 hours have gone.

    assert before == []
    assert [kind for kind, _ in told("police")] == [NoticeKind.ANSWER_SOON]


# --- Other promises ---


def test_managers_and_whoever_has_the_case_hear_of_a_promise_before_and_after(walk: Walk) -> None:
    case = make.in_triage(walk)
    looking.allocate(walk, case)

    watched(walk, hours=19)
    soon = told("triage")
    watched(walk, hours=25)

    assert soon == [(NoticeKind.RUNNING_OUT.value, case.reference)]
    assert (NoticeKind.MISSED.value, case.reference) in told("triage")
    assert (NoticeKind.MISSED.value, case.reference) in told("manager")
    assert told("social-worker") == []


def test_a_possible_red_is_told_at_once_and_no_more_when_it_was_looked_at(walk: Walk) -> None:
    calm = waiting(walk)
    contact = walk.contact()
    worry = Concern(concern="He is coming back tonight.")
    walk.describe(contact, worry, possible_red="He is coming back tonight.")
    red = walk.case(contact)

    watched(walk, seconds=30)

    assert told("manager") == [(NoticeKind.POSSIBLE_RED.value, red.reference)]
    assert queries.board(make.enter("manager"), at=walk.at).reds == (red.reference,)
    assert calm.reference not in str(told("manager"))
    looking.to_triage(walk, contact)
    assert queries.board(make.enter("manager"), at=walk.at).reds == ()


def test_police_protection_is_watched(walk: Walk) -> None:
    case = make.case(walk)
    shapes.protect(walk, case)

    watched(walk, hours=73)

    make.enter("manager")
    clock = next(c for c in _clocks(case.pk) if c[0] == "police_protection")
    facts = {e.fact for e in queries.notices(make.actor("manager"))}
    assert f"clock {clock[1]} missed" in facts


def _clocks(case_id: int) -> list[tuple[object, ...]]:
    return ask("SELECT span, id FROM contacts_clock WHERE case_id = %s", case_id)


def test_what_a_team_has_not_acknowledged_is_told_to_it_and_to_the_hub(walk: Walk) -> None:
    product = make.handed_over(walk)

    watched(walk, hours=1)
    before = told("early-help-team-team")
    watched(walk, days=9)

    late = (NoticeKind.NOT_ACKNOWLEDGED.value, product.reference)
    assert before == []
    assert told("early-help-team-team") == [late]
    assert late in told("manager")
    assert told("disability-team") == []


def test_figures_are_counted_once_a_day(walk: Walk) -> None:
    make.contact(walk)

    watched(walk, hours=1)
    watched(walk, hours=5)
    counted = figures.counted(make.enter("manager").hub_id)
    watched(walk, hours=25)
    again = figures.counted(make.enter("manager").hub_id)

    assert counted is not None
    assert counted.counted_at == make.later(walk, hours=1).at
    assert again is not None
    assert again.counted_at == make.later(walk, hours=25).at


def test_the_hub_reads_whose_case_it_is_and_an_agency_its_reference_alone(
    sign_in: SignIn, walk: Walk
) -> None:
    enquiry = make.requests(walk, asked=("police",))[0].enquiry
    watched(walk, hours=25)

    hub, police = (pages.text(sign_in(who).get("/notices/")) for who in ("manager", "police"))

    assert f"Robin Example, {enquiry}" in hub
    assert str(enquiry) in police
    assert "Robin Example" not in police


# --- Silence is not calm ---


def test_managers_read_on_every_page_that_nobody_watches(sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    manager, officer = sign_in("manager"), sign_in("officer")
    words = "Deadlines are not being watched"

    never = pages.text(manager.get("/"))
    watched(walk)
    alive = pages.text(manager.get("/"))
    with context.inside(walk.hub.pk):
        operations.beat(hub_id=walk.hub.pk, at=walk.at - timedelta(minutes=6))
    dead = pages.text(manager.get("/contacts/new/"))

    assert f"{words}: the watch has not run yet" in never
    assert words not in alive
    assert f"{words} since" in dead
    assert words not in pages.text(officer.get("/"))


def test_a_fault_in_one_step_stops_neither_the_others_nor_goes_unnoticed(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*, at: datetime) -> list[Found]:
        raise LookupError("The pack has no such rating.")

    enquiry = make.requests(walk, asked=("police",))[0].enquiry
    monkeypatch.setattr(finding, "ALL", (finding.Search(broken, ()), *finding.ALL))

    went = watched(walk, hours=25)

    assert not went
    assert len(by_itself(asked_of(enquiry))) == 1
    assert queries.last_beat(make.enter("manager").hub_id) is None


def test_asking_by_itself_keeps_nobody_signed_in(sign_in: SignIn) -> None:
    client = sign_in("manager")
    client.get("/")
    session = client.session
    session.set_expiry(now() + timedelta(minutes=3))
    session.save()

    client.get("/notices/urgent/")
    client.get("/?by-itself=1")
    still = client.session.get_expiry_age()
    client.get("/")

    assert still <= 180
    assert client.session.get_expiry_age() > 600
