"""Who asks is told as well what another system told of them, in no contact (UK GDPR art. 15)."""

import pytest
from django.db import transaction

from frontdoor.access import context
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.holdings import operations, queries
from frontdoor.casework.holdings.models import AccessRequest, Item
from frontdoor.casework.holdings.vocabulary import Asker
from frontdoor.casework.restricting import glass
from frontdoor.disposal import told
from frontdoor.jobs.example import disposing, holdings, restricting, staff
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from frontdoor.people.models import Person, SourceRecord
from tests import looking_for, make, pages, pairs, rolling, untold
from tests.integration.behind import ask
from tests.integration.conftest import SignIn

pytestmark = pytest.mark.django_db
READER, OTHER = "manager-2", "manager"
WHY = "The hospital rings about the child: which worker has the case?"


@pytest.fixture
def fed(walk: Walk) -> Person:
    """Return Tamsin, as the case system told of her and nobody else did."""
    staff.hire(walk.hub)
    rolling.taken(walk)
    return walk.as_(OTHER, lambda _: SourceRecord.objects.get(number="P1").person)


@pytest.fixture
def case(walk: Walk, fed: Person) -> Case:
    """Return a case of hers, of whom a contact told as well, linked to what the system tells."""
    case = make.case(walk, children=[rolling.HEARD])
    pairs.linked(walk, fed, case.child)
    return case


def collected(walk: Walk, person: Person, by: str = OTHER) -> tuple[AccessRequest, list[Item]]:
    """Return a request with what was collected for it."""
    made = holdings.collect(walk, holdings.register(walk, person, by=by), by)
    return made, holdings.items(walk, made, by)


def apart(items: list[Item]) -> list[Item]:
    """Return what is of somebody in no contact."""
    return [each for each in items if each.person_id]


def test_of_somebody_in_no_contact_all_that_a_system_told_is_collected(
    walk: Walk, fed: Person
) -> None:
    _, items = collected(walk, fed)

    told = {each.label: each for each in items}
    assert set(told) == {"Details", "Work of a service"}
    assert all(each.person_id == fed.pk and each.contact_id is None for each in items)
    assert told["Details"].source == rolling.SYSTEM
    assert told["Work of a service"].source == rolling.SYSTEM
    assert "Area West" in told["Work of a service"].words
    assert "1 Example Road" in told["Details"].words
    assert {each.about for each in items} == {"Tamsin Lowther"}


def test_it_is_collected_with_the_contacts_of_whoever_it_is_linked_to(
    walk: Walk, fed: Person, case: Case
) -> None:
    for asked in (case.child, fed):
        _, items = collected(walk, asked)

        assert {each.contact_id for each in items} == {case.contact_id, None}
        assert {each.label for each in apart(items)} >= {"Details", "Work of a service"}
        assert {each.person_id for each in apart(items)} == {fed.pk}
        keys = [(each.table, each.row_id) for each in items]
        assert len(keys) == len(set(keys))
        assert items[-1].person_id == fed.pk


def test_of_another_whom_the_same_system_tells_nothing_is_collected(
    walk: Walk, fed: Person
) -> None:
    _, items = collected(walk, fed)

    assert not any("Joel" in each.words or "Joel" in each.about for each in items)


def test_a_row_about_two_says_about_whom_it_is_and_to_look_twice(walk: Walk, fed: Person) -> None:
    joel = walk.as_(OTHER, lambda _: SourceRecord.objects.get(number="P2").person)
    walk.as_(OTHER, lambda by: untold.written(joel, fed, by=by, at=walk.at))

    _, items = collected(walk, fed)

    [bond] = [each for each in items if each.label == "Relationship"]
    assert (bond.about, bond.person_id, bond.marks) == ("Joel Merrow", fed.pk, ["about_another"])
    assert "With: Tamsin Lowther" in bond.words
    assert not any("A red van" in each.words for each in items)


def test_what_is_restricted_to_others_is_not_collected(walk: Walk, fed: Person, case: Case) -> None:
    asked, before = collected(walk, fed)
    assert apart(before)
    restricting.restrict(walk, case.contact, READER, by=READER)

    assert walk.as_(OTHER, queries.going_on) == []
    assert walk.as_(OTHER, lambda _: list(Item.objects.filter(person=fed))) == []
    assert apart(holdings.items(walk, asked, READER))


def test_broken_glass_takes_nothing_out(walk: Walk, fed: Person, case: Case) -> None:
    collected(walk, fed, READER)
    restricting.restrict(walk, case.contact, READER, by=READER)
    manager = walk.actor(OTHER)

    with transaction.atomic(), context.as_actor(manager, at=walk.at):
        glass.break_(reference=case.reference, reason=WHY, by=manager, at=walk.at)
        assert Person.objects.filter(pk=fed.pk).exists()
        with pytest.raises(Refused, match="through broken glass"):
            operations.register(
                person=fed, asked_by="Dana Example", asker=Asker.PARENT, scope="All.",
                received_on=walk.at.date(), by=manager, at=walk.at,
            )  # fmt: skip
        assert not Item.objects.filter(person=fed).exists()


def test_what_was_copied_goes_when_they_go(walk: Walk) -> None:
    fed = rolling.untold(walk)
    then = make.later(walk, days=untold.YEARS.days + 366)
    asked, items = collected(then, fed)
    assert apart(items)
    assert untold.listed(then) == []

    holdings.decide_all(then, asked)
    holdings.end(then, asked)
    assert walk.as_(OTHER, lambda _: told.review(fed, at=then.at)).why_not == ""
    disposing.confirm(then, untold.propose(then, fed))

    assert ask("SELECT 1 FROM holdings_item") == []
    assert ask("SELECT 1 FROM holdings_accessrequest") == []


# --- The pages ---

SAID = {
    "asker": "themselves", "asked_by": "Tamsin Lowther", "scope": "Everything",
    "identity": "A passport",
    "received_on-day": "1", "received_on-month": "3", "received_on-year": "2026",
}  # fmt: skip


def test_a_manager_gets_there_from_whoever_was_found(
    walk: Walk, fed: Person, sign_in: SignIn
) -> None:
    client = sign_in(OTHER)
    made = looking_for.search(walk, by=OTHER)
    page = f"/records/subject-access/of-person/{fed.pk}/"
    assert page in client.get(f"/searches/person/{made.pk}/").content.decode()
    assert rolling.SYSTEM in pages.text(client.get(page))

    wrong = client.post(page, SAID | {"asked_by": ""})
    assert "Enter the name of whoever asks" in pages.text(wrong)
    answer = client.post(page, SAID, follow=True)

    assert "It is on the register" in pages.text(answer)
    [asked] = walk.as_(OTHER, queries.going_on)
    assert asked.person == fed
    looks = ask("SELECT purpose FROM audit_look WHERE subject = %s", f"person {fed.pk}")
    assert ("register a subject access request",) in looks
    client.post(f"/records/subject-access/{asked.pk}/collect/")
    shown = client.get(f"/records/subject-access/{asked.pk}/")
    assert "Told by another system, in no contact" in pages.text(shown)
    [item, *_] = holdings.items(walk, asked)
    one = client.get(f"/records/subject-access/{asked.pk}/items/{item.pk}/")
    assert rolling.SYSTEM in pages.text(one)
    assert client.get(f"/records/subject-access/{asked.pk}/schedule.xlsx").status_code == 200
    holdings.decide_all(walk, asked)
    copy = pages.text(client.get(f"/records/subject-access/{asked.pk}/copy/"))
    assert "Told by another system, in no contact" in copy


def test_nobody_else_gets_there(walk: Walk, fed: Person, sign_in: SignIn) -> None:
    page = f"/records/subject-access/of-person/{fed.pk}/"
    made = looking_for.search(walk, by="officer")

    assert page not in sign_in("officer").get(f"/searches/person/{made.pk}/").content.decode()
    assert sign_in("officer").get(page).status_code == 403
    assert sign_in(OTHER).get("/records/subject-access/of-person/999999/").status_code == 404


def test_whoever_is_hidden_has_no_such_page(
    walk: Walk, fed: Person, case: Case, sign_in: SignIn
) -> None:
    page = f"/records/subject-access/of-person/{fed.pk}/"
    assert sign_in(OTHER).get(page).status_code == 200
    restricting.restrict(walk, case.contact, READER, by=READER)

    assert sign_in(OTHER).get(page).status_code == 404
    assert sign_in(READER).get(page).status_code == 200
