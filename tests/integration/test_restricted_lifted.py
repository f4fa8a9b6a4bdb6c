"""A restricted record is opened to all again: by one of its readers, with a reason."""

import pytest

from frontdoor.casework.contacts.models import Case
from frontdoor.casework.restricting import operations
from frontdoor.casework.restricting.models import Reader, Restriction
from frontdoor.casework.restricting.vocabulary import Reason
from frontdoor.jobs.example import restricting
from frontdoor.jobs.example.walk import Walk
from frontdoor.kernel.refusal import Invalid, Refused
from tests import make
from tests.integration.breaking import sees


def test_lifted_it_is_open_to_all_whose_work_it_is(walk: Walk, case: Case) -> None:
    held = restricting.restrict(walk, case.contact, "manager")

    restricting.lift(walk, held)

    assert sees(walk, "officer", case)


def test_only_a_reader_lifts_it(walk: Walk, case: Case) -> None:
    held = restricting.restrict(walk, case.contact, "manager")

    with pytest.raises(Refused):
        restricting.lift(walk, held, by="manager-2")

    assert not sees(walk, "manager-2", case)


def test_without_a_reason_it_is_not_lifted(walk: Walk, case: Case) -> None:
    held = restricting.restrict(walk, case.contact, "manager")

    with pytest.raises(Invalid) as raised:
        walk.as_(
            "manager",
            lambda by: operations.lift(
                restriction=held, why=" ", seen=held.version, by=by, at=walk.at
            ),
        )

    assert raised.value.field == "why"


def test_why_it_was_restricted_stays_unknown_to_the_others_when_it_is_lifted(
    walk: Walk, case: Case
) -> None:
    held = restricting.restrict(walk, case.contact, "manager", reason=Reason.ADOPTED)

    restricting.lift(walk, held)

    make.enter("officer")
    assert not Restriction.objects.exists()
    assert not Reader.objects.exists()
