"""What is said of words that were typed: how many are too many, and what is missing."""

from django import forms

from frontdoor.web.components.form_fields import Choice, Words
from tests.unit.test_components import html, said


class Story(forms.Form):
    """One box of several lines."""

    told = Words(label="What happened?", max_length=10)


def test_what_is_too_long_is_kept_and_counted_at_its_field() -> None:
    form = Story({"told": "x" * 12})

    shown = html("{{ error_summary(form) }}{{ fields(form) }}", form=form)

    assert "“What happened?” must be 10 characters or fewer, not 12" in shown
    assert 'data-module="govuk-character-count" data-maxlength="10"' in shown
    assert "At most 10 characters" in shown
    assert ">xxxxxxxxxxxx</textarea>" in shown


def test_nobody_is_told_of_a_limit_that_they_keep() -> None:
    assert "character" not in html("{{ fields(form) }}", form=Story({"told": "x" * 10}))


def test_the_end_of_a_line_counts_as_one() -> None:
    form = Story({"told": "x\r\n" * 5})

    assert form.is_valid()
    assert form.cleaned_data == {"told": "x\n" * 4 + "x"}


class Asked(forms.Form):
    """Labels that begin as questions do."""

    harmed = Choice(label="Might she be harmed? (Robin)", choices=[("yes", "Yes")])
    basis = Choice(label="What it rests on", choices=[("law", "The law")])
    words = Words(label="What may be said")


def test_only_a_question_is_told_to_be_answered() -> None:
    form = Asked({})
    odd = Asked({"harmed": "perhaps", "basis": "none", "words": "x" * 5001})

    assert said(form) == [
        "Answer the question “Might she be harmed? (Robin)”",
        "Select what it rests on",
        "Write what may be said",
    ]
    assert said(odd) == [
        "Choose one of the answers to “Might she be harmed? (Robin)”",
        "Select what it rests on from the list",
        "“What may be said” must be 5,000 characters or fewer, not 5,001",
    ]
