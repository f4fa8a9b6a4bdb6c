"""The family of a child as a tree, with an equal table: what may be seen, once each, no more."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from frontdoor.audit.models import Look
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.jobs.example import knowing, registering, restricting, staff
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import operations as people
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Dwelling, Kin
from tests import make

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
KERRY = Told(given_names="Kerry", family_name="Doe", date_of_birth=date(1999, 7, 9), sex="F")


def shown(client: Client, case: Case) -> str:
    answer = client.get(f"/cases/{case.reference}/family/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def drawing(page: str) -> str:
    return page[page.index("<svg") : page.index("</svg>")]


def table(page: str) -> str:
    return page[page.index("<tbody") : page.index("</tbody>")]


def removed(walk: Walk) -> tuple[Contact, Person]:
    """Take a contact about two children who were removed, and return it with their mother."""
    then = make.later(walk, days=-700)
    before = then.contact(
        children=[Told(given_names=name, family_name="Doe", sex="M") for name in ("Ash", "Bryn")]
    )
    mother = then.person(before, KERRY, Part.CARER, kin="mother")
    return then.describe(before), mother


def unborn(walk: Walk) -> tuple[Case, Person]:
    child = Told(description="Baby of Kerry Doe", expected_on=date(2027, 6, 1), sex="U")
    here = walk.contact(children=[child])
    mother = walk.person(here, KERRY, Part.CARER, kin="mother")
    walk.person(here, Told(given_names="Dez", sex="M"), Part.RISK, kin="step_parent")
    return walk.case(walk.describe(here)), mother


def test_removed_brothers_hang_from_the_mother_when_somebody_says_who_she_is(
    sign_in: SignIn, walk: Walk
) -> None:
    """P30: the brothers live elsewhere, and are of the family once the two records are linked."""
    before, held = removed(walk)
    case, mother = unborn(walk)
    client = sign_in("social-worker")
    assert "Ash Doe" not in shown(client, case)

    knowing.link(walk, case, mother, held)
    page = shown(client, case)

    for name in ("Ash Doe", "Bryn Doe", "Kerry Doe", "Dez", "Baby of Kerry Doe"):
        assert name in drawing(page)
        assert name in table(page)
    assert drawing(page).count("<title>Kerry Doe</title>") == 1
    assert "Mother of Ash Doe" in table(page)
    assert "Step-parent of Baby of Kerry Doe" in table(page)
    assert "Named in another contact" in table(page)
    make.enter()
    ash = walk.case(before).child
    looks = Look.objects.filter(subject=f"person {ash.pk}", purpose__contains=case.reference)
    assert looks.count() == 1


def test_who_is_restricted_to_others_is_in_neither(sign_in: SignIn, walk: Walk) -> None:
    before, held = removed(walk)
    case, mother = unborn(walk)
    knowing.link(walk, case, mother, held)
    staff.hire(walk.hub)
    restricting.restrict(walk, before, "manager")

    assert "Ash Doe" not in shown(sign_in("officer"), case)
    assert "Ash Doe" in shown(sign_in("manager"), case)


def test_what_contradicts_itself_is_drawn_once_and_told_in_words(
    sign_in: SignIn, walk: Walk
) -> None:
    case, mother = unborn(walk)
    walk.as_("officer", lambda by: people.relate(
        person=case.child, other=mother, kin=Kin.MOTHER, parental_responsibility="", by=by
    ))  # fmt: skip

    page = shown(sign_in("officer"), case)

    assert "contradicts something else that was said, so it is not drawn" in table(page)
    assert drawing(page).count("<title>Kerry Doe</title>") == 1


def test_whose_partner_somebody_is_that_a_contact_of_a_child_names_is_not_guessed(
    sign_in: SignIn, walk: Walk
) -> None:
    case, _ = unborn(walk)
    walk.person(case.contact, Told(given_names="Mal"), Part.HOUSEHOLD, kin="partner")

    page = shown(sign_in("officer"), case)

    assert "Partner, named in the contact of Baby of Kerry Doe: of whom is not said" in table(page)
    assert "<title>Mal</title>" in drawing(page)


def test_a_drawing_has_a_title_and_no_style(sign_in: SignIn, walk: Walk) -> None:
    case, _ = unborn(walk)

    page = drawing(shown(sign_in("officer"), case))

    assert '<title id="drawn-title">Family tree of Baby of Kerry Doe</title>' in page
    assert "<desc" in page
    assert "style=" not in page


def test_a_large_family_is_asked_for_as_often_as_a_small_one(sign_in: SignIn, walk: Walk) -> None:
    case, mother = unborn(walk)
    client = sign_in("officer")
    shown(client, case)
    with CaptureQueriesContext(connection) as small:
        shown(client, case)

    for number in range(9):
        sister = Told(given_names=f"Wren {number}")
        walk.person(case.contact, sister, Part.SIBLING, kin="sibling")
    _, held = removed(walk)
    knowing.link(walk, case, mother, held)
    with CaptureQueriesContext(connection) as large:
        shown(client, case)

    assert len(large) <= len(small) + 1  # The looks at those whom another contact told of.


def test_the_days_of_a_relationship_stand_in_drawing_and_table_and_what_is_over_is_cut(
    sign_in: SignIn, walk: Walk
) -> None:
    case, mother = unborn(walk)
    dez = walk.person(case.contact, Told(given_names="Una"), Part.OTHER)
    page = shown(sign_in("officer"), case)
    strokes = drawing(page).count("<path")

    registering.relate(
        walk, case, person=dez, other=mother, kin=Kin.PARTNER, until=registering.MARCH_2025
    )
    carer = walk.person(case.contact, Told(given_names="Ivo"), Part.OTHER)
    registering.relate(walk, case, person=carer, kin=Kin.FOSTER_CARER)
    page = shown(sign_in("officer"), case)

    assert "about 2019 – Mar 2025" in drawing(page)
    assert "since about 2019" in drawing(page)
    assert "from about 2019 until March 2025" in table(page)
    assert drawing(page).count("<path") >= strokes + 3  # Two lines more, and one of them is cut.


def test_where_somebody_lived_stands_in_the_table_and_a_refuge_does_not(
    sign_in: SignIn, walk: Walk
) -> None:
    case, mother = unborn(walk)
    registering.live(
        walk, case, person=mother, address="2 Elm Walk", postcode="CV4 9ZZ",
        since=date(2024, 1, 5), until=date(2025, 3, 1),
    )  # fmt: skip
    registering.live(walk, case, person=mother, kind=Dwelling.PROTECTED, address="The refuge")

    page = shown(sign_in("officer"), case)

    assert "Lived at 2 Elm Walk, CV4 9ZZ, 5 January 2024 to 1 March 2025" in table(page)
    assert "refuge" not in table(page)
