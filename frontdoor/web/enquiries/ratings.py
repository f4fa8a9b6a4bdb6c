"""Ratings, depths and agencies of a pack, as people choose among them."""

from collections.abc import Sequence
from datetime import datetime

from frontdoor.casework.enquiries import queries as enquiries
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.casework.gathering import rules
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_time import Rating
from frontdoor.web.components import words

Offered = list[tuple[str, str, str]]

STARTS = {"receipt": "from receipt", "rating": "from rating", "commencing": "from commencing"}
DEPTHS = {
    "none": "No gathering: decide on what is known",
    "basic": "Basic gathering",
    "full": "Full gathering",
}
KINDS = {"core": "Core partner", "virtual": "Virtual partner"}


def choices(policy: Policy) -> list[tuple[str, str]]:
    """Return the ratings of a pack, in its order."""
    return [(rating.slug, rating.name) for rating in policy.ratings]


def described(rating: Rating, *, due_at: datetime) -> str:
    """Return what a rating means, the time it gives, and when that would be up from now."""
    clock = rating.clock(assessment=True)
    commence = f" Commence within {rating.commence}." if rating.commence else ""
    return (
        f"{rating.meaning} {levels(rating.levels)}"
        f"{words.sentence_case(str(clock.duration))} {STARTS[clock.starts]}: "
        f"due on {words.day(due_at)} at {words.time(due_at)} if it commences now.{commence}"
    )


def due_anew(rating: Rating, enquiry: Enquiry, *, at: datetime) -> str:
    """Return what a rating means, and when a commenced enquiry would be due under it."""
    due_at = enquiries.due_if_commenced(enquiry, rating.slug, at=at)
    when = f"{words.day(due_at)} at {words.time(due_at)}"
    due = f"was due on {when}" if due_at < at else f"due on {when}"
    clock = rating.clock(assessment=True)
    return (
        f"{rating.meaning} {levels(rating.levels)}"
        f"{words.sentence_case(str(clock.duration))} {STARTS[clock.starts]}: {due}."
    )


def levels(numbers: Sequence[int]) -> str:
    """Return the levels of need of a rating as a sentence, or nothing where there are none."""
    if not numbers:
        return ""
    return f"{'Level' if len(numbers) == 1 else 'Levels'} {words.listing(numbers)}. "


def depths(policy: Policy, rating: Rating) -> Offered:
    """Return the depths of gathering that a rating leaves to choose, and whom each asks (B16)."""
    offered: Offered = []
    for depth in rating.gathering_choice:
        asked = rules.asked_first(policy, rating, depth=depth)
        names = words.listing(policy.agency(slug).name for slug in asked)
        offered.append((depth, DEPTHS[depth], f"Asks {names}." if names else ""))
    return offered


def agencies(policy: Policy, rating: Rating) -> Offered:
    """Return every agency of a pack: what it is to the hub, and whether the rating needs it."""
    return [
        (
            agency.slug,
            agency.name,
            KINDS[agency.kind]
            + (f", required for {rating.name}" if agency.slug in rating.required else ""),
        )
        for agency in policy.agencies
    ]
