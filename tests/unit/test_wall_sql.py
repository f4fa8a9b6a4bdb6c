"""The wall as SQL, letter by letter, for one example of each thing that can be declared.

What PostgreSQL makes of it is tried elsewhere (tests/integration/test_wall.py). Here it is read:
wall_examples.sql is what has to come out, and a change of it is reviewed like a change of the wall.
"""

from pathlib import Path

import pytest
from django.db import models

from frontdoor.access import wall
from frontdoor.access.models import Agency, Hub, User
from frontdoor.access.reach import Kept
from frontdoor.access.vocabulary import Role, Zone
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.disposal.lifecycle import DISPOSAL
from frontdoor.people.models import Person

EXPECTED = Path(__file__).with_name("wall_examples.sql")


class Bare(models.Model):
    """A row of a hub that refers to nothing."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    told_at = models.DateTimeField()

    class Meta:
        app_label, db_table = "wall_examples", "example_bare"


class Below(models.Model):
    """A row that is below a case, and beside a contact and a person."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    stage = models.TextField()

    class Meta:
        app_label, db_table = "wall_examples", "example_below"


class Perhaps(models.Model):
    """A row whose contact may be gone."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()

    class Meta:
        app_label, db_table = "wall_examples", "example_perhaps"


class Root(models.Model):
    """A table that others are below; here by the name of a real one."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label, db_table = "wall_examples", "contacts_case"


class OfHub(Kept):
    """An item that somebody of the hub gave."""

    GIVEN_BY = "by_id"
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label, db_table = "wall_examples", "example_of_hub"


class OfAgency(Kept):
    """An item that an agency gave."""

    GIVEN_BY, GIVEN_FOR = "by_id", "agency_id"
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label, db_table = "wall_examples", "example_of_agency"


class Changes(models.Model):
    """History by the name of the real one, which only triggers add to."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label, db_table = "wall_examples", "audit_rowchange"


SEE, ADD, CHANGE = wall.INSIDE, wall.WITHIN, wall.any_of(wall.OWN_HUB, wall.MANAGER)
Table = wall.Table
TABLES = {
    "nothing is changed": Table(model=Bare, see=SEE, add=ADD),
    "something is changed": Table(model=Bare, see=SEE, add=ADD, change=CHANGE),
    "some fields stay": Table(model=Below, see=SEE, add=ADD, change=CHANGE, fixed=("words",)),
    "no history": Table(model=Bare, see=SEE, add=ADD, change=CHANGE, history=False),
    "history of the program": Table(model=Bare, see=SEE, add=ADD, change=CHANGE, program=True),
    "sealed": Table(model=Bare, see=SEE, add=ADD, sealed=True),
    "followed": Table(model=Bare, see=SEE, add=ADD, followed=True),
    "a lifecycle": Table(model=Below, see=SEE, add=ADD, change=CHANGE, lifecycle=DISPOSAL),
    "what it is below may be gone": Table(model=Perhaps, see=SEE, add=ADD, change=CHANGE),
    "others are below it": Table(model=Root, see=SEE, add=ADD, change=CHANGE),
    "kept by the hub": Table(model=OfHub, see=SEE, add=ADD, change=CHANGE),
    "kept by another giver": Table(model=OfHub, see=SEE, add=ADD, giver="true"),
    "kept by an agency": Table(model=OfAgency, see=SEE, add=ADD),
    "kept to fewer later": Table(model=OfAgency, see=SEE, add=ADD, change=CHANGE, rekept=True),
    "says what is gone": Table(model=Bare, see=SEE, add=ADD, disposes=True),
    "settles what goes": Table(model=Bare, see=SEE, add=ADD, change=CHANGE, disposes=True),
    "history itself": Table(model=Changes, see=SEE, add=ADD, history=False, sealed=True),
}
OPEN = {
    "is read": wall.Open(name="example_open"),
    "is written": wall.Open(name="example_open", may="SELECT, INSERT"),
    "is final": wall.Open(name="example_open", final=True),
}
CONDITIONS = {
    "hub": wall.HUB, "agency": wall.AGENCY, "user": wall.USER, "code": wall.CODE,
    "own hub": wall.OWN_HUB, "inside": wall.INSIDE, "within": wall.WITHIN,
    "manager": wall.MANAGER, "nobody": wall.NOBODY, "nameless": wall.NAMELESS,
    "as now": wall.AS_NOW, "disposing": wall.DISPOSING,
    "granted": wall.granted("person", "t.person_id"),
    "own agency": wall.own_agency("agency_id", Zone.PARTNER),
    "own work": wall.own_work(),
    "by the program": wall.by_the_program("by_id", "kind = 'due'"),
    "in role": wall.in_role(Role.TEAM_MANAGER, Role.PERFORMANCE_OFFICER),
    "shown": wall.shown("contacts_case", "case_id"),
    "shown subject": wall.shown_subject("subject"),
    "through glass": wall.through_glass("contacts_case", "case_id"),
    "not through glass": wall.not_through_glass("subject"),
    "caveat of the hub": wall.within_caveat(OfHub),
    "caveat of an agency": wall.within_caveat(OfAgency),
    "any of": wall.any_of("a", "b", "c"),
}  # fmt: skip


def _written() -> dict[str, str]:
    """Return all examples as SQL, by what each is an example of."""
    made = {f"condition: {name}": [words] for name, words in CONDITIONS.items()}
    declarations: dict[str, wall.Table | wall.Open] = {**TABLES, **OPEN}
    for name, declared in declarations.items():
        made[f"table: {name}"] = declared.statements(application="the_program")
    return {name: "\n".join(lines) for name, lines in made.items()}


def _expected() -> dict[str, str]:
    pieces = EXPECTED.read_text(encoding="utf-8").split("\n-- ")[1:]
    return dict(piece.strip().split("\n", 1) for piece in pieces)


@pytest.mark.parametrize("name", sorted(_expected()))
def test_what_is_declared_becomes_this_sql(name: str) -> None:
    assert _written().get(name) == _expected()[name]


def test_every_example_is_written_down() -> None:
    assert sorted(_written()) == sorted(_expected())


def test_what_changes_of_a_row_is_told_by_its_declaration() -> None:
    assert TABLES["nothing is changed"].changeable() == []
    assert TABLES["something is changed"].changeable() == ["words", "told_at"]
    assert TABLES["some fields stay"].changeable() == ["stage"]
    assert TABLES["kept by the hub"].changeable() == []
    assert TABLES["kept to fewer later"].changeable() == ["kept_to"]


def test_a_row_is_hidden_with_the_nearest_that_it_refers_to() -> None:
    below = {name: table.below() for name, table in TABLES.items()}

    assert below["some fields stay"] == [("contacts_case", "case_id")]
    assert below["what it is below may be gone"] == [("contacts_contact", "contact_id")]
    assert below["others are below it"] == [("contacts_case", "id")]
    assert below["something is changed"] == []
