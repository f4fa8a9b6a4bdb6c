"""A stage changes by a move of its lifecycle, or not at all: the database sees to it."""

import psycopg
import pytest
from django.db import IntegrityError, transaction

from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.enquiries.models import Enquiry
from frontdoor.jobs.example.walk import Walk
from frontdoor.jobs.set_up import TABLES
from frontdoor.kernel.lifecycle import Lifecycle
from frontdoor.policy.staged import Staged
from tests import make
from tests.database import Copy
from tests.integration.behind import ask, change, refused

pytestmark = pytest.mark.django_db

STAGED = [(table.name, table.lifecycle) for table in TABLES if table.lifecycle]
CHECK = "23514"  # check_violation: what the guard of a lifecycle answers.


def test_every_record_that_has_stages_has_the_guard() -> None:
    staged = {table.model for table in TABLES if issubclass(table.model, Staged)}

    guarded = {table.model for table in TABLES if table.lifecycle}

    assert guarded == staged


@pytest.mark.parametrize(("table", "lifecycle"), STAGED, ids=[name for name, _ in STAGED])
def test_the_guard_knows_the_moves_of_the_lifecycle_and_no_others(
    table: str, lifecycle: Lifecycle
) -> None:
    stages = [stage.value for stage in lifecycle.stages]
    definition = ask(
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE tgname = 'frontdoor_moves' AND tgrelid = %s::regclass",
        table,
    )[0][0]

    told = str(definition).split("(", 1)[1].rstrip(")").replace("'", "").split(", ")

    jumps = {f"{one}>{other}" for one, other in lifecycle.jumps()}
    assert told == ["stage", lifecycle.first.value, *sorted(jumps)]
    assert {end for jump in jumps for end in jump.split(">")} == set(stages)


def test_a_move_of_the_lifecycle_is_let_through(walk: Walk) -> None:
    make.contact(walk)
    make.enter("manager")

    assert change("UPDATE contacts_case SET stage = 'in_triage'") == 1
    assert change("UPDATE contacts_case SET stage = 'in_triage'") == 1  # Standing still is none.


@pytest.mark.parametrize("stage", ["in_triage", "joined", "passed_on", "nonsense", ""])
def test_a_closed_case_goes_nowhere_but_back(stage: str, walk: Walk) -> None:
    make.contact(walk)
    make.enter("manager")
    Case.objects.update(stage="closed", ended_at=walk.at)

    with pytest.raises(IntegrityError, match="no move leads from closed"), transaction.atomic():
        Case.objects.update(stage=stage)


def test_an_enquiry_is_not_complete_before_it_was_decided(walk: Walk) -> None:
    make.enquiry(walk)
    make.enter("manager")

    with pytest.raises(IntegrityError, match="no move"), transaction.atomic():
        Enquiry.objects.update(stage="complete")
    refused("UPDATE enquiries_enquiry SET stage = 'decided'", state=CHECK, words="no move")


def test_a_record_does_not_begin_in_the_middle(walk: Walk) -> None:
    contact = make.contact(walk)
    make.enter("manager")
    contact = Contact.objects.get(pk=contact.pk)
    copied = {
        field.name: getattr(contact, field.name)
        for field in Contact._meta.concrete_fields
        if field.name not in {"id", "stage", "reference", "form_key"}
    }
    key = "00000000-0000-0000-0000-000000000001"

    with pytest.raises(IntegrityError, match="from nothing to taken"), transaction.atomic():
        Contact.objects.create(**copied, stage="taken", reference="CV-27-90001", form_key=key)

    begun = Contact.objects.create(
        **copied, stage="being_taken", reference="CV-27-90001", form_key=key
    )
    assert begun.pk


@pytest.mark.django_db(transaction=True)
def test_the_guard_holds_for_the_superuser_too(walk: Walk, database_copy: Copy) -> None:
    """It is no question of rights: nobody mends data past a lifecycle by accident."""
    make.contact(walk)

    with psycopg.connect(database_copy.superuser) as behind:
        with pytest.raises(psycopg.errors.CheckViolation, match="no move"):
            behind.execute("UPDATE contacts_contact SET stage = 'being_taken'")
        behind.rollback()
