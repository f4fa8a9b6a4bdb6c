"""The pages of a receiving team: what the hub sent, and taking it on (D11, D13)."""

from collections.abc import Callable

import pytest
from django.test import Client

from frontdoor.casework.disclosures.models import Product
from frontdoor.jobs.example.walk import Walk
from tests import make, pages
from tests.integration import orchard
from tests.integration.orchard import SECTION_17, TEAM, keys, send

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def product(walk: Walk) -> Product:
    sent = walk.share(orchard.authorised(walk), team="early_help_team")
    assert sent is not None
    return sent


def test_a_team_reads_what_it_is_asked_to_do_and_how_fast(sign_in: SignIn) -> None:
    sent = product(orchard.today())
    client = sign_in(TEAM)

    listed, read = (
        pages.text(client.get(where)) for where in ("/products/", f"/products/{sent.reference}/")
    )

    assert sent.reference == f"{sent.enquiry}-1"
    assert listed.index("To acknowledge") < listed.index(sent.reference)
    assert "working hours" in listed
    for said in (
        "Tamsin Orchard", "Born 9 March 2013", "Diversion to Early Help: Early Help, level 3",
        "Amber, level 3", "within five working days", "Offer work on safety online.",
        f"Analysis by Education {orchard.SCHOOL_THINKS}",
    ):  # fmt: skip
        assert said in read


def test_a_condition_goes_with_what_it_is_about(sign_in: SignIn) -> None:
    decision = orchard.authorised(orchard.today())
    police = keys(decision)["West Midlands Police on Lewis Varley"]

    pages.sent(sign_in("manager"), send(decision), items=["identity", police], **SECTION_17)

    read = pages.text(sign_in(TEAM).get(f"/products/{decision.enquiry}-1/"))
    assert orchard.CONVICTIONS in read
    assert "The recipient must not tell the family this, or where it came from." in read


def test_a_team_acknowledges_once(sign_in: SignIn) -> None:
    sent = product(orchard.today())
    where = f"/products/{sent.reference}/"
    first, second = sign_in(TEAM), sign_in(TEAM)
    held = pages.opened(second, where)

    taken = pages.sent(first, where)
    late = second.post(where, held)

    assert (taken.status_code, late.status_code) == (302, 409)
    assert "Acknowledged by Greta Hollins" in pages.text(late)
    read = pages.text(first.get(where))
    assert "Acknowledged Greta Hollins" in read
    assert "Acknowledge" not in pages.buttons(first.get(where))
    listed = pages.text(first.get("/products/"))
    assert "Nothing waits for your team." in listed


def test_a_product_is_there_for_its_own_team_and_the_hub_alone(sign_in: SignIn) -> None:
    sent = product(orchard.today())
    where = f"/products/{sent.reference}/"

    other = sign_in("area-team-team")
    codes = [
        other.get(where).status_code,
        other.post(where, {"seen": "1"}).status_code,
        sign_in(TEAM, hub_slug="durham").get(where).status_code,
        sign_in("police").get(where).status_code,
        sign_in("social-worker").get(where).status_code,
    ]

    assert codes == [404, 404, 404, 403, 200]
    assert sent.reference not in pages.text(other.get("/products/"))


def test_the_database_itself_shows_no_product_of_another_team() -> None:
    sent = product(orchard.today())

    seen = {}
    for who in ("area-team-team", "police", TEAM):
        make.enter(who)
        seen[who] = Product.objects.filter(pk=sent.pk).exists()

    assert seen == {"area-team-team": False, "police": False, TEAM: True}


def test_the_hub_reads_a_product_and_acknowledges_none(sign_in: SignIn) -> None:
    sent = product(orchard.today())
    client, where = sign_in("manager"), f"/products/{sent.reference}/"

    read = client.get(where)
    page = client.post(where, {"seen": "1"})

    assert "Tamsin Orchard" in pages.text(read)
    assert "Acknowledge" not in pages.buttons(read)
    assert "Acknowledge" in pages.buttons(sign_in(TEAM).get(where))
    assert page.status_code == 403
    assert "Only Early Help (Family Hubs) can acknowledge this." in pages.text(page)


def test_the_list_of_products_is_for_teams(sign_in: SignIn) -> None:
    codes = [sign_in(who).get("/products/").status_code for who in (TEAM, "manager", "police")]

    assert codes == [200, 403, 403]


def test_a_product_that_is_not_there_is_not_found(sign_in: SignIn) -> None:
    assert sign_in(TEAM).get("/products/CV-99-00001-A-1/").status_code == 404
