"""The written form: a contact of its own, or what follows a call (C3.10, C4.5, C4.6)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from frontdoor.casework.contacts import caller, challenges, queries, writing
from frontdoor.casework.contacts.models import Contact, Writing
from frontdoor.casework.contacts.operations import Caller
from frontdoor.casework.contacts.vocabulary import Part, Span
from frontdoor.casework.disclosures import offers, rules
from frontdoor.jobs.example import shapes
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused
from frontdoor.people.operations import Told
from tests import make
from tests.pages import errors, opened, text
from tests.taking import came, written

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
NEIGHBOUR = Caller(source="acquaintance")


def _paper(*, days: int = 0, **said: Any) -> dict[str, Any]:
    """Return a form as it is sent, that arrived so many days and two minutes ago."""
    typed = {
        "channel": "email",
        "source": "school",
        "name": "Oona Pettifer",
        "given_names": "Wren",
        "immediate_harm": "no",
        "concern": "Comes to school hungry.",
    }
    return came(days=days, minutes=2) | typed | said


def _typed_in(client: Client, **said: Any) -> Contact:
    answer = client.post("/contacts/form/", _paper(**said))
    assert answer.status_code == 302, answer.content.decode()
    return written(answer["Location"].split("/")[-2])


# --- A contact of its own ---


def test_a_form_is_a_contact_with_its_child_its_worry_and_whoever_wrote(sign_in: SignIn) -> None:
    said = {
        "role": "Designated lead",
        "agency": "Larkrise Primary",
        "evidence": "Seen on three mornings.",
        "parents_view": "Her mother asks for help.",
        "level": "Level 3, Targeted",
        "help_given": "Breakfast club.",
        "signed_by": "O. Pettifer",
    }

    contact = _typed_in(sign_in("officer"), phone_of_writer="01632 960123", **said)

    [case] = queries.cases(contact)
    assert (case.child.given_names, case.answers) == ("Wren", {"immediate_harm": "no"})
    assert case.child.phone == ""
    assert (contact.channel, contact.concern) == ("email", "Comes to school hungry.")
    referrer = contact.referrer
    assert (referrer.source, referrer.name, referrer.phone) == (
        "school", "Oona Pettifer", "01632 960123",
    )  # fmt: skip
    assert referrer.relationship == "Designated lead, Larkrise Primary"
    [arrived] = writing.of(contact)
    assert {name: getattr(arrived, name) for name in said} == said


def test_its_clock_runs_from_when_it_arrived_and_late_is_late(sign_in: SignIn) -> None:
    officer = sign_in("officer")

    contact = _typed_in(officer, days=9, late_why="It lay in the tray of somebody on leave.")

    [case] = queries.cases(contact)
    [response] = case.clocks.filter(span=Span.RESPONSE.value)
    assert response.started_at == contact.received_at < now() - timedelta(days=9)
    assert response.due_at < now()
    make.enter("manager")
    page = text(sign_in("manager").get(f"/cases/{case.reference}/"))
    assert "late" in page
    assert "Typed in later because: It lay in the tray of somebody on leave." in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"days": 9}, "write why it waited"),
        ({"days": -2}, "Day it arrived must be today or in the past"),
        ({"received_at": "25:00"}, "must be a time"),
        ({"channel": "telephone"}, "How did this arrive?"),
        ({"channel": "internal"}, "How did this arrive?"),
        ({"source": ""}, "Who wrote?"),
        ({"source": "own_work"}, "Who wrote?"),
        ({"immediate_harm": ""}, "Answer the first question of all"),
        ({"signed_on-day": "3"}, "Signed on must include a month and year"),
        ({"form_key": "1"}, "lost its number"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_typed_is_lost(
    sign_in: SignIn, said: dict[str, Any], words: str
) -> None:
    answer = sign_in("officer").post("/contacts/form/", _paper(**said))

    assert answer.status_code == 422
    assert words in errors(answer)
    assert "Comes to school hungry." in answer.content.decode()
    make.enter()
    assert Contact.objects.count() == 0


def test_the_same_form_sent_twice_is_one_contact(sign_in: SignIn) -> None:
    officer, paper = sign_in("officer"), _paper()
    first = officer.post("/contacts/form/", paper)

    second = officer.post("/contacts/form/", paper | {"concern": "Changed since."}, follow=True)

    assert second.redirect_chain[-1][0] == first["Location"]
    assert "This form was sent before" in text(second)
    make.enter()
    assert (Contact.objects.count(), Writing.objects.count()) == (1, 1)


def test_a_brother_named_on_the_form_waits_as_long_as_the_first_child(
    sign_in: SignIn, walk: Walk
) -> None:
    contact = _typed_in(sign_in("officer"), days=9, late_why="It was mislaid.")

    make.later(make.walk(at=now()), minutes=1).person(contact, Told(given_names="Pip"), Part.CHILD)

    make.enter()
    first, second = (
        case.clocks.get(span=Span.RESPONSE.value).due_at for case in queries.cases(contact)
    )
    assert first == second


def test_who_wrote_is_answered_in_writing_and_asked_nothing_aloud(sign_in: SignIn) -> None:
    officer = sign_in("officer")

    contact = _typed_in(officer)

    page = text(officer.get(f"/contacts/{contact.reference}/"))
    assert "For whoever wrote Answer with the reference" in page
    assert "Say:" not in page
    assert "You will hear our decision within one working day" in contact.receipt.words


def test_a_letter_without_a_name_is_anonymous(sign_in: SignIn) -> None:
    contact = _typed_in(sign_in("officer"), channel="post", source="anonymous", name="")

    assert contact.referrer.anonymous
    assert challenges.of(contact) is None


# --- After a call ---


def test_after_a_professionals_call_the_form_is_awaited_until_it_arrives(
    sign_in: SignIn,
) -> None:
    walk = make.walk(at=now())
    contact, officer = make.contact(walk), sign_in("officer")
    pages = (f"/contacts/{contact.reference}/", f"/cases/{walk.case(contact).reference}/")
    for page in pages:
        assert "Awaited since" in text(officer.get(page))

    answer = officer.post(
        f"/contacts/{contact.reference}/writing/", _paper(evidence="Seen on Monday.")
    )

    assert answer.status_code == 302
    for page in pages:
        said = text(officer.get(page))
        assert "Awaited since" not in said
        assert "Arrived" in said
        assert "Seen on Monday." in said


def test_a_missing_form_is_told_and_delays_nothing(sign_in: SignIn) -> None:
    walk = make.walk(at=now() - timedelta(days=6))
    contact = make.contact(walk)
    case = walk.case(contact)

    enquiry = walk.to_mash(contact)

    assert enquiry.case == case
    page = text(sign_in("manager").get(f"/cases/{case.reference}/"))
    assert "is not here. Nothing waits for it." in page


@pytest.mark.parametrize("by", [NEIGHBOUR, Caller(source="police")])
def test_no_form_is_awaited_of_the_public_or_of_whoever_wrote(walk: Walk, by: Caller) -> None:
    channel = "email" if by.source == "police" else "telephone"
    contact = walk.contact(caller=by, channel=channel)

    make.enter()
    assert not writing.is_awaited(contact, writing.of(contact))


def test_whoever_types_in_a_form_is_shown_the_call_that_it_may_follow(sign_in: SignIn) -> None:
    contact, officer = make.contact(make.walk(at=now())), sign_in("officer")
    assert "1 form is awaited" in text(officer.get("/contacts/form/"))

    officer.post(f"/contacts/{contact.reference}/writing/", _paper())

    assert "awaited" not in text(officer.get("/contacts/form/"))


def test_every_call_is_found_by_who_rang_the_child_or_the_reference(
    sign_in: SignIn, walk: Walk
) -> None:
    old = walk.contact(
        caller=Caller(source="school", name="Oona Pettifer"),
        children=[Told(given_names="Wren", family_name="Larkin")],
    )
    for _ in range(writing.MOST_AWAITED + 1):
        make.later(walk, minutes=1).contact()
    make.enter()
    policy, at = old.policy, make.later(walk, hours=1).at

    def found(words: str) -> writing.Awaited:
        return writing.awaited(policy, words=words, at=at)

    assert (found("").number, found("").more, old in found("").newest) == (32, 2, False)
    for words in ("pettifer", "wren larkin", "Larkin OONA", old.reference.lower()):
        assert found(words).newest == [old], words
    assert found("pettifer nobody").number == 0


def test_a_call_that_was_found_leads_to_where_its_form_is_typed_in(sign_in: SignIn) -> None:
    contact, officer = make.contact(make.walk(at=now())), sign_in("officer")

    page = officer.get("/contacts/form/call/", {"words": contact.reference[-5:]})
    none = text(officer.get("/contacts/form/call/", {"words": "Nobody Known"}))

    assert f'href="/contacts/{contact.reference}/writing/"' in page.content.decode()
    assert "No form is awaited after such a call" in none
    assert "type the form in" in none


def test_finding_a_call_asks_the_database_as_often_for_many_as_for_few(
    sign_in: SignIn, walk: Walk
) -> None:
    officer = sign_in("officer")
    walk = make.walk(at=now())
    officer.get("/contacts/form/call/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            officer.get("/contacts/form/call/", {"words": "a"})
        return len(queries)

    walk.contact()
    few = asked()
    for _ in range(5):
        walk.contact()

    assert asked() == few


def test_the_same_form_is_with_one_call_once(walk: Walk) -> None:
    first, second = walk.contact(), walk.contact()
    key = uuid4()
    by = make.enter("officer")
    paper = writing.Written(channel="email", received_at=walk.at)

    def join(contact: Contact) -> Writing:
        return writing.join(contact=contact, form_key=key, written=paper, by=by, at=walk.at)

    assert join(first) == join(first)
    with pytest.raises(Refused, match="with another contact"):
        join(second)


def test_a_form_from_the_future_or_long_ago_without_a_reason_is_refused(walk: Walk) -> None:
    contact = walk.contact()

    with pytest.raises(Invalid, match="future"):
        shapes.write(walk, contact, received_at=walk.at + timedelta(minutes=1))
    with pytest.raises(Invalid, match="why it waited"):
        shapes.write(walk, contact, received_at=walk.at - timedelta(days=5))
    late = shapes.write(
        walk, contact, received_at=walk.at - timedelta(days=5), late_why="It was mislaid."
    )
    assert late.late_why == "It was mislaid."


def test_who_may_not_take_contacts_types_in_no_form(sign_in: SignIn, walk: Walk) -> None:
    contact = walk.contact()

    for short in ("police", "performance", "early-help-team-team"):
        client = sign_in(short)
        assert client.post("/contacts/form/", _paper()).status_code == 403
        assert client.post(f"/contacts/{contact.reference}/writing/", _paper()).status_code == 403
    elsewhere = sign_in("officer", hub_slug="surrey")
    assert elsewhere.post(f"/contacts/{contact.reference}/writing/", _paper()).status_code == 404


def test_what_the_form_says_can_leave_the_hub_when_a_manager_ticks_it(walk: Walk) -> None:
    case = make.case(walk)
    shapes.write(walk, case.contact, evidence="Bruises.", agencies="Health visitor.")

    make.enter("manager")
    found = {offer.key: offer for offer in offers.of_case(case)}
    assert found["written"].words == "Bruises.\nHealth visitor."
    ticked = rules.ticked(case.policy, "relevant", found.values())
    assert "concern" in ticked
    assert "written" not in ticked


# --- A way that is not agreed ---


def test_a_professionals_post_is_challenged_and_the_child_goes_on(sign_in: SignIn) -> None:
    officer, manager = sign_in("officer"), sign_in("manager")
    contact = _typed_in(officer, channel="post")
    [case] = queries.cases(contact)

    assert "1 partner to be challenged" in text(manager.get("/"))
    assert "partner" not in text(officer.get("/")).lower()
    assert "Challenge the partner" in text(manager.get(f"/cases/{case.reference}/"))
    assert "Oona Pettifer" in text(manager.get("/contacts/challenges/"))
    address = f"/contacts/{contact.reference}/challenge/"
    form = opened(manager, address)

    assert manager.post(address, form | {"said": "  "}).status_code == 422
    assert (
        manager.post(address, form | {"said": "Rang her: she will telephone."}).status_code == 302
    )

    asked = text(manager.get("/contacts/challenges/"))
    assert "Nobody is to be challenged." in asked
    assert "Rang her: she will telephone. Moira Quayle" in asked
    assert "to be challenged" not in text(manager.get("/"))
    assert "Partner challenged" in text(manager.get(f"/cases/{case.reference}/"))


def test_the_second_of_two_who_challenge_is_shown_what_the_first_said(sign_in: SignIn) -> None:
    manager = sign_in("manager")
    contact = _typed_in(sign_in("officer"), channel="post")
    address = f"/contacts/{contact.reference}/challenge/"
    form = opened(manager, address)
    manager.post(address, form | {"said": "Rang her."})

    second = sign_in("manager-2").post(address, form | {"said": "Wrote to her."})

    assert second.status_code == 409
    assert "Rang her." in text(second)


@pytest.mark.parametrize(("source", "channel"), [("family_member", "post"), ("school", "email")])
def test_the_public_and_agreed_ways_are_not_challenged(
    walk: Walk, source: str, channel: str
) -> None:
    contact = walk.contact(caller=Caller(source=source), channel=channel)

    make.enter()
    assert challenges.of(contact) is None


def test_who_turns_out_to_be_a_professional_is_challenged_too(walk: Walk) -> None:
    contact = walk.contact(caller=Caller(source="unknown"), channel="post")
    by = make.enter("officer")

    caller.correct(
        contact=contact,
        caller=Caller(source="gp"),
        seen=contact.referrer.version,
        by=by,
        at=walk.at,
    )

    assert challenges.of(contact) is not None
