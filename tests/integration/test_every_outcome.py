"""Every outcome of every pack, to its end: decided, authorised, disclosed by tier, acknowledged.

C10.3 and B21, with the kinds that each pack has of them (C15.10, P30).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.contacts.models import Receipt
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.disclosures import queries
from frontdoor.casework.disclosures.models import Product
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.policy.pack_sharing import Outcome
from tests import make, pages
from tests.deciding import NEIGHBOUR, waiting
from tests.deciding import address as routing
from tests.handing import values
from tests.hubs import POLICIES

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
HEAD = Caller(source="school", name="Jo Sample")


@dataclass(frozen=True, kw_only=True)
class End:
    """One way for an enquiry to end in a hub: the kind of an outcome, and the teams it goes to."""

    hub: str
    outcome: Outcome
    kind: str
    teams: tuple[str, ...]

    @property
    def value(self) -> str:
        """Return it as the page of decisions sends it."""
        return "/".join(part for part in (self.outcome.slug, self.kind) if part)

    def __str__(self) -> str:
        return "-".join((self.hub, self.value.replace("/", "-"), *self.teams))


def ends(stage: str) -> Iterator[End]:
    """Return every end of every pack: each kind once, and each team that may take it once."""
    for hub, policy in POLICIES.items():
        for outcome in (each for each in policy.outcomes if stage in each.stages):
            together = policy.tier(outcome.tier).sensitive_health
            each_alone: list[tuple[str, ...]] = [(team,) for team in outcome.teams]
            teams = [outcome.teams] if together else each_alone or [()]
            kinds = [kind.slug for kind in outcome.variants] or [""]
            yield from (End(hub=hub, outcome=outcome, kind=k, teams=teams[0]) for k in kinds)
            yield from (End(hub=hub, outcome=outcome, kind=kinds[0], teams=t) for t in teams[1:])


AT_THE_END = list(ends("mash"))
AT_ONCE = [end for end in ends("triage") if end.outcome.counts_as != "mash_or_referral"
           and end.teams == end.outcome.teams[:1]]  # fmt: skip


@pytest.mark.parametrize("end", AT_THE_END, ids=str)
def test_an_outcome_is_decided_authorised_disclosed_and_acknowledged(
    sign_in: SignIn, end: End
) -> None:
    enquiry = an_answered_enquiry(end.hub)
    manager = sign_in("manager", hub_slug=end.hub)

    decide(manager, enquiry, end)
    authorise(sign_in("manager-2", hub_slug=end.hub), enquiry)
    sent = send(manager, enquiry, end)

    assert sorted(product.team.slug for product in sent) == sorted(end.teams)
    for product in sent:
        assert (product.tier, product.urgency) == (end.outcome.tier, end.outcome.urgency or "")
        team = sign_in(f"{product.team.slug.replace('_', '-')}-team", hub_slug=end.hub)
        where = f"/products/{product.reference}/"
        assert end.outcome.name in pages.text(team.get(where))
        assert pages.sent(team, where).status_code == 302
    assert the_referrer_reads(manager, enquiry) == end.outcome.told.removesuffix(".")
    assert Enquiry.objects.get(pk=enquiry.pk).case.stage == CaseStage.CLOSED
    assert enquiry.case.child.name not in pages.text(manager.get("/"))


@pytest.mark.parametrize("end", AT_THE_END, ids=str)
def test_nothing_leaves_beyond_the_tier_of_an_outcome(sign_in: SignIn, end: End) -> None:
    enquiry = an_answered_enquiry(end.hub)
    manager = sign_in("manager", hub_slug=end.hub)
    decide(manager, enquiry, end)
    authorise(sign_in("manager-2", hub_slug=end.hub), enquiry)

    sent = send(manager, enquiry, end)

    tier = POLICIES[end.hub].tier(end.outcome.tier)
    kinds = {item["kind"] for product in sent for item in product.contents["items"]}
    assert kinds <= set(tier.contains)
    assert ("identity" in kinds) == bool(sent)


@pytest.mark.parametrize("end", AT_ONCE, ids=str)
def test_a_contact_that_ends_at_once_is_told_in_the_words_of_its_outcome(
    sign_in: SignIn, end: End
) -> None:
    case = waiting(make.walk(end.hub, at=now()), caller=HEAD, immediate_harm="no")
    manager = sign_in("manager", hub_slug=end.hub)

    [taker] = end.teams if end.outcome.urgency else ("",)

    closed = pages.sent(
        manager, routing(case), move=f"close/{end.outcome.slug}", reason="Spoken to the mother.",
        tell_referrer="on", basis="section_17", items=["identity"], looked="no",
        **{f"takes_{end.outcome.slug}": taker, f"kind_{end.outcome.slug}": end.kind},
    )  # fmt: skip

    assert closed.status_code == 302, pages.errors(closed)
    make.enter("manager", hub_slug=end.hub)
    told = [(each.team.slug, each.tier, each.urgency) for each in queries.handed_over(case.pk)]
    assert told == ([(taker, end.outcome.tier, end.outcome.urgency)] if taker else [])
    words = Receipt.objects.get(contact=case.contact).words
    assert words.endswith(f"has been decided: {end.outcome.told}")


@pytest.mark.parametrize("hub", POLICIES)
def test_the_public_hear_of_no_outcome_whatever_it_is(sign_in: SignIn, hub: str) -> None:
    case = waiting(make.walk(hub, at=now()), caller=NEIGHBOUR, immediate_harm="no")

    pages.sent(
        sign_in("manager", hub_slug=hub), routing(case), move="close/no_further_action",
        reason="Spoken to the mother.", tell_referrer="on", looked="no",
    )  # fmt: skip

    make.enter("manager", hub_slug=hub)
    words = Receipt.objects.get(contact=case.contact).words
    assert words.startswith("Your information was received and has been considered.")


@pytest.mark.parametrize("hub", POLICIES)
def test_every_pack_can_assess_before_birth(hub: str) -> None:
    [assessment] = [each for each in POLICIES[hub].outcomes if each.slug == "assessment"]

    assert "pre_birth" in [kind.slug for kind in assessment.variants]


@pytest.mark.parametrize(
    ("hub", "team"), [("coventry", "disability"), ("barnet", "disabled_children")]
)
def test_what_was_gathered_on_a_disabled_child_goes_to_the_team_that_was_meant(
    sign_in: SignIn, hub: str, team: str
) -> None:
    walk = make.walk(hub, at=now())
    case = waiting(walk, immediate_harm="no", disability="yes", safeguarding_concern="yes")
    manager = sign_in("manager", hub_slug=hub)
    pages.sent(manager, routing(case), move="send_to_mash")
    make.enter("manager", hub_slug=hub)
    enquiry = answered(hub, Enquiry.objects.get(case=case))
    [end] = [e for e in AT_THE_END if (e.hub, e.value, e.teams) == (hub, "assessment/standard",
             POLICIES[hub].outcome("assessment").teams[:1])]  # fmt: skip

    decide(manager, enquiry, end)
    authorise(sign_in("manager-2", hub_slug=hub), enquiry)

    page = manager.get(f"/cases/{case.reference}/send/").content.decode()
    assert values(page, "team") == [team]  # C6.10: the MASH gathers, then transfers.


def an_answered_enquiry(hub: str) -> Enquiry:
    """Return an enquiry about a child whom a school told of, with every answer there."""
    walk = make.walk(hub, at=now())
    return answered(hub, walk.to_mash(walk.describe(walk.contact(caller=HEAD))))


def answered(hub: str, enquiry: Enquiry) -> Enquiry:
    """Return an enquiry rated, commenced and answered."""
    walk, rating = make.walk(hub, at=now()), POLICIES[hub].ratings[1]
    asked = walk.commence(walk.rate(enquiry, rating.slug), asked=rating.required)
    for request in asked:
        walk.answer(request)
    return enquiry


def decide(manager: Client, enquiry: Enquiry, end: End) -> None:
    """Decide an enquiry on its page."""
    done = pages.sent(
        manager, f"/cases/{enquiry.case.reference}/decide/",
        rating=POLICIES[end.hub].ratings[1].slug, outcome=end.value, level="3",
        rationale="In view of what came back.", recommendations="See the child this week.",
        primary_need="N1" if end.outcome.primary_need else "",
    )  # fmt: skip
    assert done.status_code == 302, pages.errors(done)


def authorise(other: Client, enquiry: Enquiry) -> None:
    """Authorise a decision, as another manager."""
    assert pages.sent(other, f"/cases/{enquiry.case.reference}/authorise/").status_code == 302


def send(manager: Client, enquiry: Enquiry, end: End) -> list[Product]:
    """Send what is ticked beforehand to the teams of an end, or complete it without any."""
    where = f"/cases/{enquiry.case.reference}/send/"
    page = manager.get(where).content.decode()
    done = pages.sent(
        manager, where, team=list(end.teams), items=values(page, "items"), basis="section_17"
    )
    assert done.status_code == 302, pages.errors(done)
    make.enter("manager", hub_slug=end.hub)
    return list(Product.objects.filter(enquiry=enquiry).select_related("team"))


def the_referrer_reads(manager: Client, enquiry: Enquiry) -> str:
    """Tell the referrer, and return what they read of the outcome."""
    contact = enquiry.case.contact
    done = manager.post(f"/contacts/{contact.reference}/tell-referrer/", {"seen": contact.version})
    assert done.status_code == 302
    words = Receipt.objects.get(contact=contact).words
    return words.partition("has been decided: ")[2].removesuffix(".")
