"""The pages on which a case is given to a worker and looked into, as they are sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.triage import queries
from frontdoor.casework.triage.queries import Work
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.pages import errors, sent, text

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def walk(db: None) -> Walk:
    """Return a walk that goes on now: pages look at the clock, and end what was begun."""
    return make.walk(at=now())


def address(case: Case, page: str) -> str:
    return f"/cases/{case.reference}/{page}/"


def work(case: Case) -> Work:
    make.enter("manager")
    return queries.work(case)


def test_the_manager_gives_a_case_to_a_worker_who_is_named_everywhere(
    sign_in: SignIn, walk: Walk
) -> None:
    case = make.in_triage(walk)
    manager = sign_in("manager")

    answer = sent(manager, address(case, "allocate"), worker=looking.worker(walk, "triage").pk)

    assert answer["Location"] == f"/cases/{case.reference}/"
    assert "Tomasz Wilk" in text(manager.get(f"/cases/{case.reference}/"))
    assert "Tomasz Wilk" in text(manager.get("/"))


def test_giving_it_on_asks_for_a_reason_at_the_field(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)
    looking.allocate(walk, case)
    manager, adaeze = sign_in("manager"), looking.worker(walk, "social-worker").pk

    refused = sent(manager, address(case, "allocate"), worker=adaeze)
    assert refused.status_code == 422
    assert "Give the reason why Tomasz Wilk does not keep it." in errors(refused)

    again = sent(manager, address(case, "allocate"), worker=adaeze, why="Tomasz is away.")
    assert again.status_code == 302
    held = work(case).allocation
    assert held is not None
    assert held.name == "Adaeze Obi"


@pytest.mark.parametrize("worker", ["", "nobody", "999999", "\0"])
def test_nobody_who_is_not_in_the_list_is_given_a_case(
    sign_in: SignIn, walk: Walk, worker: str
) -> None:
    case = make.in_triage(walk)

    assert sent(sign_in("manager"), address(case, "allocate"), worker=worker).status_code == 422
    assert work(case).allocation is None


def test_two_who_give_it_away_at_once_are_not_both_believed(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)
    form = {"seen": case.version, "worker": looking.worker(walk, "triage").pk}

    first = sign_in("manager").post(address(case, "allocate"), form)
    second = sign_in("coordinator").post(
        address(case, "allocate"), form | {"worker": looking.worker(walk, "social-worker").pk}
    )

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Given to Tomasz Wilk" in text(second)


GOOD: dict[str, dict[str, Any]] = {
    "ring-back": {"reached": "yes", "spoke_to": "Jo Sample", "said": "She saw no bruise."},
    "systems": {"result_lcs": "found", "words_lcs": "Closed in 2021.", "updated_lcs": "on"},
    "chronology": {"when": "May 2024", "what": "Moved to Coventry.", "source": "School"},
    "recommend": {
        "summary": "All is well at home.",
        "level": "1",
        "move": "close",
        "outcome": "no_further_action",
        "reason": "Nothing is needed.",
    },
}


@pytest.mark.parametrize("page", GOOD)
def test_what_was_found_is_kept_and_told_on_the_case(
    sign_in: SignIn, walk: Walk, page: str
) -> None:
    case = make.in_triage(walk)
    tomasz = sign_in("triage")

    assert sent(tomasz, address(case, page), **GOOD[page]).status_code == 302

    told = text(tomasz.get(f"/cases/{case.reference}/"))
    words = [word for word in GOOD[page].values() if " " in word]
    assert words
    assert [word for word in words if word not in told] == []
    assert tomasz.get(address(case, "triage")).status_code == 200


@pytest.mark.parametrize(
    ("page", "typed", "words"),
    [
        ("ring-back", {"reached": "", "said": "Kept words."}, "Answer the question"),
        ("ring-back", {"reached": "yes"}, "Write what was said"),
        ("systems", {}, "in one system at least"),
        ("systems", {"result_lcs": "found"}, "Write what was found in LCS"),
        ("systems", {"result_lcs": "not_needed"}, "Write why there was no need"),
        ("systems", {"words_lcs": "Kept words."}, "Select what you found in LCS"),
        ("systems", {"result_lcs": "perhaps"}, "Choose one of the answers"),
        ("chronology", {"when": "soon", "what": "Kept words."}, "Enter a date that has passed"),
        ("chronology", {"when": "2019"}, "Answer the question"),
        ("recommend", {**GOOD["recommend"], "outcome": ""}, "Select how it should end"),
        ("recommend", {**GOOD["recommend"], "move": "pass_on"}, "Select the team"),
        ("recommend", {**GOOD["recommend"], "move": "complete"}, "Choose one of the answers"),
        ("recommend", {**GOOD["recommend"], "level": "7"}, "Choose one of the answers"),
        ("recommend", {**GOOD["recommend"], "summary": " "}, "Enter the summary"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    sign_in: SignIn, walk: Walk, page: str, typed: dict[str, str], words: str
) -> None:
    case = make.in_triage(walk)

    answer = sent(sign_in("triage"), address(case, page), **typed)

    assert answer.status_code == 422
    assert words in errors(answer)
    kept = [word for word in typed.values() if word == "Kept words."]
    assert all(word in answer.content.decode() for word in kept)
    assert not work(case).has_begun


def test_a_call_that_nobody_answered_is_written_down_too(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)
    tomasz = sign_in("triage")

    sent(tomasz, address(case, "ring-back"), reached="no")

    assert "Tried, no answer" in text(tomasz.get(address(case, "triage")))
    assert not work(case).was_reached


def test_the_page_says_what_is_missing(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)

    page = text(sign_in("triage").get(address(case, "triage")))

    assert "Missing: LCS, Capita One and Early Help record" in page


@pytest.mark.parametrize("page", [*GOOD, "allocate"])
def test_when_the_case_is_over_the_page_says_so(sign_in: SignIn, walk: Walk, page: str) -> None:
    case = make.in_triage(walk)
    walk.route(case.contact, CaseMove.CLOSE)

    answer = sign_in("manager").get(address(case, page))

    assert answer.status_code == 403
    assert "“Closed”" in answer.content.decode()


@pytest.mark.parametrize("page", [*GOOD, "allocate", "triage"])
def test_another_hubs_case_cannot_be_looked_into(sign_in: SignIn, walk: Walk, page: str) -> None:
    case = make.in_triage(walk)

    assert sign_in("manager", hub_slug="surrey").get(address(case, page)).status_code == 404


# --- What the manager sees of it, and decides ---


def test_the_recommendation_is_preselected_as_a_persons_and_what_is_open_is_named(
    sign_in: SignIn, walk: Walk
) -> None:
    case = make.in_triage(walk)
    looking.recommend(walk, case)

    answer = sign_in("manager").get(address(case, "route"))

    assert 'value="close/no_further_action" checked' in answer.content.decode()
    page = text(answer)
    assert "What triage recommends Close: No further action" in page
    assert "Tomasz Wilk" in page
    assert "Not looked into LCS, Capita One and Early Help record" in page
    assert "What the policy advises" in page


def test_the_harm_test_comes_before_what_a_worker_recommends(sign_in: SignIn, walk: Walk) -> None:
    contact = walk.describe(walk.contact(), answers={"immediate_harm": "yes"})
    case = looking.to_triage(walk, contact)
    looking.recommend(walk, case)

    page = sign_in("manager").get(address(case, "route")).content.decode()

    assert 'value="send_to_mash" checked' in page


@pytest.mark.parametrize(
    ("move", "more", "stage"),
    [
        ("close/no_further_action", {"looked": "no"}, "closed"),
        ("send_to_mash", {}, "in_mash"),
    ],
)
def test_the_manager_decides_from_triage_with_or_against_it(
    sign_in: SignIn, walk: Walk, move: str, more: dict[str, str], stage: str
) -> None:
    case = make.in_triage(walk)
    looking.allocate(walk, case)
    looking.recommend(walk, case)
    manager = sign_in("manager")

    answer = sent(manager, address(case, "route"), move=move, reason="As I see it.", **more)

    assert answer.status_code == 302
    make.enter("manager")
    assert Case.objects.get(pk=case.pk).stage == stage
    page = text(manager.get(f"/cases/{case.reference}/"))
    assert "The school and the family work well together." in page
    assert "Not looked into" in page


def test_to_do_as_the_worker_recommends_needs_no_words(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)
    looking.recommend(walk, case)

    said = {"move": "close/no_further_action", "looked": "no"}

    sent(sign_in("manager"), address(case, "route"), **said)

    make.enter("manager")
    kept = Case.objects.get(pk=case.pk)
    assert kept.stage == "closed"
    assert kept.route_reason.startswith("As Tomasz Wilk recommends: ")


def test_the_worklist_says_that_a_recommendation_waits(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)
    assert "with a recommendation" not in text(sign_in("manager").get("/"))
    looking.recommend(walk, case)

    assert "A manager, with a recommendation" in text(sign_in("manager").get("/"))


def test_what_nobody_has_begun_is_named_to_the_manager_too(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)
    looking.allocate(walk, case)

    page = text(sign_in("manager").get(address(case, "route")))

    assert "Not looked into LCS, Capita One and Early Help record" in page
    assert "Nobody has rung the referrer back" in page
