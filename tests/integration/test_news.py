"""What is joined to a case is news there: no harm is hidden, and nothing ends before it is read."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from frontdoor.audit.models import Event
from frontdoor.casework.contacts import concern as worries
from frontdoor.casework.contacts import joining, queries, reports, writing
from frontdoor.casework.contacts.models import Case, Joining
from frontdoor.casework.contacts.vocabulary import CaseMove, Part, Span
from frontdoor.casework.disclosures import hearing
from frontdoor.jobs.example import shapes, together
from frontdoor.jobs.example.walk import ROBIN, SCHOOL, UNHARMED, WORRY, Walk
from frontdoor.kernel.refusal import Refused, Stale
from frontdoor.people.operations import Told
from tests import make
from tests.reporting import WREN, as_it_is, clock, joined, listed, reported, two

pytestmark = pytest.mark.django_db


# --- Harm is never hidden ---


def test_an_urgent_report_makes_the_open_case_urgent_at_once(walk: Walk) -> None:
    first, _ = joined(walk, possible_red="A bruise on the face.", triggers=["police_protection"])

    assert first.urgent
    [news] = Event.objects.filter(kind="case.news_came")
    assert news.facts["urgent"] is True
    assert news.facts["flags"] == [first.policy.trigger("police_protection").name]


def test_a_calm_report_leaves_the_open_case_as_it_is(walk: Walk) -> None:
    first, _ = joined(walk)

    assert not first.urgent


def test_the_harm_test_of_the_open_case_minds_what_is_joined_to_it(walk: Walk) -> None:
    first, second = two(walk, answers={"immediate_harm": "yes"})
    assert not any(each.blocking for each in queries.advice(first, today=walk.at.date()))

    together.join(walk, second, first)

    advice = queries.advice(as_it_is(first), today=walk.at.date())
    assert advice[0].blocking
    together.part(walk, as_it_is(second))
    make.enter()
    assert not any(each.blocking for each in queries.advice(first, today=walk.at.date()))


def test_describing_the_open_case_anew_does_not_hide_what_is_joined_to_it(walk: Walk) -> None:
    first, _ = joined(walk, possible_red="A bruise on the face.")

    walk.as_(
        "officer",
        lambda by: worries.describe(
            contact=first.contact,
            concern=WORRY,
            children={first.reference: UNHARMED},
            seen=first.contact.version,
            by=by,
            at=walk.at,
        ),
    )

    assert as_it_is(first).urgent


def test_police_protection_of_a_joined_report_is_news_again(walk: Walk) -> None:
    first, second = joined(walk)
    together.read(walk, first)

    shapes.protect(walk, second)

    head = as_it_is(first)
    assert head.urgent
    assert reports.unread([head]) == {head.pk}


def test_what_is_written_after_a_report_was_joined_is_news_again(walk: Walk) -> None:
    first, second = joined(walk)
    together.read(walk, first)

    letter = writing.Written(channel="post", received_at=walk.at)
    walk.as_(
        "officer",
        lambda by: writing.join(
            contact=second.contact, form_key=uuid4(), written=letter, by=by, at=walk.at
        ),
    )

    make.enter()
    assert reports.unread([first]) == {first.pk}


# --- News is read before anything ends ---


@pytest.mark.parametrize("move", [CaseMove.CLOSE, CaseMove.PASS_ON])
def test_a_case_does_not_end_before_its_news_is_read(walk: Walk, move: CaseMove) -> None:
    first, _ = joined(walk)
    team = "lado" if move is CaseMove.PASS_ON else ""

    with pytest.raises(Refused, match="nobody has read it yet"):
        walk.route(first.contact, move, team=team)
    assert as_it_is(first).stage == "awaiting"

    together.read(walk, first)
    assert walk.route(first.contact, move, team=team).stage != "awaiting"


def test_a_case_goes_on_to_mash_while_its_news_waits(walk: Walk) -> None:
    first, _ = joined(walk)

    assert walk.to_mash(first.contact).stage == "to_rate"


def test_an_enquiry_is_neither_decided_nor_authorised_nor_sent_before_its_news_is_read(
    walk: Walk,
) -> None:
    enquiry = make.answered(walk)

    def news() -> Case:
        report = reported(walk, by=SCHOOL)
        together.link(walk, report, enquiry.case)
        together.join(walk, report, enquiry.case)
        return as_it_is(enquiry.case)

    head = news()
    with pytest.raises(Refused, match="nobody has read it yet"):
        walk.decide(enquiry, make.EARLY_HELP)
    together.read(walk, head)
    decision = walk.decide(enquiry, make.EARLY_HELP)
    head = news()
    with pytest.raises(Refused, match="nobody has read it yet"):
        walk.authorise(enquiry)
    together.read(walk, head)
    walk.authorise(enquiry)
    head = news()
    with pytest.raises(Refused, match="nobody has read it yet"):
        walk.share(decision, team="early_help_team")
    together.read(walk, head)
    walk.share(decision, team="early_help_team")

    assert as_it_is(head).stage == "closed"


def test_who_read_it_and_when_is_kept(walk: Walk) -> None:
    first, _ = joined(walk)

    [news] = together.read(make.later(walk, hours=3), first)

    assert (news.read_by_name, news.read_at) == ("Moira Quayle", walk.at + timedelta(hours=3))
    assert Event.objects.filter(kind="case.news_read", subject=first.reference).exists()
    with pytest.raises(Refused, match="has been read"):
        together.read(walk, as_it_is(first))


def test_who_takes_calls_does_not_read_news_for_the_manager(walk: Walk) -> None:
    first, _ = joined(walk)

    with pytest.raises(Refused):
        walk.as_(
            "officer",
            lambda by: joining.read(case=first, seen=first.version, by=by, at=walk.at),
        )
    make.enter()
    assert reports.unread([first]) == {first.pk}


def test_news_that_came_while_somebody_read_is_not_marked_as_read(walk: Walk) -> None:
    first, _ = joined(walk)
    third = reported(walk, by=SCHOOL)
    together.link(walk, third, first)
    together.join(walk, third, first)

    with pytest.raises(Stale):
        walk.as_(
            "manager",
            lambda by: joining.read(case=first, seen=first.version, by=by, at=walk.at),
        )
    make.enter()
    assert Joining.objects.filter(read_at__isnull=True).count() == 2


# --- The referrers ---


def test_each_referrer_waits_for_the_outcome_of_the_case(walk: Walk) -> None:
    first, second = joined(walk)
    assert clock(second, Span.REFERRER) is None
    assert "has no outcome yet" in hearing.why_not_yet(second.contact)
    together.read(walk, first)

    walk.route(first.contact, CaseMove.CLOSE)

    for case in (first, second):
        waits = clock(case, Span.REFERRER)
        assert waits is not None
        assert waits.stopped_at is None
        assert hearing.why_not_yet(case.contact) == ""
        assert case in listed(walk)
    told = hearing.outcome_of(second.contact)
    assert second.contact.reference in told
    assert first.contact.reference not in told


def test_a_report_that_is_joined_after_the_decision_waits_for_no_other(walk: Walk) -> None:
    decision = make.decision(walk)
    report = reported(walk, by=SCHOOL)
    together.link(walk, report, decision.enquiry.case)

    together.join(walk, report, decision.enquiry.case)

    assert clock(report, Span.REFERRER) is not None


# --- What comes with a report after it was joined ---


def _read(walk: Walk, **about: Any) -> tuple[Case, Case]:
    first, second = joined(walk, **about)
    together.read(walk, first)
    return as_it_is(first), as_it_is(second)


def test_whoever_is_named_later_in_a_joined_report_is_news(walk: Walk) -> None:
    first, second = _read(walk)

    walk.person(second.contact, Told(given_names="Dez"), Part.RISK)

    make.enter()
    assert reports.unread([first]) == {first.pk}
    assert as_it_is(first).version == first.version + 1


def test_a_concern_that_is_written_anew_is_news_where_a_brother_goes_on(walk: Walk) -> None:
    first, second = _read(walk, children=(ROBIN, WREN))

    walk.as_(
        "officer",
        lambda by: worries.describe(
            contact=second.contact,
            concern=worries.Concern(concern="There was a knife."),
            children={},
            seen=second.contact.version,
            by=by,
            at=walk.at,
        ),
    )

    make.enter()
    assert reports.unread([first]) == {first.pk}


def test_what_comes_with_a_report_that_was_parted_is_no_news(walk: Walk) -> None:
    first, second = _read(walk)
    together.part(walk, second)

    walk.person(second.contact, Told(given_names="Dez"), Part.RISK)

    make.enter()
    assert reports.unread([first]) == set()
