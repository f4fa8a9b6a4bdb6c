"""One request, one transaction, one person: nothing of it is left for the next."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from pytest_django import Settings

from frontdoor.access import context
from frontdoor.audit.models import Look
from frontdoor.casework.contacts.models import Contact
from tests import make
from tests.integration.behind import ask

SignIn = Callable[..., Client]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Django tells of every error in its log; here they are meant.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(autouse=True)
def odd_pages(settings: Settings) -> None:
    """Add pages that go wrong to the real ones."""
    settings.ROOT_URLCONF = "tests.integration.odd_pages"


@pytest.fixture
def sign_in(sign_in: SignIn) -> SignIn:
    """Sign people in, in browsers that show an error page rather than raise."""
    make.walk().contact()

    def signed_in(short: str) -> Client:
        client = sign_in(short)
        client.raise_request_exception = False
        return client

    return signed_in


def _told(client: Client, address: str = "/context/") -> str:
    return client.get(address).content.decode()


def _left() -> tuple[bool, int]:
    """Tell what a page left: a session, and changed contacts."""
    with transaction.atomic():
        make.enter("manager")
        changed = Contact.objects.exclude(concern="").count()
        return Session.objects.filter(session_key="left-behind").exists(), changed


def _refusals() -> list[tuple[str, str]]:
    with transaction.atomic():
        make.enter("manager")
        found = Look.objects.filter(refused=True).order_by("pk")
        return list(found.values_list("subject", "by_name"))


# --- The context ---


def test_each_request_is_asked_by_whoever_signed_in(sign_in: SignIn) -> None:
    assert _told(sign_in("manager")) == "hub/team_manager/1"
    assert _told(sign_in("police")) == "partner/partner/0"
    assert _told(sign_in("performance")) == "/performance_officer/0"


def test_nobody_has_no_context_also_after_somebody_on_the_same_connection(
    sign_in: SignIn,
) -> None:
    manager = sign_in("manager")
    backend = ask("SELECT pg_backend_pid()")

    answers = [_told(client) for client in (manager, Client(), manager, Client())]

    assert answers == ["hub/team_manager/1", "//0"] * 2
    assert ask("SELECT pg_backend_pid()") == backend


@pytest.mark.parametrize("what", ["refused", "unknown", "bug"])
def test_a_request_that_failed_leaves_no_context(what: str, sign_in: SignIn) -> None:
    sign_in("manager").get(f"/raises/{what}/")

    assert _told(Client()) == "//0"
    assert ask("SELECT current_setting('frontdoor.zone', true)") == [("",)]


def test_a_savepoint_that_was_left_by_an_exception_takes_its_context_with_it(
    sign_in: SignIn,
) -> None:
    assert _told(sign_in("manager"), "/savepoint/") == "hub/team_manager/1"


def test_work_done_as_another_ends_with_it() -> None:
    with transaction.atomic():
        make.enter("manager")
        with context.as_actor(make.actor("police")):
            assert ask("SELECT current_setting('frontdoor.zone')") == [("partner",)]

        assert ask("SELECT current_setting('frontdoor.zone')") == [("hub",)]


def test_work_done_as_another_that_failed_ends_with_it_too() -> None:
    with transaction.atomic():
        make.enter("manager")
        with pytest.raises(ZeroDivisionError), context.as_actor(make.actor("police")):
            raise ZeroDivisionError

        assert ask("SELECT current_setting('frontdoor.zone')") == [("hub",)]


def test_a_context_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="inside a transaction"):
        context.enter(make.actor("manager"))


def test_an_answer_that_is_streamed_reads_no_rows(sign_in: SignIn) -> None:
    response = sign_in("manager").get("/stream/")

    assert b"".join(response.streaming_content) == b"0 contacts"  # type: ignore[attr-defined]


# --- What is left of a request that went wrong ---


def test_what_a_page_writes_stays_when_it_goes_well(sign_in: SignIn) -> None:
    assert sign_in("manager").get("/answers/200/").status_code == 200

    assert _left() == (True, 1)


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_what_a_page_wrote_before_it_answered_with_an_error_is_undone(
    status: int, sign_in: SignIn
) -> None:
    assert sign_in("manager").get(f"/answers/{status}/").status_code == status

    assert _left() == (False, 0)


@pytest.mark.parametrize(
    ("what", "status"),
    [("refused", 403), ("stale", 409), ("unknown", 404), ("bug", 500), ("walled", 500)],
)
def test_what_a_page_wrote_before_it_raised_is_undone(
    what: str, status: int, sign_in: SignIn
) -> None:
    assert sign_in("manager").get(f"/raises/{what}/").status_code == status

    assert _left() == (False, 0)


def test_a_form_that_comes_back_undoes_what_it_tried_and_remembers_the_look(
    sign_in: SignIn,
) -> None:
    """Who sends a form without opening it reads the record as well: that is a look (R10)."""
    assert sign_in("manager").get("/form/").status_code == 422

    assert _left() == (False, 0)
    with transaction.atomic():
        make.enter("manager")
        assert Look.objects.filter(subject="CV-27-00001", purpose="rate").count() == 1


def test_a_database_that_was_lost_in_the_middle_keeps_nothing_and_is_found_again(
    sign_in: SignIn,
) -> None:
    manager = sign_in("manager")

    assert manager.get("/killed/").status_code == 503

    assert _told(manager) == "hub/team_manager/1"
    assert _left() == (False, 0)


# --- A bug ---


def test_a_bug_is_told_in_the_log_and_nothing_of_it_to_the_browser(
    sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    client = sign_in("manager")

    answer = client.get("/raises/bug/")

    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert not {"ZeroDivisionError", "A bug.", "Traceback"} & set(answer.content.decode().split())
    [told] = [each for each in caplog.records if each.levelname == "ERROR"]
    assert told.exc_info
    assert client.get("/context/").status_code == 200


# --- Refusals are remembered ---


@pytest.mark.parametrize(
    ("address", "subject"),
    [("/raises/refused/", "/raises/refused/"), ("/raises/unknown/", "CV-27-09999")],
)
def test_a_refusal_is_written_to_the_read_log_after_all_else_was_undone(
    address: str, subject: str, sign_in: SignIn
) -> None:
    sign_in("officer").get(address)

    assert _refusals() == [(subject, "Bea Holloway")]


def test_a_page_that_is_for_other_roles_is_remembered_as_refused(sign_in: SignIn) -> None:
    partner = sign_in("police")

    assert partner.get("/answers/200/").status_code == 403

    assert [subject for subject, _ in _refusals()] == ["/answers/200/"]


def test_somebody_who_has_not_signed_in_is_asked_to_and_not_written_down(
    sign_in: SignIn,
) -> None:
    assert Client().get("/answers/200/").status_code == 302

    assert _refusals() == []


@pytest.mark.parametrize("address", ["/products/%00/", "/cases/%00/", "/%00"])
def test_an_address_that_no_record_can_have_is_not_an_error_of_ours(
    address: str, sign_in: SignIn
) -> None:
    for short in ("manager", "early-help-team-team"):
        assert sign_in(short).get(address).status_code == 400


@pytest.mark.parametrize(("cookie", "status"), [("no such session", 200), ("nul\\000s", 400)])
def test_a_made_up_session_is_nobodys(cookie: str, status: int) -> None:
    client = Client(raise_request_exception=False)

    response = client.get("/context/", headers={"cookie": f'__Host-sessionid="{cookie} here"'})

    assert response.status_code == status
    assert b"hub" not in response.content[:5]


def test_no_page_is_kept_by_a_browser_or_a_proxy(sign_in: SignIn) -> None:
    assert sign_in("manager").get("/context/")["Cache-Control"] == "no-store"


def test_the_connection_is_given_back_in_order(sign_in: SignIn) -> None:
    sign_in("manager").get("/raises/bug/")

    assert connection.in_atomic_block is False
    assert connection.needs_rollback is False
