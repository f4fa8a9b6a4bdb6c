"""The form bridge and the GOV.UK components."""

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.test import RequestFactory
from jinja2 import Environment, FileSystemLoader, UndefinedError

from config import jinja
from frontdoor.web.components.form_fields import (
    NOT_KNOWN,
    Choice,
    Choices,
    DateParts,
    OrNotKnown,
    with_not_known,
)
from frontdoor.web.components.forms import component, summary

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "node_modules/govuk-frontend/dist/govuk/components"


class Call(forms.Form):
    given_names = forms.CharField(max_length=10)
    nhs_number = forms.IntegerField(label="NHS number", required=False)
    email = forms.EmailField(label="Your email address", required=False)
    born_on = OrNotKnown(DateParts(past=True), label="Date of birth")
    school = OrNotKnown(forms.CharField(max_length=20))
    told = Choice(label="Does the family know?", choices=with_not_known([("yes", "Yes")]))
    flags = Choices(choices=[("missing", "Missing")], required=False)
    agreed = forms.BooleanField(label="The referrer may be named", required=False)
    channel = forms.ChoiceField(choices=[("phone", "Phone")])
    secret = forms.CharField(widget=forms.PasswordInput, required=False)
    draft = forms.CharField(widget=forms.HiddenInput, required=False)


GIVEN = {"given_names": "Maya", "told": "yes", "channel": "phone"}


def call(**typed: Any) -> Call:
    return Call({**GIVEN, **{name.replace("__", "-"): value for name, value in typed.items()}})


def said(form: forms.BaseForm) -> list[str]:
    return [error["text"] for error in summary([form])]


def environment() -> Environment:
    return jinja.environment(loader=FileSystemLoader(ROOT / "frontdoor" / "web"))


def html(template: str, **context: Any) -> str:
    macros = '{% from "components/fields.html" import field, fields, error_summary %}'
    return environment().from_string(macros + template).render(**context)


# --- GOV.UK components ---


class Shape(HTMLParser):
    """The elements and texts of a piece of HTML, without the spaces between."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.parts: list[object] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, sorted((name, " ".join((v or "").split())) for name, v in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.parts += [" ".join(data.split())] if data.strip() else []


def test_every_fixture_of_govuk_frontend_comes_out_the_same() -> None:
    files = sorted(FIXTURES.glob("*/fixtures.json"))

    compared = [
        (fixture["name"], Shape(str(macro(fixture["options"]))).parts, Shape(fixture["html"]).parts)
        for file in files
        for macro in [jinja.govuk()[jinja._macro(file.parent.name)]]
        for fixture in json.loads(file.read_text())["fixtures"]
    ]

    assert len(compared) == 657
    assert [name for name, ours, theirs in compared if ours != theirs] == []


def test_texts_are_escaped_and_ready_html_is_not() -> None:
    assert "&lt;b&gt;" in html('{{ govukTag({"text": "<b>"}) }}')
    assert "<b>" in html('{{ govukTag({"html": "<b>"}) }}')


def test_a_misspelt_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        html("{{ case.refernce }}", case={})


# --- The form bridge ---


def test_a_field_has_a_label_a_hint_and_what_was_typed() -> None:
    form = call(given_names='Maya "M" <O>')

    shown = html('{{ field(form.given_names, width=20, hint="As on papers") }}', form=form)

    assert '<label class="govuk-label govuk-label--s" for="id_given_names">' in shown
    assert 'value="Maya &#34;M&#34; &lt;O&gt;"' in shown
    assert "As on papers" in shown
    assert "govuk-input--width-20" in shown


def test_nothing_too_long_is_cut_off_by_the_browser() -> None:
    assert "maxlength" not in html("{{ fields(form) }}", form=Call())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"given_names": ""}, "Enter the given names"),
        ({"given_names": "A" * 11}, "Given names must be 10 characters or fewer, not 11"),
        ({"nhs_number": "x"}, "NHS number must be a whole number, like 15"),
        (
            {"email": "maya"},
            "Enter your email address in the correct format, like name@example.com",
        ),
        ({"told": ""}, "Answer the question “Does the family know?”"),
        ({"told": "perhaps"}, "Choose one of the answers to “Does the family know?”"),
        ({"channel": ""}, "Select the channel"),
        ({"channel": "pigeon"}, "Select the channel from the list"),
        ({"flags": ["x"]}, "Select the flags from the list"),
        ({"born_on__day": "3"}, "Date of birth must include a month and year"),
        (
            {"born_on__day": "3", "born_on__month": "5"},
            "Date of birth must include a year",
        ),
        (
            {"born_on__day": "31", "born_on__month": "2", "born_on__year": "2015"},
            "Date of birth must be a real date",
        ),
        (
            {"born_on__day": "²", "born_on__month": "2", "born_on__year": "2015"},
            "Date of birth must be a real date",
        ),
        (
            {"born_on__day": "3", "born_on__month": "5", "born_on__year": "15"},
            "Date of birth must have a year with 4 numbers, like 2015",
        ),
        (
            {"born_on__day": "1", "born_on__month": "1", "born_on__year": "9998"},
            "Date of birth must be today or in the past",
        ),
        ({"school": "A" * 21}, "School must be 20 characters or fewer, not 21"),
        (
            {"school": "Elm Road", "school__not-known": "yes"},
            "Enter the school or tick “Not known”, not both",
        ),
    ],
)
def test_an_error_names_the_field_and_how_to_put_it_right(
    typed: dict[str, Any], sentence: str
) -> None:
    assert said(call(**typed)) == [sentence]


def test_an_error_in_the_forms_own_words_stays_as_it_is() -> None:
    form = call()
    form.add_error("school", "Elm Road has closed: name the new school")
    form.add_error(None, "Nobody is named")

    assert said(form) == ["Nobody is named", "Elm Road has closed: name the new school"]


def test_error_messages_given_to_a_field_stay_as_they_are() -> None:
    class Asked(forms.Form):
        told = Choice(choices=[("a", "A")], error_messages={"required": "Say who was told"})

    assert said(Asked({})) == ["Say who was told"]


def test_the_summary_links_to_the_first_box_to_put_right() -> None:
    form = call(born_on__day="3", given_names="", told="")

    links = [error["href"] for error in summary([form])]

    assert links == ["#id_given_names", "#id_born_on-month", "#id_told"]
    shown = html("{{ fields(form) }}", form=form)
    assert all(f'id="{link[1:]}"' in shown for link in links)


def test_a_summary_without_errors_is_nothing() -> None:
    assert html("{{ error_summary(form, other) }}", form=call(), other=Call()).strip() == ""


def test_everything_typed_is_kept_on_an_error() -> None:
    form = call(
        given_names="",
        born_on__day="31",
        born_on__month="Feb",
        born_on__year="2015",
        school="Elm Road",
        flags=["missing"],
        agreed="on",
        email="maya at",
    )

    shown = " ".join(html("{{ fields(form) }}", form=form).split())

    for value in ("31", "Feb", "2015", "Elm Road", "maya at"):
        assert f'value="{value}"' in shown
    assert 'value="missing" checked' in shown
    assert 'id="id_agreed" name="agreed" type="checkbox" value="on" checked' in shown
    assert '<option value="phone" selected>' in shown


def test_a_password_is_never_shown_again() -> None:
    assert "hunter" not in html("{{ fields(form) }}", form=call(secret="hunter"))


def test_not_known_is_an_answer_and_not_asked_is_none() -> None:
    known = call(born_on__day="3", born_on__month="May", born_on__year="2013", school="Elm Road")
    not_known = call(**{"born_on__not-known": "yes", "school__not-known": "yes"})
    not_asked = call()

    answers = [
        (form.cleaned_data["born_on"], form.cleaned_data["school"])
        for form in (known, not_known, not_asked)
        if form.is_valid()
    ]

    assert answers == [
        (date(2013, 5, 3), "Elm Road"),
        (NOT_KNOWN, NOT_KNOWN),
        ("", ""),
    ]


def test_an_answer_that_is_needed_may_be_not_known() -> None:
    class Needed(forms.Form):
        school = OrNotKnown(forms.CharField(), required=True)

    assert said(Needed({})) == ["Enter the school"]
    assert Needed({"school-not-known": "yes"}).is_valid()


def test_not_known_is_shown_ticked_with_its_words() -> None:
    form = Call(initial={"school": NOT_KNOWN, "born_on": date(2013, 5, 3)})

    shown = html("{{ field(form.school) }}{{ field(form.born_on) }}", form=form)

    assert 'name="school-not-known" type="checkbox" value="yes" checked' in shown
    assert 'Not known<span class="govuk-visually-hidden">: school</span>' in shown
    assert 'name="born_on-year" type="text" value="2013"' in shown


@pytest.mark.parametrize("widget", [forms.Textarea, forms.Select, forms.RadioSelect])
def test_not_known_stands_under_every_kind_of_field(widget: type[forms.Widget]) -> None:
    kind = forms.CharField if widget is forms.Textarea else forms.ChoiceField

    class Asked(forms.Form):
        school = OrNotKnown(kind(widget=widget))

    assert html("{{ fields(form) }}", form=Asked()).count('name="school-not-known"') == 1


@pytest.mark.parametrize("month", ["5", "05", "May", "may"])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    typed = {"on-day": "3", "on-month": month, "on-year": "2013"}

    class Asked(forms.Form):
        on = DateParts()

    assert Asked(typed).is_valid()
    assert not Asked({**typed, "on-month": f"{month}hem"}).is_valid()


def test_only_the_wrong_box_of_a_date_is_marked() -> None:
    _, params = component(call(born_on__day="3", born_on__month="5")["born_on"])

    marked = [box["name"] for box in params["items"] if "govuk-input--error" in box["classes"]]

    assert marked == ["year"]


def test_a_choice_can_open_another_question() -> None:
    shown = html(
        '{{ field(form.told, reveal={"yes": field(form.school)}, hints={"yes": "Say when"}) }}',
        form=Call(),
    )

    assert 'id="conditional-id_told"' in shown
    assert 'name="school"' in shown
    assert "Say when" in shown


def test_a_hidden_field_has_no_component() -> None:
    assert html("{{ field(form.draft) }}", form=call(draft='"1"')) == (
        '<input type="hidden" name="draft" value="&#34;1&#34;">'
    )


def test_a_value_that_was_never_sent_is_no_crash() -> None:
    form = Call({})

    assert not form.is_valid()
    assert "Enter the given names" in html("{{ error_summary(form) }}{{ fields(form) }}", form=form)


# --- Pages ---


def test_a_page_with_errors_says_so_in_its_title() -> None:
    page = '{% extends "layout/base.html" %}{% block title %}Call{% endblock %}'
    template = environment().from_string(page)

    assert "<title>Error: Call - Frontdoor</title>" in template.render(form=call(told=""))
    assert "<title>Call - Frontdoor</title>" in template.render(form=Call())
    assert "<title>Call - Frontdoor</title>" in template.render()


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 500])
def test_an_error_page_needs_nothing_and_says_what_to_do(code: int) -> None:
    shown = environment().get_template(f"errors/{code}.html").render()

    assert "<h1" in shown
    assert "Go back" in shown or "ask your hub" in shown or "check that" in shown


def test_an_error_page_gives_the_reason_escaped() -> None:
    shown = environment().get_template("errors/409.html").render(reason="It is <b>closed</b>.")

    assert "It is &lt;b&gt;closed&lt;/b&gt;." in shown


def test_the_gallery_has_no_inline_style_or_script(monkeypatch: pytest.MonkeyPatch) -> None:
    from frontdoor.web.components import views  # noqa: PLC0415

    def rendered(request: object, name: str, context: dict[str, Any]) -> str:
        return environment().get_template(name).render(**context)

    monkeypatch.setattr(views, "render", rendered)
    shown = str(views.gallery(RequestFactory().get("/")))

    assert "Maya Okafor" in shown
    assert " style=" not in shown
    assert shown.count("<script") == shown.count('src="')
    assert " onclick=" not in shown
