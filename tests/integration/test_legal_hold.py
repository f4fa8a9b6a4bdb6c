"""Nothing of a record is removed while somebody's legal hold stands on it (a.8, 13)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from frontdoor.access import context
from frontdoor.audit.models import Event
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.retention import operations, queries
from frontdoor.casework.retention.models import LegalHold
from frontdoor.jobs.example import restricting, retention, together
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Unknown
from tests import make, reporting
from tests.pages import asked

SignIn = Callable[..., Client]
pytestmark = pytest.mark.django_db
SHORTS = ("officer", "triage", "social-worker", "coordinator")


def _why_not(walk: Walk, contact: Contact) -> str:
    return walk.as_("manager", lambda _: queries.why_not_dispose(contact))


# --- What a hold does ---


def test_nothing_is_removed_while_a_hold_stands(walk: Walk, case: Case) -> None:
    assert _why_not(walk, case.contact) == ""

    held = retention.place(walk, case.contact, asked_by="The coroner")
    assert _why_not(walk, case.contact) == (
        "Nothing of this record may be removed. Asked for by: The coroner."
    )

    retention.lift(walk, held)
    assert _why_not(walk, case.contact) == ""


def test_after_midnight_in_summer_today_is_the_hubs_own_day() -> None:
    walk = make.walk(at=datetime(2027, 6, 30, 23, 20, tzinfo=UTC))  # 00:20 on 1 July in Coventry.
    contact = make.case(walk).contact

    held = retention.place(walk, contact, asked_on=date(2027, 7, 1))

    assert held.asked_on == date(2027, 7, 1)
    with pytest.raises(Invalid, match="today or in the past"):
        retention.place(walk, contact, asked_by="The police", asked_on=date(2027, 7, 2))


def test_each_of_several_holds_stands_until_it_is_lifted_itself(walk: Walk, case: Case) -> None:
    first = retention.place(walk, case.contact, asked_by="The coroner")
    retention.place(walk, case.contact, asked_by="The police")

    retention.lift(walk, first)

    assert "The police" in _why_not(walk, case.contact)
    assert "The coroner" not in _why_not(walk, case.contact)


@pytest.mark.parametrize("side", [0, 1])
def test_what_goes_on_together_is_held_together(walk: Walk, side: int) -> None:
    cases = reporting.two(walk)
    retention.place(walk, cases[side].contact, asked_by="The coroner")
    assert _why_not(walk, cases[1 - side].contact) == ""

    together.join(walk, cases[1], cases[0])

    assert "The coroner" in _why_not(walk, cases[1 - side].contact)
    other = walk.case(cases[1 - side].contact)
    found = walk.as_("manager", lambda _: queries.on(other))
    assert [each.asked_by for each in found] == ["The coroner"]


def test_a_hold_is_of_one_record_alone(walk: Walk, case: Case) -> None:
    retention.place(walk, case.contact)

    assert _why_not(walk, make.contact(walk)) == ""


# --- Who places one, and with what ---


@pytest.mark.parametrize("short", SHORTS)
def test_managers_alone_place_and_lift(walk: Walk, case: Case, short: str) -> None:
    with pytest.raises(Refused):
        retention.place(walk, case.contact, by=short)

    held = retention.place(walk, case.contact)
    with pytest.raises(Refused):
        retention.lift(walk, held, by=short)


def test_a_hold_says_who_asked_and_why(walk: Walk, case: Case) -> None:
    with pytest.raises(Invalid, match="who asked"):
        retention.place(walk, case.contact, asked_by=" ")
    with pytest.raises(Invalid, match="why nothing"):
        retention.place(walk, case.contact, reason=" ")

    held = retention.place(walk, case.contact, asked_by=" The   coroner ")
    assert (held.asked_by, held.placed_at) == ("The coroner", walk.at)


def test_nobody_has_asked_tomorrow(walk: Walk, case: Case) -> None:
    today = walk.at.date()
    with pytest.raises(Invalid, match="today or in the past"):
        retention.place(walk, case.contact, asked_on=today + timedelta(days=1))

    assert retention.place(walk, case.contact, asked_on=today).asked_on == today


def test_whoever_asked_is_not_put_down_twice_until_theirs_is_lifted(walk: Walk, case: Case) -> None:
    held = retention.place(walk, case.contact)
    with pytest.raises(Invalid, match="stands already"):
        retention.place(walk, case.contact)

    retention.lift(walk, held)
    assert retention.place(walk, case.contact).pk != held.pk


def test_a_hold_is_lifted_once_with_a_reason(walk: Walk, case: Case) -> None:
    held = retention.place(walk, case.contact)
    with pytest.raises(Invalid, match="why it is lifted"):
        retention.lift(walk, held, why=" ")

    lifted = retention.lift(walk, held, why="The inquest is over.", by="manager-2")
    assert (lifted.lifted_why, lifted.lifted_by) == (
        "The inquest is over.",
        walk.actor("manager-2").user_id,
    )
    with pytest.raises(Refused, match="has lifted this already"):
        retention.lift(walk, held)


def test_nobody_lifts_what_changed_since_they_looked(walk: Walk, case: Case) -> None:
    held = retention.place(walk, case.contact)
    retention.lift(walk, held)

    with pytest.raises(Stale):
        walk.as_(
            "manager",
            lambda by: operations.lift(
                hold=held, why="It is over.", seen=held.version, by=by, at=walk.at
            ),
        )


def test_what_happened_names_neither_who_asked_nor_why(walk: Walk, case: Case) -> None:
    held = retention.place(walk, case.contact)
    retention.lift(walk, held)

    make.enter()
    found = Event.objects.filter(subject=case.contact.reference, kind__startswith="record.hold")
    told = list(found.order_by("pk").values_list("kind", "facts"))
    assert told == [
        ("record.hold_placed", {"number": held.pk}),
        ("record.hold_lifted", {"number": held.pk}),
    ]


# --- Restricted records ---


def test_a_hold_on_a_restricted_record_is_silent_to_whoever_may_not_read_it(
    walk: Walk, case: Case
) -> None:
    held = retention.place(walk, case.contact)
    assert walk.as_("manager-2", queries.standing) == [held]

    restricting.restrict(walk, case.contact)

    assert walk.as_("manager", queries.standing) == [held]
    assert walk.as_("manager-2", queries.standing) == []
    assert walk.as_("manager-2", lambda _: list(LegalHold.objects.all())) == []
    with pytest.raises(Unknown):
        walk.as_("manager-2", lambda by: queries.hold(held.pk, by=by))


def test_nothing_is_held_or_lifted_through_broken_glass(walk: Walk, case: Case) -> None:
    held = retention.place(walk, case.contact)
    restricting.restrict(walk, case.contact)
    restricting.break_glass(walk, case.reference, by="manager-2")

    by = walk.actor("manager-2")
    with context.as_actor(by, at=walk.at), pytest.raises(Refused, match="through broken glass"):
        operations.place(
            contact=case.contact,
            asked_by="The police",
            asked_on=walk.at.date(),
            reason="They look into a crime.",
            by=by,
            at=walk.at,
        )
    with context.as_actor(by, at=walk.at), pytest.raises(Refused, match="through broken glass"):
        operations.lift(hold=held, why="It is over.", seen=held.version, by=by, at=walk.at)
    with context.as_actor(by, at=walk.at):
        assert LegalHold.objects.filter(lifted_at__isnull=True).count() == 1
        assert queries.standing(by) == []

    assert retention.lift(walk, held).is_lifted


# --- The pages ---


def _typed(**other: str) -> dict[str, str]:
    return {
        "asked_by": "The coroner",
        "asked_on-day": "1",
        "asked_on-month": "3",
        "asked_on-year": "2026",
        "reason": "An inquest was opened.",
    } | other


def test_a_manager_places_a_hold_on_a_case_and_lifts_it(
    walk: Walk, case: Case, sign_in: SignIn
) -> None:
    browser = sign_in("manager")
    show = f"/cases/{case.reference}/"

    browser.post(f"/records/legal-holds/of/{case.reference}/", _typed())
    assert "Asked for by: The coroner." in browser.get(show).content.decode()

    make.enter()
    held = LegalHold.objects.get()
    listed = browser.get("/records/legal-holds/").content.decode()
    assert "The coroner" in listed
    assert "No legal hold stands" not in listed

    browser.post(f"/records/legal-holds/{held.pk}/", {"why": "It is over.", "seen": held.version})
    assert "Asked for by" not in browser.get(show).content.decode()
    assert "No legal hold stands" in browser.get("/records/legal-holds/").content.decode()


def test_what_was_typed_comes_back_with_what_was_wrong(
    walk: Walk, case: Case, sign_in: SignIn
) -> None:
    retention.place(walk, case.contact, asked_by="The coroner")

    page = sign_in("manager").post(f"/records/legal-holds/of/{case.reference}/", _typed())

    assert page.status_code == 422
    assert "for them stands already" in page.content.decode()
    assert "An inquest was opened." in page.content.decode()


def test_who_works_on_a_case_reads_of_its_hold_and_is_not_led_to_lift_it(
    walk: Walk, case: Case, sign_in: SignIn
) -> None:
    held = retention.place(walk, case.contact, asked_by="The coroner")
    browser = sign_in("officer")

    assert "Asked for by: The coroner." in browser.get(f"/cases/{case.reference}/").content.decode()
    assert browser.get(f"/records/legal-holds/{held.pk}/").status_code == 403
    assert browser.get("/records/legal-holds/").status_code == 403


def test_the_list_asks_as_often_for_many_holds_as_for_one(
    walk: Walk, case: Case, sign_in: SignIn
) -> None:
    retention.place(walk, case.contact)
    browser = sign_in("manager")
    few = asked(browser, "/records/legal-holds/")

    for _ in range(5):
        retention.lift(walk, retention.place(walk, make.contact(walk)))
        retention.place(walk, make.contact(walk))

    assert len(asked(browser, "/records/legal-holds/")) == len(few)
