"""Single sign-on through a real provider, and whatever could be wrong about what it sends."""

import urllib.parse
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import now
from pytest_django import Settings

from frontdoor.access import context
from frontdoor.access import queries as access
from frontdoor.access.models import Membership, User
from frontdoor.audit.models import Event
from frontdoor.entrance import staff
from frontdoor.entrance.models import Identity, Visit
from frontdoor.web.sign_in import provider
from tests import entering, make
from tests.integration.behind import nobody
from tests.pages import text
from tests.provider.people import LIES, MANAGER
from tests.provider.serving import CLIENT, Provider

pytestmark = pytest.mark.django_db

BEGIN = "/sign-in/single/"
NO_PLACE = "You have no place in any hub."
NOT_USED = "could not be used, so you are not signed in"
BOTH = ["pwd", "mfa"]


@pytest.fixture(autouse=True)
def here(single_sign_on: Provider) -> Provider:
    """Let every test of this file have the provider, and a hub."""
    make.hub()
    return single_sign_on


def _sent(client: Client, *, wanted: str = "") -> str:
    return client.get(BEGIN, {"next": wanted} if wanted else {}).headers["Location"]


def _back(client: Client, where: str) -> str:
    """Come back, and return where that leads, or the words of the page."""
    parts = urllib.parse.urlsplit(where)
    answer = client.get(f"{parts.path}?{parts.query}")
    return answer.headers.get("Location") or text(answer)


def _through(client: Client, here: Provider, username: str, *, wanted: str = "") -> str:
    return _back(client, here.sends_back(_sent(client, wanted=wanted), username=username))


def _is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def _identities() -> int:
    return Identity.objects.count()


# --- It works ---


def test_the_sign_in_page_offers_it_and_leads_on_to_what_was_wanted(
    client: Client, here: Provider
) -> None:
    page = client.get("/sign-in/", {"next": "/how-it-works/"}).content.decode()
    assert 'href="/sign-in/single/?next=/how-it-works/"' in page

    assert _through(client, here, "orla", wanted="/how-it-works/") == "/how-it-works/"

    said = text(client.get("/"))
    assert "Orla Fenn" in said
    assert "Worklist" in said
    visit = Visit.objects.get()
    assert visit.get_door_display() == "Single sign-on"


def test_the_app_role_gives_the_place_and_says_so(client: Client, here: Provider) -> None:
    _through(client, here, "orla")

    user = Identity.objects.get().user
    actor = access.actor(user.pk, on=now().date())
    assert actor is not None
    assert (actor.hub, actor.agency, actor.role) == ("Coventry MASH", "hub", "team_manager")
    make.enter("manager")
    event = Event.objects.get(kind="staff.joined")
    assert (event.by_name, event.facts["why"]) == (
        "Orla Fenn",
        "As the app role of the single sign-on says.",
    )


def test_whoever_comes_again_is_the_same_person(client: Client, here: Provider) -> None:
    _through(client, here, "orla")
    _through(Client(), here, "orla")

    assert _identities() == 1


def test_a_partner_sees_what_a_partner_sees(client: Client, here: Provider) -> None:
    _through(client, here, "partner")

    assert client.get("/").headers["Location"] == "/requests/"
    assert client.get("/contacts/new/").status_code == 403


def test_another_app_role_is_another_place_from_the_next_sign_in_on(
    client: Client, here: Provider
) -> None:
    here.says("uma", name="Uma Dell", roles=[MANAGER], amr=BOTH)
    _through(client, here, "uma")
    assert _is_in(client)

    officer = "frontdoor.coventry.hub.performance_officer"
    here.says("uma", name="Uma Dell", roles=[officer], amr=BOTH)
    _through(Client(), here, "uma")

    # The sign-in that stood is asked anew with each page.
    assert client.get("/").status_code == 302
    make.enter("manager")
    assert Event.objects.get(kind="staff.moved").facts["before_role"] == "Team manager"


# --- The second factor ---


@pytest.mark.parametrize("username", ["one-factor", "says-nothing"])
def test_one_factor_there_is_one_factor_here_and_the_second_is_set_up(
    client: Client, here: Provider, username: str
) -> None:
    assert _through(client, here, username, wanted="/how-it-works/") == entering.SET_UP
    assert not _is_in(client)

    key = entering.key_on(client.get(entering.SET_UP).content.decode())
    client.post(entering.SET_UP, {"code": entering.code(now(), secret=key)})

    assert _is_in(client)
    assert client.post(entering.CODES).headers["Location"] == "/how-it-works/"


def test_what_counts_as_a_second_factor_is_a_setting(
    client: Client, here: Provider, settings: Settings
) -> None:
    settings.OIDC_SECOND_FACTOR = ["acr:possessed"]
    assert _through(client, here, "orla") == entering.SET_UP

    settings.OIDC_SECOND_FACTOR = ["acr:possessed", "amr:pwd"]
    assert _through(Client(), here, "orla") == "/"


# --- No place ---


@pytest.mark.parametrize("username", ["no-role", "odd-role", "no-such-role", "not-that-agency"])
def test_whoever_has_no_role_here_is_told_so_and_sees_nothing(
    client: Client, here: Provider, username: str
) -> None:
    assert NO_PLACE in _through(client, here, username)

    assert not _is_in(client)
    assert _identities() == 0


def test_two_roles_are_one_too_many(client: Client, here: Provider) -> None:
    assert "gives you two roles" in _through(client, here, "two-roles")
    assert not _is_in(client)


def test_the_same_name_or_address_as_a_local_account_opens_nothing_of_it(
    client: Client, here: Provider
) -> None:
    local = entering.somebody("manager")
    here.says(
        "impostor", name=local.name, preferred_username=local.username, email=local.username,
        roles=["frontdoor.coventry.hub.triage_worker"], amr=BOTH,
    )  # fmt: skip
    assert _through(client, here, "impostor") == "/"

    user = Identity.objects.get().user
    actor = access.actor(user.pk, on=now().date())
    assert user != local
    assert actor is not None
    assert actor.role == "triage_worker"


def test_whose_place_was_ended_here_stays_out_whatever_the_provider_says(
    client: Client, here: Provider
) -> None:
    _through(client, here, "orla")
    user = Identity.objects.get().user
    place = Membership.objects.get(user=user)
    administrator = make.actor("administrator")
    with context.as_actor(administrator):
        staff.leave(membership=place, why="Has left.", by=administrator, at=now())

    assert not _is_in(client)
    assert NO_PLACE in _through(client, here, "orla")
    nobody()
    assert not User.objects.get(pk=user.pk).is_active


# --- What is wrong about it ---


@pytest.mark.parametrize("lie", LIES)
def test_a_token_with_one_thing_wrong_is_worth_nothing(
    client: Client, here: Provider, lie: str
) -> None:
    assert NOT_USED in _through(client, here, lie)

    assert not _is_in(client)
    assert _identities() == 0


def test_the_same_answer_does_not_open_twice(client: Client, here: Provider) -> None:
    where = here.sends_back(_sent(client), username="orla")
    assert _back(client, where) == "/"
    client.post("/sign-in/out/")

    assert NOT_USED in _back(client, where)
    assert not _is_in(client)


def test_an_answer_stolen_on_its_way_opens_nothing_in_another_browser(
    client: Client, here: Provider
) -> None:
    where = here.sends_back(_sent(client), username="orla")
    thief = Client()

    assert NOT_USED in _back(thief, where)
    _sent(thief)
    assert NOT_USED in _back(thief, where)
    assert not _is_in(thief)


def test_nobody_is_signed_in_as_another_by_a_link(client: Client, here: Provider) -> None:
    """Sent back with somebody else's code: the state is not that of this browser."""
    own = here.sends_back(_sent(Client()), username="orla")
    _sent(client)

    assert NOT_USED in _back(client, own)


def test_a_code_is_worth_nothing_without_the_verifier_of_this_browser(
    client: Client, here: Provider
) -> None:
    where = here.sends_back(_sent(client), username="orla")
    session = client.session
    session["errand"] = session["errand"] | {"verifier": "v" * 43}
    session.save()

    assert NOT_USED in _back(client, where)


def test_a_wrong_return_ends_the_errand(client: Client, here: Provider) -> None:
    where = here.sends_back(_sent(client), username="orla")

    assert NOT_USED in _back(client, where.replace("state=", "state=x"))
    assert NOT_USED in _back(client, where)


@pytest.mark.parametrize(
    "query",
    ["", "?error=access_denied&state={state}", "?code=made-up&state={state}",
     "?code=made-up&state={state}&iss=https://elsewhere.example", "?state=%00&code=%00"],
)  # fmt: skip
def test_an_answer_that_is_none_is_told(client: Client, query: str) -> None:
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(_sent(client)).query)

    answer = client.get(f"{BEGIN}back/{query.format(state=asked['state'][0])}")

    assert answer.status_code == 403
    assert NOT_USED in text(answer)


def test_what_is_asked_for_has_state_nonce_and_a_challenge(client: Client) -> None:
    first, second = (
        urllib.parse.parse_qs(urllib.parse.urlsplit(_sent(Client())).query) for _ in range(2)
    )

    assert first["client_id"] == [CLIENT]
    assert first["code_challenge_method"] == ["S256"]
    assert first["redirect_uri"] == ["http://testserver/sign-in/single/back/"]
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) >= 43
        assert first[name] != second[name]


def test_a_provider_that_does_not_answer_is_told_and_the_password_still_works(
    client: Client, settings: Settings
) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    user = entering.somebody()
    entering.give_app(user, at=now() - timedelta(days=1))

    answer = client.get(BEGIN)

    assert answer.status_code == 403
    assert "does not answer" in text(answer)
    assert entering.password(client, user) == entering.SECOND


def test_a_provider_with_another_name_than_was_set_is_not_believed(
    client: Client, here: Provider, settings: Settings
) -> None:
    settings.OIDC_ISSUER = f"{here.address}/"

    assert NOT_USED in text(client.get(BEGIN))


def test_without_a_provider_there_is_no_such_page(client: Client, settings: Settings) -> None:
    settings.OIDC_SECRET = ""

    assert client.get(BEGIN).status_code == 404
    assert client.get(f"{BEGIN}back/?code=1&state=1").status_code == 404
    assert "single" not in client.get("/sign-in/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_for_the_provider(
    client: Client, here: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[bool] = []
    real = provider._asked

    def heard(where: str, said: Mapping[str, str] | None = None) -> dict[str, Any]:
        waited.append(connection.in_atomic_block)
        return real(where, said)

    monkeypatch.setattr(provider, "_asked", heard)
    monkeypatch.setattr(provider, "_told_by", provider._Kept())

    assert _through(client, here, "orla") == "/"

    assert waited == [False, False, False]


# --- What is kept of what the provider tells ---


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a process that knows nothing yet asks of the provider, as it asks it."""
    found: list[str] = []
    real = provider._asked

    def heard(where: str, said: Mapping[str, str] | None = None) -> dict[str, Any]:
        found.append(where.rpartition("/")[2])
        return real(where, said)

    monkeypatch.setattr(provider, "_asked", heard)
    monkeypatch.setattr(provider, "_told_by", provider._Kept())
    return found


def test_what_the_provider_tells_of_itself_is_asked_once_for_many(
    here: Provider, asked: list[str]
) -> None:
    for _ in range(3):
        assert _through(Client(), here, "orla") == "/"

    once = [each for each in asked if asked.count(each) == 1]
    assert len(once) == 2
    # The code of each is exchanged for itself.
    assert len(asked) == 2 + 3


def test_after_a_while_it_is_asked_anew(
    client: Client, here: Provider, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "OLD", 0)

    _through(client, here, "orla")

    assert asked.count("openid-configuration") == 2


def test_a_key_that_is_new_is_asked_for_and_believed(
    client: Client, here: Provider, asked: list[str]
) -> None:
    told = provider._told()
    provider._told_by.get(told["jwks_uri"])["keys"][0]["kid"] = "of last year"

    assert _through(client, here, "orla") == "/"

    assert asked.count(told["jwks_uri"].rpartition("/")[2]) == 2


def test_a_key_that_nobody_knows_is_asked_for_once_and_not_believed(
    client: Client, here: Provider, asked: list[str]
) -> None:
    assert NOT_USED in _through(client, here, "another-key")

    assert len(asked) <= 4
    assert not _is_in(client)
