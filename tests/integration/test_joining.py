"""A report goes on in an open case of the same child: who, where, and what is refused."""

import pytest

from frontdoor.access.actor import Actor
from frontdoor.audit.models import Event
from frontdoor.casework.contacts import joining, queries, reports, triage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove, Span, Why
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example import together
from frontdoor.jobs.example.walk import ROBIN, SCHOOL, Walk
from frontdoor.kernel.refusal import Refused, Stale, Unknown
from tests import make
from tests.reporting import WREN, as_it_is, clock, joined, reported, two

pytestmark = pytest.mark.django_db


# --- Joining ---


def test_a_report_goes_on_in_the_open_case_of_the_same_child(walk: Walk) -> None:
    first, second = two(walk)

    together.join(make.later(walk, hours=2), second, first)

    report = as_it_is(second)
    assert report.stage == "joined"
    assert [each.case for each in reports.joined(first)] == [report]
    assert reports.head(report) == first
    assert report.contact.concern == "Says nobody slept, because of the fight last night."
    assert as_it_is(first).stage == "awaiting"


def test_the_time_from_receipt_stops_and_says_whether_it_was_kept(walk: Walk) -> None:
    first, second = two(walk)
    late = make.later(walk, hours=30)

    together.join(late, second, first)

    response = clock(second, Span.RESPONSE)
    assert response is not None
    assert (response.stopped_at, response.kept) == (late.at, False)
    event = Event.objects.get(kind="case.joined")
    assert (event.subject, event.facts["into"]) == (second.reference, first.reference)
    assert event.facts["in_time"] is False


def test_the_open_case_has_news_that_counts_as_a_change(walk: Walk) -> None:
    first, second = two(walk)

    together.join(walk, second, first)

    head = as_it_is(first)
    assert head.version == first.version + 1
    assert reports.unread([head]) == {head.pk}
    [news] = Event.objects.filter(kind="case.news_came", subject=first.reference)
    assert news.facts["report"] == second.reference


def test_what_is_joined_to_a_joined_report_goes_on_in_its_case(walk: Walk) -> None:
    first, second = joined(walk)
    third = reported(walk, by=SCHOOL)
    together.link(walk, third, second)

    together.join(walk, third, second)

    assert reports.head(as_it_is(third)) == first


@pytest.mark.parametrize("move", ["triage", "mash"])
def test_a_case_in_triage_or_mash_takes_reports_too(walk: Walk, move: str) -> None:
    first, second = two(walk)
    if move == "triage":
        walk.route(first.contact, CaseMove.SEND_TO_TRIAGE)
    else:
        walk.to_mash(first.contact)

    together.join(walk, second, as_it_is(first))

    assert reports.head(as_it_is(second)) == first


# --- What is refused ---


def _refused(walk: Walk, case: Case, into: Case, words: str, *, why: Why = Why.NEWS) -> None:
    stage = as_it_is(case).stage
    with pytest.raises(Refused, match=words):
        together.join(walk, case, into, why=why)
    assert as_it_is(case).stage == stage


def test_children_who_are_not_on_record_as_one_are_not_joined(walk: Walk) -> None:
    first, second = reported(walk), reported(walk, by=SCHOOL)

    _refused(walk, second, first, "not on record as the same child")

    together.link(walk, second, first)
    together.join(walk, second, first)
    assert as_it_is(second).stage == "joined"


def test_a_closed_case_takes_no_report(walk: Walk) -> None:
    first, second = two(walk)
    walk.route(first.contact, CaseMove.CLOSE)

    _refused(walk, second, as_it_is(first), "is not open any more: it is at “Closed”")


def test_a_report_is_not_joined_to_itself_or_to_a_child_of_its_own_contact(walk: Walk) -> None:
    case = reported(walk, children=(ROBIN, WREN))
    make.enter()
    other = queries.cases(case.contact)[1]

    _refused(walk, case, case, "Both are children of one contact")
    _refused(walk, other, case, "Both are children of one contact")


def test_a_case_with_reports_of_its_own_stays_where_they_find_it(walk: Walk) -> None:
    first, _ = joined(walk)
    third = reported(walk, by=SCHOOL)
    together.link(walk, third, first)

    _refused(walk, first, third, "Part them first, or join the other one")


def test_what_is_being_taken_still_is_not_joined(walk: Walk) -> None:
    first = reported(walk)
    talking = walk.case(walk.contact(caller=SCHOOL))
    together.link(walk, talking, first)

    _refused(walk, talking, first, "Hand it over first")


def test_a_case_in_mash_goes_on_in_no_other(walk: Walk) -> None:
    first, second = two(walk)
    walk.to_mash(second.contact)

    _refused(walk, second, first, "is not possible now: this is at “In a MASH enquiry”")


def test_two_contacts_are_not_one_incident_each_through_the_other(walk: Walk) -> None:
    first = reported(walk, children=(ROBIN, WREN))
    second = reported(walk, by=SCHOOL, children=(ROBIN, WREN))
    make.enter()
    [robin, wren], [again, too] = queries.cases(first.contact), queries.cases(second.contact)
    together.link(walk, again, robin)
    together.link(walk, too, wren)
    together.join(walk, again, robin)

    _refused(walk, wren, too, "Join the children that way round", why=Why.INCIDENT)

    together.join(walk, too, wren)
    assert as_it_is(too).stage == "joined"


@pytest.mark.parametrize("who", ["officer", "triage", "social-worker", "coordinator"])
def test_only_who_routes_joins_and_parts(walk: Walk, who: str) -> None:
    first, second = two(walk)
    _, other = joined(walk)

    def join(by: Actor) -> object:
        return joining.join(
            case=second, into=first, why=Why.NEWS, seen=second.version, by=by, at=walk.at
        )

    def part(by: Actor) -> object:
        return joining.part(case=other, reason="So.", seen=other.version, by=by, at=walk.at)

    for do in (join, part):
        with pytest.raises(Refused):
            walk.as_(who, do)
    assert (as_it_is(second).stage, as_it_is(other).stage) == ("awaiting", "joined")


def test_another_hubs_case_is_none_that_anybody_here_knows_of(walk: Walk) -> None:
    ours, theirs = reported(walk), make.case(make.walk("durham"))

    with pytest.raises(Unknown):
        together.join(walk, ours, theirs)
    assert as_it_is(ours).stage == "awaiting"


def test_joining_and_parting_are_no_ways_to_route(walk: Walk) -> None:
    case = reported(walk)

    for move in (CaseMove.JOIN, CaseMove.PART):
        with pytest.raises(Refused, match="a step of its own"):
            walk.route(case.contact, move)


def test_the_second_of_two_who_join_is_told(walk: Walk) -> None:
    first, second = two(walk)
    by = make.enter("manager")
    seen = as_it_is(second).version
    joining.join(case=second, into=first, why=Why.NEWS, seen=seen, by=by, at=walk.at)

    with pytest.raises(Stale):
        joining.join(case=second, into=first, why=Why.NEWS, seen=seen, by=by, at=walk.at)


# --- What is proposed ---


def test_of_two_waiting_reports_the_later_one_could_join_the_earlier(walk: Walk) -> None:
    first, second = two(walk)

    make.enter()
    assert reports.could_join(first) == reports.could_join(second) == [(second, first)]


def test_what_has_come_further_is_the_case(walk: Walk) -> None:
    first, second = two(walk)
    walk.to_mash(second.contact)

    assert reports.could_join(as_it_is(first)) == [(first, as_it_is(second))]


def test_two_enquiries_of_one_child_are_not_joined(walk: Walk) -> None:
    first, second = two(walk)
    walk.to_mash(first.contact)
    walk.to_mash(second.contact)

    assert reports.could_join(as_it_is(first)) == []
    assert Enquiry.objects.count() == 2


def test_a_child_without_another_open_case_is_offered_none(walk: Walk) -> None:
    case = reported(walk)
    triage.look(case=case, by=make.enter(), at=walk.at)

    assert reports.could_join(case) == []


def test_a_decision_that_was_opened_before_the_news_came_is_not_taken(walk: Walk) -> None:
    first, second = two(walk)
    seen = first.version
    together.join(walk, second, first)
    together.read(walk, as_it_is(first))

    with pytest.raises(Stale):
        walk.as_(
            "manager",
            lambda by: triage.route(
                case=first,
                move=CaseMove.CLOSE,
                route="",
                team="",
                reason="As it looked before.",
                advised=False,
                seen=seen,
                by=by,
                at=walk.at,
            ),
        )
