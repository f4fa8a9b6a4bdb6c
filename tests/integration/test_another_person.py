"""Where a hub's policy says so, another person authorises than whoever decided (C15.13)."""

import pytest
from django.utils.timezone import now

from frontdoor.casework.decisions import queries as decided
from frontdoor.casework.decisions.models import Decision
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from frontdoor.policy import reading
from tests import make, pages
from tests.integration.conftest import SignIn

pytestmark = pytest.mark.django_db
REASON = "You decided this yourself. At Coventry MASH another person authorises it."


@pytest.fixture
def by_another(monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Return a walk in a hub whose policy wants another person to authorise."""
    walk = make.walk(at=now())
    version = make.case(walk).contact.policy_version
    policy = version.policy
    wants = policy.authorising.model_copy(update={"by_another_person": True})
    changed = policy.model_copy(update={"authorising": wants})
    monkeypatch.setitem(reading._KNOWN, version.sha256, changed)
    return walk


def _decision(walk: Walk) -> Decision:
    found = make.decision(walk)
    assert found.decided_by == make.actor("manager").user_id
    return found


def test_whoever_decided_does_not_authorise_it_and_another_manager_does(by_another: Walk) -> None:
    decision = _decision(by_another)

    with pytest.raises(Refused, match=REASON):
        by_another.authorise(decision.enquiry, by="manager")

    authorised = by_another.authorise(decision.enquiry, by="manager-2")
    assert authorised.authorised_by_name == make.actor("manager-2").name


def test_where_the_policy_does_not_ask_for_it_one_manager_is_enough(walk: Walk) -> None:
    decision = _decision(walk)

    assert walk.authorise(decision.enquiry, by="manager").authorised_by == decision.decided_by


def test_the_page_says_why_instead_of_a_button(by_another: Walk, sign_in: SignIn) -> None:
    decision = _decision(by_another)
    page = f"/cases/{decision.enquiry}/authorise/"

    own = sign_in("manager").get(page).content.decode()
    others = sign_in("manager-2").get(page).content.decode()

    assert REASON in own
    assert "Authorise</button>" not in own.replace("\n", "").replace("  ", "")
    assert REASON not in others
    assert "Authorise</button>" in others.replace("\n", "").replace("  ", "")


def test_a_button_of_an_older_page_does_nothing(by_another: Walk, sign_in: SignIn) -> None:
    decision = _decision(by_another)
    page, manager = f"/cases/{decision.enquiry}/authorise/", sign_in("manager")

    refused = manager.post(page, {"seen": decision.enquiry.version})

    assert refused.status_code == 422
    assert REASON in pages.text(refused)
    make.enter()
    found = decided.of(decision.enquiry)
    assert found is not None
    assert found.authorised_at is None


def test_the_case_says_whose_it_is(by_another: Walk, sign_in: SignIn) -> None:
    decision = _decision(by_another)
    case = f"/cases/{decision.enquiry}/"

    own, others = (pages.text(sign_in(who).get(case)) for who in ("manager", "manager-2"))

    assert REASON in own
    assert REASON not in others
