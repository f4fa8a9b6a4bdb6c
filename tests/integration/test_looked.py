"""Nobody closes a case without having looked whether the child is known, or saying why (C5.3)."""

import re
from typing import Any

import pytest

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import triage
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid
from frontdoor.people.operations import Told
from tests import make
from tests.deciding import NEIGHBOUR, address, decided, now
from tests.handing import known
from tests.hubs import HUBS
from tests.integration.conftest import SignIn
from tests.pages import errors, text

pytestmark = pytest.mark.django_db
NFA = "close/no_further_action"
PIP = Told(given_names="Pip", family_name="Ashdown", postcode="CV1 2AB")


def close(walk: Walk, case: Case, **more: Any) -> Case:
    said: dict[str, Any] = {"reason": "Nothing in it.", "advised": False, "seen": case.version}
    return walk.as_(
        "manager",
        lambda by: triage.route(
            case=case,
            move=CaseMove.CLOSE,
            route="no_further_action",
            team="",
            **{**said, **more},
            by=by,
            at=walk.at,
        ),
    )


def offered(page: str) -> list[str]:
    """Return the answers that the page proposes."""
    boxes = re.findall(r'<input[^>]*name="looked"[^>]*>', page)
    return [re.findall('value="([^"]*)"', box)[0] for box in boxes if " checked" in box]


def test_without_an_answer_or_a_reason_nobody_closes(walk: Walk) -> None:
    case = make.case(walk)

    with pytest.raises(Invalid, match="Say whether the child is known"):
        close(walk, case)

    assert now(case).stage == "awaiting"


def test_the_reason_for_not_looking_is_remembered_and_told(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)

    close(walk, case, unlooked_why="The register was down.")

    page = text(sign_in("manager").get(f"/cases/{case.reference}/"))
    assert "Closed without a look whether the child is known: The register was down." in page


def test_where_somebody_has_answered_nobody_is_asked_again(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk)
    walk.as_(
        "officer",
        lambda by: triage.confirm_known(
            case=case, answer="no", left=0, seen=case.version, by=by, at=walk.at
        ),
    )

    page = sign_in("manager").get(address(case)).content.decode()

    assert 'name="looked"' not in page
    assert close(walk, now(case)).stage == "closed"


@pytest.mark.parametrize("move", [CaseMove.SEND_TO_TRIAGE, CaseMove.PASS_ON])
def test_what_goes_on_is_looked_up_there(walk: Walk, move: CaseMove) -> None:
    case = make.case(walk)

    gone = walk.route(case.contact, move, team="early_help_team")

    assert gone.known_at is None


# --- The page has searched, and proposes what it found ---


def test_where_nothing_agrees_the_answer_is_chosen_and_deciding_says_it(
    sign_in: SignIn, walk: Walk
) -> None:
    case = pip(walk)
    manager = sign_in("manager")

    page = manager.get(address(case)).content.decode()
    done = manager.post(address(case), decided(case, move=NFA))

    assert offered(page) == ["no"]
    assert "no record agrees" in page
    assert done.status_code == 302
    assert (now(case).stage, now(case).known_answer) == ("closed", "no")
    assert "case.known_confirmed" in kinds(case)


def test_where_a_record_may_be_the_child_nothing_is_chosen(sign_in: SignIn, walk: Walk) -> None:
    pip(walk)
    case = pip(walk)
    manager = sign_in("manager")

    page = manager.get(address(case)).content.decode()
    blind = manager.post(address(case), decided(case, move=NFA, looked=""))

    assert offered(page) == []
    assert "1 record may be this child" in page
    assert blind.status_code == 422
    assert "Select whether the child is known" in errors(blind)
    assert now(case).stage == "awaiting"

    manager.post(address(case), decided(case, move=NFA, looked="no"))
    assert (now(case).stage, now(case).known_left) == ("closed", 1)


def test_closing_without_a_look_takes_a_reason_of_its_own(sign_in: SignIn, walk: Walk) -> None:
    case = pip(walk)
    manager = sign_in("manager")

    without = manager.post(address(case), decided(case, move=NFA, looked="unlooked"))
    with_one = manager.post(
        address(case), decided(case, move=NFA, looked="unlooked", unlooked_why="The line was cut.")
    )

    assert "Write why it is closed without a look" in errors(without)
    assert with_one.status_code == 302
    assert (now(case).stage, now(case).known_at) == ("closed", None)


def test_another_way_is_not_held_up_by_the_question(sign_in: SignIn, walk: Walk) -> None:
    case = pip(walk)

    done = sign_in("manager").post(address(case), decided(case, move="send_to_triage", looked=""))

    assert done.status_code == 302
    assert (now(case).stage, now(case).known_at) == ("in_triage", None)


@pytest.mark.parametrize(
    ("child", "answer"),
    [
        (Told(description="A boy of about six, at the bus stop"), "not_known"),
        (Told(given_names="Robin", family_name="Example"), "not_known"),
        (PIP, "no"),
    ],
    ids=["a child without a name", "a name alone", "a name and a postcode"],
)
def test_what_cannot_be_searched_with_cannot_be_told(
    sign_in: SignIn, walk: Walk, child: Told, answer: str
) -> None:
    contact = walk.contact(caller=NEIGHBOUR, children=[child])
    walk.describe(contact, answers={"immediate_harm": "no"})

    page = sign_in("manager").get(address(walk.case(contact))).content.decode()

    assert offered(page) == [answer]


def test_a_child_whom_the_register_has_is_known(sign_in: SignIn, walk: Walk) -> None:
    case = pip(walk)
    known(walk, case)

    page = sign_in("manager").get(address(case)).content.decode()
    sign_in("manager").post(address(case), decided(case, move=NFA, looked="yes", against="Seen."))

    assert offered(page) == ["yes"]
    assert now(case).known_answer == "yes"


@pytest.mark.parametrize("hub", HUBS)
def test_in_every_hub_it_is_asked(sign_in: SignIn, hub: str) -> None:
    case = pip(make.walk(hub))

    page = sign_in("manager", hub_slug=hub).get(address(case)).content.decode()

    assert "If you close it: is the child known?" in page


def pip(walk: Walk) -> Case:
    contact = walk.contact(caller=NEIGHBOUR, children=[PIP])
    walk.describe(contact, answers={"immediate_harm": "no"})
    return walk.case(contact)


def kinds(case: Case) -> list[str]:
    make.enter()
    return [event.kind for event in audit.history([case.reference])]
