"""Taking a contact by the phone script: what the officer sees, and what is written down."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import localdate

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import operations, queries
from frontdoor.casework.contacts.models import Case, Contact, Party
from frontdoor.casework.contacts.operations import Caller
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid
from frontdoor.people import queries as register
from frontdoor.people.operations import Told
from tests import make

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

SASHA = Told(given_names="Sasha", family_name="Kowalski", postcode="CV1 9ZZ")


def call(**said: Any) -> dict[str, Any]:
    """Return a first page as it is sent when nothing but the child's name is known."""
    return {
        "form_key": str(uuid4()),
        "channel": "telephone",
        "source": "unknown",
        "given_names": "Sasha",
    } | said


def written(reference: str) -> Contact:
    """Return a contact as a manager of the hub sees it."""
    actor = make.enter("manager")
    return queries.get(reference, actor=actor, to="test", at=make.MONDAY_9AM)


def taken(client: Client, **said: Any) -> Contact:
    """Return the contact that a first page made."""
    response = client.post("/contacts/new/", call(**said))
    assert response.status_code == 302, response.content.decode()
    return written(response["Location"].split("/")[-2])


def child(contact: Contact) -> Case:
    """Return the case of the first child."""
    return queries.cases(contact)[0]


def seen(contact: Contact, **said: Any) -> dict[str, Any]:
    """Return a form that was opened on a contact as it is now."""
    subjects = [contact.reference, *(case.reference for case in queries.cases(contact))]
    newest = audit.history(subjects)[0].pk
    return {"seen": contact.version, "after": newest} | said


# --- The first page ---


def test_the_first_page_says_what_the_officer_says(sign_in: SignIn) -> None:
    page = sign_in("officer").get("/contacts/new/").content.decode()

    assert "You are through to Children&#39;s MASH." in page
    assert "If so, call 999" in page


def test_a_name_alone_is_a_contact_with_its_clock_running(sign_in: SignIn) -> None:
    contact = taken(sign_in("officer"))

    assert contact.stage_label == "Being taken"
    assert queries.respond_by(contact) == contact.received_at + timedelta(hours=24)


def test_nothing_at_all_is_still_a_contact(sign_in: SignIn) -> None:
    contact = taken(sign_in("officer"), given_names="")

    assert child(contact).child.name == "Name not known"


def test_what_was_asked_and_is_not_known_is_remembered_apart_from_what_was_not_asked(
    sign_in: SignIn,
) -> None:
    said = {"family_name-not-known": "yes", "date_of_birth-not-known": "yes", "sex": "not known"}
    person = child(taken(sign_in("officer"), **said)).child

    assert sorted(person.not_known) == ["date_of_birth", "family_name", "sex"]
    assert (person.family_name, person.date_of_birth, person.school) == ("", None, "")


def test_a_postcode_is_written_as_it_is_usually_written(sign_in: SignIn) -> None:
    officer = sign_in("officer")

    assert child(taken(officer, postcode="cv19zz")).child.postcode == "CV1 9ZZ"
    assert child(taken(officer, postcode="cv1?")).child.postcode == "cv1?"


def test_the_same_form_sent_twice_is_one_contact(sign_in: SignIn) -> None:
    officer, form = sign_in("officer"), call()

    first, second = (officer.post("/contacts/new/", form) for _ in range(2))

    assert first["Location"] == second["Location"]
    make.enter("manager")
    assert Contact.objects.count() == 1
    assert "was sent before" in officer.get(second["Location"]).content.decode()


def test_somebody_who_stays_anonymous_is_counted_as_anonymous(sign_in: SignIn) -> None:
    contact = taken(sign_in("officer"), anonymous="on")

    assert contact.referrer.source == "anonymous"
    assert str(contact.referrer) == "Anonymous caller"


def test_an_anonymous_caller_is_not_given_away_by_a_number(sign_in: SignIn) -> None:
    form = call(anonymous="on", caller_phone="01632 960123")
    response = sign_in("officer").post("/contacts/new/", form)

    assert response.status_code == 422
    assert "Clear the caller’s name" in response.content.decode()
    assert "01632 960123" in response.content.decode()


def test_an_unborn_child_has_an_expected_date(sign_in: SignIn) -> None:
    expected = localdate() + timedelta(days=100)
    date = {f"expected_on-{box}": str(getattr(expected, box)) for box in ("day", "month", "year")}

    person = child(taken(sign_in("officer"), **date, sex="U")).child

    assert person.expected_on == expected
    assert "unborn" in person.age(on=localdate())


NHS = "NHS number must be 10 digits that belong together"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"date_of_birth-day": "31", "date_of_birth-month": "2", "date_of_birth-year": "2015"},
         "Date of birth must be a real date"),
        ({"date_of_birth-day": "1"}, "Date of birth must include a month and year"),
        ({"date_of_birth-day": "1", "date_of_birth-month": "1", "date_of_birth-year": "2999"},
         "Date of birth must be today or in the past"),
        ({"date_of_birth-day": "1", "date_of_birth-month": "1", "date_of_birth-year": "1066"},
         "Date of birth must be in 1900 or later"),
        ({"expected_on-day": "1", "expected_on-month": "1", "expected_on-year": "2001"},
         "Expected date of birth must be in the next ten months"),
        ({"nhs_number": "999 000 0000"}, NHS),
        ({"nhs_number": "９９９００００００９"}, NHS),
        ({"given_names": "S" * 201}, "Given names must be 200 characters or fewer"),
        ({"given_names-not-known": "yes"}, "not both"),
        ({"address": "x" * 1001}, "Address must be 1000 characters or fewer"),
        ({"postcode": "x" * 11}, "Postcode must be 10 characters or fewer"),
        ({"family_name": "a\0b"}, "must not include null characters"),
        ({"caller_email": "nobody"}, "in the correct format"),
        ({"caller_phone": "1" * 41}, "must be 40 characters or fewer"),
        ({"channel": "pigeon"}, "How did this arrive?"),
        ({"source": "nobody"}, "Who is telling us?"),
        ({"source": "\0"}, "Who is telling us?"),
        ({"sex": "X"}, "Select the sex from the list"),
        ({"form_key": "1"}, "lost its number"),
        ({"form_key": ""}, "lost its number"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_and_what_was_typed_is_kept(
    sign_in: SignIn, said: dict[str, str], words: str
) -> None:
    typed = call(school="Larkrise Primary") | said
    response = sign_in("officer").post("/contacts/new/", typed)
    page = response.content.decode()

    assert response.status_code == 422
    assert words in page
    assert "Larkrise Primary" in page
    if said.get("form_key") is None:
        assert typed["form_key"] in page


@pytest.mark.parametrize(
    "form",
    [{"given_names": "x" * 3_000_000}, {f"field-{number}": "x" for number in range(1001)}],
    ids=["too long", "too many"],
)
def test_a_form_that_no_page_of_ours_sends_is_a_bad_request(
    sign_in: SignIn, form: dict[str, str]
) -> None:
    response = sign_in("officer").post("/contacts/new/", form)

    assert response.status_code == 400


def test_an_nhs_number_may_have_spaces(sign_in: SignIn) -> None:
    contact = taken(sign_in("officer"), nhs_number="999 000 0018")

    assert child(contact).child.nhs_number == "9990000018"


@pytest.mark.parametrize("short", ["police", "early-help-team-team", "performance"])
def test_who_is_outside_the_hub_takes_no_contacts(sign_in: SignIn, short: str) -> None:
    client = sign_in(short)

    assert client.get("/contacts/new/").status_code == 403
    assert client.post("/contacts/new/", call()).status_code == 403


# --- The contact while it is being taken ---


def test_a_contact_shows_its_way_and_the_code_for_the_caller(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    page = officer.get(f"/contacts/{contact.reference}/").content.decode()

    assert "Is Sasha known?" in page
    assert "http://testserver/report/" in page
    assert "Hand over to the manager" in page


def test_a_professional_is_asked_to_write_and_nothing_waits_for_it(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer, source="school")
    page = officer.get(f"/contacts/{contact.reference}/").content.decode()

    assert "We will not wait for it before we act." in page
    assert "responsible for telling the family" in page


def test_what_is_said_on_the_telephone_is_not_said_afterwards(sign_in: SignIn, walk: Walk) -> None:
    contact = make.contact(walk)
    page = sign_in("officer").get(f"/contacts/{contact.reference}/").content.decode()

    assert "responsible for telling the family" not in page
    assert f"can be told later: {contact.reference}-A has no outcome yet." in page


def test_a_contact_is_handed_over_once(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form, address = seen(contact), f"/contacts/{contact.reference}/hand-over/"

    assert officer.post(address, form)["Location"] == f"/contacts/{contact.reference}/"
    again = officer.post(address, form)

    assert again.status_code == 409
    assert "Contact handed over to the manager" in again.content.decode()
    page = officer.get(f"/contacts/{contact.reference}/").content.decode()
    assert f"/cases/{contact.reference}-A/" in page


def test_handing_over_by_mistyped_address_only_shows_the_contact(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)

    assert officer.get(f"/contacts/{contact.reference}/hand-over/").status_code == 302
    assert written(contact.reference).stage == "being_taken"


@pytest.mark.parametrize("form", [{"seen": ""}, {"seen": "9" * 5000}, {"seen": "1\0"}, {}])
def test_a_hand_over_that_makes_no_sense_is_refused(sign_in: SignIn, form: dict[str, str]) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    response = officer.post(f"/contacts/{contact.reference}/hand-over/", form)

    assert response.status_code in (409, 422)
    assert written(contact.reference).stage == "being_taken"


PAGES = (
    "",
    "people/",
    "people/?part=carer",
    "people/1/",
    "concern/",
    "hand-over/",
    "tell-referrer/",
)


@pytest.mark.parametrize("page", PAGES)
def test_another_hubs_contact_does_not_exist(sign_in: SignIn, walk: Walk, page: str) -> None:
    contact = make.contact(walk)
    stranger = sign_in("manager", hub_slug="durham")

    assert stranger.get(f"/contacts/{contact.reference}/{page}").status_code == 404
    assert stranger.post(f"/contacts/{contact.reference}/{page}", {"seen": 1}).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_partner_sees_no_page_of_a_contact(sign_in: SignIn, walk: Walk, page: str) -> None:
    contact = make.contact(walk)

    assert sign_in("police").get(f"/contacts/{contact.reference}/{page}").status_code == 403


# --- The people ---


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
        ({"kin": "hamster"}, "Choose one of the answers"),
        ({"same_household": "perhaps"}, "Choose one of the answers"),
        ({"description": "x" * 2001}, "Description must be 2000 characters or fewer"),
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


# --- The concern ---


def worry(contact: Contact, **said: Any) -> dict[str, Any]:
    """Return a concern as it is sent when the harm test alone is answered."""
    return seen(contact, immediate_harm="no") | said


def test_the_concern_is_written_down_with_what_routes_rest_on(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = worry(
        contact, concern="Came home drunk.", childs_words="He is nice to me.",
        triggers=["risky_adult"], ask_significant_harm="yes", ask_unborn="not_known",
        family_told="yes", not_asked_ground="increased_risk", bases=["section_47"],
    )  # fmt: skip

    assert officer.post(f"/contacts/{contact.reference}/concern/", form).status_code == 302

    now = written(contact.reference)
    assert (now.concern, now.bases) == ("Came home drunk.", ["section_47"])
    assert child(now).triggers == ["risky_adult"]
    assert child(now).answers == {
        "immediate_harm": "no", "significant_harm": "yes", "unborn": "not_known",
    }  # fmt: skip


def test_what_was_written_is_there_when_the_concern_is_opened_again(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    address = f"/contacts/{contact.reference}/concern/"
    officer.post(address, worry(contact, concern="Came home drunk.", ask_missing="yes"))

    page = officer.get(address).content.decode()

    assert "Came home drunk." in page
    assert 'name="ask_missing" type="radio" value="yes" checked' in page


def test_a_possible_red_is_on_top_of_the_list(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = worry(contact, immediate_harm="not_known", possible_red="Screams in the background")

    officer.post(f"/contacts/{contact.reference}/concern/", form)

    page = officer.get(f"/contacts/{contact.reference}/").content.decode()
    assert "on top of the manager’s list" in page
    assert child(written(contact.reference)).urgent


def test_only_law_that_is_in_force_can_be_relied_on(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    address = f"/contacts/{contact.reference}/concern/"

    assert "16LA" not in officer.get(address).content.decode()
    assert officer.post(address, worry(contact, bases=["duty_to_share"])).status_code == 422


def test_a_ground_outside_the_pack_is_for_a_manager_with_a_reason(sign_in: SignIn) -> None:
    officer, manager = sign_in("officer"), sign_in("manager")
    contact = taken(officer)
    address = f"/contacts/{contact.reference}/concern/"
    other = worry(contact, not_asked_ground="other")

    assert officer.post(address, other | {"not_asked_why": "A reason."}).status_code == 422
    without = manager.post(address, other)
    assert without.status_code == 422
    assert "Write the reason why consent was not asked for" in without.content.decode()
    assert manager.post(address, other | {"not_asked_why": "A reason."}).status_code == 302

    # What the manager settled stays when an officer writes on.
    now = written(contact.reference)
    kept = worry(now, not_asked_ground="other", not_asked_why="A reason.", concern="More.")
    assert officer.post(address, kept).status_code == 302
    changed = worry(written(contact.reference), not_asked_ground="other", not_asked_why="Mine.")
    assert officer.post(address, changed).status_code == 422


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"immediate_harm": ""}, "Answer the first question of all"),
        ({"immediate_harm": "maybe"}, "Choose one of the answers"),
        ({"triggers": ["nonsense"]}, "Choose one of the answers"),
        ({"ask_unborn": "yes\0"}, "Choose one of the answers"),
        ({"concern": "x" * 20_001}, "must be 20000 characters or fewer"),
        ({"childs_words": "\0"}, "must not include null characters"),
        ({"family_told": "1"}, "Choose one of the answers"),
        ({"not_asked_ground": "no reason"}, "Why consent was not asked for"),
    ],
)
def test_a_concern_that_cannot_be_is_named_and_kept(
    sign_in: SignIn, said: dict[str, Any], words: str
) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = worry(contact, strengths="A grandmother next door") | said

    response = officer.post(f"/contacts/{contact.reference}/concern/", form)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert "A grandmother next door" in response.content.decode()


def test_the_second_of_two_descriptions_is_shown_the_first_and_can_be_sent_again(
    sign_in: SignIn,
) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    address = f"/contacts/{contact.reference}/concern/"
    form = worry(contact, concern="Hers.")
    officer.post(address, form)

    second = sign_in("triage")
    refused = second.post(address, form | {"concern": "His."})

    assert refused.status_code == 409
    page = refused.content.decode()
    assert "Concern written down" in page
    assert "Bea Holloway" in page
    assert "His." in page
    now = written(contact.reference)
    assert now.concern == "Hers."
    assert second.post(address, worry(now, concern="His.")).status_code == 302


# --- Is the child known? ---


def candidate(walk: Walk, told: Told = SASHA) -> Case:
    """Return a case of a child who was told of some weeks earlier."""
    earlier = make.later(walk, days=-60)
    return walk.case(walk.describe(earlier.contact(children=[told])))


def test_nobody_is_joined_by_themselves(sign_in: SignIn, walk: Walk) -> None:
    before = candidate(walk)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    page = officer.get(f"/cases/{contact.reference}-A/known/").content.decode()

    assert "same given name and same family name" in page
    assert "1 earlier contact, the last on 31 December 2026" in page
    make.enter("manager")
    assert register.same_as(before.child) == [before.child]


def test_a_person_says_that_it_is_the_same_child_and_why(sign_in: SignIn, walk: Walk) -> None:
    before = candidate(walk)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    address = f"/cases/{contact.reference}-A/known/"
    form = {"seen": 1, "same": [before.child.pk], "why": "The mother confirms the address."}

    assert officer.post(address, form)["Location"] == f"/contacts/{contact.reference}/"

    now = child(written(contact.reference))
    assert now.known_answer == "yes"
    assert before.child in register.same_as(now.child)
    assert "Joined to an earlier record already" in officer.get(address).content.decode()


def test_the_look_at_a_candidate_is_remembered(sign_in: SignIn, walk: Walk) -> None:
    before = candidate(walk)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    officer.get(f"/cases/{contact.reference}-A/known/")

    make.enter("manager")
    [look] = audit.looks(f"person {before.child.pk}")
    assert look.purpose == f"is {contact.reference}-A known?"


def test_without_a_candidate_not_known_is_one_click(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    address = f"/cases/{contact.reference}-A/known/"
    assert "Confirm: not known to us" in officer.get(address).content.decode()

    assert officer.post(address, {"seen": 1, "otherwise": "no"}).status_code == 302
    assert child(written(contact.reference)).known_answer == "no"


def test_the_mother_of_the_same_contact_is_no_earlier_record(sign_in: SignIn, walk: Walk) -> None:
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski", postcode="CV1 9ZZ")
    form = seen(contact, part="carer", family_name="Kowalski", postcode="CV1 9ZZ")
    officer.post(f"/contacts/{contact.reference}/people/", form)

    page = officer.get(f"/cases/{contact.reference}-A/known/").content.decode()

    assert "No record that may be this child" in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Tick the records of this child, or say that none is"),
        ({"same": ["0"]}, "from the list"),
        ({"same": ["\0"]}, "from the list"),
        ({"otherwise": "perhaps"}, "Choose one of the answers"),
        ({"same": ["there"], "otherwise": "no", "why": "Both."}, "Either tick a record"),
        ({"same": ["there"]}, "Write how you know that it is the same child"),
        ({"same": ["there"], "why": "x" * 5001}, "5000 characters or fewer"),
    ],
)
def test_an_answer_that_says_nothing_or_two_things_is_not_taken(
    sign_in: SignIn, walk: Walk, said: dict[str, Any], words: str
) -> None:
    before = candidate(walk)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    if said.get("same") == ["there"]:
        said = said | {"same": [str(before.child.pk)]}

    response = officer.post(f"/cases/{contact.reference}-A/known/", {"seen": 1} | said)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert child(written(contact.reference)).known_answer == ""


def test_the_second_of_two_answers_is_shown_the_first(sign_in: SignIn, walk: Walk) -> None:
    before = candidate(walk)
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")
    address = f"/cases/{contact.reference}-A/known/"
    form = seen(contact) | {"seen": 1}
    officer.post(address, form | {"otherwise": "not_known"})

    yes = {"same": [before.child.pk], "why": "Same school."}
    second = sign_in("triage").post(address, form | yes)

    assert second.status_code == 409
    assert "Checked whether the child is known" in second.content.decode()
    assert "Same school." in second.content.decode()
    make.enter("manager")
    assert register.same_as(before.child) == [before.child]


def test_another_hubs_records_are_no_candidates(sign_in: SignIn, walk: Walk) -> None:
    make.walk("durham").contact(children=[SASHA], caller=Caller(source="school"))
    officer = sign_in("officer")
    contact = taken(officer, family_name="Kowalski")

    page = officer.get(f"/cases/{contact.reference}-A/known/").content.decode()

    assert "No record that may be this child" in page


def test_the_operation_itself_refuses_a_ground_that_nobody_knows(walk: Walk) -> None:
    contact = make.contact(walk)
    actor = make.enter("officer")
    with pytest.raises(Invalid, match="one of the reasons in the list"):
        operations.describe(
            contact=contact,
            concern=operations.Concern(concern="", not_asked_ground="because"),
            answers={},
            triggers=(),
            seen=written(contact.reference).version,
            by=actor,
            at=walk.at,
        )
