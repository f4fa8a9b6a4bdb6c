"""What goes of what is held about a person, item by item, and how a request ends (a.8, 13)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from frontdoor.audit.models import Event, Look
from frontdoor.casework.contacts.concern import Concern
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.holdings import operations, queries
from frontdoor.casework.holdings.models import AccessRequest, Item
from frontdoor.casework.holdings.vocabulary import Choice, Ending, Ground
from frontdoor.jobs.example import holdings, looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from frontdoor.people.operations import Told
from tests import make, pages

SignIn = Callable[..., Client]
pytestmark = pytest.mark.django_db
KIM = Told(given_names="Kim", family_name="Example")
WHY = "The hospital rings about the child: which worker has the case?"


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


def test_a_copy_that_went_to_nobody_says_so_and_what_was_decided_is_short(
    walk: Walk, request_: AccessRequest, sign_in: SignIn
) -> None:
    item = _first(walk, request_)
    less = item.words.replace("worry", "[removed]", 1)
    holdings.decide(
        walk, item, Choice.REDACT, given=less, ground=Ground.CRIME, why="The police asked."
    )
    browser, page = sign_in("manager"), f"/records/subject-access/{request_.pk}/"
    assert "The copy as it stands now" in pages.text(browser.get(page))

    holdings.end(walk, request_, Ending.WITHDRAWN)

    shown = pages.text(browser.get(page))
    assert "The copy, which was not given" in shown
    assert "Give in part" in shown


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


def test_each_row_says_what_it_is_and_what_is_in_it(walk: Walk, sign_in: SignIn) -> None:
    walk = make.walk(at=now())
    worry = Concern(concern="He came to school without a coat again. " * 5)
    case = walk.case(walk.describe(walk.contact(), worry))
    made = holdings.collect(walk, holdings.register(walk, case.child))

    page = pages.text(sign_in("manager").get(f"/records/subject-access/{made.pk}/"))

    [item] = [each for each in holdings.items(walk, made) if each.table == "contacts_contact"]
    assert item.gist.startswith("Concern: He came to school without a coat again. ")
    assert len(item.gist) <= 90
    assert item.gist in page
    [short] = [each for each in holdings.items(walk, made) if each.table == "contacts_party"]
    assert short.gist == short.words.replace("\n", "; ")
    assert short.gist in page
