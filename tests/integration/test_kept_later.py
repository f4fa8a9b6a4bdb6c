"""What an agency gave is kept to fewer people later, and opened again by the agency alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.models import Event
from frontdoor.casework.gathering import keeping
from frontdoor.casework.gathering.models import Finding, Opinion
from frontdoor.casework.gathering.operations import Said
from frontdoor.casework.gathering.vocabulary import Answer
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused
from tests import make, pages
from tests.caveats import INSIDE, OUTSIDE, SECRET, whoever_sees
from tests.integration.behind import change, refused

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

MADE_OF_IT = "It bears on safety."
NAMED = {"manager", "police", "another of the police"}


@pytest.fixture
def walk() -> Walk:
    return make.walk(at=now())


@pytest.fixture
def reference(walk: Walk) -> str:
    """Return the case on which the police shared something with everybody in the hub."""
    [asked, *_] = make.requests(walk, asked=("police",))
    said = Said(answer=Answer.SHARED, facts=SECRET)
    walk.answer(asked, {"Robin Example": said}, analysis=MADE_OF_IT)
    return str(asked.enquiry.case.reference)


def held(kind: str) -> keeping.Item:
    make.enter("manager")
    if kind == "view":
        return Opinion.objects.get()
    return Finding.objects.get(answer=Answer.SHARED)


def keep(walk: Walk, by: str, kind: str, to: Caveat, *, why: str = "") -> None:
    item = held(kind)
    walk.as_(by, lambda who: keeping.keep(item=item, kept_to=to, why=why, by=who, at=walk.at))


@pytest.mark.parametrize("kind", ["facts", "view"])
@pytest.mark.parametrize("by", ["manager", "police"])
def test_it_is_kept_to_fewer_at_once(
    walk: Walk, reference: str, sign_in: SignIn, kind: str, by: str
) -> None:
    words = SECRET if kind == "facts" else MADE_OF_IT
    for short in INSIDE:
        assert words in pages.text(sign_in(short).get(f"/cases/{reference}/")), short
    number = held(kind).pk

    sent = pages.sent(sign_in(by), f"/requests/keep/{kind}/{number}/", kept_to="originator")

    assert sent.status_code == 302
    assert held(kind).kept_to == "originator"
    for short in INSIDE:
        said = pages.text(sign_in(short).get(f"/cases/{reference}/"))
        assert (words in said) == (short == "manager"), short
        assert ("Before: everybody in the hub" in said) == (short == "manager"), short
    assert words in pages.text(sign_in("police").get(f"/requests/{reference}/"))


@pytest.mark.parametrize("short", sorted({*INSIDE, *OUTSIDE} - {"manager", "police"}))
def test_nobody_else_says_who_may_see_it(reference: str, sign_in: SignIn, short: str) -> None:
    number = held("facts").pk

    page = sign_in(short).post(f"/requests/keep/facts/{number}/", {"kept_to": "managers"})

    assert page.status_code in (403, 404)
    assert SECRET not in pages.text(page)
    make.enter(short)
    assert change("UPDATE gathering_finding SET kept_to = 'managers' WHERE kept_to = 'hub'") == 0
    assert held("facts").kept_to == "hub"


def test_the_agency_alone_opens_it_to_all_with_a_reason(walk: Walk, reference: str) -> None:
    keep(walk, "manager", "view", Caveat.ORIGINATOR)
    assert whoever_sees(Opinion) == NAMED

    with pytest.raises(Refused, match="Only the agency that gave it"):
        keep(walk, "manager", "view", Caveat.HUB, why="It is needed.")
    with pytest.raises(Invalid, match="Give the reason"):
        keep(walk, "police", "view", Caveat.HUB)
    keep(walk, "police", "view", Caveat.HUB, why="The operation is over.")

    make.enter("officer")
    assert Opinion.objects.get().words == MADE_OF_IT
    told = Event.objects.filter(kind="request.kept")
    assert [each.facts["why"] for each in told] == ["The operation is over."]
    make.enter("manager")
    assert Event.objects.filter(kind="request.kept").count() == 2


def test_the_database_lets_no_manager_open_what_is_kept(walk: Walk, reference: str) -> None:
    keep(walk, "police", "view", Caveat.ORIGINATOR)

    make.enter("manager")
    refused("UPDATE gathering_opinion SET kept_to = 'hub'", words="row-level security")
    refused("UPDATE gathering_opinion SET words = 'x'", words="permission denied")
    make.enter("police")
    assert change("UPDATE gathering_opinion SET kept_to = 'hub'") == 1


def test_nobody_keeps_it_from_themselves(walk: Walk, reference: str) -> None:
    item = held("view")
    other = replace(make.actor("police"), user_id=make.actor("health").user_id)

    def choices(by: Actor) -> list[Caveat]:
        return keeping.choices(item, by=by)

    assert choices(other) == [Caveat.ORIGINATOR]
    assert choices(make.actor("police")) == [Caveat.MANAGERS, Caveat.ORIGINATOR]
    assert choices(make.actor("manager")) == [Caveat.MANAGERS, Caveat.ORIGINATOR]


def test_of_two_at_once_the_second_is_told(walk: Walk, reference: str) -> None:
    item = held("view")
    keep(walk, "police", "view", Caveat.MANAGERS)

    def second(by: Actor) -> None:
        keeping.keep(item=item, kept_to=Caveat.ORIGINATOR, why="", by=by, at=walk.at)

    with pytest.raises(Refused, match="Somebody changed who may see this"):
        walk.as_("manager", second)
