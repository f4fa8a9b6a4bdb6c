"""What the owner does after every migrate: the wall, the packs, the bank holidays."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from govuk_bank_holidays.bank_holidays import BankHolidays

from frontdoor.access import standing, tables
from frontdoor.access.wall import Open, Table
from frontdoor.casework.actions import wall as actions
from frontdoor.casework.agreements import wall as agreements
from frontdoor.casework.closing import wall as closing
from frontdoor.casework.contacts import wall as contacts
from frontdoor.casework.decisions import wall as decisions
from frontdoor.casework.disclosures import wall as disclosures
from frontdoor.casework.enquiries import wall as enquiries
from frontdoor.casework.gathering import wall as gathering
from frontdoor.casework.holdings import wall as holdings
from frontdoor.casework.ledger import wall as ledger
from frontdoor.casework.papers import wall as papers
from frontdoor.casework.restricting import wall as restricting
from frontdoor.casework.retention import wall as retention
from frontdoor.casework.rolls import wall as rolls
from frontdoor.casework.searches import wall as searches
from frontdoor.casework.strategy import wall as strategy
from frontdoor.casework.triage import wall as triage
from frontdoor.disposal import wall as disposal
from frontdoor.entrance import wall as entrance
from frontdoor.oversight import wall as oversight
from frontdoor.people import wall as people
from frontdoor.policy import operations as policies
from frontdoor.policy import wall as packs_wall
from frontdoor.policy.models import PolicyVersion
from frontdoor.watch import wall as watch

TABLES: tuple[Table, ...] = (
    *tables.TABLES,
    *people.TABLES,
    *agreements.TABLES,
    *ledger.TABLES,
    *restricting.TABLES,
    *contacts.TABLES,
    *searches.TABLES,
    *papers.TABLES,
    *rolls.TABLES,
    *triage.TABLES,
    *enquiries.TABLES,
    *gathering.TABLES,
    *actions.TABLES,
    *decisions.TABLES,
    *disclosures.TABLES,
    *strategy.TABLES,
    *closing.TABLES,
    *holdings.TABLES,
    *retention.TABLES,
    *oversight.TABLES,
    *disposal.TABLES,
    *watch.TABLES,
)

DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")

OPEN: tuple[Open, ...] = (*tables.OPEN, *entrance.OPEN, *packs_wall.OPEN)


@transaction.atomic
def raise_the_wall(*, application: str) -> list[str]:
    """Put every table behind the wall as the code declares it, and return those that changed."""
    with connection.cursor() as cursor:
        return standing.raise_wall(cursor, (*TABLES, *OPEN), application=application)


def adopt_packs(packs: Sequence[Path], *, law: Path, at: datetime) -> list[PolicyVersion]:
    """Bring every pack into force; one whose text is in force already stays as it is.

    :raises reading.Unreadable: with every fault of a pack.
    """
    statements = law.read_text(encoding="utf-8")
    return [
        policies.adopt(
            source=pack.read_text(encoding="utf-8"), law=statements, name=str(pack), at=at
        )
        for pack in packs
    ]


def seed_bank_holidays() -> int:
    """List the bank holidays that GOV.UK published, where the hub has not; return how many."""
    published = BankHolidays(use_cached_holidays=True)
    listed = {
        division: [(day["date"], day["title"]) for day in published.get_holidays(division=division)]
        for division in DIVISIONS
    }
    return policies.seed_holidays(listed)
