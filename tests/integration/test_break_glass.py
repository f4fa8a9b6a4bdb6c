"""Somebody inside opens a record that is not theirs to read: for a time, and somebody asks why."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from frontdoor.access import context
from frontdoor.access.models import Membership
from frontdoor.audit.models import Event, Look
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.gathering.models import Finding
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.casework.restricting import glass, queries
from frontdoor.casework.restricting.models import BreakGlass
from frontdoor.casework.restricting.vocabulary import Judgement
from frontdoor.jobs import watching
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from frontdoor.watch.models import Notice
from tests import make
from tests.integration.behind import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(walk: Walk) -> Case:
    """Return a case that is restricted to the manager and the social worker."""
    found = make.case(walk)
    restricting.restrict(walk, found.contact)
    return found


def sees(walk: Walk, case: Case, *, by: str = "officer", **later: float) -> bool:
    """Tell whether somebody gets the case, some time after the walk's moment."""
    actor, at = walk.actor(by), walk.at + timedelta(**later)
    with context.as_actor(actor, at=at):
        try:
            contacts.case(case.reference, actor=actor, to="test", at=at)
        except Unknown:
            return False
    return True


def rows(walk: Walk, *, by: str = "officer", **later: float) -> int:
    """Return how many cases the database itself shows somebody then."""
    with context.as_actor(walk.actor(by), at=walk.at + timedelta(**later)):
        return int(str(ask("SELECT count(*) FROM contacts_case")[0][0]))


def test_glass_opens_the_record_for_whoever_broke_it_and_nobody_else(
    walk: Walk, case: Case
) -> None:
    assert not sees(walk, case)

    restricting.break_glass(walk, case.reference)

    assert sees(walk, case)
    assert not sees(walk, case, by="triage")


def test_it_is_found_by_the_contacts_reference_as_somebody_types_it(walk: Walk, case: Case) -> None:
    restricting.break_glass(walk, case.contact.reference.lower().replace("-", " "))

    assert sees(walk, case)


def test_it_is_over_by_itself_to_the_moment(walk: Walk, case: Case) -> None:
    restricting.break_glass(walk, case.reference)

    assert sees(walk, case, minutes=59, seconds=59)
    assert not sees(walk, case, minutes=60)


def test_the_database_shuts_it_by_itself(walk: Walk, case: Case) -> None:
    restricting.break_glass(walk, case.reference)

    assert rows(walk, minutes=59) == 1
    assert rows(walk, minutes=60) == 0
    with context.as_actor(walk.actor("officer")):
        assert ask("SELECT count(*) FROM contacts_case") == [(0,)], "without a moment nothing opens"


def test_it_is_over_in_the_middle_of_a_piece_of_work(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)

    with context.as_actor(walk.actor("officer"), at=held.until - timedelta(milliseconds=200)):
        ask("SELECT pg_sleep(0.3)")
        assert ask("SELECT count(*) FROM contacts_case") == [(0,)]


def test_the_program_shuts_it_by_itself_when_the_wall_is_down(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)
    officer = walk.actor("officer")

    def purpose(at: datetime) -> str:
        return queries.purpose(case.contact_id, is_closed=True, to="show", by=officer, at=at)

    # The database takes whoever asks for a manager; the program looks at the clock by itself.
    make.enter("manager")
    assert purpose(walk.at) == f"show ({held})"
    with pytest.raises(Unknown):
        purpose(walk.at + timedelta(minutes=60))


def test_it_can_be_closed_before_its_time(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)
    officer, at = walk.actor("officer"), walk.at + timedelta(minutes=5)

    with context.as_actor(officer, at=at):
        glass.end(glass=held, by=officer, at=at)

    assert not sees(walk, case, minutes=5)


def test_nobody_else_closes_it(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)

    with pytest.raises(Unknown):
        walk.as_("manager", lambda by: glass.end(glass=held, by=by, at=walk.at))


def test_it_is_opened_again_with_a_reason_of_its_own(walk: Walk, case: Case) -> None:
    first = restricting.break_glass(walk, case.reference)
    later = make.later(walk, hours=2)

    second = restricting.break_glass(later, case.reference, reason="The hospital rings once more.")

    assert second.pk != first.pk
    assert sees(later, case)


@pytest.mark.parametrize("reason", ["", "I am curious.", " " * 30, "x" + " " * 40])
def test_without_a_reason_that_can_be_judged_nothing_opens(
    walk: Walk, case: Case, reason: str
) -> None:
    with pytest.raises(Invalid) as raised:
        restricting.break_glass(walk, case.reference, reason=reason)

    assert raised.value.field == "reason"
    assert not sees(walk, case)


def test_what_one_can_read_needs_no_glass(walk: Walk, case: Case) -> None:
    with pytest.raises(Refused, match="without that"):
        restricting.break_glass(walk, case.reference, by="manager")


def test_an_agency_is_asked_to_ring(walk: Walk, case: Case) -> None:
    with pytest.raises(Refused, match="Ring the hub"):
        restricting.break_glass(walk, case.reference, by="police")


def test_a_record_of_another_hub_and_one_that_is_not_there_are_one_answer(
    walk: Walk, case: Case
) -> None:
    elsewhere = make.case(make.walk("surrey"))

    for reference in (elsewhere.reference, "CV-27-99999-A", "anything"):
        with pytest.raises(Invalid) as raised:
            restricting.break_glass(walk, reference)
        assert (raised.value.field, raised.value.reason) == ("reference", glass.NONE)


def test_whoever_guesses_has_to_wait_also_with_a_right_reference(walk: Walk, case: Case) -> None:
    officer = walk.actor("officer")
    for number in range(5):
        with context.as_actor(officer, at=walk.at):
            glass.missed(reference=f"CV-27-9999{number}", by=officer, at=walk.at)

    with pytest.raises(Refused, match="several references wrong"):
        restricting.break_glass(walk, case.reference)

    restricting.break_glass(make.later(walk, hours=1, minutes=1), case.reference)
    make.enter("officer")
    assert Look.objects.filter(purpose="break the glass", refused=True).count() == 5


def test_each_look_is_remembered_under_the_glass(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)
    sees(walk, case)

    make.enter("manager")
    [look] = Look.objects.filter(by_name="Bea Holloway", subject=case.reference, refused=False)
    assert look.purpose == f"test ({held})"


def test_its_readers_see_on_the_record_that_somebody_looked(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)

    make.enter("manager")
    [event] = Event.objects.filter(kind="record.glass_broken")
    assert event.subject == case.reference
    assert event.facts["number"] == held.pk


def kept(walk: Walk, said: Said) -> Case:
    """Return a restricted case on which the police said something that they keep."""
    [asked, *_] = make.requests(walk, asked=("police",))
    walk.answer(asked, {"Robin Example": said}, analysis="It bears on safety.")
    case = asked.enquiry.case
    restricting.restrict(walk, case.contact, "manager")
    return case


@pytest.mark.parametrize(
    "said",
    [
        Said(answer=Answer.NOT_SHARED, why_not_shared="It would end an operation."),
        Said(answer=Answer.SHARED, facts="Seen there twice.", caveats=("originator",)),
    ],
)
def test_it_never_opens_what_is_kept_to_its_originator(walk: Walk, said: Said) -> None:
    case = kept(walk, said)

    make.enter("manager")
    finding = Finding.objects.get(agency__slug="police").pk

    restricting.break_glass(walk, case.reference, by="manager-2")

    with context.as_actor(walk.actor("manager-2"), at=walk.at):
        assert ask("SELECT count(*) FROM contacts_case") == [(1,)]
        assert Finding.objects.filter(agency__slug="police").count() == 0
        changes = 'SELECT count(*) FROM audit_rowchange WHERE "table" = %s AND row_id = %s'
        assert ask(changes, "gathering_finding", finding) == [(0,)]
    make.enter("manager")
    assert Finding.objects.filter(agency__slug="police").count() == 1


def told(walk: Walk, **later: float) -> list[tuple[str, str]]:
    at = walk.at + timedelta(**later)
    watching.look_at(walk.hub, at=at)
    make.enter("manager-2")
    found = Notice.objects.filter(settled_at__isnull=True, role="team_manager")
    return sorted(found.values_list("kind", "subject"))


def test_reviewers_are_told_its_number_and_nothing_of_the_record(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)

    assert told(walk) == [("glass", f"break-glass {held.pk}")]


def test_a_look_that_nobody_reviews_is_told_as_late_until_somebody_does(
    walk: Walk, case: Case
) -> None:
    held = restricting.break_glass(walk, case.reference)
    subject = f"break-glass {held.pk}"
    with context.inside(walk.hub.pk):
        assert held.review_by == make.london("2027-03-02", "17:00") or held.review_by > walk.at

    assert ("glass_late", subject) in told(walk, days=3)

    restricting.review(make.later(walk, days=3), held)
    assert subject not in {each for _, each in told(walk, days=3)}


def test_somebody_else_reviews_it(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)

    reviewed = restricting.review(walk, held)

    assert reviewed.judgement == Judgement.JUSTIFIED
    assert reviewed.reviewed_by_name == "Idris Penhaligon"
    assert sees(walk, case), "what is justified goes on"


def test_nobody_reviews_their_own_look(walk: Walk) -> None:
    case = make.case(walk)
    restricting.restrict(walk, case.contact, "social-worker", by="manager")
    held = restricting.break_glass(walk, case.reference, by="manager-2")

    with pytest.raises(Refused, match="Somebody else"):
        restricting.review(walk, held, by="manager-2")

    restricting.review(walk, held, by="manager")


def test_what_was_not_justified_is_over_at_once(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)

    restricting.review(walk, held, judgement=Judgement.NOT_JUSTIFIED)

    assert not sees(walk, case)


def test_a_look_is_reviewed_once(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)
    restricting.review(walk, held)

    with pytest.raises(Refused):
        restricting.review(walk, held, judgement=Judgement.NOT_JUSTIFIED)


def test_of_two_reviewers_the_second_is_told(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)

    with pytest.raises(Stale):
        walk.as_(
            "manager-2",
            lambda by: glass.review(
                glass=held,
                judgement=Judgement.JUSTIFIED,
                done="Rang.",
                seen=held.version + 1,
                by=by,
                at=walk.at,
            ),
        )


def test_a_review_says_what_was_done(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)

    with pytest.raises(Invalid) as raised:
        walk.as_(
            "manager-2",
            lambda by: glass.review(
                glass=held,
                judgement=Judgement.JUSTIFIED,
                done=" ",
                seen=held.version,
                by=by,
                at=walk.at,
            ),
        )

    assert raised.value.field == "done"


def test_an_officer_does_not_review(walk: Walk, case: Case) -> None:
    held = restricting.break_glass(walk, case.reference)

    with pytest.raises((Refused, Unknown)):
        restricting.review(walk, held, by="triage")


def test_killed_in_the_middle_nothing_is_open_and_nothing_is_told(walk: Walk, case: Case) -> None:
    with transaction.atomic():
        restricting.break_glass(walk, case.reference)
        transaction.set_rollback(True)

    assert not sees(walk, case)
    make.enter("manager")
    assert not BreakGlass.objects.exists()
    assert not Event.objects.filter(kind="record.glass_broken").exists()


def due(walk: Walk, **later: float) -> list[str]:
    return [subject for kind, subject in told(walk, **later) if kind == "restricted_due"]


def test_a_restricted_record_that_no_reader_opens_is_told_by_number_when_it_runs_out(
    walk: Walk, case: Case
) -> None:
    make.enter("manager")
    number = queries.standing()[0].pk
    assert due(walk) == []

    assert due(walk, hours=5) == [f"restricted record {number}"]

    reader = walk.actor("social-worker")
    with context.as_actor(reader):
        contacts.case(
            case.reference, actor=reader, to="show", at=walk.at + timedelta(days=1, hours=1)
        )
    assert due(walk, days=1, hours=1) == []


def test_after_midnight_in_summer_a_reader_whose_last_day_is_over_has_opened_nothing() -> None:
    walk = make.walk(at=datetime(2027, 6, 29, 8, tzinfo=UTC))  # 9:00 in Coventry.
    case = make.case(walk)
    held = restricting.restrict(walk, case.contact)
    reader = walk.actor("social-worker")
    assert sees(walk, case, by="social-worker", hours=38)
    Membership.objects.filter(user_id=reader.user_id).update(until=date(2027, 6, 30))

    assert due(walk, hours=38, minutes=50) == []  # 23:50 in Coventry, on their last day.
    assert due(walk, hours=39, minutes=20) == [f"restricted record {held.pk}"]


def test_its_readers_are_told_themselves_what_runs_out(walk: Walk, case: Case) -> None:
    watching.look_at(walk.hub, at=walk.at + timedelta(hours=5))

    make.enter("social-worker")
    mine = Notice.objects.filter(user_id=walk.actor("social-worker").user_id)
    assert {each.subject for each in mine} == {case.reference}
    make.enter("triage")
    assert not Notice.objects.filter(subject=case.reference).exists()
