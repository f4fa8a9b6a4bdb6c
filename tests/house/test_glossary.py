"""The glossary has every word of the code, as the code has it, and those of the hub."""

import pytest

from launch import glossary
from tests.house.source import text

WRITTEN, _, _ = text("docs/glossary.md").partition(glossary.MARK)

# What a newcomer asks first; the pages and the code are written in these.
WORDS = (
    "contact", "case", "enquiry", "rating", "return", "disclosure", "product", "agency", "hub",
    "MASH", "MARF", "BRAG", "EDT", "LADO", "CAF", "DASH",
)  # fmt: skip


def test_the_glossary_is_as_the_vocabularies_are() -> None:
    now = text("docs/glossary.md")

    assert now == glossary.whole(now), "Not as the code is: `make drawings` writes it anew."


def test_every_vocabulary_says_what_it_is() -> None:
    assert [words for words in glossary.vocabularies() if not (words.__doc__ or "").strip()] == []


def test_every_word_has_something_for_people_to_read() -> None:
    silent = [
        word
        for words in glossary.vocabularies()
        for word in words
        if not getattr(word, "label", word.value)
    ]

    assert silent == []


@pytest.mark.parametrize("word", WORDS)
def test_the_glossary_explains(word: str) -> None:
    explained = [line.split("|")[1] for line in WRITTEN.splitlines() if line.startswith("| ")]

    assert any(word in entry for entry in explained)


def test_the_words_stand_in_alphabetical_order_where_they_are_looked_up() -> None:
    short = WRITTEN.partition("## Short forms")[2].partition("## ")[0]
    entries = [line.split("|")[1].strip() for line in short.splitlines() if line.startswith("| ")]

    assert entries[1:] == sorted(entries[1:], key=str.casefold)
