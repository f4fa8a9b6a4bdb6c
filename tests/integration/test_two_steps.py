"""Everything that can be done with a case is two steps away from its page at most (U6)."""

import re

import pytest
from django.test import Client

from tests.house.test_pages import rows
from tests.integration.conftest import SignIn
from tests.world import World

pytestmark = pytest.mark.django_db

AREAS = ("contacts", "cases", "triage", "enquiries", "disclosures", "actions", "strategy")
# What is offered only when it is late: an agency that still has time is not chased. And a list of
# what was shared, once there is anything on it.
NOT_YET = {"enquiries:chase", "enquiries:chase_more", "cases:basis_download"}


def _links(client: Client, address: str) -> set[str]:
    page = client.get(address)
    found = re.findall(r'href="(/[^"#]*)', page.content.decode()) if page.status_code == 200 else []
    return {href.partition("?")[0] for href in found}


def _wanted(stage: str) -> list[str]:
    """Return the pages of a case that a team manager gets at a stage."""
    return [
        row.page
        for row in rows()
        if row.at == stage != "-" and row.cells["man"] == "yes"
        if row.page.partition(":")[0] in AREAS and row.page not in NOT_YET
    ]


@pytest.mark.parametrize("stage", sorted({row.at for row in rows() if _wanted(row.at)}))
def test_a_manager_gets_everywhere_in_two_steps(sign_in: SignIn, stage: str) -> None:
    world = World(stage)
    assert world.case is not None
    moira, home = sign_in("manager"), f"/cases/{world.case.reference}/"

    near = _links(moira, home)
    case, contact = world.case.reference, world.case.contact.reference
    about = (f"/cases/{case}/", f"/contacts/{contact}/", "/actions/")
    far = {there for link in near if link.startswith(about) for there in _links(moira, link)}

    pages = {page: world.address(page) for page in _wanted(stage)}
    assert {page for page, there in pages.items() if there not in near | far | {home}} == set()
