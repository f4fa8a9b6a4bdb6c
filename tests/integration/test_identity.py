"""Who told the hub, where that has to stay unknown: who sees it, where it is not, and its end."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.access.actor import Actor
from frontdoor.audit.models import Event, Look, RowChange
from frontdoor.casework.contacts import caller as callers
from frontdoor.casework.contacts import identity, writing
from frontdoor.casework.contacts.models import Contact, Identity, Referrer
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.disclosures import offers
from frontdoor.casework.triage import operations as triage
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused
from tests import make, pages
from tests.integration.behind import ask, refused
from tests.taking import came

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

WHO = Caller(
    source="neighbour",
    name="Ottilie Fennimore",
    relationship="Lives in the flat above",
    phone="01632 960555",
    email="ottilie@example.org",
    address="Flat 9, Larkspur Row",
    protected=True,
)
TELLING = ("Ottilie", "Fennimore", "flat above", "960555", "ottilie@", "Flat 9")
SENTENCE = "A referrer whose identity is protected"
# The officer takes contacts in these walks.
MAY = ("officer", "manager", "manager-2")
MAY_NOT = ("triage", "social-worker", "coordinator")


@pytest.fixture
def walk() -> Walk:
    return make.walk(at=now())


@pytest.fixture
def contact(walk: Walk) -> Contact:
    """Return a contact whose caller is protected from the first moment."""
    source = next(s.slug for s in _policy(walk).sources if not s.professional and not s.inside)
    said = {**vars(WHO), "source": source}
    return walk.describe(walk.contact(caller=Caller(**said)))


def _policy(walk: Walk) -> Any:
    return make.contact(walk).policy


def lift(walk: Walk, contact: Contact, *, by: str = "manager", why: str = "She agreed.") -> None:
    walk.as_(
        by,
        lambda who: identity.lift(
            contact=contact,
            why=why,
            seen=Referrer.objects.get(contact=contact).version,
            by=who,
            at=walk.at,
        ),
    )


def protect(walk: Walk, contact: Contact, *, by: str, why: str = "He may harm her.") -> None:
    walk.as_(
        by,
        lambda who: identity.protect(
            contact=contact,
            why=why,
            seen=Referrer.objects.get(contact=contact).version,
            by=who,
            at=walk.at,
        ),
    )


def sees(contact: Contact, short: str) -> bool:
    make.enter(short)
    there = ask("SELECT count(*) FROM contacts_identity WHERE contact_id = %s", contact.pk)
    return there == [(1,)]


@pytest.mark.parametrize("short", MAY)
def test_whoever_took_it_and_managers_see_who_told_us(
    contact: Contact, sign_in: SignIn, short: str
) -> None:
    assert sees(contact, short)
    assert Identity.objects.filter(contact=contact).exists()

    said = pages.text(sign_in(short).get(f"/contacts/{contact.reference}/who/"))

    for word in TELLING:
        assert word in said


@pytest.mark.parametrize("short", [*MAY_NOT, "police", "early-help-team-team", "administrator"])
def test_nobody_else_sees_who_told_us(contact: Contact, sign_in: SignIn, short: str) -> None:
    assert not sees(contact, short)
    assert not Identity.objects.filter(contact=contact).exists()

    page = sign_in(short).get(f"/contacts/{contact.reference}/who/")

    assert page.status_code in (403, 404)
    assert not any(word in pages.text(page) for word in TELLING)


def test_the_same_people_of_another_hub_see_nothing(contact: Contact) -> None:
    make.enter("manager", hub_slug="surrey")

    assert ask("SELECT count(*) FROM contacts_identity") == [(0,)]


@pytest.mark.parametrize("short", [*MAY, *MAY_NOT])
def test_every_other_page_says_that_it_is_protected_and_no_more(
    walk: Walk, contact: Contact, sign_in: SignIn, short: str
) -> None:
    case, who = walk.case(contact), sign_in(short)
    of_case = ("", "looks/", "triage/", "basis/", "route/")
    where = [f"/cases/{case.reference}/{each}" for each in of_case]
    where += [f"/contacts/{contact.reference}/{each}" for each in ("", "people/", "tell-referrer/")]

    told = {each: pages.text(who.get(each)) for each in (*where, "/", "/contacts/form/call/")}

    assert not [each for each, said in told.items() if any(word in said for word in TELLING)]
    assert SENTENCE in told[f"/contacts/{contact.reference}/"]
    assert SENTENCE in told[f"/cases/{case.reference}/"]
    assert "Ring or write back Protected" in told[f"/cases/{case.reference}/"]


def test_each_look_at_it_is_in_the_read_log(contact: Contact, sign_in: SignIn) -> None:
    sign_in("manager").get(f"/contacts/{contact.reference}/who/")

    make.enter("manager")
    looks = Look.objects.filter(subject=contact.reference, purpose="see who told us")
    assert [each.by_name for each in looks] == [make.actor("manager").name]


def test_it_is_protected_later_by_whoever_took_it(walk: Walk, sign_in: SignIn) -> None:
    contact = make.contact(walk)
    name = walk.as_("officer", lambda _: contact.referrer.name)

    protect(walk, contact, by="officer")

    make.enter("triage")
    assert str(Referrer.objects.get(contact=contact)) == SENTENCE
    assert not RowChange.objects.exists()
    make.enter("manager")
    assert Identity.objects.get(contact=contact).name == name


def test_it_is_protected_by_nobody_else_and_not_without_a_reason(walk: Walk) -> None:
    contact = make.contact(walk)

    with pytest.raises(Refused, match="Whoever took it and the hub’s managers"):
        protect(walk, contact, by="triage")
    with pytest.raises(Invalid, match="must not become known"):
        protect(walk, contact, by="officer", why=" ")

    make.enter("officer")
    assert not Identity.objects.filter(contact=contact).exists()


def test_a_manager_lifts_it_with_a_reason_that_the_hub_reads(walk: Walk, contact: Contact) -> None:
    with pytest.raises(Refused, match="Ask a manager"):
        lift(walk, contact, by="officer")
    with pytest.raises(Invalid, match="no longer protected"):
        lift(walk, contact, why="")

    lift(walk, contact)

    make.enter("triage")
    assert Referrer.objects.get(contact=contact).name == "Ottilie Fennimore"
    [event] = Event.objects.filter(kind="contact.identity_lifted")
    assert event.facts["reason"] == "She agreed."


def test_it_can_be_protected_again(walk: Walk, contact: Contact) -> None:
    lift(walk, contact)

    protect(walk, contact, by="manager")

    make.enter("manager")
    assert Identity.objects.filter(contact=contact).count() == 2
    assert Referrer.objects.get(contact=contact).name == ""


def test_what_is_put_right_of_them_stays_protected(walk: Walk, contact: Contact) -> None:
    def correct(by: Actor) -> None:
        said = {**vars(WHO), "source": contact.referrer.source, "protected": False}
        callers.correct(
            contact=contact,
            caller=Caller(**{**said, "phone": "01632 960777"}),
            seen=Referrer.objects.get(contact=contact).version,
            by=by,
            at=walk.at,
        )

    with pytest.raises(Refused, match="Who told us is protected"):
        walk.as_("triage", correct)
    walk.as_("officer", correct)

    make.enter("manager")
    assert Identity.objects.get(contact=contact).phone == "01632 960777"
    referrer = Referrer.objects.get(contact=contact)
    assert (referrer.protected, referrer.phone, referrer.name) == (True, "", "")


def test_nothing_that_leaves_the_hub_has_who_told_it(walk: Walk, contact: Contact) -> None:
    make.enter("manager")

    offered = offers.of_case(walk.case(contact))

    assert "referrer" not in {each.key for each in offered}
    assert not any(word in str(offered) for word in TELLING)


def test_a_call_back_does_not_name_them_for_everybody_to_read(walk: Walk, contact: Contact) -> None:
    case = walk.case(contact)

    def ring(spoke_to: str) -> Callable[[Actor], object]:
        return lambda by: triage.ring_back(
            case=case,
            reached=True,
            spoke_to=spoke_to,
            said="They are well.",
            seen=type(case).objects.get(pk=case.pk).version,
            by=by,
            at=walk.at,
        )

    with pytest.raises(Invalid, match="Leave this empty"):
        walk.as_("triage", ring("Ottilie Fennimore"))
    walk.as_("triage", ring(""))


def test_the_phone_script_protects_them_from_the_first_moment(sign_in: SignIn, walk: Walk) -> None:
    source = next(each.slug for each in _policy(walk).sources if not each.inside)

    pages.sent(
        sign_in("officer"),
        "/contacts/new/",
        form_key=str(uuid4()),
        channel="telephone",
        source=source,
        protected="on",
        caller_name="Ottilie Fennimore",
        caller_phone="01632 960555",
        given_names="Robin",
    )

    make.enter("officer")
    identity = Identity.objects.get(name="Ottilie Fennimore")
    assert identity.phone == "01632 960555"
    assert Referrer.objects.get(contact=identity.contact).name == ""


FORM = {
    "channel": "email",
    "source": "school",
    "name": "Ottilie Fennimore",
    "role": "Lives in the flat above",
    "agency": "Larkrise Primary",
    "signed_by": "Mrs O. Fennimore",
    "phone_of_writer": "01632 960555",
    "given_names": "Robin",
    "immediate_harm": "no",
    "concern": "Comes to school hungry.",
    "evidence": "Seen on three mornings.",
}
IN_FORM = (*TELLING, "Larkrise")


def test_a_form_is_typed_in_with_who_wrote_protected_from_the_first_moment(
    sign_in: SignIn, walk: Walk
) -> None:
    answer = sign_in("officer").post(
        "/contacts/form/", came(minutes=2) | FORM | {"protected": "on"}
    )

    reference = answer["Location"].split("/")[-2]
    make.enter("officer")
    kept = Identity.objects.get(contact__reference=reference)
    assert kept.name == "Ottilie Fennimore"
    assert kept.relationship == "Lives in the flat above, Larkrise Primary, signed Mrs O. Fennimore"
    [form] = writing.of(kept.contact)
    assert (form.role, form.agency, form.signed_by) == ("", "", "")
    case = f"/cases/{reference}-A/"
    for short in ("triage", "manager"):
        said = [pages.text(sign_in(short).get(each)) for each in (f"/contacts/{reference}/", case)]
        assert not [word for word in IN_FORM if any(word in each for each in said)]
        assert all("Seen on three mornings." in each for each in said)


def test_without_that_everybody_reads_who_wrote(sign_in: SignIn, walk: Walk) -> None:
    answer = sign_in("officer").post("/contacts/form/", came(minutes=2) | FORM)

    said = pages.text(sign_in("triage").get(answer["Location"]))
    assert all(word in said for word in ("Ottilie Fennimore", "flat above", "Larkrise"))


@pytest.mark.parametrize("short", ["triage", "manager"])
def test_what_is_typed_of_them_and_not_sent_is_nobody_elses(
    sign_in: SignIn, walk: Walk, short: str
) -> None:
    for path in ("/contacts/form/", "/contacts/new/"):
        typed = urlencode(FORM | {"protected": "on"})
        sign_in("officer").post("/drafts/", {"path": path, "tab": "a", "step": "1", "typed": typed})
        offered = sign_in("officer").get(path)
        assert "did not send it" in pages.text(offered)

        assert "did not send it" not in pages.text(sign_in(short).get(path))
    make.enter(short)
    assert ask("SELECT count(*) FROM access_draft") == [(0,)]
    assert not RowChange.objects.filter(table="access_draft").exists()


def test_the_form_that_follows_names_nobody_who_is_protected(
    walk: Walk, contact: Contact, sign_in: SignIn
) -> None:
    officer = sign_in("officer")
    form = {key: FORM[key] for key in ("channel", "role", "agency", "signed_by", "evidence")}
    where = f"/contacts/{contact.reference}/writing/"

    for name in ("role", "agency", "signed_by"):
        told = {"channel": "email", "evidence": form["evidence"], name: form[name]}
        refused = officer.post(where, came(minutes=0) | told)
        assert refused.status_code == 422
        assert "Leave this empty: who told us is protected." in pages.errors(refused)
        assert str(form[name]) in refused.content.decode()

    told = {"channel": "email", "evidence": form["evidence"]}
    assert officer.post(where, came(minutes=0) | told).status_code == 302


def test_a_role_and_an_agency_that_are_too_long_together_are_told(sign_in: SignIn) -> None:
    long = {"role": "r" * 150, "agency": "a" * 150}

    answer = sign_in("officer").post("/contacts/form/", came(minutes=2) | FORM | long)

    assert answer.status_code == 422
    assert "together can have 200 letters" in pages.errors(answer)


def test_nobody_writes_one_for_somebody_who_did_not_take_it(contact: Contact, walk: Walk) -> None:
    other = make.contact(walk)
    me = make.enter("triage")
    row = (
        "INSERT INTO contacts_identity (hub_id, contact_id, name, relationship, phone, email,"
        " address, why, taken_by, kept_to, protected_by, protected_by_name, protected_at,"
        " lifted_by_name, lifted_why)"
        " VALUES (%s, %s, 'x', '', '', '', '', '', %s, 'managers', %s, 'x', now(), '', '')"
    )

    refused(row, me.hub_id, other.pk, me.user_id, me.user_id, words="row-level security")
