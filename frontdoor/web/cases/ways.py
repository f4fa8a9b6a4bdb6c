"""The ways that a case can go, as they are chosen, and what is chosen beforehand (C5.1, a.8, 4)."""

from collections.abc import Mapping

from frontdoor.casework.contacts import rules
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.rules import Way
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.triage.models import Recommendation
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_sharing import Outcome
from frontdoor.policy.rules import Advice


def ways(policy: Policy) -> dict[CaseMove, str]:
    """Return the ways that a hub has, in its own words: not every hub has a triage beside MASH."""
    services = {service.slug: service.name for service in policy.services}
    triage = next((name for slug, name in services.items() if slug != rules.MASH), "")
    said = {
        CaseMove.SEND_TO_MASH: f"To {services.get(rules.MASH, 'MASH')}: open an enquiry",
        CaseMove.SEND_TO_TRIAGE: f"To {triage}" if triage else "",
        CaseMove.PASS_ON: "Pass on to a team",
        CaseMove.CLOSE: "Close",
    }
    return {move: words for move, words in said.items() if words}


def choices(policy: Policy) -> Mapping[str, str]:
    """Return what can be chosen: each way, and for closing each way that a case can end."""
    found = ways(policy)
    close = found.pop(CaseMove.CLOSE)
    ends = {closing(end): f"{close}: {end.name}" for end in rules.closings(policy)}
    return {**{move.value: words for move, words in found.items()}, **ends}


def closing(end: Outcome) -> str:
    """Return the value under which closing with an outcome is chosen."""
    return f"{CaseMove.CLOSE.value}/{end.slug}"


def ready(end: Outcome) -> str:
    """Return the name of the field with the reasons that an outcome has ready."""
    return f"because_{end.slug}"


def taker(end: Outcome) -> str:
    """Return the name of the field that says which team takes what ends so."""
    return f"takes_{end.slug}"


def kind(end: Outcome, move: CaseMove) -> str:
    """Return the name of the field that says which kind of an outcome a way ends with (C15.10)."""
    return f"{'passed' if move is CaseMove.PASS_ON else 'kind'}_{end.slug}"


def move_of(value: str) -> CaseMove:
    """Return the move of a choice."""
    return CaseMove(value.partition("/")[0])


def named(way: Way) -> dict[str, str]:
    """Return how a way is chosen on the page."""
    # The team of an enquiry is told by the advice; it is nobody that the case is passed on to.
    team = way.team if way.move is CaseMove.PASS_ON else ""
    move = "/".join(part for part in (way.move.value, way.outcome) if part)
    return {"move": move, "team": team}


def rated(advice: list[Advice]) -> str:
    """Return the rating that the advice names: immediate harm is always rated (C6.5)."""
    return next((each.rating for each in advice if each.rating), "") or ""


def preselected(case: Case, advice: list[Advice], recommended: Recommendation | None) -> Way | None:
    """Return the way that a worker recommends, else the one that the policy advises.

    The immediate-harm test comes first (a.8, 4); while it waits for an answer, there is none.
    """
    if recommended and not any(each.blocking for each in advice):
        return recommended.way
    found = [rules.way(case.policy, each) for each in advice]
    if any(each.blocking and way is None for each, way in zip(advice, found, strict=True)):
        return None
    return next((way for way in found if way), None)


def all_to_tell(advice: list[Advice]) -> list[str]:
    """Return every team that advice names beside the one that takes the case.

    Immediate harm goes on in the hub, and its team is told at once (C6.4, C6.5).
    """
    at_once = [each.team for each in advice if each.first and each.service and each.team]
    return list(dict.fromkeys([*at_once, *(team for each in advice for team in each.also_tell)]))


def to_tell(case: Case, advice: list[Advice]) -> list[str]:
    """Return the teams ticked beforehand; while the harm test waits for an answer, none."""
    waits = any(each.blocking and rules.way(case.policy, each) is None for each in advice)
    return [] if waits else all_to_tell(advice)
