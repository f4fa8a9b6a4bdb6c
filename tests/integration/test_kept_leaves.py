"""What is kept as a paper, and what of kept items leaves the hub: nothing by itself."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.models import Event
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import offers, queries
from frontdoor.casework.disclosures import operations as disclosures
from frontdoor.casework.disclosures.models import Clearance, Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.papers import operations as papers
from frontdoor.casework.papers.models import Content, Paper, Reading
from frontdoor.casework.papers.rules import Checked, Read, Sent
from frontdoor.casework.papers.vocabulary import Kind, Verdict
from frontdoor.jobs.example import originators
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid
from tests import make, pages
from tests.caveats import INSIDE, SECRET, whoever_sees
from tests.integration.test_caveats import shared

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def walk() -> Walk:
    return make.walk(at=now())


# --- Papers ---


def attached(walk: Walk, case: Case, caveat: Caveat, *, by: str) -> list[Paper]:
    """Return a letter that somebody attached under a caveat, or that was there before."""
    sent = Sent(
        name="letter.txt",
        kind=Kind.TXT,
        content=SECRET.encode(),
        checked=Checked(verdict=Verdict.CLEAN),
        read=Read(text=SECRET),
    )
    done = walk.as_(
        by,
        lambda who: papers.attach(
            contact=case.contact,
            case=case,
            files=[sent],
            what="Letter about a neighbour",
            kept_to=caveat,
            by=who,
            at=walk.at,
        ),
    )
    return [*done.new, *done.before]


@pytest.mark.parametrize("caveat", [Caveat.MANAGERS, Caveat.ORIGINATOR])
def test_a_paper_is_seen_with_all_that_is_in_it_as_its_caveat_says(
    walk: Walk, caveat: Caveat, sign_in: SignIn
) -> None:
    case = make.in_triage(walk)
    [paper] = attached(walk, case, caveat, by="triage")
    where = f"/contacts/{case.contact.reference}/papers/{paper.pk}/"

    assert whoever_sees(Paper) == {"manager", "triage"}
    for short in INSIDE:
        make.enter(short)
        may = short in ("manager", "triage")
        assert Content.objects.exists() == Reading.objects.exists() == may, short
        assert Event.objects.filter(kind="paper.attached").exists() == may, short
        page = sign_in(short).get(where)
        assert page.status_code == (200 if may else 404), short
        lists = pages.text(sign_in(short).get(f"/cases/{case.reference}/"))
        assert ("Letter about a neighbour" in lists) == may, short


def test_nobody_learns_of_a_kept_paper_by_sending_the_same(walk: Walk) -> None:
    case = make.in_triage(walk)
    [kept] = attached(walk, case, Caveat.MANAGERS, by="triage")

    [again] = attached(walk, case, Caveat.MANAGERS, by="triage")
    [other] = attached(walk, case, Caveat.HUB, by="officer")

    assert again.pk == kept.pk
    assert other.pk != kept.pk
    make.enter("social-worker")
    assert [each.pk for each in Paper.objects.all()] == [other.pk]


# --- What leaves ---


def decided(walk: Walk, caveat: Caveat) -> Decision:
    """Return an authorised decision that rests on facts under a caveat."""
    asked = shared(walk, caveat)
    walk.decide(asked.enquiry, make.EARLY_HELP)
    return walk.authorise(asked.enquiry)


def send(walk: Walk, decision: Decision, item: str) -> list[Product]:
    """Send one item to the team of the outcome."""
    return walk.as_(
        "manager",
        lambda by: disclosures.share(
            decision=decision,
            teams=[decision.chosen.teams[0]],
            chosen=[item],
            basis="To offer the family help, as agreed with them.",
            seen=Enquiry.objects.get(pk=decision.enquiry_id).version,
            by=by,
            at=walk.at,
        ),
    )


def test_what_managers_keep_leaves_with_nothing(walk: Walk) -> None:
    decision = decided(walk, Caveat.MANAGERS)
    make.enter("manager")
    [facts] = [each for each in offers.of_decision(decision) if each.words == SECRET]

    assert facts.is_locked
    assert not facts.is_asked_for
    with pytest.raises(Invalid, match="Kept to managers, and stays in the hub"):
        send(walk, decision, facts.key)


def test_what_is_kept_to_its_originator_leaves_when_they_agree(walk: Walk) -> None:
    decision = decided(walk, Caveat.ORIGINATOR)
    key = originators.item(walk, decision)
    with pytest.raises(Invalid, match="The originator must agree first"):
        send(walk, decision, key)

    originators.answer(walk, originators.ask(walk, decision), words="Known to the police.")

    [product] = send(walk, decision, key)
    assert SECRET not in str(product.contents)
    assert "Known to the police." in str(product.contents)


def test_what_its_originator_is_asked_is_out_of_sight_as_the_item_is(walk: Walk) -> None:
    clearance = originators.ask(walk, decided(walk, Caveat.ORIGINATOR))

    sees = {"manager", "police", "another of the police"}
    assert whoever_sees(Clearance) == sees
    for short in INSIDE:
        make.enter(short)
        assert bool(queries.clearances(clearance.enquiry_id)) == (short == "manager"), short
        asked = Event.objects.filter(kind="clearance.asked")
        assert asked.exists() == (short == "manager"), short
