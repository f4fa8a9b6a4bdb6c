"""What an event says: a title and more of it, and the turns of phrase that events share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdoor.people.vocabulary import Answer, Known
from frontdoor.web.components import words

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What happened, in a few words, and more of it where there is more."""

    title: str
    detail: str = ""


def lines(*parts: str) -> str:
    """Return what there is, each on a line of its own."""
    return "\n".join(part for part in parts if part)


def moment(value: str) -> str:
    """Return a moment that an event holds, in words."""
    return words.moment(datetime.fromisoformat(value))


def kept(in_time: bool) -> str:
    """Return whether a promise was kept, in words."""
    return "In time." if in_time else "Late: the promise was missed."


def reason(text: str) -> str:
    """Return a reason, if there is one."""
    return f"Reason: {text}" if text else ""


def quoted(text: str) -> str:
    """Return what somebody said, if they did."""
    return f"“{text}”" if text else ""


def small(text: str) -> str:
    """Return words as they go on in a sentence."""
    return text[:1].lower() + text[1:]


def answer_words(answer: str) -> str:
    """Return an answer to a question, or to "is the child known?", in words."""
    labels = {word.value: word.label for word in (*Known, *Answer)}
    return words.sentence_case(labels.get(answer, words.plain(answer)))


def left_words(left: int) -> str:
    """Return what follows an answer when records were offered and not said to be the child."""
    if not left:
        return ""
    records = "1 other record was" if left == 1 else f"{left} other records were"
    return f"; {records} offered and not said to be the child"
