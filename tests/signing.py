"""Agreements as tests need them: one agency that has none, or one that runs out."""

from datetime import date

from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency
from frontdoor.casework.agreements import operations, queries
from frontdoor.casework.agreements.models import Agreement
from frontdoor.jobs.example import signing
from frontdoor.jobs.example.walk import Walk


def the_agreement(walk: Walk) -> Agreement:
    """Return the agreement that everybody of a hub has signed."""
    found = walk.as_("administrator", lambda by: queries.register(by.hub_id))
    return next(each for each in found if each.title == signing.TITLE)


def end(walk: Walk, agreement: Agreement | None = None) -> Agreement:
    """End an agreement, or the one that everybody has signed."""
    ending = agreement or the_agreement(walk)
    return walk.as_(
        "administrator",
        lambda by: operations.end(
            agreement=ending, why="It was replaced.", seen=ending.version,
            today=walk.at.date(), by=by, at=walk.at,
        ),
    )  # fmt: skip


def add(walk: Walk, *, title: str = "Another agreement", until: date | None = None) -> Agreement:
    """Put an agreement on the register that nobody has signed."""
    return walk.as_(
        "administrator",
        lambda by: operations.add(
            title=title, kept_at="Folder 3", begins_on=date(2026, 1, 5), until=until,
            review_on=date(2028, 1, 5), by=by, at=walk.at,
        ),
    )  # fmt: skip


def sign(walk: Walk, agreement: Agreement, *slugs: str, on: date = date(2026, 1, 5)) -> None:
    """Let agencies sign an agreement."""

    def do(by: Actor) -> None:
        for agency in Agency.objects.filter(hub=walk.hub, slug__in=slugs):
            operations.sign(
                agreement=agreement, agency=agency, signatory="Director", signed_on=on,
                today=walk.at.date(), by=by, at=walk.at,
            )  # fmt: skip

    walk.as_("administrator", do)


def all_but(walk: Walk, *without: str) -> Agreement:
    """Let every agency of the hub but these have an agreement in force, and these none."""
    end(walk)
    made = add(walk)
    others = Agency.objects.filter(hub=walk.hub).exclude(slug__in=without)
    sign(walk, made, *others.values_list("slug", flat=True))
    return made
