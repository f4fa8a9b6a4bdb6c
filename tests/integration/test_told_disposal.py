"""Whom another system told of, and no contact, goes once their time is over: never by itself."""

from collections.abc import Callable

import pytest
from django.test import Client

from frontdoor.access.models import Draft
from frontdoor.audit.models import Event, RowChange
from frontdoor.casework.rolls import queries as rolls
from frontdoor.casework.rolls.vocabulary import Kind
from frontdoor.disposal import queries
from frontdoor.disposal.models import Certificate
from frontdoor.jobs.example import (
    disposing,
    restricting,
    staff,
)
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Refused
from frontdoor.people.models import Involvement, MatchKey, Person, SourceRecord
from tests import make, pages, rolling
from tests.integration.behind import ask
from tests.untold import REGISTER, YEARS, linked, listed, propose

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture
def fed(walk: Walk) -> Person:
    """Return somebody of whom a register told, and nobody else."""
    staff.hire(walk.hub)
    rolling.taken(walk, REGISTER, kind=Kind.REGISTER, source="Youth register")
    return walk.as_("manager", lambda _: SourceRecord.objects.get(number="R1").person)


@pytest.fixture
def then(walk: Walk) -> Walk:
    return make.later(walk, days=YEARS.days)


def test_they_go_when_one_has_reviewed_them_and_another_confirms(
    walk: Walk, then: Walk, fed: Person
) -> None:
    assert listed(then) == [fed]
    asked = propose(then, fed)
    assert (
        asked.basis == "6 years from the last day on which another system or the hub told of them"
    )
    assert listed(then) == []

    made = disposing.confirm(then, asked)

    assert made.references == [f"person {fed.pk}"]
    assert {"people_person", "people_sourcerecord", "people_matchkey"} <= set(made.words["rows"])
    make.enter("manager")
    for model in (Person, SourceRecord, MatchKey, Involvement):
        assert not model.objects.exists()
    assert not RowChange.objects.filter(table="people_person").exists()
    assert not Event.objects.filter(subject=f"person {fed.pk}").exists()
    assert Event.objects.filter(kind="record.disposed").count() == 1


def test_nobody_confirms_whom_they_reviewed_themselves(walk: Walk, then: Walk, fed: Person) -> None:
    asked = propose(then, fed)

    with pytest.raises(Refused, match="Somebody else"):
        disposing.confirm(then, asked, by="manager")

    assert disposing.confirm(then, asked)


def test_nobody_goes_before_their_time(walk: Walk, then: Walk, fed: Person) -> None:
    with pytest.raises(Refused, match="kept until 1 March 2033"):
        propose(make.later(walk, days=365), fed)
    assert listed(make.later(walk, days=365)) == []

    assert propose(then, fed)


def test_a_register_that_tells_of_them_again_keeps_them(
    walk: Walk, then: Walk, fed: Person
) -> None:
    rolling.taken(make.later(walk, days=365), REGISTER, kind=Kind.REGISTER, source="Youth register")

    assert listed(then) == []
    assert listed(make.later(then, days=367)) == [fed]


def test_whom_a_feed_tells_of_stays_and_whom_it_left_out_goes_in_time(
    walk: Walk, then: Walk
) -> None:
    staff.hire(walk.hub)
    rolling.taken(walk)
    rolling.taken(make.later(walk, days=1), [rolling.TAMSIN])
    late = make.later(then, days=1)
    rolling.taken(late, [rolling.TAMSIN])

    [gone] = listed(make.later(late, hours=1))

    assert gone.given_names == "Joel"
    tamsin = walk.as_("manager", lambda _: SourceRecord.objects.get(number="P1").person)
    with pytest.raises(Refused, match="It is kept until"):
        propose(late, tamsin)


def test_they_are_kept_longer_with_a_reason(walk: Walk, then: Walk, fed: Person) -> None:
    asked = propose(then, fed)
    disposing.decline(then, asked)

    assert listed(then) == []
    with pytest.raises(Refused, match="kept longer, until"):
        propose(then, fed)
    assert propose(make.later(then, days=366), fed)


def test_a_row_that_cannot_be_read_tells_of_them_too(walk: Walk, then: Walk, fed: Person) -> None:
    odd = [[*REGISTER[0][:3], "the other day", *REGISTER[0][4:]]]
    late = make.later(walk, days=365)
    roll = rolling.taken(late, odd, kind=Kind.REGISTER, source="Youth register")
    assert walk.as_("manager", lambda _: rolls.progress(roll)).refused == 1

    assert listed(then) == []
    assert listed(make.later(then, days=367)) == [fed]


def test_what_is_typed_of_somebody_else_stays(walk: Walk, then: Walk, fed: Person) -> None:
    asked = propose(then, fed)
    make.enter("manager")
    for path in (
        f"/records/disposal/of-person/{fed.pk}/",
        f"/records/disposal/of-person/{fed.pk}0/",
    ):
        Draft.objects.create(
            hub_id=walk.hub.pk, by_id=walk.actor("manager").user_id, path=path, tab="a",
            typed={"why": "Somebody asks."}, saved_at=then.at,
        )  # fmt: skip

    disposing.confirm(then, asked)

    [kept] = ask("SELECT path FROM access_draft")
    assert kept == (f"/records/disposal/of-person/{fed.pk}0/",)


def test_nobody_but_managers_has_to_do_with_it(
    walk: Walk, then: Walk, fed: Person, sign_in: SignIn
) -> None:
    with pytest.raises(Refused):
        propose(then, fed, by="officer")
    page = f"/records/disposal/of-person/{fed.pk}/"
    assert sign_in("officer").get(page).status_code == 403
    assert sign_in("manager").get(page).status_code == 200


def test_whoever_is_linked_to_a_restricted_record_is_hidden_with_it_here_too(
    walk: Walk, then: Walk, fed: Person, sign_in: SignIn
) -> None:
    propose(then, fed)
    case = linked(then, fed)
    assert walk.as_("manager", queries.proposed)

    restricting.restrict(then, case.contact, "manager-2", by="manager-2")

    assert walk.as_("manager", queries.proposed) == []
    assert len(walk.as_("manager-2", queries.proposed)) == 1
    page = f"/records/disposal/of-person/{fed.pk}/"
    assert sign_in("manager").get(page).status_code == 404
    assert sign_in("manager-2").get(page).status_code == 302


def test_the_pages_lead_from_the_list_to_the_certificate(
    walk: Walk, then: Walk, fed: Person, sign_in: SignIn
) -> None:
    asked = propose(then, fed)
    client = sign_in("manager-2")
    page = f"/records/disposal/{asked.pk}/"
    said = pages.text(client.get(page))
    assert "Wilf Osgood" in said
    assert "Youth register" in said

    with_certificate = disposing.confirm(then, asked)

    assert client.get(page)["Location"] == f"/records/certificates/{with_certificate.pk}/"
    assert f"person {fed.pk}" in pages.text(client.get(client.get(page)["Location"]))
    assert Certificate.objects.count() == 1
    assert ask("SELECT count(*) FROM people_person") == [(0,)]
