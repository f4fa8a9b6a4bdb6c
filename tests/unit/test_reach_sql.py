"""What Django asks for by itself, letter by letter: the third wall, without a database."""

from typing import ClassVar

import pytest
from django.db import models

from frontdoor.access import reach
from frontdoor.access.vocabulary import Caveat

SETTING = "(SELECT NULLIF(current_setting('frontdoor.{}', true), '')::bigint)"
HUB, AGENCY, USER = (SETTING.format(name) for name in ("hub", "agency", "user"))
IN_HUB = "(SELECT current_setting('frontdoor.zone', true) = 'hub')"
IS_MANAGER = (
    "(SELECT current_setting('frontdoor.zone', true) = 'hub'"
    " AND current_setting('frontdoor.role', true) = 'team_manager')"
)


class Row(reach.Within):
    """A row of a hub."""

    hub_id = models.BigIntegerField()

    class Meta:
        app_label, db_table = "reach_examples", "row"


class AgencyRow(reach.OfAnAgency):
    """A row of an agency."""

    hub_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()

    class Meta:
        app_label, db_table = "reach_examples", "row"


class TeamRow(reach.OfATeam):
    """A row of a team."""

    hub_id = models.BigIntegerField()
    team_id = models.BigIntegerField()

    class Meta:
        app_label, db_table = "reach_examples", "row"


class TwoRow(models.Model):
    """A row of one agency that another one has as well."""

    hub_id = models.BigIntegerField()
    one_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    objects: ClassVar[reach.Reach["TwoRow"]] = reach.Reach(whose="one_id", also="other_id")

    class Meta:
        app_label, db_table = "reach_examples", "row"


class HubItem(reach.Within, reach.Kept):
    """An item that somebody of the hub gave."""

    GIVEN_BY = "by_id"
    hub_id = models.BigIntegerField()
    by_id = models.BigIntegerField()

    class Meta:
        app_label, db_table = "reach_examples", "row"


class AgencyItem(reach.OfAnAgency, reach.Kept):
    """An item that an agency gave."""

    GIVEN_BY, GIVEN_FOR = "by_id", "agency_id"
    hub_id = models.BigIntegerField()
    by_id = models.BigIntegerField()
    agency_id = models.BigIntegerField()

    class Meta:
        app_label, db_table = "reach_examples", "row"


OWN_HUB = f'"row"."hub_id" = {HUB}'
KEPT = f'"row"."kept_to" = hub OR {IS_MANAGER} OR "row"."by_id" = {USER}'
ASKED: dict[type[models.Model], str] = {
    Row: OWN_HUB,
    AgencyRow: f'({OWN_HUB} AND ({IN_HUB} OR "row"."agency_id" = {AGENCY}))',
    TeamRow: f'({OWN_HUB} AND ({IN_HUB} OR "row"."team_id" = {AGENCY}))',
    TwoRow: (
        f'({OWN_HUB} AND ({IN_HUB} OR "row"."one_id" = {AGENCY} OR "row"."other_id" = {AGENCY}))'
    ),
    HubItem: f"({OWN_HUB} AND ({KEPT}))",
    AgencyItem: (
        f'({OWN_HUB} AND ({IN_HUB} OR "row"."agency_id" = {AGENCY}) AND ({KEPT}'
        f' OR ("row"."agency_id" = {AGENCY} AND "row"."kept_to" = originator)))'
    ),
}


@pytest.mark.parametrize("model", ASKED, ids=lambda model: model.__name__)
def test_rows_are_asked_for_within_reach_alone(model: type[models.Model]) -> None:
    for rows in (model._default_manager.all(), model._default_manager.all()):
        assert str(rows.query).partition(" WHERE ")[2] == ASKED[model]


@pytest.mark.parametrize(
    ("caveat", "is_kept", "words", "remembered"),
    [
        (Caveat.HUB, False, "", ""),
        (Caveat.MANAGERS, True, "Managers only", "managers"),
        (Caveat.ORIGINATOR, True, "Whoever gave it, and managers", "originator"),
    ],
)
def test_an_item_says_to_whom_it_is_kept(
    caveat: Caveat, is_kept: bool, words: str, remembered: str
) -> None:
    item = HubItem(kept_to=caveat.value)

    assert (item.is_kept, item.kept_words) == (is_kept, words)
    assert reach.caveat_of(item) == remembered


def test_an_item_is_for_the_hub_where_nobody_says_otherwise() -> None:
    assert HubItem().kept_to == "hub"
    assert HubItem._meta.get_field("kept_to").choices == Caveat.choices()


@pytest.mark.parametrize("shape", [reach.Kept, reach.Within, reach.OfAnAgency, reach.OfATeam])
def test_a_shape_of_rows_has_no_table_of_its_own(shape: type[models.Model]) -> None:
    assert shape._meta.abstract


def test_the_longest_caveat_has_room_and_not_much_more() -> None:
    assert HubItem._meta.get_field("kept_to").max_length == 12
