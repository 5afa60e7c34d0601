"""Units by their names, and intervals carried from one unit to another of its family."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from briefing.comparison.intervals import WIDE, End, Interval
from briefing.comparison.tables import NOT_COUNTED, PLURALS, SPELLINGS, SYMBOLS, UNITS, Unit

Measure = Unit | str | None
"""A known unit; the singular of one that no table knows; None where none is stated."""


def folded(text: str) -> str:
    """The form in which two ways of writing the same words are equal."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=1024)
def measure_of(unit: str | None) -> Measure:
    """What an editor's words for a unit stand for."""
    if not unit:
        return None
    text = " ".join(unit.split())
    if text in SYMBOLS:
        return UNITS[SYMBOLS[text]]
    for name in (folded(text), _singular(folded(text))):
        known = UNITS.get(SPELLINGS.get(name, name))
        if known is not None:
            return known
    return _singular(folded(text))


def _singular(word: str) -> str:
    """One form for a word and its plural. English only: elsewhere a plural is simply another unit."""
    if word in PLURALS:
        return PLURALS[word]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        word = word[:-1]
    if word.endswith("ie"):
        return word[:-2] + "y"
    return word[:-1] if word.endswith(("xe", "se", "ze", "che", "she", "oe")) else word


def is_count(measure: Measure) -> bool:
    """Whether it counts things, so that a part cannot have more of them than the whole."""
    return isinstance(measure, str) and "/" not in measure and NOT_COUNTED.isdisjoint(measure.split())


class Scale(Enum):
    """What two measures are compared in."""

    AS_IS = "as is"
    """Both are in the same unit."""
    MONTHS = "months"
    """Both are of the calendar."""
    FAMILY = "family"
    """The family's first unit."""


def shared_scale(a: Measure, b: Measure) -> Scale | None:
    """What the two are compared in; None where nothing leads from one to the other."""
    if a == b:
        return Scale.AS_IS
    if not (isinstance(a, Unit) and isinstance(b, Unit) and a.family == b.family):
        return None
    return Scale.MONTHS if a.months and b.months else Scale.FAMILY


def on_scale(interval: Interval, measure: Measure, scale: Scale) -> Interval:
    """The interval on a scale that `shared_scale` gave for its measure."""
    if scale is Scale.AS_IS or not isinstance(measure, Unit):
        return interval
    least = most = Decimal(measure.months)
    if scale is Scale.FAMILY:
        least, most = measure.least, measure.most
    low, high = interval.low, interval.high
    return Interval(
        _times(low, least if low[0] > 0 else most), _times(high, most if high[0] > 0 else least), interval.word
    )


def _times(end: End, factor: Decimal) -> End:
    return end if end[0].is_infinite() else (WIDE.multiply(end[0], factor), end[1])
