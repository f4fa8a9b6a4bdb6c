"""The identities before and after an adoption: tied for named readers, silent for all others."""

import pytest

from frontdoor.audit import queries as audit
from frontdoor.casework.contacts import persons, reports
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.contacts.models import Case
from frontdoor.casework.restricting.models import Restriction
from frontdoor.casework.restricting.vocabulary import Reason
from frontdoor.jobs.example import registering, restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused, Stale
from frontdoor.people import adopting, queries
from frontdoor.people.held import Adoption
from frontdoor.people.operations import Told
from tests import make
from tests.integration.behind import ask
from tests.integration.conftest import SignIn

pytestmark = pytest.mark.django_db

BEFORE = Told(given_names="Sasha", family_name="Birthname")
NOW = Told(given_names="Sasha", family_name="Newfield")
OTHERS = ("officer", "triage", "coordinator", "manager-2")


def read(sign_in: SignIn, case: Case, *, by: str) -> str:
    """Return the page of the child of a case, and the pages beside it, as somebody reads them."""
    who = sign_in(by)
    pages = ("", f"people/{case.child.pk}/", "known/", "around/")
    return "".join(who.get(f"/cases/{case.reference}/{page}").content.decode() for page in pages)


def test_its_readers_see_on_the_person_who_they_were_before(sign_in: SignIn, walk: Walk) -> None:
    case = make.case(walk, children=[NOW])

    registering.adopt(walk, case)

    for reader in ("manager", "social-worker"):
        said = read(sign_in, case, by=reader)
        assert "Before the adoption" in said
        assert "Sasha Birthname" in said


@pytest.mark.parametrize("other", OTHERS)
def test_it_is_silent_for_everybody_else(sign_in: SignIn, walk: Walk, other: str) -> None:
    case = make.case(walk, children=[NOW])
    plain = read(sign_in, case, by=other)

    registering.adopt(walk, case)

    said = read(sign_in, case, by=other)
    assert "Birthname" not in said
    assert "Before the adoption" not in said
    assert said.count("adopt") == plain.count("adopt")


@pytest.mark.parametrize("other", OTHERS)
def test_no_search_count_or_history_tells_of_it(walk: Walk, other: str) -> None:
    case = make.case(walk, children=[NOW])
    before = make.contact(walk, children=[BEFORE])
    restricting.restrict(walk, before, "manager", reason=Reason.ADOPTED)
    registering.tie(walk, case, walk.case(before).reference)

    by = make.enter(other)

    assert queries.candidates(case.child) == []
    assert queries.same_as(case.child) == [case.child]
    assert adopting.of([case.child], by=by) == []
    assert ask("SELECT count(*) FROM people_adoption") == [(0,)]
    assert ask("SELECT count(*) FROM audit_event WHERE kind LIKE 'adoption%%'") == [(0,)]
    assert ask("SELECT count(*) FROM audit_rowchange WHERE \"table\" = 'people_adoption'") == [(0,)]
    assert [e.kind for e in audit.history([case.reference]) if "adoption" in e.kind] == []
    known = persons.known(case, case.child.pk, by=by, at=walk.at)
    assert "Birthname" not in str(known)


def test_it_is_silent_though_the_record_before_is_open_to_all_again(walk: Walk) -> None:
    case = make.case(walk, children=[NOW])
    before = make.contact(walk, children=[BEFORE])
    held = restricting.restrict(walk, before, "manager", reason=Reason.ADOPTED)
    registering.tie(walk, case, walk.case(before).reference)

    restricting.lift(walk, held)

    by = make.enter("officer")
    assert contacts.case(f"{before.reference}-A", actor=by, to="show", at=walk.at)
    assert adopting.of([case.child], by=by) == []
    assert ask("SELECT count(*) FROM people_adoption") == [(0,)]
    assert ask("SELECT count(*) FROM audit_rowchange WHERE \"table\" = 'people_adoption'") == [(0,)]
    assert ask("SELECT count(*) FROM audit_event WHERE kind LIKE 'adoption%%'") == [(0,)]
    reader = make.enter("manager")
    assert len(adopting.of([case.child], by=reader)) == 1
    assert ask("SELECT count(*) FROM audit_event WHERE kind LIKE 'adoption%%'") == [(1,)]


def test_whoever_looks_through_broken_glass_learns_nothing_of_it(walk: Walk) -> None:
    case = make.case(walk, children=[NOW])
    tie = registering.adopt(walk, case)
    before = walk.as_("manager", lambda _: Case.objects.get(child=tie.before_id))

    restricting.break_glass(walk, before.reference)

    by = make.enter("officer")
    assert adopting.of([case.child, tie.before], by=by) == []


def test_who_may_read_the_record_no_more_reads_the_tie_no_more(walk: Walk) -> None:
    case = make.case(walk, children=[NOW])
    tie = registering.adopt(walk, case)
    worker = make.enter("social-worker")
    assert adopting.of([case.child], by=worker) == [tie]
    before = walk.as_("manager", lambda _: Case.objects.get(child=tie.before_id))
    held = walk.as_("manager", lambda _: reports.one_record(before.contact))

    restricting.lift(walk, restriction(walk))
    restricting.restrict(walk, held[0], "manager", reason=Reason.ADOPTED)

    worker = make.enter("social-worker")
    assert adopting.of([case.child], by=worker) == []


def restriction(walk: Walk) -> Restriction:
    """Return the restriction that stands."""
    found = Restriction.objects.filter(lifted_at__isnull=True)
    return walk.as_("manager", lambda _: found.get())


def test_one_of_the_two_has_to_be_restricted_first(walk: Walk) -> None:
    case, before = make.case(walk, children=[NOW]), make.contact(walk, children=[BEFORE])
    other = walk.case(before).reference
    with pytest.raises(Invalid, match="Restrict the record"):
        registering.tie(walk, case, other)

    restricting.restrict(walk, before, "manager", reason=Reason.ADOPTED)

    assert registering.tie(walk, case, other.lower()).person_id == case.child.pk


def test_the_present_identity_may_be_the_restricted_one(walk: Walk) -> None:
    now = make.contact(walk, children=[NOW])
    before = make.case(walk, children=[BEFORE])
    restricting.restrict(walk, now, "manager", reason=Reason.ADOPTED)

    tie = registering.tie(walk, before, walk.case(now).reference, is_before=False)

    assert tie.before_id == before.child.pk
    by = make.enter("officer")
    assert adopting.of([before.child], by=by) == []


def test_what_one_may_not_see_and_what_is_not_there_are_refused_alike(walk: Walk) -> None:
    case, hidden = make.case(walk), make.contact(walk, children=[BEFORE])
    restricting.restrict(walk, hidden, "manager", reason=Reason.ADOPTED)
    said = []

    for other in (f"{hidden.reference}-A", "CV-20-99999-A"):
        with pytest.raises(Invalid) as refused:
            registering.tie(walk, case, other, by="manager-2")
        said.append(str(refused.value))

    assert said[0] == said[1]


def test_the_same_said_again_by_another_who_cannot_know_tells_nothing(walk: Walk) -> None:
    case = make.case(walk, children=[NOW])
    tie = registering.adopt(walk, case)
    before = walk.as_("manager", lambda _: Case.objects.get(child=tie.before_id))

    assert registering.tie(walk, case, before.reference) == tie
    with pytest.raises(Invalid, match="There is no case"):
        registering.tie(walk, case, before.reference, by="manager-2")


def test_a_manager_ties_and_unties_on_the_page(sign_in: SignIn, walk: Walk) -> None:
    case, before = make.case(walk, children=[NOW]), make.contact(walk, children=[BEFORE])
    restricting.restrict(walk, before, "manager", reason=Reason.ADOPTED)
    manager = sign_in("manager")
    address = f"/cases/{case.reference}/adoption/"
    typed = {"other": f"{before.reference}-A", "which": "other", "told_by": "The adoption team"}
    assert manager.post(address, typed | {"other": "CV-20-99999-A"}).status_code == 422

    assert manager.post(address, typed).status_code == 302

    assert "Before the adoption" in read(sign_in, case, by="manager")
    make.enter("manager")
    tie = Adoption.objects.get()
    assert manager.post(f"{address}{tie.pk}/", {"seen": 1, "why": ""}).status_code == 422
    assert manager.post(f"{address}{tie.pk}/", {"seen": 1, "why": "No."}).status_code == 302
    assert "Before the adoption" not in read(sign_in, case, by="manager")
    with pytest.raises(Stale):
        registering.untie(walk, tie)
    assert sign_in("officer").get(address).status_code == 403
    assert sign_in("manager-2").get(f"{address}{tie.pk}/").status_code == 404


def test_nobody_but_a_manager_ties(walk: Walk) -> None:
    case, before = make.case(walk), make.contact(walk, children=[BEFORE])
    restricting.restrict(walk, before, reason=Reason.ADOPTED)

    with pytest.raises(Refused, match="A team manager does this"):
        registering.tie(walk, case, walk.case(before).reference, by="social-worker")
