"""The phone script of the pack (C4.3): what the officer says, step by step."""

from string import Formatter
from typing import Any

from frontdoor.policy.pack import Policy

# Said where nothing is known to fill in: the officer says it in their own words.
BLANK = "…"


class _Filler(Formatter):
    """Fills in what is known, and leaves a gap for the rest."""

    def get_value(self, key: Any, args: Any, kwargs: Any) -> Any:
        return kwargs.get(str(key), BLANK)


def filled(text: str, **known: str) -> str:
    """Return a text of the pack with its words in curly brackets filled in."""
    return _Filler().vformat(text, (), known)


def prompts(policy: Policy, *, reference: str = "") -> dict[str, str]:
    """Return what is said at each step of the talk."""
    known = {"hub": policy.hub.name} | ({"reference": reference} if reference else {})
    return {prompt.step: filled(prompt.say, **known) for prompt in policy.script}
