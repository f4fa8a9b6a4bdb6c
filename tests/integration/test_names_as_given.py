"""A name is kept and shown as it was given, in any script: one name, many names, no western order.

Each is tried from the contact form over the register and the search to what leaves the hub.
"""

from urllib.parse import quote

import pytest
from markupsafe import escape

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.jobs.example import registering
from frontdoor.jobs.example.walk import Walk
from frontdoor.people import rules, searching
from frontdoor.people.matching import Description
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Kin
from tests import make
from tests.integration.conftest import SignIn
from tests.taking import seen, taken

pytestmark = pytest.mark.django_db

LONG = "Oluwaseun Adébáyọ̀ Temitope Iyanuoluwa Oluwafunmilayo Ayomide"
NAMES = [
    pytest.param("Suharto", "", id="one name alone"),
    pytest.param("", "Kowalski", id="a family name alone"),
    pytest.param("محمد", "عبد الله", id="arabic"),
    pytest.param("小明", "王", id="chinese"),
    pytest.param("Наталія", "Шевченко", id="cyrillic"),
    pytest.param("ሰላም", "ተስፋዬ", id="geez"),
    pytest.param("Niamh-Áine", "O’Brien-D'Souza", id="apostrophes and hyphens"),
    pytest.param(LONG, "Wickramasinghe Mudiyanselage Ralahamilage", id="very long"),
    pytest.param("Thị Minh", "Nguyễn", id="family name first at home"),
    pytest.param("Björk", "Guðmundsdóttir", id="patronymic"),
    pytest.param("Ali", "bin Abu Bakar a/l None", id="named through the father"),
    pytest.param("Null", "Null", id="null"),
    pytest.param("X", "Æ", id="letters"),
    pytest.param("ירדן", "Smith", id="right to left beside left to right"),
]
each = pytest.mark.parametrize(("given", "family"), NAMES)


def whole(given: str, family: str) -> str:
    return str(escape(" ".join(part for part in (given, family) if part)))


def of(walk: Walk, given: str, family: str) -> Case:
    return make.case(walk, children=[Told(given_names=given, family_name=family)])


@each
def test_the_form_of_a_contact_takes_it_as_it_is(sign_in: SignIn, given: str, family: str) -> None:
    officer = sign_in("officer")
    contact = taken(officer)
    form = seen(contact, part="carer", kin="father", given_names=given, family_name=family)

    assert officer.post(f"/contacts/{contact.reference}/people/", form).status_code == 302

    assert Person.objects.filter(given_names=given, family_name=family).count() == 1


@each
def test_pages_show_it_as_it_is(sign_in: SignIn, walk: Walk, given: str, family: str) -> None:
    case = of(walk, given, family)
    officer = sign_in("officer")
    addresses = ("", "family/", "around/", "on-what-basis/", f"people/{case.child_id}/")

    for address in addresses:
        answer = officer.get(f"/cases/{case.reference}/{address}")
        assert answer.status_code == 200, address
        assert whole(given, family) in answer.content.decode(), address


@each
def test_the_search_finds_it_by_itself(walk: Walk, given: str, family: str) -> None:
    case = of(walk, given, family)
    by = make.enter("manager")

    found = searching.search(Description(given_names=given, family_name=family), hub_id=by.hub_id)

    assert case.child_id in [match.person_id for match in found]


@pytest.mark.parametrize(
    ("given", "family", "typed"),
    [
        ("小明", "王", ("王", "小明")),
        ("小明", "王", ("Xiaoming", "Wang")),
        ("Thị Minh", "Nguyễn", ("Nguyen", "Thi Minh")),
        ("Наталія", "Шевченко", ("Nataliia", "Shevchenko")),
        ("محمد", "عبد الله", ("Mohammed", "Abdallah")),
        ("Niamh-Áine", "O’Brien-D'Souza", ("Niamh Aine", "OBrien DSouza")),
        ("Björk", "Guðmundsdóttir", ("Bjork", "Gudmundsdottir")),
        ("ሰላም", "ተስፋዬ", ("ተስፋዬ", "ሰላም")),
        ("ሰላም", "ተስፋዬ", ("Selam", "Tesfaye")),
        ("আয়েশা", "বেগম", ("Ayesha", "Begum")),
        ("Ayesha", "Begum", ("আয়েশা", "বেগম")),
    ],
)
def test_the_search_finds_it_in_another_order_or_as_it_is_spelt_in_latin(
    walk: Walk, given: str, family: str, typed: tuple[str, str]
) -> None:
    case = of(walk, given, family)
    by = make.enter("manager")

    found = searching.search(
        Description(given_names=typed[0], family_name=typed[1]), hub_id=by.hub_id
    )

    assert case.child_id in [match.person_id for match in found]


def test_two_who_have_null_in_common_and_nothing_else_are_two(walk: Walk) -> None:
    case = of(walk, "Null", "")
    by = make.enter("manager")

    found = searching.search(Description(given_names="Undefined"), hub_id=by.hub_id)

    assert case.child_id not in [match.person_id for match in found]


def test_right_to_left_disturbs_nothing_beside_it(sign_in: SignIn, walk: Walk) -> None:
    contact = walk.contact(children=[Told(given_names="ירדן")])
    dez = walk.person(contact, Told(given_names="محمد"), Part.OTHER)
    case = walk.case(walk.describe(contact))
    registering.relate(walk, case, person=dez, kin=Kin.COUSIN)
    registering.relate(walk, case, person=case.child, other=dez, kin=Kin.FRIEND)
    officer = sign_in("officer")

    for address in (f"/cases/{case.reference}/", f"/cases/{case.reference}/family/"):
        said = officer.get(address).content.decode()
        assert "Cousin of \u2068ירדן\u2069 since about 2019" in said
        assert "Friend or acquaintance of \u2068محمد\u2069 since about 2019" in said


def test_left_to_right_stands_in_a_sentence_as_it_is() -> None:
    assert rules.aside("Наталія 小明 ሰላም") == "Наталія 小明 ሰላም"
    assert rules.aside("ירדן") == "\u2068ירדן\u2069"


def test_an_address_with_a_name_in_it_is_no_way_in(sign_in: SignIn, walk: Walk) -> None:
    case = of(walk, "Null", "王")

    assert sign_in("officer").get(f"/cases/{quote('王')}/").status_code == 404
    assert sign_in("officer").get(f"/cases/{case.reference}/").status_code == 200
