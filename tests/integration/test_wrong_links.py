"""A wrong link is undone, and what rested on it is listed and dealt with, thing by thing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.casework.contacts import parted
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.parted import Rested
from frontdoor.jobs import watching
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Taken
from frontdoor.people import queries as register
from frontdoor.people.models import Link
from frontdoor.watch.models import Notice
from frontdoor.watch.vocabulary import NoticeKind
from tests import make, pairs

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def rested(walk: Walk, link: Link, *, by: str = "manager") -> Rested:
    return walk.as_(by, lambda _: parted.on(register.undone(link.pk)))


def titles(found: Rested) -> set[str]:
    return {each.kind for each in found.decided}


def test_what_was_seen_decided_and_sent_while_it_stood_is_listed(walk: Walk) -> None:
    case, other = make.case(walk), pairs.another(walk)
    link = pairs.linked(walk, case.child, other.child)
    pairs.look(walk, other, by="social-worker")
    enquiry = walk.rate(walk.to_mash(case.contact), "amber")
    walk.commence(enquiry, asked=["police"])
    pairs.parted(walk, link)

    found = rested(walk, link)

    assert "Police" in " ".join(each.whom for each in found.left)
    assert titles(found) >= {"enquiry.opened", "enquiry.rated"}
    assert walk.actor("social-worker").name in {each.by_name for each in found.seen}


def test_what_came_before_the_link_or_after_it_did_not_rest_on_it(walk: Walk) -> None:
    case, other = make.case(walk), pairs.another(walk)
    pairs.look(walk, case, by="social-worker")
    link = pairs.linked(make.later(walk, hours=1), case.child, other.child)
    pairs.parted(walk, link)
    pairs.look(make.later(walk, hours=3), case, by="coordinator")

    found = rested(walk, link)

    assert (found.seen, found.decided, found.left) == ([], [], [])


def test_a_chain_is_followed_as_far_as_it_led(walk: Walk) -> None:
    first, second, third = (pairs.another(walk) for _ in range(3))
    one = pairs.linked(walk, first.child, second.child)
    link = pairs.linked(walk, second.child, third.child)
    pairs.look(walk, first, by="social-worker")
    pairs.parted(walk, link)
    assert [each.subjects for each in rested(walk, link).seen] == [[first.reference]]

    # Parted later as well: what is listed for the other stays what it was.
    pairs.parted(walk, one, hours=3)
    assert [each.subjects for each in rested(walk, link).seen] == [[first.reference]]


def test_another_child_of_the_same_contact_is_not_listed_with_them(walk: Walk) -> None:
    contact = walk.describe(walk.contact(children=[pairs.ALIKE, pairs.ALIKE]))
    own, sibling = walk.case(contact), walk.case(contact, child=1)
    link = pairs.linked(walk, own.child, pairs.another(walk).child)
    pairs.look(walk, sibling, by="social-worker")
    pairs.parted(walk, link)

    assert rested(walk, link).seen == []


def test_each_thing_is_dealt_with_once_and_says_how(walk: Walk) -> None:
    link = pairs.undone(walk, make.case(walk))
    first, *more = rested(walk, link).open
    pairs.deal(walk, link, first, done="Rang Philippa.")

    found = rested(walk, link)

    assert found.open == more
    assert found.dealt[first].done == "Rang Philippa."
    with pytest.raises(Taken, match=r"already: Rang Philippa\."):
        pairs.deal(walk, link, first, by="manager-2")


@pytest.mark.parametrize(
    ("whats", "done", "words"),
    [
        (["event 999999"], "Rang.", "did not rest on this link"),
        ([], "Rang.", "Tick what"),
        (None, " ", "Write what was done"),
    ],
)
def test_what_is_not_whole_is_not_taken(
    walk: Walk, whats: list[str] | None, done: str, words: str
) -> None:
    link = pairs.undone(walk, make.case(walk))
    chosen = rested(walk, link).open if whats is None else whats

    with pytest.raises(Invalid, match=words):
        walk.as_(
            "manager",
            lambda by: parted.deal(link=link, whats=chosen, done=done, by=by, at=walk.at),
        )


def test_a_manager_deals_with_it(walk: Walk) -> None:
    link = pairs.undone(walk, make.case(walk))

    with pytest.raises(Refused, match="manager of the hub"):
        pairs.deal(walk, link, "event 1", by="triage")


def test_a_pair_that_was_linked_is_two_people_when_it_is_parted(walk: Walk) -> None:
    pair = pairs.pair(walk, make.case(walk))
    pairs.parted(walk, pairs.linked(walk, pair.other, pair.person))

    make.enter()
    again = register.pair(pair.pk)
    assert (again.answer, again.why) == ("two", "Two mothers.")


def _told(walk: Walk, *, hours: int) -> list[str]:
    watching.look_at(walk.hub, at=walk.at + timedelta(hours=hours))
    with context.inside(walk.hub.pk):
        found = Notice.objects.filter(kind=NoticeKind.LINK_UNDONE, settled_at__isnull=True)
        return [f"{each.role}: {each.subject}" for each in found]


def test_managers_are_told_until_all_of_it_is_dealt_with(walk: Walk) -> None:
    link = pairs.undone(walk, make.case(walk))
    assert _told(walk, hours=3) == [f"team_manager: link {link.pk}"]

    pairs.deal(walk, link)
    assert _told(walk, hours=4) == []


def test_a_link_on_which_nothing_rested_is_told_to_nobody(walk: Walk) -> None:
    link = pairs.linked(walk, make.case(walk).child, pairs.another(walk).child)
    pairs.parted(walk, link)

    assert _told(walk, hours=3) == []


def test_what_is_restricted_is_not_listed_nor_counted_for_others(walk: Walk) -> None:
    case = make.case(walk)
    chained = pairs.another(walk)
    pairs.linked(walk, case.child, chained.child)
    link = pairs.linked(walk, case.child, pairs.another(walk).child)
    pairs.look(walk, chained)
    pairs.parted(walk, link)
    before = len(rested(walk, link).whats)
    restricting.restrict(walk, chained.contact, "manager-2")

    assert len(rested(walk, link, by="manager-2").whats) == before == 1
    assert rested(walk, link).whats == []


def test_a_link_of_a_restricted_record_is_there_for_its_readers_alone(
    sign_in: SignIn, walk: Walk
) -> None:
    case = make.case(walk)
    link = pairs.undone(walk, case)
    restricting.restrict(walk, case.contact, "manager-2")

    assert sign_in("manager-2").get(f"/register/links/{link.pk}/").status_code == 200
    assert sign_in("manager").get(f"/register/links/{link.pk}/").status_code == 404
    assert "No link was undone" in sign_in("manager").get("/register/links/undone/").text


def test_nobody_deals_with_it_through_broken_glass(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(on_now := make.walk(at=now()))
    link = pairs.undone(on_now, case)
    held = restricting.restrict(on_now, case.contact, "manager-2")
    restricting.break_glass(on_now, held.reference, by="manager")

    response = sign_in("manager").get(f"/register/links/{link.pk}/")

    assert response.status_code == 403
    assert "through broken glass" in response.text


@pytest.fixture
def case(walk: Walk) -> Case:
    return make.case(walk)


def test_the_page_lists_it_and_takes_what_was_done(sign_in: SignIn, walk: Walk, case: Case) -> None:
    link = pairs.undone(walk, case)
    address, manager = f"/register/links/{link.pk}/", sign_in("manager")
    page = manager.get(address).text
    assert "What was decided" in page
    assert "Decided: send to triage" in page
    assert f"{walk.actor('social-worker').name} looked once" in page
    assert "Two mothers." in page

    whats = rested(walk, link).open
    sent = {"whats": whats, "done": "Told all of them."}
    assert manager.post(address, sent)["Location"] == address

    page = manager.get(address).text
    assert "All of this was dealt with" in page
    assert "Told all of them." in page
    assert '<form method="post" action=""' not in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Tick at least one"),
        ({"whats": ["event 1"], "done": "So."}, "from the list"),
        ({"whats": ["there"]}, "Write what was done, and who was told"),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    sign_in: SignIn, walk: Walk, case: Case, sent: dict[str, list[str]], words: str
) -> None:
    link = pairs.undone(walk, case)
    if sent.get("whats") == ["there"]:
        sent = {"whats": rested(walk, link).open[:1]}

    response = sign_in("manager").post(f"/register/links/{link.pk}/", sent)

    assert response.status_code == 422
    assert words in response.text


def test_the_second_of_two_managers_is_told_what_the_first_did(
    sign_in: SignIn, walk: Walk, case: Case
) -> None:
    link = pairs.undone(walk, case)
    whats = rested(walk, link).open
    address = f"/register/links/{link.pk}/"
    sign_in("manager-2").post(address, {"whats": whats, "done": "Rang the school."})

    response = sign_in("manager").post(address, {"whats": whats[:1], "done": "Wrote to them."})

    assert response.status_code == 409
    assert "Rang the school." in response.text


def test_a_link_that_stands_has_no_such_page(sign_in: SignIn, walk: Walk, case: Case) -> None:
    link = pairs.linked(walk, case.child, pairs.another(walk).child)

    assert sign_in("manager").get(f"/register/links/{link.pk}/").status_code == 404
