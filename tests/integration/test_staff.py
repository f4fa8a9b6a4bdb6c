"""Joiners, movers and leavers: each at once, each with who and why."""

import re
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.timezone import now

from frontdoor.access.models import Membership, User
from frontdoor.audit.models import Event
from frontdoor.entrance import staff
from frontdoor.entrance.models import Invitation, Visit
from tests import entering, make
from tests.conftest import ItIs
from tests.entering import PASSWORD, SECOND, SET_UP
from tests.integration.conftest import SignIn
from tests.pages import Page, text

pytestmark = pytest.mark.django_db

AT = make.MONDAY_9AM
PEOPLE, FIRST = "/settings/people/", "/sign-in/first/"
NOT_RIGHT = "The username or the code is not right, or the code is over."
JOINER = {
    "username": "p.shah", "name": "Priya Shah", "agency": "hub", "role": "triage_worker",
    "why": "Begins today.",
}  # fmt: skip


@pytest.fixture
def wen(sign_in: SignIn, it_is: ItIs) -> Client:
    """Return the browser of an administrator, on a Monday at nine."""
    it_is(AT)
    return sign_in("administrator")


def _place(username: str = "coventry-manager") -> Membership:
    return Membership.objects.get(user__username=username, left_at__isnull=True)


def _signed_in(user: User, agent: str = "") -> Client:
    client = Client(HTTP_USER_AGENT=agent)
    entering.password(client, user)
    assert entering.second(client, entering.code(AT)) == "/"
    return client


def _code(page: Page) -> str:
    [code] = re.findall(r"Code: <strong>([A-Z0-9-]+)</strong>", page.content.decode())
    return str(code)


def _chooses(username: str, code: str, password: str = PASSWORD) -> Page:
    answer: Page = Client().post(FIRST, {"username": username, "code": code, "password": password})
    return answer


def _told() -> list[tuple[str, str, object]]:
    make.enter("manager-2")
    found = Event.objects.filter(kind__startswith="staff.").order_by("pk")
    return [(each.kind, each.by_name, each.facts.get("why")) for each in found]


# --- Joiners ---


def test_a_joiner_chooses_a_password_sets_up_a_second_proof_and_works(wen: Client) -> None:
    code = _code(wen.post(f"{PEOPLE}join/", JOINER, follow=True))
    priya = Client()

    answer = priya.post(FIRST, {"username": "p.shah", "code": code.lower(), "password": PASSWORD})

    assert answer.headers["Location"] == SET_UP
    assert priya.get("/").status_code == 302
    key = entering.key_on(priya.get(SET_UP).content.decode())
    priya.post(SET_UP, {"code": entering.code(AT, secret=key)})
    assert "Priya Shah" in text(priya.get("/"))
    assert _told()[0] == ("staff.joined", "Wen Marlowe", "Begins today.")


def test_a_code_is_shown_once_and_not_stored(wen: Client) -> None:
    code = _code(wen.post(f"{PEOPLE}join/", JOINER, follow=True))

    page = f"{PEOPLE}{_place('p.shah').pk}/"
    assert wen.get(f"{page}code/").headers["Location"] == page
    assert code not in text(wen.get(page))
    assert code not in Invitation.objects.get().digest


def test_a_code_is_good_once(wen: Client) -> None:
    code = _code(wen.post(f"{PEOPLE}join/", JOINER, follow=True))
    _chooses("p.shah", code)

    again = _chooses("p.shah", code, "another long word of a thief")

    assert NOT_RIGHT in text(again)
    assert User.objects.get(username="p.shah").check_password(PASSWORD)


def test_a_code_is_over_after_three_days(wen: Client, it_is: ItIs) -> None:
    code = _code(wen.post(f"{PEOPLE}join/", JOINER, follow=True))
    it_is(AT + timedelta(hours=72))

    assert NOT_RIGHT in text(_chooses("p.shah", code))


def test_a_name_that_nobody_has_a_wrong_code_and_anothers_code_are_told_alike(wen: Client) -> None:
    code = _code(wen.post(f"{PEOPLE}join/", JOINER, follow=True))

    for username, typed in (("nobody", code), ("p.shah", "AAAA"), ("coventry-manager", code)):
        answer = _chooses(username, typed)
        assert answer.status_code == 422
        assert NOT_RIGHT in text(answer)


def test_codes_cannot_be_tried_out(wen: Client) -> None:
    code = _code(wen.post(f"{PEOPLE}join/", JOINER, follow=True))
    for number in range(5):
        _chooses("p.shah", f"AAAA-AAAA-AAA{number}")

    assert "There were too many tries." in text(_chooses("p.shah", code))


def test_a_password_that_everybody_guesses_is_refused_and_the_code_stays_good(wen: Client) -> None:
    code = _code(wen.post(f"{PEOPLE}join/", JOINER, follow=True))

    assert "too short" in text(_chooses("p.shah", code, "short"))
    assert _chooses("p.shah", code).status_code == 302


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"username": "coventry-manager"}, "Somebody works under this username."),
        ({"username": "p shah"}, "A username has letters"),
        ({"role": "partner"}, "This role is not one of that agency."),
        ({"agency": "police"}, "This role is not one of that agency."),
        ({"why": ""}, "Say why"),
        ({"role": ""}, "There is a problem"),
        ({"agency": "nowhere"}, "There is a problem"),
    ],
)
def test_a_joiner_who_cannot_be_is_told_at_the_field(
    wen: Client, changed: dict[str, str], words: str
) -> None:
    answer = wen.post(f"{PEOPLE}join/", JOINER | changed)

    assert answer.status_code == 422
    assert words in text(answer)
    assert "Priya Shah" in answer.content.decode()


def test_the_first_administrator_is_let_in_by_the_operator() -> None:
    make.hub()
    said = StringIO()

    call_command("invite", "coventry", "w.first", "Win First", stdout=said)

    code = said.getvalue().split()[-1]
    assert _chooses("w.first", code)["Location"] == SET_UP
    assert _told()[0][1:] == ("Win First", "Let in by the operator of the installation.")
    with pytest.raises(CommandError, match="Somebody works under this username"):
        call_command("invite", "coventry", "w.first", "Win First")
    with pytest.raises(CommandError, match="no hub called nowhere"):
        call_command("invite", "nowhere", "w.second", "Win Second")


# --- Movers ---


def test_a_movers_rights_change_with_the_next_page(wen: Client) -> None:
    moira = entering.somebody()
    entering.give_app(moira, at=AT - timedelta(days=1))
    browser = _signed_in(moira)
    assert browser.get("/closing/").status_code == 200
    place = _place()

    answer = wen.post(
        f"{PEOPLE}{place.pk}/move/",
        {"agency": "hub", "role": "triage_worker", "why": "To the other team."},
    )

    assert answer.headers["Location"] == f"{PEOPLE}{place.pk}/"
    assert browser.get("/closing/").status_code == 403
    assert browser.get("/").status_code == 200
    assert ("staff.moved", "Wen Marlowe", "To the other team.") in _told()
    said = text(wen.get(f"{PEOPLE}{place.pk}/"))
    assert "Before: team manager" in said
    assert "To the other team." in said


def test_somebody_moves_to_an_agency_and_sees_the_hub_no_more(wen: Client) -> None:
    moira = entering.somebody()
    entering.give_app(moira, at=AT - timedelta(days=1))
    browser = _signed_in(moira)

    wen.post(
        f"{PEOPLE}{_place().pk}/move/", {"agency": "police", "role": "partner", "why": "Seconded."}
    )

    assert browser.get("/").headers["Location"] == "/requests/"


# --- Leavers ---


def test_a_leavers_open_sign_ins_end_at_once_in_every_browser(wen: Client) -> None:
    moira = entering.somebody()
    entering.give_app(moira, at=AT - timedelta(days=1))
    [code, *_] = entering.give_codes(moira, at=AT)
    desk = _signed_in(moira)
    phone = Client()
    entering.password(phone, moira)
    assert entering.second(phone, code) == "/"
    assert [each.get("/").status_code for each in (desk, phone)] == [200, 200]

    wen.post(f"{PEOPLE}{_place().pk}/leave/", {"why": "Has another job."})

    for each in (desk, phone):
        assert each.get("/").headers["Location"] == "/sign-in/?next=/"
        assert each.post("/contacts/new/", {"concern": "x"}).status_code == 302
    assert set(Visit.objects.filter(user=moira).values_list("ending", flat=True)) == {"left"}
    keys = Visit.objects.filter(user=moira).values_list("session", flat=True)
    assert not Session.objects.filter(session_key__in=keys).exists()
    assert ("staff.left", "Wen Marlowe", "Has another job.") in _told()


def test_a_leaver_comes_back_by_no_way(wen: Client) -> None:
    moira = entering.somebody()
    entering.give_app(moira, at=AT - timedelta(days=1))
    half = Client()
    assert entering.password(half, moira) == SECOND

    wen.post(f"{PEOPLE}{_place().pk}/leave/", {"why": "Has another job."})

    assert entering.second(half, entering.code(AT)) == "/sign-in/"
    assert "is not right" in entering.password(Client(), moira)
    assert "Moira Quayle has left" in text(wen.get(PEOPLE))
    assert "Moira Quayle" not in text(wen.get(PEOPLE))


def test_whoever_comes_back_is_let_in_anew_with_nothing_of_before(wen: Client) -> None:
    moira = entering.somebody()
    entering.give_app(moira, at=AT - timedelta(days=1))
    wen.post(f"{PEOPLE}{_place().pk}/leave/", {"why": "Has another job."})

    back = JOINER | {"username": moira.username, "name": moira.name, "why": "Is back."}
    code = _code(wen.post(f"{PEOPLE}join/", back, follow=True))

    assert "is not right" in entering.password(Client(), moira)
    assert _chooses(moira.username, code)["Location"] == SET_UP
    assert _place().user == moira


# --- Who cannot sign in ---


def test_whoever_begins_anew_is_signed_out_and_proves_with_nothing_of_before(wen: Client) -> None:
    moira = entering.somebody()
    entering.give_app(moira, at=AT - timedelta(days=1))
    desk = _signed_in(moira)

    lost = {"why": "Lost her telephone."}
    code = _code(wen.post(f"{PEOPLE}{_place().pk}/begin-anew/", lost, follow=True))

    assert desk.get("/").status_code == 302
    assert "is not right" in entering.password(Client(), moira)
    assert _chooses(moira.username, code, "quite another long word")["Location"] == SET_UP
    assert ("staff.begun_anew", "Wen Marlowe", "Lost her telephone.") in _told()


def test_whoever_was_half_in_with_the_old_password_sets_nothing_up(wen: Client) -> None:
    """A thief with the password, just as it is ended: the second proof is not theirs to set up."""
    moira = entering.somebody()
    entering.give_app(moira, at=AT - timedelta(days=1))
    thief = Client()
    assert entering.password(thief, moira) == SECOND

    wen.post(f"{PEOPLE}{_place().pk}/begin-anew/", {"why": "Her password was seen."})

    assert thief.get(SET_UP).headers["Location"] == "/sign-in/"
    assert entering.second(thief, entering.code(AT)) == "/sign-in/"


# --- Whose it is to do ---


@pytest.mark.parametrize("why", ["I would like to.", staff.SINGLE])
@pytest.mark.parametrize("page", ["move", "leave", "begin-anew"])
def test_nobody_changes_their_own_place_whatever_they_say(wen: Client, page: str, why: str) -> None:
    own = _place("coventry-administrator")

    answer = wen.post(
        f"{PEOPLE}{own.pk}/{page}/", {"agency": "hub", "role": "team_manager", "why": why}
    )

    assert answer.status_code == 422
    assert "Nobody changes their own place" in text(answer)
    assert _place("coventry-administrator").role == "hub_administrator"


@pytest.mark.parametrize("page", ["", "move/", "leave/", "begin-anew/"])
def test_the_people_of_another_hub_are_out_of_sight(wen: Client, page: str) -> None:
    make.hub("surrey")
    theirs = _place("surrey-manager")

    assert wen.get(f"{PEOPLE}{theirs.pk}/{page}").status_code == 404
    assert wen.post(f"{PEOPLE}{theirs.pk}/{page}", {"why": "x"}).status_code in (404, 405)
    assert "surrey-manager" not in text(wen.get(PEOPLE))


def test_an_administrator_reads_of_people_and_agreements_and_of_no_case(wen: Client) -> None:
    make.walk(at=now()).contact()

    make.enter("administrator")

    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {kind.partition(".")[0] for kind in kinds} <= {"staff", "agreement"}
    assert "agreement.signed" in kinds


# --- One sign-in of somebody ---


def _sends_out(wen: Client, user: User, visit: Visit) -> Any:
    place = _place(user.username).pk
    return wen.post(f"{PEOPLE}{place}/sign-ins/{visit.pk}/end/")


def test_an_administrator_ends_one_sign_in_of_somebody_and_the_other_stands(wen: Client) -> None:
    moira = entering.somebody()
    entering.give_app(moira, at=AT - timedelta(days=1))
    codes = entering.give_codes(moira, at=AT)
    lost = _signed_in(moira, "Mozilla/5.0 (Android 15; Mobile) Gecko/140.0 Firefox/140.0")
    desk = Client()
    entering.password(desk, moira)
    entering.second(desk, codes[0])
    page = f"{PEOPLE}{_place().pk}/"
    assert "Firefox on Android Since 1 March 2027 at 9am" in text(wen.get(page))

    first = Visit.objects.filter(user=moira).order_by("pk")[:1].get()
    assert _sends_out(wen, moira, first).headers["Location"] == page

    assert lost.get("/").headers["Location"].startswith("/sign-in/")
    assert desk.get("/").status_code == 200
    first.refresh_from_db()
    assert first.ending == "others"
    assert "Firefox" not in text(wen.get(page))
    assert "Signed out in one place: Moira Quayle by Wen Marlowe" in text(wen.get(page))


def test_an_administrator_ends_nobodys_sign_in_but_of_their_own_hub(wen: Client) -> None:
    theirs = entering.somebody("manager", hub_slug="surrey")
    visit = Visit.objects.create(
        user=theirs, session="elsewhere", door="demo", began_at=AT, used_at=AT
    )

    assert _sends_out(wen, entering.somebody(), visit).status_code == 404
    assert (
        wen.post(f"{PEOPLE}{_place(theirs.username).pk}/sign-ins/{visit.pk}/end/").status_code
        == 404
    )

    visit.refresh_from_db()
    assert visit.ended_at is None


def test_ones_own_sign_in_is_ended_on_ones_own_page(wen: Client) -> None:
    own = User.objects.get(username="coventry-administrator")
    visit = Visit.objects.create(user=own, session="mine", door="demo", began_at=AT, used_at=AT)

    assert _sends_out(wen, own, visit).status_code == 403
    assert "Sign them out" not in text(wen.get(f"{PEOPLE}{_place(own.username).pk}/"))
