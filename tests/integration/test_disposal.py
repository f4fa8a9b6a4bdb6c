# ruff: noqa: S608  Its SQL is made of names of this code.
"""Nothing of a record goes before its time, by itself, or by one person alone (a.8, 13)."""

from collections.abc import Callable
from datetime import UTC, date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from frontdoor.access import context
from frontdoor.audit.models import Event, Look, RowChange
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.contacts.vocabulary import CaseMove
from frontdoor.casework.holdings.vocabulary import Ending
from frontdoor.disposal import queries
from frontdoor.disposal.models import Disposal
from frontdoor.jobs.example import disposing, holdings, restricting, retention, together
from frontdoor.jobs.example.walk import ROBIN, Walk
from frontdoor.kernel.refusal import Invalid, Refused
from frontdoor.oversight import operations as oversight
from frontdoor.oversight.models import Tally
from frontdoor.people.models import Person
from tests import make, reporting
from tests.integration.behind import DENIED, ask, nobody, state_of
from tests.pages import asked as asked_of

SignIn = Callable[..., Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def walk() -> Walk:
    return make.walk()


@pytest.fixture
def then(walk: Walk) -> Walk:
    """Return the same walk when three years are over, and a day."""
    return make.later(walk, days=3 * 365 + 2)


def test_a_record_goes_when_one_has_reviewed_it_and_another_confirms(
    walk: Walk, then: Walk
) -> None:
    contact = make.closed(walk)
    asked = disposing.propose(then, contact)
    assert (asked.class_name, asked.basis) == (
        "Contacts below the threshold",
        "3 years from the last activity",
    )
    make.enter()
    assert Contact.objects.filter(pk=contact.pk).exists()

    made = disposing.confirm(then, asked)

    make.enter()
    assert not Contact.objects.filter(pk=contact.pk).exists()
    assert not Person.objects.exists()
    assert made.words["reviewed_by"] == then.actor("manager").name
    assert made.words["confirmed_by"] == then.actor("manager-2").name
    assert contact.reference in made.references


def test_nobody_confirms_what_they_reviewed_themselves(walk: Walk, then: Walk) -> None:
    asked = disposing.propose(then, make.closed(walk))

    with pytest.raises(Refused, match="Somebody else"):
        disposing.confirm(then, asked, by="manager")

    assert disposing.confirm(then, asked, by="manager-2").references


def test_nothing_goes_before_its_time(walk: Walk, then: Walk) -> None:
    contact = make.closed(walk)
    with pytest.raises(Refused, match="kept until 1 March 2030"):
        disposing.propose(make.later(walk, days=3 * 365), contact)

    assert disposing.propose(then, contact)


def test_what_falls_under_no_class_is_kept_and_says_so(walk: Walk, then: Walk) -> None:
    contact = make.contact(walk)
    walk.route(contact, CaseMove.CLOSE, route="")

    with pytest.raises(Refused, match="no retention class"):
        disposing.propose(then, contact)
    [listed] = _listed(then)
    assert "no retention class" in listed.why_not


def _of(case: Case) -> Contact:
    return case.contact


def test_a_legal_hold_stands_in_the_way_until_it_is_lifted(walk: Walk, then: Walk) -> None:
    contact = make.closed(walk)
    asked = disposing.propose(then, contact)
    held = retention.place(then, contact)

    with pytest.raises(Refused, match="Nothing of this record may be removed"):
        disposing.confirm(then, asked)

    retention.lift(then, held)
    assert disposing.confirm(then, asked)


def test_an_open_request_for_what_is_held_stands_in_the_way(walk: Walk, then: Walk) -> None:
    contact = make.closed(walk)
    asked = holdings.register(walk, walk.case(contact).child)
    with pytest.raises(Refused, match="is not answered"):
        disposing.propose(then, contact)

    holdings.end(walk, asked, ending=Ending.WITHDRAWN)
    assert disposing.propose(then, contact)


def test_what_is_restricted_stays_until_it_is_opened(walk: Walk, then: Walk) -> None:
    contact = make.closed(walk)
    held = restricting.restrict(then, contact)
    with pytest.raises(Refused, match="restricted"):
        disposing.propose(then, contact)

    restricting.lift(then, held)
    assert disposing.propose(then, contact)


def test_a_brother_who_is_kept_longer_keeps_the_contact(walk: Walk, then: Walk) -> None:
    contact = make.contact(walk, children=(ROBIN, reporting.WREN))
    walk.route(contact, CaseMove.CLOSE, route="no_further_action")
    walk.route(contact, CaseMove.CLOSE, route="section_47", child=1)
    with pytest.raises(Refused, match="25 years from birth"):
        disposing.propose(then, contact)

    alone = make.closed(walk)
    assert disposing.propose(then, alone)


def test_what_goes_on_together_goes_together_when_all_of_it_is_over(walk: Walk, then: Walk) -> None:
    first, second = reporting.joined(walk)
    with pytest.raises(Refused, match="is open"):
        disposing.propose(then, _of(second))

    after = make.later(walk, hours=2)
    together.read(after, first)
    after.route(_of(first), CaseMove.CLOSE, route="no_further_action")
    made = disposing.dispose(then, _of(second))

    make.enter()
    assert not Case.objects.exists()
    assert {_of(first).reference, _of(second).reference} < set(made.references)


def test_a_child_who_came_again_is_kept_from_then_on(walk: Walk, then: Walk) -> None:
    contact = make.closed(walk)
    again = make.closed(make.later(walk, days=400))
    together.link(make.later(walk, days=400), walk.case(again), walk.case(contact))

    with pytest.raises(Refused, match="kept until"):
        disposing.propose(then, contact)
    assert disposing.propose(make.later(then, days=401), contact)


def test_what_is_kept_longer_is_off_the_list_until_that_day(walk: Walk, then: Walk) -> None:
    contact = make.closed(walk)
    with pytest.raises(Invalid, match="Write why"):
        disposing.keep(then, contact, why=" ")
    with pytest.raises(Invalid, match="in the future"):
        disposing.keep(then, contact, until=then.at.date())

    disposing.keep(then, contact)

    assert [len(_listed(then)), len(_listed(make.later(then, days=366)))] == [0, 1]


def test_what_is_kept_until_a_day_may_go_when_that_day_begins_at_the_hub(walk: Walk) -> None:
    """In summer the hub's day begins while it is still the day before by the clock of the world."""
    contact = make.closed(walk)
    summer = Walk(hub=walk.hub, at=make.london("2030-07-14", "23:30"))
    disposing.keep(make.later(summer, days=-30), contact, until=date(2030, 7, 15))
    with pytest.raises(Refused, match="kept longer, until 15 July 2030"):
        disposing.propose(summer, contact)

    after = make.later(summer, hours=1)
    assert after.at.astimezone(UTC).date() == date(2030, 7, 14)

    assert disposing.dispose(after, contact)


def _listed(walk: Walk) -> list[queries.Review]:
    return walk.as_("manager", lambda by: queries.come_to_end(by, number=1, at=walk.at)).reviews


def test_what_the_second_person_declines_stays(walk: Walk, then: Walk) -> None:
    contact = make.closed(walk)
    asked = disposing.propose(then, contact)

    disposing.decline(then, asked)

    with pytest.raises(Refused):
        disposing.confirm(then, asked)
    make.enter()
    assert Contact.objects.filter(pk=contact.pk).exists()


@pytest.mark.parametrize("short", ["officer", "triage", "social-worker", "coordinator"])
def test_managers_alone_review_and_confirm(walk: Walk, then: Walk, short: str) -> None:
    contact = make.closed(walk)
    with pytest.raises(Refused):
        disposing.propose(then, contact, by=short)
    with pytest.raises(Refused):
        disposing.keep(then, contact, by=short)


def test_figures_stay_as_they_were(walk: Walk, then: Walk) -> None:
    contact = make.closed(walk)

    def counted() -> list[tuple[object, ...]]:
        with context.inside(walk.hub.pk):
            oversight.count(hub_id=walk.hub.pk, at=then.at)
            found = Tally.objects.filter(children__gt=0).order_by("pk")
            return list(found.values_list("month", "counts_as", "children", "contacts"))

    before = counted()
    assert before

    disposing.dispose(then, contact)

    assert counted() == before


# --- The database itself ---


def _dispose(asked: Disposal) -> str:
    return state_of("SELECT * FROM frontdoor_dispose_of(%s, now(), current_date)", asked.pk)


def test_the_database_asks_all_of_it_again(walk: Walk, then: Walk) -> None:
    contact = make.closed(walk)
    asked = disposing.propose(then, contact)

    for short in ("manager", "officer", "police"):
        make.enter(short)
        assert _dispose(asked) == DENIED
    make.enter("manager", hub_slug="surrey")
    assert _dispose(asked) == DENIED
    nobody()
    assert _dispose(asked) == DENIED
    held = retention.place(then, contact)
    make.enter("manager-2")
    assert _dispose(asked) == DENIED
    retention.lift(then, held)
    make.enter("manager-2")
    days = "current_date - 2", "current_date + 2"
    asks = "SELECT * FROM frontdoor_dispose_of(%s, now(), {})"
    assert [state_of(asks.format(day), asked.pk) for day in days] == [DENIED] * 2

    assert _dispose(asked) == ""


def test_the_application_removes_nothing_and_certifies_nothing(walk: Walk, then: Walk) -> None:
    asked = disposing.propose(then, make.closed(walk))
    make.enter("manager-2")
    ask("SELECT set_config('frontdoor.disposing', %s, true)", str(asked.pk))

    for table in ("contacts_contact", "audit_event", "audit_rowchange", "people_person"):
        assert state_of(f"DELETE FROM {table}") == DENIED
    assert state_of("UPDATE disposal_disposal SET stage = 'disposed', contact_id = NULL") == DENIED
    assert (
        state_of(
            "INSERT INTO disposal_certificate"
            ' (hub_id, disposal_id, "references", said, events, changes, digest, made_at)'
            " VALUES (%s, %s, '{}', '{}', '', '', '', now())",
            walk.hub.pk,
            asked.pk,
        )
        == DENIED
    )


# --- What is left ---


def test_a_certificate_names_every_row_that_went_by_its_table(walk: Walk, then: Walk) -> None:
    made = disposing.dispose(then, make.closed(walk))

    rows = dict(queries.said(made).rows)
    assert rows["contacts_contact"] == rows["people_person"] == rows["contacts_case"] == 1
    assert rows["audit_event"] == queries.said(made).events > 0
    assert rows["audit_rowchange"] == queries.said(made).changes > 0


def test_who_looked_stays_and_tells_no_more_than_the_reference(walk: Walk, then: Walk) -> None:
    contact = make.closed(walk)
    walk.as_("officer", lambda by: contacts.get(contact.reference, actor=by, to="read", at=walk.at))

    disposing.dispose(then, contact)

    make.enter()
    assert Look.objects.filter(subject=contact.reference).exists()
    assert not Event.objects.filter(subject=contact.reference).exists()
    assert not RowChange.objects.filter(table="contacts_contact").exists()


def test_another_record_of_the_same_child_stays_whole(walk: Walk, then: Walk) -> None:
    gone, kept = make.closed(walk), make.contact(walk)
    people = walk.case(kept).child_id
    disposing.dispose(then, gone)

    make.enter()
    assert Contact.objects.get() == kept
    assert Person.objects.get().pk == people


# --- The pages ---


def test_whoever_opens_what_is_gone_is_led_to_its_certificate(
    walk: Walk, then: Walk, sign_in: SignIn
) -> None:
    contact = make.closed(walk)
    case = walk.case(contact).reference
    made = disposing.dispose(then, contact)

    officer = sign_in("officer")
    for address in (f"/cases/{case}/", f"/contacts/{contact.reference}/"):
        page = officer.get(address)
        assert page.status_code == 404
        assert f"certificate {made.pk}" in page.content.decode()
    led = officer.get("/find/", {"reference": case})
    assert led.headers["Location"] == f"/records/certificates/{made.pk}/"
    assert contact.reference in officer.get(led.headers["Location"]).content.decode()
    assert "certificate" not in sign_in("police").get(f"/cases/{case}/").content.decode()


def test_the_list_asks_as_often_for_many_records_as_for_one(sign_in: SignIn) -> None:
    before = make.walk(at=now() - timedelta(days=4 * 366))
    make.closed(before)
    browser = sign_in("manager")
    few = asked_of(browser, "/records/disposal/")

    for _ in range(4):
        make.closed(before)

    assert len(asked_of(browser, "/records/disposal/")) == len(few)


def test_a_page_beyond_the_first_opens_and_leads_back(sign_in: SignIn) -> None:
    page = sign_in("manager").get("/records/disposal/?page=2")

    assert page.status_code == 200
    assert 'href="?page=1"' in page.content.decode()
