"""Names for comparing: what stays when case, accents, script, order and spelling are set aside."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

# Letters that no decomposition takes apart; other scripts as names are mostly spelt in Latin. What
# stands in none of these tables is spelt by a library (`_spelt`).
_LATIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "þ": "th",
    "æ": "ae", "œ": "oe", "ß": "ss", "ĸ": "k",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "i",
    "є": "e", "ґ": "g", "ў": "u", "ј": "j",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
# Arabic, Persian and Urdu letters: short vowels are seldom written, and are no part of a sound.
_ARABIC = {
    "ا": "a", "إ": "i", "ؤ": "u", "ئ": "", "ء": "", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s",
    "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "u", "ي": "i", "ى": "a", "پ": "p", "چ": "ch",
    "ژ": "zh", "گ": "g", "ک": "k", "ی": "i", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ہ": "h",
    "ھ": "h", "ے": "e", "ـ": "",
}  # fmt: skip
_LETTERS = str.maketrans(_LATIN | _CYRILLIC | _GREEK | _ARABIC)
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")
_GAPS = re.compile(r"[\W_]+")
# Armenian and Hebrew; India, Georgia, Ethiopia and beyond; China, Japan and Korea.
_OTHERS = re.compile(
    "[\u0530-\u05ff\u0900-\u1cff\u2d00-\u2d2f\u2d80-\u2ddf\u2e80-\ua63f\ua800-\uab2f"
    "\uab70-\ud7ff\uf900-\ufaff]+"
)
# A letter with a dot below is another one, which no normal form puts together.
_DOTTED = {
    unicodedata.normalize("NFD", chr(each)): chr(each)
    for each in (*range(0x958, 0x960), 0x9DC, 0x9DD, 0x9DF, 0xA33, 0xA36,
                 *range(0xA59, 0xA5C), 0xA5E)
}  # fmt: skip
_DOT = re.compile("|".join(_DOTTED))


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Return a text for comparing: Latin letters and digits, small, with single spaces.

    An apostrophe joins (O’Brien is Obrien), a hyphen parts.
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())
    text = text.casefold().translate(_APOSTROPHES)
    if not text.isascii():
        # Й and Ё are letters of their own before they are taken apart.
        whole = unicodedata.normalize("NFC", text).translate(_LETTERS)
        whole = _OTHERS.sub(_spelt, _DOT.sub(lambda found: _DOTTED[found[0]], whole))
        text = _plain(unicodedata.normalize("NFKD", whole)).translate(_LETTERS)
        if not text.isascii():
            text = "".join(anyascii(c).lower() if c.isalnum() else c for c in text)
    return _GAPS.sub(" ", text).strip()


def _spelt(found: re.Match[str]) -> str:
    """Return a word of another script in Latin letters, as nearly as letter by letter goes."""
    return anyascii(_plain(found[0])).lower().translate(_APOSTROPHES)


def _plain(text: str) -> str:
    return "".join(c for c in text if not unicodedata.combining(c))


# Sounds that are spelt in several ways, longest first; what is left of vowels is one letter.
_SPELLINGS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"^(kn|gn|pn)", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"^x", "z"), (r"^mac|^mc", "mk"),
        (r"sch|sz|sh|tsch|tch|cz|ch|zh|tj|dj", "s"), (r"ph|pf", "f"), (r"[aeiou]ugh|gh", ""),
        (r"ck|kh|q|qu|x", "k"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"dg|g(?=[eiy])|j", "y"),
        (r"th|dh|d", "t"), (r"w|b", "v"), (r"z", "s"), (r"mb$", "m"), (r"h", ""),
        (r"[aeiouy]+", "a"), (r"(.)\1+", r"\1"),
    ]
]  # fmt: skip


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return roughly how a folded word sounds, to whoever hears it on the telephone."""
    for pattern, letters in _SPELLINGS:
        word = pattern.sub(letters, word)
    return word[:1] + word[1:].replace("a", "")


def _roots() -> dict[str, str]:
    lines = (Path(__file__).parent / "nicknames.txt").read_text("utf-8").splitlines()
    roots: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith("#"):
            root, *short = line.split()
            for each in (root, *short):
                roots.setdefault(each, root)
    return roots


_ROOTS = _roots()


def root(word: str) -> str:
    """Return the name that a folded given name is short for, or the name itself."""
    return _ROOTS.get(word, word)
