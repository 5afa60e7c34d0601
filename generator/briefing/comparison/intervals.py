"""Rule 6, numbers: the interval that a number, a range or a vague word stands for.

An interval is for comparing and is never shown: a reader sees the claim's own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

from briefing.comparison.tables import ROUND_FROM, ROUND_SHARE, VAGUE
from briefing.records import Amount, Qualifier, Span, Vague, Value

WIDE = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
"""Arithmetic that is exact for anything a source will print, and raises nothing for the rest."""

End = tuple[Decimal, int]
"""An end of an interval: the number, and 1 (low) or -1 (high) where the number itself is left out, else 0.

So ends sort as they lie: two intervals are disjoint where the high end of one sorts before the low end of the other.
"""
FLOOR: End = (Decimal("-Infinity"), 1)
CEILING: End = (Decimal("Infinity"), -1)
ZERO: End = (Decimal(0), 0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers that a source's words may mean."""

    low: End
    high: End
    word: str = ""
    """The vague word, where it is one."""

    @property
    def open(self) -> bool:
        """Whether it has no end on one side."""
        return self.low[0].is_infinite() or self.high[0].is_infinite()


def interval_of(value: Value | None, qualifier: Qualifier, tolerance: Decimal) -> Interval | None:
    """The interval that a number stands for; None for what is no number.

    Args:
        tolerance: the share by which "about" and "nearly" widen.
    """
    match value:
        case Amount(number):
            return _number(number, qualifier, tolerance) or _bounded(number, number, qualifier)
        case Span(low, high):
            if qualifier is Qualifier.ABOUT:
                return _closed(low, high, _share(low, tolerance), _share(high, tolerance))
            return _bounded(low, high, qualifier)
        case Vague(word):
            return _vague(word, qualifier)
    return None


def _number(number: Decimal, qualifier: Qualifier, tolerance: Decimal) -> Interval | None:
    match qualifier:
        case Qualifier.EXACT:
            slack = _rounding(number)
            return _closed(number, number, slack, slack)
        case Qualifier.ABOUT:
            slack = _share(number, tolerance)
            return _closed(number, number, slack, slack)
        case Qualifier.NEARLY if slack := _share(number, tolerance):
            return Interval((WIDE.subtract(number, slack), 0), (number, -1))
    return None


def _bounded(low: Decimal, high: Decimal, qualifier: Qualifier) -> Interval:
    match qualifier:
        case Qualifier.AT_LEAST:
            return Interval((low, 0), CEILING)
        case Qualifier.MORE_THAN:
            return Interval((low, 1), CEILING)
        case Qualifier.AT_MOST:
            return Interval(ZERO if high >= 0 else FLOOR, (high, 0))
        case Qualifier.LESS_THAN:
            return Interval(ZERO if high > 0 else FLOOR, (high, -1))
    return Interval((low, 0), (high, 0))


def _vague(word: str, qualifier: Qualifier) -> Interval:
    least, most = VAGUE[word]
    low, high = ((Decimal(least), 1), CEILING) if most is None else ((Decimal(least), 0), (Decimal(most), 0))
    if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        high = CEILING
    if qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN):
        low = ZERO
    # "None" is as exact as 0.
    return Interval(low, high, word if most != 0 else "")


def _closed(low: Decimal, high: Decimal, below: Decimal, above: Decimal) -> Interval:
    return Interval((WIDE.subtract(low, below), 0), (WIDE.add(high, above), 0))


def _share(number: Decimal, share: Decimal) -> Decimal:
    return WIDE.multiply(number.copy_abs(), share)


def _rounding(number: Decimal) -> Decimal:
    """How far a number that looks rounded may be off."""
    if number < ROUND_FROM:
        return Decimal(0)
    zeros = WIDE.normalize(number).as_tuple().exponent
    if not isinstance(zeros, int) or zeros < 1:
        return Decimal(0)
    half_of_last_place = Decimal((0, (5,), zeros - 1))
    return min(half_of_last_place, _share(number, ROUND_SHARE))
