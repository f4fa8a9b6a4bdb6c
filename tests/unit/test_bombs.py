"""Files that were made to hurt: each comes to an end, in time, in little memory, with a reason."""

import io
import os
import random
import resource
import time
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from frontdoor.casework.papers.recognising import recognise
from frontdoor.casework.papers.rules import LONGEST_NAME, mismatch, safe_name
from frontdoor.casework.papers.vocabulary import Kind
from frontdoor.connectors import sandbox
from frontdoor.connectors.reader.main import MEMORY
from tests import bombs
from tests.canaries import figures

LONGEST = 10.0  # seconds
# In the ordinary run as many as take a few seconds; with FRONTDOOR_FUZZ=90000 for hours. Of each
# eighteen ten are tables, four emails, one a PDF, one a letter, and two are pictures (R8).
MUTATED = int(os.environ.get("FRONTDOOR_FUZZ", "200"))
PART = 1_000
KINDS = (
    "a.xlsx", "a.eml", "a.ods", "a.csv", "a.xlsx", "a.eml", "a.ods", "a.pdf", "a.xlsx",
    "a.eml", "a.csv", "a.xlsx", "a.docx", "a.ods", "a.eml", "a.xlsx", "a.png", "a.jpg",
)  # fmt: skip


def _end(name: str, content: bytes) -> str:
    """Return how a file ends: refused, read, or unread with a reason."""
    found = recognise(name, content)
    if found.kind is None:
        assert found.refused.endswith(".")
        return bombs.REFUSED
    read = sandbox.read(found.kind, content)
    assert not read.why_not or read.why_not.endswith(".")
    return bombs.UNREAD if read.why_not else bombs.READ


@pytest.mark.parametrize("bomb", bombs.BOMBS)
def test_a_bomb_comes_to_an_end_and_hurts_nobody(bomb: str) -> None:
    name, made, ends = bombs.BOMBS[bomb]

    # By a process of its own that is small: a child is told to have had all that its parent has.
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        end, took, memory = apart.submit(_measured, name, made()).result()

    assert end in ends
    assert took < LONGEST
    assert memory <= MEMORY


def _measured(name: str, content: bytes) -> tuple[str, float, int]:
    """Return how a file ends, after how many seconds, and the bytes that its largest child took."""
    begun = time.monotonic()
    end = _end(name, content)
    took = time.monotonic() - begun
    return end, took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\win.ini", "win.ini"),
        ("letter\u202efdp.exe", "letterfdp.exe"),
        ("a\0b\n.pdf", "ab.pdf"),
        ("CON: <what>?.pdf", "CON- -what--.pdf"),
        ("...", "paper"),
        ("", "paper"),
        ("   .pdf", "pdf"),
        ("Bericht für Zoë.pdf", "Bericht für Zoë.pdf"),
    ],
)
def test_a_name_hides_nothing_and_leads_nowhere(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


def test_a_name_of_4000_letters_keeps_its_ending() -> None:
    name = safe_name("x" * 4_000 + ".pdf")

    assert len(safe_name("x" * 3_900 + ".pdf")) == LONGEST_NAME
    assert len(name) <= LONGEST_NAME
    assert mismatch(safe_name("x" * 3_900 + ".pdf"), Kind.PDF) == ""


def _samples() -> dict[str, bytes]:
    """Return a small sound file of most kinds."""
    letter = f'<w:document xmlns:w="{bombs.WORD}"><w:p><w:t>Robin is cold</w:t></w:p></w:document>'
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"
    return {
        "a.pdf": bombs.pdf(bombs.CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", page),
        "a.docx": bombs.docx(letter),
        "a.xlsx": bombs.xlsx(bombs.rows('<row r="1"><c r="A1"><v>1</v></c></row>')),
        "a.ods": bombs.sound_ods(),
        "a.eml": bombs.bad_charset() + b"\r\n" + bombs.nested_mail(3),
        "a.csv": bombs.formulas(),
        "a.png": bombs.wordy_png(400),
        "a.jpg": bombs.lying_jpeg(),
    }


SOUND = ("a.pdf", "a.docx", "a.xlsx", "a.ods", "a.csv", "a.eml")


def test_sound_files_are_read() -> None:
    samples = _samples()

    assert [_end(name, samples[name]) for name in SOUND] == [bombs.READ] * len(SOUND)


def _mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a file with a few bytes changed, cut out, repeated, or cut off."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(made)) if made else 0
        how = chance.randrange(5)
        if how == 0 and made:
            made[at] = chance.randrange(256)
        elif how == 1:
            del made[at : at + chance.randint(1, 40)]
        elif how == 2:
            made[at:at] = made[at : at + 40] * chance.randint(1, 20)
        elif how == 3:
            made[at:at] = chance.choice([b"\xff" * 8, b"\0" * 8, b"9" * 20, b"<<[", b"&a;"])
        elif chance.random() < 0.3:
            del made[at:]
    return bytes(made)


def _mutated_within(folder: bytes, chance: random.Random) -> bytes:
    """Return a packed file that is whole, one part of which was changed."""
    with zipfile.ZipFile(io.BytesIO(folder)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = chance.choice(sorted(parts))
    return bombs.packed({**parts, name: _mutated(parts[name], chance)})


@pytest.mark.parametrize("part", range(-(-MUTATED // PART)))
def test_files_that_were_changed_by_chance_come_to_an_end_as_well(part: int) -> None:
    chance, samples = random.Random(20270301 + part), _samples()
    size = min(PART, MUTATED - part * PART)
    ends: Counter[str] = Counter()

    for number in range(size):
        name = KINDS[number % len(KINDS)]
        content = samples[name]
        within = content.startswith(b"PK") and chance.random() < 0.5
        changed = (_mutated_within if within else _mutated)(content, chance)
        begun = time.monotonic()
        end = _end(name, changed)
        ends[end] += 1
        assert time.monotonic() - begun < LONGEST, number

    figures.add(hostile_files=size, **{f"hostile_files_{end}": ends[end] for end in ends})
    assert ends.total() == size
    assert set(ends) <= {bombs.READ, bombs.UNREAD, bombs.REFUSED}
