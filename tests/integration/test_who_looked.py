"""Every look at a case leaves one entry: who, when, what for, of which agency (R10)."""

from collections import defaultdict

import pytest
from django.db.models import Max
from django.test import Client

from frontdoor.audit import queries as audit
from frontdoor.audit.models import Look
from frontdoor.jobs.example.walk import Walk
from tests import make
from tests.house.test_pages import Row, rows
from tests.integration.conftest import SignIn
from tests.pages import text
from tests.world import PEOPLE, World

pytestmark = pytest.mark.django_db

# They name many children in a line each, for those whose work it is: a list is no look at a case.
LISTS = {
    "worklist:home", "worklist:out_of_hours", "worklist:closing", "worklist:carrying",
    "worklist:answers", "worklist:cover", "worklist:choose", "worklist:find",
    "contacts:challenges", "gathering:tray", "disclosures:products", "notices:notices",
}  # fmt: skip


def _by_stage() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        if row.at != "-":
            found[row.at].append(row)
    return found


# What they hold is not read here: they are remembered all the same.
FILES = {
    "cases:basis_download", "papers:download", "papers:picture", "records:schedule",
}  # fmt: skip

# A list of another system is of many people, whom no page of it has to name.
ROLLS = {"rolls:columns", "rolls:show", "rolls:not_taken"}

# It is of somebody in no case, whose name no case has.
OF_SOMEBODY_ELSE = {"records:review_told", "records:ask_told"}


def _looks(*, after: int = 0) -> list[str]:
    """Return what was looked at since then."""
    make.enter()
    return list(Look.objects.filter(pk__gt=after).values_list("subject", flat=True))


def _newest() -> int:
    make.enter()
    return Look.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _told(content: bytes) -> str:
    return content.decode(errors="replace")


@pytest.mark.parametrize("stage", _by_stage())
def test_whoever_is_shown_a_case_is_remembered(stage: str, sign_in: SignIn) -> None:
    """A page that names the child and is no list leaves one entry of each thing that it shows: the
    case, and a paper or a product of it. So does a page of a list that was brought. A new page is
    found here.
    """
    world = World(stage)
    client: dict[str, Client] = {}
    case = world.case
    assert case is not None
    make.enter()
    names = {case.child.name, case.reference, case.contact.reference}

    unseen = {}
    for row in _by_stage()[stage]:
        for column in [name for name, answer in row.cells.items() if answer == "yes"]:
            if column in ("nobody", "hub"):
                continue
            client.setdefault(column, sign_in(PEOPLE[column]))
            before = _newest()
            page = client[column].get(world.address(row.page))
            named = any(name in _told(page.content) for name in names)
            written = _looks(after=before)
            is_to_be = row.page in FILES | ROLLS | OF_SOMEBODY_ELSE or (
                named and row.page not in LISTS
            )
            if bool(written) != is_to_be or len(set(written)) != len(written):
                unseen[f"{row.page} as {column}"] = written

    assert unseen == {}


def test_a_look_keeps_the_agency_of_whoever_looked(walk: Walk, sign_in: SignIn) -> None:
    case = make.case(walk)

    sign_in("officer").get(f"/cases/{case.reference}/")

    officer = make.enter("officer")
    [look] = [each for each in audit.looks(case.reference) if each.by_id == officer.user_id]
    assert (look.by_name, look.agency_id) == (officer.name, officer.agency_id)


def test_a_manager_reads_who_looked_when_and_what_for(walk: Walk, sign_in: SignIn) -> None:
    case = make.requests(walk)[0].enquiry.case
    sign_in("officer").get(f"/cases/{case.reference}/")
    sign_in("police").get(f"/requests/{case.reference}/")

    page = text(sign_in("manager").get(f"/cases/{case.reference}/looks/"))

    officer, police = make.actor("officer"), make.actor("police")
    for words in (officer.name, police.name, "Police", "Read it", "See who looked"):
        assert words in page


def test_a_look_that_was_refused_is_told_too(walk: Walk, sign_in: SignIn) -> None:
    """Also by somebody who may open other pages, and of a page that is for other roles."""
    case = make.case(walk)
    assert sign_in("officer").get(f"/cases/{case.reference}/route/").status_code == 403
    assert sign_in("community-safety").get(f"/requests/{case.reference}/").status_code == 404

    page = text(sign_in("manager").get(f"/cases/{case.reference}/looks/"))

    assert "2 were refused." in page
    assert page.count("Tried to open it: refused") == 2


def test_a_case_page_leads_managers_to_it_and_nobody_else(walk: Walk, sign_in: SignIn) -> None:
    case = make.case(walk)
    link = f"/cases/{case.reference}/looks/"

    assert link in sign_in("manager").get(f"/cases/{case.reference}/").content.decode()
    assert link not in sign_in("officer").get(f"/cases/{case.reference}/").content.decode()
