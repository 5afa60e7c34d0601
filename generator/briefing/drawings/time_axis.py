"""Axes of time: hours, days, months or years as there is room; at true scale, or broken once where all else is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from briefing.dates.edtf import DAY_SECONDS
from briefing.drawings.axes import Axis, Piece, Tick, beside, label_span
from briefing.language import Language

Span = tuple[int, int]
"""The first second and the second after the last, as `dates.edtf.Moment` counts them."""

HOUR = 3600
LAST = (date.max.toordinal()) * DAY_SECONDS
"""The end of the year 9999."""
CROWDED = 0.05
"""An axis is broken where most of what is on it lies within so small a part of it."""
QUIET = 0.75
"""And it is broken only where so much of it would be empty."""
BREAK = 22
"""The length of a break, in units."""

_STEPS = (
    *(("hour", n) for n in (1, 2, 3, 6, 12)),
    *(("day", n) for n in (1, 2, 5, 10, 15)),
    *(("month", n) for n in (1, 2, 3, 6)),
    *(("year", n) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)),
)
SECONDS = {
    "hour": HOUR,
    "day": DAY_SECONDS,
    "week": 7 * DAY_SECONDS,
    "month": 30 * DAY_SECONDS,
    "year": 365 * DAY_SECONDS,
}
MANY_LABELS = 8
"""The most that an axis has."""


def time_axis(spans: Sequence[Span], length: float, language: Language) -> Axis:
    """An axis on which each of the spans has its place.

    Args:
        length: in units, so that there are no more labels than have room.
    """
    shown = stretches(sorted(spans))
    room = length - BREAK * (len(shown) - 1)
    total = sum(high - low for low, high in shown)
    pieces, at = [], 0.0
    for low, high in shown:
        end = at + (high - low) / total * room / length
        pieces.append(Piece(low, high, at, end))
        at = end + BREAK / length
    pieces[-1] = Piece(pieces[-1].low, pieces[-1].high, pieces[-1].start, 1.0)
    unit, ticks, lines = _labelled(pieces, total, length, language)
    broken = len(pieces) > 1
    notes = ("broken",) if broken else ()
    return Axis(
        tuple(pieces),
        ticks,
        lines,
        broken_at=(pieces[0].end + pieces[1].start) / 2 if broken else None,
        notes=("hours", *notes) if unit == "hour" else notes,
    )


def stretches(spans: Sequence[Span]) -> list[Span]:
    """What of time an axis shows for spans in order: all from the first to the last, or two parts of that."""
    low, high = spans[0][0], max(s[1] for s in spans)
    if _is_crowded(spans, high - low) and (gap := _quiet(spans, high - low)) is not None:
        margin = (high - low - (gap[1] - gap[0])) / 20
        before, after = _widened(low, gap[0], margin), _widened(gap[1], high, margin)
        if before[1] < after[0]:
            return [before, after]
    return [_widened(low, high, (high - low) / 30)]


def _widened(low: int, high: int, margin: float) -> Span:
    """A margin at both ends; whole days, unless it is a matter of hours."""
    if high - low < DAY_SECONDS:
        return max(0, low // HOUR * HOUR - HOUR), min(LAST, -(-high // HOUR) * HOUR + HOUR)
    low, high = int(low - margin), int(high + margin)
    return max(0, low // DAY_SECONDS * DAY_SECONDS), min(LAST, -(-high // DAY_SECONDS) * DAY_SECONDS)


def _is_crowded(spans: Sequence[Span], whole: int) -> bool:
    """Whether most spans lie within a small part of the whole."""
    starts = [s[0] for s in spans]
    most = len(spans) // 2 + 1
    window = CROWDED * whole
    return len(spans) > 2 and any(b - a < window for a, b in zip(starts, starts[most - 1 :], strict=False))


def _quiet(spans: Sequence[Span], whole: int) -> Span | None:
    """The longest time in which nothing lies, where it is most of the whole."""
    gaps, reached = [], spans[0][1]
    for low, high in spans[1:]:
        gaps.append((low - reached, reached, low))
        reached = max(reached, high)
    size, start, end = max(gaps)
    return (start, end) if size >= QUIET * whole else None


# ---- labels -------------------------------------------------------------------------------------------------------


def _labelled(
    pieces: Sequence[Piece], total: float, length: float, language: Language
) -> tuple[str, tuple[Tick, ...], tuple[float, ...]]:
    """The finest labels that have room, their unit, and the lines that go with them."""
    for unit, step in _STEPS:
        if total / (SECONDS[unit] * step) <= MANY_LABELS:
            ticks, lines = _ticks(pieces, unit, step, length, language)
            if ticks and beside(ticks, length):
                return unit, ticks, lines
    return "", (), ()


def _ticks(
    pieces: Sequence[Piece], unit: str, step: int, length: float, language: Language
) -> tuple[tuple[Tick, ...], tuple[float, ...]]:
    """A label for each step, and a line where it begins; none at all where a whole one is too short for its name."""
    ticks: list[Tick] = []
    lines: list[float] = []
    before = ""
    for piece in pieces:
        scale = (piece.end - piece.start) / (piece.high - piece.low)
        for start, end in _named(unit, step, int(piece.low), int(piece.high)):
            low, high = max(start, piece.low), min(end, piece.high)
            if low > high:
                continue
            words, below = _words(language, unit, start)
            tick = Tick(piece.start + ((low + high) / 2 - piece.low) * scale, words, "" if below == before else below)
            if step > 1 and unit == "day":
                lines.append(tick.at)
            elif start >= piece.low:
                lines.append(piece.start + (start - piece.low) * scale)
            left, right = label_span(tick, 0, length)
            if step == 1 and unit != "hour" and right - left > (high - low) * scale * length:
                if (low, high) == (start, end):
                    return (), ()
                continue
            ticks.append(tick)
            before = below
    return tuple(ticks), tuple(lines)


def _named(unit: str, step: int, low: int, high: int) -> Iterator[Span]:
    """What the labels name: whole days, months and years, or the moments and days with which so many of them begin."""
    if unit == "day" and step > 1:
        yield from _days_of_months(step, low, high)
        return
    for start, end in cells(unit, step, low, high):
        yield start, (end if step == 1 and unit != "hour" else start)


def cells(unit: str, step: int, low: int, high: int) -> Iterator[Span]:
    """The hours, days, weeks, months or years that cover a stretch, so many at a time."""
    if unit in ("month", "year"):
        months = step * (12 if unit == "year" else 1)
        first = date.fromordinal(low // DAY_SECONDS + 1)
        index = (first.year * 12 + first.month - 1) // months * months
        while (start := _month(index)) < high:
            yield start, _month(index + months)
            index += months
        return
    size = SECONDS[unit] * step  # the first second of all is a Monday's
    for n in range(low // size, -(-high // size)):
        yield n * size, (n + 1) * size


def _days_of_months(step: int, low: int, high: int) -> Iterator[Span]:
    """The 1st of each month and every `step` days on, so far as it is not near the next 1st: 1, 11, 21."""
    for first, after in cells("month", 1, low, high):
        for start in range(first, after - step * DAY_SECONDS // 2, step * DAY_SECONDS):
            yield start, start + DAY_SECONDS


def _month(index: int) -> int:
    """The first second of a month counted from the year 0; the calendar's ends stand for all beyond."""
    year, month = divmod(index, 12)
    if year < 1:
        return 0
    return LAST if year > 9999 else (date(year, month + 1, 1).toordinal() - 1) * DAY_SECONDS


def _words(language: Language, unit: str, second: int) -> tuple[str, str]:
    day = date.fromordinal(second // DAY_SECONDS + 1)
    if unit == "hour":
        return f"{second // HOUR % 24:02}:00", language.short_day(day)
    if unit == "year":
        return str(day.year), ""
    return language.short_day(day) if unit == "day" else _month_words(language, day), str(day.year)


@lru_cache(maxsize=1024)
def _month_words(language: Language, day: date) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton("MMM", day, locale=language.locale))
