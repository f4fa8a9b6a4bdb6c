"""Templates say and do not compute; a page stands in the layout; nothing runs inside the HTML."""

import ast
import re
from functools import cache

import pytest
from jinja2 import Environment, meta, nodes

from tests.house.source import files, python, text

WEB = "frontdoor/web/"
TEMPLATES = [path for path in files() if path.startswith(WEB) and path.endswith(".html")]
# The frame itself, and the page that must work when nothing else does.
WHOLE_PAGES = {"layout/base.html", "errors/500.html", "errors/503.html"}

# A strict Content-Security-Policy shuts these out; a page that needs them would be broken.
INLINE = {
    "a style sheet inside the page": r"<style\b",
    "a style on an element": r"<[^>]*\sstyle\s*=",
    "a script without a file": r"<script(?![^>]*\ssrc=)[^>]*>",
    "a handler on an element": r"<[^>]*\son[a-z]+\s*=",
    "a script as an address": r"javascript:",
}
UNESCAPED = r"\|\s*safe\b|\{%-?\s*autoescape"
# Python that puts HTML together from more than literals, and why that is safe.
SAFE = {
    "frontdoor/web/components/molds.py": "GOV.UK macros, and each word through escape()",
    "frontdoor/web/network/drawing.py": "a drawing as SVG, every text through escape()",
    "frontdoor/web/oversight/chart.py": "bars as SVG, every text through escape()",
    "frontdoor/web/process_map/drawing.py": "a drawing as SVG, every text through escape()",
    "frontdoor/web/sign_in/square.py": "squares as SVG, without a letter of what they say",
}
# "Ask the object, never compare a code."
CODES = r"\.(stage|role|zone|move|outcome|answer|part|kin|span)\s*(==|!=|in\b)"


def _name(path: str) -> str:
    return path.removeprefix(WEB)


@cache
def _parsed(path: str) -> nodes.Template:
    return Environment().parse(text(path))  # noqa: S701  Only read, never shown.


def _layout(path: str) -> str | None:
    """Return the template that this one extends."""
    found = next(_parsed(path).find_all(nodes.Extends), None)
    if found is None:
        return None
    assert isinstance(found.template, nodes.Const), f"{path} extends what is worked out"
    return str(found.template.value)


def _shown() -> dict[str, str]:
    """Return every template that Python names, with the place."""
    return {
        node.value: source.at(node)
        for source in python(WEB, "config/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"[a-z_]+/[a-z0-9_]+\.html", node.value)
    }


def test_a_template_takes_from_others_what_it_uses_and_no_more() -> None:
    unused = [
        f"{path}: {name}"
        for path in TEMPLATES
        for taken in _parsed(path).find_all(nodes.FromImport)
        for name in (each if isinstance(each, str) else each[1] for each in taken.names)
        if not any(each.name == name for each in _parsed(path).find_all(nodes.Name))
    ]

    assert unused == []


@pytest.mark.parametrize("what", INLINE)
def test_no_template_has(what: str) -> None:
    found = [path for path in TEMPLATES if re.search(INLINE[what], text(path), re.IGNORECASE)]

    assert found == []


def test_nothing_is_shown_unescaped() -> None:
    assert [path for path in TEMPLATES if re.search(UNESCAPED, text(path))] == []


def test_only_literal_html_is_taken_as_safe() -> None:
    found = [
        source.at(node)
        for source in python("frontdoor/", "config/")
        if source.path not in SAFE
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("Markup", "mark_safe"))
        if any(not isinstance(argument, ast.Constant) for argument in node.args)
    ]

    assert found == []


def test_templates_ask_and_do_not_compare_codes() -> None:
    found = [
        f"{path}:{number} {line.strip()}"
        for path in TEMPLATES
        for number, line in enumerate(text(path).splitlines(), 1)
        if re.search(CODES, line)
    ]

    assert found == []


def test_every_page_stands_in_the_layout() -> None:
    homeless = []
    for name in _shown():
        layout: str | None = name
        while layout is not None and layout not in WHOLE_PAGES:
            layout = _layout(WEB + layout)
        if layout is None:
            homeless.append(f"{name}, shown at {_shown()[name]}")

    assert homeless == []


def test_a_fragment_is_no_page_of_its_own() -> None:
    fragments = [path for path in TEMPLATES if _name(path) not in WHOLE_PAGES]

    assert [
        path for path in fragments if re.search(r"<(!doctype|html|head|body)\b", text(path))
    ] == []


def test_every_template_that_is_named_is_there_and_every_one_there_is_named() -> None:
    named = set(_shown())
    for path in TEMPLATES:
        named |= {name for name in meta.find_referenced_templates(_parsed(path)) if name}

    assert named - {_name(path) for path in TEMPLATES} == set()
    # Django looks these up by itself, when something is forged or not allowed.
    assert {_name(path) for path in TEMPLATES} - named == set()


@pytest.mark.parametrize(
    ("what", "html"),
    [
        ("a style on an element", '<p class="x" style="color: red">'),
        ("a style sheet inside the page", "<style>"),
        ("a script without a file", '<script type="module">'),
        ("a handler on an element", '<a href="/" onclick="go()">'),
        ("a script as an address", '<a href="javascript:go()">'),
    ],
)
def test_what_runs_inside_the_page_would_be_seen(what: str, html: str) -> None:
    assert re.search(INLINE[what], html, re.IGNORECASE)
