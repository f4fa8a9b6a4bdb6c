"""What may not stand in the product at all, or only where somebody has looked (ASVS 5.0, V1)."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.source import Source, files, house, python, text

# What would carry out words, or make objects out of bytes that somebody sent.
CARRIES_OUT = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.loads", "pickle.load",
    "marshal.loads", "shelve.open", "yaml.load", "mark_safe", "csrf_exempt",
}  # fmt: skip
MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "yaml",
    "dill",
    "telnetlib",
    "ftplib",
    "smtplib",
    "ctypes",
}
# Who may speak with other programs, and with which.
REACHING = {
    "frontdoor/connectors/clamd.py": "the check for viruses, at the address of FRONTDOOR_CLAMD",
    "frontdoor/connectors/calling.py": "what each call of a web server keeps to; it calls nobody",
    "frontdoor/connectors/pds.py": "the NHS, at FRONTDOOR_PDS_URL and FRONTDOOR_PDS_TOKEN_URL",
    "frontdoor/connectors/sandbox.py": "a child process of our own that reads a file",
    "frontdoor/web/sign_in/provider.py": "the single sign-on, at FRONTDOOR_OIDC_ISSUER",
}
REACHES = {"socket", "urllib.request", "http.client", "subprocess", "asyncio", "requests", "httpx"}
# Who may open files by name, and whose names those are.
OPENING = {
    "frontdoor/connectors/pds.py": "our key for the NHS, named in the settings",
    "frontdoor/jobs/sealing.py": "the checkpoints of history, named in the settings",
    "frontdoor/jobs/signing.py": "the key that seals history, named in the settings",
    "frontdoor/web/sign_in/passwords.py": "the passwords that leaked, named in the settings",
}
# Where a digest is not of SHA-256, and why that is right.
OTHER_DIGESTS = {
    "frontdoor/entrance/rules.py": "SHA-1 in an HMAC, which is what RFC 6238 and every app say",
    "frontdoor/web/sign_in/passwords.py": "SHA-1 to look up a list that is made of it",
}
# Where SQL is put together, always out of words of this code: what was typed is an argument.
SQL = {
    "frontdoor/access/standing.py": "the wall, out of the names of tables",
    "frontdoor/access/wall.py": "the wall, out of its declarations",
    "frontdoor/casework/papers/wall.py": "the wall, out of its declarations",
    "frontdoor/casework/restricting/wall.py": "the wall, out of its declarations",
    "frontdoor/casework/searches/wall.py": "the wall, out of its declarations",
    "frontdoor/casework/worklist/owing.py": "out of the vocabulary",
    "frontdoor/casework/worklist/unread.py": "out of the vocabulary",
    "frontdoor/casework/worklist/waiting.py": "out of the vocabulary",
    "frontdoor/jobs/example/copying.py": "an example, out of the names of tables",
    "frontdoor/jobs/example/lots.py": "an example, out of the names of tables",
    "frontdoor/jobs/example/multiplying.py": "an example, out of the names of tables",
    "frontdoor/kernel/together.py": "one of two settings",
    "frontdoor/people/keying.py": "out of the columns that are compared",
    "frontdoor/people/searching.py": "out of the columns that are compared",
    "frontdoor/people/duplicates.py": "out of the columns that Splink compares",
    "frontdoor/watch/queries.py": "out of the vocabulary",
    "frontdoor/people/groups.py": "of its own constant",
    "frontdoor/people/kinship.py": "of its own constant",
    "frontdoor/casework/signals/queries.py": "of constants, its own and that of groups",
    "launch/roles.py": "the roles and the database, whose names are letters and digits alone",
}
# Where what was put together is HTML as it stands, and what makes it safe.
HTML = {
    "frontdoor/web/components/molds.py": "components of GOV.UK: each word is escaped as it goes in",
    "frontdoor/web/network/drawing.py": "drawings of people, whose names are escaped",
    "frontdoor/web/oversight/chart.py": "a drawing of numbers, and of names that are escaped",
    "frontdoor/web/process_map/drawing.py": "a drawing of stages, whose words are escaped",
    "frontdoor/web/sign_in/square.py": "squares in black and white: no letter stands in them",
}
# Where Django is given SQL, which has no place for words in it.
RAW = {
    "frontdoor/people/queries.py": "one constant each; the people’s numbers are arguments",
    "frontdoor/people/groups.py": "one constant; the people’s numbers are an argument",
    "frontdoor/people/kinship.py": "one constant; the people’s numbers are an argument",
    "frontdoor/casework/signals/having.py": "one constant; the contact’s number is an argument",
    "frontdoor/casework/signals/queries.py": "one constant; numbers and keys are arguments",
}
# Where a name in a folder that everybody writes to stands in the launcher, never in the product.
SHARED_FOLDERS = {
    "launch/sockets.py": "a folder of that name is refused unless it is one’s own",
    "launch/state.py": "the same, where root may write nowhere else",
}
OF_SHARED_FOLDERS = re.compile(r"[\"'](/tmp|/var/tmp|/dev/shm)\b|\bmktemp\b")
# Where a rule of ruff, which are bandit's, or of bandit itself, is told that it is wrong, and why.
TOLD = re.compile(r"# (?:noqa: S\d+|nosec\b)")
WITH_REASON = re.compile(r"(?:# noqa: S(\d+)  )?# nosec B(\d+)  # [A-Z“].{9,}\.$")
SENTENCE = re.compile(
    r"^\s*(SELECT\b.*\bFROM\b|INSERT INTO|UPDATE \w+ SET|DELETE FROM|ALTER |CREATE |DROP |GRANT "
    r"|REVOKE |SET LOCAL|COMMENT ON|WITH \w+ AS)",
    re.S,
)
UNREASONED = (
    "x = 1  # noqa: S608",
    "x = 1  # nosec",
    "x = 1  # noqa: S608  # nosec B611  # So it is here.",
)
SCRIPTS = [path for path in files() if path.startswith("look/") and path.endswith(".js")]
IN_SCRIPTS = (
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|localStorage"
    r"|sessionStorage|indexedDB|postMessage|document\.cookie|importScripts|__proto__)"
)
ELSEWHERE = (
    r"<(?:img|script|link|iframe|form|video|object|embed)\b"
    r"[^>]*(?:src|href|action)=\"(?:https?:)?//"
)


def _called(source: Source) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def _modules(source: Source) -> set[str]:
    named: set[str] = set()
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            named |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return named


def _carried_out(source: Source) -> list[str]:
    return [
        f"{source.at(node)} {name}"
        for node, name in _called(source)
        if name in CARRIES_OUT
        or any(each.arg == "shell" and ast.unparse(each.value) == "True" for each in node.keywords)
    ]


def _makes_sql(source: Source) -> bool:
    # Where the linter was told that it is right, it is right for a reason that stands here.
    return "S608" in source.text or any(
        isinstance(node, ast.JoinedStr)
        and SENTENCE.match("".join(_plain(part) for part in node.values))
        for node in ast.walk(source.tree)
    )


def _makes_html(source: Source) -> bool:
    """Tell whether something else than words that stand there is taken for HTML as it is."""
    return any(
        name in ("Markup", "markupsafe.Markup", "SafeString", "format_html")
        and call.args
        and not isinstance(call.args[0], ast.Constant)
        for call, name in _called(source)
    )


def _gives_sql(source: Source) -> bool:
    return any(name == "RawSQL" or name.endswith((".raw", ".extra")) for _, name in _called(source))


def _asserts(source: Source) -> list[str]:
    return [source.at(node) for node in ast.walk(source.tree) if isinstance(node, ast.Assert)]


def _without_reason(source: Source) -> list[str]:
    """Return the lines on which a rule is told that it is wrong, and nobody says why."""
    lines = [line for line in source.text.splitlines() if TOLD.search(line)]
    found = {line: WITH_REASON.search(line) for line in lines}
    return [line for line, why in found.items() if not why or why[1] not in (None, why[2])]


def _plain(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "word"


def test_nothing_that_somebody_sent_is_carried_out() -> None:
    assert [found for source in house() for found in _carried_out(source)] == []
    assert {source.path: _modules(source) & MODULES for source in house()} == {
        source.path: set() for source in house()
    }


def test_sql_is_put_together_only_where_it_is_made_of_words_of_this_code() -> None:
    everywhere = [*house(), *python("launch/", "manage.py")]

    assert {source.path for source in everywhere if _makes_sql(source)} == set(SQL)


def test_django_is_given_sql_only_where_it_is_one_constant() -> None:
    assert {source.path for source in house() if _gives_sql(source)} == set(RAW)


def test_html_is_put_together_only_where_each_word_is_escaped() -> None:
    assert {source.path for source in house() if _makes_html(source)} == set(HTML)


def test_nothing_rests_on_an_assertion_that_python_can_be_told_to_skip() -> None:
    assert [found for source in [*house(), *python("launch/")] for found in _asserts(source)] == []


def test_all_rows_of_a_table_are_asked_for_nowhere() -> None:
    """Whoever asks says whose rows, or how many."""
    asked = [(source, name) for source in house() for _, name in _called(source)]

    assert [source.path for source, name in asked if name.endswith("objects.all")] == []


def test_no_name_is_taken_in_a_folder_that_everybody_writes_to() -> None:
    assert [source.path for source in house() if OF_SHARED_FOLDERS.search(source.text)] == []
    launcher = python("launch/", "manage.py")
    found = {source.path for source in launcher if OF_SHARED_FOLDERS.search(source.text)}
    assert found == set(SHARED_FOLDERS)


def test_only_who_has_to_speaks_with_other_programs() -> None:
    assert {source.path for source in house() if _modules(source) & REACHES} == set(REACHING)


def test_only_what_the_settings_name_is_opened() -> None:
    opening = {source.path for source in house() for _, name in _called(source) if name == "open"}

    assert opening == set(OPENING)


def test_digests_are_of_sha_256() -> None:
    weak = re.compile(r"\b(md5|sha1)\b")

    assert {source.path for source in house() if weak.search(source.text)} == set(OTHER_DIGESTS)


def test_what_nobody_may_guess_comes_from_the_system() -> None:
    by_chance = {source.path for source in house() if "random" in _modules(source)}

    assert not {path for path in by_chance if not path.startswith("frontdoor/jobs/example/")}


def test_a_form_takes_the_fields_that_it_names_and_no_others() -> None:
    """No form is made of a model, so that nobody adds a field that no page asks for."""
    assert [source.path for source in house() if re.search(r"\bModelForm\b", source.text)] == []
    assert [source.path for source in house() if re.search(r"\*\*request\.", source.text)] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_makes_no_html_and_keeps_nothing_in_the_browser(script: str) -> None:
    assert re.findall(IN_SCRIPTS, text(script)) == []


def test_no_page_asks_anything_of_another_host() -> None:
    pages = [
        path for path in files() if path.startswith("frontdoor/web/") and path.endswith(".html")
    ]

    assert [path for path in pages if re.search(ELSEWHERE, text(path))] == []


def test_each_finding_of_bandit_that_is_wrong_says_why_on_its_line() -> None:
    """So that `bandit -r frontdoor launch config -ll` finds nothing (R14)."""
    everywhere = [*house(), *python("launch/", "config/", "manage.py")]

    told = {source.path: _without_reason(source) for source in everywhere}

    assert {path: lines for path, lines in told.items() if lines} == {}


def test_what_breaks_a_rule_would_be_seen() -> None:
    bad = "import pickle\nimport socket\nsubprocess.run('ls', shell=True)\neval(x)\n"
    bad += 'cursor.execute(f"SELECT * FROM {name}")\n'
    source = Source("frontdoor/bad.py", bad, ast.parse(bad))

    assert len(_carried_out(source)) == 2
    assert _modules(source) & MODULES
    assert _modules(source) & REACHES
    assert _makes_sql(source)
    worse = "x.objects.raw(sql)\nassert x\nMarkup(f'<b>{words}</b>')\n"
    assert _gives_sql(source := Source("frontdoor/worse.py", worse, ast.parse(worse)))
    assert _asserts(source)
    assert _makes_html(source)
    assert OF_SHARED_FOLDERS.search('open("/tmp/found")')
    for line in UNREASONED:
        assert _without_reason(Source("frontdoor/worst.py", line, ast.parse(line)))
    assert re.findall(IN_SCRIPTS, "where.innerHTML = words")
    assert re.search(ELSEWHERE, '<img src="https://elsewhere.example/x.png">')
