"""Lists of what waits: ready-made for each role, and each person's own (U10)."""

import re

import pytest
from django.test import Client

from frontdoor.access.models import SavedList
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.worklist import queries
from frontdoor.casework.worklist.queries import Wanted
from frontdoor.casework.worklist.vocabulary import WaitsFor
from frontdoor.jobs.example import looking
from frontdoor.jobs.example.walk import Walk
from frontdoor.people.operations import Told
from frontdoor.policy import queries as policies
from tests import make
from tests.integration.conftest import SignIn
from tests.pages import Page, errors, text

pytestmark = pytest.mark.django_db

CHOOSE = "/lists/choose/"


def _named(name: str) -> list[Told]:
    return [Told(given_names=name, family_name="Example")]


def _shown(client: Client, address: str) -> list[str]:
    """Return the children of a list, in its order."""
    page = client.get(address).content.decode()
    return re.findall(r'href="/cases/[^"/]+/">(\w+) Example', page)


def _keep(client: Client, name: str, **chosen: str) -> Page:
    answer: Page = client.post(CHOOSE, {"name": name, **chosen})
    return answer


def _tabs(client: Client) -> list[str]:
    page = client.get("/?show=").content.decode()
    [nav] = re.findall(r'<nav aria-label="Show by who has it">.*?</nav>', page, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in nav.split("<li>")[1:]]


def _number() -> int:
    return int(SavedList.objects.latest("pk").pk)


# --- What a case waits for ---


def _asked_for(walk: Walk, waits: WaitsFor) -> set[str]:
    manager = make.enter("manager")
    version = policies.current(walk.hub.pk, at=walk.at)
    look = queries.look(me=manager.user_id, calendar=policies.Calendars().of(version), at=walk.at)
    found = queries.worklist(Wanted(waits=waits.value), look)
    return {each.case.child.given_names for each in found.cases}


def test_each_case_is_in_the_list_of_what_it_waits_for(walk: Walk) -> None:
    walk.contact(children=_named("Taken"))
    make.contact(walk, children=_named("Decide"))
    make.in_triage(walk, children=_named("Found"))
    recommended = make.in_triage(walk, children=_named("Advised"))
    looking.recommend(walk, recommended)
    make.enquiry(walk, rating="", children=_named("Rate"))
    make.enquiry(walk, children=_named("Begin"))
    walk.commence(make.enquiry(walk, children=_named("Asked")))
    [only] = walk.commence(make.enquiry(walk, children=_named("Heard")), asked=("police",))
    walk.answer(only)
    make.decision(walk)
    make.handed_over(walk)

    lists = {waits: _asked_for(walk, waits) for waits in WaitsFor}

    assert lists[WaitsFor.TAKING] == {"Taken"}
    assert lists[WaitsFor.MANAGER] == {"Decide", "Advised"}
    assert lists[WaitsFor.RECOMMENDATION] == {"Found"}
    assert lists[WaitsFor.RATING] == {"Rate"}
    assert lists[WaitsFor.COMMENCING] == {"Begin"}
    assert lists[WaitsFor.AGENCIES] == {"Asked"}
    assert lists[WaitsFor.DECISION] == {"Heard"}
    assert lists[WaitsFor.AUTHORISATION] == {"Robin"}
    assert lists[WaitsFor.PRODUCT] == set()
    assert "Robin" in lists[WaitsFor.REFERRER]


def test_a_list_is_by_rating_source_and_stage_as_well(sign_in: SignIn, walk: Walk) -> None:
    make.enquiry(walk, rating="red", children=_named("Red"))
    make.enquiry(walk, children=_named("Amber"))
    make.in_triage(walk, children=_named("Found"))
    moira = sign_in("manager")

    assert _shown(moira, "/?rating=red") == ["Red"]
    assert set(_shown(moira, "/?stage=in_mash")) == {"Red", "Amber"}
    assert set(_shown(moira, "/?source=school&stage=in_triage")) == {"Found"}
    assert _shown(moira, "/?source=police") == []


@pytest.mark.parametrize("odd", ["waits=nothing", "show=purple", "rating=%00", "who=x", "unread="])
def test_an_address_that_makes_no_sense_does_no_harm(sign_in: SignIn, walk: Walk, odd: str) -> None:
    make.in_triage(walk)

    assert sign_in("manager").get(f"/?{odd}").status_code == 200


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("officer", "Being taken"),
        ("officer", "To be told"),
        ("triage", "My unread"),
        ("manager", "Awaiting decision"),
        ("manager", "Late"),
        ("coordinator", "To be recommended"),
    ],
)
def test_each_role_has_what_it_needs_first(sign_in: SignIn, short: str, name: str) -> None:
    assert name in _tabs(sign_in(short))


# --- Somebody's own ---


def test_a_choice_is_shown_once_without_a_name(sign_in: SignIn, walk: Walk) -> None:
    make.enquiry(walk, rating="red", children=_named("Red"))
    make.in_triage(walk, children=_named("Found"))
    moira = sign_in("manager")

    done = _keep(moira, "", rating="red")

    assert done["Location"] == "/?rating=red"
    assert _shown(moira, done["Location"]) == ["Red"]
    assert not SavedList.objects.exists()


def test_a_choice_is_kept_under_a_name_for_its_owner_alone(sign_in: SignIn, walk: Walk) -> None:
    make.enquiry(walk, rating="red", children=_named("Red"))
    moira, idris = sign_in("manager"), sign_in("manager-2")

    _keep(moira, "My Reds", rating="red")

    assert "My Reds" in _tabs(moira)
    assert "My Reds" not in _tabs(idris)
    make.enter("manager")
    number = _number()
    assert moira.get(f"/lists/{number}/").status_code == 200
    assert idris.get(f"/lists/{number}/").status_code == 404
    assert idris.post(f"/lists/{number}/remove/").status_code == 404
    assert "My Reds" in _tabs(moira)
    make.enter("manager-2")
    assert not SavedList.objects.exists()


def test_the_worklist_opens_with_the_one_that_was_chosen(sign_in: SignIn, walk: Walk) -> None:
    make.enquiry(walk, rating="red", children=_named("Red"))
    make.in_triage(walk, children=_named("Found"))
    moira = sign_in("manager")

    _keep(moira, "Triage", stage="in_triage", opens_first="on")
    _keep(moira, "Reds", rating="red", opens_first="on")

    assert _shown(moira, "/") == ["Red"]
    assert set(_shown(moira, "/?show=")) == {"Red", "Found"}
    make.enter("manager")
    assert [each.name for each in SavedList.objects.filter(opens_first=True)] == ["Reds"]


def test_a_list_is_renamed_and_removed(sign_in: SignIn, walk: Walk) -> None:
    moira = sign_in("manager")
    _keep(moira, "Reds", rating="red")
    make.enter("manager")
    number = _number()

    moira.post(f"/lists/{number}/", {"name": "My Reds"})
    assert "My Reds" in _tabs(moira)
    moira.post(f"/lists/{number}/remove/")

    assert "My Reds" not in _tabs(moira)
    assert moira.get(f"/lists/{number}/").status_code == 404
    make.enter("manager")
    assert SavedList.objects.get(pk=number).removed_at is not None
    _keep(moira, "My Reds", rating="red")
    assert "My Reds" in _tabs(moira)


def test_two_lists_of_one_name_are_refused_at_the_field(sign_in: SignIn, walk: Walk) -> None:
    moira = sign_in("manager")
    _keep(moira, "Reds", rating="red")
    _keep(moira, "Late", show="late")
    make.enter("manager")

    again = _keep(moira, "Reds", show="late")
    renamed: Page = moira.post(f"/lists/{_number()}/", {"name": "Reds"})
    nameless = _keep(moira, "", opens_first="on")

    assert (again.status_code, renamed.status_code, nameless.status_code) == (422, 422, 422)
    assert "You have a list of that name already" in errors(again)
    assert "Give the list a name" in errors(nameless)
    assert 'value="late" selected' in again.content.decode()


def test_the_choice_begins_with_what_is_shown(sign_in: SignIn, walk: Walk) -> None:
    page = sign_in("manager").get(f"{CHOOSE}?rating=red&unread=yes").content.decode()

    assert re.search(r'value="red" selected', page)
    assert re.search(r'name="unread"[^>]* checked', page)


def test_a_list_of_nothing_says_so(sign_in: SignIn, walk: Walk) -> None:
    make.in_triage(walk)

    assert "There are no such cases now" in text(sign_in("manager").get("/?rating=red"))


def test_cases_do_not_change_with_the_lists_that_show_them(sign_in: SignIn, walk: Walk) -> None:
    case = make.in_triage(walk)

    _keep(sign_in("manager"), "Everything", opens_first="on")

    make.enter("manager")
    assert Case.objects.get(pk=case.pk).version == case.version
