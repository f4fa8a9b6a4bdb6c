"""How much each reason says that two records are one person, as bars: a waterfall.

Each bar begins where the one above ended, so that the last shows what they come to. The words and
the numbers beside them say the same: whoever does not see the bars misses nothing.
"""

from dataclasses import dataclass

from frontdoor.people.matching import Band, Likeness
from frontdoor.people.matching.model import shipped

DOUBT = (
    "So much agrees, and still it is no more than “possibly”: another given name, date of birth or "
    "NHS number is what twins differ in, or a father and a son."
)
NEAR = (
    "So much agrees, and still it is no more than “probably”: the given names are near, and not "
    "the same. Twins can have such names too."
)
WIDE = 100  # Of the drawing: its bars are told in hundredths.
THIN = 1.0  # What says next to nothing is seen all the same.


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One step: what it says in words, how much in figures, and where its bar stands."""

    words: str
    weight: str
    x: float
    width: float
    colour: str


@dataclass(frozen=True, kw_only=True)
class Waterfall:
    """All steps, and what they come to. `zero` is where nothing is said either way.

    `held_back` says why the band is lower than the sum alone would make it, where it is.
    """

    bars: list[Bar]
    total: Bar
    zero: float
    band: str
    held_back: str


def waterfall(likeness: Likeness) -> Waterfall:
    """Return the reasons as bars, those that speak for it first, the greatest in front."""
    reasons = sorted(likeness.reasons, key=lambda each: -each.weight)
    ends = [0.0]
    for each in reasons:
        ends.append(ends[-1] + each.weight)
    scale = _Scale(least=min(ends), most=max(ends))
    steps = zip(reasons, ends, ends[1:], strict=False)
    return Waterfall(
        bars=[scale.bar(each.words, begin, end) for each, begin, end in steps],
        total=scale.bar("Together", 0.0, ends[-1], is_total=True),
        zero=scale.at(0.0),
        band=likeness.band.value,
        held_back=_held_back(likeness),
    )


def _held_back(likeness: Likeness) -> str:
    if likeness.band is Band.POSSIBLY and likeness.weight >= shipped().probably_from:
        return DOUBT
    is_near = likeness.band is Band.PROBABLY and likeness.weight >= shipped().same_from
    return NEAR if is_near else ""


@dataclass(frozen=True, kw_only=True)
class _Scale:
    least: float
    most: float

    def at(self, weight: float) -> float:
        span = (self.most - self.least) or 1.0
        return round((weight - self.least) / span * WIDE, 2)

    def bar(self, words: str, begin: float, end: float, *, is_total: bool = False) -> Bar:
        low, high = sorted((self.at(begin), self.at(end)))
        width = max(high - low, THIN)
        return Bar(
            words=words,
            weight=_signed(end - begin),
            x=min(low, WIDE - width),
            width=round(width, 2),
            colour="sum" if is_total else "for" if end >= begin else "against",
        )


def _signed(weight: float) -> str:
    """Return a weight with its sign, as people print it: "+6.1", "−3.0"."""
    return f"{weight:+.1f}".replace("-", "−")
