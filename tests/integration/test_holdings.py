"""Who asks for what is held about a person: registered, collected, decided, given (a.8, 13)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate, now

from frontdoor.access import context
from frontdoor.audit.models import Event, Look
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.holdings import operations, queries
from frontdoor.casework.holdings.models import AccessRequest, Item
from frontdoor.casework.holdings.vocabulary import Asker, Choice, Ending, Ground, Mark
from frontdoor.casework.restricting import glass
from frontdoor.jobs.example import holdings, looking, restricting, together
from frontdoor.jobs.example.walk import ROBIN, Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from frontdoor.people.operations import Told
from tests import make, pages
from tests.integration.behind import river

SignIn = Callable[..., Client]
pytestmark = pytest.mark.django_db
KIM = Told(given_names="Kim", family_name="Example")
WHY = "The hospital rings about the child: which worker has the case?"


@pytest.fixture
def walk() -> Walk:
    return make.walk()


@pytest.fixture
def case(walk: Walk) -> Case:
    return make.case(walk)


@pytest.fixture
def request_(walk: Walk, case: Case) -> AccessRequest:
    return holdings.collect(walk, holdings.register(walk, case.child))


# --- The register ---


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
    restricting.restrict(walk, case.contact, "social-worker", "manager-2", by="manager-2")

    with pytest.raises(Unknown):
        walk.as_("manager", lambda by: queries.get(request_.pk, by=by))
    assert walk.as_("manager-2", lambda by: queries.get(request_.pk, by=by)) == request_


def test_what_was_collected_of_a_record_is_hidden_with_it(walk: Walk, case: Case) -> None:
    other = make.case(walk)
    together.link(walk, other, case)
    made = holdings.collect(walk, holdings.register(walk, case.child))
    restricting.restrict(walk, other.contact, "social-worker", "manager-2", by="manager-2")

    assert {i.contact_id for i in holdings.items(walk, made)} == {case.contact_id}


# --- What goes ---


def _first(walk: Walk, request: AccessRequest, table: str = "contacts_contact") -> Item:
    return next(each for each in holdings.items(walk, request) if each.table == table)


def test_an_item_goes_as_it_is_held(walk: Walk, request_: AccessRequest) -> None:
    item = holdings.decide(walk, _first(walk, request_))

    assert item.given == item.words
    assert item.decided_by_name == walk.actor("manager").name


def test_words_are_taken_out_and_marked_where_they_stood(
    walk: Walk, request_: AccessRequest
) -> None:
    item = _first(walk, request_)
    less = item.words.replace("worry", "[removed]", 1)

    held = holdings.decide(
        walk, item, Choice.REDACT, given=less, ground=Ground.CRIME, why="The police asked."
    )

    assert "[removed]" in held.given
    assert held.words == item.words


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("Something quite else [removed]", "as it is held"),
        ("No mark at all", r"Put \[removed\]"),
        ("[removed]", "Nothing is left"),
    ],
)
def test_nothing_is_put_in_when_words_are_taken_out(
    walk: Walk, request_: AccessRequest, given: str, told: str
) -> None:
    item = _first(walk, request_)

    with pytest.raises(Invalid, match=told):
        holdings.decide(walk, item, Choice.REDACT, given=given, ground=Ground.CRIME, why="Asked.")


def test_what_is_withheld_says_on_what_ground_and_why(walk: Walk, request_: AccessRequest) -> None:
    item = _first(walk, request_, "contacts_referrer")

    with pytest.raises(Invalid, match="Choose the ground"):
        holdings.decide(walk, item, Choice.WITHHOLD, why="It names the school.")
    with pytest.raises(Invalid, match="Write why"):
        holdings.decide(walk, item, Choice.WITHHOLD, ground=Ground.REFERRER)
    held = holdings.decide(
        walk, item, Choice.WITHHOLD, ground=Ground.REFERRER, why="It names the school."
    )
    assert (held.given, held.ground) == ("", "referrer")


def test_the_second_of_two_who_decide_is_told(walk: Walk, request_: AccessRequest) -> None:
    item = _first(walk, request_)
    holdings.decide(walk, _first(walk, request_), by="manager-2")

    with pytest.raises(Stale):
        holdings.decide(walk, item)


def test_nothing_is_answered_while_something_is_undecided(
    walk: Walk, request_: AccessRequest
) -> None:
    with pytest.raises(Refused, match="are undecided"):
        holdings.end(walk, request_)
    holdings.decide_all(walk, request_)

    assert holdings.end(walk, request_).ending == "answered"


def test_nothing_is_answered_when_more_was_written_meanwhile(
    walk: Walk, case: Case, request_: AccessRequest
) -> None:
    holdings.decide_all(walk, request_)
    looking.to_triage(walk, case.contact)

    with pytest.raises(Refused, match="Collect it again"):
        holdings.end(walk, request_)


def test_an_answer_says_whether_restricted_records_were_asked_for(
    walk: Walk, request_: AccessRequest
) -> None:
    holdings.decide_all(walk, request_)

    with pytest.raises(Invalid, match="who was asked"):
        walk.as_(
            "manager",
            lambda by: operations.end(
                request=request_, ending=Ending.ANSWERED, words="Handed over.",
                seen=queries.get(request_.pk, by=by).version, by=by, at=walk.at,
            ),
        )  # fmt: skip


def test_nothing_is_decided_after_the_end(walk: Walk, request_: AccessRequest) -> None:
    holdings.decide_all(walk, request_)
    holdings.end(walk, request_)

    with pytest.raises(Refused):
        holdings.decide(walk, _first(walk, request_), Choice.WITHHOLD, ground=Ground.OTHER, why="-")
    with pytest.raises(Refused):
        holdings.collect(walk, request_)


@pytest.mark.parametrize("ending", [Ending.WITHDRAWN, Ending.REFUSED])
def test_it_ends_undecided_only_where_nothing_goes(
    walk: Walk, request_: AccessRequest, ending: Ending
) -> None:
    assert holdings.end(walk, request_, ending).ended_by_name == walk.actor("manager").name


def test_what_is_remembered_names_nobody_but_who_works_on_it(
    walk: Walk, request_: AccessRequest
) -> None:
    holdings.decide_all(walk, request_)
    holdings.end(walk, request_)
    make.enter()

    told = Event.objects.filter(subject=queries.subject(request_))
    assert {each.kind for each in told} == {
        "access.requested", "access.identity_checked", "access.collected", "access.item_decided",
        "access.ended",
    }  # fmt: skip
    assert not any("Example" in str(each.facts) for each in told)


# --- The pages ---


def test_from_the_case_to_the_copy_that_is_printed(walk: Walk, sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    case = make.case(walk)
    browser = sign_in("manager")
    today = localdate()
    answer = browser.post(
        f"/records/subject-access/of/{case.reference}/",
        {
            "person": case.child_id, "asker": "parent", "asked_by": "Dana Example",
            "scope": "Everything.", "identity": "A passport.", "received_on-day": today.day,
            "received_on-month": today.month, "received_on-year": today.year,
        },
    )  # fmt: skip
    page = answer["Location"]
    browser.post(f"{page}collect/")
    shown = pages.text(browser.get(page))
    assert "Who told the hub" in shown
    made = walk.as_("manager", lambda by: queries.going_on(by)[0])
    holdings.decide_all(walk, made)
    draft = pages.text(browser.get(f"{page}copy/"))
    assert "Draft: not to be given to anybody" in draft
    assert "Jo Sample" not in draft

    pages.sent(browser, f"{page}end/", ending="answered", words="Posted.", restricted_asked="None.")

    copy = pages.text(browser.get(f"{page}copy/"))
    assert "Draft" not in copy
    assert "A worry, in the words of whoever told it." in copy
    assert "Jo Sample" not in copy
    assert browser.get(f"{page}schedule.xlsx").content[:2] == b"PK"


def test_whoever_is_second_sees_that_somebody_decided(walk: Walk, sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    made = holdings.collect(walk, holdings.register(walk, make.case(walk).child))
    first = holdings.items(walk, made)[0]
    browser = sign_in("manager-2")
    page = f"/records/subject-access/{made.pk}/items/{first.pk}/"
    seen = {"seen": first.version, "after": 0, "choice": "give", "given": first.words}
    holdings.decide(walk, first, Choice.WITHHOLD, ground=Ground.OTHER, why="Not theirs.")

    answer = browser.post(page, seen)

    assert answer.status_code == 409
    assert f"Item {first.pk} decided" in pages.text(answer)


def test_a_page_that_collects_leaves_a_look_at_every_record(walk: Walk, sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    case = make.case(walk)
    made = holdings.collect(walk, holdings.register(walk, case.child))

    sign_in("manager").get(f"/records/subject-access/{made.pk}/copy/")

    make.enter()
    looks = Look.objects.filter(subject=case.contact.reference)
    assert f"answer subject access request {made.pk}" in {each.purpose for each in looks}
