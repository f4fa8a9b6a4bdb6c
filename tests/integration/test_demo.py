"""What a new hub's first page shows: every shape of a case, told by the operations."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.audit.models import Event
from frontdoor.casework.actions.models import Action
from frontdoor.casework.closing.models import Alert
from frontdoor.casework.contacts.models import Case, Contact, Joining, Protection, Writing
from frontdoor.casework.rolls.models import Piece
from frontdoor.casework.strategy.models import Discussion
from frontdoor.jobs.example import register, today
from frontdoor.people.held import Adoption, Marker, Vehicle
from frontdoor.people.matching import Band
from frontdoor.people.models import Link, Pair, Source
from tests import make
from tests.hubs import POLICIES
from tests.pages import text

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

MOMENTS = {
    "Friday at 16:40": make.london("2027-03-05", "16:40"),
    "Sunday at night": make.london("2027-03-07", "23:30"),
    "the first morning after Easter": make.london("2027-03-30", "08:40"),
    "the day the clocks change": make.london("2027-03-28", "12:00"),
}


@pytest.mark.parametrize("slug", POLICIES)
@pytest.mark.parametrize("when", MOMENTS)
def test_the_stories_can_be_told_in_every_hub_and_at_any_hour(slug: str, when: str) -> None:
    hub, at = make.hub(slug), MOMENTS[when]

    told = today.tell(hub, at=at, secret="only-here")

    make.enter(hub_slug=slug)
    assert Contact.objects.count() > told > 20
    assert not Event.objects.filter(at__gt=at).exists()


def test_every_shape_of_a_case_is_there() -> None:
    today.tell(make.hub(), at=MOMENTS["Friday at 16:40"], secret="only-here")

    make.enter()
    assert set(Case.objects.values_list("stage", flat=True)) == {
        "awaiting", "in_triage", "in_mash", "passed_on", "closed", "joined",
    }  # fmt: skip
    assert {each.contact.channel for each in Writing.objects.all()} == {"form", "internal"}
    assert {each.parted_at is None for each in Joining.objects.all()} == {True, False}
    assert [each.stage for each in Discussion.objects.all()] == ["called"]
    assert [(each.stage, each.read_at) for each in Alert.objects.all()] == [("back", None)]
    assert Protection.objects.get().ended_at is None
    assert Case.objects.filter(route="by_mistake").count() == 1
    assert Event.objects.filter(kind="case.reopened").count() == 1


def test_an_agency_and_a_worker_have_actions_to_do_and_actions_done() -> None:
    today.tell(make.hub(), at=MOMENTS["Friday at 16:40"], secret="only-here")

    make.enter()
    found = {(bool(each.agency_id), each.stage) for each in Action.objects.all()}
    assert found == {(True, "open"), (True, "done"), (False, "open"), (False, "done")}


def test_the_worklist_shows_them(sign_in: SignIn) -> None:
    today.tell(make.hub(), at=now(), secret="only-here")

    page = text(sign_in("manager").get("/"))

    for name in ("Winnow Castellan", "Tobin Underleaf", "Isla Thornquill", "Merrin Stonechat"):
        assert name in page
    assert "Larkin Moonray" in page
    assert "Test Trial" not in page


def test_the_register_is_worth_trying() -> None:
    today.tell(make.hub(), at=MOMENTS["Friday at 16:40"], secret="only-here")

    make.enter("manager")
    assert {
        (str(each.person), str(each.other)): Band[each.band] for each in Pair.objects.all()
    } == {
        ("Mira Pellinore", "Mara Pellinore"): Band.PROBABLY,
        ("Bronagh Tindermere", "Bronagh Tindermeer"): Band.SAME,
        ("Kestrel Ottaway", "Kestrel Brandreth"): Band.SAME,
    }
    undone = Link.objects.get(undone_at__isnull=False, person__given_names="Jory")
    assert [each.done for each in undone.dealt.all()] == ["Told them: two boys."]
    at = MOMENTS["Friday at 16:40"]
    told = Source.objects.exclude(as_at=None)
    assert [each.name for each in told.filter(stale_from__lt=at)] == [register.EARLY_HELP]
    assert [each.name for each in told.filter(stale_from__gt=at)] == [register.CASE_SYSTEM]
    assert sum(len(each.refused) for each in Piece.objects.all()) == 4
    assert Adoption.objects.count() == Vehicle.objects.count() == 1
    assert Marker.objects.count() == 2


def test_a_hub_that_has_contacts_is_told_no_stories() -> None:
    make.contact()

    assert today.tell(make.hub(), at=make.MONDAY_9AM, secret="only-here") == 0
