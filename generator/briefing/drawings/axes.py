"""Axes: from a value to its place between 0 and 1, with round numbers on the way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from briefing.language import Language
from briefing.drawings.lettering import SMALL, text_width

MANY_TIMES = 1000
"""Where the greatest value is more than so many times the least, each step of the axis multiplies."""
SQUEEZED = 0.1
"""Values that would share less than this part of an axis from zero get an axis that begins elsewhere."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value on an axis."""

    at: float
    words: str
    below: str = ""
    """A second line: the year of a month, the day of an hour."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of values, and the places between which it lies."""

    low: float
    high: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Where values lie."""

    pieces: tuple[Piece, ...]
    ticks: tuple[Tick, ...]
    multiplies: bool = False
    broken_at: float | None = None
    """The middle of what is left out."""
    notes: tuple[str, ...] = ()
    """Names of the sentences that a reader of this axis must know."""
    more: bool = False
    """It shows a direction only: nothing on it but zero has a number."""

    def at(self, value: float) -> float:
        """The place of a value, from 0 to 1; what lies beyond an end is put there."""
        if self.multiplies:
            if value <= 0:
                return 0.0
            value = log10(value)
        index = min(bisect_left([p.high for p in self.pieces], value), len(self.pieces) - 1)
        piece = self.pieces[index]
        share = (value - piece.low) / (piece.high - piece.low)
        return piece.start + min(1.0, max(0.0, share)) * (piece.end - piece.start)


def number_axis(values: Sequence[float], length: float, language: Language, *, percent: bool, vertical: bool = False) -> Axis:
    """An axis for finite numbers.

    Args:
        values: all that has a place of its own: points, and the finite ends of ranges; none for words alone.
        length: in units, so that there are no more ticks than have room.
    """
    least, most = (min(values), max(values)) if values else (0.0, 0.0)
    if least == most == 0:
        return Axis((Piece(0, 1, 0, 1),), (Tick(0, language.number(Decimal(0))),), more=True)
    needs = _stacked if vertical else _beside
    positive = [abs(v) for v in values if v]
    if least >= 0 and max(positive) > MANY_TIMES * min(positive):
        return _multiplying(min(positive), most, least == 0, lambda ticks: needs(ticks, length), language, percent)
    notes: tuple[str, ...] = ()
    low, high = min(least, 0), max(most, 0)
    if low == 0 < least and most - least < SQUEEZED * most and most > least:
        low, notes = least, ("not-from-zero",)
    elif high == 0 > most and most - least < SQUEEZED * -least and most > least:
        high, notes = most, ("not-from-zero",)
    for step in _steps(high - low):
        first, last = floor(Decimal(low) / step), ceil(Decimal(high) / step)
        low_end, high_end = float(first * step), float(last * step)
        ticks = tuple(
            Tick((float(n * step) - low_end) / (high_end - low_end), tick_words(n * step, language, percent))
            for n in range(first, last + 1)
        )
        if needs(ticks, length):
            break
    return Axis((Piece(low_end, high_end, 0, 1),), ticks, notes=notes)


def _steps(span: float) -> list[Decimal]:
    """Round steps, from those that part the span into some six down to one only."""
    magnitude = Decimal(10) ** floor(log10(span / 6))
    steps = [magnitude * factor for factor in (1, 2, 5, 10, 20, 50, 100)]
    return [s for s in steps if span / float(s) <= 7]


def _multiplying(
    least: float, most: float, zero: bool, fits: Callable[[Sequence[Tick]], bool], language: Language, percent: bool
) -> Axis:
    low, high = floor(log10(least)), ceil(log10(most))
    start = 0.12 if zero else 0.0
    for stride in range(1, high - low + 1):
        powers = range(low, high + 1, stride)
        places = [(start + (p - low) / (high - low) * (1 - start), Decimal(10) ** p) for p in powers]
        ticks = tuple(Tick(at, tick_words(number, language, percent)) for at, number in places)
        if zero:
            ticks = (Tick(0, language.number(Decimal(0))), *ticks)
        if fits(ticks):
            break
    notes = ("multiplies", "zero-apart") if zero else ("multiplies",)
    return Axis((Piece(low, high, start, 1),), ticks, multiplies=True, broken_at=0.06 if zero else None, notes=notes)


def _beside(ticks: Sequence[Tick], length: float) -> bool:
    """Whether the labels of a level axis have room beside each other; those at its ends are moved inwards."""
    boxes = [label_span(tick, 0, length) for tick in ticks]
    return all(a[1] + 6 <= b[0] for a, b in zip(boxes, boxes[1:], strict=False))


def _stacked(ticks: Sequence[Tick], length: float) -> bool:
    places = [tick.at * length for tick in ticks]
    return all(a + 18 <= b for a, b in zip(places, places[1:], strict=False))


def label_span(tick: Tick, start: float, end: float) -> tuple[float, float]:
    """From where to where a tick's label goes below an axis: centred, but not far beyond its ends."""
    half = max(text_width(tick.words, SMALL), text_width(tick.below, SMALL)) / 2
    middle = min(max(start + tick.at * (end - start), start - 8 + half), end + 8 - half)
    return middle - half, middle + half


_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def tick_words(number: Decimal, language: Language, percent: bool) -> str:
    """A round number, short: in full up to a million, then by the language's words for thousands of thousands."""
    if percent:
        return language.say("value.percent", number=language.number(number.normalize()))
    size = number.copy_abs()
    if not size or Decimal("1e-4") <= size < 1_000_000:
        return language.number(number.normalize() + 0)
    if 1_000_000 <= size < Decimal("1e15"):
        from babel.numbers import format_compact_decimal

        return str(format_compact_decimal(number, format_type="short", locale=language.locale, fraction_digits=1))
    digits, exponent = number.normalize().as_tuple()[1:]
    assert isinstance(exponent, int)
    mantissa = int("".join(map(str, digits)))
    power = f"10{str(exponent).translate(_SUPERSCRIPT)}"
    sign = "−" if number < 0 else ""
    return sign + (power if mantissa == 1 else f"{mantissa}×{power}")
