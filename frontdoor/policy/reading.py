"""Reads a pack: gives the policy that a text describes, or everything that is wrong with it."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from frontdoor.policy import grown, pack_cross, pack_names
from frontdoor.policy.law import Law
from frontdoor.policy.pack import Policy
from frontdoor.policy.pack_lines import Path, line_of, lines
from frontdoor.policy.pack_names import Data, Problems
from frontdoor.policy.pack_sentences import sentence

M = TypeVar("M", Policy, Law)

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: its line, its place in the pack, and a sentence."""

    line: int
    where: str
    sentence: str

    def __str__(self) -> str:
        """Return the fault as one line of a report, without the name of the file."""
        return ": ".join(filter(None, (str(self.line), self.where, self.sentence)))


class Unreadable(ValueError):
    """Raised for a pack with faults, and tells all of them in the order of the file."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self.name = name
        self.faults = sorted(set(faults))
        super().__init__("\n".join(f"{name}:{fault}" for fault in self.faults))


def read(text: str, *, name: str) -> Policy:
    """Return the policy of a hub. `name` says in the faults which pack it was.

    :raises Unreadable: with every fault of the text.
    """
    return _read(text, name, Policy, pack_cross.problems)


def read_law(text: str, *, name: str) -> Law:
    """Return the law on sharing of one country.

    :raises Unreadable: with every fault of the text.
    """
    return _read(text, name, Law, pack_names.repeated)


_KNOWN: dict[str, Policy] = {}


def cached(sha256: str, text: Callable[[], str]) -> Policy:
    """Return the policy of a version that is or was in force: one value for each.

    Its text is asked for once, for it is long. A version from before a key was asked of packs is
    read with the value of `grown`.

    :raises Unreadable: if the text is no TOML, which no version in force is.
    """
    if sha256 not in _KNOWN:
        data = grown.completed(_data(text(), sha256[:12]))
        _KNOWN[sha256] = Policy.model_validate(data)
    return _KNOWN[sha256]


def known(sha256: str) -> Policy:
    """Return the policy of a version that was read before.

    :raises KeyError: if it was not.
    """
    return _KNOWN[sha256]


_LAWS: dict[str, Law] = {}


def cached_law(sha256: str, text: Callable[[], str]) -> Law:
    """Return the law beside a version that is or was in force; its text is asked for once.

    :raises Unreadable: with every fault of the text.
    """
    if sha256 not in _LAWS:
        _LAWS[sha256] = read_law(text(), name="law")
    return _LAWS[sha256]


def read_either(text: str, *, name: str) -> Policy | Law:
    """Return a policy, or the law where the text has a table `[law]`.

    :raises Unreadable: with every fault of the text.
    """
    if "law" in _data(text, name):
        return read_law(text, name=name)
    return read(text, name=name)


def _read(text: str, name: str, model: type[M], check: Callable[[Data], Problems]) -> M:
    data = _data(text, name)
    found = list(check(data))
    try:
        value = model.model_validate(data)
    except ValidationError as error:
        found += _said(error.errors(include_url=False), model)
    else:
        if not found:
            return value
    known = lines(_clean(text))
    raise Unreadable(
        name, [Fault(line_of(path, known), _where(path), words) for path, words in found]
    )


def _said(errors: list[ErrorDetails], model: type[M]) -> Problems:
    within = {error["loc"][:-1] for error in errors}
    for error in errors:
        # A list whose only items were refused is not also too short.
        if error["type"] != "too_short" or error["loc"] not in within:
            yield error["loc"], sentence(error, model)


def _data(text: str, name: str) -> Data:
    try:
        return tomllib.loads(_clean(text))
    except RecursionError:
        raise Unreadable(name, [Fault(1, "", "The lists are nested too deeply.")]) from None
    except ValueError as error:
        raise Unreadable(name, [_syntax(str(error), text)]) from None


def _clean(text: str) -> str:
    """Return the text without the mark that some editors put before it."""
    return text.removeprefix("\ufeff")


def _syntax(message: str, text: str) -> Fault:
    place = _PLACE.search(message)
    line = int(place["line"] or text.count("\n") + 1) if place else 1
    words = _PLACE.sub("", message)
    return Fault(line, "", f"This is not TOML: {words[:1].lower()}{words[1:]}.")


def _where(path: Path) -> str:
    """Return a path as people write it: `ratings[2].duration.unit`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")
