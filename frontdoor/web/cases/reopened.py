"""A case that was opened again, in words: who said so and why, and who is to be told anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures.models import Product
from frontdoor.web.components import words


@dataclass(frozen=True, kw_only=True)
class Reopened:
    """Who opened a case again, when and why, and who knows how it had ended."""

    by: str
    at: datetime
    why: str
    told: list[str]


def reopened(case: Case, products: Sequence[Product]) -> Reopened | None:
    """Return how a case came to be opened again, the last time, if it ever was."""
    if case.reopened_at is None:
        return None
    return Reopened(
        by=case.reopened_by_name,
        at=case.reopened_at,
        why=case.reopened_why,
        told=[*_teams(case, products), *_referrer(case)],
    )


def _teams(case: Case, products: Sequence[Product]) -> list[str]:
    before = [each for each in products if each.turn < case.turn]
    return [
        f"{each.team}, on {words.moment(each.sent_at)}{_acknowledged(each)}"
        for each in before
        if not each.is_recalled and not each.is_lent
    ]


def _acknowledged(product: Product) -> str:
    return "; what they took on stays theirs" if product.acknowledged_at else ""


def _referrer(case: Case) -> list[str]:
    receipt = case.contact.receipt
    if receipt.told_at is None or receipt.is_told:
        return []
    return [f"The referrer, on {words.moment(receipt.told_at)}"]
