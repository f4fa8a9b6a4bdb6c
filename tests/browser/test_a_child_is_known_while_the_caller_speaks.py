"""Bea types a name while the school is on the line, and reads whom the register has.

She does nothing for it where there is JavaScript, and presses one button where there is none.
"""

from datetime import date, timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect

from frontdoor.jobs.example import registering
from frontdoor.people.operations import Told
from tests import make
from tests.browser.conftest import Visit
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WREN = Told(
    given_names="Wren", family_name="Halloran", date_of_birth=date(2017, 3, 9),
    address="4 Larkspur Row", postcode="CV1 9ZZ",
)  # fmt: skip


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_child_is_known_while_the_caller_speaks(visit: Visit, scripted: bool) -> None:
    walk = make.walk(at=now())
    earlier = make.later(walk, days=-40)
    before = walk.case(earlier.contact(children=[WREN]))
    registering.warn(earlier, before, review_by=(walk.at - timedelta(days=2)).date())
    registering.reach(earlier, before)
    bea = visit("officer", scripted=scripted)

    bea.open("/contacts/new/")
    bea.write("Given names", "Ren")
    bea.write("Family name", "Haloran")
    bea.write_date("Date of birth", 9, 3, 2017)
    if not scripted:
        bea.press("See whether the child is known")
    expect(bea.page.locator("[data-hear]")).to_contain_text("Wren Halloran")
    bea.sees("Perhaps this child", "1 earlier contact", "same date of birth")
    bea.sees("the same person. Agrees:", "At 4 Larkspur Row, CV1 9ZZ")
    bea.sees("Visit in pairs", "it still stands", "Before you ring 07700 900321", "Dez")
    bea.check()
    bea.photograph(f"known-while-typing-{'scripted' if scripted else 'plain'}")
    expect(bea.page.get_by_label("Given names", exact=True)).to_have_value("Ren")

    bea.press("Put on record and go on")
    bea.sees("is on record", "Ren Haloran")
    bea.follow("Is Ren Haloran known?")
    bea.sees("Visit in pairs", "Before you ring 07700 900321")
    bea.photograph(f"known-page-{'scripted' if scripted else 'plain'}")


def test_a_name_that_nobody_has_is_said_to_be_new_and_a_lost_line_is_told(visit: Visit) -> None:
    bea = visit("officer")
    bea.open("/contacts/new/")
    bea.write("Given names", "Peregrine")
    bea.write("Family name", "Ashbourne")
    bea.sees("Nobody on record agrees in two")

    bea.page.context.set_offline(True)
    bea.write("Family name", "Ashburn")
    bea.sees("The register cannot be asked just now")
    bea.page.context.set_offline(False)
    _goes_on(bea)


def _goes_on(bea: Desk) -> None:
    bea.write("Family name", "Ashburton")
    bea.sees("Nobody on record agrees in two")
