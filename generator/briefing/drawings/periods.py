"""Days, weeks, months or years as columns of a strip: the finest of which there are not too many."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.dates.edtf import DAY_SECONDS
from briefing.drawings.time_axis import SECONDS, cells, stretches
from briefing.language import Language

MOST = 72
"""Columns, empty ones counted."""

_UNITS = (("day", 1), ("week", 1), ("month", 1), ("year", 1), ("year", 10), ("year", 100), ("year", 1000))


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
    days = [(start // DAY_SECONDS * DAY_SECONDS, (start // DAY_SECONDS + 1) * DAY_SECONDS) for start in sorted(starts)]
    shown = sum(high - low for low, high in stretches(days))
    unit, step = next(u for u in _UNITS if shown <= MOST * SECONDS[u[0]] * u[1] or u == _UNITS[-1])
    spans = list(cells(unit, step, days[0][0], days[-1][1]))
    firsts = [first for first, _ in spans]
    counts = Counter(bisect_right(firsts, start) - 1 for start in starts)
    periods = tuple(Period(*spans[n], counts[n], _words(unit, spans[n][0], language)) for n in sorted(counts))
    return _unit_words(unit, step, language), periods


def _unit_words(unit: str, step: int, language: Language) -> str:
    if unit == "year" and step > 1:
        return language.say("drawing.unit.years", n=step)
    return language.say(f"drawing.unit.{unit}")


def _words(unit: str, second: int, language: Language) -> str:
    day = date.fromordinal(second // DAY_SECONDS + 1)
    return str(day.year) if unit == "year" else language.month(day) if unit == "month" else language.day(day)
