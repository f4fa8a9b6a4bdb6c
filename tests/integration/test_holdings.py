"""Who asks for what is held about a person: registered, collected, decided, given (a.8, 13)."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from frontdoor.access import context
from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.models import Event
from frontdoor.casework.contacts import identity as identities
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.holdings import operations, queries
from frontdoor.casework.holdings.models import AccessRequest, Item
from frontdoor.casework.holdings.vocabulary import Asker, Mark
from frontdoor.casework.restricting import glass
from frontdoor.casework.triage import operations as triage
from frontdoor.jobs.example import holdings, looking, restricting, together
from frontdoor.jobs.example.walk import ROBIN, Walk
from frontdoor.kernel.refusal import Invalid, Refused, Unknown
from frontdoor.kernel.when import When
from frontdoor.people.operations import Told
from tests import make
from tests.integration.behind import river

SignIn = Callable[..., Client]
pytestmark = pytest.mark.django_db
KIM = Told(given_names="Kim", family_name="Example")
WHY = "The hospital rings about the child: which worker has the case?"


# --- The register ---


def test_after_midnight_in_summer_it_can_have_come_today() -> None:
    walk = make.walk(at=datetime(2027, 6, 30, 23, 20, tzinfo=UTC))  # 00:20 on 1 July in Coventry.
    child = make.case(walk).child

    made = holdings.register(walk, child, received_on=date(2027, 7, 1))

    assert made.received_on == date(2027, 7, 1)
    with pytest.raises(Invalid, match="today or in the past"):
        holdings.register(walk, child, received_on=date(2027, 7, 2))


def test_a_request_is_due_in_a_calendar_month_from_receipt(walk: Walk, case: Case) -> None:
    made = holdings.register(walk, case.child, received_on=date(2027, 2, 26))

    # 26 March 2027 is Good Friday, and the Monday after is a bank holiday.
    assert made.due_on == date(2027, 3, 30)
    assert made.stage == "open"


def test_the_time_runs_from_the_day_on_which_it_is_known_who_asks(walk: Walk, case: Case) -> None:
    made = holdings.register(walk, case.child, identity="")
    assert (made.stage, made.due_on) == ("to_identify", date(2027, 4, 1))

    later = make.later(walk, days=4)
    assert holdings.prove(later, made).due_on == date(2027, 4, 5)


def test_nothing_is_collected_before_it_is_known_who_asks(walk: Walk, case: Case) -> None:
    made = holdings.register(walk, case.child, identity="")

    with pytest.raises(Refused, match="while the request is being answered"):
        holdings.collect(walk, made)


def test_a_request_cannot_have_come_tomorrow(walk: Walk, case: Case) -> None:
    with pytest.raises(Invalid, match="today or in the past"):
        holdings.register(walk, case.child, received_on=walk.at.date() + timedelta(days=1))


@pytest.mark.parametrize("short", ["officer", "triage", "social-worker", "coordinator"])
def test_only_those_whose_task_it_is_register_a_request(walk: Walk, case: Case, short: str) -> None:
    with pytest.raises(Refused):
        holdings.register(walk, case.child, by=short)


def test_it_is_extended_once_by_two_months_with_a_reason(
    walk: Walk, request_: AccessRequest
) -> None:
    def extend(why: str, on: Walk = walk) -> AccessRequest:
        return on.as_(
            "manager",
            lambda by: operations.extend(
                request=queries.get(request_.pk, by=by),
                why=why,
                seen=queries.get(request_.pk, by=by).version,
                by=by,
                at=on.at,
            ),
        )

    with pytest.raises(Invalid, match="why it takes longer"):
        extend(" ")
    with pytest.raises(Refused, match="late already"):
        extend("Four files.", make.later(walk, days=40))
    assert extend("Four files of four years.").due_on == date(2027, 6, 1)
    with pytest.raises(Refused, match="once already"):
        extend("Five files.")


def test_it_is_given_to_somebody_else_whose_task_it_is(walk: Walk, request_: AccessRequest) -> None:
    def assign(short: str) -> AccessRequest:
        return walk.as_(
            "manager",
            lambda by: operations.assign(
                request=request_, holder=walk.actor(short).user_id,
                seen=queries.get(request_.pk, by=by).version, by=by, at=walk.at,
            ),
        )  # fmt: skip

    assert assign("manager-2").holder_name == walk.actor("manager-2").name
    with pytest.raises(Invalid, match="whose task"):
        assign("officer")
    with pytest.raises(Invalid, match="has it already"):
        assign("manager-2")


# --- What is collected ---


def test_everything_of_a_childs_way_through_the_hub_is_collected() -> None:
    whole = river("coventry")
    made = holdings.collect(whole.walk, holdings.register(whole.walk, whole.enquiry.case.child))

    found = {item.table for item in holdings.items(whole.walk, made)}

    assert found >= {
        "contacts_contact", "contacts_referrer", "contacts_case", "people_person",
        "people_involvement", "people_link", "gathering_finding", "gathering_request",
        "decisions_decision", "disclosures_product", "triage_chronologyline", "audit_event",
        "papers_paper", "actions_action", "strategy_discussion", "ledger_entry",
    }  # fmt: skip


def test_what_is_held_is_told_in_words_and_not_in_codes() -> None:
    whole = river("coventry")
    made = holdings.collect(whole.walk, holdings.register(whole.walk, whole.enquiry.case.child))
    lines = {
        line
        for item in holdings.items(whole.walk, made)
        if item.table != "audit_event"
        for line in item.words.splitlines()
    }

    assert lines >= {"Channel: Telephone", "Source: School", "Rating: Amber"}
    # Somewhere else a code is two words that a low line joins.
    assert [line for line in lines if re.search(r": [a-z0-9]+(_[a-z0-9]+)+$", line)] == []


def test_what_an_agency_said_is_marked_for_it_to_be_asked_with_its_caveats() -> None:
    whole = river("coventry")
    made = holdings.collect(whole.walk, holdings.register(whole.walk, whole.enquiry.case.child))

    said = [i for i in holdings.items(whole.walk, made) if i.table == "gathering_finding"]
    shared = next(each for each in said if "Seen at the address" in each.words)
    kept = next(each for each in said if "A patient's wish" in each.words)

    assert Mark.ORIGINATOR in shared.said
    assert Mark.CAVEAT in shared.said
    assert shared.caveats
    assert Mark.NOT_SHARED in kept.said
    assert shared.source == "West Midlands Police"


def test_what_tells_who_told_the_hub_is_marked(walk: Walk, request_: AccessRequest) -> None:
    marked = [i for i in holdings.items(walk, request_) if Mark.REFERRER in i.said]

    assert "contacts_referrer" in {each.table for each in marked}
    assert any("Jo Sample" in each.words for each in marked)
    # What was done says from whom the contact came.
    assert "audit_event" in {each.table for each in marked}


def test_records_that_are_said_to_be_one_person_are_collected_together(
    walk: Walk, case: Case
) -> None:
    again = make.case(walk)
    together.link(walk, again, case)

    made = holdings.collect(walk, holdings.register(walk, case.child))

    records = {item.contact_id for item in holdings.items(walk, made)}
    assert records == {case.contact_id, again.contact_id}


def test_what_is_about_another_child_of_the_contact_is_marked_as_theirs(walk: Walk) -> None:
    two = make.contact(walk, children=(ROBIN, KIM))
    robin, kim = walk.as_(
        "manager", lambda _: list(two.cases.select_related("child").order_by("reference"))
    )

    made = holdings.collect(walk, holdings.register(walk, robin.child))

    about_kim = [i for i in holdings.items(walk, made) if i.about == kim.child.name]
    assert about_kim
    assert all(Mark.ABOUT_ANOTHER in item.said for item in about_kim)
    about_robin = [i for i in holdings.items(walk, made) if i.about == robin.child.name]
    assert not any(Mark.ABOUT_ANOTHER in item.said for item in about_robin)


def test_collecting_again_keeps_what_was_decided_and_asks_anew_about_what_changed(
    walk: Walk, case: Case, request_: AccessRequest
) -> None:
    holdings.decide_all(walk, request_)
    looking.to_triage(walk, case.contact)

    holdings.collect(walk, request_)

    now = holdings.items(walk, request_)
    assert any(not each.is_decided for each in now)
    assert any(each.is_decided for each in now)
    make.enter()
    assert Item.objects.filter(request=request_, outdated_at__isnull=False).exists()


# --- What is restricted ---


def test_a_record_that_is_restricted_to_others_is_not_collected(walk: Walk, case: Case) -> None:
    hidden = make.case(walk)
    together.link(walk, hidden, case)
    restricting.restrict(walk, hidden.contact, "social-worker", "manager-2", by="manager-2")

    made = holdings.collect(walk, holdings.register(walk, case.child))
    asked = holdings.register(walk, case.child, by="manager-2")
    theirs = holdings.collect(walk, asked, "manager-2")

    assert {i.contact_id for i in holdings.items(walk, made)} == {case.contact_id}
    found = holdings.items(walk, theirs, "manager-2")
    assert {i.contact_id for i in found} == {case.contact_id, hidden.contact_id}
    of_hidden = [i for i in found if i.contact_id == hidden.contact_id]
    assert all(Mark.RESTRICTED in item.said for item in of_hidden)


def test_broken_glass_takes_nothing_out(walk: Walk, case: Case) -> None:
    restricting.restrict(walk, case.contact, "social-worker", "manager-2", by="manager-2")
    manager = walk.actor("manager")

    with transaction.atomic(), context.as_actor(manager, at=walk.at):
        glass.break_(reference=case.reference, reason=WHY, by=manager, at=walk.at)
        with pytest.raises(Refused, match="through broken glass"):
            operations.register(
                person=case.child, asked_by="Dana Example", asker=Asker.PARENT, scope="All.",
                received_on=walk.at.date(), by=manager, at=walk.at,
            )  # fmt: skip


def test_a_request_is_hidden_with_the_record_of_its_person(
    walk: Walk, case: Case, request_: AccessRequest
) -> None:
    assert _told(walk, request_, "officer")
    restricting.restrict(walk, case.contact, "social-worker", "manager-2", by="manager-2")

    with pytest.raises(Unknown):
        walk.as_("manager", lambda by: queries.get(request_.pk, by=by))
    assert not _told(walk, request_, "officer")
    assert _told(walk, request_, "manager-2")
    assert walk.as_("manager-2", lambda by: queries.get(request_.pk, by=by)) == request_


def _told(walk: Walk, request: AccessRequest, short: str) -> list[str]:
    """Return what somebody else may read of what was done about a request."""
    found = Event.objects.filter(subject=queries.subject(request))
    theirs = found.exclude(by_id=walk.actor(short).user_id)
    return walk.as_(short, lambda _: [each.kind for each in theirs])


def test_what_was_collected_of_a_record_is_hidden_with_it(walk: Walk, case: Case) -> None:
    other = make.case(walk)
    together.link(walk, other, case)
    made = holdings.collect(walk, holdings.register(walk, case.child))
    restricting.restrict(walk, other.contact, "social-worker", "manager-2", by="manager-2")

    assert {i.contact_id for i in holdings.items(walk, made)} == {case.contact_id}


def test_what_triage_keeps_to_managers_is_marked_so(walk: Walk, case: Case) -> None:
    looking.to_triage(walk, case.contact)
    now_is = walk.case(case.contact)
    walk.as_(
        "triage",
        lambda by: triage.add_line(
            case=now_is,
            when=When(2026),
            what="Seen at the clinic.",
            source="Health",
            kept_to=Caveat.MANAGERS,
            seen=now_is.version,
            by=by,
            at=walk.at,
        ),
    )
    made = holdings.collect(walk, holdings.register(walk, case.child))

    line = next(i for i in holdings.items(walk, made) if "Seen at the clinic" in i.words)

    assert line.caveats == [Caveat.MANAGERS.label]
    assert Mark.CAVEAT in line.said


def test_who_told_the_hub_is_not_collected_where_that_has_to_stay_unknown(
    walk: Walk, case: Case
) -> None:
    walk.as_(
        "manager",
        lambda by: identities.protect(
            contact=case.contact,
            why="She fears him.",
            seen=case.contact.referrer.version,
            by=by,
            at=walk.at,
        ),
    )

    made = holdings.collect(walk, holdings.register(walk, case.child))

    words = [each.words for each in holdings.items(walk, made)]
    assert words
    assert not any("Jo Sample" in each for each in words)
