"""A partner's own pages: the work tray, the answer, and agreeing to words for a family."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.gathering import queries
from frontdoor.casework.gathering.models import Finding, Request
from tests import make, pages
from tests.integration import orchard

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def of(requests: list[Request], agency: str = "police") -> Request:
    return next(request for request in requests if request.agency.slug == agency)


def address(request: Request) -> str:
    return f"/requests/{request.enquiry}/"


def numbers(request: Request) -> dict[str, int]:
    """Return the number by which the form knows each person, by given name."""
    make.enter(request.agency.slug.replace("_", "-"))
    return {person.given_names: person.pk for person in queries.people(request)}


def nothing(request: Request) -> dict[str, Any]:
    return {f"person_{number}": "nothing_held" for number in numbers(request).values()}


def now_is(request: Request) -> Request:
    make.enter("manager")
    [found] = [each for each in queries.requests(request.enquiry) if each.pk == request.pk]
    return found


# --- The tray ---


def test_what_runs_out_first_comes_first_with_the_time_left(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=1))
    amber = make.requests(walk)[0].enquiry
    red = walk.commence(make.enquiry(walk, rating="red"))[0].enquiry

    said = pages.text(sign_in("police").get("/requests/"))

    assert said.index(str(red)) < said.index(str(amber))
    assert "2 hours 59 minutes left" in said
    assert "22 hours 59 minutes left" in said


def test_a_late_request_is_told_late(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(hours=26))
    make.requests(walk)

    said = pages.text(sign_in("police").get("/requests/"))

    assert "2 hours late" in said


def test_what_is_answered_stands_beneath_what_waits(sign_in: SignIn) -> None:
    walk = orchard.today()
    orchard.answered(walk)
    waiting = of(orchard.asked(walk))

    said = pages.text(sign_in("police").get("/requests/"))

    before, after = said.split(" Answered ", maxsplit=1)
    assert str(waiting.enquiry) in before
    assert "Nadia Thistlewood" in after


def test_an_empty_tray_says_so(sign_in: SignIn) -> None:
    said = pages.text(sign_in("police").get("/requests/"))

    assert "Nothing waits for your agency." in said


def test_a_tray_holds_nothing_of_another_agency(sign_in: SignIn) -> None:
    orchard.asked(orchard.today(), agencies=["police"])

    said = pages.text(sign_in("health").get("/requests/"))

    assert "Tamsin" not in said


# --- What is asked, and by whom it is seen ---


def test_an_agency_reads_whom_it_is_asked_about_on_what_basis_and_by_when(
    sign_in: SignIn,
) -> None:
    asked = of(orchard.asked(orchard.today()))

    said = pages.text(sign_in("police").get(address(asked)))

    assert "Please search for everybody named." in said
    assert "Under section 47. Consent is not relied on, and none is recorded." in said
    for name in ("Tamsin Orchard", "Dana Orchard", "Lewis Varley"):
        assert f"What does your agency hold on {name}?" in said
    assert "22 hours 59 minutes left" in said


def test_a_request_to_another_agency_is_not_there(sign_in: SignIn) -> None:
    asked = of(orchard.asked(orchard.today(), agencies=["police"]))
    client = sign_in("health")

    looked = client.get(address(asked))
    sent = client.post(address(asked), {"seen": "1", **nothing(asked)})
    nobodys = client.get("/requests/CV-99-00001-A/")

    assert [looked.status_code, sent.status_code, nobodys.status_code] == [404, 404, 404]
    assert pages.text(looked) == pages.text(nobodys)
    assert not now_is(asked).is_answered


def test_the_database_itself_shows_no_request_of_another_agency() -> None:
    asked = of(orchard.asked(orchard.today(), agencies=["police"]))

    make.enter("health")
    theirs = Request.objects.filter(pk=asked.pk).exists()
    make.enter("police")
    own = Request.objects.filter(pk=asked.pk).exists()

    assert (theirs, own) == (False, True)


@pytest.mark.parametrize("who", ["manager", "social-worker", "early-help-team-team", "performance"])
def test_pages_of_partners_are_for_nobody_else(sign_in: SignIn, who: str) -> None:
    asked = of(orchard.asked(orchard.today()))
    client = sign_in(who)

    codes = [client.get(where).status_code for where in ("/requests/", address(asked))]

    assert codes == [403, 403]


# --- The answer ---


def test_an_agency_answers_for_every_person_facts_apart_from_analysis(sign_in: SignIn) -> None:
    asked = of(orchard.asked(orchard.today()))
    who = numbers(asked)
    client = sign_in("police")

    page = pages.sent(
        client,
        address(asked),
        **{
            f"person_{who['Tamsin']}": "nothing_held",
            f"person_{who['Dana']}": "held_not_shared",
            f"why_{who['Dana']}": orchard.KEPT_BACK,
            f"person_{who['Lewis']}": "held_shared",
            f"facts_{who['Lewis']}": orchard.CONVICTIONS,
            f"caveats_{who['Lewis']}": ["keep_from_family"],
            "analysis": orchard.POLICE_THINK,
        },
    )

    assert page.status_code == 302
    said = pages.text(client.get(address(asked)))
    assert "What your agency answered" in said
    assert "Send the answer" not in said
    assert f"Held and shared {orchard.CONVICTIONS}" in said
    assert f"Why it is not shared: {orchard.KEPT_BACK}" in said
    assert f"What West Midlands Police makes of it {orchard.POLICE_THINK}" in said
    make.enter("police")
    findings = {finding.person.given_names: finding for finding in queries.own(asked)}
    assert findings["Lewis"].caveats == ["keep_from_family"]
    assert (findings["Tamsin"].answer, findings["Tamsin"].facts) == ("nothing_held", "")


def test_sensitive_health_information_is_marked(sign_in: SignIn) -> None:
    asked = of(orchard.asked(orchard.today()), "health")
    tamsin = numbers(asked)["Tamsin"]
    shared = {
        f"person_{tamsin}": "held_shared",
        f"facts_{tamsin}": orchard.HEALTH_SAYS,
        f"health_{tamsin}": "on",
        "analysis": orchard.HEALTH_THINKS,
    }

    page = pages.sent(sign_in("health"), address(asked), **{**nothing(asked), **shared})

    assert page.status_code == 302
    make.enter("health")
    marked = [f.person.given_names for f in queries.own(asked) if f.sensitive_health]
    assert marked == ["Tamsin"]


def test_everything_that_is_missing_is_told_at_once_and_nothing_is_lost(sign_in: SignIn) -> None:
    asked = of(orchard.asked(orchard.today()))
    who = numbers(asked)

    page = pages.sent(
        sign_in("police"),
        address(asked),
        **{
            f"person_{who['Dana']}": "held_not_shared",
            f"person_{who['Lewis']}": "held_shared",
            "analysis": "Words that were typed.",
        },
    )

    assert page.status_code == 422
    said = pages.errors(page)
    assert "Answer for Tamsin Orchard: nothing held is an answer too" in said
    assert "Say why this is not shared." in said
    assert "Write the facts that you share" in said
    assert "Words that were typed." in pages.text(page)
    assert not now_is(asked).is_answered


@pytest.mark.parametrize(
    ("answer", "typed", "said"),
    [
        ("nothing_held", {"facts": "Something."}, "You wrote something, but chose"),
        ("nothing_held", {"why": "Something."}, "You wrote something, but chose"),
        ("held_shared", {"facts": "Something.", "why": "No."}, "You gave a reason for not sharing"),
        (
            "held_not_shared",
            {"facts": "Something.", "why": "No."},
            "You wrote facts, but chose not",
        ),
        ("held_shared", {"facts": "Something."}, "Write what your agency makes of the facts"),
        ("held_shared", {"facts": "Something.", "caveats": "secret"}, "from the list"),
        ("perhaps", {}, "Choose one of the answers to “What does your agency hold on"),
    ],
)
def test_an_answer_that_contradicts_itself_is_told(
    sign_in: SignIn, answer: str, typed: dict[str, str], said: str
) -> None:
    asked = of(orchard.asked(orchard.today()))
    dana = numbers(asked)["Dana"]
    about_dana = {f"{kind}_{dana}": words for kind, words in typed.items()}

    page = pages.sent(
        sign_in("police"),
        address(asked),
        **{**nothing(asked), f"person_{dana}": answer, **about_dana},
    )

    assert page.status_code == 422
    assert said in pages.errors(page)
    assert not now_is(asked).is_answered


def test_nobody_is_answered_for_who_was_not_asked_about(sign_in: SignIn) -> None:
    walk = orchard.today()
    stranger = make.case(walk).child
    asked = of(orchard.asked(walk))
    slipped_in = {f"person_{stranger.pk}": "held_shared", f"facts_{stranger.pk}": "Invented."}

    page = pages.sent(sign_in("police"), address(asked), **{**nothing(asked), **slipped_in})

    assert page.status_code == 302
    make.enter("manager")
    assert not Finding.objects.filter(person=stranger).exists()


def test_the_second_of_two_who_answer_is_refused_and_keeps_what_they_typed(
    sign_in: SignIn,
) -> None:
    asked = of(orchard.asked(orchard.today()))
    second = sign_in("police")
    held = pages.opened(second, address(asked))
    pages.sent(sign_in("police"), address(asked), **nothing(asked))

    page = second.post(
        address(asked), {**held, **nothing(asked), "analysis": "Words that were typed."}
    )

    assert page.status_code == 409
    said = pages.text(page)
    assert "Answered by Nadia Thistlewood" in said
    assert "Words that were typed." in said
    make.enter("police")
    assert len(queries.own(asked)) == 3


def test_an_answer_stays_as_it_was_given(sign_in: SignIn) -> None:
    asked = of(orchard.asked(orchard.today()))
    client = sign_in("police")
    pages.sent(client, address(asked), **nothing(asked))
    seen = {"seen": str(now_is(asked).version)}

    page = client.post(address(asked), {**seen, **nothing(asked)})

    assert page.status_code == 422
    assert "is not possible now: this is at “Answered”" in pages.errors(page)
