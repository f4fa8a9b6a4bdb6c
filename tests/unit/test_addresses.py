"""An address is worked out once, and is what Django would say."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from frontdoor.web.addresses import address

PAGES: list[tuple[str, list[object]]] = [
    ("worklist:home", []),
    ("cases:show", ["CV-26-00011-A"]),
    ("worklist:saved", [7]),
    ("worklist:saved", ["7"]),
]


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_an_address_is_what_django_would_say_each_time(name: str, args: list[object]) -> None:
    expected = reverse(name, args=args)

    assert [address(name, *args), address(name, *args)] == [expected, expected]


def test_one_page_has_an_address_for_each_record() -> None:
    found = {address("cases:show", f"CV-26-0000{number}-A") for number in range(5)}

    assert found == {f"/cases/CV-26-0000{number}-A/" for number in range(5)}


def test_what_is_named_is_asked_of_django() -> None:
    expected = reverse("oversight:download", kwargs={"table": "months"})

    assert address("oversight:download", table="months") == expected


@pytest.mark.parametrize("args", [[], ["a b"], ["a/b"], [""], ["x" * 3, "more"]])
def test_what_fits_no_page_has_no_address(args: list[str]) -> None:
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address("cases:show", *args)


def test_a_program_below_another_path_has_its_addresses_there() -> None:
    assert address("worklist:home") == "/"
    try:
        set_script_prefix("/hub/")
        assert address("worklist:home") == "/hub/"
    finally:
        set_script_prefix("/")
    assert address("worklist:home") == "/"
