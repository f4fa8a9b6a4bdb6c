"""How people stand to each other for a time, and who holds parental responsibility, and how."""

from datetime import date

import pytest

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.contacts.vocabulary import Part
from frontdoor.casework.holdings import collecting
from frontdoor.jobs.example import knowing, registering, restricting
from frontdoor.jobs.example.registering import ABOUT_2019, MARCH_2025, STILL
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from frontdoor.people.held import Bond, Responsibility
from frontdoor.people.models import Person
from frontdoor.people.operations import Told
from frontdoor.people.vocabulary import Holding, Kin
from tests import make
from tests.integration.conftest import SignIn

pytestmark = pytest.mark.django_db
SASHA = Told(given_names="Sasha", family_name="Kowalski", date_of_birth=date(2019, 5, 3))


def page(sign_in: SignIn, case: Case, person: Person | None = None, *, by: str = "officer") -> str:
    """Return the page of a person, as it is read."""
    return read(sign_in, f"/cases/{case.reference}/people/{(person or case.child).pk}/", by=by)


def read(sign_in: SignIn, address: str, *, by: str = "officer") -> str:
    answer = sign_in(by).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def family(walk: Walk) -> tuple[Case, Person, Person]:
    """Return the case of a child, with the mother and her partner."""
    contact = walk.contact(children=[SASHA])
    dana = walk.person(
        contact, Told(given_names="Dana"), Part.CARER, kin="mother", parental_responsibility="yes"
    )
    dez = walk.person(contact, Told(given_names="Dez"), Part.HOUSEHOLD)
    return walk.case(walk.describe(contact)), dana, dez


# --- Written down, and ended ---


def test_a_relationship_is_typed_directed_and_dated_with_who_told_it(
    sign_in: SignIn, walk: Walk
) -> None:
    case, dana, dez = family(walk)
    address = f"/cases/{case.reference}/people/{dana.pk}/add/relationship/"
    typed = {"other": dez.pk, "way": "theirs", "kin": "partner", "since": "about 2019"}
    officer = sign_in("officer")
    assert officer.post(address, typed).status_code == 422

    assert officer.post(address, typed | {"told_by": "The health visitor"}).status_code == 302

    assert "Partner, since about 2019" in page(sign_in, case, dana)
    said = page(sign_in, case, dez)
    assert "Partner, since about 2019" in said
    assert "The health visitor. Written down by" in said
    [bond] = Bond.objects.all()
    assert (bond.person_id, bond.other_id) == (dez.pk, dana.pk)
    make.enter("manager")
    assert "person.noted" in [each.kind for each in audit.history([case.reference])]


def test_the_other_way_round_is_said_the_other_way_round(sign_in: SignIn, walk: Walk) -> None:
    case, _, dez = family(walk)
    address = f"/cases/{case.reference}/people/{dez.pk}/add/relationship/"
    typed = {"other": case.child.pk, "way": "own", "kin": "step_parent", "told_by": "Dana"}

    assert sign_in("officer").post(address, typed).status_code == 302

    assert "They are the step-parent" in page(sign_in, case, dez)
    assert "Step-parent" in page(sign_in, case)


def test_what_is_over_stays_and_is_said_as_over(sign_in: SignIn, walk: Walk) -> None:
    case, dana, dez = family(walk)
    row = registering.relate(walk, case, person=dez, other=dana, kin=Kin.PARTNER)
    address = f"/cases/{case.reference}/people/{dana.pk}/end/relationship/{row.pk}/"
    typed = {"seen": 1, "until": "March 2025", "why": " "}
    officer = sign_in("officer")
    assert officer.post(address, typed).status_code == 422

    assert officer.post(address, typed | {"why": "He moved out."}).status_code == 302

    said = page(sign_in, case, dana)
    assert "Partner, from about 2019 until March 2025" in said
    assert "He moved out." in said
    case_page = read(sign_in, f"/cases/{case.reference}/")
    assert "Partner of Dana from about 2019 until March 2025" in case_page
    with pytest.raises(Stale):
        registering.end_between(walk, case, row)


def test_what_was_a_mistake_is_said_on_the_page_and_counts_nowhere(
    sign_in: SignIn, walk: Walk
) -> None:
    case, dana, dez = family(walk)
    row = registering.relate(walk, case, person=dez, other=dana, kin=Kin.PARTNER)
    assert "Partner of Dana" in read(sign_in, f"/cases/{case.reference}/family/")

    registering.end_between(walk, case, row, until=STILL, why="Another Dez.")

    assert "Written down by mistake" in page(sign_in, case, dana)
    assert "Partner of Dana" not in read(sign_in, f"/cases/{case.reference}/family/")
    assert "Partner of Dana" not in read(sign_in, f"/cases/{case.reference}/")


def test_whoever_may_not_say_who_is_known_says_nothing_here(walk: Walk) -> None:
    case, dana, dez = family(walk)

    with pytest.raises(Refused):
        registering.relate(walk, case, person=dez, other=dana, by="police")
    with pytest.raises(Refused):
        registering.hold(walk, case, other=dana, how=Holding.BIRTH_MOTHER, by="police")


def test_the_same_said_twice_is_one_and_nobody_is_related_to_themselves(walk: Walk) -> None:
    case, dana, dez = family(walk)

    assert registering.relate(walk, case, person=dez) == registering.relate(walk, case, person=dez)
    with pytest.raises(Invalid, match="same record"):
        registering.relate(walk, case, person=dana, other=dana)
    with pytest.raises(Invalid, match="must not be before"):
        registering.relate(walk, case, person=dana, since=MARCH_2025, until=ABOUT_2019)


def test_nobody_is_related_to_whom_the_case_does_not_lead(sign_in: SignIn, walk: Walk) -> None:
    stranger = make.case(walk, children=[Told(given_names="Quentin", family_name="Faraway")])
    case, dana, _ = family(walk)
    address = f"/cases/{case.reference}/people/{dana.pk}/add/relationship/"
    typed = {"other": stranger.child.pk, "way": "own", "kin": "mother", "told_by": "Dana"}
    assert "Faraway" not in read(sign_in, address)

    assert sign_in("officer").post(address, typed).status_code == 422

    assert not Bond.objects.exists()


# --- Parental responsibility ---


def test_who_holds_parental_responsibility_says_how_and_since_when(
    sign_in: SignIn, walk: Walk
) -> None:
    case, dana, _ = family(walk)
    assert "said to hold it: how was not said" in page(sign_in, case)
    address = f"/cases/{case.reference}/people/{case.child.pk}/add/responsibility/"
    typed = {"other": dana.pk, "how": "birth_mother", "since": "3 May 2019", "told_by": "Dana"}

    assert sign_in("officer").post(address, typed).status_code == 302

    said = page(sign_in, case)
    assert "As birth mother, since 3 May 2019" in said
    assert "how was not said" not in said
    assert "They hold it: as birth mother" in page(sign_in, case, dana)
    assert "has parental responsibility as birth mother" in read(
        sign_in, f"/cases/{case.reference}/"
    )


def test_a_local_authority_shares_it_by_an_order_and_nobody_else_so(
    sign_in: SignIn, walk: Walk
) -> None:
    case, dana, _ = family(walk)
    with pytest.raises(Invalid, match="enter which"):
        registering.hold(walk, case, other=dana, how=Holding.CARE_ORDER)
    with pytest.raises(Invalid, match="does not hold it so"):
        registering.hold(walk, case, how=Holding.BIRTH_MOTHER)
    with pytest.raises(Invalid, match="Choose somebody"):
        registering.hold(walk, case, other=dana, authority="Example", how=Holding.UNKNOWN)

    registering.hold(walk, case)

    line = "Parental responsibility: Example Borough Council, by a care order"
    assert line in read(sign_in, f"/cases/{case.reference}/")
    assert line in read(sign_in, f"/cases/{case.reference}/family/")
    assert "has parental responsibility" in read(sign_in, f"/cases/{case.reference}/")


def test_an_order_that_was_discharged_is_over_and_whoever_else_holds_it_still_does(
    sign_in: SignIn, walk: Walk
) -> None:
    case, dana, _ = family(walk)
    registering.hold(walk, case, other=dana, how=Holding.BIRTH_MOTHER)
    row = registering.hold(walk, case)

    registering.end_between(walk, case, row, why="It was discharged.")

    said = page(sign_in, case)
    assert "from about 2019 until March 2025" in said
    case_page = read(sign_in, f"/cases/{case.reference}/")
    assert "Example Borough Council" not in case_page
    assert "has parental responsibility as birth mother" in case_page
    assert Responsibility.objects.count() == 2


def test_that_somebody_does_not_hold_it_is_said_too(sign_in: SignIn, walk: Walk) -> None:
    case, _, dez = family(walk)

    registering.hold(walk, case, other=dez, how=Holding.NONE, since=STILL)

    assert "does not hold parental responsibility" in read(sign_in, f"/cases/{case.reference}/")


# --- Through links, and out of sight ---


def earlier(walk: Walk) -> tuple[Case, Person]:
    """Return an earlier case of another child, with their mother on it."""
    contact = walk.contact(children=[Told(given_names="Ash")])
    mother = walk.person(contact, Told(given_names="Danuta"), Part.CARER, kin="mother")
    return walk.case(walk.describe(contact)), mother


def test_what_is_said_of_one_record_holds_for_all_that_are_linked_to_it(
    sign_in: SignIn, walk: Walk
) -> None:
    before, danuta = earlier(make.later(walk, days=-60))
    case, dana, dez = family(walk)
    knowing.link(walk, case, dana, danuta)

    registering.relate(walk, case, person=dez, other=danuta, kin=Kin.PARTNER)

    assert "Partner, since about 2019" in page(sign_in, case, dana)
    assert "Partner of Dan" in read(sign_in, f"/cases/{case.reference}/")
    assert page(sign_in, case, dez).count("<span>Partner, since about 2019</span>") == 1
    drawn = read(sign_in, f"/cases/{case.reference}/family/")
    assert "Partner of Dana since about 2019" in drawn
    assert before.child.name in drawn


def test_what_is_between_two_is_silent_for_whoever_may_not_see_one_of_them(
    sign_in: SignIn, walk: Walk
) -> None:
    before, danuta = earlier(make.later(walk, days=-60))
    case, dana, _ = family(walk)
    registering.relate(walk, case, person=danuta, other=dana, kin=Kin.HALF_SIBLING)
    registering.hold(walk, case, other=danuta, how=Holding.SPECIAL_GUARDIAN)
    assert "Danuta" in page(sign_in, case)

    restricting.restrict(walk, before.contact, "manager")

    own = f"/cases/{case.reference}"
    child = f"{own}/people/{case.child.pk}/"
    everywhere = (f"{own}/", f"{own}/family/", child, f"{child}add/responsibility/")
    for address in everywhere:
        assert "Danuta" not in read(sign_in, address)
        assert "special guardianship order, since" not in read(sign_in, address)
    assert "Danuta" in page(sign_in, case, by="manager")
    make.enter("officer")
    assert (Bond.objects.count(), Responsibility.objects.count()) == (0, 0)
    make.enter("manager", hub_slug="surrey")
    assert (Bond.objects.count(), Responsibility.objects.count()) == (0, 0)


# --- Drawn, and told to whoever asks ---


def test_those_who_are_together_no_longer_are_drawn_so(sign_in: SignIn, walk: Walk) -> None:
    case, dana, dez = family(walk)
    row = registering.relate(walk, case, person=dez, other=dana, kin=Kin.SPOUSE)
    before = read(sign_in, f"/cases/{case.reference}/family/")

    registering.end_between(walk, case, row)

    after = read(sign_in, f"/cases/{case.reference}/family/")
    assert after.count("<path") == before.count("<path") + 1
    assert "Husband, wife or civil partner of Dana from about 2019 until March 2025" in after


def test_a_line_to_a_carer_of_the_past_is_cut_and_the_years_are_told(
    sign_in: SignIn, walk: Walk
) -> None:
    case, _, dez = family(walk)
    row = registering.relate(walk, case, person=dez, kin=Kin.FOSTER_CARER)
    before = read(sign_in, f"/cases/{case.reference}/family/")

    registering.end_between(walk, case, row)

    after = read(sign_in, f"/cases/{case.reference}/family/")
    assert "Foster carer of Sasha Kowalski from about 2019 until March 2025" in after
    assert "about 2019 – Mar 2025" in after
    assert after.count("<path") == before.count("<path") + 1  # The strokes that cut it.


def test_what_a_family_says_in_words_of_its_own_is_said_in_these_words(
    sign_in: SignIn, walk: Walk
) -> None:
    case, _, dez = family(walk)
    registering.relate(walk, case, person=dez, kin=Kin.OTHER, words="the husband of her aunt")

    assert "Dez is “the husband of her aunt” to Sasha" in read(
        sign_in, f"/cases/{case.reference}/around/"
    )
    assert "“the husband of her aunt” to Sasha" in read(sign_in, f"/cases/{case.reference}/family/")


def test_whoever_asks_what_is_held_is_told_of_both(walk: Walk) -> None:
    case, dana, dez = family(walk)
    registering.relate(walk, case, person=dez, other=dana, kin=Kin.PARTNER)
    registering.hold(walk, case)
    by = make.enter("manager")

    told = {each.label: each.words for each in
            collecting.held(case.child, policy=case.policy, by=by)}  # fmt: skip

    assert "How far the first day is known: About that year" in told["Relationship"]
    assert "Authority: Example Borough Council" in told["Parental responsibility"]
    assert "With: None" not in told["Parental responsibility"]
