"""Steps of a walk before something leaves: whoever gave it is asked, and answers."""

from frontdoor.access.actor import Actor
from frontdoor.casework.decisions.models import Decision
from frontdoor.casework.disclosures import clearing, offers, queries
from frontdoor.casework.disclosures.models import Clearance
from frontdoor.jobs.example.walk import Walk


def item(walk: Walk, decision: Decision) -> str:
    """Return the key of the first facts that an originator has to agree to."""
    offered = walk.as_("manager", lambda _: offers.of_decision(decision))
    return next(each.key for each in offered if each.is_asked_for and each.kind == "agency_facts")


def ask(walk: Walk, decision: Decision, *, team: str = "") -> Clearance:
    """Ask whoever gave those facts whether they may go to a team of the outcome."""
    key = item(walk, decision)
    return walk.as_(
        walk.whose("disclose"),
        lambda actor: clearing.ask(
            decision=decision,
            item=key,
            teams=[team or decision.chosen.teams[0]],
            why="They meet the family at home.",
            by=actor,
            at=walk.at,
        ),
    )[0]


def answer(
    walk: Walk, clearance: Clearance, *, agreed: bool = True, words: str = "", why: str = ""
) -> Clearance:
    """Answer as the agency that gave the facts."""

    def do(actor: Actor) -> Clearance:
        asked = queries.clearance(clearance.pk, actor=actor, to="clear", at=walk.at)
        return clearing.answer(
            clearance=asked,
            agreed=agreed,
            words=words,
            why=why,
            seen=asked.version,
            by=actor,
            at=walk.at,
        )

    return walk.as_(clearance.agency.slug.replace("_", "-"), do)
