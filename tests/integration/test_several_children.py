"""Several children in one contact: one can be urgent and another not (a.8(8), P31)."""

import pytest

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.concern import About
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.jobs.example import shapes
from frontdoor.jobs.example.walk import ROBIN, Walk
from frontdoor.people import queries as register
from frontdoor.people.operations import Told
from tests import make
from tests.integration.conftest import SignIn
from tests.pages import errors, opened, sent, text

pytestmark = pytest.mark.django_db

MIKA, DANA = Told(given_names="Mika"), Told(given_names="Dana")
HARMED = About(answers={"immediate_harm": "yes"}, triggers=("missing",), possible_red="Screams.")
SAFE = About(answers={"immediate_harm": "no"})


def _two(walk: Walk) -> Contact:
    return walk.contact(children=[ROBIN, MIKA])


def _cases(contact: Contact) -> list[Case]:
    make.enter("manager")
    return queries.cases(contact)


def test_each_child_has_answers_flags_and_an_urgency_of_their_own(walk: Walk) -> None:
    contact = _two(walk)

    shapes.describe(walk, contact, SAFE, HARMED)

    robin, mika = _cases(contact)
    assert (robin.urgent, robin.triggers, robin.possible_red) == (False, [], "")
    assert (mika.urgent, mika.triggers, mika.possible_red) == (True, ["missing"], "Screams.")
    assert [event.kind for event in audit.history([mika.reference])][:1] == ["case.described"]


def test_a_child_who_is_named_later_is_related_to_the_adults_named_before(walk: Walk) -> None:
    contact = walk.contact()
    dana = walk.person(contact, DANA, Part.CARER, kin="mother", parental_responsibility="yes")

    mika = walk.person(contact, MIKA, Part.CHILD)

    make.enter("manager")
    [tie] = register.relationships([dana, mika])
    assert (tie.kin, tie.parental_responsibility) == ("mother", "yes")


def test_on_the_page_the_others_are_as_the_first_unless_somebody_says_different(
    sign_in: SignIn, walk: Walk
) -> None:
    contact, officer = _two(walk), sign_in("officer")
    address = f"/contacts/{contact.reference}/concern/"

    same = sent(officer, address, immediate_harm="yes", b_same="same")
    assert same.status_code == 302
    assert [case.urgent for case in _cases(contact)] == [True, True]

    own = {"b_same": "own", "b_immediate_harm": "yes", "b_ask_missing": "yes"}
    assert sent(officer, address, immediate_harm="no", **own).status_code == 302
    assert [case.urgent for case in _cases(contact)] == [False, True]
    page = officer.get(address).content.decode()
    assert 'name="b_immediate_harm" type="radio" value="yes" checked' in page
    assert "Mika: Yes" in text(officer.get(f"/contacts/{contact.reference}/"))


def test_what_is_answered_for_a_child_is_not_lost_beside_the_same(
    sign_in: SignIn, walk: Walk
) -> None:
    contact, officer = _two(walk), sign_in("officer")
    address = f"/contacts/{contact.reference}/concern/"

    lost = sent(officer, address, immediate_harm="no", b_same="same", b_possible_red="Screams.")
    asked = sent(officer, address, immediate_harm="no", b_same="own")

    assert (lost.status_code, asked.status_code) == (422, 422)
    assert "select “Different”" in errors(lost)
    assert "Answer the first question of all" in errors(asked)


def test_a_childs_own_consent_and_a_mothers_can_be_put_right_later(
    sign_in: SignIn, walk: Walk
) -> None:
    contact, officer = walk.contact(), sign_in("officer")
    dana = walk.person(contact, DANA, Part.CARER, kin="mother")
    robin = walk.case(contact).child
    people = f"/contacts/{contact.reference}/people"

    agreed = {"consent_asked": "yes", "consent_given": "yes"}
    for person, said in (
        (robin, {"given_names": "Robin", **agreed}),
        (dana, {"given_names": "Dana", "kin": "step_parent", "parental_responsibility": "no"}),
    ):
        assert sent(officer, f"{people}/{person.pk}/", **said).status_code == 302

    make.enter("manager")
    child, mother = queries.parties(contact)
    assert (child.consent_given, mother.kin) == ("yes", "step_parent")
    [tie] = register.relationships([dana, robin])
    assert (tie.kin, tie.parental_responsibility) == ("step_parent", "no")


def test_a_father_who_lives_elsewhere_is_told_as_what_is_strong(
    sign_in: SignIn, walk: Walk
) -> None:
    contact, officer = walk.contact(), sign_in("officer")
    people = f"/contacts/{contact.reference}/people/"
    form = opened(officer, f"{people}?part=absent_parent")

    home = {"kin": "father", "address": "9 Elm Walk", "strengths": "Has a room for Robin."}
    officer.post(people, {**form, "part": "absent_parent", "given_names": "Ade", **home})

    page = text(officer.get(f"/cases/{walk.case(contact).reference}/"))
    assert "Ade , parent who lives elsewhere, father: Has a room for Robin." in page
