"""`make mutants`: changes the code a little, one place at a time, and sees whether a test notices.

mutmut was tried first. It runs for a change only the tests that were seen to call the place, and
whatever is remembered (`functools.cache`) is seen by the first test alone: of 129 changes to
kernel/openings.py it called 93 unnoticed, most of which the other tests notice. It also copies the
tree. So this changes a module as it is imported, in a process of its own, with the tests that are
named for it. Of a large module a sample is taken, the same each time. Not changed is what only says
that something may never happen: frozen=True, strict=True, and other words of decorators.

    python -m bench.mutants [part of a module's name ...]    MUTANTS=40 in each module, 0 for all
"""

import ast
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results" / "mutants.json"
MOST = int(os.environ.get("MUTANTS", "40"))
LONGEST = 120  # seconds for the tests of one change; whatever takes longer is noticed
SEED = 20_270_301
CLOCK = (
    "tests/unit/test_duration.py",
    "tests/unit/test_worktime.py",
    "tests/unit/test_worktime_edges.py",
)
TABLES = ("tests/house/test_drawings.py",)
PACKS = (
    "tests/unit/test_policy_calendar.py", "tests/unit/test_routing.py", "tests/unit/test_packs.py",
)  # fmt: skip
FAULTS = ("tests/unit/test_pack_check.py", "tests/unit/test_pack_clock_tables.py")
MODULES: dict[str, tuple[str, ...]] = {
    "frontdoor/kernel/duration.py": CLOCK,
    "frontdoor/kernel/openings.py": CLOCK,
    "frontdoor/kernel/worktime.py": CLOCK,
    "frontdoor/casework/strategy/rules.py": ("tests/unit/test_strategy_rules.py",),
    "frontdoor/policy/rules.py": (*PACKS, "tests/property/test_strategy_due.py"),
    "frontdoor/policy/pack_cross.py": FAULTS,
    "frontdoor/policy/pack_time.py": FAULTS,
    "frontdoor/kernel/lifecycle.py": (*TABLES, "tests/unit/test_lifecycle.py"),
    **{
        str(path.relative_to(ROOT)): TABLES
        for path in sorted(ROOT.glob("frontdoor/casework/*/lifecycle.py"))
    },
    "frontdoor/entrance/rules.py": (
        "tests/unit/test_entrance_places.py",
        "tests/unit/test_entrance_rules.py",
    ),
    "frontdoor/casework/restricting/rules.py": ("tests/unit/test_restricting_rules.py",),
    "frontdoor/casework/agreements/rules.py": ("tests/unit/test_agreement_rules.py",),
    "frontdoor/access/wall.py": ("tests/unit/test_wall_sql.py",),
    "frontdoor/access/reach.py": ("tests/unit/test_reach_sql.py",),
    "frontdoor/access/context.py": ("tests/unit/test_context.py",),
    "frontdoor/web/gate.py": ("tests/unit/test_gate.py",),
    "frontdoor/policy/staged.py": ("tests/unit/test_staged.py",),
}
# What is made of models or pages needs Django, and asks no database.
PURE = (
    "rules.py", "lifecycle.py", "duration.py", "openings.py", "worktime.py", "pack_cross.py",
    "pack_time.py",
)  # fmt: skip
WITH_DJANGO = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    "FRONTDOOR_SECRET_KEY": "mutants" * 12,
}
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
REACHED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
           ast.Div: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr}  # fmt: skip
# Before anything else: the module is the changed one, for whoever imports it.
PROGRAM = """
import importlib.abc, importlib.util, os, sys
name, place, tests = sys.argv[1], sys.argv[2], sys.argv[3:]
class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, asked, path=None, target=None):
        return importlib.util.spec_from_loader(name, self, origin=place) if asked == name else None
    def exec_module(self, module):
        module.__file__ = place
        exec(compile(os.environ["CHANGED"], place, "exec"), module.__dict__)
sys.meta_path.insert(0, Changed())
if "DJANGO_SETTINGS_MODULE" in os.environ:
    import django
    django.setup()
import pytest
sys.exit(pytest.main(["-qx", "-c", os.devnull, "--rootdir=.", "--noconftest", "-p", "no:django",
    "-p", "no:cacheprovider", "--import-mode=importlib", "--hypothesis-seed=1", *tests]))
"""


def changes(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """Return every change: the line, what was done, and the module as it then is."""
    passed_over = _promises(tree)
    for number, node in enumerate(ast.walk(tree)):
        for said, change in _of(node) if node not in passed_over else ():
            made = deepcopy(tree)
            there = next(each for place, each in enumerate(ast.walk(made)) if place == number)
            change(there)
            yield getattr(node, "lineno", 0), said, ast.fix_missing_locations(made)


def _promises(tree: ast.Module) -> set[ast.AST]:
    """Return what says of what may never happen that it may not: frozen=True, strict=True."""
    said = [each for node in ast.walk(tree) for each in getattr(node, "decorator_list", [])]
    said += [
        each for each in ast.walk(tree) if isinstance(each, ast.keyword) and each.arg == "strict"
    ]
    return {inside for each in said for inside in ast.walk(each)}


def _of(node: ast.AST):
    if isinstance(node, ast.Compare):
        for place, each in enumerate(node.ops):
            other = COMPARED[type(each)]
            yield (
                f"{type(each).__name__} as {other.__name__}",
                lambda it, place=place, other=other: it.ops.__setitem__(place, other()),
            )
    if isinstance(node, ast.BoolOp):
        other = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"as {other.__name__}", lambda it: setattr(it, "op", other())
    if isinstance(node, ast.BinOp) and type(node.op) in REACHED and not _is_type(node):
        reached = REACHED[type(node.op)]
        yield f"as {reached.__name__}", lambda it: setattr(it, "op", reached())
    if isinstance(node, ast.If | ast.IfExp):
        yield "the other way", lambda it: setattr(it, "test", _not(it.test))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not not", lambda it: setattr(it, "operand", _not(it.operand))
    yield from _of_values(node)


def _of_values(node: ast.AST):
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield f"{node.value} as {node.value + 1}", lambda it: setattr(it, "value", it.value + 1)
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        yield f"{node.value} as {not node.value}", lambda it: setattr(it, "value", not it.value)
    if isinstance(node, ast.Return) and node.value and ast.unparse(node.value) != "None":
        yield "returns nothing", lambda it: setattr(it, "value", ast.Constant(None))
    if isinstance(node, ast.Dict) and len(node.keys) > 1:
        for place in range(len(node.keys)):
            yield (
                f"without its entry {place + 1}",
                lambda it, place=place: (it.keys.pop(place), it.values.pop(place)),
            )
    if isinstance(node, ast.Call) and len(node.args) > 1:
        yield "without its first argument", lambda it: it.args.pop(0)


def _not(what: ast.expr) -> ast.expr:
    return ast.UnaryOp(op=ast.Not(), operand=what)


def _is_type(node: ast.BinOp) -> bool:
    """Tell whether this is a type, `int | None`, which does nothing when the program runs."""
    sides = (node.left, node.right)
    return isinstance(node.op, ast.BitOr) and any(
        (isinstance(each, ast.Constant) and each.value is None)
        or (isinstance(each, ast.Name) and each.id in {"int", "str", "float", "None"})
        for each in sides
    )


def is_noticed(module: str, changed: str, tests: tuple[str, ...]) -> bool:
    """Tell whether a test fails when the module is like this."""
    name = module.removesuffix(".py").replace("/", ".")
    env = {**os.environ, "CHANGED": changed, "PYTHONDONTWRITEBYTECODE": "1"}
    if not module.endswith(PURE):
        env |= WITH_DJANGO
    words = [sys.executable, "-c", PROGRAM, name, str(ROOT / module), *tests]
    try:
        done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def of_module(module: str) -> dict[str, object]:
    """Return how many changes of a module were noticed, and which were not."""
    text = (ROOT / module).read_text(encoding="utf-8")
    tests = tuple(test for test in MODULES[module] if (ROOT / test).is_file())
    tree = ast.parse(text)
    assert not is_noticed(module, ast.unparse(tree), tests), f"{module}: its tests fail unchanged"
    all_of_them = list(changes(tree))
    taken = all_of_them
    if MOST and len(all_of_them) > MOST:
        taken = random.Random(SEED).sample(all_of_them, MOST)
    missed = [
        f"line {line}: {said}"
        for line, said, made in taken
        if not is_noticed(module, ast.unparse(made), tests)
    ]
    return {"changes": len(all_of_them), "tried": len(taken), "missed": sorted(missed)}


def _write_down(found: dict[str, object]) -> None:
    """Put what was found in the place of what was found of the same modules before."""
    before = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    modules = {k: v for k, v in {**before.get("modules", {}), **found}.items() if k in MODULES}
    tried = sum(each["tried"] for each in modules.values())
    missed = sum(len(each["missed"]) for each in modules.values())
    told = {"noticed": tried - missed, "tried": tried, "modules": modules}
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def try_all() -> int:
    """Try the modules, print a table, and write it down beside those that were not tried now."""
    wanted = sys.argv[1:]
    modules = [name for name in MODULES if not wanted or any(each in name for each in wanted)]
    os.nice(10)
    found, began = {}, time.monotonic()
    for module in modules:
        found[module] = told = of_module(module)
        noticed = told["tried"] - len(told["missed"])
        print(f"{noticed:4} of {told['tried']:4} noticed ({told['changes']} there are) {module}")
        for each in told["missed"]:
            print(f"       missed: {each}")
        sys.stdout.flush()
    tried = sum(each["tried"] for each in found.values())
    missed = sum(len(each["missed"]) for each in found.values())
    share = (tried - missed) / tried
    print(f"{tried - missed} of {tried} noticed: {share:.1%}, in {time.monotonic() - began:.0f} s")
    _write_down(found)
    return 0 if share >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(try_all())
