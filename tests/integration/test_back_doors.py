"""Back doors into the wall and into history that were open elsewhere, tried here."""

import ast
import re

import pytest

from frontdoor.audit.models import RowChange
from frontdoor.casework.contacts.models import Contact
from frontdoor.jobs.example.walk import Walk
from frontdoor.jobs.set_up import TABLES
from tests import make
from tests.house.source import files, text
from tests.integration.behind import ask, change, nobody, state_of

pytestmark = pytest.mark.django_db

DENIED = "42501"
CHECK = "23514"  # What the guard of a lifecycle answers.
# Words by which triggers elsewhere are told to look away.
LOOK_AWAY = ("pgtrigger.ignore", "pghistory.context_id", "frontdoor.ignore", "app.bypass_rls")
NAMES = {table.name for table in TABLES}
MIGRATIONS = [path for path in files() if re.fullmatch(r"frontdoor/.*/migrations/\d.*\.py", path)]
CHANGES = re.compile(r"\b(?:UPDATE|INSERT INTO)\s+(\w+)|\bFROM\s+(\w+)")


@pytest.mark.parametrize("word", LOOK_AWAY)
def test_no_setting_makes_the_guards_look_away(word: str, walk: Walk) -> None:
    make.case(walk)
    make.enter("manager")
    before = _remembered()

    ask("SELECT set_config(%s, '{contacts_case:frontdoor_moves,frontdoor_remember}', true)", word)

    assert state_of("UPDATE contacts_case SET stage = 'completed'") == CHECK
    changed = change("UPDATE contacts_contact SET concern = 'Told again.'")
    assert _remembered() == before + changed


def _remembered() -> int:
    return RowChange.objects.filter(table="contacts_contact").count()


def test_what_the_database_keeps_beside_rows_is_behind_the_wall_too(walk: Walk) -> None:
    """The copies of rows in history tell what the rows do."""
    make.case(walk)
    make.enter("manager")
    assert ask("SELECT count(*) > 0 FROM audit_rowchange") == [(True,)]

    nobody()
    assert ask("SELECT count(*) FROM audit_rowchange") == [(0,)]
    make.enter("manager", hub_slug="surrey")
    assert Contact.objects.count() == 0
    assert ask("SELECT count(*) FROM audit_rowchange WHERE \"table\" = 'contacts_contact'") == [
        (0,)
    ]


@pytest.mark.parametrize("arguments", ["below('contacts_case', {})", "subjects_below({})"])
def test_no_function_of_the_wall_tells_what_stands_behind_it(arguments: str, walk: Walk) -> None:
    made = make.case(walk)
    nobody()

    assert state_of(f"SELECT frontdoor_{arguments.format(f'ARRAY[{made.contact_id}]')}") == DENIED
    # What the policies ask by themselves goes on being answered, and tells nobody anything.
    assert ask("SELECT frontdoor_hidden('contacts_case'), frontdoor_hidden_subjects()") == [
        ([], [])
    ]


def test_no_view_shows_rows_to_whoever_may_not_see_them() -> None:
    """A view asks as its owner, and one that is stored asks nobody."""
    assert (
        ask(
            "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace ="
            " 'public'::regnamespace"
        )
        == []
    )


@pytest.mark.parametrize("path", MIGRATIONS)
def test_a_migration_that_reads_or_changes_rows_opens_the_wall_and_shuts_it(path: str) -> None:
    """Behind forced row-level security the owner finds no row, and says nothing of it."""
    for told in _sql_of(path):
        named = {name for found in CHANGES.findall(told) for name in found if name in NAMES}
        opened = set(re.findall(r"ALTER TABLE (\w+) NO FORCE", told))
        shut = set(re.findall(r"ALTER TABLE (\w+) FORCE", told))
        assert opened == shut, path
        assert named - _made(path) <= opened, f"{path} finds no row of {named - opened}"


def _made(path: str) -> set[str]:
    """Return the tables that a migration makes: they stand before the wall until it is raised."""
    room = path.split("/")[-3]
    return {
        f"{room}_{name.lower()}" for name in re.findall(r"CreateModel\(\s*name='(\w+)'", text(path))
    }


def _sql_of(path: str) -> list[str]:
    """Return what a migration sends as SQL, its parts put together."""
    tree = ast.parse(text(path))
    parts = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }
    sent = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("RunSQL")
    ]
    return [
        "".join(parts.get(each.id, "") for each in ast.walk(one) if isinstance(each, ast.Name))
        for one in sent
    ]
