"""Days, weeks, months or years as columns of a strip: the finest of which there are not too many."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.dates.edtf import DAY_SECONDS
from briefing.drawings.time_axis import cells
from briefing.language import Language

MOST = 72
"""Columns, empty ones counted."""

_UNITS = (("day", 1), ("day", 7), ("month", 1), ("year", 1), ("year", 10), ("year", 100), ("year", 1000))


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in which something begins."""

    first: int
    """Its first second, as `dates.edtf.Moment` counts them."""
    last: int
    """The second after its last."""
    count: int
    words: str


def periods_of(starts: Sequence[int], language: Language) -> tuple[str, tuple[Period, ...]]:
    """What the columns count by, in words, and the columns that are not empty."""
    low, high = min(starts), max(starts) + 1
    for unit, step in _UNITS:
        if (high - low) / (_DAYS[unit] * step * DAY_SECONDS) <= MOST:
            break
    spans = list(cells(unit, step, low, high))
    firsts = [first for first, _ in spans]
    counts = Counter(bisect_right(firsts, start) - 1 for start in starts)
    periods = tuple(Period(*spans[n], counts[n], _words(unit, spans[n][0], language)) for n in sorted(counts))
    return _unit_words(unit, step, language), periods


_DAYS = {"day": 1, "month": 30, "year": 365}


def _unit_words(unit: str, step: int, language: Language) -> str:
    if unit == "year" and step > 1:
        return language.say("drawing.unit.years", n=step)
    return language.say(f"drawing.unit.{'week' if step == 7 else unit}")


def _words(unit: str, second: int, language: Language) -> str:
    day = date.fromordinal(second // DAY_SECONDS + 1)
    return str(day.year) if unit == "year" else language.month(day) if unit == "month" else language.day(day)
