"""The data map is as the code is, and names every field that there is."""

from django.apps import apps

from launch import data_map
from tests.house.source import text


def test_the_data_map_is_as_the_code_is() -> None:
    assert text("docs/data-map.md") == data_map.whole(), "python -m launch.data_map writes it anew"


def test_it_has_every_field_of_every_table_once() -> None:
    said: list[tuple[str, str]] = []
    table = ""
    for line in data_map.whole().splitlines():
        if line.startswith("### "):
            table = line.removeprefix("### ")
        elif table and line.startswith("| ") and not line.startswith("| field "):
            said.append((table, line.split("|")[1].strip()))
    there = [
        (model._meta.db_table, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
    ]

    assert said == there


def test_every_table_of_ours_says_what_it_holds_and_every_room_who_sees_it() -> None:
    for part in data_map.whole().split("\n## frontdoor/")[1:]:
        room, *tables = part.split("\n### ")
        assert room.partition("\n")[2].strip(), f"Who sees {room}?"
        for table in tables:
            name, _, rest = table.partition("\n")
            assert not rest.strip().startswith("|"), f"What is {name}?"
