"""Who else is involved: adding people to a contact, and putting right what was written."""

from collections.abc import Callable

import pytest
from django.test import Client

from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Party
from frontdoor.people import queries as register
from tests import make
from tests.taking import child, seen, taken, written

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def test_a_mother_is_added_with_what_she_agrees_to(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = seen(
        contact, part="carer", given_names="Dana", kin="mother", same_household="yes",
        parental_responsibility="yes", consent_asked="yes", consent_given="no",
    )  # fmt: skip

    assert officer.post(f"/contacts/{contact.reference}/people/", form).status_code == 302

    make.enter("manager")
    [_, mother] = queries.parties(contact)
    assert (mother.part, mother.consent_given) == ("carer", "no")
    [tie] = register.relationships([mother.person, child(contact).child])
    assert (tie.kin, tie.parental_responsibility) == ("mother", "yes")


def test_a_man_without_a_name_is_described(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = seen(contact, part="risk", description="A man called ‘Dez’", kin="friend")

    officer.post(f"/contacts/{contact.reference}/people/", form)
    page = officer.get(f"/contacts/{contact.reference}/").content.decode()

    assert "A man called ‘Dez’" in page


def test_the_same_person_sent_twice_from_one_form_is_one_person(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = seen(contact, part="carer", given_names="Dana")

    for _ in range(2):
        assert officer.post(f"/contacts/{contact.reference}/people/", form).status_code == 302
    make.enter("manager")
    assert Party.objects.filter(contact=contact).count() == 2


def test_two_men_described_alike_from_two_forms_are_two_people(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    for _ in range(2):
        make.enter("manager")
        form = seen(contact, part="risk", description="A man in the room")
        officer.post(f"/contacts/{contact.reference}/people/", form)

    make.enter("manager")
    assert Party.objects.filter(contact=contact, part="risk").count() == 2


def test_a_second_child_gets_a_case_of_its_own(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = seen(contact, part="child", given_names="Mika")

    officer.post(f"/contacts/{contact.reference}/people/", form)

    make.enter("manager")
    assert [case.reference[-1] for case in queries.cases(contact)] == ["A", "B"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"consent_given": "yes"}, "Consent was given, so it was asked for"),
        ({"kin": "hamster"}, "from the list"),
        ({"same_household": "perhaps"}, "Choose one of the answers"),
        ({"description": "x" * 2001}, "Description must be 2,000 characters or fewer"),
        ({"phone": "\0"}, "must not include null characters"),
    ],
)
def test_a_person_who_cannot_be_is_not_added(
    sign_in: SignIn, said: dict[str, str], words: str
) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = seen(contact, part="carer", given_names="Dana") | said

    response = officer.post(f"/contacts/{contact.reference}/people/", form)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert 'value="Dana"' in response.content.decode()


def test_somebody_without_a_part_is_not_added(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = seen(contact, part="\0", given_names="Dana")

    assert officer.post(f"/contacts/{contact.reference}/people/", form).status_code == 422


def test_a_name_is_put_right_and_what_was_not_asked_here_stays(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer, **{"gp-not-known": "yes"})
    person = child(contact).child
    address = f"/contacts/{contact.reference}/people/{person.pk}/"
    assert 'id="id_gp-not-known" name="gp-not-known" type="checkbox" value="yes" checked' in (
        officer.get(address).content.decode()
    )

    form = {"seen": person.version, "given_names": "Sacha", "gp-not-known": "yes"}
    assert officer.post(address, form).status_code == 302

    written(contact.reference)
    now = register.get(person.pk)
    assert (now.given_names, now.not_known) == ("Sacha", ["gp"])


def test_the_second_of_two_corrections_is_shown_the_first(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    person = child(contact).child
    address = f"/contacts/{contact.reference}/people/{person.pk}/"
    form = seen(contact) | {"seen": person.version, "given_names": "Sacha"}

    officer.post(address, form)
    second = sign_in("triage").post(address, form | {"given_names": "Saskia"})

    assert second.status_code == 409
    assert "Details of Sacha corrected" in second.content.decode()
    assert 'value="Saskia"' in second.content.decode()


@pytest.mark.parametrize("number", ["0", "99999999999999999999999"])
def test_somebody_who_is_not_in_the_contact_does_not_exist(sign_in: SignIn, number: str) -> None:
    officer = sign_in("officer")
    contact = taken(officer)

    assert officer.get(f"/contacts/{contact.reference}/people/{number}/").status_code == 404
