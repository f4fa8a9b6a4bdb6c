"""A contact that starts inside the hub: no caller, the same clock, the same case (P29, P31)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.casework.contacts import queries, triage, writing
from frontdoor.casework.contacts.models import Contact
from frontdoor.casework.contacts.vocabulary import CaseMove, Span
from frontdoor.kernel.refusal import Refused
from frontdoor.policy import queries as policies
from tests import make
from tests.pages import errors, sent, text
from tests.taking import came, written

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def _map(**said: Any) -> dict[str, Any]:
    """Return what a mapping exercise brought to light two minutes ago."""
    typed = {
        "source": "exploitation_team",
        "exercise": "Mapping of November around the bus station",
        "name": "Sayid Marlow",
        "immediate_harm": "not_known",
        "given_names": "Tobin",
        "concern": "Said to carry packages for a man known to the police.",
        "evidence": "Named twice on the map.",
        "triggers": ["criminal_exploitation", "trafficking"],
    }
    return came(minutes=2) | typed | said


def _raised(client: Client, **said: Any) -> Contact:
    answer = client.post("/contacts/inside/", _map(**said))
    assert answer.status_code == 302, errors(answer)
    return written(answer["Location"].split("/")[-2])


def test_what_the_hub_found_itself_is_a_contact_with_its_clock(sign_in: SignIn) -> None:
    contact = _raised(sign_in("triage"))

    [case] = queries.cases(contact)
    assert contact.began_inside
    assert case.triggers == ["criminal_exploitation", "trafficking"]
    assert case.clocks.get(span=Span.RESPONSE.value).started_at == contact.received_at
    assert (contact.referrer.name, contact.referrer.relationship) == (
        "Sayid Marlow", "Mapping of November around the bus station",
    )  # fmt: skip
    assert writing.of(contact)[0].evidence == "Named twice on the map."


def test_its_pages_speak_of_no_caller_and_give_no_code(sign_in: SignIn) -> None:
    officer = sign_in("officer")

    contact = _raised(officer)

    said = text(officer.get(f"/contacts/{contact.reference}/"))
    assert "Who raised it" in said
    assert "Mapping by the exploitation team" in said
    assert "For the caller to keep" not in said
    assert "the caller is with the manager" not in said.lower()
    assert "Awaited" not in said


def test_nobody_outside_waits_to_be_told_of_it(sign_in: SignIn) -> None:
    manager = sign_in("manager")
    contact = _raised(manager)
    [case] = queries.cases(contact)
    walk = make.walk(at=now())

    walk.route(contact, CaseMove.CLOSE)

    by = make.enter("manager")
    assert not case.clocks.filter(span=Span.REFERRER.value).exists()
    with pytest.raises(Refused, match="nobody outside"):
        triage.tell_referrer(contact=contact, outcome="Closed.", by=by, at=walk.at)
    assert manager.get(f"/contacts/{contact.reference}/tell-referrer/").status_code == 403
    assert "Let the referrer read" not in text(manager.get(f"/cases/{case.reference}/"))


def test_a_manager_closes_it_without_a_word_about_a_referrer(sign_in: SignIn) -> None:
    manager = sign_in("manager")
    [case] = queries.cases(_raised(manager, immediate_harm="no"))
    address = f"/cases/{case.reference}/route/"
    assert "Let the referrer read" not in text(manager.get(address))

    said = {"move": "close/no_further_action", "looked": "no", "reason": "Not so."}

    closed = sent(manager, address, **said)

    assert closed.status_code == 302, errors(closed)
    page = text(manager.get(f"/cases/{case.reference}/"))
    assert "Closed" in page
    assert "The referrer cannot read yet" not in page


def test_the_same_find_sent_twice_is_one_contact(sign_in: SignIn) -> None:
    officer, found = sign_in("officer"), _map()

    first, second = (officer.post("/contacts/inside/", found) for _ in range(2))

    assert first["Location"] == second["Location"]
    make.enter()
    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"source": "school"}, "What work was it?"),
        ({"exercise": ""}, "From which exercise?"),
        ({"name": ""}, "Who in the hub raises it?"),
        ({"immediate_harm": ""}, "Answer the first question of all"),
        ({"received_at": "soon"}, "must be a time"),
        ({"received_on-year": "2020"}, "write why it waited"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    sign_in: SignIn, said: dict[str, Any], words: str
) -> None:
    answer = sign_in("officer").post("/contacts/inside/", _map(**said))

    assert answer.status_code == 422
    assert words in errors(answer)
    assert "Named twice on the map." in answer.content.decode()


@pytest.mark.parametrize("hub", ["coventry", "durham", "barnet", "surrey"])
def test_every_hub_has_a_way_for_its_own_work(hub: str) -> None:
    policy = policies.current(make.hub(hub).pk, at=now()).policy

    assert [channel.slug for channel in policy.channels if channel.inside] == ["internal"]
    assert "own_work" in {source.slug for source in policy.sources if source.inside}


def test_partners_raise_nothing_inside(sign_in: SignIn) -> None:
    for short in ("police", "performance", "early-help-team-team"):
        assert sign_in(short).post("/contacts/inside/", _map()).status_code == 403
