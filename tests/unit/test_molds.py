"""A component that was kept says what it would say if it were rendered anew."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from config import jinja
from frontdoor.web.components.molds import Molds

WORDS = st.text(min_size=0, max_size=12) | st.sampled_from(
    ["<b>", "a & b", "\"'", "{{ x }}", " x "]
)
HTML = st.sampled_from([Markup("<p>One</p>"), Markup("<em>two</em> & three"), "<i>plain</i>"])
ITEMS = st.lists(
    st.fixed_dictionaries(
        {"value": WORDS, "text": WORDS, "checked": st.booleans()},
        optional={"hint": st.fixed_dictionaries({"text": WORDS}),
                  "conditional": st.fixed_dictionaries({"html": HTML})},
    ),
    min_size=1, max_size=4,
)  # fmt: skip
FIELD = {
    "id": st.sampled_from(["id_one", "id_two"]),
    "name": st.sampled_from(["one", "two"]),
    "hint": st.none() | st.fixed_dictionaries({"text": WORDS}),
    "errorMessage": st.none() | st.fixed_dictionaries({"text": WORDS}),
    "classes": st.sampled_from(["", "govuk-input--width-20"]),
}
LABEL = st.fixed_dictionaries(
    {"text": WORDS, "isPageHeading": st.booleans(), "classes": st.just("x")}
)
LEGEND = st.fixed_dictionaries({"legend": LABEL})
AFTER = st.fixed_dictionaries({"html": HTML})

COMPONENTS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "input": st.fixed_dictionaries(
        {**FIELD, "label": LABEL, "value": WORDS, "attributes": st.just({"data-x": "1"})},
        optional={"formGroup": st.fixed_dictionaries({"afterInput": AFTER})},
    ),
    "textarea": st.fixed_dictionaries(
        {**FIELD, "label": LABEL, "value": WORDS, "rows": st.integers(1, 9)}
    ),
    "select": st.fixed_dictionaries({**FIELD, "label": LABEL, "items": ITEMS}),
    "radios": st.fixed_dictionaries(
        {**FIELD, "idPrefix": st.just("id_r"), "fieldset": LEGEND, "items": ITEMS}
    ),
    "checkboxes": st.fixed_dictionaries(
        {**FIELD, "idPrefix": st.just("id_c"), "fieldset": LEGEND, "items": ITEMS}
    ),
    "date-input": st.fixed_dictionaries(
        {**FIELD, "namePrefix": st.just("d"), "fieldset": LEGEND,
         "items": st.just([{"name": "day", "classes": "w"}]) }
    ),
    "button": st.fixed_dictionaries({"text": WORDS, "preventDoubleClick": st.booleans()}),
    "back-link": st.fixed_dictionaries({"text": WORDS, "href": WORDS}),
    "warning-text": st.fixed_dictionaries({"text": WORDS, "iconFallbackText": st.just("First")}),
    "service-navigation": st.fixed_dictionaries({
        "navigation": st.lists(st.fixed_dictionaries(
            {"text": WORDS, "href": WORDS, "current": st.booleans()}), max_size=3),
        "classes": st.just("c"),
    }),
}  # fmt: skip


def _words(html: str) -> str:
    """Return HTML with white space once: a component indents what stands within it."""
    return " ".join(str(html).replace(">", "> ").replace("<", " <").split())


@pytest.mark.parametrize("component", COMPONENTS)
def test_what_is_kept_says_what_the_component_says(component: str) -> None:
    molds = Molds(jinja.macro)

    @settings(deadline=None)
    @given(COMPONENTS[component])
    def same(params: dict[str, Any]) -> None:
        anew = jinja.macro(component)(params)
        assert _words(molds.render(component, params)) == _words(anew)
        assert _words(molds.render(component, params)) == _words(anew)

    same()


def _counted(rendered: list[str]) -> Molds:
    def macro(component: str) -> Any:
        def render(params: Mapping[str, Any]) -> str:
            rendered.append(str(params))
            return jinja.macro(component)(params)

        return render

    return Molds(macro)


def test_a_shape_is_rendered_once_and_no_word_of_anybody_is_kept() -> None:
    rendered: list[str] = []
    molds = _counted(rendered)

    for name in ("Robin", "Sasha <Example>", "Alex"):
        said = molds.render(
            "input", {"id": "n", "name": "n", "label": {"text": name}, "value": name}
        )
        assert str(Markup.escape(name)) in said

    assert len(rendered) == 1
    assert "Robin" not in rendered[0]


def test_a_word_that_is_there_and_one_that_is_not_are_two_shapes() -> None:
    rendered: list[str] = []
    molds = _counted(rendered)

    said = [molds.render("back-link", {"text": text, "href": "/"}) for text in ("", "To the list")]

    assert ">Back</a>" in said[0]
    assert "To the list" in said[1]
    assert len(rendered) == 2


def test_yes_and_one_are_two_shapes() -> None:
    rendered: list[str] = []
    molds = _counted(rendered)

    for disabled in (True, 1, False, 0):
        molds.render("button", {"text": "Go", "disabled": disabled})

    assert len(rendered) == 4


def test_lines_that_somebody_typed_stay_as_they_typed_them() -> None:
    typed = Markup("<textarea>One\nTwo</textarea>")
    said = Molds(jinja.macro).render("radios", {
        "name": "r", "idPrefix": "r", "fieldset": {"legend": {"text": "Which?"}},
        "items": [{"value": "a", "text": "A", "checked": True, "conditional": {"html": typed}}],
    })  # fmt: skip

    assert typed in said


def test_what_could_be_anything_is_rendered_as_it_is() -> None:
    class Later:
        def __str__(self) -> str:
            return "Later"

    assert "Later" in Molds(jinja.macro).render("button", {"text": Later()})


def test_where_one_value_is_looked_for_among_the_items_it_is_found() -> None:
    items = [{"value": "a", "text": "A"}, {"value": "b", "text": "B"}]
    field = {"id": "s", "name": "s", "label": {"text": "Which?"}}

    said = Molds(jinja.macro).render("select", {**field, "value": "b", "items": items})

    assert '<option value="b" selected>' in said
