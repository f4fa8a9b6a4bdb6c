"""Cases that go to a team outside: what is known of a child, and what a browser sends."""

from datetime import date
from typing import Any

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.disclosures import operations
from frontdoor.casework.disclosures.models import Product
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import operations as people
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Service
from tests.deciding import NEIGHBOUR

HOUSED = Told(given_names="Robin", family_name="Example", address="4 Larkspur Row, Coventry")


def known(walk: Walk, case: Case, *, service: Service = Service.SOCIAL_CARE, **more: Any) -> None:
    """Note what a service's own system says of the child."""
    said: dict[str, Any] = {"team": "Area team East", "worker": "Philippa Strand"} | more
    walk.as_(
        "manager",
        lambda actor: people.note_involvement(
            person=case.child,
            service=service,
            opened_on=date(2026, 1, 5),
            source="Case system",
            by=actor,
            at=walk.at,
            **said,
        ),
    )


def at_home(walk: Walk, **answers: str) -> Case:
    """Return a case of a child whose address is known."""
    contact = walk.contact(caller=NEIGHBOUR, children=[HOUSED])
    walk.describe(contact, answers=answers)
    return walk.case(contact)


def values(page: str, name: str) -> list[str]:
    """Return the values of what is ticked under a name."""
    boxes = [part.split(">", 1)[0] for part in page.split("<input")[1:]]
    return [
        box.split('value="')[1].split('"')[0]
        for box in boxes
        if f'name="{name}"' in box and " checked" in box
    ]


def acknowledge(walk: Walk, product: Product) -> None:
    walk.as_(
        f"{product.team.slug.replace('_', '-')}-team",
        lambda by: operations.acknowledge(product=product, seen=1, by=by, at=walk.at),
    )
