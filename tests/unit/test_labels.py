"""Fields are called by their labels where their page cannot be shown."""

from collections.abc import Collection
from contextlib import nullcontext

import pytest
from django import forms
from django.db import Error
from django.test import RequestFactory

from frontdoor.web import doing, labels


def _called(address: str, *names: str) -> dict[str, str]:
    return labels.of_page(RequestFactory().post(address), names)


@pytest.mark.parametrize(
    ("address", "name", "label"),
    [
        ("/cases/CV-27-00001-A/rate/", "reason", "Reason for the rating"),
        ("/cases/CV-27-00001-A/commence/", "summary", "Summary of the concerns"),
        ("/records/disposal/1/", "why", "Why is it kept longer?"),
        ("/contacts/new/", "caller_name", "Caller’s name"),
    ],
)
def test_a_page_that_cannot_be_read_is_known_by_its_forms(
    address: str, name: str, label: str
) -> None:
    assert _called(address, name, "seen") == {name: label}


@pytest.mark.parametrize("names", [[], ["there-is-none"]])
def test_what_no_form_asks_for_has_no_label(names: Collection[str]) -> None:
    assert _called("/cases/CV-27-00001-A/rate/", *names) == {}
    assert _called("/nowhere/at/all/", *names) == {}


def test_a_form_that_was_being_done_says_what_its_fields_are_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Asked(forms.Form):
        facts_12 = forms.CharField(label="What do you know of Robin?")

    def breaks() -> None:
        raise Error("It is gone.")

    monkeypatch.setattr("frontdoor.web.doing.transaction.atomic", nullcontext)
    with pytest.raises(Error) as raised:
        doing.done(Asked({"facts_12": "Much."}), breaks)

    assert labels.noted(raised.value) == {"facts_12": "What do you know of Robin?"}
    assert labels.noted(Error("Something else.")) == {}
