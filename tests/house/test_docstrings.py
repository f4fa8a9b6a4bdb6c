"""A caller is told what is promised: every public name of the product has a docstring."""

import ast
from collections.abc import Iterator

from tests.house.source import Callable, Source, python

PRODUCT = python("frontdoor/", "config/", "launch/", "bench/")
Named = ast.ClassDef | Callable


def _public(node: ast.Module | ast.ClassDef) -> Iterator[Named]:
    """Return what can be reached from outside: not what stands inside a function."""
    for child in node.body:
        if not isinstance(child, Named) or child.name.startswith("_") or child.name == "Meta":
            continue
        yield child
        if isinstance(child, ast.ClassDef):
            yield from _public(child)


def _is_a_shape(node: Named) -> bool:
    """Tell whether a method only says its type, as in a Protocol: `def name(self) -> str: ...`."""
    last = node.body[-1]
    return (
        len(node.body) == 1
        and isinstance(last, ast.Expr)
        and isinstance(last.value, ast.Constant)
        and last.value.value is ...
    )


def _silent(source: Source) -> Iterator[str]:
    if source.text.strip() and not ast.get_docstring(source.tree):
        yield f"{source.path}:1"
    for node in _public(source.tree):
        if not ast.get_docstring(node) and not _is_a_shape(node):
            yield f"{source.at(node)} {node.name}"


def test_every_public_name_says_what_it_promises() -> None:
    assert [found for source in PRODUCT for found in _silent(source)] == []


def test_a_docstring_begins_with_a_sentence() -> None:
    nodes = [
        (source, node)
        for source in PRODUCT
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Module | Named)
    ]
    odd = [
        f"{source.at(node)} {doc.splitlines()[0]}"
        for source, node in nodes
        if (doc := ast.get_docstring(node))
        and (not doc.split("\n\n")[0].rstrip().endswith((".", "?", ":", "”", '"')))
    ]

    assert odd == []


def test_tests_are_named_as_sentences() -> None:
    short = [
        f"{source.at(function)} {function.name}"
        for source in python("tests/")
        for function in source.functions()
        if function.name.startswith("test_") and function.name.count("_") < 3
    ]

    assert short == []
