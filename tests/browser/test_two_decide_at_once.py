"""Two managers have one case open, and both decide: the second is shown what the first did."""

import pytest

from tests.browser.conftest import Visit
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_managers_decide_at_once_and_the_second_is_shown_what_the_first_did(
    visit: Visit,
) -> None:
    case = World("taken").case
    assert case is not None
    moira, idris = visit("manager"), visit("manager-2")
    for desk in (moira, idris):
        desk.open(f"/cases/{case.reference}/route/")
        desk.choose("Where does this go?", "To MASH")
        desk.write("Why is this right for the child?", f"As seen by {id(desk)}.")

    moira.press("Decide")
    idris.press("Decide")

    moira.sees("Decided for")
    idris.sees("Moira Quayle", "send to MASH")
    idris.sees_not("Something went wrong")
    assert f"As seen by {id(idris)}." in idris.page.content()
